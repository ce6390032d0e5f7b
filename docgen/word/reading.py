"""A Word file's text, as golden tests and checks compare it."""

from __future__ import annotations

import io
import re
import zipfile
from typing import TYPE_CHECKING

from lxml import etree

from docgen.word.names import W
from docgen.word.relations import Role, stories

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from lxml.etree import _Element

LEFTOVER = re.compile(r"\{\{|\{%|\{#|%\}|\}\}")
BREAKS = {f"{W}br": "\n", f"{W}cr": "\n", f"{W}tab": "\t", f"{W}noBreakHyphen": "-"}


def text_of(document: bytes | Path) -> str:
    """Each story under its part's name: one line per paragraph, one per table row with cells joined by « | »."""
    lines: list[str] = []
    for name, root in _stories(document):
        lines.append(f"[{name.removeprefix('word/').removesuffix('.xml')}]")
        lines += _blocks(root)
    return "\n".join(lines) + "\n"


def _stories(document: bytes | Path) -> Iterator[tuple[str, _Element]]:
    with zipfile.ZipFile(io.BytesIO(document) if isinstance(document, bytes) else document) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    found = stories(parts)
    for name in sorted(found, key=lambda name: (found[name] is not Role.CORPS, name)):
        if found[name] is not Role.PROPRIETES:
            yield name, etree.fromstring(parts[name])


def _blocks(parent: _Element) -> Iterator[str]:
    for child in parent:
        if child.tag == f"{W}p":
            text = _paragraph(child)
            if text.strip():
                yield text
        elif child.tag == f"{W}tbl":
            yield from _rows(child)
        elif isinstance(child.tag, str):
            yield from _blocks(child)


def _rows(table: _Element) -> Iterator[str]:
    for row in table.iter(f"{W}tr"):
        yield " | ".join(" / ".join(_blocks(cell)) for cell in row.iter(f"{W}tc"))


def _paragraph(paragraph: _Element) -> str:
    pieces: list[str] = []
    for element in paragraph.iter():
        if element.tag == f"{W}t":
            pieces.append(element.text or "")
        elif element.tag in BREAKS and element.getparent().tag == f"{W}r":  # type: ignore[union-attr]
            pieces.append(BREAKS[element.tag])
    return "".join(pieces)
