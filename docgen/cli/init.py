"""`docgen init`: a workspace of one's own."""

from __future__ import annotations

from pathlib import Path

import click

from docgen.cli import options
from docgen.cli.aide import Commande

WIDTH = 8  # « conservé », in a column


@click.command(
    cls=Commande,
    short_help="Prépare votre espace de travail.",
    epilog='\b\nExemples :\n  docgen init\n  docgen init "Formations 2027"',
)
@click.argument("dossier", required=False, metavar="[DOSSIER]", type=options.Dossier())
@options.silence
@options.debug
def init(dossier: Path | None, *, silencieux: bool) -> None:
    """Prépare un espace de travail dans DOSSIER, ou dans le dossier où vous êtes.

    Il contient organisme.yaml à remplir, un brief d’exemple, les modèles Word, et de quoi être aidé dans
    Visual Studio Code. Un fichier qui est déjà là n’est jamais remplacé.
    """
    from docgen.creation.espace import create
    from docgen.modeles.inventaire import Copie
    from docgen.workspace import Workspace

    folder = dossier or _here()
    made = 0
    for path, outcome in create(Workspace(folder)):
        made += outcome is Copie.COPIE
        if not silencieux:
            said = "créé" if outcome is Copie.COPIE else outcome.value
            click.echo(f"  {said:<{WIDTH}} {path}")
    if not silencieux:
        click.echo(_what_next(folder, made))


def _here() -> Path:
    """The current folder, unless it lies inside a workspace: another one there would hide the first."""
    from docgen.errors import UsageFaultError
    from docgen.workspace import Workspace

    around = Workspace.find(Path.cwd())
    if around.existe and around.dossier != Path.cwd():
        raise UsageFaultError(
            f"vous êtes déjà dans l’espace de travail « {around.dossier} ». "
            "Pour en faire un autre, nommez son dossier : docgen init DOSSIER."
        )
    return Path()


def _what_next(folder: Path, made: int) -> str:
    if not made:
        return "\nTout était déjà là : rien n’a été changé."
    steps = [f"Ouvrez un terminal dans « {folder} »."] if folder != Path() else []
    steps += ["Remplissez organisme.yaml : les lignes « À REMPLIR ».", "Tapez : docgen brief nouveau"]
    listed = "\n".join(f"  {number}. {step}" for number, step in enumerate(steps, 1))
    return f"\nEnsuite :\n{listed}\nLISEZMOI.md le dit pas à pas."
