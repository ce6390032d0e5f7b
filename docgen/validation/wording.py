"""Types, values, places and examples as a training manager says them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from docgen.findings import SEPARATOR

if TYPE_CHECKING:
    from collections.abc import Iterable

TYPES = {
    "string": "un texte",
    "integer": "un nombre entier",
    "number": "un nombre",
    "boolean": "oui ou non",
    "array": "une liste (une ligne par élément, commençant par un tiret)",
    "object": "un groupe de clés (une ligne « clé: valeur » par clé, en retrait)",
    "null": "rien",
}
LONGEST_SHOWN = 60  # characters of a value in a message
KEYS_SHOWN = 25

# What may stand in YAML without quotes: no sign that YAML keeps for itself, and no comment.
_PLAIN = re.compile(r"[^\s\-?:,\[\]{}#&*!|>'\"%@`=~](?:(?!: | #|[\[\]{},]).)*(?<![:\s])")


_CURLY = '“”„‟«»"'
STRAIGHT = 'Ces guillemets ne sont pas ceux de YAML : retapez-les droits, des deux côtés : "…".'


def is_curly(typed: str) -> bool:
    """Whether Word's quotes, or a lone straight one, stand around a value that has no use for any."""
    stripped = typed.strip()
    return bool(stripped) and (stripped[0] in _CURLY or stripped[-1] in _CURLY)


def lieu(path: Iterable[str | int]) -> str:
    """« sessions › 1 › jours › 2 › matin »: items count from 1."""
    return SEPARATOR.join(str(step + 1) if isinstance(step, int) else step for step in path)


def called(path: tuple[str | int, ...]) -> str:
    """« effectif », the second item of « modules », or the file, as the subject of a sentence."""
    if not path:
        return "le fichier"
    last = path[-1]
    if isinstance(last, str):
        return quoted(last)
    key = next((step for step in reversed(path) if isinstance(step, str)), None)
    return f"l’élément {last + 1}" + (f" de {quoted(key)}" if key else "")


def quoted(value: object) -> str:
    """« valeur », on one line, shortened."""
    text = " ".join(str(value).split())
    return f"« {text if len(text) <= LONGEST_SHOWN else text[: LONGEST_SHOWN - 1] + '…'} »"


def types_in_words(types: str | list[str]) -> str:
    """« un texte ou un nombre entier »."""
    if "boolean" in types:  # what says yes or no may also be written « oui »: that it is a text then is no help
        return TYPES["boolean"]
    return alternatives([TYPES.get(name, name) for name in ([types] if isinstance(types, str) else types)])


def type_of(value: object) -> str:
    """What a value is, in as few words."""
    if isinstance(value, bool):
        return "oui ou non"
    words = {str: "un texte", int: "un nombre", list: "une liste", dict: "un groupe de clés"}
    return words.get(type(value), "autre chose")


def alternatives(words: list[str]) -> str:
    """« a, b ou c »."""
    return " ou ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)


def in_yaml(value: object) -> str:
    """A value as it may be typed in YAML, on one line."""
    match value:
        case bool():
            return str(value).lower()
        case str():
            return value if _PLAIN.fullmatch(value) else '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'
        case list():
            return "[" + ", ".join(in_yaml(item) for item in value) + "]"
        case dict():
            return "{" + ", ".join(f"{key}: {in_yaml(item)}" for key, item in value.items()) + "}"
        case _:
            return str(value)


def keys_in_words(keys: Iterable[str]) -> str:
    """« Clés possibles : a, b, c. »."""
    known = sorted(keys)
    return f"Clés possibles : {', '.join(known[:KEYS_SHOWN])}{'…' if len(known) > KEYS_SHOWN else ''}."


def described(schema: Any, *, examples: bool = True) -> str:
    """What the schema's own description and examples say of a value."""
    if not isinstance(schema, dict):
        return ""
    sentence = schema.get("description") or schema.get("title") or ""
    parts = [sentence if sentence.endswith((".", "!", "?")) else f"{sentence}."] if sentence else []
    shown = [in_yaml(one) for one in schema.get("examples", [])[:3]]
    if examples and shown:
        parts.append(f"Par exemple : {alternatives(shown)}")
    return " ".join(parts)
