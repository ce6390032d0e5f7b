"""How a brief's prices count: days, lone half-days, and what each costs, in decimal euros before tax."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from docgen.brief.model import Conditions

CENTIME = Decimal("0.01")


def journees(demi_journees: Iterable[int]) -> tuple[int, int]:
    """Days and lone half-days, from the half-days of each day: two make a day, a third is a half-day more."""
    counts = list(demi_journees)
    return sum(count // 2 for count in counts), sum(count % 2 for count in counts)


def tarifs(conditions: Conditions) -> tuple[Decimal | None, Decimal | None]:
    """The price of a day and of a half-day; each defaults to what the other makes of it."""
    day, half = conditions.prix_jour, conditions.prix_demi_journee
    if day is None and half is not None:
        return half * 2, half
    if half is None and day is not None:
        return day, arrondi(day / 2)
    return day, half


def arrondi(amount: Decimal) -> Decimal:
    """To the cent, halves up."""
    return amount.quantize(CENTIME, ROUND_HALF_UP)
