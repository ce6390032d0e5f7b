"""`docgen catalogue CODE --contextes`: which texts of a module hold for which clients."""

from __future__ import annotations

from string import ascii_uppercase
from typing import TYPE_CHECKING

from docgen.francais import NBSP

if TYPE_CHECKING:
    from rich.console import Console

    from docgen.catalogue.model import Module

SEUIL = 0.30  # of the sentences: below, a module says the same to opposite clients


def show_matrix(module: Module, console: Console) -> None:
    """Print the matrix, and how much differs between opposite clients."""
    from rich.table import Table

    from docgen.catalogue.situations import typical_contexts
    from docgen.programme.contexts import matrix

    made = matrix(module, typical_contexts())
    console.print(f"[bold]{module.code} - {module.titre}[/bold]\n")
    for letter, name in zip(ascii_uppercase, made.contextes, strict=False):
        console.print(f"  {letter}  {name}", highlight=False)
    table = Table("Séquence", "Texte", *ascii_uppercase[: len(made.contextes)], box=None, header_style="bold")
    for ligne in made.lignes:
        cases = ("·" if not case else "x" if case == "oui" else case for case in ligne.cas)
        table.add_row(ligne.sequence, ligne.nom, *cases)
    console.print()
    console.print(table if made.lignes else "Aucun texte de ce module ne dépend du client.")
    if made.lignes:
        console.print("\n1, 2… : la variante prise ; x : ce texte vaut ; · : rien n’est dit là.", highlight=False)
    console.print("\n[bold]Part des phrases qui diffèrent entre clients opposés[/bold]")
    for part, one, other in made.parts:
        under = "  (moins de 30 % : le module leur dit presque la même chose)" if part < SEUIL else ""
        console.print(f"  {round(100 * part):>3}{NBSP}%  {one} / {other}{under}", highlight=False)
