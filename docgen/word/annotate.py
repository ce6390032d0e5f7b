"""A copy of a template with a Word comment on each fault, so that a manager reads it where it stands.

ECMA-376, part 1, 17.13.4: a comment is a range in the text, a reference, and its words in `word/comments.xml`.
"""

from __future__ import annotations

import posixpath
from contextlib import suppress
from typing import TYPE_CHECKING

from lxml import etree

from docgen.errors import FaultsFoundError
from docgen.word.lint import located_in, roots_of
from docgen.word.names import CONTENT_TYPES, RELS, TYPES, W
from docgen.word.package import read_package, write_package
from docgen.word.relations import main_of, related, relations_of
from docgen.word.unfilled import AUTHOR

if TYPE_CHECKING:
    from pathlib import Path

    from docgen.findings import Finding
    from docgen.word.fields import Champs
    from docgen.word.package import Package

_KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
_MIME = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_NAMESPACE = W.strip("{}")
_NO_RELATIONS = f'<Relationships xmlns="{RELS.strip("{}")}"/>'.encode()


def annotate(path: Path, fields: Champs | None, *, titre: str = "") -> bytes:
    """The template with its comments. Raises FaultsFoundError for a file that cannot be opened."""
    return annotated(read_package(path), str(path), fields, titre=titre)


def annotated(package: Package, fichier: str, fields: Champs | None, *, titre: str = "") -> bytes:
    """The same of a package that was read from `fichier`.

    Word comments the body alone, and no text box: faults of other parts are told at the top of it, those of a text box
    beside it. A file of the « Strict » format cannot be commented either.
    """
    roots = roots_of(package)
    main = main_of(package.parts)
    body = roots[main]
    if body.find(f"{W}body") is None:
        raise FaultsFoundError(each.finding for each in located_in(package, fichier, fields, titre=titre))
    name = _comments_name(package, main)
    comments = _comments(package, name)
    at = _next_id(comments)
    for each in _with_elements(package, fichier, fields, titre, roots):
        finding, elements = each
        _mark(elements[0], elements[-1], at)
        comments.append(_comment(at, finding))
        at += 1
    parts = dict(package.parts)
    parts[main] = _bytes(body)
    parts[name] = _bytes(comments)
    _declare(parts, main, name)
    return write_package(parts)


def _with_elements(
    package: Package, fichier: str, fields: Champs | None, titre: str, roots: dict[str, etree._Element]
) -> list[tuple[Finding, tuple[etree._Element, ...]]]:
    """Each fault with the runs of the body that it is about; the first paragraph stands for other parts."""
    main = main_of(package.parts)
    first = _first_run(roots[main])
    found: list[tuple[Finding, tuple[etree._Element, ...]]] = []
    for each in located_in(package, fichier, fields, titre=titre, roots=roots):
        runs = tuple(run for element in each.elements if (run := _run(element)) is not None)
        found.append((each.finding, runs if each.part == main and runs else (first,)))
    return found


def _first_run(document: etree._Element) -> etree._Element:
    """The first run of the text; a body without any gets one."""
    found = next(document.iter(f"{W}r"), None)
    if found is None:
        paragraph = etree.Element(f"{W}p")
        document.find(f"{W}body").insert(0, paragraph)  # type: ignore[union-attr]
        found = etree.SubElement(paragraph, f"{W}r")
    return found


def _run(element: etree._Element) -> etree._Element | None:
    """The run of the body that an element is in: of a text box, the run that holds the box."""
    return next(reversed(list(element.iterancestors(f"{W}r"))), None)


def _mark(first: etree._Element, last: etree._Element, ident: int) -> None:
    """Put a comment's range around runs, and its reference after them."""
    first.addprevious(_element("commentRangeStart", ident))
    end = _element("commentRangeEnd", ident)
    last.addnext(end)
    run = etree.Element(f"{W}r")
    run.append(_element("commentReference", ident))
    end.addnext(run)


def _element(name: str, ident: int) -> etree._Element:
    made = etree.Element(f"{W}{name}")
    made.set(f"{W}id", str(ident))
    return made


def _comment(ident: int, finding: Finding) -> etree._Element:
    comment = _element("comment", ident)
    comment.set(f"{W}author", AUTHOR)
    comment.set(f"{W}initials", "dg")
    for words in (f"[{finding.code}] {finding.lieu}", finding.message, finding.remede):
        text = etree.SubElement(etree.SubElement(etree.SubElement(comment, f"{W}p"), f"{W}r"), f"{W}t")
        text.text = words
    return comment


def _comments_name(package: Package, main: str) -> str:
    """The part of the comments: the one that the document names, or Word's usual one."""
    usual = posixpath.join(posixpath.dirname(main), "comments.xml")
    return next(iter(related(package.parts, main, "comments")), usual)


def _comments(package: Package, name: str) -> etree._Element:
    """The comments that there are; those that nobody can read begin anew."""
    with suppress(KeyError, etree.XMLSyntaxError):
        return etree.fromstring(package.parts[name], etree.XMLParser(resolve_entities=False))
    return etree.Element(f"{W}comments", nsmap={"w": _NAMESPACE})


def _next_id(comments: etree._Element) -> int:
    used = [int(value) for each in comments if (value := each.get(f"{W}id", "")).isdigit()]
    return max(used, default=-1) + 1


def _declare(parts: dict[str, bytes], main: str, name: str) -> None:
    """Name the comments in the package: their type, and their tie to the document."""
    types = etree.fromstring(parts[CONTENT_TYPES])
    if not any(each.get("PartName") == f"/{name}" for each in types):
        etree.SubElement(types, f"{TYPES}Override", PartName=f"/{name}", ContentType=_MIME)
        parts[CONTENT_TYPES] = _bytes(types)
    if name not in related(parts, main, "comments"):
        relations = etree.fromstring(parts.get(relations_of(main), _NO_RELATIONS))
        etree.SubElement(relations, f"{RELS}Relationship", Id="rIdDocgenComments", Type=_KIND, Target=f"/{name}")
        parts[relations_of(main)] = _bytes(relations)


def _bytes(root: etree._Element) -> bytes:
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))
