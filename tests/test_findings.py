"""Findings are values: how bad, where, and the exit code that they ask for."""

from __future__ import annotations

from docgen.errors import FaultsFoundError, UsageFaultError
from docgen.findings import Finding, Gravite, Mark, gravest_exit_code, has_errors


def a_finding(code: str = "B010", gravite: Gravite = Gravite.ERREUR) -> Finding:
    return Finding(code, "clé inconnue", gravite=gravite, fichier="x.yaml", mark=Mark(14, 7))


def test_the_letter_of_a_code_gives_the_exit_code() -> None:
    assert [a_finding(code).exit_code for code in ("B010", "P021", "C030", "O001", "M002", "E003", "F001")] == [
        1, 1, 3, 3, 3, 4, 5,
    ]  # fmt: skip


def test_a_warning_asks_for_no_exit_code() -> None:
    warning = a_finding(gravite=Gravite.AVERTISSEMENT)
    assert warning.exit_code == 0
    assert not has_errors([warning])


def test_several_at_once_give_the_largest_number() -> None:
    assert gravest_exit_code([a_finding("B010"), a_finding("E003"), a_finding("C030")]) == 4
    assert gravest_exit_code([]) == 0


def test_json_has_the_eight_keys_in_the_order_of_the_contract() -> None:
    assert list(a_finding().to_json()) == [
        "fichier", "ligne", "colonne", "lieu", "code", "gravite", "message", "remede",
    ]  # fmt: skip
    assert a_finding().to_json()["ligne"] == 14


def test_exceptions_own_their_exit_code() -> None:
    assert FaultsFoundError([a_finding("O020")]).exit_code == 3
    assert UsageFaultError("rien").exit_code == 2
