"""`docgen catalogue`: lists the training modules, or shows one."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from docgen.cli import completions, options
from docgen.cli.aide import Commande
from docgen.errors import UsageFaultError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rich.console import Console
    from rich.table import Table

    from docgen.catalogue.model import Catalogue, Module, Sequence


@click.command(
    cls=Commande,
    short_help="Liste les modules du catalogue, ou en montre un.",
    epilog="\b\nExemples :\n  docgen catalogue\n  docgen catalogue 12\n"
    "  docgen catalogue 16 --pour briefs/exemple.yaml\n"
    "  docgen catalogue 12 --contextes\n  docgen catalogue nouveau 18",
)
@click.argument("code", required=False, metavar="[CODE | nouveau CODE]", shell_complete=completions.modules)
@click.argument("nouveau", required=False, metavar="")
@click.option(
    "--pour",
    metavar="BRIEF",
    type=click.Path(path_type=Path),
    help="Le module tel que ce client le reçoit, et pourquoi.",
)
@click.option("--a-copier", is_flag=True, help="Avec --pour : les lignes à coller sous « remplacer » dans le brief.")
@click.option("--contextes", is_flag=True, help="Quels textes valent pour quels clients types, et la part qui diffère.")
@options.debug
@click.pass_context
def catalogue(  # noqa: PLR0913 - one parameter per option
    ctx: click.Context, code: str | None, nouveau: str | None, *, pour: Path | None, a_copier: bool, contextes: bool
) -> None:
    """Liste les modules du catalogue, ou montre celui de CODE.

    Avec --pour, montre ce que ce client en reçoit : chaque texte qui dépend de lui porte sa raison.

    « docgen catalogue nouveau CODE » écrit le fichier d’un nouveau module, expliqué ligne à ligne.

    Ajoutez un module en ajoutant un fichier au dossier « catalogue » de votre espace de travail.
    """
    from docgen.catalogue import load_catalogue
    from docgen.cli.choix import find_workspace
    from docgen.cli.console import console
    from docgen.cli.report import print_findings
    from docgen.findings import gravest_exit_code

    if nouveau is not None:
        from docgen.cli.catalogue_nouveau import begin

        begin(code, nouveau)
        return
    if code == "nouveau":
        raise UsageFaultError("donnez le code du module : docgen catalogue nouveau CODE.")
    if pour is not None:
        from docgen.cli.catalogue_pour import show_for

        ctx.exit(show_for(code, pour, a_copier=a_copier))
    if a_copier:
        raise UsageFaultError("--a-copier ne va pas sans --pour : nommez le brief où coller ces lignes.")
    loaded, findings = load_catalogue(find_workspace().catalogue)
    if code in loaded.ecartes:
        # Its faults say what it lacks: there is no module to show, and none to guess.
        of_file = [finding for finding in findings if finding.fichier == loaded.ecartes[code]]
        print_findings(of_file, "texte")
        ctx.exit(gravest_exit_code(of_file))
    if contextes:
        from docgen.cli.catalogue_contextes import show_matrix

        show_matrix(module_named(loaded, _named(code)), console())
    elif code is None:
        _list(loaded, console())
    elif code in loaded.ecartes:
        findings = [finding for finding in findings if finding.fichier == loaded.ecartes[code]]
    else:
        _show(module_named(loaded, code), console())
    print_findings(findings, "texte")
    ctx.exit(gravest_exit_code(findings))


def _named(code: str | None) -> str:
    if code is None:
        raise UsageFaultError("--contextes demande un module : docgen catalogue CODE --contextes.")
    return code


def module_named(loaded: Catalogue, code: str) -> Module:
    """The module of that code. Raises UsageFaultError with the codes there are."""
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
        table.add_row(module.code, module.titre, module.format.en_mots, ", ".join(module.complements))
    console.print(table)


def _show(module: Module, console: Console) -> None:
    from docgen.catalogue.facts import facts_in

    console.print(f"[bold]{module.code} - {module.titre}[/bold] ({module.format.en_mots})\n")
    for heading, text in (
        ("Pourquoi ?", module.pourquoi),
        ("Parce que !", module.parce_que),
        ("Public", module.public),
        ("Prérequis", module.prerequis),
        ("Modalités", module.modalites),
    ):
        console.print(f"[bold]{heading}[/bold]\n{text}\n", highlight=False)
    console.print("[bold]Objectifs[/bold]")
    console.print(_grid((objectif.id, objectif.texte) for objectif in module.objectifs))
    console.print("\n[bold]Séquences[/bold], avec l’identifiant à copier dans « ajouter » ou « retirer » :")
    console.print(_grid((f"{sequence.duree.cible} min", _sequence(sequence)) for sequence in module.sequences))
    console.print(f"\n[bold]Thèmes[/bold] pour les attendus : {', '.join(_themes(module))}", highlight=False)
    shown = (module.titre, module.pourquoi, module.parce_que, module.public, module.prerequis, module.modalites)
    if facts_in(" ".join((*shown, *(o.texte for o in module.objectifs), *(s.titre for s in module.sequences)))):
        console.print("\nEntre accolades : ce que docgen remplace par les mots du client.", highlight=False)


def _grid(rows: Iterable[tuple[str, str]]) -> Table:
    """Two columns, the second wrapped under itself."""
    from rich.table import Table

    table = Table(box=None, show_header=False, pad_edge=False, padding=(0, 1, 0, 2))
    table.add_column(no_wrap=True)
    table.add_column()
    for first, second in rows:
        table.add_row(first, second)
    return table


def _sequence(sequence: Sequence) -> str:
    from rich.markup import escape

    duree = sequence.duree
    kinds = ["facultative"] if sequence.facultative else []
    kinds += [f"phase {phase}" for phase in sequence.phases]
    about = f"{', '.join(kinds)} ; " if kinds else ""
    return (
        f"{escape(sequence.titre)}\n[cyan]{sequence.id}[/cyan] ({about}de {duree.min} à {duree.max} min ; "
        f"{', '.join(sequence.themes) or 'aucun thème'})"
    )


def _themes(module: Module) -> list[str]:
    return list(dict.fromkeys(theme for sequence in module.sequences for theme in sequence.themes))
