"""`docgen catalogue CODE --pour BRIEF`: a module as one client gets it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from docgen.cli.report import wrapped
from docgen.errors import UsageFaultError

if TYPE_CHECKING:
    from pathlib import Path


def folded(line: str) -> str:
    """A line on a terminal, what follows of it under its first words."""
    words = line.lstrip(" -")
    indent = line[: len(line) - len(words)]
    return wrapped(words, indent, under=" " * len(indent)) if words else line


def show_for(code: str | None, brief: Path, *, a_copier: bool) -> int:
    """Print it, or what stands in its way; the exit code."""
    from docgen.cli.choix import check_there, find_workspace
    from docgen.cli.report import print_findings
    from docgen.findings import gravest_exit_code, has_errors
    from docgen.production.sur_mesure import module_for

    if code is None:
        raise UsageFaultError("--pour demande un module : docgen catalogue CODE --pour BRIEF.")
    workspace = find_workspace([brief])
    check_there(brief, workspace.dossier / "briefs")
    lines, findings = module_for(workspace, brief, code, a_copier=a_copier)
    for line in lines:
        click.echo(line if a_copier else folded(line))
    shown = findings if has_errors(findings) else []
    print_findings(shown, "texte")
    return gravest_exit_code(shown)
