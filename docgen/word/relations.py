"""What holds a package together, without which Word opens nothing: its main part, and parts for all relations.

ECMA-376, part 2, clauses 6.5 (relationships) and 7.2.3 (content types).
"""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING
from urllib.parse import unquote

from lxml import etree

from docgen.word.names import CONTENT_TYPES, MAIN, RELS, ROOT_RELATIONS, TYPES, W

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from lxml.etree import _Element

_MAIN_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_RELATIONS = re.compile(r"(?:(.*)/)?_rels/([^/]*)\.rels")


def breach(parts: Mapping[str, bytes]) -> str:
    """What keeps Word from opening these parts, which are well-formed XML; empty when nothing is known to."""
    if etree.fromstring(parts[MAIN]).find(f"{W}body") is None and b"purl.oclc.org" not in parts[MAIN]:
        return "il n’a pas de texte"
    if not _is_announced(etree.fromstring(parts[CONTENT_TYPES])):
        return "rien n’y annonce un document Word"
    if MAIN not in _targets(ROOT_RELATIONS, parts.get(ROOT_RELATIONS, b"<x/>"), "/officeDocument"):
        return "rien n’y mène au texte"
    if broken := next((name for name, data in parts.items() if name.endswith(".rels") and not _is_list(data)), ""):
        return f"« {broken} » n’est pas une liste de liens"
    return next((f"il y manque {name}" for name in _wanted(parts) if name not in parts), "")


def from_elsewhere(parts: Mapping[str, bytes]) -> Iterator[tuple[str, str, str]]:
    """What Word fetches when it opens these parts: the .rels that says so, the kind (« image »), and the address.

    A hyperlink fetches nothing until somebody follows it.
    """
    for name, data in parts.items():
        for relation in etree.fromstring(data).iter(f"{RELS}Relationship") if name.endswith(".rels") else ():
            kind = posixpath.basename(relation.get("Type", ""))
            if relation.get("TargetMode") == "External" and kind != "hyperlink":
                yield name, kind, relation.get("Target", "")


def _is_announced(types: _Element) -> bool:
    """Whether the main part, by its name or by its extension, is told to be a Word document's."""
    return any(
        one.get("ContentType") == _MAIN_TYPE and one.get("PartName", f"/{MAIN}") == f"/{MAIN}"
        for one in types.iter(f"{TYPES}*")
    )


def _wanted(parts: Mapping[str, bytes]) -> Iterator[str]:
    """The parts that relations of parts name; Word itself writes « NULL » for a picture that it has lost."""
    for name, data in parts.items():
        if name.endswith(".rels"):
            yield from (target for target in _targets(name, data) if posixpath.basename(target) != "NULL")


def _is_list(data: bytes) -> bool:
    return etree.fromstring(data).tag == f"{RELS}Relationships"


def _targets(name: str, data: bytes, kind: str = "") -> list[str]:
    """The parts that a .rels names, by relations of that kind. Links to elsewhere, or within a part, name none."""
    found = _RELATIONS.fullmatch(name)
    folder = (found[1] if found else None) or ""
    return [
        posixpath.normpath(posixpath.join("/", folder, unquote(target))).lstrip("/")
        for relation in etree.fromstring(data).iter(f"{RELS}Relationship")
        if relation.get("TargetMode") != "External" and relation.get("Type", "").endswith(kind)
        if not (target := relation.get("Target", "")).startswith("#")
    ]
