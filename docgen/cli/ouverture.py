"""What follows the writing of documents, where it is asked for: PDF, pages as pictures, opening."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True, slots=True)
class Ensuite:
    """What to do with the documents once they are written."""

    pdf: bool = False
    apercu: bool = False
    ouvrir: bool = False


RIEN = Ensuite()


def open_documents(documents: Sequence[Path]) -> str:
    """Open the document, or the folder of several; what to say of it, for nothing is opened without a screen."""
    if not documents:
        return ""
    target = documents[0] if len(documents) == 1 else Path(os.path.commonpath([path.parent for path in documents]))
    if _has_screen() and _launched(target):
        return f"Ouvert : {target}"
    return f"Rien ne peut s’ouvrir ici ; le résultat est là : {target.resolve()}"


def _has_screen() -> bool:
    """Whether a window can be shown; Windows and macOS always say so themselves."""
    shown = os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    return sys.platform in {"win32", "darwin"} or bool(shown)


def _launched(target: Path) -> bool:
    try:
        return click.launch(str(target.resolve())) == 0
    except OSError:
        return False
