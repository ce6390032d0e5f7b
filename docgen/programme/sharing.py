"""A session's half-days shared out among its modules: contiguous, in order, never two modules in one."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING

from docgen.organisme.model import PAUSE_AU_DELA
from docgen.programme.fitting import Fit, bounds, fit

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from docgen.brief.model import Periode
    from docgen.catalogue.model import Module
    from docgen.organisme.model import Horaire
    from docgen.programme.selection import Selection

    Chosen = tuple[Module, Selection]
    Windows = list[list[list[int]]]  # of each module, from each half-day: how many half-days from there it may take


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


def share(modules: Sequence[Chosen], creneaux: Sequence[Creneau], tries: int) -> tuple[Part, ...] | None:
    """Give each module its half-days: the nearest in all to the formats that fits, the first module's fewest of equals.

    There are at least as many half-days as modules. When nothing fits, the nearest to the formats is returned, with
    `fit` None for the modules at fault; None when the search was given up after so many tries.
    """
    nominal = [module.format.demi_journees for module, _ in modules]
    windows = _windows(len(modules), len(creneaux))
    counts = nearest = _nearest(nominal, windows)
    _close_by_length(windows, modules, creneaux)
    # Whether a module fits a window is dear to know. The windows of the best composition alone are looked at; those
    # that do not fit are closed, and what is best without them comes next.
    for _ in range(tries):
        counts = _nearest(nominal, windows)
        if counts is None:
            return _deal(modules, creneaux, nearest or ())
        parts = _deal(modules, creneaux, counts)
        misfits = [rank for rank, part in enumerate(parts) if part.fit is None]
        if not misfits:
            return parts
        for rank in misfits:
            _close(windows[rank], creneaux, parts[rank].creneaux)
    return None


def fill(module: Module, selection: Selection, creneaux: Sequence[Creneau]) -> Part:
    """One module into its half-days."""
    return Part(module, selection, tuple(creneaux), fit(selection, tuple(c.capacite for c in creneaux)))


def shortfall(part: Part) -> int:
    """By how many minutes a module misses its half-days: above 0 they are too short, below 0 too long."""
    total = sum(creneau.capacite for creneau in part.creneaux)
    fewest, most = bounds(part.selection)
    return fewest - total if fewest > total else min(0, most - total)


def _windows(modules: int, total: int) -> Windows:
    """Every window that leaves a half-day to each module before and after."""
    return [
        [list(range(1, total - start - (modules - rank - 1) + 1)) if rank <= start else [] for start in range(total)]
        for rank in range(modules)
    ]


def _close_by_length(windows: Windows, modules: Sequence[Chosen], creneaux: Sequence[Creneau]) -> None:
    """Close what is too short for a module's core, or too long for all that it has."""
    reached = tuple(accumulate((creneau.capacite for creneau in creneaux), initial=0))
    for (_, selection), starts in zip(modules, windows, strict=True):
        fewest, most = bounds(selection)
        for start, counts in enumerate(starts):
            counts[:] = [n for n in counts if fewest <= reached[start + n] - reached[start] <= most]


def _close(starts: list[list[int]], creneaux: Sequence[Creneau], misfit: Sequence[Creneau]) -> None:
    """Close a module's window that does not fit, and those that are like it."""
    capacites, sought = [c.capacite for c in creneaux], [c.capacite for c in misfit]
    for start, counts in enumerate(starts):
        if len(sought) in counts and capacites[start : start + len(sought)] == sought:
            counts.remove(len(sought))


def _nearest(nominal: Sequence[int], windows: Windows) -> tuple[int, ...] | None:
    """How many half-days for each module, through open windows that take them all: the nearest in all to the formats.

    `best[k]` gives, for each half-day from which the last k modules can take all that is left, the least distance and
    the fewest half-days of the first of them that give it.
    """
    best = [{len(windows[0]): (0, 0)}]
    for wished, starts in zip(reversed(nominal), reversed(windows), strict=True):
        after = best[-1]
        best.append(
            {
                start: min((abs(n - wished) + after[start + n][0], n) for n in reaching)
                for start, counts in enumerate(starts)
                if (reaching := [n for n in counts if start + n in after])
            }
        )
    if 0 not in best[-1]:
        return None
    counts, start = [], 0
    for rows in reversed(best[1:]):
        counts.append(rows[start][1])
        start += counts[-1]
    return tuple(counts)


def _deal(
    modules: Sequence[tuple[Module, Selection]], creneaux: Sequence[Creneau], counts: tuple[int, ...]
) -> tuple[Part, ...]:
    parts = []
    start = 0
    for (module, selection), count in zip(modules, counts, strict=True):
        parts.append(fill(module, selection, creneaux[start : start + count]))
        start += count
    return tuple(parts)
