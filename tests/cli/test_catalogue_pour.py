"""`docgen catalogue`: a module for one client, for typical clients, and a new one."""

from __future__ import annotations

from pathlib import Path

import pytest

from docgen.cli import run

ROOT = Path(__file__).parents[2]


@pytest.fixture(autouse=True)
def _in_a_workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "briefs").mkdir()
    (tmp_path / "organisme.yaml").write_bytes((ROOT / "organisme.yaml").read_bytes())
    (tmp_path / "briefs" / "exemple.yaml").write_bytes((ROOT / "briefs" / "exemple.yaml").read_bytes())
    monkeypatch.chdir(tmp_path)


def test_a_module_is_shown_as_the_client_gets_it(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["catalogue", "16", "--pour", "briefs/exemple.yaml"]) == 0
    out = capsys.readouterr().out
    assert "Montjaux" in out
    assert "{" not in out


def test_a_point_that_goes_on_stands_under_itself(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("COLUMNS", "60")
    monkeypatch.setattr("docgen.cli.report.is_terminal", lambda _: True)
    assert run(["catalogue", "16", "--pour", "briefs/exemple.yaml"]) == 0
    lines = capsys.readouterr().out.splitlines()
    point = next(rank for rank, line in enumerate(lines) if line.startswith("  - ") and len(line) > 50)
    assert lines[point + 1].startswith("    ")


def test_braces_in_a_module_are_explained(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["catalogue", "13"]) == 0
    out = capsys.readouterr().out
    assert ("{client." in out, "ce que docgen remplace" in out) == (True, True)


def test_the_lines_to_copy_name_each_point(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["catalogue", "16", "--pour", "briefs/exemple.yaml", "--a-copier"]) == 0
    assert "- {sequence: " in capsys.readouterr().out


def test_a_module_that_the_brief_has_not_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["catalogue", "12", "--pour", "briefs/exemple.yaml"]) == 2
    assert "Les siens sont 16" in " ".join(capsys.readouterr().err.split())


def test_typical_clients_are_set_side_by_side(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["catalogue", "11", "--contextes"]) == 0
    assert "hameau qui perd des habitants / ville moyenne en croissance" in capsys.readouterr().out


def test_a_new_module_is_begun_and_never_over_a_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["catalogue", "nouveau", "18"]) == 0
    before = (tmp_path / "catalogue" / "18.yaml").read_bytes()
    capsys.readouterr()
    assert run(["catalogue", "18"]) == 3
    assert "« titre » est vide" in " ".join(capsys.readouterr().err.split())
    assert run(["catalogue", "nouveau", "18"]) == 2
    assert (tmp_path / "catalogue" / "18.yaml").read_bytes() == before


def test_a_code_that_is_taken_begins_no_module(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["catalogue", "nouveau", "13"]) == 2
    assert "existe déjà" in capsys.readouterr().err
