"""What a session's facts read like in a sentence: the group, the moment of the day, the mandate at its date.

A fact that is not known has a wording that leaves no hole.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from docgen.brief.model import Periode
from docgen.francais import liste, pluriel
from docgen.territory import mandat_au
from docgen.territory.echeances import echeances, prochaines

if TYPE_CHECKING:
    import datetime as dt

    from docgen.brief.model import Brief

NOMBRES = ("zéro", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix", "onze", "douze")
ANNEES = ("première", "deuxième", "troisième", "quatrième", "cinquième", "sixième")
CE = {Periode.MATIN: "ce matin", Periode.APRES_MIDI: "cet après-midi", Periode.SOIR: "ce soir"}
LARGEST = 5  # people in a group
ALONE = 3  # up to so many, nobody works in groups


def of_group(people: int | None) -> dict[str, str]:
    """The group, shared out by four or five."""
    small = people is not None and people <= ALONE
    return {
        "groupe.en_groupes": _in_groups(people),
        "groupe.chaque_groupe": "chacun·e" if small else "chaque groupe",
        "groupe.de_groupes": "de chacun·e" if small else "des groupes",
        "groupe.voisin": "avec le formateur" if people == 1 else "avec son voisin ou sa voisine",
    }


def _in_groups(people: int | None) -> str:
    if people is None:
        return "en petits groupes"
    if people <= ALONE:
        return ("avec le formateur", "avec le formateur", "à deux", "tous ensemble")[people]
    if people <= LARGEST:
        return "en deux groupes"
    count = -(-people // LARGEST)
    smallest, more = divmod(people, count)
    sizes = f"{_number(smallest)} ou {_number(smallest + 1)}" if more else _number(smallest)
    return f"en {_number(count)} groupes de {sizes}"


def _number(count: int) -> str:
    return NOMBRES[count] if count < len(NOMBRES) else str(count)


def of_mandate(date: dt.date) -> dict[str, str]:
    """Where the mandate stands on that day."""
    mandat = mandat_au(date)
    if mandat is None:
        return {"mandat.annee": "le mandat", "mandat.mois_restants": "mois"}
    return {
        "mandat.annee": f"la {ANNEES[mandat.annee - 1]} année du mandat",
        "mandat.mois_restants": pluriel(mandat.mois_restants, "mois", "mois"),
    }


def of_data(brief: Brief, date: dt.date) -> dict[str, str]:
    """The comparable collectivités, the obligations after that day, the papers that the client named."""
    kind = "intercommunalité" if brief.client.est_epci else "commune"
    portrait = brief.portrait
    first = portrait.un.nom if portrait and portrait.un else None
    return {
        "comparables.noms": (portrait.noms if portrait else None) or f"trois {kind}s de taille comparable",
        "comparables.un": first.le_nom if first else f"une {kind} de taille comparable",
        "comparables.d_un": first.de_nom if first else f"d’une {kind} de taille comparable",
        "echeances.prochaines": liste(prochaines(echeances(brief.client, date))) or "les échéances du mandat",
        "contexte.documents": liste(brief.contexte.documents) or "les documents de la collectivité",
    }


def of_moment(periode: Periode | None = None, before: Periode | None = None, days: int | None = None) -> dict[str, str]:
    """The half-day, and the one before it in the same module, `days` earlier (None when undated); None: no such one."""
    now = CE[periode] if periode else "pendant la séance"
    if before is None:
        return {"moment.ce": now, "moment.avant": "plus tôt dans la séance"}
    earlier = {0: CE[before], 1: "hier"}.get(-1 if days is None else days, "lors de la demi-journée précédente")
    return {"moment.ce": now, "moment.avant": earlier}
