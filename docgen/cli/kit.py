"""`docgen kit`: the paperwork of each session."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from docgen.cli import options
from docgen.cli.aide import Commande
from docgen.documents.registre import documents_de

if TYPE_CHECKING:
    from pathlib import Path


@click.command(
    cls=Commande,
    short_help="Écrit les documents de chaque session.",
    epilog="\b\nExemples :\n  docgen kit briefs/exemple.yaml\n"
    "  docgen kit --session 2 --document emargement briefs/exemple.yaml",
)
@options.briefs
@click.option("--session", metavar="N", type=options.Entier(), help="La N-ième session du brief seulement.")
@options.document(tuple(document.cle for document in documents_de("kit")))
@options.sortie
@options.final
@options.force
@options.pdf
@options.apercu
@options.ouvrir
@options.processus
@options.silence
@options.tout
@options.format_
@options.debug
@click.pass_context
def kit(  # noqa: PLR0913 - one parameter per option
    ctx: click.Context,
    briefs: tuple[Path, ...],
    session: int | None,
    documents: tuple[str, ...],
    sortie: Path | None,
    *,
    brouillon: bool,
    force: bool,
    pdf: bool,
    apercu: bool,
    ouvrir: bool,
    processus: int | None,
    silencieux: bool,
    tout: bool,
    format_: str,
) -> None:
    """Écrit les documents de chaque session : agenda, déroulé, émargement, questionnaires.

    BRIEF est un fichier ou un dossier de briefs. Sans BRIEF, docgen prend tous ceux du dossier « briefs ».
    """
    from docgen.cli.ouverture import Ensuite
    from docgen.cli.rapport import Affichage
    from docgen.cli.travail import produce_all
    from docgen.production import Commande

    commande = Commande(("kit",), documents=documents, session=session, sortie=sortie, final=not brouillon, force=force)
    affichage = Affichage(silencieux=silencieux, format_=format_, tout=tout)
    ctx.exit(produce_all(briefs, commande, affichage, Ensuite(pdf, apercu, ouvrir), processus=processus))
