"""Whom the client is compared with, where the brief says it; and the portrait of its territory.

B085 unknown code    B086 code of another kind    B087 the client itself, or one named twice
B088 of the client's own EPCI (warning)
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from docgen.findings import Gravite
from docgen.source.values import digits, items
from docgen.territory.echeances import echeances, prochaines
from docgen.territory.portrait import portrait
from docgen.validation.places import place

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docgen.brief.model import Brief, Client
    from docgen.findings import Finding
    from docgen.source import Source
    from docgen.territory import Territoire
    from docgen.territory.comparateur import Comparateur
    from docgen.territory.model import Commune, Epci
    from docgen.territory.portrait import Portrait


def read_comparables(data: dict[str, Any]) -> tuple[str, ...] | None:
    """The codes that the brief names; None where it leaves the choice to docgen."""
    typed = data.get("comparables")
    return tuple(_code(value) for value in typed if value is not None) if isinstance(typed, list) else None


def portrait_of(brief: Brief, territoire: Territoire, comparateur: Comparateur | None) -> Portrait | None:
    """What the territory says of the brief's client, with the population that the brief gives, at its date."""
    client = _looked_up(brief.client, territoire)
    if client is None:
        return None
    return portrait(
        client,
        territoire,
        choisis=brief.comparables,
        mots=brief.contexte.territoire,
        comparateur=comparateur,
        echeances=prochaines(echeances(brief.client, brief.date)),
    )


def check_comparables(source: Source, brief: Brief, territoire: Territoire) -> Iterator[Finding]:
    """What is wrong with the codes that the brief names."""
    seen = {brief.client.code}
    for rank, value in enumerate(items(source.donnees.get("comparables"))):
        code = _code(value)
        if code and (fault := _fault(code, seen, brief.client, territoire)):
            yield place(source, ("comparables", rank)).finding(*fault)
        seen.add(code)


def _fault(
    code: str, seen: set[str], client: Client, territoire: Territoire
) -> tuple[str, str, str] | tuple[str, str, str, Gravite] | None:
    commune, epci = territoire.commune(code), territoire.epci(code)
    remede = "Cherchez-la avec « docgen commune NOM », ou retirez cette ligne."
    if commune is None and epci is None:
        return "B085", f"« {code} » n’est le code d’aucune commune ni d’aucune intercommunalité de 2026.", remede
    if (epci is not None) != client.est_epci:
        kind = "des intercommunalités, par leur SIREN" if client.est_epci else "des communes, par leur code INSEE"
        return "B086", f"« {code} » n’est pas de la même sorte que votre client.", f"Nommez {kind}."
    if code in seen:
        who = "c’est votre client" if code == client.code else "elle est déjà dans la liste"
        return "B087", f"« {code} » n’a pas à être comparée : {who}.", "Retirez cette ligne."
    own = territoire.commune(client.code)
    if commune is not None and own is not None and commune.epci is not None and commune.epci == own.epci:
        message = f"{commune.nom} est de la même intercommunalité que votre client."
        reason = "Comparer entre eux les membres d’une intercommunalité les fâche : préférez une commune d’ailleurs."
        return "B088", message, reason, Gravite.AVERTISSEMENT
    return None


def _code(value: Any) -> str:
    return (digits(value) or "").upper()


def _looked_up(client: Client, territoire: Territoire) -> Commune | Epci | None:
    if client.est_epci:
        epci = territoire.epci(client.code)
        return replace(epci, population=client.population) if epci else None
    commune = territoire.commune(client.code)
    if commune is None:
        return None
    home = territoire.epci(commune.epci) if commune.epci else None
    # Of an EPCI that the brief names instead, the table does not tell what share the commune has.
    same = home is not None and home.nom == client.epci
    return replace(commune, population=client.population, epci=commune.epci if same else None)
