"""What is missing from a document: a value that prints itself, highlighted, where the fact should stand.

A gap goes through Jinja as text between two private-use characters, that `highlighting` looks for afterwards.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NoReturn

OPEN, CLOSE = "\ue000", "\ue001"
SENTINELS = re.compile(f"[{OPEN}{CLOSE}]")
GAP = re.compile(f"({OPEN}[^{OPEN}{CLOSE}]*{CLOSE})")
A_COMPLETER = "À COMPLÉTER\u00a0: "


class MissingListError(TypeError):
    """A template goes over what is missing as over a list; the message is French."""


@dataclass(frozen=True, slots=True)
class Gap:
    """A recommended value that nobody gave.

    `libelle` says what in a few words; `fichier` (« brief » or « organisme ») and `chemin` (keys) where it goes.
    """

    libelle: str
    fichier: str
    chemin: tuple[str | int, ...]

    def __str__(self) -> str:
        """« À COMPLÉTER : … », between the marks that are looked for."""
        return f"{OPEN}{A_COMPLETER}{self.libelle}{CLOSE}"

    def __iter__(self) -> NoReturn:
        """A loop over what is missing would print nothing, in silence."""
        message = f"« {self.libelle} » manque, et ce n’est pas une liste"
        raise MissingListError(message)


def without_stray_marks(text: str) -> str:
    """A text whose marks are all a gap's own: those of `{{ gap|upper }}` stay, those that somebody typed go."""
    pieces = GAP.split(text)
    return "".join(
        piece if piece.startswith(OPEN) and piece[1:].upper().startswith(A_COMPLETER) else SENTINELS.sub("", piece)
        for piece in pieces
    )
