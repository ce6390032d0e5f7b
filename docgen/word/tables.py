"""A plain Word document of headings and tables, whose cells print exactly what they are given, tags included."""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docx.table import _Cell


@dataclass(frozen=True, slots=True)
class Section:
    """A heading, a paragraph and a table; `widths` in centimetres, one per column."""

    titre: str
    texte: str
    colonnes: Sequence[str]
    lignes: Sequence[Sequence[str]]
    widths: Sequence[float]


def tables_document(titre: str, texte: str, sections: Sequence[Section]) -> bytes:
    """The document, A4 landscape, its tables with a header row that repeats on each page."""
    import docx
    from docx.enum.section import WD_ORIENT
    from docx.shared import Cm

    document = docx.Document()
    page = document.sections[0]
    page.orientation = WD_ORIENT.LANDSCAPE
    page.page_width, page.page_height = Cm(29.7), Cm(21)
    page.left_margin = page.right_margin = page.top_margin = page.bottom_margin = Cm(1.8)
    document.core_properties.title = titre
    document.add_heading(titre, level=0)
    document.add_paragraph(texte)
    for section in sections:
        document.add_heading(section.titre, level=1)
        document.add_paragraph(section.texte)
        table = document.add_table(rows=1, cols=len(section.colonnes), style="Light Grid Accent 1")
        table.autofit = False
        _repeat(table.rows[0]._tr)  # noqa: SLF001 - python-docx has no call for it
        for cell, words, width in zip(table.rows[0].cells, section.colonnes, section.widths, strict=True):
            _fill(cell, words, width)
        for ligne in section.lignes:
            cells = table.add_row().cells
            for cell, words, width in zip(cells, ligne, section.widths, strict=True):
                _fill(cell, words, width)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def _fill(cell: _Cell, words: str, width: float) -> None:
    from docx.shared import Cm

    cell.width = Cm(width)
    cell.text = words


def _repeat(row: object) -> None:
    """Mark a header row (ECMA-376, 17.4.49)."""
    from docx.oxml import OxmlElement

    properties = row.get_or_add_trPr()  # type: ignore[attr-defined]
    properties.append(OxmlElement("w:tblHeader"))
