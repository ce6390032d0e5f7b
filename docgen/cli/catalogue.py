"""`docgen catalogue`: lists the training modules, or shows one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from docgen.cli import options
from docgen.cli.aide import Commande

if TYPE_CHECKING:
    from rich.console import Console

    from docgen.catalogue.model import Catalogue, Module, Sequence

FORMATS = {"demi-journee": "une demi-journée", "journee": "une journée", "cycle-deux-jours": "deux journées"}


@click.command(
    cls=Commande,
    short_help="Liste les modules du catalogue, ou en montre un.",
    epilog="\b\nExemples :\n  docgen catalogue\n  docgen catalogue 12",
)
@click.argument("code", required=False)
@options.debug
@click.pass_context
def catalogue(ctx: click.Context, code: str | None) -> None:
    """Liste les modules du catalogue, ou montre celui de CODE.

    Ajoutez un module en ajoutant un fichier au dossier « catalogue » de votre espace de travail.
    """
    from docgen.catalogue import load_catalogue
    from docgen.cli.choix import find_workspace
    from docgen.cli.console import console
    from docgen.cli.report import print_findings
    from docgen.findings import gravest_exit_code

    loaded, findings = load_catalogue(find_workspace().catalogue)
    if code is None:
        _list(loaded, console())
    else:
        _show(_find(loaded, code), console())
    print_findings(findings, "texte")
    ctx.exit(gravest_exit_code(findings))


def _find(loaded: Catalogue, code: str) -> Module:
    from docgen.errors import UsageFaultError
    from docgen.nearest import nearest

    if code in loaded.modules:
        return loaded.modules[code]
    near = nearest(code, [module.titre for module in loaded.modules.values()])
    hint = f" Vouliez-vous dire « {near} » ?" if near else ""
    message = f"aucun module « {code} ». Les codes sont {', '.join(loaded.modules)}.{hint}"
    raise UsageFaultError(message)


def _list(loaded: Catalogue, console: Console) -> None:
    from rich.table import Table

    table = Table("Code", "Titre", "Format", "Va avec", box=None, header_style="bold", pad_edge=False)
    for module in loaded.modules.values():
        table.add_row(module.code, module.titre, FORMATS[module.format], ", ".join(module.complements))
    console.print(table)


def _show(module: Module, console: Console) -> None:
    console.print(f"[bold]{module.code} - {module.titre}[/bold] ({FORMATS[module.format]})\n")
    for heading, text in (
        ("Pourquoi ?", module.pourquoi),
        ("Parce que !", module.parce_que),
        ("Public", module.public),
        ("Prérequis", module.prerequis),
        ("Modalités", module.modalites),
    ):
        console.print(f"[bold]{heading}[/bold]\n{text}\n", highlight=False)
    console.print("[bold]Objectifs[/bold]")
    for objectif in module.objectifs:
        console.print(f"  {objectif.id}  {objectif.texte}", highlight=False)
    console.print("\n[bold]Séquences[/bold] (durée cible, de min à max ; identifiant pour « ajouter » ou « retirer »)")
    for sequence in module.sequences:
        console.print(_line(sequence), highlight=False)


def _line(sequence: Sequence) -> str:
    duree = sequence.duree
    kind = " [cyan]facultative[/cyan]" if sequence.facultative else ""
    phases = f" [dim]{', '.join(sequence.phases)}[/dim]" if sequence.phases else ""
    return (
        f"  {duree.cible:3} min ({duree.min} à {duree.max})  {sequence.titre}  [dim]{sequence.id}[/dim]{kind}{phases}"
    )
