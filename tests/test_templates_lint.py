"""The shipped templates under lint: none is flagged, and ten ways to break one are told so that each can be mended."""

from __future__ import annotations

import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

import docx
import pytest
from unfilled import check_unfilled

from docgen.documents.champs import fields_of
from docgen.documents.registre import tous
from docgen.production import open_atelier, verify, view_of
from docgen.word.lint import lint
from docgen.word.template import Template
from docgen.workspace import Workspace

if TYPE_CHECKING:
    from docx.text.paragraph import Paragraph

TEMPLATES = Path(__file__).parents[1] / "templates"
SHEET = TEMPLATES / "emargement.docx"
FIELDS = fields_of(tous()["emargement"].vue)


@pytest.mark.parametrize("name", list(tous()))
def test_no_shipped_template_is_flagged(name: str) -> None:
    assert lint(TEMPLATES / f"{name}.docx", fields_of(tous()[name].vue)) == []


def all_paragraphs(document: docx.document.Document) -> list[Paragraph]:
    cells = [cell for table in document.tables for row in table.rows for cell in row.cells]
    return [*document.paragraphs, *(paragraph for cell in cells for paragraph in cell.paragraphs)]


# What a manager types by mistake, in the place of what, the code, and what the remedy must hold.
PRINTED, LOOP = "{{ personne.fonction }}", "{%tr for personne in participants %}"
BREAKS = [
    (PRINTED, "{{ personne.fonctoin }}", "M030", "personne.fonction"),
    (PRINTED, "{{ participants.fonction }}", "M031", "personne.fonction"),
    (PRINTED, "{ personne.fonction }", "M022", "{{ personne.fonction }}"),
    (PRINTED, "{{ personne.fonction }", "M020", "{{ personne.fonction }}"),
    (PRINTED, "{{ personne,fonction }}", "M024", "personne.fonction"),
    (LOOP, "{%tr for personne of participants %}", "M024", " in "),
    (LOOP, "{%tr for personne in participans %}", "M030", "participants"),
    (LOOP, "{% tr for personne in participants %}", "M022", "{%tr for"),
    (LOOP, "Liste {%tr for personne in participants %}", "M029", "seule"),
    (LOOP, " ", "M027", "{%tr for personne in participants %}"),
]


@pytest.mark.parametrize(("typed", "broken", "code", "remedy"), BREAKS, ids=[b[1] or "effacé" for b in BREAKS])
def test_a_broken_attendance_sheet_says_where_and_how_to_mend_it(
    tmp_path: Path, typed: str, broken: str, code: str, remedy: str
) -> None:
    document = docx.Document(str(SHEET))
    touched = next(paragraph for paragraph in all_paragraphs(document) if typed in paragraph.text)
    for run in touched.runs[1:]:
        run.text = ""
    touched.runs[0].text = broken
    path = tmp_path / "emargement.docx"
    document.save(str(path))
    findings = lint(path, FIELDS, titre="Feuille d’émargement")
    found = next((finding for finding in findings if finding.code == code), None)
    assert found is not None, findings
    assert remedy in found.remede
    assert "tableau" in found.lieu
    touched.runs[0].text = typed
    document.save(str(path))
    assert lint(path, FIELDS) == []


@pytest.mark.libreoffice
def test_templates_saved_by_libreoffice_are_sound_and_are_filled(tmp_path: Path) -> None:
    subprocess.run(
        [
            *("soffice", "--headless", f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"),
            *("--convert-to", "docx:MS Word 2007 XML", "--outdir", str(tmp_path)),
            *map(str, sorted(TEMPLATES.glob("*.docx"))),
        ],
        check=True,
        capture_output=True,
        timeout=180,
    )
    atelier = open_atelier(Workspace(TEMPLATES.parent))
    example = verify(atelier, TEMPLATES.parent / "briefs" / "joue-les-tours.yaml")
    for name, document in tous().items():
        saved = tmp_path / f"{name}.docx"
        assert lint(saved, fields_of(document.vue)) == []
        filled = Template.open(saved).render(view_of(atelier, example, name), pictures={"logo": None})
        assert check_unfilled(filled) == []
