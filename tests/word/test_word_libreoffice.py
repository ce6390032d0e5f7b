"""A template that somebody saved from LibreOffice is a template too."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

import pytest
from unfilled import check_unfilled
from word_files import (
    cells,
    fault,
    highlighted,
    opened,
    png,
    read,
    saved,
    tree,
    with_body,
    with_pictures,
    with_story,
    word,
)

from docgen.word.gaps import Gap
from docgen.word.names import W
from docgen.word.reading import text_of
from docgen.word.template import Template

if TYPE_CHECKING:
    from pathlib import Path

    from lxml.etree import _Element

pytestmark = pytest.mark.libreoffice


def through_libreoffice(path: Path, to: str = "docx:MS Word 2007 XML") -> Path:
    """The same document as LibreOffice saves it, in a folder of its own."""
    folder = path.parent / "libreoffice"
    profile = (path.parent / "profil").as_uri()
    subprocess.run(
        ["soffice", "--headless", f"-env:UserInstallation={profile}", "--convert-to", to, "--outdir", folder, path],
        check=True,
        capture_output=True,
        timeout=120,
    )
    return folder / f"{path.stem}.{to.partition(':')[0]}"


def test_a_template_saved_by_libreoffice_still_renders(tmp_path: Path) -> None:
    rows = [["Nom", "Note"], ["{%tr for l in lignes %}", ""], ["{{ l.nom }}", "{{ l.note }}"], ["{%tr endfor %}", ""]]
    document = word(
        "Chère {{ client.nom }}, {% if x == 'a & b' %}oui{% endif %}",
        "{%p for p in points %}",
        "— {{ p }}",
        "{%p endfor %}",
        header="{{ client.nom }}",
        footer="{{ prix }}",
        title="{{ client.nom }}",
        rows=rows,
    )
    path = tmp_path / "modele.docx"
    path.write_bytes(saved(document))
    made = Template.open(through_libreoffice(path))
    values = {
        "client": {"nom": "L’Haÿ & fils < 3"},
        "x": "a & b",
        "points": ["un", "deux"],
        "prix": Gap("le prix", "brief", ("prix",)),
        "lignes": [{"nom": "a", "note": "b & c"}],
    }
    rendered = made.render(values)
    text = text_of(rendered)
    assert "Chère L’Haÿ & fils < 3, oui\n— un\n— deux\n" in text
    assert cells(rendered) == [["Nom", "Note"], ["a", "b & c"]]
    section = read(rendered).sections[0]
    assert section.header.paragraphs[0].text == "L’Haÿ & fils < 3"
    footers = [name for name in made.package.parts if name.startswith("word/footer")]
    assert ["À COMPLÉTER\u00a0: le prix"] in [highlighted(tree(rendered, name)) for name in footers]
    assert read(rendered).core_properties.title == "L’Haÿ & fils < 3"
    assert check_unfilled(rendered) == []


def test_a_placeholder_saved_by_libreoffice_is_still_found(tmp_path: Path) -> None:
    path = tmp_path / "modele.docx"
    path.write_bytes(saved(with_pictures("logo")))
    logo = tmp_path / "logo.png"
    logo.write_bytes(png(60, 20))
    rendered = Template.open(through_libreoffice(path)).render({}, pictures={"logo": logo})
    assert logo.read_bytes() in [part.blob for part in read(rendered).part.package.iter_parts()]


def test_an_odt_under_the_name_of_a_docx_is_named(tmp_path: Path) -> None:
    path = tmp_path / "modele.docx"
    path.write_bytes(saved(word("{{ x }}")))
    renamed = through_libreoffice(path, "odt").rename(tmp_path / "renomme.docx")
    found = fault(lambda: Template.open(renamed))
    assert (found.code, "LibreOffice" in found.message) == ("M002", True)


def test_a_filled_document_opens_in_libreoffice(tmp_path: Path) -> None:
    filled = tmp_path / "rempli.docx"
    path = tmp_path / "modele.docx"
    path.write_bytes(saved(word("{{ texte }}", rows=[["{{ texte }}"]])))
    filled.write_bytes(Template.open(path).render({"texte": "a & b\n< c >\t😀"}))
    assert "a & b\n< c >\t😀" in through_libreoffice(filled, "txt:Text (encoded):UTF8").read_text("utf-8-sig")


@pytest.mark.parametrize("kind", ["footnote", "endnote"])
def test_libreoffice_shows_each_note_under_its_own_call(tmp_path: Path, kind: str) -> None:
    def paragraph(text: str, ident: int = 0) -> str:
        call = f'<w:r><w:{kind}Reference w:id="{ident}"/></w:r>' if ident else ""
        return f"<w:p><w:r><w:t>{text}</w:t></w:r>{call}</w:p>"

    loop = paragraph("{%p for x in xs %}") + paragraph("{{ x }}", 2) + paragraph("{%p endfor %}")
    dropped = paragraph("{%p if oui %}") + paragraph("faux", 3) + paragraph("{%p endif %}")
    body = paragraph("un", 1) + loop + dropped + paragraph("fin", 4)
    kinds = (("separator", -1), ("continuationSeparator", 0))
    special = "".join(f'<w:{kind} w:type="{each}" w:id="{ident}"><w:p/></w:{kind}>' for each, ident in kinds)
    texts = ("note un", "note de boucle", "note fausse", "note de fin")
    each = "".join(f'<w:{kind} w:id="{rank}">{paragraph(text)}</w:{kind}>' for rank, text in enumerate(texts, start=1))
    notes = f'<w:{kind}s xmlns:w="{W.strip("{}")}">{special}{each}</w:{kind}s>'
    filled = tmp_path / "rempli.docx"
    made = opened(with_story(with_body(body), f"{kind}s", notes))
    filled.write_bytes(made.render({"xs": ["a", "b"], "oui": False}))
    shown = through_libreoffice(filled).read_bytes()
    said = {note.get(f"{W}id"): _words(note) for note in tree(shown, f"word/{kind}s.xml")}
    calls = [call.get(f"{W}id") for call in tree(shown).iter(f"{W}{kind}Reference")]
    assert [said[call] for call in calls] == ["note un", "note de boucle", "note de boucle", "note de fin"]


def _words(note: _Element) -> str:
    return "".join(text.text or "" for text in note.iter(f"{W}t")).strip()


def test_libreoffice_shows_the_answers_of_a_form_whose_cells_stand_in_controls(tmp_path: Path) -> None:
    def cell(text: str) -> str:
        return f"<w:tc><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>"

    control = "<w:sdt><w:sdtPr><w:id w:val='%d'/></w:sdtPr><w:sdtContent>%s</w:sdtContent></w:sdt>"
    rows = "".join(
        f"<w:tr>{cell(asked)}{control % (rank, cell(answer))}</w:tr>"
        for rank, (asked, answer) in enumerate((("Commune", "{{ nom }}"), ("Salle", "Mairie")), start=1)
    )
    grid = '<w:tblGrid><w:gridCol w:w="3000"/><w:gridCol w:w="6000"/></w:tblGrid>'
    filled = tmp_path / "rempli.docx"
    filled.write_bytes(opened(with_body(f"<w:tbl><w:tblPr/>{grid}{rows}</w:tbl><w:p/>")).render({"nom": "Joué"}))
    shown = tree(through_libreoffice(filled).read_bytes())
    assert [round(int(column.get(f"{W}w", "0")) / 1000) for column in shown.iter(f"{W}gridCol")] == [3, 6]
