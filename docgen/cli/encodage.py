"""Consoles that lack a character (Windows, cp1252, ASCII) show the nearest one they have, and docgen goes on."""

from __future__ import annotations

import codecs
import sys

HANDLER = "docgen.proche"
# What an older console has instead of the signs that French and docgen use.
_NEAREST = {
    "\u202f": " ", "\u00a0": " ", "’": "'", "‘": "'", "“": '"', "”": '"', "«": '"', "»": '"', "…": "...",
    "–": "-", "—": "-", "•": "-", "·": "-", "→": "->", "›": ">", "œ": "oe", "Œ": "OE", "æ": "ae", "€": "EUR", "²": "2",
}  # fmt: skip


def never_fail_to_print() -> None:
    """Make both standard streams show what they can of any text."""
    codecs.register_error(HANDLER, _nearest)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors=HANDLER)


def _nearest(error: UnicodeError) -> tuple[str | bytes, int]:
    """The nearest characters for what could not be encoded: « é » is « e » where there is no accent."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return "".join(_plain(letter) for letter in error.object[error.start : error.end]), error.end


def _plain(letter: str) -> str:
    import unicodedata

    if letter in _NEAREST:
        return _NEAREST[letter]
    first = unicodedata.normalize("NFD", letter)[0]
    return first if first.isascii() else "?"
