"""A .docx as a package of parts: read within limits, written the same way every time (ECMA-376, part 2)."""

from __future__ import annotations

import codecs
import re
import zipfile
import zlib
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from lxml import etree

from docgen.word import archive
from docgen.word.files import LOOK, MAX_BYTES, fault, read_bytes, too_large
from docgen.word.names import CONTENT_TYPES
from docgen.word.relations import Role, breach, main_type, stories, types_of_a_document

if TYPE_CHECKING:
    from collections.abc import Mapping

MAX_PARTS = 2_000

_OLE = b"\xd0\xcf\x11\xe0"

# All XML must be well-formed, since it comes out as it came in; parts that are read as text are in UTF-8 too.
_MARKUP = re.compile(r".*\.(xml|rels)", re.IGNORECASE | re.DOTALL)


@dataclass(frozen=True, slots=True, eq=False)
class Package:
    """The parts of a Word file by name, in the order of the file; and the same as the zip holds them.

    `stories` are those that may hold tags: body, headers, footers, notes and core properties.
    """

    parts: Mapping[str, bytes]
    entries: Mapping[str, archive.Entry] = field(repr=False)
    stories: Mapping[str, Role]

    def tagged(self) -> list[str]:
        """The names of the parts that may hold tags."""
        return list(self.stories)

    def rewritten(self, parts: Mapping[str, bytes]) -> bytes:
        """A file of these parts: those that are still the package's own are copied compressed, as they came."""
        return archive.write(
            self.entries[name] if data is self.parts.get(name) else self._deflated(name, data)
            for name, data in parts.items()
        )

    def _deflated(self, name: str, data: bytes) -> archive.Entry:
        shared = len(data) < _SMALL and name not in self.stories
        return _remembered(name, data) if shared else archive.deflate(name, data)


def read_package(path: Path) -> Package:
    """Read a .docx, or a .dotx as the .docx that Word makes of it.

    Raises FaultsFoundError: M001 unreadable, M002 another kind of file, M009 too large.
    """
    return package_in(read_bytes(path), path)


def package_in(data: bytes, path: Path) -> Package:
    """The package that the bytes of a file hold. Raises FaultsFoundError: M002 another kind of file, M009 too large."""
    if data.startswith(_OLE):
        message = "ce fichier est un ancien .doc, ou un .docx protégé par un mot de passe."
        raise fault(path, "M002", message, "Dans Word, « Enregistrer sous », type « Document Word (.docx) ».")
    try:
        package = _unpack(data, path)
    except _DAMAGE as error:
        message = f"ce fichier n’est pas un document Word lisible ({_damage(error, data)})."
        raise fault(path, "M002", message, LOOK) from None
    return _checked(package, path)


def package_of(data: bytes) -> Package:
    """The package of a document that docgen has just made."""
    return _unpack(data, Path())


def write_package(parts: Mapping[str, bytes]) -> bytes:
    """The bytes of a .docx; the same parts give the same bytes."""
    return archive.write(archive.deflate(name, data) for name, data in parts.items())


_SMALL = 50_000  # bytes: more than the styles of most templates, less than a document worth deflating


# Styles in the organisation's colours, a logo: what renders share but for their text is deflated once.
_remembered = lru_cache(maxsize=64)(archive.deflate)


# What zipfile raises, whatever the damage; a part that is no XML counts as damage too.
_DAMAGE = (zipfile.BadZipFile, zlib.error, OSError, NotImplementedError, RuntimeError, EOFError, ValueError)


def _damage(error: Exception, data: bytes) -> str:
    if isinstance(error, archive.DamagedError):
        return str(error)
    return "il est coupé ou abîmé" if data.startswith(b"PK") else "son contenu est d’un autre type"


def _unpack(data: bytes, path: Path) -> Package:
    infos = archive.directory(data)
    if len(infos) > MAX_PARTS or sum(info.file_size for info in infos) > MAX_BYTES:
        raise too_large(path)
    parts: dict[str, bytes] = {}
    entries: dict[str, archive.Entry] = {}
    for entry, part in archive.read(data, infos):
        parts[entry.name], entries[entry.name] = part, entry
        if _MARKUP.fullmatch(entry.name):
            _check_markup(entry.name, part)
    found = stories(parts)
    for name in found:
        parts[name] = _in_utf8(name, parts[name])
    return Package(parts, entries, found)


def _check_markup(name: str, part: bytes) -> None:
    if b"<!DOCTYPE" in part:
        raise archive.DamagedError(f"{name} : DTD")  # ECMA-376, part 2, 8.1.4: none, and so no entities
    try:
        etree.fromstring(part, etree.XMLParser(resolve_entities=False, huge_tree=True))
    except etree.XMLSyntaxError as error:
        raise archive.DamagedError(f"{name}, ligne {error.lineno}") from None


def _in_utf8(name: str, part: bytes) -> bytes:
    """A story as it will be read: ECMA-376, part 2, 8.1.4, knows UTF-16 too."""
    if part.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return bytes(etree.tostring(etree.fromstring(part), xml_declaration=True, encoding="UTF-8", standalone=True))
    try:
        part.decode("utf-8")
    except UnicodeDecodeError:
        raise archive.DamagedError(f"{name} : encodage") from None
    return part


def _checked(package: Package, path: Path) -> Package:
    """The package of a Word document, and of nothing else."""
    if _holds_macros(package.parts) or path.suffix.lower() in {".docm", ".dotm"}:
        message = "ce fichier contient des macros, que docgen ne prend pas."
        raise fault(path, "M002", message, "Dans Word, « Enregistrer sous », type « Document Word (.docx) ».")
    if "word" not in main_type(package.parts) and "word/document.xml" not in package.parts:
        kind = "un document LibreOffice (.odt)" if "content.xml" in package.parts else "un autre type de fichier"
        named = (
            "ce fichier est"
            if path.suffix.lower() not in {".docx", ".dotx"}
            else "ce fichier porte un nom de document Word, mais c’est"
        )
        message = f"{named} {kind}."
        raise fault(path, "M002", message, "Ouvrez-le et enregistrez-le au format « Word (.docx) ».")
    if not package.parts.get(CONTENT_TYPES):  # ECMA-376, part 2, 7.2.3: every package has one; Word opens none without
        raise fault(path, "M002", "ce fichier n’est pas un document Word entier.", LOOK)
    package = _as_document(package)
    if reason := breach(package.parts):
        message = f"Word n’ouvrirait pas ce fichier\u00a0: {reason}."
        raise fault(path, "M002", message, "Repartez d’une copie plus ancienne, ou du modèle fourni.")
    return package


def _holds_macros(parts: Mapping[str, bytes]) -> bool:
    """Whether Word would run a program of this file; what an embedded workbook holds is Excel's business."""
    return "macroEnabled" in main_type(parts) or b"ms-office.vbaProject" in parts.get(CONTENT_TYPES, b"")


def _as_document(package: Package) -> Package:
    """A Word template (.dotx) as the document that Word makes of it."""
    types = types_of_a_document(package.parts)
    if types is None:
        return package
    entries = {**package.entries, CONTENT_TYPES: archive.deflate(CONTENT_TYPES, types)}
    return replace(package, parts={**package.parts, CONTENT_TYPES: types}, entries=entries)
