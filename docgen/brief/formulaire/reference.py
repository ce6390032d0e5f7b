"""Names for what a form becomes: the reference of the dossier and the file of the brief."""

from __future__ import annotations

from itertools import count, dropwhile
from typing import TYPE_CHECKING

from docgen.nearest import fold

if TYPE_CHECKING:
    from collections.abc import Collection

# How the names of EPCI begin, in full or as people shorten them.
_KINDS = frozenset({"communaute", "communes", "agglomeration", "urbaine", "metropole", "cc", "ca", "cu", "agglo"})
_SMALL = frozenset({"d", "de", "du", "des", "la", "le", "les", "l"})
_INITIALS, _LETTERS = 4, 3
UNKNOWN = "dossier"


def own_name(epci: str) -> str:
    """« clunisois »: the name of an EPCI, folded, without its kind; all of it where nothing else is left."""
    words = fold(epci).split()
    if not words or words[0] not in _KINDS:
        return " ".join(words)
    return " ".join(dropwhile((_KINDS | _SMALL).__contains__, words)) or " ".join(words)


def slug(nom: str) -> str:
    """« joue-les-tours »: a name as a file bears it."""
    return fold(nom).replace(" ", "-") or UNKNOWN


def reference(nom: str, year: int, taken: Collection[str]) -> str:
    """« JLT-2026-01 » for Joué-lès-Tours: initials or first letters, the year, and the first number that is free."""
    words = fold(nom).split() or [UNKNOWN]
    own = [word for word in words if word not in _SMALL] or words
    short = "".join(word[0] for word in words)[:_INITIALS] if len(words) >= _LETTERS else own[0][:_LETTERS]
    stem = f"{short.upper()}-{year}"
    known = {one.casefold() for one in taken}
    return next(name for rank in count(1) if (name := f"{stem}-{rank:02}").casefold() not in known)
