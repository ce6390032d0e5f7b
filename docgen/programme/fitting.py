"""A module into half-days: which of its candidates are kept, and for how long each."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from docgen.programme.model import Raison
from docgen.programme.schedule import Plan, lay_out

if TYPE_CHECKING:
    from collections.abc import Iterable

    from docgen.programme.selection import Candidate, Selection


@dataclass(frozen=True, slots=True)
class Fit:
    """The candidates kept, in teaching order, their plan, and those that a theme called for in vain."""

    retenues: tuple[Candidate, ...]
    plan: Plan
    possibles: tuple[Candidate, ...]


def fit(selection: Selection, capacites: tuple[int, ...]) -> Fit | None:
    """Fill the half-days: core and requests always, then what a theme calls for as long as it fits.

    Further optional sequences fill what would stay empty. None when core and requests do not fit.
    """
    kept = _in_order((*selection.socle, *selection.demandees))
    plan = _plan(kept, capacites)
    fillers = [*selection.appelees, *(replace(other, raison=Raison.COMPLEMENT) for other in selection.autres)]
    while plan is None and fillers and _too_short(kept, capacites):
        kept = _in_order((*kept, fillers.pop(0)))
        plan = _plan(kept, capacites)
    if plan is None:
        return None
    refused: list[Candidate] = []
    for called in selection.appelees:
        if called in kept:
            continue
        tried = _in_order((*kept, called))
        tried_plan = _plan(tried, capacites)
        if tried_plan is None or tried_plan.coupures > plan.coupures:
            refused.append(called)
        else:
            kept, plan = tried, tried_plan
    return Fit(kept, plan, tuple(refused))


def needed(selection: Selection) -> tuple[int, int]:
    """The fewest and the most minutes that core and requests can take."""
    kept = (*selection.socle, *selection.demandees)
    return sum(c.sequence.duree.min for c in kept), sum(c.sequence.duree.max for c in kept)


def _plan(kept: tuple[Candidate, ...], capacites: tuple[int, ...]) -> Plan | None:
    return lay_out(tuple(candidate.slot for candidate in kept), capacites)


def _too_short(kept: tuple[Candidate, ...], capacites: tuple[int, ...]) -> bool:
    return sum(candidate.sequence.duree.max for candidate in kept) < sum(capacites)


def _in_order(candidates: Iterable[Candidate]) -> tuple[Candidate, ...]:
    return tuple(sorted(candidates, key=lambda candidate: candidate.rang))
