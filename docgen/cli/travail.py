"""What `programme`, `kit` and `verifier` do alike: go through the briefs, report, and give the exit code."""

from __future__ import annotations

import datetime as dt
import sys
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, TypeVar

import click

from docgen import batch
from docgen.cli.choix import choose_briefs, find_workspace
from docgen.cli.ouverture import RIEN, Ensuite, open_documents
from docgen.cli.report import print_findings, summary
from docgen.findings import Finding, Gravite, gravest_exit_code
from docgen.production import check_only, modules_named, open_atelier, produce

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from docgen.production import Atelier, Commande, Production
    from docgen.workspace import Workspace


Result = TypeVar("Result")

STATUT_WIDTH = 9  # « conservé » and its siblings, in a column


@dataclass(frozen=True, slots=True)
class Affichage:
    """How much is printed, and in which form."""

    silencieux: bool = False
    format_: str = "texte"

    def shown(self, findings: Sequence[Finding]) -> list[Finding]:
        """What is worth printing: quiet keeps errors alone."""
        return [f for f in findings if not self.silencieux or f.gravite is Gravite.ERREUR]

    def say(self, text: str) -> None:
        """A line of good news, for people only."""
        if not self.silencieux and self.format_ == "texte":
            click.echo(text)


def produce_all(
    named: Sequence[Path],
    commande: Commande,
    affichage: Affichage,
    ensuite: Ensuite = RIEN,
    *,
    processus: int | None = None,
) -> int:
    """Make the documents of each brief; the exit code is the gravest."""
    workspace, chemins = prepare(named)
    atelier = open_atelier(workspace, modules_named(chemins[0]) if len(chemins) == 1 else None)
    job = partial(produce, commande=commande, now=dt.datetime.now().astimezone())
    findings = dict.fromkeys(atelier.findings)  # each once: a gap of the organisation is every brief's
    documents: list[Path] = []
    _print(affichage, list(findings))
    for production in with_progress(atelier, chemins, job, processus, affichage):
        new = [finding for finding in production.findings if finding not in findings]
        _report(production, new, affichage)
        findings.update(dict.fromkeys(new))
        documents += [written.chemin for written in production.documents if not written.refuse]
    if ensuite.pdf or ensuite.apercu:
        findings.update(dict.fromkeys(_convert(documents, ensuite, affichage)))
    _conclude(list(findings), affichage, count(len(documents), "document"))
    if ensuite.ouvrir and (said := open_documents(documents)):
        affichage.say(said)
    return gravest_exit_code(findings)


def verify_all(named: Sequence[Path], affichage: Affichage, *, processus: int | None = None) -> int:
    """Check each brief; findings are the product, and go to standard output."""
    workspace, chemins = prepare(named)
    atelier = open_atelier(workspace)
    findings = [*atelier.findings]
    job = partial(check_only, today=dt.datetime.now().astimezone().date())
    first: dict[str, Path] = {}
    for chemin, production in zip(chemins, with_progress(atelier, chemins, job, processus, affichage), strict=True):
        findings += production.findings
        findings += reference_taken(production.reference, chemin, first)
    findings = list(dict.fromkeys(findings))
    print_findings(affichage.shown(findings), affichage.format_, err=False)
    affichage.say(f"{count(len(chemins), 'brief vérifié', 'briefs vérifiés')} : {summary(findings)}.")
    return gravest_exit_code(findings)


def prepare(named: Sequence[Path]) -> tuple[Workspace, list[Path]]:
    """The workspace, and the briefs that a command is about. Raises UsageFaultError."""
    workspace = find_workspace(named)
    return workspace, choose_briefs(workspace, named)


def reference_taken(reference: str, chemin: Path, first: dict[str, Path]) -> list[Finding]:
    """Two briefs of one reference would share a folder; Windows takes « jlt-1 » and « JLT-1 » for one."""
    other = first.setdefault(reference.casefold(), chemin)
    if not reference or other == chemin:
        return []
    message = f"la référence « {reference} » est déjà celle de {other}."
    return [Finding("B058", message, "Donnez à chaque brief sa référence.", fichier=str(chemin))]


def _report(production: Production, findings: Sequence[Finding], affichage: Affichage) -> None:
    titre = " · ".join(part for part in (production.reference, production.client) if part)
    if production.documents:
        affichage.say(click.style(titre, bold=True))
    for written in production.documents:
        affichage.say(f"  {written.statut:<{STATUT_WIDTH}} {written.chemin}")
    for line in production.explication:
        affichage.say(line)
    _print(affichage, findings)


def _print(affichage: Affichage, findings: Sequence[Finding]) -> None:
    # One JSON array can only be written when all is known: `_conclude` does it.
    if affichage.format_ == "texte":
        print_findings(affichage.shown(findings), "texte")


def _conclude(findings: Sequence[Finding], affichage: Affichage, made: str) -> None:
    if affichage.format_ == "json":
        print_findings(affichage.shown(findings), "json")
    affichage.say(f"{made} ; {summary(findings)}.")


def _convert(documents: Sequence[Path], ensuite: Ensuite, affichage: Affichage) -> tuple[Finding, ...]:
    from docgen.output.pdf import convert, pages

    result = convert(documents)
    pictures, of_pages = pages(result.pdfs) if ensuite.apercu else ((), ())
    for made in result.pdfs:
        affichage.say(f"  {'PDF':<{STATUT_WIDTH}} {made}")
    for picture in pictures:
        affichage.say(f"  {'page':<{STATUT_WIDTH}} {picture}")
    _print(affichage, (*result.findings, *of_pages))
    return (*result.findings, *of_pages)


def count(number: int, one: str, many: str | None = None) -> str:
    """« 1 document », « 2 documents »."""
    return f"{number} {one if number < 2 else many or one + 's'}"  # noqa: PLR2004 - French: 0 and 1 are singular


def with_progress(
    atelier: Atelier,
    chemins: Sequence[Path],
    job: Callable[[Atelier, Path], Result],
    processus: int | None,
    affichage: Affichage,
) -> Iterator[Result]:
    """The results of `batch.run`, behind a progress bar where a person watches several briefs."""
    results = batch.run(atelier, chemins, job, processus)
    if affichage.silencieux or len(chemins) == 1 or not sys.stderr.isatty():
        yield from results
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as progress:
        yield from progress.track(results, total=len(chemins), description="Briefs")
