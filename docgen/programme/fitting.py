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

    Further optional sequences fill what would stay empty. None when no choice of them does.
    """
    kept = _in_order((*selection.socle, *selection.demandees))
    plan = _plan(kept, capacites)
    fillers = _fillers(selection)
    while plan is None and fillers and _too_short(kept, capacites):
        kept = _in_order((*kept, fillers.pop(0)))
        plan = _plan(kept, capacites)
    if plan is None:
        kept, plan = _with_others(selection, capacites)
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


def bounds(selection: Selection) -> tuple[int, int]:
    """The fewest minutes of a module, with core and requests alone, and the most, with every optional sequence."""
    asked = (*selection.socle, *selection.demandees)
    optional = (*selection.appelees, *selection.autres)
    return sum(c.sequence.duree.min for c in asked), sum(c.sequence.duree.max for c in (*asked, *optional))


def _fillers(selection: Selection) -> list[Candidate]:
    return [*selection.appelees, *(replace(other, raison=Raison.COMPLEMENT) for other in selection.autres)]


def _with_others(selection: Selection, capacites: tuple[int, ...]) -> tuple[tuple[Candidate, ...], Plan | None]:
    """The optional sequences that fill the half-days where adding them in turn did not: as few as may be."""
    optional = {candidate.rang: place for place, candidate in enumerate(_fillers(selection))}
    every = _in_order((*selection.socle, *selection.demandees, *_fillers(selection)))
    plan = lay_out(tuple(replace(c.slot, rang=optional.get(c.rang)) for c in every), capacites)
    kept = tuple(c for c, minutes in zip(every, plan.minutes, strict=True) if minutes) if plan else ()
    return kept, _plan(kept, capacites) if plan else None


def _plan(kept: tuple[Candidate, ...], capacites: tuple[int, ...]) -> Plan | None:
    return lay_out(tuple(candidate.slot for candidate in kept), capacites)


def _too_short(kept: tuple[Candidate, ...], capacites: tuple[int, ...]) -> bool:
    return sum(candidate.sequence.duree.max for candidate in kept) < sum(capacites)


def _in_order(candidates: Iterable[Candidate]) -> tuple[Candidate, ...]:
    return tuple(sorted(candidates, key=lambda candidate: candidate.rang))
