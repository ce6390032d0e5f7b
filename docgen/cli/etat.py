"""`docgen etat`: where the documents stand; writes nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from docgen.cli import options
from docgen.cli.aide import Commande

if TYPE_CHECKING:
    from pathlib import Path


@click.command(
    cls=Commande,
    short_help="Dit où en sont les documents, n’écrit rien.",
    epilog="\b\nExemples :\n  docgen etat\n  docgen etat briefs/exemple.yaml\n  docgen etat --format json",
)
@options.briefs
@options.lu
@options.processus
@options.silence
@options.format_
@options.debug
@click.pass_context
def etat(  # noqa: PLR0913 - one parameter per option
    ctx: click.Context,
    briefs: tuple[Path, ...],
    sortie: Path | None,
    *,
    processus: int | None,
    silencieux: bool,
    format_: str,
) -> None:
    """Dit où en est chaque document : à jour, périmé, modifié à la main, manquant, orphelin.

    Pour un document périmé, docgen nomme ce qui a changé depuis : la ligne du brief, le modèle, le module du
    catalogue ou la rubrique d’organisme.yaml. Rien n’est écrit.
    """
    from docgen.cli.bilans import show_all
    from docgen.cli.rapport import Affichage

    affichage = Affichage(silencieux=silencieux, format_=format_)
    ctx.exit(show_all(briefs, sortie, affichage, processus=processus))
