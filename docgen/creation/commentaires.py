"""Pieces of a YAML file that a person will fill in: comments, and keys that wait behind a « # »."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docgen.creation.cles import Cles

WIDTH = 105
NBSP = "\u00a0"  # keeps a colon on the line of its word


def part(title: str) -> list[str]:
    """The heading of a part, between blank lines."""
    return ["", f"# --- {title} ".ljust(WIDTH, "-"), ""]


def comment(text: str, start: str = "# ") -> list[str]:
    """A comment, wrapped; each line begins with `start`."""
    return textwrap.wrap(text, WIDTH, initial_indent=start, subsequent_indent=start, break_on_hyphens=False)


def key(cles: Cles, chemin: str, value: str = "", margin: str = "") -> Iterator[str]:
    """A key under its explanation: with its value, else commented out with an example.

    `margin` stands before both: spaces, and « # » inside a group that is commented out itself.
    """
    said = cles.said(chemin)
    yield from comment(said if value else f"{said} Exemple{NBSP}: {cles.example(chemin)}", f"{margin}# ")
    name = chemin.rpartition(".")[2]
    sign = "" if value or "#" in margin else "#"
    yield f"{margin}{sign}{name}:{f' {value}' if value else ''}"
    if cles.is_list(chemin) and not value:
        yield f"{margin}{sign}  -"


def group(cles: Cles, chemin: str, keys: tuple[str, ...], margin: str = "") -> Iterator[str]:
    """A group of keys that waits to be filled, each with its explanation."""
    yield from comment(cles.said(chemin), f"{margin}# ")
    yield f"{margin}#{chemin.rpartition('.')[2]}:"
    for name in keys:
        yield from key(cles, f"{chemin}.{name}", margin=f"{margin}#  ")
