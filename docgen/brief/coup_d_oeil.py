"""What a brief's text shows at a glance, without reading it as YAML: quick enough for every brief at every prompt."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

_REFERENCE = re.compile(rb"""^reference:[ ]*["']?([A-Za-z0-9][A-Za-z0-9._-]*)""", re.MULTILINE)
_SESSIONS = re.compile(rb"^sessions:", re.MULTILINE)
_LOOKED_AT = 100_000  # bytes


@dataclass(frozen=True, slots=True)
class Apercu:
    """A brief's file, its reference when it has one, and whether it has sessions."""

    chemin: Path
    reference: str | None
    sessions: bool


def glance(chemin: Path) -> Apercu:
    """What the brief of that file shows; nothing, for a file that cannot be read."""
    try:
        with chemin.open("rb") as file:
            text = file.read(_LOOKED_AT)
    except OSError:
        text = b""
    found = _REFERENCE.search(text)
    return Apercu(chemin, found[1].decode() if found else None, bool(_SESSIONS.search(text)))
