"""INSEE's figures brought into a workspace: the file that was downloaded, read whole before anything is written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docgen.errors import FaultsFoundError
from docgen.findings import Finding
from docgen.francais import panne

if TYPE_CHECKING:
    from pathlib import Path

    from docgen.territory.importation import Importe
    from docgen.workspace import Workspace


def import_figures(workspace: Workspace, chemin: Path) -> Importe:
    """Read the file, then put its compact form into the workspace, whole or not at all. Raises FaultsFoundError."""
    from docgen.output.atomic import write_atomically
    from docgen.territory import Territoire
    from docgen.territory.importation import read
    from docgen.territory.tableur import MAX_BYTES

    try:
        with chemin.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except OSError as error:
        message = f"ce fichier ne peut pas être lu : {panne(error)}."
        raise FaultsFoundError([Finding("U002", message, "Vérifiez ce fichier.", fichier=str(chemin))]) from error
    imported = read(data, str(chemin), Territoire.open())
    write_atomically(workspace.comparateur, imported.contenu)
    return imported
