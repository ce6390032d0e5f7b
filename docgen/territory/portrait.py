"""What the territory says of a client, gathered once: the one value that facts, documents and checks read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from docgen.francais import liste
from docgen.territory.comparables import comparables, departement_of, strate
from docgen.territory.comparateur import ENOUGH, Chiffres
from docgen.territory.composition import Composition, Place, composition, place_of
from docgen.territory.model import Commune
from docgen.territory.traits import Traits, said, worked_out

if TYPE_CHECKING:
    from docgen.territory.comparateur import Comparateur
    from docgen.territory.model import Epci, Nom
    from docgen.territory.territoire import Territoire


@dataclass(frozen=True, slots=True)
class Comparable:
    """A commune or an EPCI that the client can be compared with; printed with its population alone."""

    code: str
    nom: Nom
    population: int | None
    departement: str | None = None  # the name of a commune's


@dataclass(frozen=True, slots=True)
class Portrait:
    """What is known of a client's territory; None for what is not.

    `comparables` may be empty: nobody is of a like size, or the brief says so. `place` is a commune's in its EPCI,
    `composition` an EPCI's own. `chiffres` are there once INSEE's figures were imported. `echeances` names the next
    obligations, in words that hold no date (`echeances.prochaines` gives those of another day).
    """

    comparables: tuple[Comparable, ...]
    traits: Traits
    place: Place | None = None
    composition: Composition | None = None
    chiffres: Chiffres | None = None
    echeances: tuple[str, ...] = ()

    @property
    def noms(self) -> str | None:
        """« Nolay, Chagny et Seurre », « la communauté de communes … et … », with their articles."""
        return liste(each.nom.le_nom for each in self.comparables) or None

    @property
    def un(self) -> Comparable | None:
        """The first comparable, whose `nom` has its contractions."""
        return self.comparables[0] if self.comparables else None

    @property
    def rang(self) -> int | None:
        """The commune's rank by population in its EPCI: for facts, never for a document."""
        return self.place.rang if self.place else None

    @property
    def part(self) -> float | None:
        """The commune's share of its EPCI's population, in percent."""
        return self.place.part if self.place else None

    @property
    def communes(self) -> int | None:
        """How many communes an EPCI has."""
        return self.composition.communes if self.composition else None

    @property
    def part_de_la_plus_grande(self) -> float | None:
        """The share of an EPCI's most populous commune, in percent."""
        return self.composition.part if self.composition else None


def portrait(  # noqa: PLR0913 - all that may be known
    client: Commune | Epci,
    territoire: Territoire,
    *,
    choisis: tuple[str, ...] | None = None,
    mots: tuple[str, ...] | None = None,
    comparateur: Comparateur | None = None,
    echeances: tuple[str, ...] = (),
) -> Portrait:
    """The portrait of a client. `choisis` are the brief's comparables (codes), `mots` its words of `territoire`.

    `echeances` are the names of the client's next obligations.
    """
    like = comparables(client, territoire) if choisis is None else _chosen(choisis, territoire)
    place = place_of(client, territoire) if isinstance(client, Commune) else None
    figures = _figures(client, like, territoire, comparateur) if comparateur else None
    home = client.departement.code if isinstance(client, Commune) else departement_of(client)
    told = said(mots) if mots is not None else worked_out(home, place, figures.taux if figures else None)
    return Portrait(
        comparables=tuple(map(_comparable, like)),
        traits=told,
        place=place,
        composition=None if isinstance(client, Commune) else composition(client, territoire),
        chiffres=figures,
        echeances=echeances,
    )


def _chosen(codes: tuple[str, ...], territoire: Territoire) -> tuple[Commune | Epci, ...]:
    """Those that the brief names; unknown codes are told by its reader."""
    found = (territoire.commune(code) or territoire.epci(code) for code in codes)
    return tuple(each for each in found if each is not None)


def _comparable(each: Commune | Epci) -> Comparable:
    if isinstance(each, Commune):
        return Comparable(each.code, each.nom, each.population, each.departement.nom.nom)
    return Comparable(each.siren, each.nom, each.population)


def _figures(
    client: Commune | Epci, like: tuple[Commune | Epci, ...], territoire: Territoire, comparateur: Comparateur
) -> Chiffres | None:
    """The client's rates and the medians beside them; None where the file does not have it."""
    rates = comparateur.taux(_codes(client))
    if not any(getattr(rates, name) is not None for name in rates.__slots__):
        return None
    return Chiffres(
        rates,
        comparateur.medianes(((code,) for code in _stratum(client, territoire)), ENOUGH),
        comparateur.medianes(_codes(each) for each in like),
        comparateur.annee,
        comparateur.annee_avant,
        comparateur.annee_revenu,
    )


def _codes(each: Commune | Epci) -> tuple[str, ...]:
    return (each.code,) if isinstance(each, Commune) else each.membres


def _stratum(client: Commune | Epci, territoire: Territoire) -> list[str]:
    """The communes of a commune's stratum in its département, itself left out; an EPCI has no stratum."""
    if not isinstance(client, Commune) or client.population is None:
        return []
    least, beyond = strate(client.population)
    near = territoire.codes_proches([client.departement.code], client.population, least, (beyond or 10**9) - 1)
    return [code for code, _ in near if code != client.code]
