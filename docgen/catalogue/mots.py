"""The themes that the words of an attendu point to: proposals, which a person confirms."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from docgen.catalogue.themes import THEMES
from docgen.nearest import fold

if TYPE_CHECKING:
    from collections.abc import Collection

    from docgen.catalogue.model import Catalogue, Module

AT_MOST = 3  # themes proposed: with more, every sequence would answer

# Folded beginnings of words, or of words in a row: « financ » is in « finances » and in « financier ».
_BEGINNINGS = {
    "pilotage-mandat": "mandat|pilot|feuille de route|plan d action|gouvernance",
    "priorisation": "priori|arbitr|hierarchis|choisir|choix|decider|par ou commencer|par laquelle commencer",
    "prospective-vision": "vision|prospect|avenir|futur|long terme|2030|2035|2040|cap$|ambition|scenario|demain"
    "|projets? de territoire",
    "diagnostic": "diagnosti|etat des lieux|forces|faiblesses|atout|portrait|connaitre le territoire",
    "donnees": "donnee|statisti|chiffre|insee|observat|cartograph|cartes?$",
    "indicateurs": "indicateur|tableaux? de bord|mesur|suivi|suivre",
    "evaluation": "evalu|resultat|impact|efficac",
    "bilan": "bilan|rendre compte|rend compte|compte rendu|redevab",
    "finances-ppi": "financ|budget|investiss|ppi$|fiscal|dette|epargne|depens|tenable|peu de moyens",
    "financements": "subvention|cofinanc|financement|dotation|detr|dsil|fonds europeen|appels? a projet",
    "intercommunalite": "intercommun|interco$|epci$|communautes? de communes|agglomeration|metropole|communautaire",
    "participation": "participati|habitants|citoyen|concert|consult|reunions? publique|usager",
    "transition-ecologique": "ecolog|climat|transition|energ|environnement|biodivers|carbone|durable|sobriete",
    "amenagement-habitat": "amenage|logement|habitat$|urbanis|plui?$|foncier|centre bourg|mobilite|voirie",
    "economie-tourisme": "econom|touris|commerc|entreprise|emploi|artisan|porteurs? de projet|visiteur",
    "services-publics": "services? publi|ecole|sante|medecin|equipement|petite enfance|services a la population",
    "cohesion-equipe": "cohesion|equipe|ensemble|partage|meme langage|langage commun|collectif|nouveaux elus",
    "elus-services": "agents|services municipa|les services|dgs$|technicien|roles? de",
    "ressources-humaines": "ressources humaines|rh$|recrut|personnel",
    "communication": "communication|communiqu|bulletin|reseaux sociaux|presse|faire savoir|expliquer|jargon",
    "communication-interne": "communication interne|en interne|informer les agents|intranet",
    "cadre-electoral": "electora|election|preelectora|campagne",
    "attractivite": "attracti|attirer|nouveaux habitants|familles?|s installer|rayonne|village",
    "marketing": "marketing|positionnement|promouvoir|promotion|faire connaitre",
    "identite-marque": "identite|marques?$|logo|slogan|charte graphique|image",
    "partenariats": "partena|associations|acteurs|coopera",
}

_LINKS = frozenset({"et", "module", "modules", "le", "les", "l", "puis", "n"})  # between the names of modules


def themes_of(texte: str, parmi: Collection[str] = tuple(THEMES)) -> list[str]:
    """The themes of `parmi` that a text points to, at most three; those that most of its words point to first."""
    folded = fold(texte)
    hits = {theme: len(_pattern(theme).findall(folded)) for theme in THEMES if theme in parmi}
    return sorted((theme for theme, count in hits.items() if count), key=lambda theme: -hits[theme])[:AT_MOST]


def answered_by(modules: Collection[Module]) -> tuple[str, ...]:
    """The themes of the sequences that serve an objective: an attendu about another would get no answer."""
    serving = [s for module in modules for s in module.sequences if s.objectifs]
    core_first = sorted(serving, key=lambda sequence: sequence.facultative)
    return tuple(dict.fromkeys(theme for sequence in core_first for theme in sequence.themes))


@cache
def _pattern(theme: str) -> re.Pattern[str]:
    """The beginnings of words that point to a theme; a « $ » ends the word there. Its own name does too."""
    beginnings = f"{_BEGINNINGS[theme]}|{fold(THEMES[theme])}".replace("$", r"\b")
    return re.compile(rf"\b(?:{beginnings})")


def modules_in(typed: str, catalogue: Catalogue) -> list[str]:
    """What somebody names as modules, in order: codes, and exact titles as their codes; what is neither stays as typed.

    « 12 et 13 », « module 12, module 16 », « Élaborer son projet de territoire » with or without its code before it.
    """
    rest, found = f" {fold(typed)} ", []
    titles = {fold(module.titre): module.code for module in catalogue.modules.values()}
    for title in sorted(titles, key=len, reverse=True):
        for one in re.finditer(rf"(?<= ){re.escape(title)}(?= )", rest):
            found.append((one.start(), titles[title]))
            rest = rest[: one.start()] + " " * len(title) + rest[one.end() :]
    codes = {fold(code): code for code in catalogue.modules}
    words = [
        (one.start(), codes.get(one.group(), one.group()))
        for one in re.finditer(r"\S+", rest)
        if one.group() not in _LINKS
    ]
    return [code for _, code in sorted([*found, *words])]
