"""How a brief's prices count: days, lone half-days, and what each costs, in decimal euros before tax."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from docgen.brief.model import Conditions

CENTIME = Decimal("0.01")
EXEMPTIONS = frozenset({"exoneree", "franchise"})


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


def cout(conditions: Conditions, tva: str | None, demi_journees: Iterable[int]) -> Decimal | None:
    """What the client pays for the half-days of each day, expenses and tax included; None while a price is missing."""
    day, half = tarifs(conditions)
    if day is None or half is None:
        return None
    days, halves = journees(demi_journees)
    return avec_taxe(day * days + half * halves + (conditions.frais or 0), tva)


def avec_taxe(amount: Decimal, tva: str | None) -> Decimal:
    """An amount with the tax of a regime, which is a rate or the name of an exemption."""
    if tva is None or tva in EXEMPTIONS:
        return amount
    return amount + arrondi(amount * Decimal(tva.replace(",", ".")) / 100)


def arrondi(amount: Decimal) -> Decimal:
    """To the cent, halves up."""
    return amount.quantize(CENTIME, ROUND_HALF_UP)
