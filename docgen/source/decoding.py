"""A file's bytes to text: its size, its encoding, and the characters that YAML forbids."""

from __future__ import annotations

import codecs
import re
from typing import TYPE_CHECKING

from docgen.errors import FaultsFoundError
from docgen.findings import Finding, Mark

if TYPE_CHECKING:
    from pathlib import Path

MAX_BYTES = 1_000_000

_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
# YAML 1.2, clause 5.1 (printable characters): all else is refused, lest it be lost on the way to Word.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")

_SAVE_AS_UTF8 = "Ouvrez le fichier dans le Bloc-notes, choisissez « Enregistrer sous », puis l'encodage « UTF-8 »."


def read_text(path: Path, famille: str, fichier: str) -> str:
    """The text of a UTF-8 file, with or without BOM. Raises FaultsFoundError (001 to 004)."""
    data = _read_bytes(path, famille, fichier)
    if data.startswith(_UTF16) or b"\0" in data[:2]:
        raise _fault(famille, "003", fichier, "le fichier est enregistré en UTF-16.", _SAVE_AS_UTF8, Mark(1, 1))
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise _wrong_encoding(data, error, famille, fichier) from None
    if not text.strip():
        message = "le fichier est vide."
        remede = "Partez d'un exemple, ou vérifiez que vous avez bien enregistré votre travail."
        raise _fault(famille, "004", fichier, message, remede, Mark(1, 1))
    _refuse_forbidden(text, famille, fichier)
    return text


def _read_bytes(path: Path, famille: str, fichier: str) -> bytes:
    try:
        size = path.stat().st_size
        if path.is_file() and size > MAX_BYTES:
            message = f"le fichier est trop gros : {size / 1e6:.1f} Mo, pour {MAX_BYTES / 1e6:.0f} Mo au plus."
            remede = "Vérifiez que c'est bien le bon fichier ; un brief fait quelques pages."
            raise _fault(famille, "002", fichier, message.replace(".", ",", 1), remede)
        if not path.is_file():
            message = "c'est un dossier, ou autre chose qu'un fichier."
            raise _fault(famille, "001", fichier, message, "Nommez un fichier .yaml.")
        return path.read_bytes()
    except FileNotFoundError:
        message = "le fichier n'existe pas."
        raise _fault(famille, "001", fichier, message, "Vérifiez son nom et son dossier.") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        message = f"le fichier ne peut pas être lu ({reason})."
        remede = "Fermez-le s'il est ouvert ailleurs, et vérifiez que vous avez le droit de le lire."
        raise _fault(famille, "001", fichier, message, remede) from None


def _wrong_encoding(data: bytes, error: UnicodeDecodeError, famille: str, fichier: str) -> FaultsFoundError:
    before = data[: error.start]
    line_start = before.rfind(b"\n") + 1
    mark = Mark(before.count(b"\n") + 1, len(before[line_start:].decode("utf-8", "replace")) + 1)
    shown = data[error.start : error.start + 1].decode("cp1252", "replace")
    message = f"le caractère « {shown} » n'est pas en UTF-8 : le fichier a un autre encodage (Windows-1252 ?)."
    return _fault(famille, "003", fichier, message, _SAVE_AS_UTF8, mark)


def _refuse_forbidden(text: str, famille: str, fichier: str) -> None:
    found = _FORBIDDEN.search(text)
    if found is None:
        return
    before = text[: found.start()]
    mark = Mark(before.count("\n") + 1, found.start() - before.rfind("\n"))
    message = f"un caractère invisible interdit (U+{ord(found.group()):04X}) s'est glissé dans le fichier."
    remede = "Effacez-le : supprimez puis retapez les quelques lettres à cet endroit."
    raise _fault(famille, "003", fichier, message, remede, mark)


def _fault(  # noqa: PLR0913, PLR0917 - the parts of a finding
    famille: str, number: str, fichier: str, message: str, remede: str, mark: Mark | None = None
) -> FaultsFoundError:
    return FaultsFoundError([Finding(famille + number, message, remede, fichier=fichier, mark=mark)])
