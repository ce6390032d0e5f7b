"""« Vos échéances »: who is concerned, until when, and what a client's paper may say of it."""

from __future__ import annotations

import datetime as dt
import re
import tomllib
from dataclasses import dataclass

import pytest

from docgen.territory.echeances import TABLE, Echeance, echeances, prochaines

ROWS = tomllib.loads(TABLE.read_text(encoding="utf-8"))["echeance"]
AUTUMN = dt.date(2026, 10, 5)
A_DATE = re.compile(r"\b20[0-9]{2}\b")


@dataclass(frozen=True)
class Client:
    code: str = "12153"
    population: int | None = 436
    est_epci: bool = False
    debat_budgetaire: bool | None = False
    dans_un_epci: bool = True


VILLAGE = Client()
TOWN = Client("37122", 38_423, debat_budgetaire=True)
EPCI = Client("200070506", 13_133, est_epci=True, debat_budgetaire=True, dans_un_epci=False)
LYON = Client("200046977", 1_433_613, est_epci=True, debat_budgetaire=True, dans_un_epci=False)


def of(client: Client, date: dt.date = AUTUMN) -> dict[str, Echeance]:
    return {each.id: each for each in echeances(client, date)}


def test_each_kind_of_client_has_its_own() -> None:
    assert {"debat-budgetaire", "egalite", "delegues", "evaluation-2031"} <= of(TOWN).keys()
    assert {"debat-budgetaire", "egalite", "pacte", "rapport-aux-maires"}.isdisjoint(of(VILLAGE))
    assert {"pacte", "rapport-aux-maires"} <= of(EPCI).keys()
    assert "delegues" not in of(EPCI)


def test_the_metropole_de_lyon_debates_no_pact_of_an_epci() -> None:
    assert {"pacte", "rapport-aux-maires"}.isdisjoint(of(LYON))
    assert "debat-budgetaire" in of(LYON)


def test_what_is_not_known_of_a_client_concerns_it_not() -> None:
    nobody = of(Client(population=None, debat_budgetaire=None, dans_un_epci=False))
    assert {"debat-budgetaire", "note-budgetaire", "egalite", "delegues"}.isdisjoint(nobody)


def test_the_next_ones_come_first_and_those_gone_by_are_left_out() -> None:
    dates = [each.date for each in echeances(EPCI, AUTUMN) if each.date]
    assert dates == sorted(dates)
    assert dates[0] == dt.date(2026, 12, 22)
    assert "pacte" not in of(EPCI, dt.date(2027, 1, 10))
    assert of(EPCI, dt.date(2028, 2, 16))["debat-budgetaire"].date == dt.date(2029, 2, 15)
    assert echeances(VILLAGE, dt.date(2032, 4, 1)) == tuple(e for e in of(VILLAGE).values() if e.date is None)


def test_nothing_comes_after_the_renewal_of_2032() -> None:
    assert all(each.date < dt.date(2032, 4, 1) for each in echeances(TOWN, dt.date(2031, 7, 1)) if each.date)
    assert "cfu" not in of(TOWN, dt.date(2031, 7, 1))


def test_the_account_of_2026_is_told_once() -> None:
    assert "cfu" in of(VILLAGE)
    assert of(VILLAGE)["cfu"].date == dt.date(2028, 6, 30)
    assert prochaines(echeances(VILLAGE, AUTUMN)).count("le vote du compte financier unique") == 1


def test_names_are_words_for_any_sentence() -> None:
    assert prochaines(echeances(EPCI, AUTUMN)) == (
        "le débat sur le pacte de gouvernance",
        "le débat d’orientation budgétaire",
        "la traduction de la sobriété foncière dans le SCoT",
    )


@pytest.mark.parametrize("row", ROWS, ids=[row["id"] for row in ROWS])
def test_no_rule_and_no_name_holds_a_date_that_was_worked_out(row: dict[str, str]) -> None:
    assert row.keys() <= {
        "id", "nom", "regle", "a_verifier", "confiance", "source", "date", "chaque_annee", "depuis", "si",
    }  # fmt: skip
    assert not A_DATE.search(row.get("regle", ""))
    assert not A_DATE.search(row["nom"].removesuffix(" de 2032"))
    assert row["nom"].startswith(("le ", "la ", "l’"))
    # What is not the law as it was read says how sure it is; what is sure is a rule.
    assert ("a_verifier" in row) == (row.get("confiance") in {"S2", "M", "I"})
    assert "regle" in row or "a_verifier" in row
    assert not row.get("regle", row["nom"]).endswith(".")
    assert not row.get("a_verifier", row["nom"]).endswith(".")
