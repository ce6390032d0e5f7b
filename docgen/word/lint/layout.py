"""What a tag does to the page around it, and what stands in places that are never filled."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from docgen.word.lint.blocks import taken_away
from docgen.word.lint.report import Spot, spot_of, stretch
from docgen.word.lint.streams import Source
from docgen.word.lint.swallowed import lost_with
from docgen.word.lint.tags import Tag, nearly_prefixed
from docgen.word.names import W
from docgen.word.unfilled import CODE, in_links, in_other_parts

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lxml import etree

    from docgen.word.lint.report import Report
    from docgen.word.lint.streams import Stream

_WHAT = {"tr": "une ligne de tableau", "tc": "une cellule de tableau", "p": "un paragraphe"}
_LOST = {"tr": "la ligne", "tc": "la cellule", "p": "le paragraphe"}
_SHOWN = 40
_MERGE = re.compile(r"\bMERGEFIELD\s+\"?([^\s\"\\{}]+)|\b(ADDRESSBLOCK|GREETINGLINE)\b", re.IGNORECASE)
# « «Nom» » as Word shows a merge field: French quotation marks that are meant have a space inside.
_CHEVRONS = re.compile(r"«([^\W\d]\w*)»")
# « [nom du client] », « XXX », « ... »: what people leave for later. Brackets around figures are references.
_PLACEHOLDER = re.compile(r"\[[^\W\d][^\[\]{}]{2,60}\]|\b[Xx]{3,}\b|\.{6,}|…{3,}|\bLorem ipsum\b")


def check_tag(tag: Tag, report: Report) -> None:
    """What the tag takes away, and whether it stands where it can be filled."""
    if tag.stream.source in {Source.DELETED, Source.FIELD_CODE}:
        if tag.text.startswith(("{{", "{%")):  # `{"id": {…}}` of a bibliography's field is no tag
            _out_of_reach(tag, report)
        return
    if tag.broken:
        return
    near = nearly_prefixed(tag)
    if near and tag.text.startswith(f"{{%{near[0]} "):
        report.error(
            "M022",
            spot_of(tag),
            f"une balise {{%{near[0]} … %}} ne peut contenir ni « % » ni « }} ».",
            "Préparez la valeur dans une balise {% set … %}, ou, pour un reste, écrivez « x is divisibleby(2) ».",
        )
    elif near:
        prefix, body = near
        report.error(
            "M022",
            spot_of(tag),
            "la lettre qui suit « {% » doit y être collée, en minuscule, puis une espace ordinaire.",
            f"Écrivez « {tag.rewritten(body, prefix)} ».",
        )
    if tag.opening == "{%" and tag.prefix in _WHAT:
        _alone(tag, report)


def _out_of_reach(tag: Tag, report: Report) -> None:
    if tag.stream.source is Source.DELETED:
        message = "elle est dans un texte supprimé avec le suivi des modifications, et agirait quand même."
        remede = "Révision › Accepter ou Refuser cette modification."
    else:
        message = "elle est dans le code d’un champ de Word, où elle ne peut pas être remplie sûrement."
        remede = "Affichez les codes de champ (Alt+F9), et sortez la balise du champ."
    report.error("M038", spot_of(tag), message, remede)


def _alone(tag: Tag, report: Report) -> None:
    holder = taken_away(tag)
    if holder is None:
        report.error(
            "M029",
            spot_of(tag),
            f"« {{%{tag.prefix} » se place dans {_WHAT[tag.prefix]}, et il n’y en a pas ici.",
            "Hors d’un tableau, employez {%p … %}.",
        )
        return
    if "<" in tag.trims:
        report.error(
            "M037",
            spot_of(tag),
            "son tiret ferait disparaître le paragraphe qui précède.",
            f"Écrivez « {tag.rewritten(tag.body)} ».",
        )
    rest = lost_with(holder, tag.text)
    if rest:
        shown = rest if len(rest) <= _SHOWN else f"{rest[:_SHOWN]}…"
        report.error(
            "M029",
            spot_of(tag),
            f"elle remplace {_LOST[tag.prefix]} où elle se trouve : « {shown} » disparaîtrait.",
            f"Mettez-la seule dans {_WHAT[tag.prefix]}, et le reste dans {_OTHER[tag.prefix]}.",
        )


_OTHER = {"tr": "une autre ligne", "tc": "une autre cellule", "p": "un autre paragraphe"}


def check_remarks(stream: Stream, report: Report) -> None:
    """`{#p … #}` takes its paragraph away, and the words beside it."""
    for found in _REMARK.finditer(stream.text) if stream.source is Source.PARAGRAPH else ():
        _alone(Tag(stream, found.start(), found.end(), "{#", found[1], found[2].strip()), report)


_REMARK = re.compile(r"\{#(tr|tc|p) ([^}#]*)#\}")


def check_leftovers(stream: Stream, report: Report) -> None:
    """Merge fields and words in brackets that somebody meant to replace."""
    if stream.source is Source.FIELD_CODE:
        for found in _MERGE.finditer(stream.text):
            _merge(stretch(stream, found.start(), found.end(), named=False), found[1] or found[2], report)
    if stream.source is not Source.PARAGRAPH:
        return
    if not _has_field(stream.holder):  # whose result it would be
        for found in _CHEVRONS.finditer(stream.text):
            if not _inside_a_tag(stream.text[: found.start()]):
                _merge(stretch(stream, found.start(), found.end(), named=False), found[1], report)
    for found in _PLACEHOLDER.finditer(stream.text):
        if _inside_a_tag(stream.text[: found.start()]):
            continue  # `{{ liste[premier] }}`
        report.warning(
            "M041",
            stretch(stream, found.start(), found.end(), named=False),
            f"« {found.group()} » semble attendre d’être remplacé : docgen l’imprimera tel quel.",
            "Remplacez-le par une balise, ou par le texte voulu.",
        )


def check_simple_fields(part: str, root: etree._Element, report: Report) -> None:
    """Merge fields that Word wrote in one piece: `w:fldSimple`, whose code is an attribute."""
    for order, simple in enumerate(root.iter(f"{W}fldSimple")):
        found = _MERGE.search(str(simple.get(f"{W}instr", "")))
        if found:
            texts = tuple(simple.iter(f"{W}t")) or (simple,)
            _merge(Spot(part, (order, 0), texts), found[1] or found[2], report)


def _merge(spot: Spot, name: str, report: Report) -> None:
    message = f"un champ de publipostage « {name} » est resté : docgen ne le remplit pas."
    report.warning("M040", spot, message, "Remplacez-le par une balise, ou supprimez-le.")


def _has_field(paragraph: etree._Element) -> bool:
    return next(paragraph.iter(f"{W}instrText", f"{W}fldSimple"), None) is not None


def _inside_a_tag(before: str) -> bool:
    return max(before.rfind("{{"), before.rfind("{%")) > max(before.rfind("}}"), before.rfind("%}"))


def check_links(part: str, root: etree._Element, parts: Mapping[str, bytes], report: Report) -> None:
    """Tags in the addresses of links, at the words that carry the link."""
    for each in in_links(part, parts):
        holder = next((element for element in root.iter("*") if each.relation in element.attrib.values()), root)
        spot = Spot(part, (0, 0), (next(holder.iter(f"{W}t"), holder),))
        report.error(CODE, spot, each.message, each.remede)


def check_other_parts(parts: Mapping[str, bytes], filled: set[str], report: Report) -> None:
    """Tags in parts that are never filled."""
    for each in in_other_parts(parts, filled):
        report.about_file(CODE, each.part, each.message, each.remede, each.lieu)
