"""The shipped Word templates: made again by their script, sound, accessible, and kept to styles."""

from __future__ import annotations

import hashlib
import io
import re
import zipfile
from itertools import pairwise
from pathlib import Path

import docx
import docx_integrity
import pytest
from lxml import etree
from openxml_audit import OpenXmlValidator

from docgen.documents.registre import tous
from docgen.production import open_atelier, verify, view_of
from docgen.production.writing import GREY_BOX
from docgen.word.names import W
from docgen.word.template import Template
from docgen.workspace import Workspace
from scripts.modeles.__main__ import MODELES
from scripts.modeles.package import docx as package

ROOT = Path(__file__).parents[1]
ATELIER = open_atelier(Workspace(ROOT))
EXAMPLE = verify(ATELIER, ROOT / "briefs" / "joue-les-tours.yaml")
NAMES = list(tous())


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def rendered(name: str) -> bytes:
    template = Template.open(ROOT / "templates" / f"{name}.docx")
    return template.render(view_of(ATELIER, EXAMPLE, name), pictures={"logo": None})


@pytest.mark.parametrize("name", NAMES)
def test_the_grey_box_is_the_logo_of_every_template(name: str) -> None:
    shipped = parts((ROOT / "templates" / f"{name}.docx").read_bytes())
    media = [data for part, data in shipped.items() if part.startswith("word/media/")]
    assert [hashlib.sha256(data).hexdigest() for data in media] == [GREY_BOX]


def test_every_document_has_its_template_and_every_template_its_document() -> None:
    assert sorted(path.stem for path in (ROOT / "templates").glob("*.docx")) == sorted(NAMES) == sorted(MODELES)


@pytest.mark.parametrize("name", NAMES)
def test_a_template_is_what_its_script_makes(name: str) -> None:
    # The zip's own bytes depend on the compressor's version: the parts do not.
    assert parts((ROOT / "templates" / f"{name}.docx").read_bytes()) == parts(package(MODELES[name]()))


@pytest.mark.parametrize("name", NAMES)
def test_two_validators_find_no_fault_in_a_template_nor_in_a_document(name: str, tmp_path: Path) -> None:
    made = tmp_path / f"{name}.docx"
    made.write_bytes(rendered(name))
    for path in (ROOT / "templates" / f"{name}.docx", made):
        faults = [finding for finding in docx_integrity.check(str(path)) if finding.severity == docx_integrity.ERROR]
        assert faults == []
        result = OpenXmlValidator().validate(str(path))
        assert result.is_valid, list(result.errors)[:5]


@pytest.mark.parametrize("name", NAMES)
def test_a_document_is_kept_to_styles_and_has_no_empty_paragraph_nor_cell(name: str) -> None:
    root = etree.fromstring(parts(rendered(name))["word/document.xml"])
    for paragraph in root.iter(f"{W}p"):
        words = "".join(map(str, paragraph.itertext())).strip()
        inside = paragraph.find(f".//{W}drawing") is not None or paragraph.find(f".//{W}sectPr") is not None
        assert words or inside
    for run in root.iter(f"{W}rPr"):
        assert {child.tag.removeprefix(W) for child in run} <= {"rStyle", "highlight", "lang", "rFonts"}


@pytest.mark.parametrize("name", NAMES)
def test_headings_skip_no_level_and_tables_repeat_their_header(name: str) -> None:
    document = docx.Document(io.BytesIO(rendered(name)))
    levels = [
        int(found[1])
        for paragraph in document.element.body.iter(f"{W}p")
        if (style := paragraph.find(f"{W}pPr/{W}pStyle")) is not None
        and (found := re.fullmatch(r"Heading(\d)", style.get(f"{W}val", "")))
    ]
    assert all(b - a <= 1 for a, b in pairwise(levels))
    for table in document.tables:
        rows = table._tbl.tr_lst
        if len(rows) > 12:
            assert rows[0].find(f"{W}trPr/{W}tblHeader") is not None
    for row in document.element.body.iter(f"{W}tr"):
        assert row.find(f"{W}trPr/{W}cantSplit") is not None


@pytest.mark.parametrize("name", NAMES)
def test_language_and_alternative_text_are_there(name: str) -> None:
    found = parts((ROOT / "templates" / f"{name}.docx").read_bytes())
    assert b'w:lang w:val="fr-FR"' in found["word/styles.xml"]
    pictures = [part for part in found.values() if b"<wp:docPr" in part]
    assert pictures
    for part in pictures:
        assert all(b'descr="' in card for card in re.findall(rb"<wp:docPr[^>]*>", part))


def fields_of(name: str) -> set[str]:
    """The names that a template prints, as far as a glance tells."""
    found = parts((ROOT / "templates" / f"{name}.docx").read_bytes())
    text = "".join(found[part].decode() for part in found if part.startswith("word/") and part.endswith(".xml"))
    return set(re.findall(r"[a-z_]+", " ".join(re.findall(r"\{[{%].*?[}%]\}", text))))


@pytest.mark.parametrize("name", NAMES)
def test_a_template_prints_every_field_of_its_own_view(name: str) -> None:
    view = tous()[name].vue
    inherited = {field for base in view.__mro__[1:] for field in getattr(base, "__dataclass_fields__", {})}
    own = set(view.__dataclass_fields__) - inherited
    assert own - fields_of(name) == set()
