"""The bytes of a Word file, read within limits: nothing here needs to understand them."""

from __future__ import annotations

import stat
from typing import TYPE_CHECKING

from docgen.errors import FaultsFoundError
from docgen.findings import Finding
from docgen.francais import panne

if TYPE_CHECKING:
    from pathlib import Path

MAX_BYTES = 100_000_000  # of a file, and of all its parts together, once inflated
LOOK = "Vérifiez qu’il s’ouvre dans Word, puis enregistrez-le de nouveau en .docx."


def read_bytes(path: Path) -> bytes:
    """The bytes of a Word file. Raises FaultsFoundError: M001 for what cannot be read, M009 for what is too large."""
    try:
        found = path.stat()
        if not (stat.S_ISREG(found.st_mode) or stat.S_ISDIR(found.st_mode)):  # a pipe or a device would never end
            message = "ce n’est pas un fichier, mais un périphérique ou un tube."
            raise fault(path, "M001", message, "Mettez à sa place un document Word.")
        if found.st_size > MAX_BYTES:
            raise too_large(path)
        return path.read_bytes()
    except OSError as error:
        raise fault(path, "M001", f"ce fichier ne peut pas être lu : {panne(error)}.", LOOK) from None


def too_large(path: Path) -> FaultsFoundError:
    """A file that no document of Word needs to be."""
    message = "ce fichier est démesuré une fois décompressé."
    return fault(path, "M009", message, "Repartez du modèle fourni ; allégez ses images.")


def fault(path: Path, code: str, message: str, remede: str) -> FaultsFoundError:
    """One fault of a file as a whole."""
    return FaultsFoundError([Finding(code, message, remede, fichier=str(path))])
