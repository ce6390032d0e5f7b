"""Which briefs a command is about, and in which workspace."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from docgen.errors import UsageFaultError
from docgen.workspace import BRIEFS, Workspace, yaml_files

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


def find_workspace(named: Sequence[Path] = ()) -> Workspace:
    """The workspace that the current folder is in, else the one of the first file named."""
    here = Workspace.find(Path.cwd())
    if here.dossier == Path.cwd() and not here.organisme.is_file() and named:
        theirs = Workspace.find(named[0].resolve().parent)
        here = theirs if theirs.organisme.is_file() else here
    return Workspace(seen_from_here(here.dossier))


def choose_briefs(workspace: Workspace, named: Sequence[Path]) -> list[Path]:
    """The briefs named on the command line: files, folders, or all of `briefs/` when none is.

    Raises UsageFaultError when there is none.
    """
    if not named:
        return [seen_from_here(path) for path in workspace.briefs()] or _no_brief(workspace)
    chosen: dict[Path, None] = {}
    for path in named:
        if not path.exists():
            raise UsageFaultError(_missing(path, [*yaml_files(path.parent), *workspace.briefs()]))
        found = yaml_files(path) if path.is_dir() else (path,)
        if not found:
            message = f"le dossier « {path} » ne contient aucun brief (fichiers .yaml)."
            raise UsageFaultError(message)
        chosen.update(dict.fromkeys(found))
    return list(chosen)


def check_there(path: Path, *elsewhere: Path) -> None:
    """Refuse a file that does not exist, with the nearest of its kind there or in one of those folders."""
    if not path.exists():
        folders = (path.parent, *elsewhere)
        there = [one for folder in folders if folder.is_dir() for one in folder.iterdir() if one.suffix == path.suffix]
        raise UsageFaultError(_missing(path, there))


def _missing(path: Path, there: Iterable[Path]) -> str:
    from docgen.nearest import nearest

    known = {one.name: seen_from_here(one) for one in there}
    near = nearest(path.name, known) or nearest(path.stem, known)
    hint = f" Vouliez-vous dire « {known[near]} » ?" if near else " Vérifiez son nom et son dossier."
    return f"le fichier « {path} » n’existe pas.{hint}"


def seen_from_here(path: Path) -> Path:
    """The path as one types it from the current folder, which may stand inside the workspace; whole where shorter."""
    try:
        return min(Path(os.path.relpath(path)), path, key=lambda one: len(str(one)))
    except ValueError:  # Windows: another drive
        return path


def _no_brief(workspace: Workspace) -> list[Path]:
    if workspace.existe:
        where, first = (
            f"aucun brief dans « {workspace.dossier / BRIEFS} »",
            "Écrivez-en un avec « docgen brief nouveau »",
        )
    else:
        where, first = "ce dossier n’est pas un espace de travail", "Préparez-en un avec « docgen init »"
    raise UsageFaultError(f"{where}. {first}, ou nommez un fichier : docgen programme mon-brief.yaml.")
