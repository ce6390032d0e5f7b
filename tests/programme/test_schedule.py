"""The schedule: fills to the minute, keeps order and bounds, and no plan is better."""

from __future__ import annotations

from itertools import accumulate, pairwise, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from docgen.programme.schedule import SHORTEST_PIECE, STEP, Plan, Slot, lay_out


@st.composite
def slots(draw: st.DrawFn) -> Slot:
    least = draw(st.integers(1, 6)) * STEP
    most = least + draw(st.integers(0, 5)) * STEP
    rang = draw(st.none() | st.integers(0, 4))
    return Slot(least, most, draw(st.integers(4 * least, 4 * most)), rang)


@st.composite
def problems(draw: st.DrawFn) -> tuple[tuple[Slot, ...], tuple[int, ...]]:
    """Some slots, and half-days that random durations of theirs fill; now and then half-days that nothing fills."""
    chosen = tuple(draw(st.lists(slots(), min_size=1, max_size=5)))
    lengths = [draw(st.integers(s.min // STEP, s.max // STEP)) * STEP for s in chosen]
    left_out = [s.rang is not None and draw(st.booleans()) for s in chosen]
    total = sum(m for m, out in zip(lengths, left_out, strict=True) if not out)
    total = max(STEP, total + draw(st.sampled_from([0, 0, 0, STEP, -STEP])))
    walls = sorted(set(draw(st.lists(st.integers(1, max(1, total // STEP - 1)), max_size=2))))
    edges = [0, *(wall * STEP for wall in walls if 0 < wall * STEP < total), max(total, STEP)]
    return chosen, tuple(b - a for a, b in pairwise(edges))


def cuts(minutes: tuple[int, ...], capacites: tuple[int, ...]) -> int | None:
    """How many walls the sequences cross; None when one leaves a crumb."""
    count = 0
    walls = list(accumulate(capacites))[:-1]
    for start, end in pairwise(accumulate(minutes, initial=0)):
        crossed = [wall for wall in walls if start < wall < end]
        edges = [start, *crossed, end]
        if crossed and min(b - a for a, b in pairwise(edges)) < SHORTEST_PIECE:
            return None
        count += len(crossed)
    return count


def durations(slot: Slot) -> list[int]:
    """All that a sequence may last; 0 for one that may be left out."""
    return [*([] if slot.rang is None else [0]), *range(slot.min, slot.max + 1, STEP)]


def best_by_brute_force(chosen: tuple[Slot, ...], capacites: tuple[int, ...]) -> Plan | None:
    plans = []
    for minutes in product(*(durations(s) for s in chosen)):
        crossed = cuts(minutes, capacites)
        if sum(minutes) == sum(capacites) and crossed is not None:
            taught = [(m, s) for m, s in zip(minutes, chosen, strict=True) if m]
            added = [s.rang for _, s in taught if s.rang is not None]
            cost = sum((4 * m - s.cible_quarts) ** 2 for m, s in taught)
            plans.append((crossed, len(added), sum(added), cost, tuple(-m for m in minutes)))
    if not plans:
        return None
    crossed, _, _, cost, negated = min(plans)
    return Plan(tuple(-m for m in negated), crossed, cost)


@pytest.mark.slow
@settings(max_examples=300, deadline=None)
@given(problems())
def test_no_plan_is_better_and_ties_go_to_the_earlier_sequence(
    problem: tuple[tuple[Slot, ...], tuple[int, ...]],
) -> None:
    assert lay_out(*problem) == best_by_brute_force(*problem)


@given(problems())
def test_half_days_are_filled_to_the_minute_within_bounds(
    problem: tuple[tuple[Slot, ...], tuple[int, ...]],
) -> None:
    chosen, capacites = problem
    plan = lay_out(chosen, capacites)
    if plan is not None:
        assert sum(plan.minutes) == sum(capacites)
        assert all(m in durations(s) for s, m in zip(chosen, plan.minutes, strict=True))
        assert cuts(plan.minutes, capacites) == plan.coupures


def test_a_sequence_is_cut_by_lunch_only_when_nothing_else_fits() -> None:
    stiff = Slot(60, 60, 240)
    assert lay_out((stiff, stiff, stiff), (90, 90)) == Plan((60, 60, 60), 1, 0)
    supple = Slot(30, 90, 240)
    plan = lay_out((supple, supple, supple), (90, 90))
    assert plan is not None
    assert plan.coupures == 0


@pytest.mark.parametrize("capacites", [(55,), (125,)])
def test_what_is_too_short_or_too_long_does_not_fit(capacites: tuple[int, ...]) -> None:
    assert lay_out((Slot(30, 60, 160), Slot(30, 60, 160)), capacites) is None


def test_the_earlier_of_two_equal_sequences_gets_the_odd_five_minutes() -> None:
    twin = Slot(30, 60, 160)
    assert lay_out((twin, twin), (85,)) == Plan((45, 40), 0, 400)
