"""Facts about the group and the collectivité that do not go together: notices, since a person may know better.

B110 more new élus than people         B114 the team against its newcomers    B118 two traits of opposite senses
B111 the services against the agents   B115 a year after the brief's date     B119 a group of agents and new élus
B112 module had already                B116 answer due before the brief       B133 answer due (told by `verifier` alone)
B113 module had, and unknown           B117 answer due after the first day
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from docgen.findings import Gravite
from docgen.francais import date_longue, liste, pluriel
from docgen.validation.places import place

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from docgen.brief.model import Brief
    from docgen.catalogue.model import Catalogue
    from docgen.findings import Finding
    from docgen.source import Path, Source

# Agents that such services may have, with what is meant by them; wide, for only a slip is to be told.
SERVICES = {
    "secretaire-de-mairie": ("une ou un secrétaire de mairie", 0, 15),
    "equipe-reduite": ("une équipe réduite", 2, 60),
    "dgs-et-services": ("une direction générale et des services", 8, 1_500),
    "directions": ("plusieurs directions", 40, 100_000),
}
OPPOSITES = (
    ("perd-des-habitants", "gagne-des-habitants"),
    ("rural", "ville-centre"),
    ("rural", "periurbain"),
)


def check_contexte(source: Source, brief: Brief, catalogue: Catalogue) -> Iterator[Finding]:
    """All that is odd about the facts of a brief."""
    for code, chemin, message, remede in (
        *_newcomers(brief),
        *_services(brief),
        *_had(brief, catalogue),
        *_years(brief),
        *_opposites(brief),
        *_due(brief),
    ):
        yield place(source, chemin).finding(code, message, remede, Gravite.AVIS)


def check_due(source: Source, brief: Brief, today: dt.date | None = None) -> Iterator[Finding]:
    """When the client awaits the proposal; with `today`, how long that is away."""
    due = brief.reponse_avant
    if due is None:
        return
    late = 0 if today is None else (today - due).days
    said = f"le client attend la proposition avant le {date_longue(due)}"
    if late > 0:
        said, remede = (
            f"{said} : c’était il y a {pluriel(late, 'jour')}",
            "Si elle est partie, effacez « reponse_avant ».",
        )
    else:
        left = "" if today is None else f" : il reste {pluriel(-late, 'jour')}" if late else " : c’est aujourd’hui"
        said, remede = said + left, ""
    gravite = Gravite.AVERTISSEMENT if late > 0 else Gravite.AVIS
    yield place(source, ("reponse_avant",)).finding("B133", f"{said}.", remede, gravite)


_Said = tuple[str, "Path", str, str]


def _newcomers(brief: Brief) -> Iterator[_Said]:
    public, equipe = brief.public, brief.contexte.equipe
    chemin = (*public.chemin, "nouveaux")
    if public.nouveaux is None:
        return
    if public.effectif is not None and public.nouveaux > public.effectif:
        message = f"{public.nouveaux} nouveaux élus pour {pluriel(public.effectif, 'participant')}."
        yield "B110", chemin, message, "Corrigez « nouveaux » ou « effectif »."
    if equipe == "nouvelle" and public.nouveaux == 0:
        message = "l’équipe est dite nouvelle, et aucun participant n’est élu pour la première fois."
        yield "B114", chemin, message, "Corrigez « nouveaux » ou « equipe »."
    if equipe == "reconduite" and public.nouveaux and public.nouveaux == public.effectif:
        message = "l’équipe est dite reconduite, et tous les participants sont élus pour la première fois."
        yield "B114", chemin, message, "Corrigez « nouveaux » ou « equipe »."
    if public.composition == "agents" and public.nouveaux:
        message = (
            f"le groupe est dit composé d’agents, et compte {pluriel(public.nouveaux, 'nouvel élu', 'nouveaux élus')}."
        )
        yield "B119", chemin, message, "Corrigez « nouveaux » ou « composition »."


def _services(brief: Brief) -> Iterator[_Said]:
    contexte = brief.contexte
    if contexte.services is None or contexte.agents is None:
        return
    said, least, most = SERVICES[contexte.services]
    if not least <= contexte.agents <= most:
        message = f"{pluriel(contexte.agents, 'agent')}, et pour seuls services {said} : l’un des deux étonne."
        if contexte.agents < least:
            message = f"{said}, et {pluriel(contexte.agents, 'agent')} en tout : l’un des deux étonne."
        yield "B111", (*contexte.chemin, "agents"), message, "Vérifiez « services » et « agents »."


def _had(brief: Brief, catalogue: Catalogue) -> Iterator[_Said]:
    chosen = {module.code for module in brief.modules}
    for rank, code in enumerate(brief.public.deja_suivi):
        chemin = (*brief.public.chemin, "deja_suivi", rank)
        if code in chosen:
            message = f"le groupe a déjà suivi le module {code}, et le brief le demande encore."
            yield "B112", chemin, message, "S’il s’agit d’un autre groupe, retirez-le de « deja_suivi »."
        elif code not in catalogue.modules and code not in catalogue.ecartes:
            message = f"le catalogue n’a pas de module « {code} »."
            yield "B113", chemin, message, f"Codes du catalogue : {', '.join(catalogue.modules)}."


def _years(brief: Brief) -> Iterator[_Said]:
    for sujet, avancement in brief.contexte.avancement:
        chemin = (*brief.contexte.chemin, "avancement", sujet, "annee")
        if avancement.annee and avancement.annee > brief.date.year and avancement.etat != "rien":
            yield "B115", chemin, f"{avancement.annee} vient après la date du brief.", "Vérifiez l’année."
    for rank, chiffre in enumerate(brief.contexte.chiffres):
        if chiffre.annee and chiffre.annee > brief.date.year:
            chemin = (*brief.contexte.chemin, "chiffres", rank, "annee")
            yield "B115", chemin, f"{chiffre.annee} vient après la date du brief.", "Vérifiez l’année."


def _opposites(brief: Brief) -> Iterator[_Said]:
    traits = brief.contexte.territoire or ()
    for both in OPPOSITES:
        if set(both) <= set(traits):
            message = f"le territoire est dit à la fois {liste(f'« {trait} »' for trait in both)}."
            yield "B118", (*brief.contexte.chemin, "territoire"), message, "Gardez celui qui le décrit le mieux."


def _due(brief: Brief) -> Iterator[_Said]:
    due, days = brief.reponse_avant, [date for session in brief.sessions for date in session.dates]
    if due is None:
        return
    if due < brief.date:
        message = f"la réponse est attendue avant le {date_longue(due)}, et le brief est du {date_longue(brief.date)}."
        yield "B116", ("reponse_avant",), message, "Corrigez l’une des deux dates."
    if days and due >= min(days):
        starts = date_longue(min(days))
        message = f"la réponse est attendue avant le {date_longue(due)}, et la formation commence le {starts}."
        yield "B117", ("reponse_avant",), message, "Corrigez l’une des deux dates."
