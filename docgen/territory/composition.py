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
    members = _peopled(epci, territoire)
    total = sum(commune.population or 0 for commune in members)
    if not total:
        return None
    first = members[0]
    return Composition(epci.siren, len(epci.membres), total, first.code, 100 * (first.population or 0) / total)


def place_of(commune: Commune, territoire: Territoire) -> Place | None:
    """The commune within its EPCI; None without an EPCI or without a known population."""
    epci = territoire.epci(commune.epci) if commune.epci else None
    found = composition(epci, territoire) if epci else None
    if epci is None or found is None or commune.population is None:
        return None
    known = territoire.commune(commune.code)  # the sum holds the table's figure, whatever a brief says
    population = known.population if known and known.population is not None else commune.population
    larger = sum((member.population or 0) > population for member in _peopled(epci, territoire))
    return Place(larger + 1, 100 * population / found.population, found)


def _peopled(epci: Epci, territoire: Territoire) -> list[Commune]:
    """Its communes whose population is known, the largest first."""
    return [commune for commune in territoire.communes(epci.membres) if commune.population is not None]
