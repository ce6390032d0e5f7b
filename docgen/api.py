"""docgen as a library: `from docgen import load_brief, check_brief, build_programme, render_kit`.

    open_atelier → load_brief → check_brief
                              → build_programme → render_programme, render_kit, render_calendrier

Values in, values and findings out: nothing here prints, exits or writes to disk. What is at fault is a `Finding`, in
French, with its place and its remedy; only a wrong call raises. One `Atelier` serves many briefs, and many threads.

Each function imports what it needs when it is called, so that `import docgen`, and `docgen --help` with it, cost
nothing more.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection
    from os import PathLike

    from docgen.brief import LoadedBrief
    from docgen.findings import Finding
    from docgen.production import Atelier, Rendu, Verification


def open_atelier(dossier: str | PathLike[str]) -> Atelier:
    """Read what the briefs of a workspace share: catalogue, organisation, communes, templates. Open once, and keep.

    What the folder lacks comes with docgen, but for organisme.yaml, whose facts are then gaps. `findings` tells what
    is wrong with the catalogue and the organisation.
    """
    from pathlib import Path

    from docgen import production
    from docgen.workspace import Workspace

    return production.open_atelier(Workspace(Path(dossier)))


def load_brief(source: str | PathLike[str] | bytes, atelier: Atelier, *, nom: str = "brief.yaml") -> LoadedBrief:
    """Read a brief from a file, or from the bytes of one. Never raises for a bad brief: `findings` tells of it.

    `nom` is how findings name a brief given as bytes. Such a brief may name no file of participants (finding P010):
    whoever sent it is not to read the lists of the workspace.
    """
    from pathlib import Path

    from docgen import production

    if isinstance(source, bytes):
        return production.load(atelier, Path(nom), source)
    return production.load(atelier, Path(source))


def check_brief(brief: LoadedBrief, atelier: Atelier, *, today: dt.date | None = None) -> tuple[Finding, ...]:
    """All that is wrong with a brief: its form, its rules, whether its programme can be built. By line.

    `today` asks for warnings about dates gone by.
    """
    from docgen import production

    return production.check(atelier, brief, today=today).findings


def build_programme(brief: LoadedBrief, atelier: Atelier) -> Verification:
    """Tailor a brief's programme: `.programme`, None while a finding is an error, and the same `.findings` as above."""
    from docgen import production

    return production.check(atelier, brief)


def render_programme(built: Verification, atelier: Atelier, *, final: bool = False) -> Rendu:
    """Render the proposal, a Word document: `.documents` (path, bytes) and `.findings`, the brief's included.

    There are no documents while a finding is an error. In a draft a gap is a warning; with `final`, an error.
    """
    from docgen import production

    return production.render(atelier, built, production.Commande(("programme",), final=final))


def render_kit(
    built: Verification,
    atelier: Atelier,
    *,
    session: int | None = None,
    documents: Collection[str] = (),
    final: bool = False,
) -> Rendu:
    """Render the paperwork of each session, or of one (from 1); `documents` by key, « agenda », all by default."""
    from docgen import production

    commande = production.Commande(("kit",), documents=tuple(documents), session=session, final=final)
    return production.render(atelier, built, commande)


def render_calendrier(built: Verification, atelier: Atelier, *, final: bool = False) -> Rendu:
    """Render the sessions as an iCalendar file (RFC 5545)."""
    from docgen import production

    return production.render(atelier, built, production.Commande(("calendrier",), final=final))
