"""Files as other programs pack them: what a part is for is told by relations and content types, never by its name."""

from __future__ import annotations

import io
import posixpath
from typing import TYPE_CHECKING

import docx
import pytest
from word_files import fault, lines, opened, parts_of, read, saved, with_parts, with_story, word

from docgen.word.annotate import annotate
from docgen.word.lint import lint
from docgen.word.properties import Properties
from docgen.word.reading import text_of

if TYPE_CHECKING:
    from pathlib import Path

TYPES = "[Content_Types].xml"
MAIN_TYPE = b"wordprocessingml.document.main+xml"
W_NS = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
HEADER = f"<w:hdr {W_NS}><w:p><w:r><w:t>%s</w:t></w:r></w:p></w:hdr>"


def repacked(data: bytes, renamed: dict[str, str]) -> bytes:
    """The same document, its parts called otherwise, as their relations and types then say."""
    made = parts_of(data)
    for old, new in renamed.items():
        for name in [name for name in made if name.endswith(".rels") or name == TYPES]:
            folder = posixpath.dirname(posixpath.dirname(name))
            for said in (f'"{posixpath.relpath(old, folder)}"', f'"/{old}"'):
                made[name] = made[name].replace(said.encode(), f'"/{new}"'.encode())
        made[new] = made.pop(old)
        rels = [posixpath.join(posixpath.dirname(n), "_rels", posixpath.basename(n) + ".rels") for n in (old, new)]
        if rels[0] in made:
            made[rels[1]] = made.pop(rels[0])
    return with_parts(b"PK\5\6" + bytes(18), made)


def typed(data: bytes, mime: str) -> bytes:
    """The same file, its main part announced as something else."""
    types = parts_of(data)[TYPES].replace(b"application/vnd.openxmlformats-officedocument." + MAIN_TYPE, mime.encode())
    return with_parts(data, {TYPES: types})


TAGGED = saved(word("Bonjour {{ nom }}", header="En-tête {{ nom }}", footer="Pied {{ nom }}", title="Titre {{ nom }}"))
ELSEWHERE = {
    "word/document.xml": "word/document2.xml",
    "word/header1.xml": "word/running/headerDefault.xml",
    "word/footer1.xml": "word/pied.xml",
    "docProps/core.xml": "package/metadata.xml",
    "word/styles.xml": "word/styles2.xml",
    "word/settings.xml": "word/settings2.xml",
}


def test_a_document_whose_parts_have_other_names_is_filled_like_any_other() -> None:
    data = repacked(TAGGED, ELSEWHERE)
    rendered = opened(data).render({"nom": "Ada"}, properties=Properties(author="Zoé"))
    usual = read(opened(TAGGED).render({"nom": "Ada"}, properties=Properties(author="Zoé")))
    assert lines(rendered) == ["Bonjour Ada"]
    found = read(rendered)
    assert found.sections[0].header.paragraphs[0].text == "En-tête Ada"
    assert found.sections[0].footer.paragraphs[0].text == "Pied Ada"
    assert (found.core_properties.title, found.core_properties.author) == ("Titre Ada", "Zoé")
    assert found.core_properties.author == usual.core_properties.author
    assert sorted(parts_of(rendered)) == sorted(parts_of(data))


def test_a_fault_in_a_part_of_another_name_is_told_with_its_place(tmp_path: Path) -> None:
    path = tmp_path / "web.docx"
    path.write_bytes(repacked(saved(word("{{ nom", header="{% if %}a")), {"word/document.xml": "word/document2.xml"}))
    assert [finding.lieu for finding in lint(path, None)][:2] == ["corps du document, paragraphe 1", "en-tête"]
    comments = [name for name in parts_of(annotate(path, None)) if "comments" in name]
    assert comments == ["word/comments.xml"]
    assert "comments.xml" in parts_of(annotate(path, None))["word/_rels/document2.xml.rels"].decode()


@pytest.mark.parametrize("name", ["word/headerDefault.xml", "word/headers/header1.xml", "word/header1.xml"])
@pytest.mark.parametrize("encoding", ["UTF-8", "UTF-16"])
def test_a_header_is_found_wherever_it_stands_and_however_it_is_encoded(name: str, encoding: str) -> None:
    data = with_story(saved(word("x", header="vieux")), "header", "<x/>", name)
    xml = f'<?xml version="1.0" encoding="{encoding}"?>' + HEADER % "Pour {{ nom }}"
    rendered = opened(with_parts(data, {name: xml.encode(encoding)})).render({"nom": "Zoé"})
    assert read(rendered).sections[0].header.paragraphs[0].text == "Pour Zoé"


def test_the_text_of_a_document_is_read_by_its_relations_too() -> None:
    assert text_of(repacked(TAGGED, ELSEWHERE)).splitlines()[:2] == ["[document2]", "Bonjour {{ nom }}"]


def test_a_word_template_gives_a_document(tmp_path: Path) -> None:
    dotx = typed(TAGGED, "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml")
    with pytest.raises(ValueError, match="template"):
        docx.Document(io.BytesIO(dotx))  # what Word itself would take for a template
    rendered = opened(dotx, "lettre.dotx").render({"nom": "Ada"})
    assert lines(rendered) == ["Bonjour Ada"]
    path = tmp_path / "lettre.dotx"
    path.write_bytes(dotx)
    assert "Bonjour" in docx.Document(io.BytesIO(annotate(path, None))).paragraphs[0].text


MACROS = "ce fichier contient des macros, que docgen ne prend pas."


@pytest.mark.parametrize(
    ("name", "mime"),
    [
        ("a.dotm", "application/vnd.ms-word.template.macroEnabledTemplate.main+xml"),
        ("a.docm", "application/vnd.ms-word.document.macroEnabled.main+xml"),
        ("a.docx", "application/vnd.ms-word.template.macroEnabledTemplate.main+xml"),
    ],
)
def test_macros_are_refused_by_their_name(name: str, mime: str) -> None:
    assert fault(lambda: opened(typed(TAGGED, mime), name)).message == MACROS


def test_macros_in_a_file_renamed_docx_are_refused() -> None:
    project = b'<Override PartName="/word/vbaProject.bin" ContentType="application/vnd.ms-office.vbaProject"/></Types>'
    types = parts_of(TAGGED)[TYPES].replace(b"</Types>", project)
    assert fault(lambda: opened(with_parts(TAGGED, {TYPES: types, "word/vbaProject.bin": b"x"}))).message == MACROS


@pytest.mark.parametrize("kind", ["xlsb", "xlsm"])
def test_a_workbook_behind_a_chart_is_no_macro_of_the_document(kind: str) -> None:
    mime = {"xlsb": "sheet.binary.macroEnabled.12", "xlsm": "sheet.macroEnabled.12"}[kind]
    default = f'<Default Extension="{kind}" ContentType="application/vnd.ms-excel.{mime}"/></Types>'
    types = parts_of(TAGGED)[TYPES].replace(b"</Types>", default.encode())
    data = with_parts(TAGGED, {TYPES: types, f"word/embeddings/Classeur.{kind}": b"PK"})
    assert lines(opened(data).render({"nom": "Ada"})) == ["Bonjour Ada"]


def test_a_link_that_leads_to_no_text_is_told() -> None:
    rels = parts_of(TAGGED)["_rels/.rels"].replace(b'/officeDocument"', b'/autre"')
    found = fault(lambda: opened(with_parts(TAGGED, {"_rels/.rels": rels})))
    assert (found.code, "rien n’y mène au texte" in found.message) == ("M002", True)
