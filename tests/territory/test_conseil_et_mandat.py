"""Council size by population, and the mandate calendar."""

from __future__ import annotations

import datetime as dt

import pytest

from docgen.territory import mandat_au, taille_conseil
from docgen.territory.mandat import DEBUT, FIN


@pytest.mark.parametrize(
    ("population", "seats"),
    [
        (0, 7),
        (99, 7),
        (100, 11),
        (499, 11),
        (500, 15),
        (3_499, 23),
        (3_500, 27),
        (38_423, 39),
        (299_999, 65),
        (300_000, 69),
    ],
)
def test_seats_follow_the_strata_of_l2121_2(population: int, seats: int) -> None:
    assert taille_conseil("37122", population) == seats


@pytest.mark.parametrize("code", ["75056", "69123", "13055"])
def test_paris_lyon_and_marseille_have_rules_of_their_own(code: str) -> None:
    assert taille_conseil(code, 500_000) is None


def test_without_a_population_no_size_is_made_up() -> None:
    assert taille_conseil("98411", None) is None


@pytest.mark.parametrize(
    ("date", "annee", "mois", "phase"),
    [
        (DEBUT, 1, 72, "debut"),
        (dt.date(2026, 10, 5), 1, 65, "debut"),
        (dt.date(2028, 3, 21), 2, 48, "debut"),
        (dt.date(2029, 3, 22), 4, 36, "mi-mandat"),
        (dt.date(2032, 3, 21), 6, 0, "fin"),
    ],
)
def test_a_date_stands_somewhere_in_the_mandate(date: dt.date, annee: int, mois: int, phase: str) -> None:
    mandat = mandat_au(date)
    assert mandat is not None
    assert (mandat.annee, mandat.mois_restants, mandat.phase) == (annee, mois, phase)


def test_outside_of_the_mandate_there_is_none() -> None:
    assert mandat_au(FIN) is None
    assert mandat_au(dt.date(2026, 3, 1)) is None
