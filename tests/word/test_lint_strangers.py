"""What strangers' templates and a first day of use showed: tags missed, false alarms, remedies that mend."""

from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING

import docx
import pytest
from lxml import etree

from docgen.documents.champs import fields_of
from docgen.errors import FaultsFoundError
from docgen.modeles.balises import balises
from docgen.modeles.controle import fill
from docgen.modeles.inventaire import document_named
from docgen.word.fields import fields_of_data
from docgen.word.lint import lint
from docgen.word.lint.loops import loops_of
from docgen.word.names import W
from docgen.workspace import shipped

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from lxml.etree import _Element

    from docgen.findings import Finding

EMARGEMENT = shipped() / "templates" / "emargement.docx"
DATA = {"nom": "Ada", "oui": True, "l": ["a"]}
NS = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
)


def run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(*inside: str, properties: str = "") -> str:
    return f"<w:p>{properties}{''.join(inside)}</w:p>"


def a_template(folder: Path, body: str, others: dict[str, str] | None = None) -> Path:
    """Word's own blank document with another body, and other parts beside it or in place of its own."""
    path, blank = folder / "modele.docx", folder / "vierge.docx"
    docx.Document().save(str(blank))
    parts = {"word/document.xml": f"<w:document {NS}><w:body>{body}<w:sectPr/></w:body></w:document>", **(others or {})}
    with zipfile.ZipFile(blank) as source, zipfile.ZipFile(path, "w") as made:
        for name in dict.fromkeys([*source.namelist(), *parts]):
            made.writestr(name, parts[name] if name in parts else source.read(name))
    return path


def faults(path: Path) -> list[Finding]:
    return lint(path, fields_of_data(DATA))


@pytest.mark.parametrize(
    "body",
    [
        paragraph(run("{_{ nom }_}")),
        paragraph(run("{%p if oui %}{# clause #}")) + paragraph(run("x")) + paragraph(run("{%p endif %}")),
        paragraph(run("{{ client_absent|default('–') }}")),
        paragraph(
            '<w:r><w:instrText> ADDIN ZOTERO_ITEM {"id":1,"a":{"b":{"c":2}}} </w:instrText></w:r>', run("(Ada, 2020)")
        ),
    ],
)
def test_what_prints_as_it_should_is_no_fault(tmp_path: Path, body: str) -> None:
    assert faults(a_template(tmp_path, body)) == []


BULLET = '<w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr>'


@pytest.mark.parametrize(
    ("code", "body"),
    [
        ("M040", paragraph(f'<w:fldSimple w:instr=" MERGEFIELD Nom ">{run("«Nom»")}</w:fldSimple>')),
        ("M040", paragraph("<w:r><w:instrText> ADDRESSBLOCK </w:instrText></w:r>")),
        ("M040", paragraph(run("Cher «Nom»,"))),
        ("M065", paragraph(run("{% if oui %}deux{% endif %}"), properties=BULLET)),
        ("M066", paragraph(run("a}")) + paragraph(run("} b"))),
        ("M024", paragraph(run("{{ 2e_choix }}"))),
        ("M024", paragraph(run("{{ date-debut }}"))),
    ],
)
def test_what_would_print_wrong_is_told_once(tmp_path: Path, code: str, body: str) -> None:
    assert [fault.code for fault in faults(a_template(tmp_path, body))] == [code]


def test_an_alt_text_that_is_the_only_tag_of_its_part_is_filled(tmp_path: Path) -> None:
    picture = '<w:r><w:drawing><wp:docPr id="1" name="Logo" descr="Logo de {{ nom }}"/></w:drawing></w:r>'
    path = a_template(tmp_path, paragraph(picture))
    made = tmp_path / "rempli.docx"
    made.write_bytes(fill(path, DATA))
    assert "Logo de Ada" in zipfile.ZipFile(made).read("word/document.xml").decode()


CUT = f"<w:p>{run('{')}{run('{ nom }}')}</w:p>"
COMMENTS = f'<w:comments {NS}><w:comment w:id="0" w:author="Marie">{CUT}</w:comment></w:comments>'


@pytest.mark.parametrize(
    ("name", "part", "place"),
    [
        ("word/comments.xml", COMMENTS, "commentaire de Marie sur « le prix »"),
        (
            "word/numbering.xml",
            f'<w:numbering {NS}><w:lvl><w:lvlText w:val="Art. {{{{ nom }}}}"/></w:lvl></w:numbering>',
            "fichier numbering.xml",
        ),
        ("word/afchunk.htm", "<p>Bonjour {{ nom }}", "fichier afchunk.htm"),
    ],
)
def test_a_tag_out_of_reach_is_named_with_its_place_by_both_commands(
    tmp_path: Path, name: str, part: str, place: str
) -> None:
    body = paragraph('<w:commentRangeStart w:id="0"/>', run("le prix"), '<w:commentRangeEnd w:id="0"/>')
    path = a_template(tmp_path, body, {name: part})
    told = [(each.code, each.lieu) for each in faults(path)]
    assert told == [("M039", place)]
    with pytest.raises(FaultsFoundError) as refused:
        fill(path, DATA)
    assert [(each.code, each.lieu) for each in refused.value.findings] == told


def test_text_that_a_tag_would_take_away_keeps_a_template_from_being_filled(tmp_path: Path) -> None:
    body = paragraph(run("Article 1 {%p if oui %}")) + paragraph(run("x")) + paragraph(run("{%p endif %}"))
    with pytest.raises(FaultsFoundError) as refused:
        fill(a_template(tmp_path, body), DATA)
    assert [each.code for each in refused.value.findings] == ["M029"]


def test_a_strict_document_is_refused_with_how_to_save_it(tmp_path: Path) -> None:
    path = a_template(tmp_path, paragraph(run("{{ nom }}")))
    strict = tmp_path / "strict.docx"
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(strict, "w") as made:
        for name in source.namelist():
            part = source.read(name)
            iso = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
            old = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
            made.writestr(name, part.replace(old, iso) if name == "word/document.xml" else part)
    with pytest.raises(FaultsFoundError) as refused:
        fill(strict, DATA)
    assert "Document Word (.docx)" in refused.value.findings[0].remede


# The attendance template, edited as a manager would.


def text_of(element: _Element) -> str:
    return "".join(text.text or "" for text in element.iter(f"{W}t"))


def said(root: _Element, text: str, rank: int = 0) -> _Element:
    return [each for each in root.iter(f"{W}p") if text_of(each) == text][rank]


def without(text: str, holder: str, rank: int = 0) -> Callable[[_Element], None]:
    def edit(root: _Element) -> None:
        found = next(said(root, text, rank).iterancestors(f"{W}{holder}"))
        found.getparent().remove(found)  # type: ignore[union-attr]

    return edit


def retyped(text: str, other: str, rank: int = 0) -> Callable[[_Element], None]:
    def edit(root: _Element) -> None:
        first, *rest = said(root, text, rank).iter(f"{W}t")
        first.text = other
        for each in rest:
            each.text = ""

    return edit


@pytest.mark.parametrize(
    ("edit", "code", "place", "remedy"),
    [
        (
            without("{%tr endfor %}", "tr"),
            "M026",
            "tableau 2, ligne 2",
            "sous la suivante qui a « {{ personne.numero }} », et mettez-y {%tr endfor %} seule.",
        ),
        (
            without("{%tc for colonne in page.colonnes %}", "tc", 1),
            "M027",
            "tableau 2, ligne 3",
            "{%tc for colonne in page.colonnes %}",
        ),
        (
            retyped("{{ personne.fonction }}", "{{ participant.fonction }}"),
            "M030",
            "tableau 2, ligne 3",
            "« personne.fonction »",
        ),
        (
            retyped("{{ personne.nom }}", "{{ participant.nom }}", 2),
            "M030",
            "tableau 2, ligne 10",
            "« personne.nom »",
        ),
        (
            retyped("{{ personne.fonction }}", "{{ participants.fonction }}"),
            "M031",
            "tableau 2, ligne 3",
            "« personne.fonction »",
        ),
        (
            retyped("{{ personne.fonction }}", "{{ personne.siret }}"),
            "M030",
            "tableau 2, ligne 3",
            "numero, nom, fonction",
        ),
    ],
)
def test_a_broken_attendance_template_is_told_at_its_row_with_what_mends_it(
    tmp_path: Path, edit: Callable[[_Element], None], code: str, place: str, remedy: str
) -> None:
    path = tmp_path / "emargement.docx"
    with zipfile.ZipFile(EMARGEMENT) as source, zipfile.ZipFile(path, "w") as made:
        root = etree.fromstring(source.read("word/document.xml"))
        edit(root)
        for name in source.namelist():
            made.writestr(name, etree.tostring(root) if name == "word/document.xml" else source.read(name))
    (fault,) = lint(path, fields_of(document_named("emargement").vue))
    assert (fault.code, fault.lieu.startswith(place)) == (code, True)
    assert remedy in fault.remede
    assert "organisme" not in fault.remede


def test_the_palette_writes_a_field_as_the_template_s_own_loops_need_it() -> None:
    tags = [each.texte for each in balises(fields_of(document_named("emargement").vue), loops_of(EMARGEMENT))]
    assert "{%tr for personne in participants %}" in tags
    assert "{{ personne.fonction }}" in tags
    assert "{{ participant.fonction }}" not in tags
    assert "{%tc for colonne in page.colonnes %}" in tags
