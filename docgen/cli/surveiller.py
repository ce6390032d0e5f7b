"""`docgen surveiller`: checks and makes documents again each time a brief or a template is saved."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from docgen.cli import options
from docgen.cli.aide import Commande

if TYPE_CHECKING:
    from pathlib import Path

    from docgen.workspace import Workspace


@click.command(
    cls=Commande,
    short_help="Refait les documents à chaque enregistrement.",
    epilog="\b\nExemple :\n  docgen surveiller briefs/exemple.yaml",
)
@options.briefs
@options.sortie
@options.debug
def surveiller(briefs: tuple[Path, ...], sortie: Path | None) -> None:
    """Attend, et refait les documents chaque fois que vous enregistrez un brief, un modèle ou organisme.yaml.

    Un modèle est d’abord vérifié. Ctrl-C pour arrêter.
    """
    from docgen.cli.choix import choose_briefs, find_workspace
    from docgen.surveillance import changes

    workspace = find_workspace(briefs)
    chosen = choose_briefs(workspace, briefs)
    click.echo(f"docgen surveille {len(chosen)} brief{'s' if len(chosen) > 1 else ''}. Ctrl-C pour arrêter.")
    for saved in changes(workspace, chosen):
        _make_again(workspace, chosen, saved, sortie)


def _make_again(workspace: Workspace, chosen: list[Path], saved: set[Path], sortie: Path | None) -> None:
    """What hangs on the files saved: a brief alone, or all of them when something they share has changed."""
    import datetime as dt

    from docgen.cli.rapport import Affichage
    from docgen.cli.report import print_findings
    from docgen.cli.travail import produce_all
    from docgen.modeles.controle import check, fields_for
    from docgen.production import Commande
    from docgen.surveillance import is_template

    names = ", ".join(sorted(path.name for path in saved))
    click.echo(click.style(f"\n{dt.datetime.now().astimezone():%H:%M:%S} {names}", bold=True))
    for template in sorted(path for path in saved if is_template(workspace, path)):
        print_findings(check(template, *fields_for(template, None, None)), "texte", err=False)
    alone = [brief for brief in chosen if brief.resolve() in saved]
    again = alone if len(alone) == len(saved) else chosen
    produce_all(again, Commande(("programme", "kit"), sortie=sortie), Affichage())
