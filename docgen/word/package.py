"""A .docx as a package of parts: read within limits, written the same way every time (ECMA-376, part 2)."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lxml import etree

from docgen.errors import FaultsFoundError
from docgen.findings import Finding

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

MAX_PARTS = 2_000
MAX_BYTES = 100_000_000  # of all parts together, once inflated
EPOCH = (1980, 1, 1, 0, 0, 0)  # the oldest date that a zip can hold: the same bytes at every run
MAIN = "word/document.xml"

_OLE = b"\xd0\xcf\x11\xe0"
_TAGGED = re.compile(r"word/(document|header\d*|footer\d*|footnotes|endnotes)\.xml|docProps/core\.xml")

# The parts that are parsed later on, and so must be well-formed.
_MARKUP = re.compile(_TAGGED.pattern + r"|word/theme/theme\d*\.xml|.*\.rels|\[Content_Types\]\.xml")


@dataclass(frozen=True, slots=True)
class Package:
    """The parts of a Word file by name, in the order of the file."""

    parts: Mapping[str, bytes]

    def tagged(self) -> list[str]:
        """The parts that may hold tags: body, headers, footers, notes and core properties."""
        return [name for name in self.parts if _TAGGED.fullmatch(name)]


def read_package(path: Path) -> Package:
    """Read a .docx. Raises FaultsFoundError: M001 unreadable, M002 another kind of file, M009 too large."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise _fault(path, "M001", f"le modèle ne peut pas être lu ({error.strerror}).", _LOOK) from None
    if data.startswith(_OLE):
        message = "ce fichier est un ancien .doc, ou un .docx protégé par un mot de passe."
        raise _fault(path, "M002", message, "Dans Word, « Enregistrer sous », type « Document Word (.docx) ».")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            package = Package(_inflate(archive, path))
    except _DAMAGE as error:
        message = f"ce fichier n’est pas un document Word lisible ({error})."
        raise _fault(path, "M002", message, _LOOK) from None
    _check_kind(package, path)
    return package


def write_package(parts: Mapping[str, bytes]) -> bytes:
    """The bytes of a .docx; the same parts give the same bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            info = zipfile.ZipInfo(name, EPOCH)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o600 << 16
            archive.writestr(info, data)
    return out.getvalue()


# What zipfile raises, whatever the damage; a part that is no XML counts as damage too.
_DAMAGE = (zipfile.BadZipFile, zlib.error, OSError, NotImplementedError, RuntimeError, EOFError, ValueError)
_LOOK = "Vérifiez qu’il s’ouvre dans Word, puis enregistrez-le de nouveau en .docx."


def _inflate(archive: zipfile.ZipFile, path: Path) -> dict[str, bytes]:
    infos = archive.infolist()
    if len(infos) > MAX_PARTS or sum(info.file_size for info in infos) > MAX_BYTES:
        message = "ce fichier est démesuré une fois décompressé."
        raise _fault(path, "M009", message, "Repartez du modèle fourni ; allégez ses images.")
    return {info.filename: _part(archive, info) for info in infos if not info.is_dir()}


def _part(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> bytes:
    with archive.open(info) as part:
        # No more than announced: `archive.read` would first inflate all that a lying entry holds.
        data = part.read(info.file_size)
    if _MARKUP.fullmatch(info.filename):
        if b"<!DOCTYPE" in data:
            raise ValueError("DTD")  # ECMA-376, part 2, 8.1.4: none, and so no entities
        try:
            etree.fromstring(data, etree.XMLParser(resolve_entities=False, huge_tree=True))
            data.decode("utf-8")
        except etree.XMLSyntaxError as error:
            raise ValueError(f"{info.filename} : {error}") from None
    return data


def _check_kind(package: Package, path: Path) -> None:
    types = package.parts.get("[Content_Types].xml", b"")
    if b"macroEnabled" in types or path.suffix.lower() == ".docm":
        message = "ce modèle contient des macros ; docgen n’en remplit pas."
        raise _fault(path, "M002", message, "Dans Word, « Enregistrer sous », type « Document Word (.docx) ».")
    if MAIN not in package.parts:
        kind = "un document LibreOffice (.odt)" if "content.xml" in package.parts else "un autre type de fichier"
        message = f"ce fichier porte un nom de document Word, mais c’est {kind}."
        raise _fault(path, "M002", message, "Ouvrez-le et enregistrez-le au format « Word (.docx) ».")


def _fault(path: Path, code: str, message: str, remede: str) -> FaultsFoundError:
    return FaultsFoundError([Finding(code, message, remede, fichier=str(path))])
