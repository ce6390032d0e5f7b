"""What stands beside `{%p %}`, `{%tr %}` or `{%tc %}`, and is taken away with the paragraph, the row or the cell."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from docgen.word.names import W

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}oMath"
_REMARK = re.compile(r"\{#.*?#\}")  # prints nothing: nothing is lost with it
# What shows, or changes the page, without being text.
_SEEN = {
    f"{W}drawing": "l’image",
    f"{W}pict": "l’image",
    f"{W}object": "l’objet incorporé",
    f"{W}sym": "le symbole",
    _MATH: "l’équation",
    f"{W}footnoteReference": "l’appel de note",
    f"{W}endnoteReference": "l’appel de note",
    f"{W}footnoteRef": "le numéro de la note",
    f"{W}endnoteRef": "le numéro de la note",
    f"{W}sectPr": "le saut de section",
    f"{W}pageBreakBefore": "le saut de page avant ce paragraphe",
}
_BREAKS = {"page": "le saut de page", "column": "le saut de colonne"}
_FIELDS = re.compile(r"\b(?:REF|PAGEREF|NOTEREF|HYPERLINK)\b")
_PAST = {f"{W}{name}" for name in ("del", "moveFrom", "pPrChange", "rPrChange", "sectPrChange")}
_OFF = {"0", "false", "off"}


def lost_with(holder: _Element, tag: str) -> str:
    """The words that would go with what a tag takes away, else the first thing that shows; empty when nothing does."""
    words = "".join(text.text or "" for text in holder.iter(f"{W}t"))
    rest = " ".join(_REMARK.sub("", words.replace(tag, "", 1)).split())
    return rest or next(_things(holder), "")


def _things(holder: _Element) -> Iterator[str]:
    for element in holder.iter(f"{W}br", f"{W}bookmarkStart", *_SEEN):
        if element.tag == f"{W}br":
            said = _BREAKS.get(element.get(f"{W}type", ""), "")
        elif element.tag == f"{W}bookmarkStart":
            said = "le signet" if _is_target(element) else ""
        else:
            said = "" if element.get(f"{W}val") in _OFF else _SEEN[str(element.tag)]
        if said and not any(around.tag in _PAST for around in element.iterancestors()):
            yield said


def _is_target(bookmark: _Element) -> bool:
    """Whether a link or a field of the same part leads to a bookmark: Word leaves many to which nothing does."""
    name = bookmark.get(f"{W}name", "")
    root = bookmark.getroottree().getroot()
    if any(link.get(f"{W}anchor") == name for link in root.iter(f"{W}hyperlink")):
        return True
    codes = [code.text or "" for code in root.iter(f"{W}instrText")]
    codes += [field.get(f"{W}instr", "") for field in root.iter(f"{W}fldSimple")]
    return any(name in code.replace('"', " ").split() and _FIELDS.search(code) for code in codes)
