"""A commune within its EPCI, and an EPCI by its communes. Shares are of the sum of the members' own populations.

The EPCI's published population is of another year than the communes': a share of it would be false.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from docgen.territory.model import Nom

if TYPE_CHECKING:
    from docgen.territory.model import Commune, Epci
    from docgen.territory.territoire import Territoire

METROPOLE_DE_LYON = "200046977"  # SIREN: a collectivité à statut particulier since 2015 (CGCT, L3611-1), no EPCI
# What stands for the département of its communes: no departmental council serves them.
LYON = Nom("Métropole de Lyon", "de la Métropole de Lyon", "dans la Métropole de Lyon", "la Métropole de Lyon")


@dataclass(frozen=True, slots=True)
class Composition:
    """An EPCI by its communes; `population` is their sum, `part` in percent that of the largest one."""

    siren: str
    communes: int
    population: int
    la_plus_grande: str  # INSEE code
    part: float


@dataclass(frozen=True, slots=True)
class Place:
    """Where a commune stands in its EPCI: `rang` from 1 by population, `part` in percent. A rank is never printed."""

    rang: int
    part: float
    composition: Composition


def composition(epci: Epci, territoire: Territoire) -> Composition | None:
    """The EPCI by its communes; None where no population of theirs is known."""
    members = territoire.populations(epci.siren)
    total = sum(population for _, population in members)
    if not total:
        return None
    code, largest = members[0]
    return Composition(epci.siren, len(epci.membres), total, code, 100 * largest / total)


def place_of(commune: Commune, territoire: Territoire) -> Place | None:
    """The commune within its EPCI; None without an EPCI or without a known population.

    The populations are the table's, whatever a brief says: the sum holds them.
    """
    epci = territoire.epci(commune.epci) if commune.epci else None
    found = composition(epci, territoire) if epci else None
    known = dict(territoire.populations(epci.siren)) if epci else {}
    if found is None or commune.code not in known:
        return None
    population = known[commune.code]
    larger = sum(each > population for each in known.values())
    return Place(larger + 1, 100 * population / found.population, found)
