"""Dates, hours and amounts as a text states them, however written: « 3/12/2026 » is « jeudi 3 décembre 2026 »."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING

from docgen.francais import JOURS, MOIS
from docgen.nearest import fold

if TYPE_CHECKING:
    from collections.abc import Iterator


class Nature(StrEnum):
    """What kind of fact a text states."""

    DATE = "date"
    HEURE = "horaire ou durée"
    MONTANT = "montant"
    TEXTE = "texte"


@dataclass(frozen=True, slots=True)
class Valeur:
    """A fact found in a text, between two offsets of it.

    `cle` is what it means: (year or 0, month, day), minutes, or cents. `jour` is the weekday said with a date, from 0.
    """

    nature: Nature
    cle: tuple[int, ...]
    texte: str
    debut: int
    fin: int
    jour: int | None = None

    def same(self, other: Valeur) -> bool:
        """Whether both mean the same; a date without a year stands for that day of any year."""
        if self.nature is not other.nature:
            return False
        if self.nature is Nature.DATE and not (self.cle[0] and other.cle[0]):
            return self.cle[1:] == other.cle[1:]
        return self.cle == other.cle

    @property
    def sens(self) -> str:
        """What it means, as a key: two dates that differ by a year that only one says share it."""
        return f"{self.nature} {self.cle[1:] if self.nature is Nature.DATE else self.cle}"

    @property
    def en_minutes(self) -> bool:
        """Whether it is a length said in minutes alone, as contents often do."""
        return self.nature is Nature.HEURE and "h" not in self.texte.casefold() and ":" not in self.texte


_SPACES = re.compile(r"[\s\u200b\u2060\ufeff]+")
_ALIKE = str.maketrans(
    {"’": "'", "ʼ": "'", "‐": "-", "‑": "-", "–": "-", "—": "-", "−": "-", "\u00ad": None, "…": "..."}
)


def plain(text: str) -> str:
    """The text without what typography changes: kinds of space, dash and apostrophe."""
    return _SPACES.sub(" ", unicodedata.normalize("NFC", text).translate(_ALIKE)).strip()


def valeurs(text: str) -> list[Valeur]:
    """The dates, hours and amounts that a plain text states, in order."""
    found = [*_dates(text), *_heures(text), *_montants(text)]
    return sorted(found, key=lambda valeur: valeur.debut)


_DAY = r"(?:1er|\d{1,2})"


@cache
def _date_pattern() -> re.Pattern[str]:
    days = "|".join(JOURS)
    months = "|".join(dict.fromkeys((*MOIS, *map(fold, MOIS))))
    day = rf"(?:(?:le |du |au )?(?:{days}) )?{_DAY}"
    between = r"(?:, | et | et le | au | - )"
    return re.compile(
        rf"(?<![\w/.,-])((?:{day}{between}){{0,40}}{day}) ({months})\b(?: (\d{{4}})(?!\d))?", re.IGNORECASE
    )


_NUMERIC = re.compile(r"(?<![\d/.])(\d{1,2})[/.](\d{1,2})[/.](\d{4}|\d{2})(?![\d/])")
_CENTURY = 2000


def _dates(text: str) -> Iterator[Valeur]:
    for found in _date_pattern().finditer(text):
        month = next(number for number, name in enumerate(MOIS, start=1) if fold(name) == fold(found[2]))
        yield from _days(found, month, int(found[3] or 0))
    for found in _NUMERIC.finditer(text):
        day, month, year = int(found[1]), int(found[2]), int(found[3])
        if 1 <= month <= len(MOIS):
            full = year if year > _CENTURY else year + _CENTURY
            yield Valeur(Nature.DATE, (full, month, day), found[0], *found.span())


def _days(found: re.Match[str], month: int, year: int) -> Iterator[Valeur]:
    """Each day of « 14, 19 et 26 janvier 2027 »; the last one takes the month into its text."""
    names = {name: rank for rank, name in enumerate(JOURS)}
    said = list(re.finditer(rf"(?:({'|'.join(names)}) )?({_DAY})\b", found[1], re.IGNORECASE))
    rest = found[0][len(found[1]) :]
    for rank, one in enumerate(said):
        last = rank == len(said) - 1
        day = int(one[2].removesuffix("er").removesuffix("ER"))
        weekday = names[one[1].casefold()] if one[1] else None
        start = found.start() + one.start()
        end = found.end() if last else found.start() + one.end()
        yield Valeur(Nature.DATE, (year, month, day), one[0] + rest, start, end, weekday)


_HEURE = re.compile(
    r"(?<![\w,.:])(?:(?P<h>\d{1,3}) ?(?:heures?|h)(?: ?(?P<m>\d{2})(?: ?min)?)?|(?P<hh>\d{1,2}):(?P<mm>\d{2})"
    r"|(?P<min>\d{1,3}) ?(?:min|mn|minutes?))(?![\w:])",
    re.IGNORECASE,
)


def _heures(text: str) -> Iterator[Valeur]:
    for found in _HEURE.finditer(text):
        hours, minutes = int(found["h"] or found["hh"] or 0), int(found["m"] or found["mm"] or found["min"] or 0)
        yield Valeur(Nature.HEURE, (60 * hours + minutes,), found[0], *found.span())


_MONTANT = re.compile(r"(?<![\w,.])(\d{1,3}(?:[ .]\d{3})+|\d+)(?:,(\d{1,2}))? ?(?:€|euros?\b|EUR\b)", re.IGNORECASE)


def _montants(text: str) -> Iterator[Valeur]:
    for found in _MONTANT.finditer(text):
        cents = int(re.sub(r"\D", "", found[1])) * 100 + int((found[2] or "0").ljust(2, "0"))
        yield Valeur(Nature.MONTANT, (cents,), found[0], *found.span())


def vrai_jour(valeur: Valeur) -> str:
    """The weekday that a full date really is, when the text says another; empty otherwise."""
    if valeur.jour is None or not valeur.cle[0]:
        return ""
    try:
        weekday = dt.date(*valeur.cle).weekday()
    except ValueError:
        return ""
    return "" if weekday == valeur.jour else JOURS[weekday]
