"""The client's facts that a catalogue's sentences may name: `{client.de_nom}`, `{mandat.mois_restants}`.

A fact that INSEE does not give has a wording that leaves no hole: « de taille comparable » for the inhabitants of a
commune without a known population.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from docgen.catalogue.facts import fill
from docgen.documents.identite import habitants
from docgen.inclusif import Ecriture, ecrire
from docgen.programme import wording

if TYPE_CHECKING:
    from collections.abc import Mapping

    from docgen.brief.model import Client
    from docgen.documents.dossier import Dossier


@dataclass(frozen=True, slots=True)
class Faits:
    """The facts by name, typeset as a sentence takes them."""

    valeurs: Mapping[str, str]
    ecriture: Ecriture = Ecriture.POINT_MEDIAN

    @classmethod
    def of(cls, dossier: Dossier) -> Faits:
        """The facts of a brief's client, at the brief's date; those of a session stand in its texts already."""
        brief = dossier.brief
        valeurs = {
            **_of_client(brief.client),
            **wording.of_group(brief.public.effectif),
            **wording.of_mandate(brief.date),
            **wording.of_data(brief, brief.date),
            **wording.of_moment(),
        }
        return cls(valeurs, dossier.organisme.ecriture)

    def fill(self, text: str) -> str:
        """The catalogue's sentence with its facts, in the writing that the organisation chose."""
        return fill(ecrire(text, self.ecriture), self.valeurs)


def _of_client(client: Client) -> dict[str, str]:
    population = "taille comparable" if client.population is None else habitants(client.population)
    budget = "l’orientation budgétaire" if client.debat_budgetaire else "la préparation du budget"
    return {
        "client.nom": client.nom.le_nom,
        "client.de_nom": client.nom.de_nom,
        "client.a_nom": client.nom.a_nom,
        "client.habitants": population,
        "client.collectivite": "l’intercommunalité" if client.est_epci else "la commune",
        "client.de_collectivite": "de l’intercommunalité" if client.est_epci else "de la commune",
        "client.assemblee": client.assemblee,
        "client.orientation_budgetaire": budget,
        "client.epci": _epci(client, ""),
        "client.de_epci": _epci(client, "de "),
    }


def _epci(client: Client, preposition: str) -> str:
    """The EPCI with its article, « la communauté de communes … »; of an EPCI, itself."""
    nom = client.nom if client.est_epci else client.epci
    if nom is None:
        return f"{preposition}l’intercommunalité"
    return nom.de_nom if preposition else nom.le_nom
