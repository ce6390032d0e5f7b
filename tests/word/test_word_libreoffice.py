"""A template that somebody saved from LibreOffice is a template too."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

import pytest
from word_files import cells, fault, highlighted, png, read, saved, tree, with_pictures, word

from docgen.word.gaps import Gap
from docgen.word.reading import check_unfilled, text_of
from docgen.word.template import Template

if TYPE_CHECKING:
    from pathlib import Path

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
