"""`docgen brief`: briefs written for you."""

from __future__ import annotations

import click

from docgen.cli import options
from docgen.cli.aide import Groupe


@click.group(
    cls=Groupe,
    short_help="Écrit un brief : par questions, ou d’un formulaire.",
    subcommand_metavar="COMMANDE [ARGUMENTS]…",
    epilog="\b\nExemples :\n  docgen brief nouveau\n  docgen brief formulaire --commune 37122\n"
    "  docgen brief importer formulaire-joue-les-tours.docx",
    paresseux={
        "nouveau": "docgen.cli.brief_nouveau:nouveau",
        "formulaire": "docgen.cli.brief_formulaire:formulaire",
        "importer": "docgen.cli.brief_formulaire:importer",
    },
)
@options.debug
def brief() -> None:
    """Les briefs : un fichier par demande, que docgen commence pour vous."""
