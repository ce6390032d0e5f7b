"""Blocks: what opens must close, in the same place of the document, for the XML in between to stay whole."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from docgen.word.lint.lost import lost_loop, usual_loop
from docgen.word.lint.report import spot_of
from docgen.word.lint.spelling import ENDINGS, IN_CELLS, MIDDLES, OPENERS
from docgen.word.names import W

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from lxml.etree import _Element

    from docgen.word.fields import Champ
    from docgen.word.lint.report import Report
    from docgen.word.lint.tags import Tag

_REPLACED = {"tr": f"{W}tr", "tc": f"{W}tc", "p": f"{W}p", "r": f"{W}r"}  # what a prefix takes away with the tag
_CONTAINERS = tuple(
    f"{W}{name}" for name in ("tc", "txbxContent", "sdtContent", "body", "hdr", "ftr", "footnote", "endnote")
)
_ALONE = {
    "tr": "seule dans une ligne du tableau",
    "tc": "seule dans une cellule de la ligne",
    "p": "seule dans un paragraphe",
    "r": "dans le même paragraphe",
}
_ABOVE = {
    "tr": ", au-dessus de celle de",
    "tc": ", à gauche de celle de",
    "p": ", au-dessus de celui de",
}  # where the beginning of a loop goes


@dataclass(eq=False, slots=True)
class Block:
    """`{% if %}` or `{% for %}` with its branches: the tag that starts each, and what stands in it."""

    opener: Tag
    branches: list[tuple[Tag, list[Tag | Block]]] = field(default_factory=list)
    end: Tag | None = None

    @property
    def kind(self) -> str:
        """« for », « if »…."""
        return self.opener.keyword


def blocks_of(tags: Sequence[Tag], report: Report, fields: Mapping[str, Champ]) -> list[Tag | Block]:
    """The tree of a part's tags; what opens or closes wrongly is told, and mended as its author probably meant."""
    return _Builder(report, tags, fields).build()


def taken_away(tag: Tag) -> _Element | None:
    """The row, cell, paragraph or run that a prefix replaces by the tag; None where there is none around it."""
    name = _REPLACED[tag.prefix]
    return next((each for each in tag.first.iterancestors() if each.tag == name), None)


class _Builder:
    def __init__(self, report: Report, tags: Sequence[Tag], fields: Mapping[str, Champ]) -> None:
        self._report, self._tags, self._fields = report, tags, fields
        self._top: list[Tag | Block] = []
        self._open: list[Block] = []
        self._raw: Tag | None = None
        self._stray: list[
            tuple[Tag, str, str]
        ] = []  # endings without a beginning, what is said of each, and what mends

    def build(self) -> list[Tag | Block]:
        for tag in self._tags:
            self._add(tag)
        for block in self._open:
            self._unclosed(block)
        for tag, message, remede in self._stray:
            self._report.error("M027", spot_of(tag), message, remede)
        return self._top

    def _add(self, tag: Tag) -> None:
        keyword = tag.keyword
        if self._open and self._open[-1].kind == "raw" and keyword != "endraw":
            return
        if keyword in OPENERS or (keyword == "set" and "=" not in tag.body):
            block = Block(tag, [(tag, [])])
            self._here().append(block)
            self._open.append(block)
        elif keyword in MIDDLES:
            self._middle(tag)
        elif keyword in ENDINGS:
            self._close(tag, ENDINGS[keyword])
        else:
            if keyword in IN_CELLS:
                self._in_cell(tag)
            self._here().append(tag)

    def _in_cell(self, tag: Tag) -> None:
        """Docxtpl's own instructions on cells; those that merge them read `loop`."""
        if _nearest(tag, "tc") is None:
            place = "dans une cellule de tableau"
        elif tag.keyword in {"vm", "hm"} and not any(block.kind == "for" for block in self._open):
            place = "dans une cellule qu’une boucle répète, entre {%tr for … %} et {%tr endfor %}"
        else:
            return
        remede = "Supprimez-la, ou mettez-la dans une telle cellule."
        self._report.error("M043", spot_of(tag), f"elle ne se place que {place}.", remede)

    def _here(self) -> list[Tag | Block]:
        return self._open[-1].branches[-1][1] if self._open else self._top

    def _middle(self, tag: Tag) -> None:
        allowed = {"if"} if tag.keyword == "elif" else {"if", "for"}
        if not self._reach(tag, allowed):
            self._report.error(
                "M027",
                spot_of(tag),
                "aucune condition n’est ouverte à cet endroit.",
                "Supprimez-la, ou ajoutez avant elle {% if … %}, écrit de même ({%p if … %} pour {%p else %}).",
            )
            return
        block = self._open[-1]
        if block.branches[-1][0].keyword == "else":
            self._report.error(
                "M027",
                spot_of(tag),
                "après {% else %}, il n’y a plus d’autre cas.",
                "Gardez un seul {% else %}, en dernier, et écrivez les autres cas avec {% elif … %}.",
            )
        _check_levels(block.opener, tag, self._report)
        block.branches.append((tag, []))

    def _close(self, tag: Tag, kind: str) -> None:
        self._leave_behind(tag, kind)
        if self._is_stray(tag, kind) or not self._reach(tag, {kind}):
            inner = self._open[-1] if self._open else None
            expected = f" ; ici, on attend {{%{inner.opener.prefix} end{inner.kind} %}}" if inner else ""
            message = f"rien n’est ouvert que cette balise puisse fermer{expected}."
            self._stray.append((tag, message, self._put_back(tag, kind)))
            return
        block = self._open.pop()
        block.end = tag
        _check_levels(block.opener, tag, self._report)

    def _put_back(self, tag: Tag, kind: str) -> str:
        """What mends an ending without a beginning: the loop that it closed, where what stands before it tells."""
        around = [block.opener for block in self._open]
        alone = f", {_ALONE[tag.prefix]}" if tag.prefix else ""
        found = lost_loop(self._before(tag), self._tags, around, self._fields) if kind == "for" else None
        if found is not None:
            loop, reader = found
            put_back = f"Remettez {{%{tag.prefix} {loop} %}}{alone}{_ABOVE.get(tag.prefix, ' avant')} « {reader.text} »"
        elif kind == "for" and (loop := usual_loop(self._tags, tag.prefix)):
            put_back = f"Remettez {{%{tag.prefix} {loop} %}} avant ce qui se répétait{alone}"
        else:
            return f"Supprimez-la, ou ajoutez avant elle {{%{tag.prefix} {kind} … %}}."
        return f"{put_back} ; si la boucle n’a plus lieu d’être, supprimez cette balise."

    def _before(self, tag: Tag) -> list[Tag]:
        """The tags that stood between the lost beginning and its end: of its table or row, after the last loop."""
        around: list[Tag] = []
        for each in self._here():
            opener = each.opener if isinstance(each, Block) else each
            if isinstance(each, Block) and opener.prefix == tag.prefix:
                around.clear()
            elif tag.prefix not in {"tr", "tc"} or _is_within(opener, tag):
                around += _tags_in(each)
        return around

    def _leave_behind(self, tag: Tag, kind: str) -> None:
        """Tell the blocks whose table, row or cell this tag has left: their own end was deleted."""
        answered = any(each.kind == kind and each.opener.prefix == tag.prefix for each in self._open)
        while answered and self._open[-1].opener.prefix != tag.prefix and not _is_within(tag, self._open[-1].opener):
            self._unclosed(self._open.pop())

    def _is_stray(self, tag: Tag, kind: str) -> bool:
        """Whether a row's or a cell's end has lost its beginning: what is open began outside this table."""
        opened = next((block.opener for block in reversed(self._open) if block.kind == kind), None)
        if opened is None or opened.prefix == tag.prefix or tag.prefix not in {"tr", "tc"}:
            return False
        if tag.prefix == "tr":
            return _nearest(opened, "tbl") is not _nearest(tag, "tbl")
        row = _nearest(tag, "tr")
        alone = row is not None and "".join(each.text or "" for each in row.iter(f"{W}t")).strip() == tag.text
        return not alone and _nearest(opened, "tr") is not row

    def _reach(self, tag: Tag, kinds: set[str]) -> bool:
        """Make the nearest block of one of these kinds the innermost: those inside it were forgotten open."""
        at = next((rank for rank in range(len(self._open) - 1, -1, -1) if self._open[rank].kind in kinds), None)
        if at is None or (at < len(self._open) - 1 and not self._forgotten(tag, at)):
            return False
        while len(self._open) > at + 1:
            self._unclosed(self._open.pop())
        return True

    def _forgotten(self, tag: Tag, at: int) -> bool:
        """Whether the blocks inside were left open, rather than this tag being of the wrong kind.

        `{%p if a %}{% for x in xs %}{%p endif %}`: the loop was left open, for the condition is closed as it was
        opened. The other way round, it is this tag that is wrong.
        """
        return self._open[-1].opener.prefix != tag.prefix or self._open[at].opener.prefix == tag.prefix

    def _unclosed(self, block: Block) -> None:
        tag = block.opener
        closing = f"{{%{tag.prefix} end{block.kind} %}}"
        place = f", {_ALONE[tag.prefix]}," if tag.prefix else ""
        what = "la boucle" if block.kind == "for" else "le bloc"
        remede = f"Ajoutez {closing}{place} là où {what} se termine."
        early = next((each for each in self._stray if _answers(each[0], block)), None)
        if early is not None:  # one fault, not two: what opens was put after what closes
            self._stray.remove(early)
            remede = f"Mettez-la avant ce qu’elle répète ; « {early[0].text} » vient après."
            self._report.error("M026", spot_of(tag), "elle se trouve après la balise qui la ferme.", remede)
            return
        if tag.prefix == "tr" and (last := _last_row(block)) is not None:
            remede = f"Insérez une ligne sous la suivante qui a « {last.text} », et mettez-y {closing} seule."
        self._report.error("M026", spot_of(tag), "ce qui s’ouvre ici ne se ferme nulle part.", remede)


def _tags_in(item: Tag | Block) -> list[Tag]:
    """A tag, or those of a block in their order."""
    if not isinstance(item, Block):
        return [item]
    return [tag for branch, inside in item.branches for each in (branch, *inside) for tag in _tags_in(each)]


def _answers(tag: Tag, block: Block) -> bool:
    """Whether an ending without a beginning would close a block, had it come after it."""
    opener = block.opener
    return (tag.keyword, tag.prefix) == (f"end{block.kind}", opener.prefix) and _home(tag) is _home(opener)


def _is_within(tag: Tag, opener: Tag) -> bool:
    """Whether a tag stands in what a block was opened in: its table for rows, its row for cells."""
    home = _home(opener)
    return home is None or home in tag.first.iterancestors()


def _last_row(block: Block) -> Tag | None:
    """The first tag of the last row that an unclosed loop repeats: rows that read each item, up to another's loop."""
    words = block.opener.body.split()
    item = words[1] if block.kind == "for" and len(words) > 1 else ""
    table, last = _nearest(block.opener, "tbl"), None
    for each in block.branches[-1][1]:
        tag = each.opener if isinstance(each, Block) else each
        of_rows = tag.prefix == "tr" and item not in _names(tag.body.partition(" in ")[2] or tag.body)
        if of_rows or _nearest(tag, "tbl") is not table:
            break
        is_next = last is None or _nearest(tag, "tr") is not _nearest(last, "tr")
        if is_next and not isinstance(each, Block) and item in _names(tag.body):
            last = tag
    return last


def _names(body: str) -> list[str]:
    return re.findall(r"\w+", body)


def _check_levels(opener: Tag, other: Tag, report: Report) -> None:
    """Both tags must leave the same kind of XML between them, or the document falls apart (M008 at rendering)."""
    if opener.broken or other.broken:
        return
    wanted = f"{{%{opener.prefix} {other.body} %}}"
    if opener.prefix != other.prefix:
        report.error(
            "M028",
            spot_of(other),
            f"elle répond à « {opener.text} », qui n’est pas écrite de la même façon.",
            f"Écrivez {wanted}{', ' + _ALONE[opener.prefix] if opener.prefix else ''}, ou changez l’autre balise.",
        )
        return
    crossing = _crossing(opener, other)
    if crossing:
        place = f", {_ALONE[opener.prefix]}" if opener.prefix else ""
        report.error(
            "M028",
            spot_of(other),
            f"« {opener.text} » se trouve {crossing}.",
            f"Mettez les deux balises dans {_SAME[opener.prefix]}{place}"
            f"{_ROWS if opener.prefix in {'', 'p'} and 'cellule' in crossing else ''}.",
        )
    elif not opener.prefix and path_of(opener.first) != path_of(other.first):
        report.error(
            "M033",
            spot_of(other),
            f"« {opener.text} » est dans un lien ou un contrôle de contenu, et celle-ci n’y est pas, ou l’inverse.",
            "Mettez les deux balises dedans, ou les deux dehors ; au besoin, supprimez le lien (clic droit).",
        )


_SAME = {"tr": "le même tableau", "tc": "la même ligne", "p": "la même cellule ou le même texte", "": "le même endroit"}
_SAME["r"] = _SAME[""]
_ROWS = " ; pour répéter des lignes, {%tr for … %} et {%tr endfor %}, chacune seule dans sa ligne"


def _crossing(opener: Tag, other: Tag) -> str:
    """Where the opener stands that it should not; empty when both stand in the same place."""
    if _home(opener) is _home(other):
        return ""
    if opener.prefix == "tr":
        return "dans un autre tableau" if _nearest(opener, "tbl") is not _nearest(other, "tbl") else "ailleurs"
    if opener.prefix == "tc":
        return "dans une autre ligne"
    cells = _nearest(opener, "tc"), _nearest(other, "tc")
    if cells[0] is not cells[1]:
        if None in cells:
            return "dans un tableau" if cells[0] is not None else "hors du tableau"
        return "dans une autre cellule du tableau"
    return "dans une autre zone (zone de texte, note, contrôle de contenu ou champ)"


def _nearest(tag: Tag, name: str) -> _Element | None:
    return next(tag.first.iterancestors(f"{W}{name}"), None)


def home_of(element: _Element) -> _Element:
    """The cell, box or story whose text an element belongs to."""
    return next(element.iterancestors(*_CONTAINERS), element)


def _home(tag: Tag) -> _Element | None:
    """What holds the tag once docxtpl has taken its row, cell or paragraph away."""
    if tag.prefix in {"tr", "tc", "p"}:
        element = taken_away(tag)
        return None if element is None else element.getparent()
    return home_of(tag.first)


def path_of(element: _Element) -> list[object]:
    """What is open around the text of an inline tag, from its container down."""
    path: list[object] = []
    for each in element.iterancestors():
        if each.tag in _CONTAINERS:
            break
        path.append(each.tag)
    return path
