"""What goes with the paragraph or the row of a tag is told, whatever it is; what prints nothing is not."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from word_files import with_body

from docgen.word.lint import lint

if TYPE_CHECKING:
    from pathlib import Path

VML = 'xmlns:v="urn:schemas-microsoft-com:vml"'
MATH = 'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
LINK = '<w:p><w:hyperlink w:anchor="_Toc12"><w:r><w:t>voir</w:t></w:r></w:hyperlink></w:p>'


def p(text: str, beside: str = "", properties: str = "") -> str:
    return f"<w:p>{properties}<w:r><w:t>{text}</w:t></w:r>{beside}</w:p>"


def row(*cells: str) -> str:
    return "<w:tr>" + "".join(f"<w:tc>{cell}</w:tc>" for cell in cells) + "</w:tr>"


def told(tmp_path: Path, xml: str) -> list[str]:
    path = tmp_path / "modele.docx"
    path.write_bytes(with_body(xml))
    return [finding.message for finding in lint(path, None) if finding.code == "M029"]


LOST = [
    ("", '<w:r><w:br w:type="page"/></w:r>', "le saut de page"),
    ("", '<w:r><w:br w:type="column"/></w:r>', "le saut de colonne"),
    ("<w:pPr><w:pageBreakBefore/></w:pPr>", "", "le saut de page avant ce paragraphe"),
    ("<w:pPr><w:sectPr/></w:pPr>", "", "le saut de section"),
    ("", '<w:r><w:footnoteReference w:id="1"/></w:r>', "l’appel de note"),
    ("", '<w:r><w:endnoteReference w:id="1"/></w:r>', "l’appel de note"),
    ("", "<w:r><w:footnoteRef/></w:r>", "le numéro de la note"),
    ("", f"<m:oMath {MATH}><m:r><m:t>x</m:t></m:r></m:oMath>", "l’équation"),
    ("", '<w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>', "le symbole"),
    ("", f'<w:r><w:object><v:shape {VML} id="o"/></w:object></w:r>', "l’objet incorporé"),
    ("", f"<w:r><w:pict><v:rect {VML}/></w:pict></w:r>", "l’image"),
    ("", '<w:bookmarkStart w:id="1" w:name="_Toc12"/><w:bookmarkEnd w:id="1"/>', "le signet"),
    ("", "<w:r><w:t> et du texte</w:t></w:r>", "et du texte"),
]


@pytest.mark.parametrize(("properties", "beside", "said"), LOST)
def test_what_stands_beside_a_tag_is_told_in_a_paragraph_and_in_a_row(
    tmp_path: Path, properties: str, beside: str, said: str
) -> None:
    in_text = p("{%p if oui %}") + p("texte") + p("{%p endif %}", beside, properties) + LINK
    (message,) = told(tmp_path, in_text)
    assert f"« {said} » disparaîtrait" in message
    rows = (
        row(p("{%tr for x in l %}"), p(""))
        + row(p("{{ x }}"), p(""))
        + row(p("{%tr endfor %}"), p("", beside, properties))
    )
    (message,) = told(tmp_path, f"<w:tbl><w:tblPr/><w:tblGrid/>{rows}</w:tbl>" + LINK)
    assert f"« {said} » disparaîtrait" in message


@pytest.mark.parametrize(
    ("properties", "beside"),
    [
        ("", "<w:r><w:t>{# début de la clause #}</w:t></w:r>"),
        ("", '<w:bookmarkStart w:id="1" w:name="_GoBack"/><w:bookmarkEnd w:id="1"/>'),
        ("", '<w:commentRangeStart w:id="0"/><w:commentRangeEnd w:id="0"/>'),
        ("", "<w:r><w:lastRenderedPageBreak/></w:r>"),
        ("", '<w:r><w:br w:type="textWrapping"/></w:r>'),
        ("", '<w:del w:id="2" w:author="a"><w:r><w:br w:type="page"/></w:r></w:del>'),
        ('<w:pPr><w:pageBreakBefore w:val="0"/></w:pPr>', ""),
        ('<w:pPr><w:pPrChange w:id="3" w:author="a"><w:pPr><w:pageBreakBefore/></w:pPr></w:pPrChange></w:pPr>', ""),
    ],
)
def test_what_prints_nothing_is_no_loss(tmp_path: Path, properties: str, beside: str) -> None:
    assert told(tmp_path, p("{%p if oui %}", beside, properties) + p("texte") + p("{%p endif %}") + LINK) == []


def test_the_place_of_a_tag_counts_the_cells_that_stand_in_controls(tmp_path: Path) -> None:
    control = "<w:sdt><w:sdtPr/><w:sdtContent>%s</w:sdtContent></w:sdt>"
    cells = control % f"<w:tc>{p('a')}</w:tc>" + control % f"<w:tc>{p('{% if %}')}</w:tc>"
    path = tmp_path / "modele.docx"
    path.write_bytes(with_body(f"<w:tbl><w:tblPr/><w:tblGrid/><w:tr>{cells}</w:tr></w:tbl>"))
    assert {finding.lieu for finding in lint(path, None)} == {"tableau 1, ligne 1, colonne 2"}
