"""The schedule: sequences laid end to end over half-days, filled to the minute. Exact, in whole numbers.

A dynamic programme over (sequence, minute reached). The best end from each state is worked out backwards; then the
durations are read forwards, the longest first where several are as good: ties go to the earlier sequence.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

STEP = 5  # minutes
SHORTEST_PIECE = 10  # minutes: a sequence cut by lunch or night leaves no crumb
_CUT = 10**12  # one cut outweighs any sum of squared deviations


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
    if 0 not in best[0]:
        return None
    minutes = _read_forwards(slots, walls, best)
    coupures, ecart = divmod(best[0][0], _CUT)
    return Plan(minutes, coupures, ecart)


def _best_ends(slots: tuple[Slot, ...], walls: tuple[int, ...], total: int) -> list[dict[int, int]]:
    """`best[k][p]`: the least cost of laying slots k and after from minute p to the end; absent where impossible."""
    best: list[dict[int, int]] = [{} for _ in slots] + [{total: 0}]
    earliest = list(accumulate((slot.min for slot in slots), initial=0))
    latest = list(accumulate((slot.max for slot in slots), initial=0))
    for k in range(len(slots) - 1, -1, -1):
        slot, after = slots[k], best[k + 1]
        # What comes before slot k reaches that far, and what is left can be filled.
        soonest = max(earliest[k], total - (latest[-1] - latest[k]))
        last = min(latest[k], total - (earliest[-1] - earliest[k]))
        for start in range(soonest, last + 1, STEP):
            costs = [
                after[start + minutes] + price
                for minutes, price in _prices(slot, start, walls)
                if start + minutes in after
            ]
            if costs:
                best[k][start] = min(costs)
    return best


def _prices(slot: Slot, start: int, walls: tuple[int, ...]) -> Sequence[tuple[int, int]]:
    """Each allowed duration from `start` with its cost; those that leave a crumb beside a wall are left out."""
    uncut, first = _uncut_prices(slot), bisect_right(walls, start)
    if first == len(walls) or start + slot.max <= walls[first]:
        return uncut
    until_wall = max(0, (walls[first] - start - slot.min) // STEP + 1)
    prices = list(uncut[:until_wall])
    for minutes, price in uncut[until_wall:]:
        end = start + minutes
        crossed = walls[first : bisect_left(walls, end)]
        if min(b - a for a, b in pairwise((start, *crossed, end))) >= SHORTEST_PIECE:
            prices.append((minutes, len(crossed) * _CUT + price))
    return prices


@lru_cache(maxsize=1024)
def _uncut_prices(slot: Slot) -> tuple[tuple[int, int], ...]:
    """The same where no wall is near: nine times in ten."""
    return tuple((m, (4 * m - slot.cible_quarts) ** 2) for m in range(slot.min, slot.max + 1, STEP))


def _read_forwards(slots: tuple[Slot, ...], walls: tuple[int, ...], best: list[dict[int, int]]) -> tuple[int, ...]:
    minutes: list[int] = []
    position = 0
    for k, slot in enumerate(slots):
        chosen = max(
            length
            for length, price in _prices(slot, position, walls)
            if best[k + 1].get(position + length, -1) + price == best[k][position] and position + length in best[k + 1]
        )
        minutes.append(chosen)
        position += chosen
    return tuple(minutes)
