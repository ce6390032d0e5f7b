"""`docgen calendrier`: the sessions as a calendar file."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from docgen.cli import options
from docgen.cli.aide import Commande

if TYPE_CHECKING:
    from pathlib import Path


@click.command(
    cls=Commande,
    short_help="Écrit les sessions pour un agenda (.ics).",
    epilog="\b\nExemple :\n  docgen calendrier briefs/exemple.yaml",
)
@options.briefs
@options.sortie
@options.final
@options.force
@options.processus
@options.silence
@options.tout
@options.format_
@options.debug
@click.pass_context
def calendrier(  # noqa: PLR0913 - one parameter per option
    ctx: click.Context,
    briefs: tuple[Path, ...],
    sortie: Path | None,
    *,
    brouillon: bool,
    force: bool,
    processus: int | None,
    silencieux: bool,
    tout: bool,
    format_: str,
) -> None:
    """Écrit un fichier .ics : un rendez-vous par demi-journée, à importer dans Outlook, Thunderbird ou un téléphone.

    Quand une date change, augmentez « version » dans le brief : l’agenda déplace alors les rendez-vous au lieu
    de les doubler. Une demi-journée retirée du brief reste dans l’agenda : supprimez-la.
    """
    from docgen.cli.rapport import Affichage
    from docgen.cli.travail import produce_all
    from docgen.production import Commande

    commande = Commande(("calendrier",), sortie=sortie, final=not brouillon, force=force)
    ctx.exit(
        produce_all(briefs, commande, Affichage(silencieux=silencieux, format_=format_, tout=tout), processus=processus)
    )
