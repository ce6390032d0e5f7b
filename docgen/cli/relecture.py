"""`docgen verifier --dossier`: the documents of a reference as they are now, hand edits included."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from docgen.cli.choix import choose_briefs, find_workspace
from docgen.cli.report import print_findings, summary
from docgen.errors import UsageFaultError
from docgen.findings import gravest_exit_code
from docgen.production import open_atelier
from docgen.production.dossiers import find_folder
from docgen.production.relecture import review

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docgen.cli.rapport import Affichage


def review_dossier(named: str, briefs: Sequence[Path], sortie: Path | None, affichage: Affichage) -> int:
    """Read a dossier again; findings are the product, and go to standard output.

    The brief is the one that the folder was made from, unless another is named. Raises UsageFaultError for a folder
    that does not exist.
    """
    workspace = find_workspace([*briefs, Path(named)])
    chosen = choose_briefs(workspace, briefs) if briefs else []
    if len(chosen) > 1:
        raise UsageFaultError("avec --dossier, ne nommez qu’un brief, ou aucun : docgen retrouve celui du dossier.")
    folder = find_folder(sortie or workspace.sortie, named)
    relecture = review(open_atelier(workspace), folder, *chosen)
    print_findings(affichage.shown(relecture.findings), affichage.format_, err=False)
    read = f"{relecture.lus} document{'s' if relecture.lus > 1 else ''} relu{'s' if relecture.lus > 1 else ''}"
    affichage.say(f"{folder} : {read} ; {summary(relecture.findings)}.")
    return gravest_exit_code(relecture.findings)
