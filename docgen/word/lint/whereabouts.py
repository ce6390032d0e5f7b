"""Places in a template as one reads them on the page: « tableau 2, ligne 3, colonne 1, sous le titre « Prix » »."""

from __future__ import annotations

import re
from functools import cached_property
from itertools import takewhile
from typing import TYPE_CHECKING

from lxml import etree

from docgen.word.names import R, W
from docgen.word.places import SNIPPET
from docgen.word.relations import Role, main_of, related, stories, targets
from docgen.word.schema import own

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from lxml.etree import _Element

_HEADING_STYLE = re.compile(r"(heading|titre) ?\d|title|titre", re.IGNORECASE)
_PAGES = {"first": "première page", "even": "pages paires"}
_STORIES = {f"{W}footnote": "note de bas de page", f"{W}endnote": "note de fin"}


class Whereabouts:
    """Says where an element of a package stands. What it needs is worked out at the first fault, not before."""

    def __init__(self, parts: Mapping[str, bytes], roots: Mapping[str, _Element]) -> None:
        self._parts, self._roots = parts, roots
        self.main = main_of(parts)
        self._roles = stories(parts)
        self._tables: dict[str, list[_Element]] = {}

    def of(self, part: str, element: _Element) -> str:
        """The place of an element: the part unless it is the body, then tables, then the heading above."""
        pieces = [self._story(part, element)] if part != self.main else []
        if next(element.iterancestors(f"{W}txbxContent"), None) is not None:
            pieces.append("zone de texte")
        pieces += self._cells(part, element)
        heading = self._heading(element) if part == self.main else ""
        if heading:
            return ", ".join((*(pieces or ["corps du document"]), heading))
        if not pieces:
            rank = self._paragraph(element)
            pieces = ["corps du document", *([f"paragraphe {rank}"] if rank else [])]
        return ", ".join(pieces)

    def _story(self, part: str, element: _Element) -> str:
        for note in element.iterancestors(*_STORIES):
            return f"{_STORIES[note.tag]} {note.get(f'{W}id', '')}".strip()
        return self._running.get(part, str(self._roles.get(part, part)))

    def _cells(self, part: str, element: _Element) -> Iterator[str]:
        tables = [table for table in (element, *element.iterancestors()) if table.tag == f"{W}tbl"][::-1]
        for depth, table in enumerate(tables):
            if depth:
                yield "tableau dans la cellule"
            else:
                yield f"tableau {self._outer_tables(part).index(table) + 1}"
            row = _under(element, table, f"{W}tr")
            if row is None:
                return
            yield f"ligne {_rows(table).index(row) + 1}"
            cell = _under(element, row, f"{W}tc")
            if cell is not None:
                yield f"colonne {_column(row, cell)}"

    def _outer_tables(self, part: str) -> list[_Element]:
        if part not in self._tables:
            self._tables[part] = [
                table
                for table in self._roots[part].iter(f"{W}tbl")
                if next(table.iterancestors(f"{W}tbl"), None) is None
            ]
        return self._tables[part]

    def _heading(self, element: _Element) -> str:
        """The heading above, in the body's own sequence of paragraphs."""
        if not self._headings:
            return ""
        own = next((p for p in (element, *element.iterancestors(f"{W}p")) if p in self._headings), None)
        if own is not None:
            return f"dans le titre « {_text(own)} »"
        block = next((each for each in (element, *element.iterancestors()) if _in_body(each)), element)
        for before in (block, *block.itersiblings(preceding=True)):
            above = [p for p in before.iter(f"{W}p") if p in self._headings and _text(p)] if before is not block else []
            if above:
                return f"sous le titre « {_text(above[-1])} »"
        return ""

    def _paragraph(self, element: _Element) -> int:
        block = next((each for each in (element, *element.iterancestors()) if _in_body(each)), None)
        parent = None if block is None else block.getparent()
        if block is None or parent is None or block.tag != f"{W}p":
            return 0
        return [child for child in parent if child.tag == f"{W}p"].index(block) + 1

    @cached_property
    def _headings(self) -> set[_Element]:
        styles = self._heading_styles()
        return {
            paragraph
            for style in self._roots[self.main].iterfind(f".//{W}pPr/{W}pStyle")
            if style.get(f"{W}val") in styles and (paragraph := _paragraph_of(style)) is not None
        }

    def _heading_styles(self) -> set[str]:
        """The ids of heading styles: Word gives them in its own language, their names in English."""
        named = related(self._parts, self.main, "styles")
        styles = [style for part in named for style in etree.fromstring(self._parts[part]).iter(f"{W}style")]
        found = set()
        for style in styles:
            name = style.find(f"{W}name")
            said = name.get(f"{W}val", "") if name is not None else ""
            if _HEADING_STYLE.fullmatch(said) or style.find(f"{W}pPr/{W}outlineLvl") is not None:
                found.add(style.get(f"{W}styleId", ""))
        return found

    @cached_property
    def _running(self) -> dict[str, str]:
        """Headers and footers by part: « en-tête de la première page », « pied de page des pages paires »."""
        named = targets(self._parts, self.main)
        sections = list(self._roots[self.main].iter(f"{W}sectPr"))
        said: dict[str, str] = {}
        for rank, section in enumerate(sections, start=1):
            for reference in section.iterchildren(f"{W}headerReference", f"{W}footerReference"):
                part = named.get(reference.get(f"{R}id", ""), "")
                words = str(self._roles.get(part, Role.EN_TETE))
                page = _PAGES.get(reference.get(f"{W}type", ""), "")
                article = "des" if page.startswith("pages") else "de la"
                words += f" {article} {page}" if page else ""
                words += f" de la section {rank}" if len(sections) > 1 else ""
                said.setdefault(part, words)
        return said


def _in_body(element: _Element) -> bool:
    parent = element.getparent()
    return parent is not None and parent.tag == f"{W}body"


def _under(element: _Element, holder: _Element, tag: str) -> _Element | None:
    """The ancestor (or self) with that tag that is nearest below `holder`."""
    found = None
    for each in (element, *element.iterancestors()):
        if each is holder:
            return found
        if each.tag == tag:
            found = each
    return None


def _rows(table: _Element) -> list[_Element]:
    """The table's own rows, those in content controls included."""
    return list(own(table, f"{W}tr"))


def _column(row: _Element, cell: _Element) -> int:
    before = takewhile(lambda each: each is not cell, own(row, f"{W}tc"))
    spans = (each.find(f"{W}tcPr/{W}gridSpan") for each in before)
    return 1 + sum(int(value) if (value := _span(span)).isdecimal() else 1 for span in spans)


def _span(span: _Element | None) -> str:
    return "1" if span is None else span.get(f"{W}val", "1")[:3]


def _paragraph_of(style: _Element) -> _Element | None:
    return next(style.iterancestors(f"{W}p"), None)


def _text(paragraph: _Element) -> str:
    return " ".join("".join(text.text or "" for text in paragraph.iter(f"{W}t")).split())[:SNIPPET]
