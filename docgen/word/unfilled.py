"""Tags where nothing is ever filled: comments, charts, addresses of links. A template that has one is refused."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import unquote

from lxml import etree

from docgen.findings import Finding
from docgen.word.names import W
from docgen.word.relations import main_of, relations_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from docgen.word.package import Package

CODE = "M039"
AUTHOR = "docgen"  # of the comments that annotate.py writes
STRICT = "purl.oclc.org/ooxml"
IS_STRICT = (
    "le modèle est enregistré au format « Document Open XML strict », que docgen ne sait pas remplir.",
    "Dans Word, « Enregistrer sous », type « Document Word (.docx) ».",
)

_TAGGED = re.compile(r"\{\{|\{%")
_TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}", re.DOTALL)
_LINK = re.compile(rb"%7B%7B|%7B%25|\{\{|\{%", re.IGNORECASE)
_COMMENTS = re.compile(r"word/comments\w*\.xml")
# What a part is, when it is one that nothing fills; « texte inséré » is what Word calls an altChunk.
_NEVER = (
    (_COMMENTS, "un commentaire"),
    (re.compile(r"word/charts/.*\.xml"), "un graphique"),
    (re.compile(r"word/diagrams/.*\.xml"), "un schéma SmartArt"),
    (re.compile(r"word/glossary/.*\.xml"), "un bloc de construction"),
    (re.compile(r"word/numbering\w*\.xml"), "le numéro d’une liste"),
    (re.compile(r"word/settings\w*\.xml"), "les réglages du document (variables, publipostage)"),
    (re.compile(r"word/styles\w*\.xml"), "un style"),
    (re.compile(r"docProps/(app|custom)\.xml"), "une propriété du document"),
    (re.compile(r"customXml/.*\.xml"), "des données XML attachées au document"),
    (re.compile(r".*\.(x?html?|mht|mhtml|txt|rtf)", re.IGNORECASE), "un texte inséré d’un autre fichier"),
    (re.compile(r"(?!.*\.rels$).*\.xml"), "une partie annexe du fichier"),
)
_ELSEWHERE = "Mettez-la dans le texte, un tableau, un en-tête ou une zone de texte."


@dataclass(frozen=True, slots=True)
class Unfilled:
    """A tag out of reach. `relation` is the id of the link whose address holds it, empty elsewhere."""

    part: str
    message: str
    remede: str
    relation: str = ""
    lieu: str = ""


def refused(package: Package, fichier: str) -> list[Finding]:
    """What a template may not hold, for docgen would leave it as it is."""
    if STRICT.encode() in package.parts.get(main_of(package.parts), b"")[:4_000]:
        return [Finding("M052", *IS_STRICT, fichier=fichier)]
    tagged = package.tagged()
    found = [each for part in tagged for each in in_links(part, package.parts)]
    found += in_other_parts(package.parts, set(tagged))
    return [Finding(CODE, each.message, each.remede, fichier=fichier, lieu=each.lieu) for each in found]


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
        if what and b"{" in parts[name]:
            for lieu, text in _said(name, parts):
                if _TAGGED.search(text):
                    yield Unfilled(
                        name, f"{_named(text)} se trouve dans {what} : docgen n’y remplit rien.", _ELSEWHERE, lieu=lieu
                    )


def _named(text: str) -> str:
    """The first tag as typed, when it can be told from the rest."""
    found = _TAG.search(text)
    return f"la balise « {found.group()} »" if found and len(found.group()) <= _LONGEST else "une balise"


_LONGEST = 70


def _said(name: str, parts: Mapping[str, bytes]) -> Iterator[tuple[str, str]]:
    """The texts of a part, each with its place: tags may be spread over runs, and numbers stand in attributes."""
    try:
        root = etree.fromstring(parts[name], etree.XMLParser(resolve_entities=False, huge_tree=True))
    except (etree.XMLSyntaxError, ValueError):
        yield f"fichier {posixpath.basename(name)}", parts[name].decode("utf-8", "replace")
        return
    if not _COMMENTS.fullmatch(name):
        attributes = (str(value) for element in root.iter("*") for value in element.attrib.values())
        texts = ("".join(map(str, root.itertext())), *attributes)
        yield f"fichier {posixpath.basename(name)}", next(filter(_TAGGED.search, texts), "")
        return
    for comment in root:
        author = comment.get(f"{W}author", "")
        if author != AUTHOR:  # docgen's own quote the tags that they are about (see annotate.py)
            place = f"commentaire de {author}" if author else "commentaire"
            about = _commented(comment.get(f"{W}id", ""), parts)
            yield f"{place} sur « {about} »" if about else place, "".join(map(str, comment.itertext()))


def _commented(identity: str, parts: Mapping[str, bytes]) -> str:
    """The words of the body that a comment is about, as far as they help to find it."""
    root = etree.fromstring(parts.get(main_of(parts), b"<none/>"))
    inside, words = False, []
    for element in root.iter(f"{W}commentRangeStart", f"{W}commentRangeEnd", f"{W}t"):
        if element.tag == f"{W}t":
            words += [element.text or ""] if inside else []
        elif element.get(f"{W}id") == identity:
            inside = str(element.tag).endswith("Start")
    said = " ".join("".join(words).split())
    return said if len(said) <= _SHOWN else f"{said[:_SHOWN]}…"


_SHOWN = 40
