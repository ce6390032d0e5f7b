"""`docgen` alone: what to do next in this folder."""

from __future__ import annotations

from pathlib import Path

import click


def say_what_next(ctx: click.Context) -> None:
    """Print the next steps, then the commands."""
    from docgen.cli.choix import seen_from_here
    from docgen.creation.suite import next_steps
    from docgen.workspace import Workspace

    workspace = Workspace.find(Path.cwd())
    for etape in next_steps(workspace, seen_from_here(workspace.dossier)):
        click.echo(etape.raison)
        if etape.commande:
            click.echo(click.style(f"    {etape.commande}", bold=True))
        click.echo()
    formatter = ctx.make_formatter()
    ctx.command.format_commands(ctx, formatter)  # type: ignore[attr-defined]
    click.echo(formatter.getvalue().lstrip("\n"))
    click.echo("L’aide d’une commande : docgen programme --help.")
