"""The words of `contexte.territoire` that data tell: one table of thresholds; what the brief says goes before."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from docgen.territory.comparables import OUTRE_MER

if TYPE_CHECKING:
    from docgen.territory.comparateur import Taux
    from docgen.territory.composition import Place

# The word, the rate that tells it (composition.Place, comparateur.Taux), and from where on: « at least » for a
# threshold above zero, « at most » for one below.
SEUILS = (
    ("ville-centre", "part", 20.0),  # percent of its EPCI's population, for the most populous of its communes
    ("perd-des-habitants", "evolution", -0.3),  # percent a year between two censuses six years apart
    ("gagne-des-habitants", "evolution", 0.7),  # twice the country's own growth
    ("residences-secondaires", "secondaires", 20.0),  # percent of all dwellings; 10 in the whole country
    ("touristique", "secondaires", 40.0),
)
# All words of the closed list (schemas/brief.schema.json); of most, no data tell.
MOTS = frozenset(
    {"rural", "periurbain", "ville-centre", "montagne", "littoral", "outre-mer", "touristique"}
    | {"residences-secondaires", "perd-des-habitants", "gagne-des-habitants", "commune-nouvelle"}
    | {"quartiers-prioritaires", "petites-villes-de-demain"}
)


@dataclass(frozen=True, slots=True)
class Traits:
    """Words that hold, and those of which it is known whether they hold: of all others, nothing is known."""

    presents: tuple[str, ...]
    connus: frozenset[str]
    du_brief: bool = False


def said(words: tuple[str, ...]) -> Traits:
    """What the client said: its list is whole, and an empty one says that nothing holds."""
    return Traits(words, MOTS, du_brief=True)


def worked_out(departement: str, place: Place | None, taux: Taux | None) -> Traits:
    """What the data tell of a commune, or of an EPCI (`place` is None)."""
    rates = {name: getattr(taux, name) for name in ("evolution", "secondaires")} if taux else {}
    rates["part"] = None if place is None else place.part if place.rang == 1 else 0.0
    known = {"outre-mer"} if departement else set()
    found = ["outre-mer"] if departement.startswith(OUTRE_MER) else []
    for word, measure, threshold in SEUILS:
        value = rates.get(measure)
        if value is None:
            continue
        known.add(word)
        if value >= threshold if threshold > 0 else value <= threshold:
            found.append(word)
    return Traits(tuple(found), frozenset(known))
