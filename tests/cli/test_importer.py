"""`docgen territoire importer`: into the workspace whole or not at all, and what it makes stale."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from workspaces import ROOT, everything

from docgen.cli import run
from docgen.territory.comparateur import Comparateur

CSV = ROOT / "tests" / "territory" / "insee" / "base_cc_comparateur.csv"
COMPACT = "donnees/comparateur.sqlite"
MANIFEST = "out/MTJ-2026-01/manifeste.json"


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "briefs").mkdir()
    shutil.copy(ROOT / "briefs" / "exemple.yaml", tmp_path / "briefs")
    shutil.copy(ROOT / "organisme.yaml", tmp_path)
    shutil.copy(CSV, tmp_path / "base_cc_comparateur.csv")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def inputs(folder: Path) -> dict[str, list[str]]:
    """The inputs of each document of the manifest, by its key."""
    documents = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))["documents"]
    return {each["nature"]: sorted(each["entrees"]) for each in documents}


def test_the_file_comes_into_the_workspace_and_says_what_it_holds(
    desk: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["territoire", "importer", "base_cc_comparateur.csv"]) == 0
    assert capsys.readouterr().out == f"12\N{NO-BREAK SPACE}communes, recensement 2022 : {Path(COMPACT)}\n"
    assert Comparateur.open(desk / COMPACT) is not None
    assert run(["territoire", "importer", "-q", "base_cc_comparateur.csv"]) == 0
    assert capsys.readouterr().out == ""


def test_from_a_folder_of_the_workspace_it_goes_to_the_same_place(desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(desk / "briefs")
    assert run(["territoire", "importer", "../base_cc_comparateur.csv"]) == 0
    assert (desk / COMPACT).is_file()


def test_a_bad_file_leaves_what_was_there(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["territoire", "importer", "base_cc_comparateur.csv"]) == 0
    before = everything(desk)
    (desk / "autre.csv").write_text(CSV.read_text(encoding="utf-8").replace("12153;418", "12153;quatre"))
    assert run(["territoire", "importer", "autre.csv"]) == 2
    said = capsys.readouterr().err
    assert "autre.csv:6:2: erreur [U005]" in said
    assert {name: file for name, file in everything(desk).items() if name != "autre.csv"} == before
    assert run(["territoire", "importer", "absent.csv"]) == 2
    assert run(["territoire", "importer", "--format", "json", "autre.csv"]) == 2
    out = capsys.readouterr().out
    assert json.loads(out)[0]["colonne"] == 2


def test_figures_are_an_input_of_those_documents_alone_that_print_them(desk: Path) -> None:
    assert run(["programme", "-q"]) == 0
    assert run(["kit", "-q"]) == 0
    assert not any("donnees" in names for names in inputs(desk).values())
    assert run(["territoire", "importer", "-q", "base_cc_comparateur.csv"]) == 0
    assert run(["programme", "-q"]) == 0
    assert run(["kit", "-q"]) == 0
    assert [key for key, names in inputs(desk).items() if "donnees" in names] == ["programme"]


def test_what_new_figures_change_is_named(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["territoire", "importer", "-q", "base_cc_comparateur.csv"]) == 0
    assert run(["programme", "-q"]) == 0
    capsys.readouterr()
    assert run(["etat"]) == 0
    assert "périmé" not in capsys.readouterr().out
    other = CSV.read_text(encoding="utf-8").replace("12153;418;441", "12153;400;441")
    (desk / "base_cc_comparateur.csv").write_text(other)
    assert run(["territoire", "importer", "-q", "base_cc_comparateur.csv"]) == 0
    capsys.readouterr()
    run(["etat"])
    said = capsys.readouterr().out
    assert f"les chiffres de l’Insee ({Path(COMPACT)})" in said
    assert "le brief" not in said


def test_a_broken_compact_file_is_told_and_stops_nothing(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["territoire", "importer", "-q", "base_cc_comparateur.csv"]) == 0
    (desk / COMPACT).write_bytes((desk / COMPACT).read_bytes()[:-500])
    assert run(["programme"]) == 0
    captured = capsys.readouterr()
    assert "[U008]" in captured.out + captured.err
    assert (desk / "out" / "MTJ-2026-01" / "programme-MTJ-2026-01.docx").is_file()
