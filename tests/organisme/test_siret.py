"""Our check of a SIRET says what python-stdnum says."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from stdnum.fr import siret

from docgen.organisme.siret import LA_POSTE, is_valid_siret


@pytest.mark.parametrize(
    "digits", ["21370122000013", "12345678200010", "73282932000074", "35600000049837", "35600000000048"]
)
def test_real_forms_of_siret_are_valid(digits: str) -> None:
    assert is_valid_siret(digits)


@pytest.mark.parametrize(
    "digits", ["", "123", "12345678200011", "1234567820001x", "１２３４５６７８２０００１０", "²" * 14]
)
def test_anything_else_is_not(digits: str) -> None:
    assert not is_valid_siret(digits)


@settings(deadline=None)
@given(st.from_regex("[0-9]{8}", fullmatch=True), st.from_regex("[0-9]{4}", fullmatch=True))
def test_python_stdnum_agrees_on_every_last_digit(siren: str, rank: str) -> None:
    for head in (*(f"{siren}{check}" for check in "0123456789"), LA_POSTE):
        for check in "0123456789":
            digits = f"{head}{rank}{check}"
            assert is_valid_siret(digits) == siret.is_valid(digits)
