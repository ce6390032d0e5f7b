"""The number of seats of a municipal council."""

from __future__ import annotations

from bisect import bisect_right

# CGCT, L2121-2: from this population municipale on, that many seats.
_STRATES = (
    (0, 7), (100, 11), (500, 15), (1_500, 19), (2_500, 23), (3_500, 27), (5_000, 29), (10_000, 33), (20_000, 35),
    (30_000, 39), (40_000, 43), (50_000, 45), (60_000, 49), (80_000, 53), (100_000, 55), (150_000, 59), (200_000, 61),
    (250_000, 65), (300_000, 69),
)  # fmt: skip
_A_PART = frozenset({"75056", "69123", "13055"})  # Paris, Lyon, Marseille have rules of their own


def taille_conseil(code: str, population: int | None) -> int | None:
    """Seats of the council (CGCT, L2121-2); None for Paris, Lyon, Marseille and where the population is unknown.

    A commune nouvelle may have more until its second renewal (L2113-7, L2113-8): this is its ordinary size.
    """
    if population is None or code in _A_PART:
        return None
    return _STRATES[bisect_right(_STRATES, population, key=lambda strate: strate[0]) - 1][1]
