"""Communes and EPCI that a client can be compared with: like it by rule, never by what they achieved.

A commune: of the same stratum, most populous of its EPCI or not as it is, in the same département first, then in the
région, then farther, the closest in population, and outside its own EPCI. Overseas compares with overseas, and Corse
and the mainland with each other. Where nobody is of a like size, as for Paris, there are fewer than three, or none.
"""

from __future__ import annotations

from bisect import bisect_right
from itertools import islice
from typing import TYPE_CHECKING

from docgen.territory.composition import METROPOLE_DE_LYON
from docgen.territory.model import Commune

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docgen.territory.model import Epci
    from docgen.territory.territoire import Territoire

COMBIEN = 3
LIKE = 2  # at most twice, at least half the client's population
# Strata of population of the DGCL's accounts of communes (« strates démographiques »), by their least population.
STRATES = (0, 250, 500, 2_000, 3_500, 5_000, 10_000, 20_000, 50_000, 100_000)
OUTRE_MER = "97", "98"  # what codes of départements and collectivities overseas begin with


def strate(population: int) -> tuple[int, int | None]:
    """The stratum of a population: its least, and the least of the next one (None for the last)."""
    rank = bisect_right(STRATES, population)
    return STRATES[rank - 1], STRATES[rank] if rank < len(STRATES) else None


def comparables(client: Commune | Epci, territoire: Territoire) -> tuple[Commune | Epci, ...]:
    """Up to three, the nearest département first, then by closeness of population; none without a population."""
    if not client.population:
        return ()
    if isinstance(client, Commune):
        return tuple(islice(_communes_like(client, territoire), COMBIEN))
    return tuple(islice(_epci_like(client, territoire), COMBIEN))


def _communes_like(client: Commune, territoire: Territoire) -> Iterator[Commune]:
    population = client.population or 0
    least, beyond = strate(population)
    least = max(least, -(-population // LIKE))
    most = min(beyond - 1 if beyond else LIKE * population, LIKE * population)
    first = _is_first(client.code, client.epci, territoire)
    for departements in _circles(client, territoire):
        for code, epci in territoire.codes_proches(departements, population, least, most):
            if code == client.code or (epci and epci == client.epci) or _is_first(code, epci, territoire) != first:
                continue
            other = territoire.commune(code)
            if other is not None:
                yield other


def _circles(client: Commune, territoire: Territoire) -> Iterator[tuple[str, ...]]:
    """The client's département, the rest of its région, then the rest of the mainland, or of overseas."""
    own = client.departement.code
    overseas = own.startswith(OUTRE_MER)
    regions = territoire.regions_des_departements()
    yield (own,)
    region = tuple(code for code, name in regions.items() if name == client.region.code and code != own)
    yield region
    yield tuple(code for code in regions if code.startswith(OUTRE_MER) == overseas and code not in {own, *region})


def _is_first(code: str, epci: str | None, territoire: Territoire) -> bool:
    """Whether a commune is the most populous of its EPCI."""
    return epci is not None and territoire.la_plus_peuplee(epci) == code


def _epci_like(client: Epci, territoire: Territoire) -> Iterator[Epci]:
    """EPCI of the same kind and of a like population; the Métropole de Lyon, which is none, is like nobody."""
    if client.siren == METROPOLE_DE_LYON:
        return
    population = client.population or 0
    near = territoire.epci_peuples(client.nature, -(-population // LIKE), LIKE * population)
    own = departement_of(client)
    regions = territoire.regions_des_departements()

    def nearness(each: Epci) -> tuple[int, int, str]:
        seat = departement_of(each)
        far = 0 if seat == own else 1 if regions.get(seat) == regions.get(own) else 2
        return far, abs((each.population or 0) - population), each.siren

    overseas = own.startswith(OUTRE_MER)
    others = (each for each in near if each.siren not in {client.siren, METROPOLE_DE_LYON})
    yield from sorted((each for each in others if departement_of(each).startswith(OUTRE_MER) == overseas), key=nearness)


def departement_of(epci: Epci) -> str:
    """The code of the département that an EPCI is in: that of the communes in the middle of its list, by code."""
    code = epci.membres[len(epci.membres) // 2]
    return code[:3] if code.startswith(OUTRE_MER) else code[:2]
