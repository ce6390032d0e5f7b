"""The forms of texts that a schema names by `format`: dates, hours, e-mail addresses, amounts, colours.

The readers are public: who checks a form and who reads it must agree. They raise ValueError, in French.
"""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

LONGEST = 500  # characters: no form that is checked here is longer, and no pattern gets to chew on more

_ISO_DATE = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})")
_FRENCH_DATE = re.compile(r"([0-9]{1,2})/([0-9]{1,2})/([0-9]{4})")
_HOUR = r"([0-9]{1,2})\s*(?:[hH:]\s*([0-9]{2})?)?"
_HOURS = re.compile(rf"{_HOUR}\s*(?:[-–—]|à)\s*{_HOUR}")
_EMAIL = re.compile(r"[^@\s]+@[^@\s.]+(\.[^@\s.]+)+")
_AMOUNT = re.compile(r"[0-9]+([\s\u202f][0-9]{3})*([.,][0-9]{1,2})?\s*€?")
_COLOUR = re.compile(r"#[0-9A-Fa-f]{6}")

YEARS = range(1980, 2100)  # a typing error beyond: no training was planned, and no agrément given
STEP = 5  # minutes: programmes are drawn up five minutes by five
MIDNIGHT = 24 * 60


def read_date(typed: str) -> dt.date:
    """« 2026-12-03 » or « 03/12/2026 »."""
    if found := _ISO_DATE.fullmatch(typed.strip()):
        year, month, day = map(int, found.groups())
    elif found := _FRENCH_DATE.fullmatch(typed.strip()):
        day, month, year = map(int, found.groups())
    else:
        raise ValueError("ne se lit pas comme une date")
    try:
        date = dt.date(year, month, day)
    except ValueError:
        raise ValueError("n’existe pas dans le calendrier") from None
    if date.year not in YEARS:
        raise ValueError("n’est pas une date de ce siècle")
    return date


def is_courriel(typed: str) -> bool:
    """Whether it reads as an e-mail address: the same judge for a brief and for a list."""
    return len(typed) <= LONGEST and _EMAIL.fullmatch(typed.strip()) is not None


def read_horaire(typed: str) -> tuple[int, int]:
    """« 9:00-12:30 », « 9h-12h30 », « 9 h 00 à 12 h 30 »: start and end in minutes after midnight."""
    found = _HOURS.fullmatch(typed.strip())
    if not found:
        raise ValueError("ne se lit pas comme des horaires")
    debut, fin = _minutes(found[1], found[2]), _minutes(found[3], found[4])
    if debut % STEP or fin % STEP:
        raise ValueError("ne tombe pas sur un multiple de cinq minutes")
    if fin <= debut:
        raise ValueError("finit avant de commencer")
    return debut, fin


def read_montant(typed: str | int) -> Decimal:
    """Euros from « 1450.00 », « 1 450,00 € » or 1450: exact, never through a float."""
    if isinstance(typed, str) and not _AMOUNT.fullmatch(typed.strip()):
        raise ValueError("ne se lit pas comme un montant en euros")
    return Decimal(re.sub(r"[\s\u202f€]", "", str(typed)).replace(",", "."))


def date_of(value: object) -> dt.date | None:
    """The date that was typed; None for what is none, which a schema tells of."""
    try:
        return read_date(value) if isinstance(value, str) else None
    except ValueError:
        return None


def horaire_of(value: object) -> tuple[int, int] | None:
    """The hours that were typed; None for what is none."""
    try:
        return read_horaire(value) if isinstance(value, str) else None
    except ValueError:
        return None


def montant_of(value: object) -> Decimal | None:
    """The amount that was typed; None for what is none."""
    try:
        return read_montant(value) if isinstance(value, (str, int)) and not isinstance(value, bool) else None
    except ValueError:
        return None


def _minutes(hour: str, minute: str | None) -> int:
    minutes = int(minute or 0)
    total = int(hour) * 60 + minutes
    if minutes > 59 or total > MIDNIGHT:  # noqa: PLR2004 - minutes of an hour
        raise ValueError("contient une heure qui n’existe pas")
    return total


def _matching(pattern: re.Pattern[str], complaint: str) -> Callable[[str], object]:
    def read(typed: str) -> str:
        if not pattern.fullmatch(typed.strip()):
            raise ValueError(complaint)
        return typed

    return read


READERS: dict[str, Callable[[str], object]] = {
    "date": read_date,
    "horaire": read_horaire,
    "email": _matching(_EMAIL, "ne se lit pas comme une adresse électronique"),
    "montant": read_montant,
    "couleur": _matching(_COLOUR, "ne se lit pas comme une couleur"),
}


def format_checker() -> Any:
    """Jsonschema's checker of these formats, and no other; what is not text passes, its type is told apart."""
    from jsonschema import FormatChecker

    checker = FormatChecker(formats=())
    for name, read in READERS.items():
        checker.checks(name, raises=ValueError)(_passes(read))
    return checker


def _passes(read: Callable[[str], object]) -> Callable[[object], bool]:
    def check(value: object) -> bool:
        if not isinstance(value, str):
            return True
        if len(value) > LONGEST:
            raise ValueError("est bien trop long")
        read(value)
        return True

    return check
