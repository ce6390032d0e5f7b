"""How much of a training is remote (Code du travail, D6353-1, since 1 July 2025)."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from docgen.brief.model import Session


def part_des_sessions(sessions: Iterable[Session]) -> int | None:
    """The percentage of the sessions' minutes that are remote, rounded; None when no half-day is said to be."""
    held = [
        (horaire.minutes, periode in jour.a_distance)
        for session in sessions
        for jour in session.jours
        for periode, horaire in jour.demi_journees
    ]
    remote = sum(minutes for minutes, away in held if away)
    return round(100 * remote / sum(minutes for minutes, _ in held)) if remote else None
