"""Values of any YAML file as a person typed them. What has not the right form is None: a schema tells of it."""

from __future__ import annotations

import re
from typing import Any

_BLANK_LINE = re.compile(r"\n\s*\n")
_LINE = re.compile(r"\n")


def text(value: Any) -> str | None:
    """What was typed, on one line; numbers as typed. None when nothing was."""
    if isinstance(value, bool) or not isinstance(value, (str, int)):
        return None
    return " ".join(str(value).split()) or None


def texts(value: Any) -> tuple[str, ...]:
    """The texts of a list, in order; what is no text is left out."""
    return tuple(found for one in items(value) if (found := text(one)))


def texts_of(data: dict[str, Any], *keys: str) -> dict[str, Any]:
    """The text under each key, or None: what a dataclass of optional texts is made from."""
    return {key: text(data.get(key)) for key in keys}


def paragraphs(value: Any) -> tuple[str, ...]:
    """The paragraphs of a free text.

    YAML makes one line end of a blank line in folded text (`>`) and keeps both in literal text (`|`): where a blank
    line is left, it parts paragraphs; elsewhere each line end does.
    """
    typed = value.strip() if isinstance(value, str) else ""
    parting = _BLANK_LINE if _BLANK_LINE.search(typed) else _LINE
    return tuple(found for part in parting.split(typed) if (found := text(part)))


def digits(value: Any) -> str | None:
    """A number without the spaces that people put between its groups; a letter in it stays."""
    typed = text(value)
    return typed.replace(" ", "") if typed else None


def address(value: Any) -> str | None:
    """An address typed on several lines stands on one, with commas."""
    if not isinstance(value, str):
        return text(value)
    lines = (line.strip().rstrip(",") for line in value.splitlines())
    return text(", ".join(line for line in lines if line))


def group(data: dict[str, Any], key: str) -> dict[str, Any]:
    """The keys under `key`; none when there is no such group."""
    found = data.get(key)
    return found if isinstance(found, dict) else {}


def items(value: Any) -> list[Any]:
    """The items of a list; none when it is no list."""
    return value if isinstance(value, list) else []


def whole(value: Any, default: int) -> int:
    """A whole number."""
    return value if isinstance(value, int) and not isinstance(value, bool) else default


def yes(value: Any, *, default: bool) -> bool:
    """« oui », « non », true or false."""
    known = {"oui": True, "non": False, True: True, False: False}
    return known.get(value, default) if isinstance(value, (str, bool)) else default
