"""Single values of a brief, from what a person types: texts, dates, hours, amounts."""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal
from typing import Any

from docgen.organisme.model import Horaire

STEP = 5  # minutes: programmes are drawn up five minutes by five
MIDNIGHT = 24 * 60

ISO_DATE = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})", re.ASCII)
FRENCH_DATE = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})", re.ASCII)
# Digits are spelled out, not \d with re.ASCII: \s must match the non-breaking spaces of hours pasted from Word.
HOUR = r"([0-9]{1,2})\s*(?:[hH:]\s*([0-9]{2})?)?"
HOURS = re.compile(rf"{HOUR}\s*(?:[-–—]|à)\s*{HOUR}", re.IGNORECASE)
BLANK_LINE = re.compile(r"\n\s*\n")


class UnreadableValueError(ValueError):
    """A value has the right form and no meaning; the message says why, in French."""


class RoughHoursError(UnreadableValueError):
    """Hours that do not fall on a multiple of five minutes."""


class BackwardHoursError(UnreadableValueError):
    """Hours that end before they start."""


def text(value: Any) -> str | None:
    """What was typed, without outer spaces; None when nothing was. Numbers are taken as typed."""
    if value is None or isinstance(value, dict | list):
        return None
    return str(value).strip() or None


def texts(values: Any) -> tuple[str, ...]:
    """The non-empty texts of a list."""
    return tuple(found for value in values or () if (found := text(value)))


def paragraphs(value: Any) -> tuple[str, ...]:
    """The paragraphs of a free text, that blank lines part; line ends inside one are spaces."""
    typed = text(value) or ""
    return tuple(" ".join(part.split()) for part in BLANK_LINE.split(typed) if part.strip())


def one_paragraph(value: Any) -> str | None:
    """A free text as one line."""
    return " ".join(str(value).split()) or None if value is not None else None


def digits(value: Any) -> str | None:
    """A number without the spaces that people put between its groups: « 213 701 220 00013 »."""
    typed = text(value)
    return re.sub(r"\s", "", typed) if typed else None


def read_date(typed: str) -> dt.date:
    """« 2026-12-03 » or « 03/12/2026 »; UnreadableValueError for a day that no calendar has."""
    typed = typed.strip()
    if found := ISO_DATE.fullmatch(typed):
        year, month, day = (int(group) for group in found.groups())
    elif found := FRENCH_DATE.fullmatch(typed):
        day, month, year = (int(group) for group in found.groups())
    else:
        raise UnreadableValueError(f"« {typed} » ne se lit pas comme une date")
    try:
        return dt.date(year, month, day)
    except ValueError:
        raise UnreadableValueError(f"le {typed} n’existe pas dans le calendrier") from None


def read_horaire(typed: str) -> Horaire:
    """« 9:00-12:30 », « 9h-12h30 », « 9 h 00 à 12 h 30 »; UnreadableValueError when that is no half-day."""
    found = HOURS.fullmatch(typed.strip())
    if not found:
        raise UnreadableValueError(f"« {typed} » ne se lit pas comme des horaires")
    debut, fin = _minutes(*found.group(1, 2)), _minutes(*found.group(3, 4))
    if debut % STEP or fin % STEP:
        raise RoughHoursError(f"« {typed} » ne tombe pas sur un multiple de cinq minutes")
    if fin <= debut:
        raise BackwardHoursError(f"« {typed} » : la fin n’est pas après le début")
    return Horaire(debut, fin)


def _minutes(hour: str, minute: str | None) -> int:
    total = int(hour) * 60 + int(minute or 0)
    if int(minute or 0) >= 60 or total > MIDNIGHT:  # noqa: PLR2004 - minutes of an hour
        raise UnreadableValueError(f"« {hour} h {minute or '00'} » n’est pas une heure")
    return total


def read_montant(value: str | int) -> Decimal:
    """Euros from « 1450.00 », « 1 450,00 € » or 1450: exact, never through a float."""
    return Decimal(re.sub(r"[\s€]", "", str(value)).replace(",", "."))
