"""A template of docgen's in the tags of another engine, with the values those tags name: made once, before any timing.

Each tag becomes a flat name whose value is computed here, so that the other engines need neither paths nor
expressions: `{{ a.b }}` is `{a_b}`, `{% if a and b %}` is `{#if_a_and_b}` on a boolean, `{% else %}` is
`{/if_a}{#if_not_a}`, `{% for x in a.b %}` is `{#each_x_in_a_b}`. Where an engine has it so, a tag alone in its
paragraph, row or cell moves into those it repeats.
"""

from __future__ import annotations

import copy
import re
import zipfile
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from lxml import etree

from rivals.tags import TAG, evaluated, loop_of
from rivals.unrolling import W, unrolled

if TYPE_CHECKING:
    from pathlib import Path

    from lxml.etree import _Element

_PART = re.compile(r"word/(document|header\d*|footer\d*)\.xml")


@dataclass(frozen=True)
class Dialect:
    """What opens a block around paragraphs (`p`), rows (`tr`), cells (`tc`); the plain form elsewhere.

    Without `tc`, cells that repeat are written out one by one.
    """

    around: dict[str, str]
    plain: str = "{{#{}}}"


DIALECTS = {
    # A paragraph that holds nothing but a block's tag goes away of itself (its option `paragraphLoop`).
    "docxtemplater": Dialect({"tr": "{{-w:tr {}}}", "tc": "{{-w:tc {}}}"}),
    "easy-template-x": Dialect({"p": '{{#{} [loopOver: "paragraph"]}}', "tr": '{{#{} [loopOver: "row"]}}'}),
}


@dataclass(frozen=True)
class Scope:
    """What one turn of a loop fills: expressions by name; and the loops within, their variable, list and scope."""

    fields: dict[str, str] = field(default_factory=dict)
    loops: dict[str, tuple[str, str, Scope]] = field(default_factory=dict)

    def values(self, context: dict[str, Any]) -> dict[str, Any]:
        """What the tags of this scope name."""
        made: dict[str, Any] = {name: evaluated(source, context, "") for name, source in self.fields.items()}
        for name, (variable, source, scope) in self.loops.items():
            items = enumerate(evaluated(source, context, []))
            made[name] = [scope.values({**context, variable: x, "loop": {"first": rank == 0}}) for rank, x in items]
        return made


@dataclass(frozen=True)
class Translated:
    """The values that the other engine's tags name; `spared` says what its language cannot do and need not, if any."""

    values: dict[str, Any]
    spared: str


def translated(template: Path, values: dict[str, Any], engine: str, output: Path) -> Translated:
    """Write the template in an engine's tags into `output`; `ValueError` for a tag without translation."""
    translator = Translator(DIALECTS[engine], values)
    with zipfile.ZipFile(template) as source, zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED) as made:
        for name in source.namelist():
            data = source.read(name)
            made.writestr(name, translator.part(data) if _PART.fullmatch(name) else data)
    return Translated(translator.root.values(values), translator.spared)


class Translator:
    """The parts of one template, in one dialect; `root` is what they print, once all are translated."""

    def __init__(self, dialect: Dialect, values: dict[str, Any]) -> None:
        self.root = Scope()
        self.spared = ""
        self._dialect = dialect
        self._values = values
        self._scopes = [self.root]
        self._blocks: list[tuple[str, str]] = []

    def part(self, xml: bytes) -> bytes:
        """A part in the other engine's tags; `ValueError` for a tag that has no translation."""
        root = etree.fromstring(xml)
        if "tc" not in self._dialect.around and unrolled(root, self._values):
            self.spared = "cannot repeat cells within rows that repeat: its template has them written out"
        holders: dict[_Element, str] = {}
        for text in list(root.iter(f"{W}t")):
            words = text.text or ""
            alone = TAG.fullmatch(words)
            if alone and alone["kind"]:
                holders |= _held(text, alone["kind"], self._tags(alone))
            else:
                text.text = TAG.sub(lambda tag: "".join(self._tags(tag)), words)
        self._settle(holders)
        return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)

    def _tags(self, tag: re.Match[str]) -> list[str]:
        """One tag in the other engine's; two for an `else`."""
        if tag["field"]:
            return [f"{{{self._named('', tag['field'], tag['field'])}}}"]
        opening = self._dialect.around.get(tag["kind"], self._dialect.plain)
        word, _, rest = tag["statement"].partition(" ")
        if word == "if":
            return [opening.format(self._condition(rest))]
        if word == "for":
            return [opening.format(self._loop(tag["statement"]))]
        if word not in ("else", "endif", "endfor"):
            raise ValueError(f"`{tag[0]}` has no translation")
        name, source = self._blocks.pop()
        if word == "else":
            return [f"{{/{name}}}", opening.format(self._condition(f"not ({source})"))]
        if word == "endfor":
            self._scopes.pop()
        return [f"{{/{name}}}"]

    def _condition(self, source: str) -> str:
        name = self._named("if_", source, f"true if ({source}) else false")
        self._blocks.append((name, source))
        return name

    def _loop(self, statement: str) -> str:
        name = _flat("each_", statement.removeprefix("for"))
        inner = self._scopes[-1].loops.setdefault(name, (*loop_of(statement), Scope()))
        self._scopes.append(inner[-1])
        self._blocks.append((name, statement))
        return name

    def _named(self, prefix: str, source: str, expression: str) -> str:
        name = _flat(prefix, source)
        self._scopes[-1].fields[name] = expression
        return name

    def _settle(self, holders: dict[_Element, str]) -> None:
        """Move tags into what their blocks repeat: inner ones first, so that outer ones come to stand around them."""
        moving = {holder: tag for holder, tag in holders.items() if _kind(holder) in self._dialect.around}
        closing = [holder for holder, tag in moving.items() if tag.startswith("{/")]
        for holder in closing:
            _move(holder, moving, last=True)
        for holder in reversed([holder for holder in moving if holder not in closing]):
            _move(holder, moving, last=False)


def _held(text: _Element, kind: str, tags: list[str]) -> dict[_Element, str]:
    """Each tag in a paragraph, row or cell of its own, in the place of the one that holds `text`."""
    holder = next(text.iterancestors(f"{W}{kind}"))
    held = {}
    for tag in tags:
        text.text = tag
        one = copy.deepcopy(holder)
        holder.addprevious(one)
        held[one] = tag
    holder.getparent().remove(holder)  # type: ignore[union-attr]
    return held


def _move(holder: _Element, moving: dict[_Element, str], *, last: bool) -> None:
    neighbour = next(one for one in holder.itersiblings(preceding=last) if one not in moving)
    if neighbour.tag != holder.tag:
        return  # a table: only a paragraph beside it can open or close its block
    paragraph = list(neighbour.iter(f"{W}p"))[-1 if last else 0]
    # In a run that is there: one more run for the tag would be one more to render.
    texts = list(paragraph.iter(f"{W}t")) or [etree.SubElement(etree.SubElement(paragraph, f"{W}r"), f"{W}t")]
    if last:
        texts[-1].text = (texts[-1].text or "") + moving[holder]
    else:
        texts[0].text = moving[holder] + (texts[0].text or "")
    holder.getparent().remove(holder)  # type: ignore[union-attr]


def _kind(element: _Element) -> str:
    return str(element.tag).removeprefix(W)


def _flat(prefix: str, source: str) -> str:
    """A name for an expression."""
    return prefix + "_".join(re.findall(r"\w+", source))
