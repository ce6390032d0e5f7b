"""Gaps in yellow: after rendering, a run is cut where one stands, and that piece highlighted, whatever its look."""

from __future__ import annotations

import copy
import re
from itertools import chain, pairwise
from typing import TYPE_CHECKING

from lxml import etree

from docgen.word.gaps import GAP, OPEN, SENTINELS
from docgen.word.names import XML_SPACE, W

if TYPE_CHECKING:
    from lxml.etree import _Element

# The start tag of a part's root, with the namespaces that all its runs need.
_ROOT = re.compile(r"\s*(?:<\?[^>]*\?>\s*)?(<(w:\w+)(?:\s[^<>]*)?(?<!/)>)")


def highlighted(xml: str) -> str | None:
    """A part's text with its gaps highlighted: only the runs that hold one are built, not the whole tree.

    None where a gap stands otherwise than in a run that the part's own root can be read with.
    """
    if "<!" in xml or xml.find("<?", 1) >= 0:  # what looks like a run in a comment is none; Word writes no comments
        return None
    root, runs = _ROOT.match(xml), _runs_with_gaps(xml)
    if root is None or runs is None:
        return None
    alone = "".join(f"<w:p>{xml[start:end]}</w:p>" for start, end in runs)
    try:
        tree = etree.fromstring(f"{root[1]}{alone}</{root[2]}>")
    except etree.XMLSyntaxError:
        return None
    highlight(tree)
    made = etree.tostring(tree, encoding="unicode").split("<w:p>")[1:]
    if len(made) != len(runs):
        return None
    kept = [xml[end:start] for end, start in pairwise([0, *chain.from_iterable(runs), len(xml)])][::2]
    return kept[0] + "".join(run[: run.rindex("</w:p>")] + rest for run, rest in zip(made, kept[1:], strict=True))


def _runs_with_gaps(xml: str) -> list[tuple[int, int]] | None:
    """Where the innermost runs around gaps begin and end, in order; None when a gap stands in none."""
    found: list[tuple[int, int]] = []
    at = xml.find(OPEN)
    while at >= 0:
        start = max(xml.rfind("<w:r>", 0, at), xml.rfind("<w:r ", 0, at))
        end = xml.find("</w:r>", max(start, 0)) + len("</w:r>")
        if start < 0 or end < at:
            return None
        found.append((start, end))
        at = xml.find(OPEN, end)
    return found


def highlight(root: _Element) -> None:
    """Cut the runs of a part at its gaps and highlight those (ECMA-376, 17.3.2.15)."""
    for text in list(root.iter(f"{W}t")):
        if text.text and OPEN in text.text:
            _cut(text)


def _cut(text: _Element) -> None:
    run = text.getparent()
    if run is None or run.tag != f"{W}r":
        text.text = SENTINELS.sub("", text.text or "")
        return
    pieces = [piece for piece in GAP.split(text.text or "") if piece]
    before, after = _siblings_around(run, text)
    runs = [_with_content(run, before)] if before else []
    for piece in pieces:
        shown = SENTINELS.sub("", piece)
        runs.append(_with_text(run, shown, highlighted=piece.startswith(OPEN)))
    if after:
        runs.append(_with_content(run, after))
    for new in reversed(runs):
        run.addnext(new)
    parent = run.getparent()
    if parent is not None:
        parent.remove(run)


def _siblings_around(run: _Element, text: _Element) -> tuple[list[_Element], list[_Element]]:
    content = [child for child in run if child.tag != f"{W}rPr"]
    at = content.index(text)
    return content[:at], content[at + 1 :]


def _with_content(run: _Element, content: list[_Element]) -> _Element:
    new = _bare(run)
    new.extend(content)
    return new


def _with_text(run: _Element, shown: str, *, highlighted: bool) -> _Element:
    new = _bare(run)
    if highlighted:
        _highlight_run(new)
    text = new.makeelement(f"{W}t", {XML_SPACE: "preserve"})
    text.text = shown
    new.append(text)
    return new


def _bare(run: _Element) -> _Element:
    new = run.makeelement(run.tag)
    for name, value in run.attrib.items():
        new.set(name, value)
    properties = run.find(f"{W}rPr")
    if properties is not None:
        new.append(copy.deepcopy(properties))
    return new


# What stands before w:highlight in a run's properties (CT_RPr, ECMA-376, 17.3.2.28).
_BEFORE_HIGHLIGHT = frozenset(
    f"{W}{name}"
    for name in (
        *("rStyle", "rFonts", "b", "bCs", "i", "iCs", "caps", "smallCaps", "strike", "dstrike", "outline"),
        *("shadow", "emboss", "imprint", "noProof", "snapToGrid", "vanish", "webHidden", "color", "spacing"),
        *("w", "kern", "position", "sz", "szCs"),
    )
)


def _highlight_run(run: _Element) -> None:
    properties = run.find(f"{W}rPr")
    if properties is None:
        properties = run.makeelement(f"{W}rPr", {})
        run.insert(0, properties)
    for old in properties.findall(f"{W}highlight"):
        properties.remove(old)
    at = sum(1 for child in properties if child.tag in _BEFORE_HIGHLIGHT)
    properties.insert(at, properties.makeelement(f"{W}highlight", {f"{W}val": "yellow"}))
