"""A plan made into moments with times: sequences cut at walls, breaks put between them."""

from __future__ import annotations

from collections import Counter
from itertools import groupby
from typing import TYPE_CHECKING, TypeAlias

from docgen.programme.model import Choix, DemiJournee, JourDeroule, ModuleAdapte, Moment
from docgen.programme.schedule import STEP

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from docgen.catalogue.model import Sequence
    from docgen.programme.fitting import Fit
    from docgen.programme.sharing import Creneau, Part

# A sequence (None: a break), and the minutes of it that stand in one half-day.
Piece: TypeAlias = "tuple[Sequence | None, int]"


def adapted(part: Part, fit: Fit) -> ModuleAdapte:
    """The module as this session teaches it."""
    choix = tuple(
        Choix(c.sequence, c.raison, tuple(a.id for a in c.attendus), c.slot.cible_quarts, minutes)
        for c, minutes in zip(fit.retenues, fit.plan.minutes, strict=True)
    )
    asked = bool(part.selection.demandees)
    extra = len(part.creneaux) - part.module.format.demi_journees
    return ModuleAdapte(
        module=part.module,
        choix=choix,
        possibles=tuple(c.sequence for c in fit.possibles),
        retirees=part.selection.retirees,
        demi_journees=len(part.creneaux),
        demi_journees_ajoutees=max(0, extra) if asked else 0,
        entrees=fit.entrees,
    )


def days_of(parts: Iterable[tuple[Part, Fit]]) -> tuple[JourDeroule, ...]:
    """All half-days of a session, by day."""
    laid = [laid for part, fit in parts for laid in _half_days(part, fit)]
    return tuple(
        JourDeroule(rang, next(iter(half_days))[0].date, tuple(half_day for _, half_day in half_days))
        for rang, half_days in ((rang, list(group)) for rang, group in groupby(laid, key=lambda pair: pair[0].jour))
    )


def _half_days(part: Part, fit: Fit) -> Iterator[tuple[Creneau, DemiJournee]]:
    sequences = [candidate.sequence for candidate in fit.retenues]
    cut = _cut_at_walls(sequences, fit.plan.minutes, [creneau.capacite for creneau in part.creneaux])
    half_days = [_with_break(creneau, pieces) for creneau, pieces in zip(part.creneaux, cut, strict=True)]
    parties = Counter(sequence.id for pieces in half_days for sequence, _ in pieces if sequence is not None)
    met: Counter[str] = Counter()
    for creneau, pieces in zip(part.creneaux, half_days, strict=True):
        moments = tuple(_moments(creneau.horaire.debut, pieces, parties, met))
        horaire = creneau.horaire
        yield creneau, DemiJournee(creneau.periode, horaire.debut, horaire.fin, part.module, moments)


def _cut_at_walls(sequences: list[Sequence], minutes: tuple[int, ...], capacites: list[int]) -> Iterator[list[Piece]]:
    rest = list(zip(sequences, minutes, strict=True))
    for capacite in capacites:
        half_day: list[Piece] = []
        room = capacite
        while room and rest:
            sequence, left = rest.pop(0)
            taken = min(left, room)
            half_day.append((sequence, taken))
            room -= taken
            if left > taken:
                rest.insert(0, (sequence, left - taken))
        yield half_day


def _moments(clock: int, pieces: list[Piece], parties: Counter[str], met: Counter[str]) -> Iterator[Moment]:
    for sequence, minutes in pieces:
        if sequence is None:
            yield Moment(clock, clock + minutes)
        else:
            met[sequence.id] += 1
            yield Moment(clock, clock + minutes, sequence, met[sequence.id], parties[sequence.id])
        clock += minutes


def _with_break(creneau: Creneau, pieces: list[Piece]) -> list[Piece]:
    """The half-day with its break between two sequences, at the boundary nearest the middle."""
    if not creneau.pause:
        return pieces
    if len(pieces) == 1:
        # One sequence fills it all: people still need their break, in its middle.
        sequence, minutes = pieces[0]
        first = minutes // 2 // STEP * STEP
        return [(sequence, first), (None, creneau.pause), (sequence, minutes - first)]
    ends = [sum(minutes for _, minutes in pieces[: i + 1]) for i in range(len(pieces) - 1)]
    # The break's own middle against the half-day's: both doubled, to stay in whole minutes.
    at = min(range(len(ends)), key=lambda i: abs(2 * ends[i] + creneau.pause - creneau.horaire.minutes))
    return [*pieces[: at + 1], (None, creneau.pause), *pieces[at + 1 :]]
