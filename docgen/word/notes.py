"""Footnotes, endnotes and comments in step with their calls, which loops repeat and conditions drop.

A call names its note by a number (ECMA-376, part 1, 17.11.14). Word goes by that number, LibreOffice by the place of
the note in the list: a note without a call moves all that follow it, and two calls of one number leave one without.
"""

from __future__ import annotations

import copy
import re
from itertools import count
from typing import TYPE_CHECKING

from lxml import etree

from docgen.word.names import W
from docgen.word.relations import main_of, related
from docgen.word.shape import Needs
from docgen.word.soundness import repair

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from lxml.etree import _Element

_KINDS = ("footnote", "endnote")
_ID = f"{W}id"


def keep_in_step(parts: dict[str, bytes], template: Mapping[str, bytes], first_id: int) -> None:
    """Give each call of a filled body a note of its own, in their order; a note that lost its calls goes.

    Where the calls are those of the template, nothing is touched. Notes that had no call there stay, at the end.
    Comments go with their text; one that a loop repeats has one place already (see soundness).
    New drawing ids start at `first_id`.
    """
    main = main_of(parts)
    for kind in _KINDS:
        names = related(parts, main, f"{kind}s")
        before, calls = (_calls(kind, each[main]) if names else [] for each in (template, parts))
        if before != calls:
            root = etree.fromstring(parts[names[0]])
            numbers = _renew(root, calls, lost=set(before) - set(calls))
            repair(root, Needs.IDS, first_id)
            parts[names[0]] = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
            parts[main] = _renumbered(kind, parts[main], numbers)
    for name in related(parts, main, "comments"):
        lost = set(_calls("comment", template[main])) - set(_calls("comment", parts[main]))
        parts[name] = _without(parts[name], lost) if lost else parts[name]


def _without(comments: bytes, lost: set[str]) -> bytes:
    """The comments but for those of a text that was dropped: nobody would see them, but for who opens the file."""
    root = etree.fromstring(comments)
    for comment in [each for each in root if each.get(_ID) in lost]:
        root.remove(comment)
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))


def _call(kind: str) -> re.Pattern[bytes]:
    return re.compile(rb'(<w:%sReference\b[^<>]*?\bw:id=")(-?\d+)(")' % kind.encode())


def _calls(kind: str, body: bytes) -> list[str]:
    return [found[2].decode() for found in _call(kind).finditer(body)] if b"Reference" in body else []


def _renumbered(kind: str, body: bytes, numbers: Iterable[str]) -> bytes:
    following = iter(numbers)
    return _call(kind).sub(lambda found: found[1] + next(following).encode() + found[3], body)


def _renew(root: _Element, calls: list[str], lost: set[str]) -> list[str]:
    """Put the notes in the order of their calls, with a copy for each repeated one; the numbers of the calls.

    All are numbered anew: LibreOffice takes the numbers for places in the list, and a gap among them moves its notes.
    """
    special = {note.get(_ID, "") for note in root if note.get(f"{W}type", "normal") != "normal"}
    notes = {ident: note for note in root if (ident := note.get(_ID, "")) not in special}
    free = count(1 + max((int(ident) for ident in special if ident.isdecimal()), default=0))
    for note in notes.values():
        root.remove(note)
    numbers: list[str] = []
    for ident in [*calls, *(ident for ident in notes if ident not in {*calls, *lost})]:
        called = notes.get(ident)
        numbers.append(ident if called is None else str(next(free)))
        if called is not None:
            made = copy.deepcopy(called)
            made.set(_ID, numbers[-1])
            root.append(made)
    return numbers
