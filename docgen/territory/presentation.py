"""The client of a new brief: who is meant by what was typed, and what is known of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docgen.francais import majuscule_initiale, nombre
from docgen.territory import taille_conseil
from docgen.territory.model import Commune

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docgen.territory import Territoire
    from docgen.territory.model import Epci

SIREN = 9  # digits


def meant(territoire: Territoire, texte: str) -> list[Commune | Epci]:
    """Who bears that name or code: several for homonyms, nobody for a name that no one bears.

    Five digits may be the INSEE code of one commune and the postal code of another: then both are meant.
    """
    typed = texte.replace(" ", "")
    if len(typed) == SIREN and typed.isdigit():
        epci = territoire.epci(typed)
        return [epci] if epci else []
    return [*territoire.communes_nommees(typed if typed.isdigit() else texte)] or [*territoire.epci_du_nom(texte)]


def typed_for(client: Commune | Epci, territoire: Territoire) -> str:
    """What to type for this client and no other."""
    return territoire.designation(client) if isinstance(client, Commune) else client.siren


def described(client: Commune | Epci) -> str:
    """« Saint-Denis (Seine-Saint-Denis), 113 942 habitants », to tell homonyms apart."""
    where = f" ({client.departement.nom})" if isinstance(client, Commune) else ""
    people = f", {nombre(client.population)} habitants" if client.population is not None else ""
    return f"{majuscule_initiale(client.nom.nom)}{where}{people}"


def facts(client: Commune | Epci, territoire: Territoire) -> Iterator[str]:
    """What is known of the client, a line each."""
    if not isinstance(client, Commune):
        yield f"{described(client)} ({territoire.millesime_epci}) ; {len(client.membres)} communes."
        return
    where = f"{client.nom} ({client.departement.nom}, {client.region.nom}), {', '.join(client.codes_postaux)}"
    yield f"{where}. SIREN : {client.siren or 'inconnu'}."
    if client.population is not None:
        conseil = taille_conseil(client.code, client.population)
        seats = f" ; {conseil} sièges au conseil municipal" if conseil else ""
        yield f"{nombre(client.population)} habitants ({territoire.millesime_communes}){seats}."
    epci = territoire.epci(client.epci) if client.epci else None
    yield f"Intercommunalité : {epci.nom if epci else 'aucune'}."
