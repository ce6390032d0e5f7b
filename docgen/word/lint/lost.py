"""The loop that an ending without a beginning closed: told by what stands before it, it can be put back as it was."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from docgen.word.fields import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from docgen.word.fields import Champ
    from docgen.word.lint.tags import Tag

_FOR = re.compile(r"for\s+(\w+)\s+in\s+([\w.]+)")
_READ = re.compile(r"(?<![\w.|'\"])([^\W\d]\w*)(?:\.(\w+))?")
_WORDS = frozenset(
    {"for", "in", "if", "elif", "else", "not", "and", "or", "is", "set", "loop", "true", "false", "none"}
)


def lost_loop(
    before: Sequence[Tag], part: Sequence[Tag], around: Sequence[Tag], fields: Mapping[str, Champ]
) -> tuple[str, Tag] | None:
    """« for personne in participants », and the first tag that reads one; None where nothing tells.

    `before` are the tags between the lost beginning and its end, `part` all those of the part, `around` the beginnings
    of the loops that are open there.
    """
    loops = [(found[1], found[2]) for tag in part if tag.keyword == "for" and (found := _FOR.match(tag.body))]
    bound = {found[1] for tag in (*before, *around) if tag.keyword == "for" and (found := _FOR.match(tag.body))}
    read: dict[str, set[str]] = defaultdict(set)
    first: dict[str, Tag] = {}
    for tag in before:
        for name, attribute in _names_of(tag):
            if name not in bound and name not in fields and name not in _WORDS:
                read[name].add(attribute)
                first.setdefault(name, tag)
    for item, attributes in sorted(read.items(), key=lambda each: -len(each[1])):
        if listed := _list_of(item, attributes - {""}, loops, fields):
            return f"for {item} in {listed}", first[item]
    return None


def usual_loop(part: Sequence[Tag], prefix: str) -> str:
    """« for colonne in page.colonnes », where all loops of that prefix say so: what one repeats may read nothing."""
    bodies = {tag.body for tag in part if tag.keyword == "for" and tag.prefix == prefix}
    return next(iter(bodies)) if len(bodies) == 1 else ""


def _names_of(tag: Tag) -> Iterator[tuple[str, str]]:
    body = re.sub(r"'[^']*'|\"[^\"]*\"", "", tag.body)
    if tag.keyword == "for":
        body = body.partition(" in ")[2]
    yield from ((found[1], found[2] or "") for found in _READ.finditer(body))


def _list_of(item: str, attributes: set[str], loops: Sequence[tuple[str, str]], fields: Mapping[str, Champ]) -> str:
    """The list whose items have these fields: one that nothing goes through any more, else that of the same name."""
    able = [
        name
        for name, champ in fields.items()
        if champ.kind is Kind.LISTE and attributes and attributes <= set(champ.fields)
    ]
    looped = {name for _, name in loops}
    left = [name for name in able if name not in looped]
    same = [name for each, name in loops if each == item]
    return next(iter([*left, *same, *able]), "")
