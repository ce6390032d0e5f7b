"""What Word put around a tag: links, content controls, tracked changes, and the text that its dashes reach."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from docgen.word.lint.blocks import Block, home_of, path_of
from docgen.word.lint.report import spot_of, stretch
from docgen.word.lint.spelling import IN_CELLS, is_instruction
from docgen.word.lint.streams import Source
from docgen.word.lint.tags import nearly_prefixed
from docgen.word.names import W

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lxml.etree import _Element

    from docgen.word.lint.report import Report
    from docgen.word.lint.streams import Stream
    from docgen.word.lint.tags import Tag

_INSERTED = (f"{W}ins", f"{W}moveTo")
_SHOWN = 40
_TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}")
# What shows in a paragraph without being text.
_SEEN = tuple(f"{W}{name}" for name in ("drawing", "pict", "object", "fldChar", "fldSimple", "sym", "br"))


def check_surroundings(tag: Tag, report: Report) -> None:
    """Tell what Word's own markup does to a tag."""
    if tag.stream.source is not Source.PARAGRAPH:
        return
    if path_of(tag.first) != path_of(tag.last):
        report.error(
            "M033",
            spot_of(tag),
            "elle commence dans un lien, un contrôle de contenu ou une modification suivie, et finit dehors.",
            "Effacez-la entièrement, puis retapez-la d’un trait, hors du lien ou du contrôle.",
        )
    if next(tag.first.iterancestors(*_INSERTED), None) is not None:
        report.warning(
            "M047",
            spot_of(tag),
            "elle est dans un ajout en suivi des modifications : le document porterait la marque de révision.",
            "Révision › Accepter toutes les modifications, puis enregistrez.",
        )
    _check_control(tag, report)
    _check_dashes(tag, report)


def _check_control(tag: Tag, report: Report) -> None:
    for control in tag.first.iterancestors(f"{W}sdt"):
        properties = control.find(f"{W}sdtPr")
        if properties is None:
            continue
        if any(str(child.tag).endswith("}dataBinding") for child in properties):
            message = "elle est dans un contrôle de contenu lié à une propriété, que Word remplira par-dessus."
        elif properties.find(f"{W}showingPlcHdr") is not None:
            message = "elle est dans l’invite d’un contrôle de contenu, qui s’efface au premier clic."
        else:
            continue
        remede = "Clic droit › Supprimer le contrôle de contenu : la balise reste."
        report.warning("M048", spot_of(tag), message, remede)
        return


def _check_dashes(tag: Tag, report: Report) -> None:
    """`{%-` and `-%}` join paragraphs: docxtpl drops all up to the neighbouring text, words included."""
    if tag.prefix or tag.broken or tag.opening != "{%" or not tag.trims:
        return
    stream, first, last = tag.stream, tag.stream.piece_at(tag.start), tag.stream.piece_at(tag.end - 1)
    before = stream.text[first.start : tag.start] if "<" in tag.trims else ""
    after = stream.text[tag.end : stream.end_of(last)] if ">" in tag.trims else ""
    if re.search(r"\{\{|\{%", after):
        after = ""  # docxtpl then leaves the dash to Jinja
    lost = " ".join((before + after).split())
    across = _reaches_elsewhere(tag)
    if not lost and not across:
        return
    shown = lost if len(lost) <= _SHOWN else f"{lost[:_SHOWN]}…"
    message = f"son tiret ferait disparaître « {shown} »." if lost else f"son tiret l’attache à un texte {across}."
    report.error("M037", spot_of(tag), message, f"Écrivez « {tag.rewritten(tag.body)} ».")


def _reaches_elsewhere(tag: Tag) -> str:
    """Where the text stands that a dash joins, when it is not where the tag is."""
    neighbours = []
    if "<" in tag.trims:
        neighbours.append(_beside(tag.first, "preceding"))
    if ">" in tag.trims:
        neighbours.append(_beside(tag.last, "following"))
    for beside in neighbours:
        if beside is not None and (home_of(beside) is not home_of(tag.first) or path_of(beside) != path_of(tag.first)):
            return "d’un autre endroit (cellule, lien ou zone)"
    return ""


def _beside(element: _Element, axis: str) -> _Element | None:
    found = element.xpath(f"{axis}::w:t[1]", namespaces={"w": W.strip("{}")})
    return found[0] if isinstance(found, list) and found else None  # type: ignore[return-value]


def check_blank_line(tag: Tag, report: Report) -> None:
    """A block's tag alone in its paragraph, without the p that takes the paragraph away: a blank line stays."""
    holder = tag.stream.holder
    if tag.prefix or tag.broken or tag.trims or tag.opening != "{%" or tag.stream.source is not Source.PARAGRAPH:
        return
    if (
        not is_instruction(tag)
        or tag.keyword in IN_CELLS
        or nearly_prefixed(tag)
        or tag.text != tag.stream.text.strip()
    ):
        return
    if next(holder.iter(*_SEEN), None) is not None or _is_only_block(holder):
        return
    report.warning(
        "M049",
        spot_of(tag),
        "elle est seule dans son paragraphe, qui resterait comme une ligne vide.",
        f"Écrivez « {tag.rewritten(tag.body, 'p')} », ainsi que les balises qui vont avec elle.",
    )


def _is_only_block(paragraph: _Element) -> bool:
    """Whether its cell holds nothing else, and so keeps this paragraph whatever happens."""
    parent = paragraph.getparent()
    if parent is None or parent.tag != f"{W}tc":
        return False
    return sum(1 for child in parent if child.tag in {f"{W}p", f"{W}tbl", f"{W}sdt"}) == 1


def check_bullets(items: Iterable[Tag | Block], report: Report) -> None:
    """A condition or a loop that is all of a list's item: where it prints nothing, the bullet stays."""
    for block in items:
        if not isinstance(block, Block):
            continue
        opener, end = block.opener, block.end
        if end is not None and not opener.prefix and _is_all_of_an_item(opener, end) and not _has_else(block):
            what = "boucle est vide" if block.kind == "for" else "condition est fausse"
            report.warning(
                "M065",
                spot_of(opener),
                f"quand la {what}, la puce ou le numéro de ce paragraphe resterait seul.",
                f"Mettez « {opener.rewritten(opener.body, 'p')} » seule dans un paragraphe au-dessus, et "
                f"« {end.rewritten(end.body, 'p')} » seule dans un paragraphe au-dessous.",
            )
        for _, inside in block.branches:
            check_bullets(inside, report)


def _is_all_of_an_item(opener: Tag, end: Tag) -> bool:
    stream = opener.stream
    numbered = stream.holder.find(f"{W}pPr/{W}numPr")
    alone = not stream.text[: opener.start].strip() and not stream.text[end.end :].strip()
    return numbered is not None and end.stream is stream and alone and next(stream.holder.iter(*_SEEN), None) is None


def _has_else(block: Block) -> bool:
    return block.branches[-1][0].keyword == "else"


def check_joined(streams: Iterable[Stream], report: Report) -> None:
    """« … } » and « } … » in paragraphs one after another: docxtpl takes them for the two halves of a tag's braces."""
    typed = [stream for stream in streams if stream.source is Source.PARAGRAPH]
    for first, second in pairwise(typed):
        ends, begins = first.text[-1:], second.text[:1]
        if (ends in {"}", "%", "#"} and begins == "}") or (ends == "{" and begins in {"{", "%", "#"}):
            message = f"le paragraphe d’avant finit par « {ends} » et celui-ci commence par « {begins} »"
            remede = f"Tapez une espace avant « {begins} », ou effacez l’accolade de trop."
            report.error("M066", stretch(second, 0, 1), f"{message} : les deux n’en feraient qu’un.", remede)
