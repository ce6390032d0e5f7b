"""What the territory says of a client, as documents print it: composition, comparables, INSEE's figures, obligations.

Members of an EPCI are never ranked, and a comparable is printed with its population alone: its other figures enter a
median.
"""

from __future__ import annotations

from decimal import Decimal
from itertools import islice
from operator import attrgetter
from typing import TYPE_CHECKING

from docgen.documents.identite import habitants
from docgen.francais import NBSP, liste, majuscule_initiale, nombre, pluriel, pourcentage
from docgen.territory.comparateur import MESURES
from docgen.territory.echeances import echeances

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterator

    from docgen.brief.model import Brief, Client
    from docgen.territory.comparateur import Chiffres, Taux
    from docgen.territory.portrait import Comparable

    Repere = tuple[str, str, str]  # what it is, its value, where it comes from

RULES, CHECKS = 3, 5  # at most, in one document
DECOUPAGE = "découpage administratif 2026"
LYON = (
    "Métropole de Lyon : collectivité à statut particulier et non intercommunalité ; ni pacte de gouvernance de "
    "l’article L5211-11-2 du CGCT, ni conseil départemental pour ses communes (CGCT, art. L3611-1)."
)
# Places that no departmental council serves, by département: what does.
SANS_DEPARTEMENT = {
    "2A": "Collectivité de Corse",
    "2B": "Collectivité de Corse",
    "75": "Ville de Paris, Île-de-France",
    "972": "Collectivité territoriale de Martinique",
    "973": "Collectivité territoriale de Guyane",
}


def membres(brief: Brief) -> str | None:
    """« 22, dont la plus peuplée a 46 % des habitants »; None for a commune."""
    count = brief.client.communes_membres
    if not count:
        return None
    share = brief.portrait.part_de_la_plus_grande if brief.portrait else None
    return (
        str(count) if share is None else f"{count}, dont la plus peuplée rassemble {_percent(share, 0)} des habitants"
    )


def intercommunalite(brief: Brief) -> Repere | None:
    """The EPCI of a commune, its size and the commune's share of it."""
    client, place = brief.client, brief.portrait.place if brief.portrait else None
    if client.epci is None:
        return None
    name = majuscule_initiale(client.epci.nom)
    if place is not None:
        size = pluriel(place.composition.communes, "commune")
        name = f"{name} ({size} ; vous comptez {_percent(place.part)} de leurs habitants)"
    if client.a_lyon:
        return "Métropole", name, f"{DECOUPAGE} ; collectivité à statut particulier, à vérifier"
    return "Intercommunalité", name, DECOUPAGE


def collectivites(client: Client) -> Repere | None:
    """The département and région, or what stands for them in Corse, in Lyon, in Paris and overseas."""
    if client.departement is None and client.region is None:
        return None
    particular = SANS_DEPARTEMENT.get(client.departement.code) if client.departement else None
    if particular:
        return "Collectivité et région" if "," in particular else "Collectivité", particular, DECOUPAGE
    places = [division.nom.nom for division in (client.departement, client.region) if division]
    label = "Métropole et région" if client.a_lyon else "Département et région"
    return label, ", ".join(dict.fromkeys(places)), DECOUPAGE


def voisins(brief: Brief) -> Repere | None:
    """The comparables, each with its population alone."""
    found = brief.portrait.comparables if brief.portrait else ()
    if not found:
        return None
    kind = "Intercommunalités" if brief.client.est_epci else "Communes"
    rule = "hors de votre intercommunalité" if brief.client.dans_un_epci else "population proche"
    source = "choisies avec vous" if brief.comparables else f"{DECOUPAGE} ; {rule}"
    return f"{kind} comparables", liste(_voisin(each, brief.client) for each in found), source


def _voisin(each: Comparable, client: Client) -> str:
    home = client.departement.nom.nom if client.departement else None
    where = each.departement if each.departement not in {None, home, each.nom.nom} else None
    people = None if each.population is None else habitants(each.population)
    said = ", ".join(word for word in (where, people) if word)
    name = majuscule_initiale(each.nom.nom)
    return f"{name} ({said})" if said else name


def chiffres(brief: Brief) -> Iterator[Repere]:
    """INSEE's figures beside the medians of the stratum and of the comparables; nothing unless they were imported."""
    figures = brief.portrait.chiffres if brief.portrait else None
    if figures is None:
        return
    for name in MESURES:
        value = getattr(figures.taux, name)
        if value is not None:
            label, shown = _SAID[name]
            yield label, f"{shown(value, figures)}{_beside(name, figures)}", _source(name, figures)


def _beside(name: str, figures: Chiffres) -> str:
    """« (médianes : strate du département 8,1 %, comparables 7,4 %) »."""
    shown = _euros if name == "mediane" else _signed if name == "evolution" else _percent
    groups: tuple[tuple[Taux, str], ...] = (
        (figures.strate, "strate du département"),
        (figures.comparables, "comparables"),
    )
    said = [f"{where} {shown(value)}" for rates, where in groups if (value := getattr(rates, name)) is not None]
    return f" ({'médianes' if len(said) > 1 else 'médiane'} : {', '.join(said)})" if said else ""


def _source(name: str, figures: Chiffres) -> str:
    if name == "mediane":
        return f"Insee, comparateur de territoires, revenus {figures.annee_revenu}"
    return f"Insee, comparateur de territoires, recensement {figures.annee}"


def _trend(value: float, figures: Chiffres) -> str:
    return f"{_signed(value)} par an de {figures.annee_avant} à {figures.annee}"


def _signed(value: float) -> str:
    rounded = round(value, 1)
    return _percent(abs(value)) if not rounded else f"{'+' if rounded > 0 else '−'}{_percent(abs(value))}"


def _percent(value: float, digits: int = 1) -> str:
    return pourcentage(Decimal(f"{value:.{digits}f}"))


def _euros(value: float) -> str:
    return f"{nombre(round(value))}{NBSP}€"


_SAID: dict[str, tuple[str, Callable[[float, Chiffres], str]]] = {
    "evolution": ("Évolution de la population", _trend),
    "vacants": ("Logements vacants", lambda value, _: _percent(value)),
    "secondaires": ("Résidences secondaires", lambda value, _: _percent(value)),
    "chomage": ("Chômage des 15 à 64 ans, au sens du recensement", lambda value, _: _percent(value)),
    "mediane": ("Niveau de vie médian", lambda value, _: f"{_euros(value)} par an"),
}


def regles(client: Client, date: dt.date) -> Repere | None:
    """The rules that were read in the law, without any date that was worked out."""
    known = sorted((each for each in echeances(client, date) if each.regle), key=attrgetter("rang"))
    first = list(islice({each.regle: each for each in known}.values(), RULES))
    if not first:
        return None
    sources = dict.fromkeys(each.source for each in first)
    return "Vos échéances", ". ".join(str(each.regle) for each in first) + ".", " ; ".join(sources)


def a_verifier(client: Client, date: dt.date) -> tuple[str, ...]:
    """What the trainer checks before a session of that date, each with where it was read."""
    known = [f"{each.a_verifier}. Source : {each.source}." for each in echeances(client, date) if each.a_verifier]
    return (*([LYON] if client.a_lyon else []), *known[:CHECKS])
