"""`docgen territoire`: what is known of the territory, beyond what ships with docgen."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from docgen.cli import options
from docgen.cli.aide import Commande, Groupe

if TYPE_CHECKING:
    from docgen.territory.importation import Importe


@click.group(
    cls=Groupe,
    short_help="Importe les chiffres de l’Insee.",
    subcommand_metavar="COMMANDE [ARGUMENTS]…",
    epilog="\b\nExemple :\n  docgen territoire importer base_cc_comparateur.csv",
)
@options.debug
def territoire() -> None:
    """Les chiffres des territoires, en plus de ceux qui sont fournis avec docgen."""


@territoire.command(
    cls=Commande,
    short_help="Importe le comparateur de territoires de l’Insee.",
    epilog="\b\nExemples :\n  docgen territoire importer base_cc_comparateur.csv\n"
    "  docgen territoire importer base_cc_comparateur_xlsx.zip",
)
@click.argument("fichier", metavar="FICHIER", type=click.Path(dir_okay=False, path_type=Path))
@options.silence
@options.format_
@options.debug
def importer(fichier: Path, *, silencieux: bool, format_: str) -> None:
    """Importe FICHIER, le « comparateur de territoires » de l’Insee : CSV, XLSX, ou l’archive ZIP téléchargée.

    Population, logements vacants, résidences secondaires, chômage et niveau de vie entrent alors dans les repères de
    vos propositions, et décident des mots de « territoire » que le brief ne dit pas. Une fois par an suffit : le
    fichier obtenu est dans « donnees », à partager avec les briefs.
    """
    from docgen.cli.choix import check_there, find_workspace
    from docgen.cli.report import print_findings
    from docgen.production.donnees import import_figures

    check_there(fichier)
    workspace = find_workspace()
    imported = import_figures(workspace, fichier)
    if not silencieux or format_ == "json":
        print_findings(imported.findings, format_)
    if not silencieux and format_ != "json":
        click.echo(_told(imported, workspace.comparateur))


def _told(imported: Importe, chemin: Path) -> str:
    """« 34 903 communes, recensement 2022 : donnees/comparateur.sqlite »."""
    from docgen.francais import pluriel

    unknown = len(imported.inconnus)
    left = f"\n{pluriel(unknown, 'code')} hors du découpage 2026, laissés de côté." if unknown else ""
    return f"{pluriel(imported.communes, 'commune')}, recensement {imported.annee} : {chemin}{left}"
