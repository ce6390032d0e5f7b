"""What a finished document says and where: paragraphs, and rows with their cells, in reading order.

Text is what a reader would see once all changes are accepted: tracked deletions and what Word writes twice for older
versions are left out.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from lxml import etree

from docgen.errors import FaultsFoundError
from docgen.findings import Finding
from docgen.word.lint.whereabouts import Whereabouts
from docgen.word.names import W
from docgen.word.package import package_of, read_package
from docgen.word.reading import BREAKS
from docgen.word.relations import Role

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from lxml.etree import _Element

    from docgen.word.package import Package

MAX_LINES, MAX_LETTERS = 10_000, 1_000_000  # ten times a long proposal (777 and 44 198)
_DC = "{http://purl.org/dc/elements/1.1/}"
_PROPERTIES = (f"{_DC}title", f"{_DC}subject")
_UNSEEN = {
    "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback",
    f"{W}del",
    f"{W}moveFrom",
}
_TABLE = f"{W}tbl"


@dataclass(frozen=True, slots=True, eq=False)
class Line:
    """A paragraph that says something; `cell` is the rank of its cell in the row, from 0."""

    text: str
    part: str
    element: _Element
    cell: int = 0


@dataclass(frozen=True, slots=True, eq=False)
class Block:
    """A row of a table, or a paragraph outside tables; `table` is the outermost one."""

    lines: tuple[Line, ...]
    table: _Element | None = None

    def cell(self, rank: int) -> str:
        """All that the cell of that rank says."""
        return " ".join(line.text for line in self.lines if line.cell == rank)


class Contents:
    """The stories of a package: body, headers, footers, notes, and the title in its properties."""

    def __init__(self, package: Package) -> None:
        self.parts = package.parts
        self.stories = package.stories
        self.roots = {name: etree.fromstring(package.parts[name]) for name in package.stories}
        self._whereabouts = Whereabouts(self.parts, self.roots)

    @cached_property
    def blocks(self) -> tuple[Block, ...]:
        """What is said, in order: the body first, then the other parts."""
        names = sorted(self.roots, key=lambda name: (self.stories[name] is not Role.CORPS, name))
        return tuple(block for name in names for block in _blocks_of(name, self.stories[name], self.roots[name]))

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """All paragraphs that say something."""
        return tuple(line for block in self.blocks for line in block.lines)

    def where(self, part: str, element: _Element) -> str:
        """A place as a person would say it."""
        return self._whereabouts.of(part, element)


def read_contents(path: Path) -> Contents:
    """What the document at `path` says. Raises FaultsFoundError (M001, M002, M009) for one that Word would not open."""
    return _contents(read_package(path), path)


def contents_of(data: bytes) -> Contents:
    """What a document that docgen has just made says."""
    return Contents(package_of(data))


def _contents(package: Package, path: Path) -> Contents:
    try:
        contents = Contents(package)
    except etree.XMLSyntaxError as error:  # nested or long beyond what libxml2 takes from a stranger
        raise FaultsFoundError([Finding("M002", f"ce document est illisible ({error}).", fichier=str(path))]) from None
    if len(contents.lines) > MAX_LINES or sum(len(line.text) for line in contents.lines) > MAX_LETTERS:
        raise FaultsFoundError([Finding("M009", "ce document est démesuré.", fichier=str(path))])
    return contents


def _blocks_of(part: str, role: Role, root: _Element) -> Iterator[Block]:
    if role is Role.PROPRIETES:
        found = [element for element in root.iter(*_PROPERTIES) if (element.text or "").strip()]
        yield from (Block((Line(element.text or "", part, element),)) for element in found)
        return
    yield from _walk(part, root)


def _walk(part: str, parent: _Element) -> Iterator[Block]:
    for child in parent:
        if child.tag == _TABLE:
            yield from _rows(part, child)
        elif child.tag == f"{W}p":
            yield from _of_paragraph(part, child)
        elif child.tag not in _UNSEEN:
            yield from _walk(part, child)


def _of_paragraph(part: str, paragraph: _Element) -> Iterator[Block]:
    text = text_in(paragraph)
    if text.strip():
        yield Block((Line(text, part, paragraph),))
    for box in paragraph.iter(f"{W}txbxContent"):
        inside = next(box.iterancestors(f"{W}txbxContent"), None)
        if inside is None and not _is_unseen(box):
            yield from _walk(part, box)


def _rows(part: str, table: _Element) -> Iterator[Block]:
    """The rows of an outermost table; a table in a cell belongs to the cell."""
    rows = [row for row in table.iter(f"{W}tr") if next(row.iterancestors(_TABLE), None) is table]
    for row in rows:
        cells = [cell for cell in row.iter(f"{W}tc") if next(cell.iterancestors(f"{W}tr"), None) is row]
        lines = tuple(
            Line(text, part, paragraph, rank)
            for rank, cell in enumerate(cells)
            for paragraph in cell.iter(f"{W}p")
            if not _is_unseen(paragraph) and (text := text_in(paragraph)).strip()
        )
        if lines:
            yield Block(lines, table)


def text_in(paragraph: _Element) -> str:
    """The paragraph's own text, that of text boxes anchored in it left out."""
    pieces: list[str] = []
    for element in paragraph.iter(f"{W}t", *BREAKS):
        if next(element.iterancestors(f"{W}p"), None) is not paragraph or _is_unseen(element):
            continue
        if element.tag == f"{W}t":
            pieces.append(element.text or "")
        elif element.getparent().tag == f"{W}r":  # type: ignore[union-attr]
            pieces.append(BREAKS[element.tag])
    return "".join(pieces)


def _is_unseen(element: _Element) -> bool:
    return any(each.tag in _UNSEEN for each in element.iterancestors())
