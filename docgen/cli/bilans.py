"""What `etat` prints: documents by brief, what has changed, one line of counts, and what to do next."""

from __future__ import annotations

import json
from collections import Counter
from functools import partial
from typing import TYPE_CHECKING, Any

import click

from docgen.cli.conseils import advice
from docgen.cli.rapport import count
from docgen.cli.report import INDENT, print_findings, summary, wrapped
from docgen.cli.travail import prepare, reference_taken, with_progress
from docgen.findings import Finding, Gravite, gravest_exit_code
from docgen.output.etat import Etat
from docgen.production import modules_named, open_atelier
from docgen.production.etat import forsaken, state_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from docgen.cli.rapport import Affichage
    from docgen.production.etat import Bilan, EtatDocument
    from docgen.production.raisons import Raison

COLOURS = {Etat.A_JOUR: "green", Etat.MANQUANT: "cyan"}  # the others ask for a look: yellow
ETAT_WIDTH = max(map(len, Etat))
PLURALS = {
    Etat.A_JOUR: "à jour",
    Etat.MODIFIE: "modifiés à la main",
    Etat.MODIFIE_PERIME: "modifiés et périmés",
}


def show_all(named: Sequence[Path], sortie: Path | None, affichage: Affichage, *, processus: int | None = None) -> int:
    """Show where the documents of each brief stand; the exit code is that of the errors found."""
    workspace, chemins = prepare(named)
    atelier = open_atelier(workspace, modules_named(chemins[0]) if len(chemins) == 1 else None)
    findings = [finding for finding in atelier.findings if finding.gravite is Gravite.ERREUR]
    bilans: list[Bilan] = []
    first: dict[str, Path] = {}
    for bilan in with_progress(atelier, chemins, partial(state_of, sortie=sortie), processus, affichage):
        findings += [*bilan.findings, *reference_taken(bilan.reference, bilan.brief, first)]
        bilans.append(bilan)
        _show(bilan, affichage, alone=len(chemins) == 1)
    if not named:
        forgotten = forsaken(workspace, bilans, sortie=sortie)
        bilans += forgotten
        for bilan in forgotten:
            _show(bilan, affichage, alone=False)
    findings = list(dict.fromkeys(findings))
    if affichage.format_ == "json":
        click.echo(json.dumps(_as_json(bilans, affichage.shown(findings)), ensure_ascii=False, indent=2))
    else:
        print_findings(affichage.shown(findings), "texte")
    _conclude(bilans, findings, advice(bilans, named, sortie), affichage)
    return gravest_exit_code(findings)


def _show(bilan: Bilan, affichage: Affichage, *, alone: bool) -> None:
    for line in _block(bilan, alone=alone):
        affichage.say(line)


def _conclude(
    bilans: Sequence[Bilan], findings: Sequence[Finding], advised: Sequence[str], affichage: Affichage
) -> None:
    states = Counter(document.etat for bilan in bilans for document in bilan.documents)
    orphans = states.pop(Etat.ORPHELIN, 0)
    documents = ", ".join(_counted(etat, states[etat]) for etat in Etat if states[etat])
    said = [count(states.total(), "document") + (f" : {documents}" if documents else "")]
    said += [_counted(Etat.ORPHELIN, orphans)] if orphans else []
    said += [summary(findings)] if findings else []
    affichage.say(f"{' ; '.join(said)}.")
    for line in advised:
        affichage.say(wrapped(f"→ {line}", INDENT))


def _counted(etat: Etat, number: int) -> str:
    return f"{number} {PLURALS.get(etat, f'{etat}s') if number > 1 else etat}"


def _block(bilan: Bilan, *, alone: bool) -> Iterator[str]:
    """The lines about one brief; among several, a brief whose documents all stand alike takes a single one."""
    if not bilan.documents:
        return
    title = click.style(
        " · ".join(part for part in (bilan.reference, bilan.client, str(bilan.dossier)) if part), bold=True
    )
    states = {document.etat for document in bilan.documents}
    if not bilan.documents[0].chemin:
        yield f"{title} : orphelin, aucun brief ne le demande plus"
        return
    if not alone and len(states) == 1 and states <= set(COLOURS):
        yield f"{title} : {_counted(states.pop(), len(bilan.documents))}"
        return
    yield title
    yield from map(_row, bilan.documents)
    changed = _changed(bilan.documents)
    if changed:
        yield "  Ce qui a changé depuis :"
        yield from (wrapped(line, INDENT) for line in changed)


def _row(document: EtatDocument) -> str:
    etat = click.style(f"{document.etat:<{ETAT_WIDTH}}", fg=COLOURS.get(document.etat, "yellow"))
    kind = {True: "final", False: "brouillon", None: ""}[document.final]
    return f"  {etat}  {kind:<9}  {document.chemin}"


def _changed(documents: Sequence[EtatDocument]) -> list[str]:
    """Each reason once, with the documents that it makes stale unless it makes them all so."""
    stale = [document for document in documents if document.raisons]
    told: dict[Raison, list[str]] = {}
    for document in stale:
        for raison in document.raisons:
            told.setdefault(raison, []).append(document.nature)
    return [
        str(raison) if len(natures) == len(stale) or raison.entree == "modele" else f"{raison} : {_names(natures)}"
        for raison, natures in told.items()
    ]


def _names(natures: Sequence[str]) -> str:
    return ", ".join(dict.fromkeys(natures))


def _as_json(bilans: Sequence[Bilan], findings: Sequence[Finding]) -> dict[str, Any]:
    documents = [_document(bilan, document) for bilan in bilans for document in bilan.documents]
    return {"documents": documents, "constats": [finding.to_json() for finding in findings]}


def _document(bilan: Bilan, document: EtatDocument) -> dict[str, Any]:
    return {
        "brief": str(bilan.brief),
        "reference": bilan.reference,
        "document": document.nature,
        "chemin": str(bilan.dossier / document.chemin) if bilan.dossier else document.chemin,
        "etat": document.etat.value,
        "final": document.final,
        "date": document.date,
        "raisons": [_raison(raison) for raison in document.raisons],
    }


def _raison(raison: Raison) -> dict[str, Any]:
    return {
        "entree": raison.entree,
        "texte": raison.texte,
        "fichier": raison.fichier,
        "ligne": raison.mark.ligne if raison.mark else None,
        "colonne": raison.mark.colonne if raison.mark else None,
    }
