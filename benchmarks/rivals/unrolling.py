"""Cells that repeat along a row, written out one by one, for engines that cannot repeat them in rows that repeat."""

from __future__ import annotations

import copy
import re
from typing import TYPE_CHECKING, Any

from rivals.tags import TAG, evaluated, loop_of

if TYPE_CHECKING:
    from lxml.etree import _Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def unrolled(root: _Element, values: dict[str, Any]) -> bool:
    """Write each `{%tc for` out, as many times as its list has items in the first turn of the loops around it.

    Whether there was any.
    """
    sample, found = dict(values), False
    for text in list(root.iter(f"{W}t")):
        for tag in TAG.finditer(text.text or ""):
            if not (tag["statement"] or "").startswith("for "):
                continue
            variable, source = loop_of(tag["statement"])
            items = evaluated(source, sample, [])
            if tag["kind"] == "tc":
                _write_out(next(text.iterancestors(f"{W}tc")), variable, source, len(items))
                found = True
            elif items:
                sample[variable] = items[0]
    return found


def _write_out(opening: _Element, variable: str, source: str, times: int) -> None:
    span = [opening]
    for cell in opening.itersiblings():
        span.append(cell)
        if any((text.text or "").startswith("{%tc endfor") for text in cell.iter(f"{W}t")):
            break
    for rank in range(times):
        for cell in span[1:-1]:
            opening.addprevious(_about(cell, variable, f"{source}[{rank}]"))
    for done in span:
        done.getparent().remove(done)  # type: ignore[union-attr]


def _about(cell: _Element, variable: str, item: str) -> _Element:
    """The cell of one item."""
    made = copy.deepcopy(cell)
    for text in made.iter(f"{W}t"):
        text.text = TAG.sub(lambda tag: re.sub(rf"\b{variable}\b", item, tag[0]), text.text or "")
    return made
