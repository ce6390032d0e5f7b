"""The schedule: sequences laid end to end over half-days, filled to the minute. Exact, in whole numbers.

A dynamic programme over (sequence, minute reached). The best end from each state is worked out backwards; then the
durations are read forwards, the longest first where several are as good: ties go to the earlier sequence.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate, pairwise
from operator import add
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

STEP = 5  # minutes
SHORTEST_PIECE = 10  # minutes: a sequence cut by lunch or night leaves no crumb
_CUT = 10**12  # one cut outweighs any sum of squared deviations
_IMPOSSIBLE = 10**18  # and this any number of cuts


@dataclass(frozen=True, slots=True)
class Slot:
    """What the schedule needs of a sequence: bounds in minutes, moved target in quarters of a minute."""

    min: int
    max: int
    cible_quarts: int


@dataclass(frozen=True, slots=True)
class Plan:
    """A duration for each slot, how many of them lunch or night cuts, and the sum of squared deviations (quarters²)."""

    minutes: tuple[int, ...]
    coupures: int
    ecart: int


@lru_cache(maxsize=4096)
def lay_out(slots: tuple[Slot, ...], capacites: tuple[int, ...]) -> Plan | None:
    """The best plan that fills half-days of these capacities (minutes, breaks left out) in order; None when none does.

    Fewest cuts first, then the least sum of squared deviations from the moved targets, then the longest for the
    earlier sequence. Capacities and bounds are multiples of `STEP`.
    """
    total = sum(capacites)
    if not sum(slot.min for slot in slots) <= total <= sum(slot.max for slot in slots):
        return None
    walls = tuple(accumulate(capacites))[:-1]
    best = _best_ends(slots, walls, total)
    if best[0][0] >= _IMPOSSIBLE:
        return None
    coupures, ecart = divmod(best[0][0], _CUT)
    return Plan(_read_forwards(slots, walls, best), coupures, ecart)


def _best_ends(slots: tuple[Slot, ...], walls: tuple[int, ...], total: int) -> list[list[int]]:
    """`best[k][p]`: the least cost of laying slots k and after from step p to the end."""
    nothing = [_IMPOSSIBLE] * (total // STEP + 1)
    best = [nothing.copy() for _ in slots] + [[*nothing[:-1], 0]]
    earliest = list(accumulate((slot.min for slot in slots), initial=0))
    latest = list(accumulate((slot.max for slot in slots), initial=0))
    for k in range(len(slots) - 1, -1, -1):
        slot, after = slots[k], best[k + 1]
        # What comes before slot k reaches that far, and what is left can be filled.
        soonest = max(earliest[k], total - (latest[-1] - latest[k]))
        last = min(latest[k], total - (earliest[-1] - earliest[k]))
        for start in range(soonest, last + 1, STEP):
            ends = after[(start + slot.min) // STEP : (start + slot.max) // STEP + 1]
            best[k][start // STEP] = min(map(add, ends, _prices(slot, start, walls)))
    return best


def _prices(slot: Slot, start: int, walls: tuple[int, ...]) -> Sequence[int]:
    """The cost of each duration from `start`, shortest first; one that leaves a crumb beside a wall is impossible."""
    uncut, first = _uncut_prices(slot), bisect_right(walls, start)
    if first == len(walls) or start + slot.max <= walls[first]:
        return uncut
    until_wall = max(0, (walls[first] - start - slot.min) // STEP + 1)
    prices = list(uncut[:until_wall])
    for rank, price in enumerate(uncut[until_wall:], until_wall):
        end = start + slot.min + rank * STEP
        crossed = walls[first : bisect_left(walls, end)]
        crumb = min(b - a for a, b in pairwise((start, *crossed, end))) < SHORTEST_PIECE
        prices.append(_IMPOSSIBLE if crumb else len(crossed) * _CUT + price)
    return prices


@lru_cache(maxsize=1024)
def _uncut_prices(slot: Slot) -> tuple[int, ...]:
    """The same where no wall is near: nine times in ten."""
    return tuple((4 * minutes - slot.cible_quarts) ** 2 for minutes in range(slot.min, slot.max + 1, STEP))


def _read_forwards(slots: tuple[Slot, ...], walls: tuple[int, ...], best: list[list[int]]) -> tuple[int, ...]:
    minutes: list[int] = []
    position = 0
    for k, slot in enumerate(slots):
        ends = best[k + 1][(position + slot.min) // STEP : (position + slot.max) // STEP + 1]
        costs = list(map(add, ends, _prices(slot, position, walls)))
        longest = max(rank for rank, cost in enumerate(costs) if cost == best[k][position // STEP])
        minutes.append(slot.min + longest * STEP)
        position += minutes[-1]
    return tuple(minutes)
