"""`docgen verifier`: checks everything, writes nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from docgen.cli import options
from docgen.cli.aide import Commande

if TYPE_CHECKING:
    from pathlib import Path


@click.command(
    cls=Commande,
    short_help="Vérifie tout, n’écrit rien.",
    epilog="\b\nExemples :\n  docgen verifier\n  docgen verifier briefs/exemple.yaml\n  docgen verifier --format json",
)
@options.briefs
@options.processus
@options.silence
@options.format_
@options.debug
@click.pass_context
def verifier(
    ctx: click.Context,
    briefs: tuple[Path, ...],
    *,
    processus: int | None,
    silencieux: bool,
    format_: str,
) -> None:
    """Vérifie les briefs, le catalogue et l’organisme ; n’écrit rien.

    Tous les défauts sont dits en une fois, chacun avec sa ligne et son remède.
    """
    from docgen.cli.travail import Affichage, verify_all

    affichage = Affichage(silencieux=silencieux, format_=format_)
    ctx.exit(verify_all(briefs, affichage, processus=processus))
