"""One brief to documents on disk: the only place where all the rooms below meet.

The way of the data: brief file → `load_brief` → `check_brief` → `build_programme` → a view per document →
`Template.render` → `Dossier.write`. Findings travel beside it; nothing is written while one is an error.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from docgen.findings import has_errors

if TYPE_CHECKING:
    import datetime as dt

    from docgen.brief.loading import LoadedBrief
    from docgen.catalogue.model import Catalogue
    from docgen.findings import Finding
    from docgen.organisme.model import Organisme
    from docgen.programme.model import Programme
    from docgen.territory import Territoire
    from docgen.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Atelier:
    """What every brief of a workspace shares, read once. `findings` are of the catalogue and the organisme."""

    workspace: Workspace
    territoire: Territoire
    catalogue: Catalogue
    organisme: Organisme
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Verification:
    """A brief that was read and checked; `programme` is None while something keeps it from being built."""

    loaded: LoadedBrief
    programme: Programme | None
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Commande:
    """What to make of a brief."""

    commande: str  # « programme » | « kit »
    documents: tuple[str, ...] = ()  # keys; all those of the command when empty
    session: int | None = None
    sortie: Path | None = None
    final: bool = False
    force: bool = False
    expliquer: bool = False


@dataclass(frozen=True, slots=True)
class Ecrit:
    """A document on disk, and what became of it: « écrit », « à jour », « conservé »…"""

    chemin: Path
    statut: str


@dataclass(frozen=True, slots=True)
class Production:
    """What came of one brief; small enough to travel between processes."""

    reference: str
    client: str
    documents: tuple[Ecrit, ...]
    explication: tuple[str, ...]
    findings: tuple[Finding, ...]


def open_atelier(workspace: Workspace) -> Atelier:
    """Read what briefs share; its faults are findings."""
    from docgen.catalogue import load_catalogue
    from docgen.organisme import load_organisme
    from docgen.territory import Territoire

    catalogue, of_catalogue = load_catalogue(workspace.catalogue)
    organisme, of_organisme = load_organisme(workspace.organisme)
    return Atelier(workspace, Territoire.open(), catalogue, organisme, (*of_catalogue, *of_organisme))


def verify(atelier: Atelier, chemin: Path, *, today: dt.date | None = None) -> Verification:
    """Read a brief, check it, and tailor its programme: every fault at once."""
    from docgen.brief import check_brief, load_brief
    from docgen.programme import build_programme

    loaded = load_brief(chemin, territoire=atelier.territoire, organisme=atelier.organisme)
    findings = [*loaded.findings]
    programme = None
    if loaded.brief is not None:
        findings += check_brief(
            loaded, catalogue=atelier.catalogue, organisme=atelier.organisme, today=today
        )
        if not has_errors(findings):
            programme, faults = build_programme(loaded.brief, atelier.catalogue, atelier.organisme)
            findings += [loaded.finding_of(fault) for fault in faults]
    return Verification(loaded, programme, tuple(findings))


def check_only(atelier: Atelier, chemin: Path, *, today: dt.date | None = None) -> tuple[Finding, ...]:
    """The findings of one brief, gaps of its documents included; writes nothing."""
    verification = verify(atelier, chemin, today=today)
    gaps = {gap: None for view in _all_views(atelier, verification) for gap in gaps_of(view)}
    return (*verification.findings, *(_gap_finding(gap, atelier, verification) for gap in gaps))
