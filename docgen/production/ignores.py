"""Files of a workspace that docgen passes over: somebody who put one there expects it to count."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docgen.findings import Finding, Gravite
from docgen.nearest import nearest
from docgen.workspace import CATALOGUE, TEMPLATES, yaml_files

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from docgen.workspace import Workspace

OTHERS_OWN = ("~", ".")  # Word's locks, editors' and systems' files
NOTES = {".md", ".txt"}  # what people write for one another


def ignored(workspace: Workspace) -> Iterator[Finding]:
    """A notice for each file of `catalogue/` and `templates/` that no command reads."""
    from docgen.documents.registre import tous

    folder = workspace.dossier / CATALOGUE
    read = set(yaml_files(folder))
    for path in _files(folder):
        if path not in read:
            message = "ce fichier du catalogue n’est pas lu : un module est un fichier .yaml."
            yield _notice("C041", path, message, "Renommez-le en .yaml si c’est un module ; sinon, rangez-le ailleurs.")
    stems = [document.modele for document in tous().values() if document.extension == "docx"]
    for path in _files(workspace.dossier / TEMPLATES):
        if path.name not in {f"{stem}.docx" for stem in stems}:
            near = nearest(path.stem, stems)
            remede = f"Renommez-le « {near}.docx »." if near else "Rangez-le ailleurs si ce n’est pas un modèle."
            message = "ce fichier n’est le modèle d’aucun document : docgen ne le lit pas."
            yield _notice("O031", path, message, f"{remede} « docgen modeles liste » donne les noms attendus.")


def _files(folder: Path) -> Iterator[Path]:
    try:
        found = sorted(path for path in folder.iterdir() if path.is_file())
    except OSError:  # no such folder, or a closed one: what needs it says so
        return
    yield from (path for path in found if not path.name.startswith(OTHERS_OWN) and path.suffix.lower() not in NOTES)


def _notice(code: str, path: Path, message: str, remede: str) -> Finding:
    return Finding(code, message, remede, Gravite.AVIS, str(path))
