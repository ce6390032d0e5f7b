"""The folders of `out/`: which brief one belongs to, and which of its files answers to a document."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docgen.errors import FaultsFoundError, UsageFaultError

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

    from docgen.output.manifest import Manifest
    from docgen.production.pieces import Piece
    from docgen.workspace import Workspace


def find_folder(sortie: Path, named: str) -> Path:
    """The folder of a reference, or the folder at that path. Raises UsageFaultError, with the nearest that there is."""
    from pathlib import Path

    from docgen.nearest import nearest

    path = Path(named)
    places = (sortie / path, path) if path.name == named else (path,)
    if named.strip() and (found := next((folder for folder in places if folder.is_dir()), None)):
        return found
    known = sorted(path.name for path in sortie.iterdir() if path.is_dir()) if sortie.is_dir() else []
    near = nearest(path.name, known)
    if near:
        hint = f" Vouliez-vous dire « {near} » ?"
    else:
        hint = f" Dossiers de « {sortie} » : {', '.join(known)}." if known else f" « {sortie} » est vide."
    raise UsageFaultError(f"le dossier « {named} » n’existe pas.{hint}")


def brief_of(workspace: Workspace, folder: Path, manifest: Manifest) -> Path | None:
    """The brief that a folder was made from: the one that its manifest names, else one of its reference."""
    if manifest.brief and (named := workspace.dossier / manifest.brief).is_file():
        return named
    reference = folder.resolve().name
    return next((path for path in workspace.briefs() if _reference(path) == reference), None)


def _reference(path: Path) -> str:
    from docgen.source import load_source

    try:
        return str(load_source(path, "B").donnees.get("reference", ""))
    except FaultsFoundError:
        return ""


def file_of(piece: Piece, folder: Path, manifest: Manifest, expected: Collection[str]) -> str | None:
    """The file that answers to a document, from the folder and with « / »; None when there is none.

    Where the brief moved a session or took another reference since, it is the file made before, if no other document
    is to have that place.
    """
    if (folder / piece.chemin).is_file():
        return piece.chemin
    known = set(manifest.documents) | {path.relative_to(folder).as_posix() for path in folder.glob("session-*/*.docx")}
    before = [
        name for name in sorted(known) if name not in expected and _was(piece, name) and (folder / name).is_file()
    ]
    return before[0] if before else None


def _was(piece: Piece, name: str) -> bool:
    """Whether a file is that document under the name it had: the same session, the same kind."""
    if "/" not in piece.chemin:
        return "/" not in name and name.startswith(f"{piece.document.cle}-")
    folder, file = piece.chemin.split("/")
    rank = "-".join(folder.split("-")[:2])
    return name.startswith(f"{rank}-") and name.endswith(f"/{file}")
