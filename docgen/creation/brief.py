"""A brief begun from answers: the client, the modules, what the client expects."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from docgen.brief.redaction import Ebauche
from docgen.source.writing import Cle, Liste, flow, quoted, scalar
from docgen.territory.model import Commune
from docgen.territory.presentation import facts

if TYPE_CHECKING:
    import datetime as dt

    from docgen.catalogue.model import Module
    from docgen.source.writing import Bloc
    from docgen.territory import Territoire
    from docgen.territory.model import Epci


@dataclass(frozen=True, slots=True)
class AttenduDit:
    """What the client expects, and the themes chosen for it; maybe none yet."""

    texte: str
    themes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reponses:
    """The answers that begin a brief."""

    reference: str
    date: dt.date
    client: Commune | Epci
    modules: tuple[Module, ...]
    attendus: tuple[AttenduDit, ...] = ()


def begun(reponses: Reponses, territoire: Territoire) -> Ebauche:
    """The brief that these answers begin."""
    client = reponses.client
    if isinstance(client, Commune):
        who = Cle("commune", (Cle("code_insee", quoted(client.code)),))
    else:
        who = Cle("epci", (Cle("siren", quoted(client.siren)),))
    expected = tuple(_attendu(rank, one) for rank, one in enumerate(reponses.attendus, start=1))
    attendus = (Cle("attendus", Liste(expected)),) if expected else ()
    connu = (Cle("date", reponses.date.isoformat()), who, *attendus)
    return Ebauche(reponses.reference, connu, tuple(facts(client, territoire)), reponses.modules)


def _attendu(rank: int, attendu: AttenduDit) -> Bloc:
    themes = flow(attendu.themes) if attendu.themes else ""
    return (Cle("id", f"A{rank}"), Cle("texte", scalar(attendu.texte)), Cle("themes", themes))
