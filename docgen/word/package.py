"""A .docx as a package of parts: read within limits, written the same way every time (ECMA-376, part 2)."""

from __future__ import annotations

import re
import zipfile
import zlib
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from lxml import etree

from docgen.word import archive
from docgen.word.files import LOOK, MAX_BYTES, fault, read_bytes, too_large
from docgen.word.names import CONTENT_TYPES, MAIN
from docgen.word.relations import breach

if TYPE_CHECKING:
    from collections.abc import Mapping

MAX_PARTS = 2_000

_OLE = b"\xd0\xcf\x11\xe0"
_TAGGED = re.compile(r"word/(document|header\d*|footer\d*|footnotes|endnotes)\.xml|docProps/core\.xml")

# All XML must be well-formed, since it comes out as it came in; parts that are read as text are in UTF-8 too.
_MARKUP = re.compile(r".*\.(xml|rels)", re.IGNORECASE | re.DOTALL)
_TEXT = re.compile(_TAGGED.pattern + r"|word/theme/theme\d*\.xml|.*\.rels|\[Content_Types\]\.xml")


@dataclass(frozen=True, slots=True, eq=False)
class Package:
    """The parts of a Word file by name, in the order of the file; and the same as the zip holds them."""

    parts: Mapping[str, bytes]
    entries: Mapping[str, archive.Entry] = field(repr=False)

    def tagged(self) -> list[str]:
        """The parts that may hold tags: body, headers, footers, notes and core properties."""
        return [name for name in self.parts if _TAGGED.fullmatch(name)]

    def rewritten(self, parts: Mapping[str, bytes]) -> bytes:
        """A file of these parts: those that are still the package's own are copied compressed, as they came."""
        return archive.write(
            self.entries[name] if data is self.parts.get(name) else _deflated(name, data)
            for name, data in parts.items()
        )


def read_package(path: Path) -> Package:
    """Read a .docx. Raises FaultsFoundError: M001 unreadable, M002 another kind of file, M009 too large."""
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
    _check_kind(package, path)
    return package


def package_of(data: bytes) -> Package:
    """The package of a document that docgen has just made."""
    return _unpack(data, Path())


def write_package(parts: Mapping[str, bytes]) -> bytes:
    """The bytes of a .docx; the same parts give the same bytes."""
    return archive.write(archive.deflate(name, data) for name, data in parts.items())


_SMALL = 50_000  # bytes: more than the styles of most templates, less than a document worth deflating


def _deflated(name: str, data: bytes) -> archive.Entry:
    return (
        _remembered(name, data) if len(data) < _SMALL and not _TAGGED.fullmatch(name) else archive.deflate(name, data)
    )


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
    return Package(parts, entries)


def _check_markup(name: str, part: bytes) -> None:
    if b"<!DOCTYPE" in part:
        raise archive.DamagedError(f"{name} : DTD")  # ECMA-376, part 2, 8.1.4: none, and so no entities
    try:
        etree.fromstring(part, etree.XMLParser(resolve_entities=False, huge_tree=True))
        if _TEXT.fullmatch(name):
            part.decode("utf-8")
    except etree.XMLSyntaxError as error:
        raise archive.DamagedError(f"{name}, ligne {error.lineno}") from None
    except UnicodeDecodeError:
        raise archive.DamagedError(f"{name} : encodage") from None


def _check_kind(package: Package, path: Path) -> None:
    types = package.parts.get(CONTENT_TYPES, b"")
    if b"macroEnabled" in types or path.suffix.lower() == ".docm":
        message = "ce fichier contient des macros, que docgen ne prend pas."
        raise fault(path, "M002", message, "Dans Word, « Enregistrer sous », type « Document Word (.docx) ».")
    if MAIN not in package.parts:
        kind = "un document LibreOffice (.odt)" if "content.xml" in package.parts else "un autre type de fichier"
        named = (
            "ce fichier est"
            if path.suffix.lower() != ".docx"
            else "ce fichier porte un nom de document Word, mais c’est"
        )
        message = f"{named} {kind}."
        raise fault(path, "M002", message, "Ouvrez-le et enregistrez-le au format « Word (.docx) ».")
    if not types:  # ECMA-376, part 2, 7.2.3: every package has one; Word opens none without
        raise fault(path, "M002", "ce fichier n’est pas un document Word entier.", LOOK)
    if reason := breach(package.parts):
        message = f"Word n’ouvrirait pas ce fichier\u00a0: {reason}."
        raise fault(path, "M002", message, "Repartez d’une copie plus ancienne, ou du modèle fourni.")
