"""What Jinja reads of a part, cut the way docxtpl joins it: one stream per paragraph, and one per stray text.

docxtpl puts a tag together again whose text is spread over runs (`w:t`). Text elsewhere (an alt text, a field code,
a tracked deletion) is read by Jinja too, but only as it stands.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from docgen.word.names import W

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lxml.etree import _Element

_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_DELETED = (f"{W}delText", f"{W}delInstrText")


class Source(StrEnum):
    """Where the text of a stream comes from."""

    PARAGRAPH = "paragraphe"
    FIELD_CODE = "code de champ"
    DELETED = "suppression"
    OTHER = "ailleurs"  # an attribute, a property, an equation


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a stream that stands in one element; `order` counts elements in document order."""

    start: int
    order: int
    element: _Element


@dataclass(eq=False, slots=True)
class Stream:
    """Text that Jinja reads in one go. `holder` is the paragraph, or the element that the text belongs to."""

    part: str
    source: Source
    holder: _Element
    pieces: list[Piece] = field(default_factory=list)
    text: str = ""

    def add(self, order: int, element: _Element, text: str) -> None:
        """Lengthen the stream by the text of an element."""
        self.pieces.append(Piece(len(self.text), order, element))
        self.text += text

    def piece_at(self, offset: int) -> Piece:
        """The piece that holds a character."""
        starts = [piece.start for piece in self.pieces]
        return self.pieces[max(0, bisect_right(starts, offset) - 1)]

    def end_of(self, piece: Piece) -> int:
        """Where a piece ends."""
        at = self.pieces.index(piece) + 1
        return self.pieces[at].start if at < len(self.pieces) else len(self.text)

    def elements(self, start: int, end: int) -> tuple[_Element, ...]:
        """The elements that hold a stretch."""
        first, last = self.piece_at(start), self.piece_at(max(start, end - 1))
        return tuple(piece.element for piece in self.pieces if first.order <= piece.order <= last.order)


def streams_of(part: str, root: _Element) -> list[Stream]:
    """The streams of a part, in document order."""
    elements = list(root.iter("*"))  # held: lxml gives an element its identity only as long as somebody holds it
    doubled = _doubled(root)
    joined: dict[tuple[Source, _Element], Stream] = {}
    strays: list[Stream] = []
    for order, element in enumerate(elements):
        if element in doubled:
            continue
        text = element.text or ""
        source = _source(element.tag)
        if source is not Source.OTHER and text:
            holder = next(element.iterancestors(f"{W}p"), element) if source is not Source.DELETED else element
            stream = joined.setdefault((source, holder), Stream(part, source, holder))
            stream.add(order, element, text)
            continue
        for value in _tagged((text, *element.attrib.values())):
            stray = Stream(part, Source.OTHER, element)
            stray.add(order, element, value)
            strays.append(stray)
    return sorted((*joined.values(), *strays), key=lambda stream: stream.pieces[0].order)


def _source(tag: object) -> Source:
    if tag == f"{W}t":
        return Source.PARAGRAPH
    if tag == f"{W}instrText":
        return Source.FIELD_CODE
    return Source.DELETED if tag in _DELETED else Source.OTHER


def _tagged(values: Iterable[str | bytes]) -> list[str]:
    return [value for value in values if isinstance(value, str) and _has_tag(value)]


def _has_tag(text: str) -> bool:
    return "{" in text and any(mark in text for mark in ("{{", "{%", "{#"))


def _doubled(root: _Element) -> set[_Element]:
    """What Word writes a second time for older versions: a fault there would be told twice."""
    return {element for fallback in root.iter(_FALLBACK) for element in fallback.iter("*")}
