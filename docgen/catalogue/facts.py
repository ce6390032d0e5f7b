"""The client's facts that a module's sentences may name, between braces: « l’avenir {client.de_nom} »."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

_BRACES = re.compile(r"\{([^{}]*)\}")


@dataclass(frozen=True, slots=True)
class Fait:
    """What a fact is, and how it reads in a sentence."""

    description: str
    exemple: str


FAITS = {
    "client.nom": Fait("Nom de la collectivité", "Le Mans"),
    "client.de_nom": Fait("Nom précédé de « de »", "du Mans"),
    "client.a_nom": Fait("Nom précédé de « à »", "au Mans"),
    "client.habitants": Fait("Population, avec son unité", "14 023 habitants"),
    "client.collectivite": Fait("La collectivité, avec son article", "la commune"),
    "client.de_collectivite": Fait("La collectivité, précédée de « de »", "de la commune"),
    "client.assemblee": Fait("L’assemblée, sans article", "conseil municipal"),
    "client.epci": Fait("L’intercommunalité, avec son article", "la communauté de communes Touraine Ouest"),
    "client.de_epci": Fait("L’intercommunalité, précédée de « de »", "de la communauté de communes Touraine Ouest"),
    "client.orientation_budgetaire": Fait(
        "Le rendez-vous budgétaire qui s’impose à la collectivité", "l’orientation budgétaire"
    ),
    "mandat.annee": Fait("L’année du mandat", "la première année du mandat"),
    "mandat.mois_restants": Fait("Les mois qui restent, avec leur unité", "65 mois"),
    "groupe.en_groupes": Fait("Le groupe partagé, d’après l’effectif", "en trois groupes de quatre ou cinq"),
    "groupe.chaque_groupe": Fait("Chaque groupe ; à trois ou moins, chacun", "chaque groupe"),
    "groupe.de_groupes": Fait("Les groupes, précédés de « de » ; à trois ou moins, chacun", "des groupes"),
    "groupe.voisin": Fait("Avec qui échanger à deux", "avec son voisin ou sa voisine"),
    "comparables.noms": Fait("Des collectivités de taille comparable", "Nolay, Chagny et Seurre"),
    "comparables.un": Fait("La première d’entre elles", "Nolay"),
    "comparables.d_un": Fait("La première, précédée de « de »", "de Nolay"),
    "moment.ce": Fait("Le moment de la demi-journée", "cet après-midi"),
    "moment.avant": Fait("La demi-journée précédente du module", "ce matin"),
    "echeances.prochaines": Fait(
        "Les prochaines échéances datées", "le débat d’orientation budgétaire et le vote du budget"
    ),
    "contexte.documents": Fait("Les documents que le client a nommés", "le PLUi arrêté et le CRTE 2024"),
}


def facts_in(text: str) -> tuple[str, ...]:
    """The names between braces, in order, known or not; a brace without its pair counts as a name."""
    names = _BRACES.findall(text)
    lone = re.findall(r"[{}]", _BRACES.sub("", text))
    return (*names, *lone)


def fill(text: str, values: Mapping[str, str]) -> str:
    """The sentence with its facts. Raises KeyError for a fact without a value: loading has refused unknown ones."""
    return _BRACES.sub(lambda found: values[found[1]], text) if "{" in text else text
