"""The facts that decide what a client is taught: of the brief, of a session's group, of a half-day. Pure.

What nobody knows is not there: a condition about it never holds.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from docgen.catalogue.conditions import Mots
from docgen.catalogue.criteres import LYON
from docgen.nearest import fold
from docgen.territory.composition import METROPOLE_DE_LYON

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from docgen.brief.model import Brief, Client, Session
    from docgen.catalogue.model import Module

Known = dict[str, "float | Mots"]


def facts_of_brief(brief: Brief) -> Known:
    """What is known of the client and of its attendus, whatever the session."""
    client, contexte = brief.client, brief.contexte
    said: dict[str, float | Mots | None] = {
        "habitants": client.population,
        "client": _kind(client),
        "communes": client.communes_membres,
        "part_de_la_plus_grande": brief.portrait.part_de_la_plus_grande if brief.portrait else None,
        "phase": Mots.of(brief.phase),
        "services": _word(contexte.services),
        "agents": contexte.agents,
        "equipe": _word(contexte.equipe),
        "territoire": territory(brief),
        "composition": _word(brief.public.composition),
        "deja_suivi": Mots.of(*brief.public.deja_suivi) if brief.public.deja_suivi else None,
        "attendu": Mots.of(*(theme for attendu in brief.attendus for theme in attendu.themes)),
        **{f"avancement.{sujet}": Mots.of(said.etat) for sujet, said in contexte.avancement},
    }
    return {name: value for name, value in said.items() if value is not None}


def facts_of_session(brief: Brief, session: Session | None, codes: Sequence[str], module: Module) -> Known:
    """What is known of the group, and of the module's place among those that the session teaches."""
    codes = tuple(codes)
    people = size(brief, session)
    share = _share(brief, people)
    rang = codes.index(module.code)
    places = [("premier", rang == 0), ("dernier", rang == len(codes) - 1), ("seul", len(codes) == 1)]
    facts: Known = {
        "place": Mots.of(*(name for name, there in places if there)),
        "modules": Mots.of(*(code for code in codes if code != module.code)),
    }
    if people is not None:
        facts["effectif"] = people
    if share is not None:
        facts["nouveaux"] = share
    return facts


def facts_of_schedule(module: Module, taught: Collection[str]) -> Known:
    """Which sequences of the module are in this programme, and which are not."""
    return {
        "avec": Mots.of(*taught),
        "sans": Mots.of(*(s.id for s in module.sequences if s.id not in taught)),
    }


def size(brief: Brief, session: Session | None) -> int | None:
    """How many people are in the room: the list's, else what the brief says."""
    return len(session.participants) if session and session.participants else brief.public.effectif


def territory(brief: Brief) -> Mots | None:
    """The words of the territory: the client's own when it gave any, else those that the data tell for certain."""
    if brief.portrait is None:
        return None if brief.contexte.territoire is None else Mots.of(*brief.contexte.territoire)
    from docgen.catalogue.criteres import CRITERES

    traits = brief.portrait.traits
    return Mots(frozenset(traits.presents), frozenset(CRITERES["territoire"].mots) - traits.connus)


def _kind(client: Client) -> Mots:
    """« commune », or « epci » and its kind; the Métropole de Lyon is told from those that are EPCI by law."""
    kind = fold(client.nature).replace(" ", "-")
    if not client.est_epci:
        return Mots.of(kind)
    return Mots.of("epci", kind, *([LYON] if client.code == METROPOLE_DE_LYON else []))


def _word(said: str | None) -> Mots | None:
    return Mots.of(said) if said else None


def _share(brief: Brief, people: int | None) -> int | None:
    """The new élus in the group, in whole percent: of the number that the brief gives beside them."""
    nouveaux, whole = brief.public.nouveaux, brief.public.effectif or people
    return min(100, round(100 * nouveaux / whole)) if nouveaux is not None and whole else None
