"""`docgen catalogue CODE --pour BRIEF`: a module as one client gets it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docgen.errors import UsageFaultError

if TYPE_CHECKING:
    from pathlib import Path


def show_for(code: str | None, brief: Path, *, a_copier: bool) -> int:
    """Print it, or what stands in its way; the exit code."""
    from docgen.cli.choix import check_there, find_workspace
    from docgen.cli.console import console
    from docgen.cli.report import print_findings
    from docgen.findings import gravest_exit_code, has_errors
    from docgen.production.sur_mesure import module_for

    if code is None:
        raise UsageFaultError("--pour demande un module : docgen catalogue CODE --pour BRIEF.")
    workspace = find_workspace([brief])
    check_there(brief, workspace.dossier / "briefs")
    lines, findings = module_for(workspace, brief, code, a_copier=a_copier)
    for line in lines:
        console().print(line, highlight=False, markup=False, soft_wrap=a_copier)
    shown = findings if has_errors(findings) else []
    print_findings(shown, "texte")
    return gravest_exit_code(shown)
