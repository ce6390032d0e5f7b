"""A session's half-days shared out among its modules: contiguous, in order, never two modules in one."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from itertools import combinations, pairwise
from typing import TYPE_CHECKING

from docgen.organisme.model import PAUSE_AU_DELA
from docgen.programme.fitting import Fit, fit, needed

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Sequence

    from docgen.brief.model import Periode
    from docgen.catalogue.model import Module
    from docgen.organisme.model import Horaire
    from docgen.programme.selection import Selection


@dataclass(frozen=True, slots=True)
class Creneau:
    """A half-day to fill: the day's rank from 1 and date, the part of the day, hours, and its break in minutes."""

    jour: int
    date: dt.date | None
    periode: Periode
    horaire: Horaire
    pause: int

    @property
    def capacite(self) -> int:
        """The minutes left for sequences."""
        return self.horaire.minutes - self.pause


@dataclass(frozen=True, slots=True)
class Part:
    """A module, its candidates, the half-days that it was given, and how it fits them (None when it does not)."""

    module: Module
    selection: Selection
    creneaux: tuple[Creneau, ...]
    fit: Fit | None


def pause_of(horaire: Horaire, pause: int) -> int:
    """The break of a half-day: the organisation's in one of more than 2 h 30, none in a shorter one."""
    return pause if horaire.minutes > PAUSE_AU_DELA else 0


def share(
    modules: Sequence[tuple[Module, Selection]], creneaux: Sequence[Creneau], limit: int = 2_000
) -> tuple[Part, ...]:
    """Give each module its half-days: the nearest to its format that fits, tried in that order.

    There are at least as many half-days as modules. When nothing fits, the nearest to the formats is
    returned, with `fit` None for the modules at fault.
    """
    nominal = [module.format.demi_journees for module, _ in modules]
    compositions = sorted(_compositions(len(creneaux), len(modules)), key=partial(_distance, nominal))
    first: tuple[Part, ...] | None = None
    for tried, counts in enumerate(compositions):
        parts = _deal(modules, creneaux, counts)
        if all(part.fit for part in parts):
            return parts
        first = first or parts
        if tried >= limit:
            break
    return first or ()


def fill(module: Module, selection: Selection, creneaux: Sequence[Creneau]) -> Part:
    """One module into its half-days."""
    return Part(module, selection, tuple(creneaux), fit(selection, tuple(c.capacite for c in creneaux)))


def shortfall(part: Part) -> int:
    """By how many minutes a module misses its half-days: above 0 they are too short, below 0 too long."""
    total = sum(creneau.capacite for creneau in part.creneaux)
    fewest, most = needed(part.selection)
    if fewest > total:
        return fewest - total
    # Every optional sequence was tried before giving up: they count in what can be taught.
    optional = sum(c.sequence.duree.max for c in (*part.selection.appelees, *part.selection.autres))
    return min(0, most + optional - total)


def _compositions(total: int, parts: int) -> Iterator[tuple[int, ...]]:
    for walls in combinations(range(1, total), parts - 1):
        edges = (0, *walls, total)
        yield tuple(b - a for a, b in pairwise(edges))


def _distance(nominal: list[int], counts: tuple[int, ...]) -> tuple[int, tuple[int, ...]]:
    return sum(abs(count - wished) for count, wished in zip(counts, nominal, strict=True)), counts


def _deal(
    modules: Sequence[tuple[Module, Selection]], creneaux: Sequence[Creneau], counts: tuple[int, ...]
) -> tuple[Part, ...]:
    parts = []
    start = 0
    for (module, selection), count in zip(modules, counts, strict=True):
        parts.append(fill(module, selection, creneaux[start : start + count]))
        start += count
    return tuple(parts)
