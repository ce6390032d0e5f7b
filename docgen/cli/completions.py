"""What the Tab key proposes: briefs, codes of modules, documents, communes. Each answers within a blink."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import click
    from click.shell_completion import CompletionItem

    Items = list[CompletionItem[str]]

PROPOSED = 20


def briefs(_ctx: click.Context, _param: click.Parameter, incomplete: str) -> Items:
    """The workspace's briefs as they are typed from here; any file where none begins so."""
    from click.shell_completion import CompletionItem

    from docgen.cli.choix import find_workspace, seen_from_here

    known = [seen_from_here(path).as_posix() for path in find_workspace().briefs()]
    begun = incomplete.replace("\\", "/")
    found = [CompletionItem(path) for path in known if path.startswith(begun) or Path(path).name.startswith(begun)]
    return found or [CompletionItem(incomplete, type="file")]


def modules(_ctx: click.Context, _param: click.Parameter, incomplete: str) -> Items:
    """The codes of the catalogue, with their titles; after a comma, the next one."""
    from click.shell_completion import CompletionItem

    from docgen.cli.choix import find_workspace
    from docgen.workspace import titles

    before, comma, begun = incomplete.rpartition(",")
    known = titles(find_workspace().catalogue).items()
    left = [(code, titre) for code, titre in known if code.startswith(begun) and code not in before.split(",")]
    return [CompletionItem(f"{before}{comma}{code}", help=titre) for code, titre in left]


def documents(_ctx: click.Context, _param: click.Parameter, incomplete: str) -> Items:
    """The documents that docgen makes from a template."""
    from click.shell_completion import CompletionItem

    from docgen.documents.registre import tous

    return [CompletionItem(key, help=each.titre) for key, each in tous().items() if key.startswith(incomplete)]


def communes(_ctx: click.Context, _param: click.Parameter, incomplete: str) -> Items:
    """The communes whose name begins so, each by what means it alone."""
    from click.shell_completion import CompletionItem

    from docgen.territory.territoire import Territoire

    if not incomplete:
        return []
    territoire = Territoire.open()
    found = territoire.communes_commencant(incomplete, PROPOSED)
    return [CompletionItem(territoire.designation(one), help=f"{one.nom} ({one.departement.nom})") for one in found]


def constats(_ctx: click.Context, _param: click.Parameter, incomplete: str) -> Items:
    """The codes of findings, with their titles."""
    from click.shell_completion import CompletionItem

    from docgen.findings import explications

    begun = incomplete.upper()
    return [CompletionItem(code, help=row.titre) for code, row in explications().items() if code.startswith(begun)]
