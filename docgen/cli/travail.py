"""What `programme`, `kit` and `verifier` do alike: go through the briefs, report, and give the exit code."""

from __future__ import annotations

import datetime as dt
import sys
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from docgen import batch
from docgen.cli.choix import choose_briefs, find_workspace
from docgen.cli.ouverture import RIEN, Ensuite, open_documents
from docgen.cli.rapport import STATUT_WIDTH, Affichage, Rapport, count
from docgen.cli.report import INDENT, wrapped
from docgen.cli.systeme import is_terminal, refusal
from docgen.findings import Finding
from docgen.production import Production, accepted_in_vain, check_only, modules_named, open_atelier, produce
from docgen.production.ignores import ignored
from docgen.workspace import glance

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from docgen.production import Atelier, Commande
    from docgen.workspace import Workspace


Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Prudent:
    """A job over many briefs: what docgen did not foresee in one of them is told, and stops no other."""

    job: Callable[[Atelier, Path], Production]

    def __call__(self, atelier: Atelier, chemin: Path) -> Production:
        """Do the job."""
        try:
            return self.job(atelier, chemin)
        except Exception as error:  # noqa: BLE001 - the last net of one brief; alone, it would reach cli.run's
            if refused := refusal(error):
                return Production(findings=(replace(refused, fichier=refused.fichier or str(chemin)),))
            message = f"panne de docgen sur ce brief ({type(error).__name__} : {error}) ; les autres sont traités."
            remede = "Relancez-le seul, avec --debug, et envoyez-nous ce qui s’affiche."
            return Production(findings=(Finding("Z001", message, remede, fichier=str(chemin)),))


def _prudent(
    job: Callable[[Atelier, Path], Production], chemins: Sequence[Path]
) -> Callable[[Atelier, Path], Production]:
    return job if len(chemins) == 1 else Prudent(job)


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
    rapport = Rapport(affichage, len(chemins))
    of_twins = _twins(chemins)
    rapport.constats(of_twins.values())
    documents: list[Path] = []
    alone = [chemin for chemin in chemins if chemin not in of_twins]
    for production in with_progress(atelier, alone, _prudent(job, chemins), processus, affichage):
        rapport.production(_with_shared(atelier, production))
        if ensuite != RIEN:  # over all communes the list would be long
            documents += [written.chemin for written in production.documents if not written.refuse]
    rapport.constats(atelier.findings)  # where no brief was left to tell them with
    if ensuite.pdf or ensuite.apercu:
        rapport.constats(_convert(documents, ensuite, affichage, processus))
    code = rapport.conclude(rapport.documents())
    if ensuite.ouvrir and (said := open_documents(documents)):
        affichage.say(said)
    return code


def verify_all(named: Sequence[Path], affichage: Affichage, *, processus: int | None = None) -> int:
    """Check each brief; findings are the product, and go to standard output."""
    workspace, chemins = prepare(named)
    atelier = open_atelier(workspace)
    job = partial(check_only, today=dt.datetime.now().astimezone().date())
    rapport = Rapport(affichage, len(chemins), err=False)
    first: dict[str, Path] = {}
    silenced: set[str] = set()
    demandes: tuple[str, ...] = ()
    for chemin, production in zip(
        chemins, with_progress(atelier, chemins, _prudent(job, chemins), processus, affichage), strict=True
    ):
        whole = _with_shared(atelier, production)
        rapport.constats([*whole.findings, *reference_taken(production.reference, chemin, first)])
        silenced |= production.acceptes
        demandes = production.demandes
    rapport.constats(ignored(workspace))
    rapport.constats(accepted_in_vain(atelier, None if named else silenced))
    code = rapport.conclude(f"{count(len(chemins), 'brief vérifié', 'briefs vérifiés')} :")
    if len(chemins) == 1 and demandes and code == 0:  # what is at fault comes first
        affichage.say("À demander au client :")
        for question in demandes:
            affichage.say(wrapped(f"– {question}", INDENT))
    return code


def _with_shared(atelier: Atelier, production: Production) -> Production:
    """What came of a brief with what all of them share: file by file, each in its order."""
    found = [*atelier.findings, *production.findings]
    files = list(dict.fromkeys(finding.fichier for finding in (*production.findings, *atelier.findings)))
    ranks = {name: rank for rank, name in enumerate(files)}
    return replace(production, findings=tuple(sorted(found, key=lambda one: (ranks[one.fichier], *_line(one)))))


def _line(finding: Finding) -> tuple[int, int]:
    return (finding.mark.ligne, finding.mark.colonne) if finding.mark else (0, 0)


def prepare(named: Sequence[Path]) -> tuple[Workspace, list[Path]]:
    """The workspace, and the briefs that a command is about. Raises UsageFaultError."""
    workspace = find_workspace(named)
    return workspace, choose_briefs(workspace, named)


def reference_taken(reference: str, chemin: Path, first: dict[str, Path]) -> list[Finding]:
    """Two briefs of one reference would share a folder; Windows takes « jlt-1 » and « JLT-1 » for one."""
    other = first.setdefault(reference.casefold(), chemin)
    return [] if not reference or other == chemin else [_twin(reference, chemin, other)]


def _twins(chemins: Sequence[Path]) -> dict[Path, Finding]:
    """The briefs of this run that bear one reference: whichever came last would win, so that none is made."""
    first: dict[str, Path] = {}
    found: dict[Path, Finding] = {}
    for chemin in chemins if len(chemins) > 1 else ():
        reference = glance(chemin).reference or ""
        other = first.setdefault(reference.casefold(), chemin)
        if reference and other != chemin:
            found.setdefault(other, _twin(reference, other, chemin))
            found[chemin] = _twin(reference, chemin, other)
    return found


def _twin(reference: str, chemin: Path, other: Path) -> Finding:
    message = f"la référence « {reference} » est déjà celle de {other}."
    return Finding("B058", message, "Donnez à chaque brief sa référence.", fichier=str(chemin))


def _convert(
    documents: Sequence[Path], ensuite: Ensuite, affichage: Affichage, processus: int | None
) -> tuple[Finding, ...]:
    from docgen.output.pdf import convert, pages

    result = convert(documents, processus)
    pictures, of_pages = pages(result.pdfs) if ensuite.apercu else ((), ())
    for made in result.pdfs:
        affichage.say(f"  {'PDF':<{STATUT_WIDTH}} {made}")
    for picture in pictures:
        affichage.say(f"  {'page':<{STATUT_WIDTH}} {picture}")
    return (*result.findings, *of_pages)


def with_progress(
    atelier: Atelier,
    chemins: Sequence[Path],
    job: Callable[[Atelier, Path], Result],
    processus: int | None,
    affichage: Affichage,
) -> Iterator[Result]:
    """The results of `batch.run`, behind a progress bar where a person watches several briefs."""
    results = batch.run(atelier, chemins, job, processus)
    if affichage.silencieux or len(chemins) == 1 or not is_terminal(sys.stderr):
        yield from results
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (BarColumn(), MofNCompleteColumn(), TextColumn("briefs, encore"), TimeRemainingColumn())
    console = Console(stderr=True)
    with Progress(*columns, console=console, transient=True, redirect_stdout=False, redirect_stderr=False) as progress:
        bar = progress.add_task("", total=len(chemins))
        for result in results:
            progress.stop()  # what is said of a brief would stand on the bar's own line
            yield result
            progress.start()
            progress.advance(bar)
