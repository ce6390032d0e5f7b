"""`docgen constat`: explains the code of a finding."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from docgen.cli import completions, options
from docgen.cli.aide import Commande
from docgen.errors import UsageFaultError

if TYPE_CHECKING:
    from docgen.findings import Explication

UNDER_CODE = " " * 6  # a title goes on under itself, not under its code


@click.command(
    cls=Commande,
    short_help="Explique le code d’un constat.",
    epilog="\b\nExemples :\n  docgen constat B043\n  docgen constat M       tous ceux des modèles\n  docgen constat",
)
@click.argument("code", required=False, metavar="[CODE]", shell_complete=completions.constats)
@options.debug
def constat(code: str | None) -> None:
    """Explique un constat : ce qu’il veut dire, un exemple, et ce qu’il faut faire.

    CODE est ce que docgen écrit entre crochets : [B043]. Une lettre seule, ou rien : la liste des codes.
    """
    from docgen.findings import explications, lettres

    asked = (code or "").strip("[] ").upper()
    if asked in explications():
        _explain(asked, explications()[asked])
    elif asked in {"", *lettres()}:
        for letter in asked or lettres():
            _list(letter)
    else:
        raise UsageFaultError(_unknown(asked))


def _explain(code: str, row: Explication) -> None:
    from docgen.cli.report import INDENT, wrapped
    from docgen.findings import EXIT_CODES, GAPS, lettres

    click.echo(f"{click.style(code, bold=True)} ({lettres()[code[0]]}) : {click.style(row.titre, bold=True)}\n")
    click.echo(wrapped(row.sens))
    click.echo(wrapped(f"Exemple : {row.exemple}", INDENT))
    click.echo(wrapped(f"→ {row.remede}", INDENT))
    click.echo(wrapped(f"\nCode de sortie d’une erreur : {EXIT_CODES[code[0]]}."))
    if code in GAPS:
        click.echo(wrapped("docgen le dit chaque fois : « constats_acceptes » ne le fait pas taire."))


def _list(letter: str) -> None:
    from docgen.cli.report import wrapped
    from docgen.findings import explications, lettres

    click.echo(click.style(f"{letter} : {lettres()[letter]}", bold=True))
    for code, row in sorted(explications().items()):
        if code[0] == letter:
            click.echo(wrapped(f"{code}  {row.titre}", "  ", under="  " + UNDER_CODE))
    click.echo()


def _unknown(asked: str) -> str:
    from docgen.findings import explications, lettres
    from docgen.nearest import nearest_all

    near = nearest_all(asked, explications(), limit=3)
    letter = asked[0] if asked[0] in lettres() else ""
    listed = f"« docgen constat {letter} »" if letter else "« docgen constat »"
    hint = f"Vouliez-vous dire {' ou '.join(near)} ?" if near else f"{listed} liste ceux qui existent."
    return f"aucun constat n’a le code « {asked} ». {hint}"
