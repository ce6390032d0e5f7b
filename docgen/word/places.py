"""Places in a template, as a person would say them."""

from __future__ import annotations

import re
from dataclasses import dataclass

SNIPPET = 60

_BLOCK = re.compile(r"\{%.*?%\}")
_HEADING = re.compile(r'<w:pStyle w:val="(?:Titre|Heading|Title)[^"]*"/>')


@dataclass(frozen=True, slots=True)
class Place:
    """`lieu`: the part, and the heading above; `snippet`: the paragraph's text, tags as typed."""

    lieu: str
    snippet: str


def place_of(part: str, source: str, line: int) -> Place:
    """The place of a line (from 1) in a part's source, which has one line per paragraph; `part` in words."""
    lines = source.split("\n")
    index = max(0, min(line, len(lines)) - 1)
    # A tag that stood alone in its paragraph (`{%p`) has no line of its own: the text is on the line before.
    snippet = next((text for text in (_plain(lines[i]) for i in (index, index - 1)) if text), "")
    # For the same reason such a tag may follow the heading on its line.
    heading = next((_plain(_BLOCK.sub("", lines[i])) for i in range(index, -1, -1) if _HEADING.search(lines[i])), "")
    lieu = part + (f", sous le titre « {heading[:SNIPPET]} »" if heading else "")
    return Place(lieu, snippet[:SNIPPET])


def _plain(xml: str) -> str:
    from html import unescape  # its table of entities is worth loading for a fault alone

    return " ".join(unescape(re.sub(r"<[^>]*>", "", xml)).split())
