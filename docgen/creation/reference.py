"""A reference for a new brief: the client's initials, the year, and the next free number."""

from __future__ import annotations

import re
from itertools import count
from typing import TYPE_CHECKING

from docgen.brief.rules_modules import RESERVED
from docgen.creation.coup_d_oeil import glance
from docgen.nearest import fold

if TYPE_CHECKING:
    from collections.abc import Collection

    from docgen.workspace import Workspace

_FORM = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}")  # a test holds it to the schema
_SMALL = frozenset({"d", "de", "des", "du", "en", "et", "l", "la", "le", "les"})
LONG = 4  # words, beyond which the small ones are left out
LETTERS = 3  # of a name of one word


def is_usable(reference: str) -> bool:
    """Whether it can name a brief, and a folder on every system."""
    stem = reference.split(".", maxsplit=1)[0]
    return bool(_FORM.fullmatch(reference)) and not RESERVED.fullmatch(stem) and not reference.endswith(".")


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


def _initials(nom: str) -> str:
    words = fold(nom).split()
    if len(words) > LONG:
        words = [word for word in words if word not in _SMALL]
    return ("".join(word[0] for word in words) if len(words) > 1 else words[0][:LETTERS]).upper()
