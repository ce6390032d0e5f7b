"""Templates listed, copied, described, previewed and filled."""

from __future__ import annotations

import io
import json
from pathlib import Path

import docx
import pytest
from unfilled import check_unfilled

from docgen.documents.champs import fields_of
from docgen.documents.registre import Document, tous
from docgen.errors import UsageFaultError
from docgen.modeles.apercu import preview
from docgen.modeles.balises import balises, singular
from docgen.modeles.echantillon import PARTICIPANTS, sample
from docgen.modeles.inventaire import Copie, Etat, copy, document_named, document_of, inventory
from docgen.modeles.palette import palette
from docgen.production import open_atelier
from docgen.word.filters import ROWS
from docgen.word.reading import text_of
from docgen.word.template import Template
from docgen.workspace import Workspace, shipped

ROOT = Path(__file__).parents[2]
DOCUMENTS = list(tous().values())
SPACE = Workspace(ROOT)


def test_shipped_templates_serve_until_they_are_copied_and_edited(tmp_path: Path) -> None:
    workspace = Workspace(tmp_path)
    assert {modele.etat for modele in inventory(workspace)} == {Etat.LIVRE}
    outcomes = copy(workspace, DOCUMENTS)
    assert {outcome for _, outcome in outcomes} == {Copie.COPIE}
    assert {modele.etat for modele in inventory(workspace)} == {Etat.IDENTIQUE}
    edited = tmp_path / "templates" / "agenda.docx"
    document = docx.Document(str(edited))
    document.add_paragraph("À nous")
    document.save(str(edited))
    kept = edited.read_bytes()
    again = {path.stem: outcome for path, outcome in copy(workspace, DOCUMENTS)}
    assert again["agenda"] is Copie.GARDE
    assert again["deroule"] is Copie.DEJA_LA
    assert edited.read_bytes() == kept
    states = {modele.document.cle: modele.etat for modele in inventory(workspace)}
    assert (states["agenda"], states["deroule"]) == (Etat.MODIFIE, Etat.IDENTIQUE)


def test_a_document_is_named_by_its_key_or_by_its_file(tmp_path: Path) -> None:
    assert document_named("agenda").cle == "agenda"
    with pytest.raises(UsageFaultError, match="Vouliez-vous dire « emargement »"):
        document_named("emargemant")
    assert document_of(tmp_path / "lettre.docx", None) is None
    assert document_of(tmp_path / "lettre.docx", "agenda") is document_named("agenda")
    assert document_of(tmp_path / "agenda.docx", None) is document_named("agenda")


@pytest.mark.parametrize(
    ("name", "one"),
    [("participants", "participant"), ("lignes_libres", "ligne_libre"), ("menu", "element"), ("prerequis", "element")],
)
def test_the_item_of_a_list_has_a_name_of_its_own(name: str, one: str) -> None:
    assert singular(name) == one


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda document: document.cle)
def test_every_tag_of_the_list_works_as_it_stands_in_a_template(document: Document, tmp_path: Path) -> None:
    """The tags of the list, pasted one after the other into a document, are filled with the sample."""
    made = docx.Document()
    for balise in balises(fields_of(document.vue)):
        # Loops over rows need a table; in a page, the same loop runs over paragraphs.
        made.add_paragraph(balise.texte.replace("{%tr", "{%p"))
    path = tmp_path / "toutes.docx"
    made.save(str(path))
    atelier = open_atelier(Workspace(ROOT))
    filled = Template.open(path).render(sample(atelier, document))
    assert check_unfilled(filled) == []


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda document: document.cle)
def test_the_sample_strains_every_template(document: Document, tmp_path: Path) -> None:
    atelier = open_atelier(Workspace(tmp_path))
    path = shipped() / "templates" / f"{document.cle}.docx"
    text = text_of(Template.open(path).render(sample(atelier, document), pictures={"logo": None}))
    assert "À COMPLÉTER" in text  # no organisme.yaml here
    if document.cle == "emargement":
        assert text.count("DE LA ROCHEFOUCAULD-MONTBEL Marie-Bérengère") == 2 * PARTICIPANTS / 5


def test_the_palette_shows_tags_as_they_are_copied() -> None:
    text = text_of(palette(DOCUMENTS, SPACE))
    assert "{%tr for personne in participants %}" in text
    assert "{{ client.de_nom }}" in text
    paragraphs = docx.Document(io.BytesIO(palette(DOCUMENTS, SPACE))).paragraphs
    headings = [p.text for p in paragraphs if p.style.name == "Heading 1"]  # type: ignore[union-attr]
    assert headings == [*(document.titre for document in DOCUMENTS), "Filtres"]


def test_the_palette_shows_the_filters_and_loses_the_one_taken_from_the_table(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "{{ 'mairie'|upper }} → MAIRIE" in text_of(palette(DOCUMENTS[:1], SPACE))
    monkeypatch.delitem(ROWS, "upper")
    assert "→ MAIRIE" not in text_of(palette(DOCUMENTS[:1], SPACE))


@pytest.mark.libreoffice
def test_a_preview_is_a_document_a_pdf_and_a_picture_per_page(tmp_path: Path) -> None:
    atelier = open_atelier(Workspace(tmp_path))
    result = preview(atelier, document_named("agenda"))
    assert result.findings == ()
    names = [path.name for path in result.fichiers]
    assert names[:3] == ["agenda.docx", "agenda.pdf", "agenda-page-1.png"]
    assert all(path.is_file() for path in result.fichiers)


def test_tags_serve_programs_too() -> None:
    rows = [balise.to_json() for balise in balises(fields_of(document_named("agenda").vue))]
    assert json.loads(json.dumps(rows))[1]["texte"] == "{{ intitule }}"
