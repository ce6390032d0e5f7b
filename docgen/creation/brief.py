"""A brief begun from answers: the client, the modules, what the client expects, and what else is known."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from docgen.brief.redaction.ebauche import Ebauche
from docgen.source.writing import Cle, Liste, flow, quoted, scalar
from docgen.territory.model import Commune
from docgen.territory.presentation import facts

if TYPE_CHECKING:
    import datetime as dt

    from docgen.catalogue.model import Module
    from docgen.source.writing import Bloc, Prose
    from docgen.territory import Territoire
    from docgen.territory.model import Epci


@dataclass(frozen=True, slots=True)
class AttenduDit:
    """What the client expects, and the themes chosen for it; maybe none yet."""

    texte: str
    themes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reponses:
    """The answers that begin a brief; `autres` are values by the path of their key. What nobody knows is left out."""

    reference: str
    date: dt.date
    client: Commune | Epci | None
    modules: tuple[Module, ...] = ()
    attendus: tuple[AttenduDit, ...] = ()
    autres: tuple[tuple[str, str | Prose | Liste | Bloc], ...] = ()

    @property
    def nature(self) -> str:
        """The key of the client in a brief."""
        return "commune" if self.client is None or isinstance(self.client, Commune) else "epci"


def begun(reponses: Reponses, territoire: Territoire) -> Ebauche:
    """The brief that these answers begin."""
    client = reponses.client
    if client is None:
        who = Cle("code_insee")
    elif isinstance(client, Commune):
        who = Cle("code_insee", quoted(client.code))
    else:
        who = Cle("siren", quoted(client.siren))
    expected = tuple(_attendu(rank, one) for rank, one in enumerate(reponses.attendus, start=1))
    attendus = (Cle("attendus", Liste(expected)),) if expected else ()
    tops = dict.fromkeys((reponses.nature, *(chemin.partition(".")[0] for chemin, _ in reponses.autres)))
    others = tuple(_top(name, (who,) if name == reponses.nature else (), reponses) for name in tops)
    connu = (Cle("date", reponses.date.isoformat()), *others, *attendus)
    told = tuple(facts(client, territoire)) if client else ()
    return Ebauche(reponses.reference, connu, told, reponses.modules)


def _top(name: str, own: Bloc, reponses: Reponses) -> Cle:
    """A key of the top with all that was answered below it."""
    said = [
        (chemin.partition(".")[2], valeur) for chemin, valeur in reponses.autres if chemin.partition(".")[0] == name
    ]
    if len(said) == 1 and not said[0][0]:
        return Cle(name, said[0][1])
    return Cle(name, (*own, *(Cle(key, valeur) for key, valeur in said)))


def _attendu(rank: int, attendu: AttenduDit) -> Bloc:
    themes = flow(attendu.themes) if attendu.themes else ""
    return (Cle("id", f"A{rank}"), Cle("texte", scalar(attendu.texte)), Cle("themes", themes))
