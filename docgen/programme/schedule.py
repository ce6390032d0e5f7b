"""The schedule: sequences laid end to end over half-days, filled to the minute. Exact, in whole numbers.

A dynamic programme over (sequence, minute reached). The best end from each state is worked out backwards; then the
durations are read forwards, the longest first where several are as good: ties go to the earlier sequence.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate, pairwise
from operator import add
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

STEP = 5  # minutes
SHORTEST_PIECE = 10  # minutes: a sequence cut by lunch or night leaves no crumb
_ADDED = 10**9  # outweighs any sum of squared deviations
_FEWEST = 2_000  # outweighs any sum of ranks
_CUT = 10**15  # one cut outweighs any number of optional sequences
_IMPOSSIBLE = 10**18  # and this any number of cuts


@dataclass(frozen=True, slots=True)
class Slot:
    """What the schedule needs of a sequence: bounds in minutes, moved target in quarters of a minute.

    `rang` is that of an optional one in the order in which they are wanted, from 0; None for one that must be taught.
    """

    min: int
    max: int
    cible_quarts: int
    rang: int | None = None

    @property
    def least(self) -> int:
        """The fewest minutes that it takes."""
        return self.min if self.rang is None else 0

    @property
    def added(self) -> int:
        """What it costs to teach it at all."""
        return 0 if self.rang is None else _ADDED * (_FEWEST + self.rang)


@dataclass(frozen=True, slots=True)
class Plan:
    """A duration for each slot (0: left out), how many lunch or night cuts, the sum of squared gaps (quarters²)."""

    minutes: tuple[int, ...]
    coupures: int
    ecart: int


@lru_cache(maxsize=4096)
def lay_out(slots: tuple[Slot, ...], capacites: tuple[int, ...]) -> Plan | None:
    """The best plan that fills half-days of these capacities (minutes, breaks left out) in order; None when none does.

    Fewest cuts first, then the fewest optional sequences, the most wanted of as many; then the least sum of squared
    deviations from the moved targets, then the longest for the earlier sequence. Capacities and bounds are multiples
    of `STEP`.
    """
    total = sum(capacites)
    if not sum(slot.least for slot in slots) <= total <= sum(slot.max for slot in slots):
        return None
    walls = tuple(accumulate(capacites))[:-1]
    best = _best_ends(slots, walls, total)
    if best[0][0] >= _IMPOSSIBLE:
        return None
    coupures, ecart = divmod(best[0][0], _CUT)
    return Plan(_read_forwards(slots, walls, best), coupures, ecart % _ADDED)


def _best_ends(slots: tuple[Slot, ...], walls: tuple[int, ...], total: int) -> list[list[int]]:
    """`best[k][p]`: the least cost of laying slots k and after from step p to the end."""
    nothing = [_IMPOSSIBLE] * (total // STEP + 1)
    best = [nothing.copy() for _ in slots] + [[*nothing[:-1], 0]]
    earliest = list(accumulate((slot.least for slot in slots), initial=0))
    latest = list(accumulate((slot.max for slot in slots), initial=0))
    for k in range(len(slots) - 1, -1, -1):
        slot, after = slots[k], best[k + 1]
        # What comes before slot k reaches that far, and what is left can be filled.
        soonest = max(earliest[k], total - (latest[-1] - latest[k]))
        last = min(latest[k], total - (earliest[-1] - earliest[k]))
        for start in range(soonest, last + 1, STEP):
            ends = after[(start + slot.min) // STEP : (start + slot.max) // STEP + 1]
            taught = slot.added + min(map(add, ends, _prices(slot, start, walls)), default=_IMPOSSIBLE)
            best[k][start // STEP] = taught if slot.rang is None else min(taught, after[start // STEP])
    return best


def _prices(slot: Slot, start: int, walls: tuple[int, ...]) -> Sequence[int]:
    """The cost of each duration from `start`, shortest first; one that leaves a crumb beside a wall is impossible."""
    uncut, first = _uncut_prices(slot), bisect_right(walls, start)
    if first == len(walls) or start + slot.max <= walls[first]:
        return uncut
    prices = list(uncut[: max(0, _rank(slot, start, walls[first]) + 1)])
    piece = start
    for crossed, (wall, following) in enumerate(pairwise((*walls[first:], start + slot.max)), start=1):
        if wall - piece < SHORTEST_PIECE or wall >= start + slot.max:
            break
        piece = wall
        crumbs = _rank(slot, start, min(following, wall + SHORTEST_PIECE - STEP)) + 1 - len(prices)
        prices += [_IMPOSSIBLE] * crumbs
        prices += [crossed * _CUT + price for price in uncut[len(prices) : max(0, _rank(slot, start, following) + 1)]]
    return prices + [_IMPOSSIBLE] * (len(uncut) - len(prices))


def _rank(slot: Slot, start: int, end: int) -> int:
    """The rank, among its durations, of the one that brings a slot from `start` to `end`, or just before it."""
    return (end - start - slot.min) // STEP


@lru_cache(maxsize=1024)
def _uncut_prices(slot: Slot) -> tuple[int, ...]:
    """The same where no wall is near: nine times in ten."""
    return tuple((4 * minutes - slot.cible_quarts) ** 2 for minutes in range(slot.min, slot.max + 1, STEP))


def _read_forwards(slots: tuple[Slot, ...], walls: tuple[int, ...], best: list[list[int]]) -> tuple[int, ...]:
    minutes: list[int] = []
    position = 0
    for k, slot in enumerate(slots):
        ends = best[k + 1][(position + slot.min) // STEP : (position + slot.max) // STEP + 1]
        costs = map(add, ends, _prices(slot, position, walls))
        longest = max(
            (r for r, cost in enumerate(costs) if slot.added + cost == best[k][position // STEP]), default=None
        )
        minutes.append(0 if longest is None else slot.min + longest * STEP)
        position += minutes[-1]
    return tuple(minutes)
