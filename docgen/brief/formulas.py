"""Cells of a workbook whose formula was never worked out, or gave an error: who reads the sheet finds them empty.

The XML is read token by token (ECMA-376, part 1, 18.3.1.4): no sheet, however broken, takes longer than its length.
"""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import zipfile

WORKBOOK, RELATIONS = "xl/workbook.xml", "xl/_rels/workbook.xml.rels"

_SHEET = re.compile(rb"<(?:\w+:)?sheet\b[^<>]*?\b\w+:id\s*=\s*[\"']([^\"'<>]+)")
_RELATION = re.compile(rb"<(?:\w+:)?Relationship\b[^<>]*>")
_IDENT = re.compile(rb"\bId\s*=\s*[\"']([^\"']+)")
_TARGET = re.compile(rb"\bTarget\s*=\s*[\"']([^\"']+)")
_TOKEN = re.compile(rb"<(/?)(?:\w+:)?([cfvt])((?:\s[^<>]*)?)>([^<]?)")
_REFERENCE = re.compile(rb"\br\s*=\s*[\"']([A-Z]{1,3}[0-9]{1,7})[\"']")
_TYPE = re.compile(rb"\bt\s*=\s*[\"'](\w+)")


def without_result(archive: zipfile.ZipFile, rank: int) -> frozenset[str]:
    """The references (« B3 ») of such cells in the sheet of that rank, from 0."""
    part = _part(archive, rank)
    return frozenset(_cells(archive.read(part))) if part in archive.namelist() else frozenset()


def _part(archive: zipfile.ZipFile, rank: int) -> str:
    """The part that holds a sheet: the workbook names its relation, the relation its place."""
    idents = _SHEET.findall(archive.read(WORKBOOK))
    targets = {
        ident[1]: target[1].decode("utf-8", "replace")
        for relation in _RELATION.findall(archive.read(RELATIONS))
        if (ident := _IDENT.search(relation)) and (target := _TARGET.search(relation))
    }
    return posixpath.join("/xl", targets.get(idents[rank], "")).lstrip("/")


def _cells(sheet: bytes) -> list[str]:
    found: list[str] = []
    reference, kind, formula, value = b"", b"", False, False
    for close, name, attributes, text in _TOKEN.findall(sheet):
        if name == b"c" and not close:
            here, type_ = _REFERENCE.search(attributes), _TYPE.search(attributes)
            reference, kind = here[1] if here else b"", type_[1] if type_ else b""
            formula = value = False
        elif name == b"f":
            formula = True
        elif name != b"c":
            value = value or bool(text and not close)
        elif reference and (kind == b"e" or (formula and not value and kind != b"str")):
            found.append(reference.decode())
    return found
