"""A condensed cycle: modules laid end to end over half-days that they may share, without what has no room.

What no attendu calls for goes first; what alone answers one stays, and so do each module's welcome and closing.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING, TypeAlias

from docgen.brief.model import Priorite, Retrait
from docgen.organisme.model import Horaire
from docgen.programme.fitting import Fit, fit
from docgen.programme.model import Retiree
from docgen.programme.schedule import Plan
from docgen.programme.selection import Selection
from docgen.programme.sharing import Part

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from docgen.brief.model import Attendu
    from docgen.catalogue.model import Module
    from docgen.programme.selection import Candidate
    from docgen.programme.sharing import Creneau

CONDENSE = "cycle condensé"  # why a sequence is left out
_APART = 1_000  # between the ranks of two modules
_WEIGHT = {Priorite.HAUTE: 3, Priorite.NORMALE: 2, Priorite.BASSE: 1}

Chosen: TypeAlias = "tuple[Module, Selection]"


@dataclass(slots=True)
class _Choice:
    """What is to be taught of all modules, and what was left out; ranks tell the module."""

    kept: list[Candidate]
    dropped: list[Candidate]

    @property
    def fewest(self) -> int:
        """The minutes that it takes at the least."""
        return sum(candidate.sequence.duree.min for candidate in self.kept)


def condense(chosen: Sequence[Chosen], creneaux: Sequence[Creneau], attendus: Iterable[Attendu]) -> tuple[Part, ...]:
    """Each module with its stretch of the half-days, one after the other; `fit` is None where no choice fills them."""
    capacites = tuple(creneau.capacite for creneau in creneaux)
    choice = _choose(chosen, sum(capacites), attendus)
    called = _all(chosen, "appelees", without=choice.kept)
    joint = fit(Selection(tuple(choice.kept), (), called, _all(chosen, "autres"), ()), capacites)
    if joint is None:
        return tuple(Part(module, selection, tuple(creneaux), None) for module, selection in chosen)
    stretches = _stretches(joint, len(chosen), creneaux)
    return tuple(_part(k, *chosen[k], joint, choice, stretches[k]) for k in range(len(chosen)))


def missing_minutes(chosen: Sequence[Chosen], creneaux: Sequence[Creneau], attendus: Iterable[Attendu]) -> int:
    """By how many minutes the half-days are too short for what must stay."""
    capacite = sum(creneau.capacite for creneau in creneaux)
    return max(0, _choose(chosen, capacite, attendus).fewest - capacite)


def _all(chosen: Sequence[Chosen], group: str, *, without: Iterable[Candidate] = ()) -> tuple[Candidate, ...]:
    """The candidates of a group of all modules, with ranks that follow one another."""
    taken = {candidate.rang for candidate in without}
    found = (
        replace(candidate, rang=k * _APART + candidate.rang)
        for k, (_, selection) in enumerate(chosen)
        for candidate in getattr(selection, group)
    )
    return tuple(candidate for candidate in found if candidate.rang not in taken)


def _choose(chosen: Sequence[Chosen], capacite: int, attendus: Iterable[Attendu]) -> _Choice:
    choice = _Choice([*_all(chosen, "socle"), *_all(chosen, "demandees")], [])
    called = _all(chosen, "appelees")
    for attendu in attendus:
        if not any(_answers(candidate, attendu) for candidate in choice.kept):
            choice.kept += [candidate for candidate in called if _answers(candidate, attendu)][:1]
    while choice.fewest > capacite and (droppable := [c for c in choice.kept if not _needed(c, choice.kept)]):
        least = min(droppable, key=lambda candidate: _loss(candidate, choice.kept))
        choice.kept.remove(least)
        choice.dropped.append(least)
    for candidate in sorted(choice.dropped, key=lambda each: each.rang):  # what turns out to have room comes back
        if choice.fewest + candidate.sequence.duree.min <= capacite:
            choice.dropped.remove(candidate)
            choice.kept.append(candidate)
    return choice


def _answers(candidate: Candidate, attendu: Attendu) -> bool:
    return attendu in candidate.attendus and bool(candidate.sequence.objectifs)


def _needed(candidate: Candidate, kept: Sequence[Candidate]) -> bool:
    """Whether it opens or closes a module, or alone answers an attendu."""
    others = [each for each in kept if each is not candidate]
    alone = any(not any(_answers(other, attendu) for other in others) for attendu in candidate.attendus)
    same = [each.rang for each in kept if each.rang // _APART == candidate.rang // _APART]
    return candidate.rang in {min(same), max(same)} or not candidate.sequence.objectifs or alone


def _loss(candidate: Candidate, kept: Sequence[Candidate]) -> tuple[int, int, int]:
    """What goes with it: attendus by their weight, objectives that nothing else serves; then, the longest first."""
    weight = sum(_WEIGHT[attendu.priorite] for attendu in candidate.attendus)
    served = {
        (each.rang // _APART, ident) for each in kept if each is not candidate for ident in each.sequence.objectifs
    }
    lost = [ident for ident in candidate.sequence.objectifs if (candidate.rang // _APART, ident) not in served]
    return weight, len(lost), -candidate.sequence.duree.min


def _stretches(joint: Fit, modules: int, creneaux: Sequence[Creneau]) -> list[tuple[Creneau, ...]]:
    """The half-days of each module, cut where one gives way to the next."""
    lengths = [0] * modules
    for candidate, minutes in zip(joint.retenues, joint.plan.minutes, strict=True):
        lengths[candidate.rang // _APART] += minutes
    ends = list(accumulate(lengths, initial=0))
    reached = list(accumulate((creneau.capacite for creneau in creneaux), initial=0))
    found: list[list[Creneau]] = [[] for _ in range(modules)]
    for creneau, (start, end) in zip(creneaux, pairwise(reached), strict=True):
        taken = {k: min(end, ends[k + 1]) - max(start, ends[k]) for k in range(modules)}
        for k, piece in _cut(creneau, {k: length for k, length in taken.items() if length > 0}):
            found[k].append(piece)
    return [tuple(pieces) for pieces in found]


def _cut(creneau: Creneau, minutes: dict[int, int]) -> Iterator[tuple[int, Creneau]]:
    """A half-day shared by modules, each with its hours; its break goes to the one that is there the longest."""
    longest = max(minutes, key=lambda k: minutes[k])
    clock = creneau.horaire.debut
    for k, length in minutes.items():
        pause = creneau.pause if k == longest else 0
        yield k, replace(creneau, horaire=Horaire(clock, clock + length + pause), pause=pause)
        clock += length + pause


def _part(  # noqa: PLR0913, PLR0917 - what is known of one module among others
    k: int, module: Module, selection: Selection, joint: Fit, choice: _Choice, creneaux: tuple[Creneau, ...]
) -> Part:
    def own(candidates: Iterable[Candidate]) -> tuple[Candidate, ...]:
        return tuple(replace(c, rang=c.rang % _APART) for c in candidates if c.rang // _APART == k)

    minutes = tuple(m for c, m in zip(joint.retenues, joint.plan.minutes, strict=True) if c.rang // _APART == k)
    left_out = tuple(
        Retiree(candidate.sequence, Retrait(candidate.sequence.id, CONDENSE, "formateur"))
        for candidate in own(choice.dropped)
    )
    plan = Plan(minutes, joint.plan.coupures, joint.plan.ecart)
    return Part(
        module,
        replace(selection, retirees=(*selection.retirees, *left_out)),
        creneaux,
        Fit(own(joint.retenues), plan, own(joint.possibles)),
    )
