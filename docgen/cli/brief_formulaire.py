"""`docgen brief formulaire` and `docgen brief importer`: the form for a client, and the brief that comes of it."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

import click

from docgen.cli import completions, options
from docgen.cli.aide import Commande

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docgen.cli.rapport import Affichage
    from docgen.findings import Finding

STATUT_WIDTH = 8  # « écrit », in the column of the other commands
FICHIER = click.Path(path_type=Path, dir_okay=False)


@click.command(
    cls=Commande,
    short_help="Écrit le formulaire Word à envoyer au client.",
    epilog="\b\nExemples :\n  docgen brief formulaire\n  docgen brief formulaire --commune 37122 --modules 12,13\n"
    "  docgen brief formulaire briefs/exemple.yaml -o a-relire.docx",
)
@click.argument("brief", required=False, metavar="[BRIEF]", type=FICHIER, shell_complete=completions.briefs)
@click.option(
    "-o", "--sortie", metavar="FICHIER", type=FICHIER, help="Le formulaire à écrire ; par défaut, dans « out »."
)
@click.option(
    "--commune",
    metavar="CODE",
    help="Commune (code INSEE ou nom) ou intercommunalité (SIREN) déjà connue.",
    shell_complete=completions.communes,
)
@click.option(
    "--modules",
    metavar="CODES",
    default="",
    help="Modules cochés d’avance, comme 12,13.",
    shell_complete=completions.modules,
)
@options.silence
@options.format_
@options.debug
@click.pass_context
def formulaire(  # noqa: PLR0913 - one parameter per option
    ctx: click.Context,
    brief: Path | None,
    sortie: Path | None,
    commune: str | None,
    modules: str,
    *,
    silencieux: bool,
    format_: str,
) -> None:
    """Écrit le formulaire de recueil du besoin : à envoyer au client, ou à remplir pendant un appel.

    Avec BRIEF, il contient ce que ce brief dit déjà. Une fois rempli, « docgen brief importer » en fait un brief.
    """
    from docgen.cli.choix import choose_briefs, find_workspace
    from docgen.cli.rapport import Affichage
    from docgen.cli.report import wrapped
    from docgen.findings import gravest_exit_code
    from docgen.output.atomic import write_new
    from docgen.production import open_atelier
    from docgen.production.formulaire import make_form
    from docgen.workspace import as_typed

    if brief and commune:
        raise click.UsageError("donnez un BRIEF ou --commune, pas les deux.")
    workspace = find_workspace([brief] if brief else ())
    if brief:
        choose_briefs(workspace, [brief])
    made = make_form(open_atelier(workspace), brief=brief, commune=commune, modules=[modules])
    affichage = Affichage(silencieux=silencieux, format_=format_)
    path = sortie or workspace.sortie / made.nom
    write_new(path, made.contenu)
    _say(path, made.findings, affichage)
    affichage.say(wrapped(f"Quand le client vous le rend rempli : docgen brief importer {as_typed(path)}"))
    ctx.exit(gravest_exit_code(made.findings))


@click.command(
    cls=Commande,
    short_help="Fait un brief d’un formulaire rempli.",
    epilog="\b\nExemples :\n  docgen brief importer formulaire-joue-les-tours.docx\n"
    "  docgen brief importer recu.docx -o briefs/joue.yaml",
)
@click.argument("formulaire", metavar="FORMULAIRE", type=FICHIER)
@click.option("-o", "--sortie", metavar="BRIEF", type=FICHIER, help="Le brief à écrire ; par défaut, dans « briefs ».")
@options.silence
@options.format_
@options.debug
@click.pass_context
def importer(ctx: click.Context, formulaire: Path, sortie: Path | None, *, silencieux: bool, format_: str) -> None:
    """Fait un brief de FORMULAIRE, le document Word rempli par le client.

    Ce qui ne se lit pas est dit, champ par champ, et gardé en commentaire dans le brief : rien ne se perd.
    """
    from docgen.brief.redaction.fichier import usual_place, write_brief
    from docgen.cli.choix import check_there, find_workspace
    from docgen.cli.rapport import Affichage
    from docgen.cli.report import wrapped
    from docgen.findings import gravest_exit_code
    from docgen.production import open_atelier
    from docgen.production.formulaire import read_back
    from docgen.workspace import as_typed

    workspace = find_workspace()
    check_there(formulaire, workspace.sortie)
    recueil = read_back(open_atelier(workspace), formulaire, today=dt.datetime.now().astimezone().date())
    target = sortie or usual_place(workspace, recueil.nom)
    affichage = Affichage(silencieux=silencieux, format_=format_)
    write_brief(workspace, recueil.ebauche, target)
    _say(target, recueil.findings, affichage)
    affichage.say(wrapped(f"Relisez-le, puis : docgen verifier {as_typed(target)}"))
    ctx.exit(gravest_exit_code(recueil.findings))


def _say(path: Path, findings: Sequence[Finding], affichage: Affichage) -> None:
    """What was written, and what is to be said of it."""
    from docgen.cli.report import print_findings

    affichage.say(f"  {'écrit':<{STATUT_WIDTH}} {path}")
    print_findings(affichage.shown(findings), affichage.format_)
