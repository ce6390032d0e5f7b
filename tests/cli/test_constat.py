"""`docgen constat`: whoever met a code is told what it means and what to do."""

from __future__ import annotations

import pytest

from docgen.cli import run
from docgen.findings import explications


@pytest.mark.parametrize("typed", ["B043", "b043", "[B043]"])
def test_a_code_is_explained_as_it_was_printed(typed: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["constat", typed]) == 0
    said = capsys.readouterr().out
    assert "Demi-journées qui se chevauchent" in said
    assert 'Exemple : matin: "9:00-13:00", apres_midi: "12:30-16:00"' in said
    assert "→ Vérifiez les horaires des deux demi-journées." in said


def test_a_code_of_any_yaml_file_is_explained_under_the_letter_of_each(capsys: pytest.CaptureFixture[str]) -> None:
    for letter, whose in (("B", "brief"), ("C", "catalogue"), ("O", "organisme")):
        assert run(["constat", f"{letter}010"]) == 0
        said = capsys.readouterr().out
        assert f"{letter}010 ({whose}" in said
        assert "Clé inconnue" in said


def test_a_gap_is_said_to_be_told_each_time(capsys: pytest.CaptureFixture[str]) -> None:
    run(["constat", "B090"])
    assert "ne le fait pas taire" in capsys.readouterr().out
    run(["constat", "B050"])
    assert "ne le fait pas taire" not in capsys.readouterr().out


def test_without_a_code_all_are_listed_and_a_letter_lists_its_own(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["constat"]) == 0
    said = capsys.readouterr().out
    assert all(f"{code}  {row.titre}" in said for code, row in explications().items())
    assert run(["constat", "s"]) == 0
    assert [line.split()[0] for line in capsys.readouterr().out.splitlines() if line] == ["S", "S001", "S002", "S003"]


@pytest.mark.parametrize(
    ("typed", "hint"),
    [("B43", "Vouliez-vous dire B043"), ("M999", "« docgen constat M »"), ("?", "« docgen constat »")],
)
def test_an_unknown_code_is_wrong_use_with_the_nearest(
    typed: str, hint: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["constat", typed]) == 2
    assert hint in capsys.readouterr().err
