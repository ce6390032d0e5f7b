"""Hand edits, made with python-docx as a person would make them in Word."""

from __future__ import annotations

from typing import TYPE_CHECKING

import docx
from docx.oxml.ns import qn

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from docx.document import Document
    from docx.oxml.xmlchemy import BaseOxmlElement as Element


def edited(path: Path, edit: Callable[[Document], object]) -> None:
    document = docx.Document(str(path))
    edit(document)
    document.save(str(path))


def paragraphs(document: Document) -> Iterator[Element]:
    """All paragraphs, those of tables, headers and footers included."""
    roots = [document.element.body]
    for section in document.sections:
        stories = (section.header, section.footer, section.first_page_header, section.first_page_footer)
        roots += [story._element for story in stories if not story.is_linked_to_previous]
    for root in roots:
        yield from root.iter(qn("w:p"))


def text(paragraph: Element) -> str:
    """The paragraph with plain spaces and apostrophes, as one types it."""
    return spaced("".join(each.text or "" for each in paragraph.iter(qn("w:t"))))


def spaced(said: str) -> str:
    return said.replace("\u00a0", " ").replace("\u202f", " ").replace("’", "'")


def write(paragraph: Element, said: str) -> None:
    texts = list(paragraph.iter(qn("w:t")))
    for each in texts:
        each.text = ""
    texts[0].text = said
    texts[0].set(qn("xml:space"), "preserve")


def replaced(document: Document, old: str, new: str, *, everywhere: bool = False) -> None:
    """Replace the first place that says `old`, which must exist; or all of them."""
    found = [paragraph for paragraph in paragraphs(document) if old in text(paragraph)]
    assert found, old
    for paragraph in found if everywhere else found[:1]:
        # What is not replaced keeps its no-break spaces.
        raw = "".join(each.text or "" for each in paragraph.iter(qn("w:t")))
        at = text(paragraph).index(old)
        write(paragraph, raw[:at] + new + raw[at + len(old) :])


def replacing(old: str, new: str, *, everywhere: bool = False) -> Callable[[Document], None]:
    return lambda document: replaced(document, old, new, everywhere=everywhere)


def cells(document: Document) -> Iterator[tuple[str, Element]]:
    """Paragraphs of the body's tables with their place, counted here anew: « tableau 2, ligne 3, colonne 1 »."""
    for rank, table in enumerate(document.element.body.iter(qn("w:tbl")), start=1):
        for line, row in enumerate(table.iter(qn("w:tr")), start=1):
            column = 1
            for cell in row.iter(qn("w:tc")):
                for paragraph in cell.iter(qn("w:p")):
                    yield f"tableau {rank}, ligne {line}, colonne {column}", paragraph
                span = cell.find(f"{qn('w:tcPr')}/{qn('w:gridSpan')}")
                column += int(span.get(qn("w:val"))) if span is not None else 1


def without_row(document: Document, said: str) -> None:
    """Take away the first table row that says it."""
    found = next(
        row
        for row in document.element.body.iter(qn("w:tr"))
        if said in " ".join(text(paragraph) for paragraph in row.iter(qn("w:p")))
    )
    found.getparent().remove(found)
