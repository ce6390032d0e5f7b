"""`docgen completion`: what makes the Tab key finish docgen's words in a terminal."""

from __future__ import annotations

import os

import click

from docgen.cli import options
from docgen.cli.aide import Commande

VARIABLE = "_DOCGEN_COMPLETE"  # click's name for a program called docgen
# How each shell is told, once.
A_FAIRE = {
    "bash": "docgen completion bash >> ~/.bashrc",
    "zsh": "docgen completion zsh >> ~/.zshrc",
    "fish": "docgen completion fish > ~/.config/fish/completions/docgen.fish",
    "powershell": "docgen completion powershell | Add-Content $PROFILE",  # « >> » would write UTF-16 there
}
# PowerShell splits and quotes words by itself; docgen is handed the words and the number of the one begun.
POWERSHELL = """\
Register-ArgumentCompleter -Native -CommandName %(prog_name)s -ScriptBlock {
    param($wordToComplete, $commandAst, $cursorPosition)
    $mots = @($commandAst.CommandElements | ForEach-Object { $_.Extent.Text.Trim('"', "'") })
    $rang = if ($wordToComplete) { $mots.Count - 1 } else { $mots.Count }
    $avant = [Console]::OutputEncoding
    try {
        [Console]::OutputEncoding = [System.Text.UTF8Encoding]::new()
        $env:PYTHONIOENCODING = 'utf-8'
        $env:%(complete_var)s = 'powershell_complete'
        $env:COMP_WORDS = $mots -join "`n"
        $env:COMP_CWORD = $rang
        & %(prog_name)s | ForEach-Object {
            $valeur, $aide = $_ -split "`t", 2
            $tape = if ($valeur -match '\\s') { "'$valeur'" } else { $valeur }
            $dit = if ($aide) { $aide } else { $valeur }
            [System.Management.Automation.CompletionResult]::new($tape, $valeur, 'ParameterValue', $dit)
        }
    } finally {
        [Console]::OutputEncoding = $avant
        Remove-Item Env:%(complete_var)s, Env:COMP_WORDS, Env:COMP_CWORD, Env:PYTHONIOENCODING
    }
}
"""


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
    from click.shell_completion import get_completion_class

    know_powershell()
    kind = get_completion_class(shell)
    assert kind is not None  # noqa: S101 - one of those above
    root = ctx.find_root().command
    click.echo(f"# docgen, touche Tab : {A_FAIRE[shell]}")
    click.echo(kind(root, {}, "docgen", VARIABLE).source())


def know_powershell() -> None:
    """Teach click the one shell that it does not know."""
    from click.shell_completion import CompletionItem, ShellComplete, add_completion_class

    class PowerShell(ShellComplete):
        name = "powershell"
        source_template = POWERSHELL

        def get_completion_args(self) -> tuple[list[str], str]:
            words = os.environ["COMP_WORDS"].split("\n")
            rank = int(os.environ["COMP_CWORD"])
            return words[1:rank], words[rank] if rank < len(words) else ""

        def format_completion(self, item: CompletionItem[str]) -> str:
            return f"{item.value}\t{item.help or ''}"

    add_completion_class(PowerShell)
