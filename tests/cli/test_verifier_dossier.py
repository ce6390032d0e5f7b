"""`docgen verifier --dossier` as a person types it."""

from __future__ import annotations

import json
from pathlib import Path

import docx
import pytest
from test_commands import docgen

ROOT = Path(__file__).parents[2]
REF = "MTJ-2026-01"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A workspace with one brief, its proposal and its kit."""
    (tmp_path / "briefs").mkdir()
    (tmp_path / "briefs" / "exemple.yaml").write_bytes((ROOT / "briefs" / "exemple.yaml").read_bytes())
    (tmp_path / "organisme.yaml").write_bytes((ROOT / "organisme.yaml").read_bytes())
    assert docgen("programme", "-q", cwd=tmp_path).returncode == 0
    assert docgen("kit", "-q", cwd=tmp_path).returncode == 0
    return tmp_path


def spoil(agenda: Path) -> None:
    """Move the session by a day in one document."""
    document = docx.Document(str(agenda))
    for row in document.tables[0].rows:
        if row.cells[0].text == "Dates":
            dates = row.cells[1].paragraphs[0]
            dates.text = dates.text.replace("5\u00a0décembre", "6\u00a0décembre")
    document.save(str(agenda))


def test_documents_that_agree_are_said_to(folder: Path) -> None:
    result = docgen("verifier", "--dossier", REF, cwd=folder)
    assert (result.returncode, result.stderr) == (0, "")
    assert result.stdout.endswith(f"out/{REF} : 7 documents relus ; aucun défaut.\n")
    quiet = docgen("verifier", "--dossier", f"out/{REF}", "-q", cwd=folder)
    assert (quiet.returncode, quiet.stdout, quiet.stderr) == (0, "", "")


def test_a_document_that_departs_is_said_where_it_does_with_exit_code_1(folder: Path) -> None:
    agenda = next((folder / "out").rglob("agenda.docx"))
    spoil(agenda)
    result = docgen("verifier", "--dossier", REF, cwd=folder)
    assert result.returncode == 1
    assert (
        f"{agenda.relative_to(folder)}: erreur [D010] Agenda de la session, tableau 1, ligne 2, colonne 2"
        in result.stdout
    )
    assert "« 6 décembre 2026 » ; d’après le brief" in result.stdout
    rows = json.loads(docgen("verifier", "--dossier", REF, "--format", "json", cwd=folder).stdout)
    assert [(row["code"], row["gravite"]) for row in rows] == [("D010", "erreur")]
    assert rows[0]["lieu"].startswith("Agenda de la session, tableau 1, ligne 2, colonne 2")


def test_documents_that_nobody_touched_and_that_the_brief_left_behind_are_to_be_made_again(folder: Path) -> None:
    brief = folder / "briefs" / "exemple.yaml"
    text = brief.read_text(encoding="utf-8")
    assert 'matin: "9:00-12:30"' in text
    brief.write_text(text.replace('matin: "9:00-12:30"', 'matin: "8:30-12:00"'), encoding="utf-8")
    stale = docgen("verifier", "--dossier", REF, cwd=folder)
    assert stale.returncode == 1
    assert "Corrigez-le ici" not in stale.stdout
    assert "« docgen kit briefs/exemple.yaml » le refait" in stale.stdout
    assert "« docgen programme briefs/exemple.yaml » le refait" in stale.stdout
    docgen("programme", "-q", cwd=folder)
    docgen("kit", "-q", cwd=folder)
    assert docgen("verifier", "--dossier", REF, cwd=folder).returncode == 0


def test_documents_elsewhere_and_a_brief_elsewhere_are_named(
    folder: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    (folder / "out").rename(folder / "envois")
    assert docgen("verifier", "--dossier", REF, "-o", "envois", cwd=folder).returncode == 0
    brief = tmp_path_factory.mktemp("ailleurs") / "b.yaml"
    (folder / "briefs" / "exemple.yaml").rename(brief)
    lost = docgen("verifier", "--dossier", f"envois/{REF}", cwd=folder)
    assert lost.returncode == 1
    assert "D003" in lost.stdout
    assert docgen("verifier", brief, "--dossier", f"envois/{REF}", cwd=folder).returncode == 0


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("--dossier", "MTJ-2026-02"), f"Vouliez-vous dire « {REF} » ?"),
        (("--dossier", "rien-de-tel"), f"Dossiers de « out » : {REF}."),
        (("--dossier", ""), f"Dossiers de « out » : {REF}."),
        (("--dossier", REF, "-o", "nulle-part"), "« nulle-part » est vide"),
        (("--dossier", REF, "briefs/exemple.yml"), "exemple.yaml"),
        (("-o", "out"), "--sortie ne va qu’avec --dossier"),
    ],
)
def test_wrong_use_says_what_there_is(folder: Path, args: tuple[str, ...], said: str) -> None:
    result = docgen("verifier", *args, cwd=folder)
    assert result.returncode == 2
    assert said in result.stderr


OUT_OF_ORDER = """\
reference: X-1
date: 2026-10-12
commune: {code_insee: "12153"}
attendus: [{id: A1, texte: Lire nos chiffres, themes: [diagnostic]}]
modules: [{code: "12"}]
sessions:
  - jours:
      - {date: 2026-12-11, matin: "9:00-12:30"}
      - {date: 2026-12-04, matin: "9:00-12:30"}
"""


def test_with_days_typed_out_of_order_the_line_named_is_that_of_the_day(folder: Path) -> None:
    (folder / "briefs" / "exemple.yaml").write_text(OUT_OF_ORDER, encoding="utf-8")
    assert docgen("kit", "-q", cwd=folder).returncode == 0
    agenda = next((folder / "out" / "X-1").rglob("agenda.docx"))
    document = docx.Document(str(agenda))
    for paragraph in document.element.body.iter("{*}t"):
        paragraph.text = (paragraph.text or "").replace("11\u00a0décembre", "12\u00a0décembre")
    document.save(str(agenda))
    rows = json.loads(docgen("verifier", "--dossier", "X-1", "--format", "json", cwd=folder).stdout)
    told = {row["message"] + row["remede"] for row in rows if "11" in row["message"] + row["remede"]}
    assert told
    assert all("(ligne 8)" in one for one in told), told
