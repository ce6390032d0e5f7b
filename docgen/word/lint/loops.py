"""The loops of a template: what each calls the items of its list, and what it repeats."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lxml import etree

from docgen.errors import FaultsFoundError
from docgen.word.lint.streams import Source, streams_of
from docgen.word.lint.tags import tags_of
from docgen.word.package import read_package

if TYPE_CHECKING:
    from pathlib import Path

_FOR = re.compile(r"for\s+(\w+)\s+in\s+([\w.]+)\s*")


@dataclass(frozen=True, slots=True)
class Boucle:
    """`{%tr for item in … %}`: the name of each item, and the prefix."""

    item: str
    prefixe: str


def loops_of(path: Path) -> dict[str, Boucle]:
    """The loops of the template at `path`, by list: the first where several go through one, none if unreadable."""
    try:
        package = read_package(path)
    except FaultsFoundError:
        return {}
    found: dict[str, Boucle] = {}
    for name in package.tagged():
        for stream in streams_of(name, etree.fromstring(package.parts[name])):
            for tag in tags_of(stream)[0] if stream.source is Source.PARAGRAPH else ():
                if said := _FOR.fullmatch(tag.body):
                    found.setdefault(said[2], Boucle(said[1], tag.prefix))
    return found
