"""Tags where nothing is ever filled: comments, charts, addresses of links. A template that has one is refused."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import unquote

from lxml import etree

from docgen.findings import Finding
from docgen.word.names import W
from docgen.word.relations import relations_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from docgen.word.package import Package

CODE = "M039"
AUTHOR = "docgen"  # of the comments that annotate.py writes

_TAGGED = re.compile(rb"\{\{|\{%")
_LINK = re.compile(rb"%7B%7B|%7B%25|\{\{|\{%", re.IGNORECASE)
_COMMENTS = re.compile(r"word/comments\w*\.xml")
_NEVER = (
    (_COMMENTS, "un commentaire"),
    (re.compile(r"word/charts/.*\.xml"), "un graphique"),
    (re.compile(r"word/diagrams/.*\.xml"), "un schéma SmartArt"),
    (re.compile(r"word/glossary/.*\.xml"), "un bloc de construction"),
    (re.compile(r"docProps/(app|custom)\.xml"), "une propriété du document"),
    (re.compile(r"customXml/.*\.xml"), "des données XML attachées au document"),
)


@dataclass(frozen=True, slots=True)
class Unfilled:
    """A tag out of reach. `relation` is the id of the link whose address holds it, empty elsewhere."""

    part: str
    message: str
    remede: str
    relation: str = ""


def refused(package: Package, fichier: str) -> list[Finding]:
    """What a template may not hold, for docgen would leave it as it is."""
    tagged = package.tagged()
    found = [each for part in tagged for each in in_links(part, package.parts)]
    found += in_other_parts(package.parts, set(tagged))
    return [Finding(CODE, each.message, each.remede, fichier=fichier) for each in found]


def in_links(part: str, parts: Mapping[str, bytes]) -> Iterator[Unfilled]:
    """Tags in the addresses of a part's links, which stand in a part of their own."""
    name = relations_of(part)
    if not _LINK.search(parts.get(name, b"")):
        return
    for relation in etree.fromstring(parts[name]):
        target = relation.get("Target", "")
        if _LINK.search(target.encode()):
            yield Unfilled(
                part,
                f"l’adresse d’un lien contient une balise, « {unquote(target)} » : docgen n’y remplit rien.",
                "Écrivez l’adresse dans le texte, sous forme de balise, et supprimez le lien.",
                relation.get("Id", ""),
            )


def in_other_parts(parts: Mapping[str, bytes], filled: Collection[str]) -> Iterator[Unfilled]:
    """Tags in parts that hold no text of the document."""
    for name in parts:
        what = next((said for pattern, said in _NEVER if pattern.fullmatch(name)), "") if name not in filled else ""
        if what and _TAGGED.search(parts[name]) and not _quoted_by_us(name, parts[name]):
            yield Unfilled(
                name,
                f"une balise se trouve dans {what} : docgen n’y remplit rien.",
                "Mettez-la dans le texte, un tableau, un en-tête ou une zone de texte.",
            )


def _quoted_by_us(name: str, data: bytes) -> bool:
    """Whether tags stand in comments of docgen's alone, which quote them (see annotate.py)."""
    if not _COMMENTS.fullmatch(name):
        return False
    try:
        others = [each for each in etree.fromstring(data) if each.get(f"{W}author") != AUTHOR]
    except etree.XMLSyntaxError:
        return False
    return not any("{{" in text or "{%" in text for each in others for text in map(str, each.itertext()))
