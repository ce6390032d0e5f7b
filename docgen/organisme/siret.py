"""The check digit of a SIRET.

By hand, because python-stdnum costs 30 ms to import (pydoc, ssl), as much as reading a brief; the tests
hold it to python-stdnum's word.
"""

from __future__ import annotations

LENGTH = 14
LA_POSTE = "356000000"  # its offices have a rule of their own: their digits add up to a multiple of 5
LA_POSTE_HEAD_OFFICE = "35600000000048"


def is_valid_siret(digits: str) -> bool:
    """Whether these are fourteen digits with sound check digits, of the SIREN and of the whole."""
    if len(digits) != LENGTH or not (digits.isascii() and digits.isdigit()):
        return False
    if digits.startswith(LA_POSTE) and digits != LA_POSTE_HEAD_OFFICE:
        return sum(map(int, digits)) % 5 == 0
    return _luhn(digits[:9]) and _luhn(digits)


def _luhn(digits: str) -> bool:
    """Every second digit from the right counts double, its own digits added; the sum ends in 0."""
    doubled = (sum(divmod(2 * int(digit), 10)) for digit in digits[-2::-2])
    return (sum(map(int, digits[-1::-2])) + sum(doubled)) % 10 == 0
