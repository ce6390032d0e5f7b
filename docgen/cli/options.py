"""The options that commands share, one decorator each."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from docgen.cli import completions

if TYPE_CHECKING:
    from collections.abc import Callable

    Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]


class Entier(click.IntRange):
    """A whole number of 1 or more, as French says it."""

    name = "nombre entier"

    def __init__(self) -> None:
        super().__init__(min=1)

    def _describe_range(self) -> str:
        return "au moins 1"


class Choix(click.Choice[str]):
    """A choice that says which one was probably meant."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The value, when it is one of them."""
        from docgen.nearest import nearest

        if value in self.choices:
            return value
        near = nearest(str(value), self.choices)
        hint = f" Vouliez-vous dire « {near} » ?" if near else ""
        return self.fail(
            f"« {value} » n’est pas l’un des choix possibles : {', '.join(self.choices)}.{hint}", param, ctx
        )


class Dossier(click.Path):
    """A folder to write into, which need not exist."""

    def __init__(self) -> None:
        super().__init__(file_okay=False, path_type=Path)
        self.name = "le dossier"


briefs = click.argument(
    "briefs",
    metavar="[BRIEF…]",
    nargs=-1,
    type=click.Path(path_type=Path),
    shell_complete=completions.briefs,
)

sortie = click.option(
    "-o",
    "--sortie",
    metavar="DOSSIER",
    type=Dossier(),
    help="Dossier où écrire ; par défaut « out » dans votre espace de travail.",
)

lu = click.option(
    "-o",
    "--sortie",
    metavar="DOSSIER",
    type=Dossier(),
    help="Dossier où les documents ont été écrits ; par défaut « out » dans votre espace de travail.",
)

silence = click.option("-q", "--quiet", "silencieux", is_flag=True, help="N’affiche que les erreurs.")

pdf = click.option("--pdf", is_flag=True, help="Fait aussi un PDF de chaque document (avec LibreOffice).")

apercu = click.option(
    "--apercu", is_flag=True, help="Fait aussi une image PNG de chaque page (avec LibreOffice et poppler)."
)

ouvrir = click.option("--ouvrir", is_flag=True, help="Ouvre le document, ou le dossier quand il y en a plusieurs.")

final = click.option(
    "--brouillon/--final",
    "brouillon",
    default=True,
    help="Un brouillon (par défaut) surligne « À COMPLÉTER » ce qui manque ; "
    "un document final n’est écrit que si rien ne manque.",
)

force = click.option(
    "--force",
    is_flag=True,
    help="Remplace un document modifié à la main ou final, après en avoir gardé une copie datée.",
)

tout = click.option("--tout", is_flag=True, help="Redit aussi les avis et avertissements déjà dits.")

processus = click.option(
    "-j",
    "processus",
    metavar="N",
    type=Entier(),
    help="Nombre de briefs traités en même temps ; par défaut, selon l’ordinateur.",
)

format_ = click.option(
    "--format",
    "format_",
    type=Choix(["texte", "json"]),
    default="texte",
    help="Forme des constats : texte (par défaut), ou json pour un programme.",
)


def document(names: tuple[str, ...]) -> Decorator:
    """`--document NOM`, which may be repeated."""
    return click.option(
        "--document",
        "documents",
        metavar="NOM",
        multiple=True,
        type=Choix(names),
        help="Ce document seulement : " + ", ".join(names) + ". Peut être répété.",
    )


debug = click.option(
    "--debug",
    is_flag=True,
    expose_value=False,  # `cli.run` looks for it among what was typed
    help="En cas de panne de docgen, affiche le détail pour les développeurs.",
)
