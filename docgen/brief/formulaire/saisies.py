"""What people type in a form, read as they meant it: dates, hours, numbers. They raise ValueError, in French."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from docgen.francais import JOURS, MOIS
from docgen.nearest import fold
from docgen.validation.formats import read_date, read_horaire

if TYPE_CHECKING:
    import datetime as dt

_WRITTEN = re.compile(r"(?:([^\W\d]+) )?(?:le )?([0-9]{1,2})(?:er)? ([^\W\d]+) ([0-9]{4})")
_IN_FIGURES = re.compile(r"([0-9]{1,2})[-./ ]([0-9]{1,2})[-./ ]([0-9]{4}|[0-9]{2})")
_CENTURY = 2000
LONGEST = 100  # characters: no date, no hours are longer, and no pattern gets to chew on more

_HOURS_SAID = (
    (re.compile(r"\bmidi\b"), "12h"),
    (re.compile(r"\bminuit\b"), "24h"),
    (re.compile(r"\s*(?:heures?|hrs?|h\.)\s*"), "h"),
    (re.compile(r"(?<=\d)\s*(?:minutes?|min|mn)\b"), ""),
    (re.compile(r"(?<=\d)\.(?=\d\d)"), ":"),
    (re.compile(r"^(?:de|d['’]|entre)\s*"), ""),
    (re.compile(r"\s*(?:jusqu['’]\s*à|->|→|/|\bà\b|\ba\b|\bet\b|[-‐‑‒–—−])\s*"), "-"),
)  # fmt: skip
_ONE_HOUR = re.compile(r"[0-9]{1,2}\s*(?:[h:]\s*(?:[0-9]{2})?)?-?")
_NUMBER = re.compile(r"[0-9]+")


def date_saisie(typed: str) -> dt.date:
    """« 03/12/2026 », « 3.12.26 », « 2026-12-03 », « jeudi 3 décembre 2026 », « 1er mars 2027 »."""
    _check_length(typed)
    if found := _IN_FIGURES.fullmatch(typed.strip()):
        day, month, year = found.groups()
        return read_date(f"{day}/{month}/{year if len(year) > 2 else _CENTURY + int(year)}")  # noqa: PLR2004 - digits
    found = _WRITTEN.fullmatch(fold(typed))
    return _written(*found.groups()) if found else read_date(typed)


def _check_length(typed: str) -> None:
    if len(typed) > LONGEST:
        raise ValueError("est bien trop long")


def _written(weekday: str | None, day: str, month: str, year: str) -> dt.date:
    months = {fold(name): number for number, name in enumerate(MOIS, start=1)}
    near = [number for name, number in months.items() if name.startswith(month) and len(month) > 2]  # noqa: PLR2004
    if len(near) != 1:
        raise ValueError("ne se lit pas comme une date")
    date = read_date(f"{day}/{near[0]}/{year}")
    if weekday and weekday not in {"le", fold(JOURS[date.weekday()])}:
        raise ValueError(f"tombe un {JOURS[date.weekday()]}")
    return date


def horaire_saisi(typed: str) -> tuple[int, int]:
    """« 9h-12h30 », « 9 h 30 - 12 h », « de 9:00 à midi », « 9.00/12.30 »: minutes after midnight."""
    _check_length(typed)
    text = " ".join(typed.casefold().split())
    for pattern, meant in _HOURS_SAID:
        text = pattern.sub(meant, text)
    if _ONE_HOUR.fullmatch(text):
        raise ValueError("n’a pas d’heure de fin")
    return read_horaire(text)


def nombre_saisi(typed: str) -> int:
    """« 14 », « 14 personnes », « environ 14 »: the one number that stands there."""
    _check_length(typed)
    found = _NUMBER.findall(typed)
    if len(found) != 1:
        raise ValueError("ne se lit pas comme un nombre")
    return int(found[0])
