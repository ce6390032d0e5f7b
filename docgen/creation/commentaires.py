"""Pieces of a YAML file that a person will fill in: comments, empty keys, and optional ones behind a « # »."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from docgen.creation.cles import Cles

WIDTH = 105
A_REMPLIR = "À REMPLIR. "
NBSP = "\u00a0"  # keeps a colon on the line of its word


def part(title: str) -> list[str]:
    """The heading of a part, between blank lines."""
    return ["", f"# --- {title} ".ljust(WIDTH, "-"), ""]


def comment(text: str, start: str = "# ") -> list[str]:
    """A comment, wrapped; each line begins with `start`."""
    return textwrap.wrap(text, WIDTH, initial_indent=start, subsequent_indent=start, break_on_hyphens=False)


def key(cles: Cles, chemin: str, value: str = "", margin: str = "", *, wanted: bool = False) -> Iterator[str]:
    """A key under its explanation: with its value, empty when it is wanted, else commented out.

    `margin` stands before both: spaces, and « # » inside a group that is commented out itself.
    """
    said = cles.said(chemin)
    asked = f"{A_REMPLIR if wanted else ''}{said} Exemple{NBSP}: {cles.example(chemin)}"
    yield from comment(said if value else asked, f"{margin}# ")
    name = chemin.rpartition(".")[2]
    sign = "" if value or wanted or "#" in margin else "#"
    yield f"{margin}{sign}{name}:{f' {value}' if value else ''}"
    if cles.is_list(chemin) and not value:
        yield f"{margin}{sign}  -"


def group(
    cles: Cles, chemin: str, keys: tuple[str, ...], margin: str = "", wanted: Collection[str] = ()
) -> Iterator[str]:
    """A group of keys with their explanations; commented out whole when none of them is wanted."""
    yield from comment(cles.said(chemin), f"{margin}# ")
    yield f"{margin}{'' if wanted else '#'}{chemin.rpartition('.')[2]}:"
    for name in keys:
        inner = f"{margin}{'' if wanted else '#'}  "
        yield from key(cles, f"{chemin}.{name}", margin=inner, wanted=name in wanted)
