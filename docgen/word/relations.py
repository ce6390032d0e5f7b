"""What holds a package together: its main part, and the parts that relations lead to, whatever they are called.

ECMA-376, part 2, clauses 6.5 (relationships) and 7.2.3 (content types). Word for the web calls the main part
`document2.xml`, other programs call headers as they like: nothing but a relation says what a part is for.
"""

from __future__ import annotations

import posixpath
import re
from enum import StrEnum
from functools import lru_cache
from typing import TYPE_CHECKING
from urllib.parse import unquote

from lxml import etree

from docgen.word.names import CONTENT_TYPES, RELS, TYPES, W

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


class Role(StrEnum):
    """What a part that may hold tags is, in the words that say where one stands."""

    CORPS = "corps du document"
    EN_TETE = "en-tête"
    PIED = "pied de page"
    NOTES = "notes de bas de page"
    NOTES_DE_FIN = "notes de fin"
    PROPRIETES = "propriétés du document"


_STORIES = {
    "header": Role.EN_TETE,
    "footer": Role.PIED,
    "footnotes": Role.NOTES,
    "endnotes": Role.NOTES_DE_FIN,
}
_RELATIONS = re.compile(r"(?:(.*)/)?_rels/([^/]*)\.rels")
_DOCUMENT = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_TEMPLATE = "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml"
_NONE = b"<x/>"


def main_of(parts: Mapping[str, bytes]) -> str:
    """The part that holds the text, which the package's own relations name; empty when none does."""
    return next(iter(related(parts, "", "officeDocument")), "")


def related(parts: Mapping[str, bytes], part: str, kind: str) -> list[str]:
    """The parts that the relations of one name, by the last word of their type (« header »); of « », the package's."""
    found = _targets(rels := relations_of(part), parts.get(rels, _NONE), kind)
    return [target for _, target in found if target in parts]


def targets(parts: Mapping[str, bytes], part: str, kind: str = "") -> dict[str, str]:
    """The ids of a part's relations, and the parts that they name, whether these are there or not."""
    return dict(_targets(rels := relations_of(part), parts.get(rels, _NONE), kind))


def relations_of(part: str) -> str:
    """The part that holds the relations of one; those of « » are the package's own."""
    folder, file = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{file}.rels")


def stories(parts: Mapping[str, bytes]) -> dict[str, Role]:
    """The parts that may hold tags, in the order of the file: body, headers, footers, notes and core properties."""
    main = main_of(parts)
    found = {main: Role.CORPS} if main else {}
    for kind, role in _STORIES.items() if main else ():
        found |= dict.fromkeys(related(parts, main, kind), role)
    found |= dict.fromkeys(related(parts, "", "core-properties"), Role.PROPRIETES)
    return {name: found[name] for name in parts if name in found}


def breach(parts: Mapping[str, bytes]) -> str:
    """What keeps Word from opening these parts, which are well-formed XML; empty when nothing is known to."""
    main = main_of(parts)
    if not main:
        return "rien n’y mène au texte"
    if etree.fromstring(parts[main]).find(f"{W}body") is None and b"purl.oclc.org" not in parts[main]:
        return "il n’a pas de texte"
    if main_type(parts) != _DOCUMENT:
        return "rien n’y annonce un document Word"
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


def main_type(parts: Mapping[str, bytes]) -> str:
    """What the main part is told to be: by its name, else by its extension."""
    types = etree.fromstring(parts.get(CONTENT_TYPES, _NONE))
    name = f"/{main_of(parts)}"
    own = [one for one in types.iter(f"{TYPES}Override") if one.get("PartName") == name]
    extension = posixpath.splitext(name)[1].removeprefix(".").lower()
    usual = [one for one in types.iter(f"{TYPES}Default") if one.get("Extension", "").lower() == extension]
    return next((one.get("ContentType", "") for one in (*own, *usual)), "")


def types_of_a_document(parts: Mapping[str, bytes]) -> bytes | None:
    """The content types that make a Word template (.dotx) a document; None for what is none."""
    if main_type(parts) != _TEMPLATE:
        return None
    types = etree.fromstring(parts[CONTENT_TYPES])
    for one in types.iter(f"{TYPES}Override", f"{TYPES}Default"):
        if one.get("ContentType") == _TEMPLATE:
            one.set("ContentType", _DOCUMENT)
    return bytes(etree.tostring(types, xml_declaration=True, encoding="UTF-8", standalone=True))


def _wanted(parts: Mapping[str, bytes]) -> Iterator[str]:
    """The parts that relations of parts name; Word itself writes « NULL » for a picture that it has lost."""
    for name, data in parts.items():
        if name.endswith(".rels"):
            yield from (target for _, target in _targets(name, data) if posixpath.basename(target) != "NULL")


def _is_list(data: bytes) -> bool:
    return etree.fromstring(data).tag == f"{RELS}Relationships"


@lru_cache(maxsize=256)  # a render asks for the same few relations at each of its steps
def _targets(name: str, data: bytes, kind: str = "") -> list[tuple[str, str]]:
    """The ids and parts that a .rels names, by relations of that kind. Links to elsewhere, or within a part, name none.

    Of a kind the last word is enough: « Strict » files, and LibreOffice's, spell the rest otherwise.
    """
    found = _RELATIONS.fullmatch(name)
    folder = (found[1] if found else None) or ""
    return [
        (relation.get("Id", ""), posixpath.normpath(posixpath.join("/", folder, unquote(target))).lstrip("/"))
        for relation in etree.fromstring(data).iter(f"{RELS}Relationship")
        if relation.get("TargetMode") != "External"
        if not kind or posixpath.basename(relation.get("Type", "")) == kind
        if not (target := relation.get("Target", "")).startswith("#")
    ]
