"""`docgen brief nouveau`: a brief begun from a commune and modules."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

import click

from docgen.cli import completions, options
from docgen.cli.aide import Commande

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from docgen.catalogue.model import Module
    from docgen.findings import Finding
    from docgen.workspace import Workspace

FICHIER = click.Path(path_type=Path, dir_okay=False)
# A key that no programme can do without; while there is one, what else is missing is not known.
EMPTY = frozenset({"B012", "B140"})


@click.command(
    cls=Commande,
    short_help="Commence un brief : la commune, les modules, les attendus.",
    epilog="\b\nExemples :\n  docgen brief nouveau\n  docgen brief nouveau --commune joue-les-tours --modules 12,13\n"
    '  docgen brief nouveau --commune 37122 --modules 16 --attendu "Un logo"',
)
@click.option(
    "--commune",
    metavar="NOM",
    help="Son nom ou son code INSEE ; un homonyme se précise par son département : saint-denis-93.",
    shell_complete=completions.communes,
)
@click.option("--epci", metavar="SIREN", help="À la place de --commune, pour une intercommunalité.")
@click.option(
    "--modules",
    metavar="CODES",
    help="Codes des modules, séparés par des virgules : 12,13.",
    shell_complete=completions.modules,
)
@click.option(
    "--attendu",
    "attendus",
    metavar="TEXTE",
    multiple=True,
    help="Ce que le client attend ; ses thèmes sont reconnus à ses mots. Peut être répété.",
)
@click.option("--reference", metavar="REF", help="La référence du brief ; sinon, docgen en propose une.")
@click.option("--complet", is_flag=True, help="Pose toutes les questions, et non celles d’une première proposition.")
@click.option(
    "-o", "--sortie", metavar="FICHIER", type=FICHIER, help="Le fichier à écrire ; par défaut, dans « briefs »."
)
@options.debug
@click.pass_context
def nouveau(  # noqa: PLR0913 - one parameter per option
    ctx: click.Context,
    *,
    commune: str | None,
    epci: str | None,
    modules: str | None,
    attendus: tuple[str, ...],
    reference: str | None,
    complet: bool,
    sortie: Path | None,
) -> None:
    """Écrit un brief que vous complétez : ce que docgen sait est rempli, le reste est expliqué ligne par ligne.

    Sans --commune ni --modules, docgen pose douze questions au plus, une à une ; Tab complète les noms, Entrée seule
    dit « je ne sais pas ». Un fichier qui existe n’est jamais remplacé.
    """
    from docgen.brief.redaction.fichier import usual_place, write_brief
    from docgen.cli.choix import find_workspace, seen_from_here
    from docgen.cli.entretien import Entretien
    from docgen.cli.report import wrapped
    from docgen.creation.brief import Reponses, begun

    if commune and epci:
        raise click.UsageError("--commune et --epci s’excluent : un brief a un seul client.", ctx)
    workspace = find_workspace((sortie,) if sortie else ())
    entretien = Entretien.open(workspace, asking=_asking(ctx, commune or epci, modules), complet=complet)
    if entretien.asking:
        click.echo(wrapped("Entrée seule : je ne sais pas ; le brief le demandera. Ctrl-C garde ce qui est répondu."))
    client = entretien.client(commune, epci)
    today = dt.datetime.now().astimezone().date()
    reponses = Reponses(entretien.reference(reference, client, today), today, client)
    chemin = sortie or seen_from_here(usual_place(workspace, reponses.reference))
    try:
        for answered in entretien.questions(reponses, modules, attendus):
            reponses = answered
    except (click.Abort, KeyboardInterrupt):
        write_brief(workspace, begun(reponses, entretien.territoire), chemin)
        click.echo(f"\n  gardé    {chemin}")
        raise
    write_brief(workspace, begun(reponses, entretien.territoire), chemin)
    click.echo(f"  écrit    {chemin}")
    _say_what_is_left(workspace, chemin, reponses.modules)


def _asking(ctx: click.Context, client: str | None, modules: str | None) -> bool:
    """Whether questions are to be asked; wrong use where something is missing and nobody is there to answer."""
    from docgen.cli.questions import someone_is_there

    missing = [name for name, value in (("--commune (ou --epci)", client), ("--modules", modules)) if not value]
    if missing and not someone_is_there():
        raise click.UsageError(f"il manque {' et '.join(missing)}.", ctx)
    return bool(missing)


def _say_what_is_left(workspace: Workspace, chemin: Path, modules: tuple[Module, ...]) -> None:
    """What `docgen verifier` would say of the brief, in a few lines."""
    from docgen.cli.report import print_findings, wrapped
    from docgen.findings import has_errors
    from docgen.production import check_only, open_atelier
    from docgen.workspace import as_typed

    atelier = open_atelier(workspace, [module.code for module in modules] or None)
    findings = check_only(atelier, chemin).findings
    print_findings([finding for finding in findings if has_errors([finding]) and finding.code not in EMPTY], "texte")
    if left := list(_left(findings)):
        click.echo(wrapped(f"Il reste à remplir : {' ; '.join(left)}."))
    click.echo(wrapped(f"Ouvrez-le pour le compléter, puis : docgen programme {as_typed(chemin)}"))


def _left(findings: Sequence[Finding]) -> Iterator[str]:
    """What is to be filled in: in words, or the line of what comes first."""
    from docgen.word.gaps import A_COMPLETER

    empty = [f for f in findings if f.code in EMPTY and f.mark]
    yield from (f"{f.message.partition(' »')[0]} » (ligne {f.mark.ligne})" for f in empty if f.mark)
    yield from ["les autres lignes « À REMPLIR »"] if empty else []
    yield from (f.message.removeprefix(A_COMPLETER).rstrip(".") for f in findings if f.code == "B090")
