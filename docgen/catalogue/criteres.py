"""The facts of a client, of its group and of its schedule that may decide what is taught: one closed list.

The same table feeds the reading of `si:`, the catalogue's schema (scripts/faits.py), the words of findings and of
`--expliquer`.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from docgen.catalogue.model import Phase
from docgen.catalogue.themes import THEMES

if TYPE_CHECKING:
    from collections.abc import Mapping


class Forme(Enum):
    """What a condition says of a fact."""

    NOMBRE = "nombre"  # ranges: « moins de 500 », « 500 à 3499 », « 50000 et plus », 4
    MOTS = "mots"  # words of a closed list
    NOMS = "noms"  # codes of modules or ids of sequences
    SUJETS = "sujets"  # words of a closed list, for each subject


@dataclass(frozen=True, slots=True)
class Critere:
    """A fact that a condition may name. `avant` when it is known before the schedule is made."""

    description: str
    exemple: str
    forme: Forme = Forme.MOTS
    mots: tuple[str, ...] = ()
    sujets: tuple[str, ...] = ()
    avant: bool = True


ETATS = ("rien", "en-cours", "adopte")
SUJETS = ("diagnostic", "projet", "prospective-financiere", "bilan", "marque", "communication-interne")
EPCI = ("epci", "communaute-de-communes", "communaute-d-agglomeration", "communaute-urbaine", "metropole")
# A collectivité that the table of INSEE holds for an EPCI: what EPCI alone must do takes « sauf » it.
LYON = "metropole-de-lyon"

CRITERES: Mapping[str, Critere] = {
    "habitants": Critere("La population du client", "500 à 3499", Forme.NOMBRE),
    "client": Critere(
        "Le genre de collectivité ; « epci » vaut pour tout EPCI, et pour la Métropole de Lyon, que « sauf » écarte",
        "commune",
        mots=("commune", *EPCI, LYON),
    ),
    "communes": Critere("Le nombre de communes de l’EPCI", "40 et plus", Forme.NOMBRE),
    "part_de_la_plus_grande": Critere(
        "La part de la commune la plus peuplée dans l’EPCI, en %", "50 et plus", Forme.NOMBRE
    ),
    "phase": Critere("La phase du mandat", "debut", mots=tuple(str(phase) for phase in Phase)),
    "services": Critere(
        "Qui travaille pour les élus",
        "secretaire-de-mairie",
        mots=("secretaire-de-mairie", "equipe-reduite", "dgs-et-services", "directions"),
    ),
    "agents": Critere("Le nombre d’agents", "50 et plus", Forme.NOMBRE),
    "equipe": Critere("L’équipe élue", "nouvelle", mots=("reconduite", "nouvelle", "mixte")),
    "avancement": Critere("Où en est chaque travail", "{diagnostic: adopte}", Forme.SUJETS, ETATS, SUJETS),
    "territoire": Critere(
        "Ce qui marque le territoire",
        "touristique",
        mots=(
            "rural",
            "periurbain",
            "ville-centre",
            "montagne",
            "littoral",
            "outre-mer",
            "touristique",
            "residences-secondaires",
            "perd-des-habitants",
            "gagne-des-habitants",
            "commune-nouvelle",
            "quartiers-prioritaires",
            "petites-villes-de-demain",
        ),
    ),
    "effectif": Critere("Le nombre de participants", "1 à 3", Forme.NOMBRE),
    "nouveaux": Critere("La part des élus au premier mandat, en %", "50 et plus", Forme.NOMBRE),
    "composition": Critere(
        "De qui le groupe est fait",
        "maire-adjoints",
        mots=("maire-adjoints", "delegues", "assemblee-entiere", "agents"),
    ),
    "deja_suivi": Critere("Les modules que le groupe a déjà suivis", '"12"', Forme.NOMS),
    "modalite": Critere("La modalité de la demi-journée", "distanciel", mots=("presentiel", "distanciel"), avant=False),
    "moment": Critere("Le moment de la demi-journée", "soir", mots=("matin", "apres-midi", "soir"), avant=False),
    "pauses": Critere("Si la demi-journée a une pause", "sans", mots=("avec", "sans"), avant=False),
    "attendu": Critere("Un thème qu’un attendu du brief nomme", "finances-ppi", mots=tuple(THEMES)),
    "avec": Critere("Une autre séquence du module, dans ce programme", "accueil", Forme.NOMS, avant=False),
    "sans": Critere("Une autre séquence du module, absente de ce programme", "cartes", Forme.NOMS, avant=False),
    "place": Critere(
        "La place du module dans la session ; un module seul est les trois",
        "dernier",
        mots=("premier", "dernier", "seul"),
    ),
    "modules": Critere("Un autre module de la même session", '"12"', Forme.NOMS),
}
