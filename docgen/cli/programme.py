"""`docgen programme`: proposals."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from docgen.cli import options
from docgen.cli.aide import Commande

if TYPE_CHECKING:
    from pathlib import Path


@click.command(
    cls=Commande,
    short_help="Écrit la proposition adaptée au brief.",
    epilog="\b\nExemples :\n  docgen programme briefs/exemple.yaml\n"
    "  docgen programme --final --pdf briefs/exemple.yaml",
)
@options.briefs
@options.sortie
@options.final
@options.force
@options.pdf
@options.apercu
@options.ouvrir
@click.option("--expliquer", is_flag=True, help="Dit pourquoi chaque séquence est là et d’où vient sa durée.")
@options.processus
@options.silence
@options.tout
@options.format_
@options.debug
@click.pass_context
def programme(  # noqa: PLR0913 - one parameter per option
    ctx: click.Context,
    briefs: tuple[Path, ...],
    sortie: Path | None,
    *,
    brouillon: bool,
    force: bool,
    pdf: bool,
    apercu: bool,
    ouvrir: bool,
    expliquer: bool,
    processus: int | None,
    silencieux: bool,
    tout: bool,
    format_: str,
) -> None:
    """Écrit la proposition : le programme précis, adapté au contexte et aux attendus.

    BRIEF est un fichier ou un dossier de briefs. Sans BRIEF, docgen prend tous ceux du dossier « briefs ».
    """
    from docgen.cli.ouverture import Ensuite
    from docgen.cli.rapport import Affichage
    from docgen.cli.travail import produce_all
    from docgen.production import Commande

    commande = Commande(("programme",), sortie=sortie, final=not brouillon, force=force, expliquer=expliquer)
    affichage = Affichage(silencieux=silencieux, format_=format_, tout=tout)
    ctx.exit(produce_all(briefs, commande, affichage, Ensuite(pdf, apercu, ouvrir), processus=processus))
