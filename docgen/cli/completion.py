"""`docgen completion`: what makes the Tab key finish docgen's words in a terminal."""

from __future__ import annotations

import click

from docgen.cli import options
from docgen.cli.aide import Commande

VARIABLE = "_DOCGEN_COMPLETE"  # click's name for a program called docgen
# How each shell is told, once.
A_FAIRE = {
    "bash": "docgen completion bash >> ~/.bashrc",
    "zsh": "docgen completion zsh >> ~/.zshrc",
    "fish": "docgen completion fish >> ~/.config/fish/config.fish",
    "powershell": "docgen completion powershell | Add-Content $PROFILE",  # « >> » would write UTF-16 there
}


@click.command(
    cls=Commande,
    short_help="Fait compléter les commandes par la touche Tab.",
    epilog="\b\nExemples, à taper une fois :\n" + "\n".join(f"  {line}" for line in A_FAIRE.values()),
)
@click.argument("shell", metavar="SHELL", type=options.Choix(list(A_FAIRE)))
@options.debug
@click.pass_context
def completion(ctx: click.Context, shell: str) -> None:
    """Affiche de quoi compléter les commandes de docgen avec la touche Tab dans SHELL.

    SHELL est bash, zsh, fish ou powershell. Ajoutez ce texte au fichier que votre terminal lit en
    s’ouvrant, comme dans les exemples, puis ouvrez un nouveau terminal : Tab complète alors les
    commandes, les options, les briefs, les codes des modules, les documents et les communes.
    """
    from docgen.cli.coquilles import SHELLS

    root = ctx.find_root().command
    click.echo(f"# docgen, touche Tab : {A_FAIRE[shell]}")
    click.echo(SHELLS[shell](root, {}, "docgen", VARIABLE).source())
