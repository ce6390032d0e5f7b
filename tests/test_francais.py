"""French as it is printed."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from babel.dates import format_date
from babel.numbers import format_currency, format_decimal
from hypothesis import given
from hypothesis import strategies as st

from docgen import francais
from docgen.francais import (
    NBSP,
    NNBSP,
    date_longue,
    duree,
    duree_jours,
    est_ferie,
    heure,
    jour_et_date,
    liste,
    majuscule_initiale,
    montant,
    nombre,
    ordinal,
    plage_dates,
    plage_horaire,
    pluriel,
    typographie,
)


def visible(text: str) -> str:
    """No-break spaces as signs that a test can show: « ~ » for U+00A0, « ^ » for U+202F."""
    return text.replace(NBSP, "~").replace(NNBSP, "^")


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("Pourquoi ?", "Pourquoi^?"),
        ("Pourquoi?", "Pourquoi^?"),
        ("Parce que !", "Parce que^!"),
        ("Objectif : agir", "Objectif~: agir"),
        ("Objectif: agir", "Objectif~: agir"),
        ("oui ; non", "oui^; non"),
        ("« Bon pour accord »", "«~Bon pour accord~»"),
        ("«Bon pour accord»", "«~Bon pour accord~»"),
        ("20 %", "20~%"),
        ("20%", "20~%"),
        ("1450 €", "1450~€"),
        ("9 h 30", "9~h~30"),
        ("l'élu d'Aix", "l’élu d’Aix"),
        ("attendez...", "attendez…"),
        ("14 023 habitants", "14^023 habitants"),
        ("https://exemple.fr/a?b=c;d", "https://exemple.fr/a?b=c;d"),
        ("contact@exemple.fr", "contact@exemple.fr"),
        ("9:00-12:30", "9:00-12:30"),
        ("Quoi ?!", "Quoi^?!"),
        ("(vraiment ?)", "(vraiment^?)"),
        ("37000 Tours", "37000~Tours"),
        ("37000 habitants", "37000 habitants"),
        ("en 2026 200 élus", "en 2026 200 élus"),
        ("01 99 00 12 34", "01~99~00~12~34"),
        ("", ""),
    ],
)
def test_typography_is_that_of_the_imprimerie_nationale(typed: str, printed: str) -> None:
    assert visible(typographie(typed)) == printed


@given(st.text(max_size=80))
def test_typesetting_twice_changes_nothing_more(text: str) -> None:
    once = typographie(text)
    assert typographie(once) == once


@given(st.text(alphabet=st.characters(categories=["L", "N"]), max_size=30))
def test_letters_and_digits_are_never_lost(text: str) -> None:
    assert typographie(text) == text


def test_dates() -> None:
    assert visible(date_longue(dt.date(2027, 3, 1))) == "1er~mars 2027"
    assert visible(jour_et_date(dt.date(2026, 12, 3))) == "jeudi 3~décembre 2026"


def test_days_of_one_month_say_it_once() -> None:
    days = [dt.date(2026, 12, 3), dt.date(2026, 12, 4), dt.date(2027, 1, 14)]
    assert visible(plage_dates(days[:1])) == "le 3~décembre 2026"
    assert visible(plage_dates(days[:2])) == "les 3 et 4~décembre 2026"
    assert visible(plage_dates(days)) == "les 3 et 4~décembre 2026 et le 14~janvier 2027"
    evenings = [dt.date(2026, 11, 24), dt.date(2026, 11, 26), dt.date(2026, 12, 1), dt.date(2026, 12, 3)]
    assert visible(plage_dates(evenings)) == "les 24 et 26~novembre et les 1er et 3~décembre 2026"
    assert plage_dates([]) == ""


def test_hours_and_lengths() -> None:
    assert visible(heure(9 * 60)) == "9~h~00"
    assert visible(plage_horaire(540, 750)) == "9~h~00 – 12~h~30"
    assert [visible(duree(m)) for m in (45, 60, 210, 420)] == ["45~min", "1~h", "3~h~30", "7~h"]
    assert [visible(duree_jours(n)) for n in range(5)] == [
        "aucune demi-journée",
        "une demi-journée",
        "1~jour",
        "1~jour et demi",
        "2~jours",
    ]


def test_numbers_and_amounts() -> None:
    assert visible(montant(Decimal(1250))) == "1^250,00~€"
    assert visible(nombre(14023)) == "14^023"
    assert [visible(pluriel(n, "élu")) for n in (0, 1, 2)] == ["0~élu", "1~élu", "2~élus"]
    assert visible(pluriel(2, "journal", "journaux")) == "2~journaux"
    assert [ordinal(1), ordinal(1, feminin=True), ordinal(2)] == ["1er", "1re", "2e"]


def test_lists_and_elision() -> None:
    assert [liste([]), liste(["a"]), liste(["a", "b"]), liste(["a", "b", "c"])] == ["", "a", "a et b", "a, b et c"]
    assert majuscule_initiale("évaluer l'effet") == "Évaluer l'effet"


def test_public_holidays_with_those_of_alsace_moselle_and_overseas() -> None:
    assert est_ferie(dt.date(2026, 12, 25)) == "Noël"
    assert est_ferie(dt.date(2027, 3, 29)) == "Lundi de Pâques"
    assert est_ferie(dt.date(2026, 12, 3)) is None
    assert est_ferie(dt.date(2026, 12, 26)) is None
    assert est_ferie(dt.date(2026, 12, 26), "67")
    assert est_ferie(dt.date(2026, 12, 20), "974")


def test_the_sieve_lets_every_holiday_of_the_library_through() -> None:
    from holidays.countries.france import France

    for subdivision in (None, "57", "6AE", "971", "972", "973", "974", "976"):
        days = France(subdiv=subdivision, years=range(2020, 2041), language="fr")  # type: ignore[no-untyped-call]
        departement = {"6AE": "67"}.get(subdivision or "", subdivision)
        assert [day for day in days if est_ferie(day, departement) is None] == []


def test_an_address_is_left_alone_and_the_mark_after_it_is_typeset() -> None:
    typeset = typographie("Par courriel à a.b@exemple.fr ; ou www.exemple.fr/a:b?c ! « x@y.fr »")
    assert typeset == ("Par courriel à a.b@exemple.fr\u202f; ou www.exemple.fr/a:b?c\u202f! «\u00a0x@y.fr\u00a0»")
    assert typographie(typeset) == typeset
    assert typographie("\ue002 a@b.fr \ue002") == "\ue002 a@b.fr \ue002"


def test_a_word_of_a_million_letters_comes_back() -> None:
    # It once took a minute for 100,000: a pattern that starts again at each letter would never end here.
    assert typographie("x" * 1_000_000) == "x" * 1_000_000


@pytest.mark.parametrize(
    ("typed", "typeset"),
    [
        ("moins de 1 000 habitants", "moins de 1\u202f000 habitants"),
        ("1 234 567", "1\u202f234\u202f567"),
        ("le SIRET 123 456 782 00010", "le SIRET 123 456 782 00010"),
        ("au 01 99 00 12 34", "au 01\u00a099\u00a000\u00a012\u00a034"),
        ("au +33 1 99 00 12 34.", "au +33\u00a01\u00a099\u00a000\u00a012\u00a034."),
        ("01 99 00 12 34 56", "01 99 00 12 34 56"),
        ("12 rue, 37 300 ou 37300", "12 rue, 37\u202f300 ou 37300"),
    ],
)
def test_thousands_and_telephones_hold_together_and_other_numbers_are_left(typed: str, typeset: str) -> None:
    assert typographie(typed) == typeset


AMOUNTS = st.decimals(min_value=0, max_value=10**9, places=4)


@given(AMOUNTS)
def test_amounts_are_those_of_babel(euros: Decimal) -> None:
    assert montant(euros) == format_currency(euros, "EUR", locale="fr_FR")


@given(st.integers(0, 10**12) | AMOUNTS)
def test_numbers_are_those_of_babel(value: int | Decimal) -> None:
    assert nombre(value) == format_decimal(value, locale="fr_FR")


@pytest.mark.parametrize("date", [dt.date(2026, month, 2 + month) for month in range(1, 13)], ids=str)
def test_dates_are_those_of_babel(date: dt.date) -> None:
    assert jour_et_date(date).replace("\u00a0", " ") == format_date(date, "full", locale="fr_FR")


@given(st.text(alphabet="abÀ'’.:;!?«» \u00a0\u202f%€1290hmkgn°apw/@\ue002", max_size=40))
def test_rules_that_are_passed_over_would_have_changed_nothing(typed: str) -> None:
    """`typographie` looks for the signs that a rule is about before it tries the rule."""
    whole = francais._ADDRESS.sub(francais._STAND_IN, typed)
    for _, pattern, replacement in francais._RULES:
        whole = pattern.sub(replacement, whole)
    for pattern, replacement in francais._RULES_OF_NUMBERS:
        whole = pattern.sub(replacement, whole)
    whole = francais._THOUSANDS.sub(lambda number: number.group().replace(" ", "\u202f"), whole)
    addresses = iter(francais._ADDRESS.findall(typed))
    assert typographie(typed) == francais._STAND_IN_ALONE.sub(lambda _: next(addresses), whole)
