"""`docgen modeles`: what each command prints, writes and returns."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import docx
import pytest

ROOT = Path(__file__).parents[2]


def docgen(*args: object, cwd: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "docgen", "modeles", *map(str, args)],
        cwd=cwd,
        env={**os.environ, "COLUMNS": "80", "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        timeout=120,
    )


@pytest.fixture
def letter(tmp_path: Path) -> Path:
    document = docx.Document()
    document.add_paragraph("Bonjour {{ client.nom }}")
    document.save(str(tmp_path / "lettre.docx"))
    (tmp_path / "donnees.yaml").write_text("client: {nom: Joué & Cie}\n", encoding="utf-8")
    return tmp_path / "lettre.docx"


def test_the_shipped_templates_are_sound(tmp_path: Path) -> None:
    result = docgen("verifier", cwd=tmp_path)
    assert (result.returncode, result.stderr) == (0, "")
    assert "8 modèles vérifiés : aucun défaut." in result.stdout


def test_a_broken_template_is_told_with_exit_code_3_and_annotated(tmp_path: Path) -> None:
    assert docgen("copier", "agenda", cwd=tmp_path).returncode == 0
    path = tmp_path / "templates" / "agenda.docx"
    document = docx.Document(str(path))
    document.add_paragraph("{{ client.denom }}")
    document.save(str(path))
    result = docgen("verifier", "--annoter", "templates/agenda.docx", cwd=tmp_path)
    assert result.returncode == 3
    assert "[M030] Agenda de la session, " in result.stdout
    assert "« client.de_nom »" in result.stdout
    assert (tmp_path / "templates" / "agenda.annote.docx").is_file()
    rows = json.loads(docgen("verifier", "--format", "json", "templates/agenda.docx", cwd=tmp_path).stdout)
    assert [row["code"] for row in rows] == ["M030"]
    listed = docgen("liste", cwd=tmp_path).stdout
    assert "le vôtre, modifié" in listed


def test_a_template_of_ones_own_is_checked_and_filled_with_data(letter: Path) -> None:
    folder = letter.parent
    plain = docgen("verifier", "lettre.docx", cwd=folder)
    assert plain.returncode == 0
    assert "--document NOM" in plain.stderr
    assert docgen("verifier", "lettre.docx", "--donnees", "donnees.yaml", cwd=folder).stderr == ""
    assert docgen("remplir", "lettre.docx", "donnees.yaml", "-o", "rempli.docx", cwd=folder).returncode == 0
    assert docx.Document(str(folder / "rempli.docx")).paragraphs[0].text == "Bonjour Joué & Cie"
    again = docgen("remplir", "lettre.docx", "donnees.yaml", "-o", "rempli.docx", cwd=folder)
    assert again.returncode == 2
    assert "existe déjà" in again.stderr


def test_the_palette_is_written_once(tmp_path: Path) -> None:
    assert docgen("champs", "--docx", "palette.docx", "agenda", cwd=tmp_path).returncode == 0
    assert docgen("champs", "--docx", "palette.docx", cwd=tmp_path).returncode == 2
    assert "{{ client.nom }}" in docgen("champs", "agenda", cwd=tmp_path).stdout


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("copier", "agenta"), "« agenda »"),
        (("apercu", "agendas"), "« agenda »"),
        (("verifier", "absent.docx"), "n’existe pas"),
        (("verifier", "absent.**"), "n’existe pas"),
        (("verifier", "--document", "zzz", "lettre.docx"), "Documents :"),
    ],
)
def test_what_does_not_exist_is_said_with_the_nearest(letter: Path, args: tuple[str, ...], said: str) -> None:
    result = docgen(*args, cwd=letter.parent)
    assert result.returncode == 2
    assert said in result.stderr


def test_a_file_that_takes_no_comment_is_told_and_nothing_is_written(tmp_path: Path) -> None:
    (tmp_path / "agenda.docx").write_bytes(b"PK")
    result = docgen("verifier", "--annoter", "agenda.docx", cwd=tmp_path)
    assert result.returncode == 3
    assert "M002" in result.stdout
    assert not list(tmp_path.glob("*.annote.docx"))


def test_a_template_at_fault_is_told_whole_and_stops_no_other_document(tmp_path: Path) -> None:
    brief = shutil.copy(ROOT / "briefs" / "exemple.yaml", tmp_path)
    assert docgen("copier", "agenda", cwd=tmp_path).returncode == 0
    path = tmp_path / "templates" / "agenda.docx"
    document = docx.Document(str(path))
    for tag in ("{{ client.denom }}", "{{ session.lieux }}", "{{ titre }"):
        document.add_paragraph(tag)
    document.save(str(path))
    command = [sys.executable, "-m", "docgen", "kit", str(brief)]
    made = subprocess.run(command, cwd=tmp_path, capture_output=True, encoding="utf-8", check=False, timeout=120)
    assert made.returncode == 3
    assert made.stderr.count("[M030] Agenda de la session") == 2
    assert "[M020]" in made.stderr
    assert made.stdout.count("écrit") == 5
