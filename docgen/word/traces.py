"""What a finished document should no longer hold: tags, gaps, empty fields, tracked changes, comments, loose spaces."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum, auto
from typing import TYPE_CHECKING

from docgen.word.gaps import SENTINELS
from docgen.word.names import W
from docgen.word.reading import LEFTOVER

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

    from docgen.word.contents import Contents

SHOWN = 60


class Reste(Enum):
    """What was left in a document."""

    BALISE = auto()
    LACUNE = auto()
    FUSION = auto()
    CROCHETS = auto()
    INVITE = auto()
    SUIVI = auto()
    COMMENTAIRE = auto()
    ESPACE = auto()


@dataclass(frozen=True, slots=True)
class Trace:
    """One thing left, as it reads, and the element that holds it; `fois` times for what is told once a document."""

    reste: Reste
    texte: str
    part: str
    element: _Element
    fois: int = 1


_GAP = re.compile(r"[ÀA] COMPL[ÉE]TER(?:\s*:\s*[^.;|)]{0,80})?")
_BRACKETS = re.compile(r"\[[^\W\d_][^\[\]\n]{1,58}\]")
_CHEVRONS = re.compile(r"«[A-Za-z]\w*_\w*»")
# A break may fall at an ordinary space: French has a no-break one there.
_LOOSE = re.compile(r"\S{0,30} [:;!?»](?=\s|$)|« \S{0,30}")
_IN_TEXT = (
    (Reste.BALISE, re.compile(rf"(?:{LEFTOVER.pattern}|{SENTINELS.pattern}).{{0,40}}")),
    (Reste.LACUNE, _GAP),
    (Reste.FUSION, _CHEVRONS),
    (Reste.CROCHETS, _BRACKETS),
    (Reste.ESPACE, _LOOSE),
)
# ECMA-376, part 1, 17.13.5: insertions, deletions, moves, and changes of properties.
_CHANGES = {
    f"{W}{name}"
    for name in (
        *("ins", "del", "moveFrom", "moveTo", "cellIns", "cellDel", "cellMerge", "numberingChange"),
        *(f"{kind}PrChange" for kind in ("p", "r", "sect", "tbl", "tblGrid", "tblPrEx", "tc", "tr")),
    )
}
_COMMENT = f"{W}commentReference"


def traces_in(contents: Contents) -> list[Trace]:
    """Everything left in the document, in order; tracked changes and comments are told once, with their number."""
    found = [trace for line in contents.lines for trace in _of_text(line.text, line.part, line.element)]
    for part, root in contents.roots.items():
        found += _of_fields(part, root)
        found += _of_marks(part, root)
    return found


def _of_text(text: str, part: str, element: _Element) -> Iterator[Trace]:
    for reste, pattern in _IN_TEXT:
        matches = [found[0] for found in pattern.finditer(text)]
        if reste is Reste.ESPACE and matches:  # one finding a paragraph: they come in pairs
            yield Trace(reste, matches[0][-SHOWN:], part, element, len(matches))
        elif reste is Reste.BALISE and matches:
            yield Trace(reste, matches[0], part, element)
        elif reste is not Reste.ESPACE:
            yield from (Trace(reste, match.strip()[:SHOWN], part, element) for match in matches)


def _of_fields(part: str, root: _Element) -> Iterator[Trace]:
    codes = [(code, code.text or "") for code in root.iter(f"{W}instrText")]
    codes += [(simple, simple.get(f"{W}instr", "")) for simple in root.iter(f"{W}fldSimple")]
    for element, code in codes:
        if code.split()[:1] == ["MERGEFIELD"]:
            yield Trace(Reste.FUSION, " ".join(code.split()[1:2]), part, element)
    for shown in root.iter(f"{W}showingPlcHdr"):
        control = next(shown.iterancestors(f"{W}sdt"), None)
        if control is not None:
            words = "".join(text.text or "" for text in control.iter(f"{W}t"))
            yield Trace(Reste.INVITE, words[:SHOWN], part, control)


def _of_marks(part: str, root: _Element) -> Iterator[Trace]:
    for reste, tags in ((Reste.SUIVI, _CHANGES), (Reste.COMMENTAIRE, {_COMMENT})):
        marks = list(root.iter(*tags))
        if marks:
            yield Trace(reste, _words(marks[0]), part, marks[0], len(marks))


def _words(mark: _Element) -> str:
    return "".join(text.text or "" for text in mark.iter(f"{W}t", f"{W}delText"))[:SHOWN]
