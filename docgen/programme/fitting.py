"""A module into half-days: which of its candidates are kept, and for how long each."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from docgen.programme.model import Entree, Raison
from docgen.programme.schedule import STEP, Plan, lay_out

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from docgen.programme.selection import Candidate, Selection

Kept = tuple["Candidate", ...]


@dataclass(frozen=True, slots=True)
class Fit:
    """The candidates kept, in teaching order, their plan, and those that an attendu called for in vain."""

    retenues: Kept
    plan: Plan
    possibles: Kept
    entrees: tuple[Entree, ...] = ()  # kept as the only answer to an attendu, at the cost of others


def fit(selection: Selection, capacites: tuple[int, ...]) -> Fit | None:
    """Fill the half-days: core and requests always, then what an attendu calls for.

    What nothing else answers comes first, whenever the rest fits at its mins; the others come while nothing suffers of
    it (`_comfortable`). Further optional sequences fill what would stay empty. None when no choice of them does.
    """
    kept, plan = _base(selection, capacites)
    if plan is None:
        return None
    refused: set[int] = set()
    entrees: list[Entree] = []
    called = [candidate for candidate in selection.appelees if candidate not in kept]
    for candidate in called:
        alone = _only_answer(candidate, kept, selection)
        if not alone:
            continue
        tried = _in_order((*kept, candidate))
        easy = _comfortable(tried, capacites, plan)
        found = easy or _plan(tried, capacites)
        if found is None:
            refused.add(candidate.rang)
            continue
        if easy is None:
            entrees.append(_entree(candidate, alone, (kept, plan), (tried, found)))
        kept, plan = tried, found
    for candidate in called:
        if candidate in kept or candidate.rang in refused:
            continue
        tried = _in_order((*kept, candidate))
        found = _comfortable(tried, capacites, plan)
        if found is None:
            refused.add(candidate.rang)
        else:
            kept, plan = tried, found
    return Fit(kept, plan, tuple(c for c in called if c.rang in refused), tuple(entrees))


def bounds(selection: Selection) -> tuple[int, int]:
    """The fewest minutes of a module, with core and requests alone, and the most, with every optional sequence."""
    asked = (*selection.socle, *selection.demandees)
    optional = (*selection.appelees, *selection.autres)
    return sum(c.sequence.duree.min for c in asked), sum(c.sequence.duree.max for c in (*asked, *optional))


def _base(selection: Selection, capacites: tuple[int, ...]) -> tuple[Kept, Plan | None]:
    """Core and requests, with what fills the half-days where they are too short."""
    kept = _in_order((*selection.socle, *selection.demandees))
    plan = _plan(kept, capacites)
    fillers = _fillers(selection)
    while plan is None and fillers and _too_short(kept, capacites):
        kept = _in_order((*kept, fillers.pop(0)))
        plan = _plan(kept, capacites)
    return (kept, plan) if plan else _with_others(selection, capacites)


def _fillers(selection: Selection) -> list[Candidate]:
    return [*selection.appelees, *(replace(other, raison=Raison.COMPLEMENT) for other in selection.autres)]


def _with_others(selection: Selection, capacites: tuple[int, ...]) -> tuple[Kept, Plan | None]:
    """The optional sequences that fill the half-days where adding them in turn did not: as few as may be."""
    optional = {candidate.rang: place for place, candidate in enumerate(_fillers(selection))}
    every = _in_order((*selection.socle, *selection.demandees, *_fillers(selection)))
    plan = lay_out(tuple(replace(c.slot, rang=optional.get(c.rang)) for c in every), capacites)
    kept = tuple(c for c, minutes in zip(every, plan.minutes, strict=True) if minutes) if plan else ()
    return kept, _plan(kept, capacites) if plan else None


def _plan(kept: Kept, capacites: tuple[int, ...]) -> Plan | None:
    """The best plan; the sequences of a `haute` attendu keep their target, as many of them as can.

    Those that serve the most such attendus come first, then the earlier ones. No sequence more is cut by lunch or night
    for that.
    """
    targets = [(c.rang, c.sequence.duree.cible) for c in sorted(kept, key=_claim) if c.haute]
    plan = _lay(kept, capacites, dict(targets))
    if not targets or (plan and not plan.coupures):
        return plan
    free = _lay(kept, capacites, {})
    return _as_many(kept, capacites, targets, free) if free else None


def _as_many(kept: Kept, capacites: tuple[int, ...], targets: list[tuple[int, int]], free: Plan) -> Plan:
    """The best plan that holds each target in turn while it can: the longest rows that hold together, by halving."""
    best = free
    held: list[tuple[int, int]] = []
    while targets:
        plans = [partial(_lay, kept, capacites, dict([*held, *targets[:n]])) for n in range(1, len(targets) + 1)]
        count = bisect_left(plans, 1, key=lambda plan: _costs_more(plan(), free))
        held += targets[:count]
        best = plans[count - 1]() or best if count else best
        targets = targets[count + 1 :]
    return best


def _costs_more(plan: Plan | None, free: Plan) -> bool:
    return plan is None or plan.coupures > free.coupures


def _claim(candidate: Candidate) -> tuple[int, int]:
    hautes = sum(attendu.priorite is candidate.attendus[0].priorite for attendu in candidate.attendus)
    return -hautes, candidate.rang


def _comfortable(tried: Kept, capacites: tuple[int, ...], before: Plan) -> Plan | None:
    """The best plan in which nothing suffers of the newcomer; None when there is none.

    Every sequence of a `haute` attendu keeps its target, every other stays at or above halfway from its min to its
    moved target, and no sequence more is cut.
    """
    plan = _lay(tried, capacites, {c.rang: c.sequence.duree.cible if c.haute else _halfway(c) for c in tried})
    return plan if plan and plan.coupures <= before.coupures else None


def _halfway(candidate: Candidate) -> int:
    """Minutes, to the step above."""
    quarters = 4 * candidate.sequence.duree.min + candidate.slot.cible_quarts
    return -(-quarters // (8 * STEP)) * STEP


def _lay(kept: Kept, capacites: tuple[int, ...], shortest: Mapping[int, int]) -> Plan | None:
    """The best plan of these candidates; `shortest` raises the min of some, by rank."""
    slots = ((candidate.slot, shortest.get(candidate.rang, 0)) for candidate in kept)
    return lay_out(tuple(replace(slot, min=max(slot.min, least)) for slot, least in slots), capacites)


def _only_answer(called: Candidate, kept: Kept, selection: Selection) -> tuple[str, ...]:
    """The attendus that nothing else in this programme answers."""
    answered = selection.ailleurs.union(*(candidate.repond for candidate in kept))
    return tuple(attendu.id for attendu in called.attendus if attendu.id in called.repond - answered)


def _entree(called: Candidate, alone: tuple[str, ...], before: tuple[Kept, Plan], after: tuple[Kept, Plan]) -> Entree:
    had = {c.rang: minutes for c, minutes in zip(before[0], before[1].minutes, strict=True)}
    lost = (
        (c.sequence.id, had[c.rang] - minutes)
        for c, minutes in zip(after[0], after[1].minutes, strict=True)
        if had.get(c.rang, 0) > minutes
    )
    return Entree(called.sequence.id, alone, tuple(lost))


def _too_short(kept: Kept, capacites: tuple[int, ...]) -> bool:
    return sum(candidate.sequence.duree.max for candidate in kept) < sum(capacites)


def _in_order(candidates: Iterable[Candidate]) -> Kept:
    return tuple(sorted(candidates, key=lambda candidate: candidate.rang))
