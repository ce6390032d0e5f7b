"""Names for a brief: its reference (initials, year, next free number) and the word that its files bear."""

from __future__ import annotations

import re
from itertools import count, dropwhile
from typing import TYPE_CHECKING

from docgen.brief.rules_modules import RESERVED
from docgen.nearest import fold
from docgen.workspace import glance

if TYPE_CHECKING:
    from collections.abc import Collection

    from docgen.workspace import Workspace

FORM = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}")  # a test holds it to the schema
# How the names of EPCI begin, in full or as people shorten them.
_KINDS = frozenset({"communaute", "communes", "agglomeration", "urbaine", "metropole", "cc", "ca", "cu", "agglo"})
_SMALL = frozenset({"d", "de", "des", "du", "en", "et", "l", "la", "le", "les"})
MOST = 4  # initials
LETTERS = 3  # of a name of one word
UNKNOWN = "dossier"


def is_usable(reference: str) -> bool:
    """Whether it can name a brief, and a folder on every system."""
    stem = reference.split(".", maxsplit=1)[0]
    return bool(FORM.fullmatch(reference)) and not RESERVED.fullmatch(stem) and not reference.endswith(".")


def propose(nom: str, annee: int, prises: Collection[str]) -> str:
    """« JLT-2026-01 » for Joué-lès-Tours, « MON-2026-01 » for Montjaux; never one of those `prises`, in lower case."""
    start = f"{_initials(nom)}-{annee}"
    return next(found for number in count(1) if (found := f"{start}-{number:02}").casefold() not in prises)


def taken(workspace: Workspace) -> frozenset[str]:
    """The references that briefs, their files or their documents bear already, in lower case."""
    names = {path.stem for path in workspace.briefs()}
    names |= {seen.reference for path in workspace.briefs() if (seen := glance(path)).reference}
    if workspace.sortie.is_dir():
        names |= {path.name for path in workspace.sortie.iterdir()}
    return frozenset(name.casefold() for name in names)


def own_name(epci: str) -> str:
    """« clunisois »: the name of an EPCI, folded, without its kind; all of it where nothing else is left."""
    words = fold(epci).split()
    if not words or words[0] not in _KINDS:
        return " ".join(words)
    return " ".join(dropwhile((_KINDS | _SMALL).__contains__, words)) or " ".join(words)


def slug(nom: str) -> str:
    """« joue-les-tours »: a name as a file bears it."""
    return fold(nom).replace(" ", "-") or UNKNOWN


def _initials(nom: str) -> str:
    """Small words count in a short name (JLT), and neither in a long one nor in that of an EPCI (CCPS)."""
    words = fold(nom).split() or [UNKNOWN]
    own = [word for word in words if word not in _SMALL] or words
    if len(own) == 1:
        return own[0][:LETTERS].upper()
    kept = own if len(words) > MOST or words[0] in _KINDS else words
    return "".join(word[0] for word in kept)[:MOST].upper()
