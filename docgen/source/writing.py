"""Text as a value of a YAML file, which reads back as it was."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

# Letters first, and nothing in it that means something to YAML: « : », « # », brackets, quotes at an end.
_PLAIN = re.compile(r"[^\W\d_](?:[\w '’(),;.!?%€/+«»–…-]*[\w’().!?%€»…])?")
_SIMPLE = re.compile(r"[A-Za-z][A-Za-z0-9-]+")
_WORDS = frozenset({"true", "false", "null", "yes", "no", "on", "off", "y", "n"})  # of YAML 1.1, in other readers
# JSON leaves these as they are; a YAML file may not hold them, or would lose them.
_ESCAPED = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")


def scalar(text: str) -> str:
    """The text on one line: plain where nothing could read it otherwise, else in straight double quotes."""
    if _PLAIN.fullmatch(text) and text.casefold() not in _WORDS:
        return text
    return quoted(text)


def quoted(text: str) -> str:
    """The text in straight double quotes, as codes are written: « "01004" »."""
    return _ESCAPED.sub(lambda found: f"\\u{ord(found.group()):04x}", json.dumps(text, ensure_ascii=False))


def flow(texts: Sequence[str]) -> str:
    """A short list on one line: « [diagnostic, donnees] »."""
    return f"[{', '.join(scalar(text) if _SIMPLE.fullmatch(text) else quoted(text) for text in texts)}]"
