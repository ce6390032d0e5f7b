"""The municipal mandate of March 2026 to March 2032, worked out at a date that is handed in."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

DEBUT = dt.date(2026, 3, 22)  # second round of the elections of 15 and 22 March 2026
MI_MANDAT = dt.date(2029, 3, 22)
FIN = dt.date(2032, 3, 22)  # the election's day in March 2032 is not set yet: the sixth anniversary stands for it
ANNEES = 6


@dataclass(frozen=True, slots=True)
class Mandat:
    """Where a date stands in the mandate: year 1 to 6, whole months left, and the phase by thirds of the mandate."""

    annee: int
    mois_restants: int
    phase: str  # « debut » | « mi-mandat » | « fin »


def mandat_au(date: dt.date) -> Mandat | None:
    """The mandate at that date; None outside of it. Years 1 and 2 are its debut, 3 and 4 mi-mandat, 5 and 6 its fin."""
    if not DEBUT <= date < FIN:
        return None
    passed = _whole_months(DEBUT, date)
    annee = passed // 12 + 1
    phase = ("debut", "mi-mandat", "fin")[(annee - 1) // 2]
    return Mandat(annee, _whole_months(date, FIN), phase)


def _whole_months(start: dt.date, end: dt.date) -> int:
    months = (end.year - start.year) * 12 + end.month - start.month
    return months - (end.day < start.day)
