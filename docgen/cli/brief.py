"""`docgen brief`: briefs written for you."""

from __future__ import annotations

import click

from docgen.cli import options
from docgen.cli.aide import Groupe


@click.group(
    cls=Groupe,
    short_help="Écrit un brief avec vous.",
    subcommand_metavar="COMMANDE [ARGUMENTS]…",
    epilog="\b\nExemple :\n  docgen brief nouveau",
    paresseux={"nouveau": "docgen.cli.brief_nouveau:nouveau"},
)
@options.debug
def brief() -> None:
    """Les briefs : un fichier par demande, que docgen commence pour vous."""
