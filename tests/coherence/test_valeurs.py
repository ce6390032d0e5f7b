"""Dates, hours and amounts are read whatever their spelling, and nothing else is taken for one."""

from __future__ import annotations

import time

import pytest

from docgen.coherence.valeurs import Nature, plain, valeurs, vrai_jour


def read(text: str) -> list[tuple[int, ...]]:
    return [valeur.cle for valeur in valeurs(plain(text))]


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("le jeudi 3 décembre 2026", [(2026, 12, 3)]),
        ("le 3\u00a0DÉCEMBRE 2026", [(2026, 12, 3)]),
        ("le 3 decembre 2026", [(2026, 12, 3)]),
        ("03/12/2026, 3.12.26", [(2026, 12, 3), (2026, 12, 3)]),
        ("les 14, 19 et 26 janvier 2027", [(2027, 1, 14), (2027, 1, 19), (2027, 1, 26)]),
        ("du mardi 1er au mercredi 2 juin", [(0, 6, 1), (0, 6, 2)]),
        ("les 3 décembre 2026 et 14 janvier 2027", [(2026, 12, 3), (2027, 1, 14)]),
        ("9\u00a0h\u00a000 – 12 h 30", [(540,), (750,)]),
        ("9h-12h30, 9:00", [(540,), (750,), (540,)]),
        ("7 h, pauses comprises ; 35 min ; 1 heure", [(420,), (35,), (60,)]),
        ("1\u202f450,00\u00a0€, 90 euros, 1.200 €", [(145000,), (9000,), (120000,)]),
        ("version 1, page 3 / 12, 12490 Montjaux, 01 99 00 21 10, art. L6353-8, 2,5 km, 28 degrés", []),
        ("en mai 2026, 12 participants, 94 %", []),
    ],
)
def test_a_value_is_read_however_it_is_written(text: str, keys: list[tuple[int, ...]]) -> None:
    assert read(text) == keys


def test_a_date_without_a_year_is_that_day_of_any_year() -> None:
    alone, full, other = valeurs("3 décembre ; 3 décembre 2026 ; 3 décembre 2027")
    assert alone.same(full)
    assert alone.same(other)
    assert not full.same(other)


def test_the_weekday_said_is_compared_with_the_calendar() -> None:
    right, wrong, impossible = valeurs("jeudi 3 décembre 2026 ; vendredi 3 décembre 2026 ; lundi 31 novembre 2026")
    assert [vrai_jour(each) for each in (right, wrong, impossible)] == ["", "jeudi", ""]
    assert right.nature is Nature.DATE


@pytest.mark.parametrize("text", ["1, " * 50_000, "9 h " * 30_000, "1 111 " * 30_000, "lundi 1 et " * 20_000])
def test_a_long_text_is_read_in_bounded_time(text: str) -> None:
    start = time.process_time()
    valeurs(text)
    assert time.process_time() - start < 10
