"""Notices are told once per change by the commands that write, and not at all when somebody accepts them."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest
from workspaces import ROOT, a_copy, change

from docgen.cli import run

if TYPE_CHECKING:
    from pathlib import Path

LIST = "nom;prenom;Service\nDUPONT;Jean;Voirie\nMARTIN;Anne;Culture\n"
PEOPLE = re.compile(r"    participants:\n(?:      .*\n)+")
ACCEPTED = "constats_acceptes: [{{code: {}, raison: nous le savons}}]\n"


@pytest.fixture
def espace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A workspace whose list of participants has a column that docgen does not use (P013)."""
    folder = a_copy(tmp_path)
    brief = folder / "briefs" / "exemple.yaml"
    text, made = PEOPLE.subn("    participants: liste.csv\n", brief.read_text(encoding="utf-8"))
    assert made == 1
    brief.write_text(text, encoding="utf-8")
    (folder / "briefs" / "liste.csv").write_text(LIST, encoding="utf-8")
    monkeypatch.chdir(folder)
    return folder


def told(capsys: pytest.CaptureFixture[str], *args: str, code: int = 0) -> str:
    assert run([*args]) == code
    said = capsys.readouterr()
    return said.out + said.err


def test_a_notice_is_told_once_by_what_writes_and_each_time_by_what_checks(
    espace: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert "[P013]" in told(capsys, "programme")
    again = told(capsys, "programme")
    assert "[P013]" not in again
    assert "avis" in again
    assert "--tout" in again
    assert "[P013]" not in told(capsys, "kit")
    assert "[P013]" in told(capsys, "kit", "--tout")
    assert "P013" in {one["code"] for one in json.loads(told(capsys, "kit", "--format", "json"))}
    for _ in range(2):
        assert "[P013]" in told(capsys, "verifier")
    # Its line moves, and it is the same; its words change, and it is another.
    (espace / "briefs" / "liste.csv").write_text(f"\n{LIST}", encoding="utf-8")
    assert "[P013]" not in told(capsys, "programme")
    (espace / "briefs" / "liste.csv").write_text(LIST.replace("Service", "Bureau"), encoding="utf-8")
    assert "« Bureau »" in told(capsys, "programme")


def test_a_notice_that_went_and_came_back_is_told_again(espace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    told(capsys, "programme")
    (espace / "briefs" / "liste.csv").write_text(LIST.replace(";Service", ";fonction"), encoding="utf-8")
    assert "[P013]" not in told(capsys, "programme")
    (espace / "briefs" / "liste.csv").write_text(LIST, encoding="utf-8")
    assert "[P013]" in told(capsys, "programme")


@pytest.mark.parametrize("name", ["briefs/exemple.yaml", "organisme.yaml"])
def test_a_notice_that_is_accepted_is_silent_and_one_that_is_gone_is_told(
    espace: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    with (espace / name).open("a", encoding="utf-8") as file:
        file.write(ACCEPTED.format("P013"))
    assert "P013" not in told(capsys, "verifier")
    assert "P013" not in told(capsys, "programme", "--format", "json")
    (espace / "briefs" / "liste.csv").write_text(LIST.replace(";Service", ";fonction"), encoding="utf-8")
    gone = {"briefs/exemple.yaml": "B070", "organisme.yaml": "O029"}[name]
    said = told(capsys, "verifier")
    assert f"[{gone}]" in said
    assert "P013" in said
    assert f"[{gone}]" not in told(capsys, "programme")


def test_an_error_and_a_gap_are_never_accepted(espace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with (espace / "briefs" / "exemple.yaml").open("a", encoding="utf-8") as file:
        file.write("constats_acceptes: [{code: B090, raison: plus tard}, {code: P009, raison: plus tard}]\n")
    change(espace, "  validite_jours:", "  # validite_jours:")
    said = told(capsys, "verifier")
    assert "[B090]" in said
    assert "[B071] le constat B090" in said
    (espace / "briefs" / "liste.csv").write_text(LIST + ";Paul;x\n", encoding="utf-8")
    said = told(capsys, "verifier", code=1)
    assert "[P009]" in said
    assert "[B071] le constat P009" in said


def test_a_final_that_is_up_to_date_leaves_a_draft_nothing_to_do(
    espace: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    told(capsys, "programme", "--final")
    before = (espace / "out" / "MTJ-2026-01" / "programme-MTJ-2026-01.docx").read_bytes()
    said = told(capsys, "programme")
    assert "E010" not in said
    assert "  final     " in said
    assert (espace / "out" / "MTJ-2026-01" / "programme-MTJ-2026-01.docx").read_bytes() == before
    change(espace, 'frais: "120.00"', 'frais: "130.00"')
    assert "E010" in told(capsys, "programme", code=4)


def test_an_organisme_that_cannot_be_read_lacks_nothing_and_is_named_last(
    espace: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = (ROOT / "organisme.yaml").read_text(encoding="utf-8")
    wrong = re.sub(r"^raison_sociale: .*$", "raison_sociale: Institut: formation", text, count=1, flags=re.MULTILINE)
    assert wrong != text
    (espace / "organisme.yaml").write_text(wrong, encoding="utf-8")
    said = told(capsys, "verifier", code=3)
    assert "À COMPLÉTER" not in said
    assert re.fullmatch(r" +→ À faire d’abord : organisme\.yaml, ligne \d+ \[O005\]\.", said.splitlines()[-1])


def test_a_key_whose_value_is_wrong_is_not_said_to_be_empty_too(
    espace: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = (ROOT / "organisme.yaml").read_text(encoding="utf-8")
    wrong = re.sub(r"^tva: .*$", "tva: beaucoup", text, count=1, flags=re.MULTILINE)
    assert wrong != text
    (espace / "organisme.yaml").write_text(wrong, encoding="utf-8")
    rows = json.loads(told(capsys, "verifier", "--format", "json", code=3))
    assert [row["lieu"] for row in rows if "tva" in row["lieu"]] == ["tva"]
    assert "O090" not in {row["code"] for row in rows}
