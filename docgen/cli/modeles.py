"""`docgen modeles`: work on the Word templates."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from docgen.cli import completions, options
from docgen.cli.aide import Commande, Groupe

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docgen.documents.registre import Document
    from docgen.findings import Finding
    from docgen.workspace import Workspace

FICHIER = click.Path(path_type=Path, dir_okay=False)
WIDTH = 8  # « conservé », « copié »… in a column


@click.group(
    cls=Groupe,
    short_help="Travaille sur les modèles Word.",
    subcommand_metavar="COMMANDE [ARGUMENTS]…",
    epilog="\b\nExemples :\n  docgen modeles copier emargement\n  docgen modeles verifier",
)
@options.debug
def modeles() -> None:
    """Les modèles Word que docgen remplit : où ils sont, ce qu’ils peuvent imprimer, s’ils sont justes."""


@modeles.command(
    cls=Commande,
    short_help="Dit quels modèles servent, et lesquels vous avez modifiés.",
    epilog="\b\nExemple :\n  docgen modeles liste",
)
@options.debug
def liste() -> None:
    """Dit quel modèle sert à chaque document, et s’il diffère de celui de docgen."""
    from rich.table import Column, Table

    from docgen.cli.choix import find_workspace
    from docgen.cli.console import console
    from docgen.modeles.inventaire import Etat, inventory

    path = Column("Modèle", no_wrap=True, overflow="fold")  # to be copied: nothing of it is left out
    table = Table("Document", path, "D’où il vient", box=None, header_style="bold", pad_edge=False)
    for modele in inventory(find_workspace()):
        own = modele.etat is not Etat.LIVRE
        table.add_row(modele.document.titre, str(modele.chemin) if own else modele.chemin.name, modele.etat)
    console().print(table)
    click.echo("\nPour modifier un modèle : docgen modeles copier, puis ouvrez-le dans Word.")


@modeles.command(
    cls=Commande,
    short_help="Copie les modèles de docgen chez vous.",
    epilog="\b\nExemples :\n  docgen modeles copier\n  docgen modeles copier agenda emargement",
)
@click.argument("documents", nargs=-1, metavar="[DOCUMENT…]", shell_complete=completions.documents)
@options.debug
def copier(documents: tuple[str, ...]) -> None:
    """Copie les modèles de docgen dans votre dossier « templates », pour les modifier dans Word.

    Un modèle qui y est déjà n’est jamais remplacé.
    """
    from docgen.cli.choix import find_workspace
    from docgen.modeles.inventaire import copy

    for path, outcome in copy(find_workspace(), _documents(documents)):
        click.echo(f"  {outcome:<{WIDTH}} {path}")


@modeles.command(
    cls=Commande,
    short_help="Liste les balises qu’un modèle peut imprimer.",
    epilog="\b\nExemples :\n  docgen modeles champs emargement\n  docgen modeles champs --docx palette.docx",
)
@click.argument("documents", nargs=-1, metavar="[DOCUMENT…]", shell_complete=completions.documents)
@click.option(
    "--docx", "palette", type=FICHIER, metavar="FICHIER", help="Écrit une palette Word où copier les balises."
)
@options.format_
@options.debug
def champs(documents: tuple[str, ...], palette: Path | None, format_: str) -> None:
    """Liste les balises qu’un modèle peut imprimer, avec leur sens et un exemple.

    Une balise entre deux lignes « for » et « endfor » se répète pour chaque élément de la liste.
    """
    from docgen.cli.choix import find_workspace
    from docgen.documents.champs import fields_of
    from docgen.modeles.balises import balises
    from docgen.word.lint.loops import loops_of

    workspace = find_workspace()
    chosen = _documents(documents)
    if palette is not None:
        _write_palette(palette, chosen, workspace)
    elif format_ == "json":
        import json

        loops = {d.cle: loops_of(workspace.template(d.modele)) for d in chosen}
        rows = {d.cle: [balise.to_json() for balise in balises(fields_of(d.vue), loops[d.cle])] for d in chosen}
        click.echo(json.dumps(rows, ensure_ascii=False, indent=2))
    else:
        _print_tags(chosen, workspace)


def _write_palette(path: Path, documents: Sequence[Document], workspace: Workspace) -> None:
    from docgen.errors import UsageFaultError
    from docgen.modeles.palette import palette
    from docgen.output.atomic import write_atomically

    if path.exists():
        raise UsageFaultError(f"« {path} » existe déjà : choisissez un autre nom.")
    write_atomically(path, palette(documents, workspace))
    click.echo(f"  écrit    {path}")


def _print_tags(documents: Sequence[Document], workspace: Workspace) -> None:
    """A tag on a line of its own, whole, so that it can be copied; under it what it prints."""
    from docgen.cli.report import INDENT, wrapped
    from docgen.documents.champs import fields_of
    from docgen.modeles.balises import FIN, balises
    from docgen.word.lint.loops import loops_of

    for document in documents:
        click.echo(f"{click.style(document.titre, bold=True)} ({document.modele}.docx)\n")
        for balise in balises(fields_of(document.vue), loops_of(workspace.template(document.modele))):
            margin = "  " * balise.niveau
            example = f" Exemple : {balise.exemple}" if balise.exemple else ""
            click.echo(margin + click.style(balise.texte, fg="cyan"))
            if balise.kind != FIN:
                click.echo(wrapped(f"{balise.description}.{example}", margin + INDENT))
        click.echo()


@modeles.command(
    cls=Commande,
    short_help="Vérifie des modèles : tous leurs défauts, avec leur place.",
    epilog="\b\nExemples :\n  docgen modeles verifier\n  docgen modeles verifier templates/agenda.docx --annoter\n"
    "  docgen modeles verifier lettre.docx --donnees exemple.yaml",
)
@click.argument("fichiers", nargs=-1, metavar="[FICHIER…]", type=click.Path(path_type=Path))
@click.option(
    "--document",
    metavar="NOM",
    help="Le document auquel ces modèles servent ; sinon, leur nom le dit.",
    shell_complete=completions.documents,
)
@click.option("--donnees", type=FICHIER, metavar="FICHIER", help="Vérifie avec les données d’un fichier YAML ou JSON.")
@click.option("--annoter", is_flag=True, help="Écrit aussi une copie avec un commentaire Word sur chaque défaut.")
@options.format_
@options.debug
@click.pass_context
def verifier(  # noqa: PLR0913 - one parameter per option
    ctx: click.Context,
    fichiers: tuple[Path, ...],
    document: str | None,
    donnees: Path | None,
    *,
    annoter: bool,
    format_: str,
) -> None:
    """Vérifie des modèles sans rien remplir : balises mal écrites, champs inconnus, texte qui se perdrait.

    Sans FICHIER, docgen vérifie les modèles qui servent.
    """
    from docgen.cli.report import print_findings, summary
    from docgen.findings import gravest_exit_code

    findings: list[Finding] = []
    chosen = _templates(fichiers)
    for path in chosen:
        findings += _check(path, document, donnees, annotate=annoter, quiet=format_ == "json")
    print_findings(findings, format_, err=False)
    if format_ == "texte":
        count = f"{len(chosen)} modèle{'s' if len(chosen) > 1 else ''} vérifié{'s' if len(chosen) > 1 else ''}"
        click.echo(f"{count} : {summary(findings)}.")
    ctx.exit(gravest_exit_code(findings))


def _check(path: Path, asked: str | None, donnees: Path | None, *, annotate: bool, quiet: bool) -> list[Finding]:
    from docgen.modeles.controle import annotated, check, fields_for, is_open_to_comments
    from docgen.output.atomic import write_atomically

    fields, titre = fields_for(path, asked, donnees)
    if fields is None and not quiet:
        click.echo(
            f"{path} : son nom n’est celui d’aucun document ; seule la forme des balises est vérifiée "
            "(ajoutez --document NOM ou --donnees FICHIER).",
            err=True,
        )
    findings = check(path, fields, titre)
    if annotate and findings and is_open_to_comments(findings):
        copy = path.with_name(f"{path.stem}.annote.docx")
        write_atomically(copy, annotated(path, fields, titre))
        if not quiet:
            click.echo(f"  annoté   {copy}")
    return findings


@modeles.command(
    cls=Commande,
    short_help="Montre un document rempli avec un exemple exigeant.",
    epilog="\b\nExemple :\n  docgen modeles apercu emargement",
)
@click.argument("document", metavar="DOCUMENT", shell_complete=completions.documents)
@options.sortie
@options.debug
@click.pass_context
def apercu(ctx: click.Context, document: str, sortie: Path | None) -> None:
    """Remplit le modèle de DOCUMENT avec quarante participants, des noms longs et des options absentes.

    Le résultat est un document Word, et là où LibreOffice est installé un PDF et une image par page.
    """
    from docgen.cli.choix import find_workspace
    from docgen.cli.report import print_findings
    from docgen.findings import gravest_exit_code, has_errors
    from docgen.modeles.apercu import preview
    from docgen.modeles.inventaire import document_named
    from docgen.production import open_atelier

    wanted = document_named(document)
    atelier = open_atelier(find_workspace())
    result = preview(atelier, wanted, sortie)
    for path in result.fichiers:
        click.echo(f"  écrit    {path}")
    findings = [*(found for found in atelier.findings if has_errors([found])), *result.findings]
    print_findings(findings, "texte")
    ctx.exit(gravest_exit_code(findings))


@modeles.command(
    cls=Commande,
    short_help="Remplit n’importe quel modèle avec vos données.",
    epilog="\b\nExemple :\n  docgen modeles remplir lettre.docx donnees.yaml -o lettre-remplie.docx",
)
@click.argument("modele", type=FICHIER, metavar="MODELE")
@click.argument("donnees", type=FICHIER, metavar="DONNEES")
@click.option("-o", "--sortie", "sortie", type=FICHIER, metavar="SORTIE", required=True, help="Le document à écrire.")
@click.option("--force", is_flag=True, help="Remplace le document s’il existe déjà.")
@options.debug
def remplir(modele: Path, donnees: Path, sortie: Path, *, force: bool) -> None:
    """Remplit MODELE, un modèle docxtpl, avec les données d’un fichier YAML ou JSON."""
    from docgen.cli.choix import check_there
    from docgen.errors import UsageFaultError
    from docgen.modeles.controle import data_of, fill
    from docgen.output.atomic import write_atomically

    if sortie.exists() and not force:
        raise UsageFaultError(f"« {sortie} » existe déjà : choisissez un autre nom, ou ajoutez --force.")
    check_there(modele)
    check_there(donnees)
    write_atomically(sortie, fill(modele, data_of(donnees)))
    click.echo(f"  écrit    {sortie}")


def _documents(keys: Sequence[str]) -> list[Document]:
    from docgen.documents.registre import tous
    from docgen.modeles.inventaire import document_named

    return [document_named(key) for key in keys] or list(tous().values())


def _templates(named: Sequence[Path]) -> list[Path]:
    """The templates named, those of the folders named, or all those in use."""
    from docgen.cli.choix import check_there, find_workspace
    from docgen.modeles.inventaire import inventory
    from docgen.workspace import TEMPLATES

    workspace = find_workspace()
    if not named:
        return [modele.chemin for modele in inventory(workspace)]
    chosen: list[Path] = []
    for path in named:
        check_there(path, workspace.dossier / TEMPLATES)
        chosen += sorted(path.glob("[!~.]*.do[ct]x")) if path.is_dir() else [path]
    return chosen
