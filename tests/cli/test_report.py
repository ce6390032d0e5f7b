"""What people read on the terminal, and programs on standard output."""

from __future__ import annotations

import json

import click
import pytest

from docgen.cli import run
from docgen.cli.report import as_text, print_findings, summary
from docgen.findings import Finding, Gravite, Mark


def a_finding(gravite: Gravite = Gravite.ERREUR) -> Finding:
    return Finding(
        "B010",
        "clé inconnue « comunne ».",
        "Écrivez « commune ».",
        gravite=gravite,
        fichier="briefs/x.yaml",
        mark=Mark(14, 7),
    )


def test_a_finding_is_a_place_a_code_a_message_and_an_indented_remedy() -> None:
    assert click.unstyle(as_text(a_finding())) == (
        "briefs/x.yaml:14:7: erreur [B010] clé inconnue « comunne ».\n    → Écrivez « commune »."
    )


def test_a_finding_without_a_mark_says_its_place_in_words() -> None:
    finding = Finding("M010", "champ inconnu.", fichier="templates/agenda.docx", lieu="tableau 2, ligne 3")
    assert click.unstyle(as_text(finding)) == (
        "templates/agenda.docx: erreur [M010] tableau 2, ligne 3 : champ inconnu."
    )


def test_lines_are_wrapped_to_the_terminal() -> None:
    text = click.unstyle(as_text(a_finding(), width=40))
    assert all(len(line) <= 40 for line in text.splitlines())


@pytest.mark.parametrize("width", range(12, 60))
def test_no_line_ends_inside_guillemets_or_before_a_colon(width: int) -> None:
    finding = Finding("B010", "la clé « commune » manque : écrivez « commune » ; est-ce clair ?", "Écrivez « a » !")
    for line in as_text(finding, width=width).splitlines():
        assert not line.endswith("«")
        assert line.lstrip()[0] not in "»:;?!"
    assert " ".join(as_text(finding, width=width).split()) == " ".join(as_text(finding).split())


def test_json_is_an_array_even_when_there_is_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    print_findings([], "json")
    assert json.loads(capsys.readouterr().out) == []
    print_findings([a_finding()], "json")
    assert json.loads(capsys.readouterr().out)[0]["ligne"] == 14


def test_the_summary_counts_in_french() -> None:
    assert summary([]) == "aucun défaut"
    findings = [a_finding(), a_finding(), a_finding(Gravite.AVERTISSEMENT)]
    assert summary(findings) == "2 erreurs, 1 avertissement"


def test_what_a_terminal_would_obey_is_shown_and_not_obeyed() -> None:
    finding = Finding("P013", "la colonne « \x1b[31mx\u202e » n’est pas utilisée.", "Voyez\x07.", fichier="a\x9b.csv")
    assert click.unstyle(as_text(finding)) == (
        "a\ufffd.csv: erreur [P013] la colonne « \ufffd[31mx\ufffd » n’est pas utilisée.\n    → Voyez\ufffd."
    )


@pytest.mark.parametrize(
    ("typed", "as_json"),
    [
        (["--format", "json"], True),
        (["--format=json"], True),
        (["--format=json", "--format", "texte"], False),
        (["--format", "texte", "json"], False),  # the name of a brief
    ],
)
def test_wrong_use_is_told_in_the_format_that_was_asked_for(
    typed: list[str], *, as_json: bool, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["programme", "absent.yaml", *typed]) == 2
    assert capsys.readouterr().out.startswith("[") is as_json
