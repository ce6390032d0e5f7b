"""Numbered lists that start again at 1: `{# recommencer #}`, typed in the numbered paragraph of a loop.

Word counts a list through the whole document. Each run of the loop around the mark gets a w:num of its own, with a
w:startOverride (ECMA-376, part 1, 17.9.26). docxtpl takes the mark for a comment, and counts on.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from jinja2 import Undefined, pass_context
from jinja2.runtime import LoopContext
from lxml import etree

from docgen.word.characters import ValueFaultError
from docgen.word.names import W
from docgen.word.relations import main_of, related
from docgen.word.soundness import UnsoundError

if TYPE_CHECKING:
    from lxml.etree import _Element

    from docgen.word.rendering import Rendering

RESTART = "recommencer"

_TYPED = re.compile(r"\{#\s*recommencer\s*#\}")
_OPEN, _CLOSE = "\ue002", "\ue003"
_MARK = re.compile(f"{_OPEN}([0-9]*){_CLOSE}")
# What stands before w:numPr in a paragraph's properties (CT_PPrBase, 17.3.1.26).
_BEFORE = frozenset(
    f"{W}{name}" for name in ("pStyle", "keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl")
)


def with_marks(source: str) -> str:
    """A part's source, each mark now a tag that tells one run of its loop from the next."""
    return _TYPED.sub("{{ loop|recommencer }}", source)


@pass_context
def mark(context: Rendering, loop: Any) -> str:
    """The number of this run of the loop, between the marks that `restart` looks for; no number outside of loops.

    Raises ValueFaultError (M007) for the filter typed after anything else.
    """
    if isinstance(loop, Undefined):
        return f"{_OPEN}{_CLOSE}"
    if not isinstance(loop, LoopContext):
        message, remede = (
            "« recommencer » n’est pas un filtre.",
            "Écrivez {# recommencer #} dans le paragraphe numéroté.",
        )
        raise ValueFaultError("M007", message, remede)
    # The loop is kept, so that no other takes its id.
    _, number = context.loops.setdefault(id(loop), (loop, len(context.loops)))
    return f"{_OPEN}{number}{_CLOSE}"


def restart(root: _Element, parts: dict[str, bytes]) -> None:
    """Give each run of a marked loop a list of its own. Raises UnsoundError for a mark outside of a numbered list."""
    lists = _Lists(parts)
    for text in list(root.iter(f"{W}t")):
        found = _MARK.search(text.text or "")
        if found is None:
            continue
        text.text = _MARK.sub("", text.text or "")
        paragraph = next(text.iterancestors(f"{W}p"), None)
        if paragraph is not None and found[1]:
            lists.renumber(paragraph, found[1])
    lists.save()


class _Lists:
    """The lists of a document: its numbering part, and the styles that number."""

    def __init__(self, parts: dict[str, bytes]) -> None:
        self._parts = parts
        main = main_of(parts)
        self._numbering = next(iter(related(parts, main, "numbering")), "")
        self._named = next(iter(related(parts, main, "styles")), "")
        self._root = etree.fromstring(parts[self._numbering]) if self._numbering else None
        self._styles: _Element | None = None
        self._made: dict[tuple[str, str], str] = {}

    def renumber(self, paragraph: _Element, run: str) -> None:
        properties = paragraph.find(f"{W}pPr")
        number, level = self._of_paragraph(properties)
        if properties is None or self._root is None or number is None:
            message = "« {# recommencer #} » est dans un paragraphe sans numéro"
            raise UnsoundError(message, "Mettez-le dans un paragraphe d’une liste numérotée de Word.")
        key = (run, number)
        if key not in self._made:
            self._made[key] = self._make(self._root, number, level)
        old = properties.find(f"{W}numPr")
        if old is not None:
            properties.remove(old)
        at = sum(1 for child in properties if child.tag in _BEFORE)
        made = properties.makeelement(f"{W}numPr", {})
        made.append(made.makeelement(f"{W}ilvl", {f"{W}val": level}))
        made.append(made.makeelement(f"{W}numId", {f"{W}val": self._made[key]}))
        properties.insert(at, made)

    def save(self) -> None:
        if self._made and self._root is not None:
            made = etree.tostring(self._root, xml_declaration=True, encoding="UTF-8", standalone=True)
            self._parts[self._numbering] = made

    def _of_paragraph(self, properties: _Element | None) -> tuple[str | None, str]:
        """The list and level of a paragraph: its own, else its style's, else those of the style that one rests on."""
        seen: set[str] = set()
        level = None
        while properties is not None:
            found = properties.find(f"{W}numPr/{W}ilvl")
            level = level if found is None or level is not None else found.get(f"{W}val")
            number = properties.find(f"{W}numPr/{W}numId")
            if number is not None:
                return number.get(f"{W}val"), level or "0"
            parent = properties.getparent()
            named = properties.find(f"{W}pStyle") if not seen else None
            if seen and parent is not None:
                named = parent.find(f"{W}basedOn")
            style = "" if named is None else named.get(f"{W}val", "")
            if style in seen or not style:
                return None, "0"
            seen.add(style)
            properties = self._style(style)
        return None, "0"

    def _style(self, ident: str) -> _Element | None:
        if self._styles is None:
            self._styles = etree.fromstring(self._parts[self._named]) if self._named else etree.Element("none")
        for style in self._styles.iterfind(f"{W}style"):
            if style.get(f"{W}styleId") == ident:
                found = style.find(f"{W}pPr")
                return found if found is not None else etree.SubElement(style, f"{W}pPr")
        return None

    def _make(self, root: _Element, number: str, level: str) -> str:
        known = {num.get(f"{W}numId", ""): num for num in root.iterfind(f"{W}num")}
        abstract = known[number].find(f"{W}abstractNumId") if number in known else None
        if abstract is None:
            message = f"la liste {number} du modèle n’existe pas"
            raise UnsoundError(message, "Numérotez de nouveau ce paragraphe dans Word.")
        ident = str(1 + max(int(key) for key in known if key.isdecimal()))
        made = root.makeelement(f"{W}num", {f"{W}numId": ident})
        made.append(made.makeelement(f"{W}abstractNumId", {f"{W}val": abstract.get(f"{W}val", "")}))
        override = made.makeelement(f"{W}lvlOverride", {f"{W}ilvl": level})
        override.append(override.makeelement(f"{W}startOverride", {f"{W}val": "1"}))
        made.append(override)
        list(known.values())[-1].addnext(made)
        return ident
