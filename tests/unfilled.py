"""What a document that was filled must not hold."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docgen.word.gaps import SENTINELS
from docgen.word.reading import LEFTOVER, text_of

if TYPE_CHECKING:
    from pathlib import Path


def check_unfilled(document: bytes | Path) -> list[str]:
    """The lines that still hold a tag or the marks of a gap; none in a sound document."""
    return [line for line in text_of(document).splitlines() if LEFTOVER.search(line) or SENTINELS.search(line)]
