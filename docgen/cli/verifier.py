"""`docgen verifier`: checks everything, writes nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from docgen.cli import options
from docgen.cli.aide import Commande
from docgen.errors import UsageFaultError

if TYPE_CHECKING:
    from pathlib import Path


@click.command(
    cls=Commande,
    short_help="Vérifie tout, n’écrit rien.",
    epilog="\b\nExemples :\n  docgen verifier\n  docgen verifier briefs/exemple.yaml\n  docgen verifier --format json\n"
    "  docgen verifier --dossier MTJ-2026-01",
)
@options.briefs
@click.option(
    "--dossier",
    metavar="RÉF",
    help="Relit les documents de cette référence tels qu’ils sont, retouches comprises : "
    "disent-ils tous la même chose, et ce que dit le brief ?",
)
@options.lu
@options.processus
@options.silence
@options.format_
@options.debug
@click.pass_context
def verifier(  # noqa: PLR0913 - click hands over one argument per option
    ctx: click.Context,
    briefs: tuple[Path, ...],
    *,
    dossier: str | None,
    sortie: Path | None,
    processus: int | None,
    silencieux: bool,
    format_: str,
) -> None:
    """Vérifie les briefs, le catalogue et l’organisme ; n’écrit rien.

    Avec --dossier, vérifie les documents déjà faits.

    Tous les défauts sont dits en une fois, chacun avec sa ligne et son remède.
    """
    from docgen.cli.rapport import Affichage
    from docgen.cli.travail import verify_all

    affichage = Affichage(silencieux=silencieux, format_=format_)
    if dossier is not None:
        from docgen.cli.relecture import review_dossier

        ctx.exit(review_dossier(dossier, briefs, sortie, affichage))
    if sortie is not None:
        raise UsageFaultError("--sortie ne va qu’avec --dossier : sans lui, « verifier » ne lit aucun document.")
    ctx.exit(verify_all(briefs, affichage, processus=processus))
