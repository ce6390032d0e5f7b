"""Keywords of JSON Schema as docgen reads them, where jsonschema's own lose the place or the bounds.

- one error per unknown key and per repeated item, each at its own place;
- what may be written as a number or as a text (« code: 12 ») is held to the text's rules either way;
- `pattern` and `uniqueItems` in time that a hostile file cannot stretch.
"""

from __future__ import annotations

import json
import re
from functools import cache
from typing import TYPE_CHECKING, Any

from docgen.validation.formats import LONGEST

if TYPE_CHECKING:
    from collections.abc import Iterator


@cache
def validator_class() -> Any:
    """Draft 2020-12 with the keywords of this file."""
    from jsonschema import Draft202012Validator
    from jsonschema.validators import extend

    ours = {
        "additionalProperties": _additional_properties,
        "required": _required,
        "pattern": _pattern,
        "minLength": _min_length,
        "maxLength": _max_length,
        "enum": _enum,
        "uniqueItems": _unique_items,
    }
    return extend(Draft202012Validator, ours)  # type: ignore[no-untyped-call]  # types-jsonschema leaves it bare


def _error(**facts: Any) -> Any:
    from jsonschema import ValidationError

    return ValidationError("", **facts)


def _additional_properties(validator: Any, allowed: Any, instance: Any, schema: dict[str, Any]) -> Iterator[Any]:
    if not isinstance(instance, dict):
        return
    known, patterns = schema.get("properties", {}), schema.get("patternProperties", {})
    for key in instance:
        if key in known or any(re.search(pattern, key) for pattern in patterns):
            continue
        if isinstance(allowed, dict):
            yield from validator.descend(instance[key], allowed, path=key)
        elif not allowed:
            yield _error(path=[key], instance=instance)


def _required(_: Any, required: list[str], instance: Any, __: dict[str, Any]) -> Iterator[Any]:
    if isinstance(instance, dict):
        yield from (_error(path=[key], instance=instance) for key in required if key not in instance)


def _typed(instance: Any, schema: dict[str, Any]) -> str | None:
    """The text that was typed; None where the value is no text and could not have been one."""
    if isinstance(instance, str):
        return instance
    types = schema.get("type", [])
    if isinstance(instance, int) and not isinstance(instance, bool) and "string" in types:
        return str(instance)
    return None


def _pattern(_: Any, pattern: str, instance: Any, schema: dict[str, Any]) -> Iterator[Any]:
    typed = _typed(instance, schema)
    if typed is not None and (len(typed) > LONGEST or not re.search(pattern, typed)):
        yield _error()


def _min_length(_: Any, limit: int, instance: Any, schema: dict[str, Any]) -> Iterator[Any]:
    typed = _typed(instance, schema)
    if typed is not None and len(typed.strip()) < limit:
        yield _error()


def _max_length(_: Any, limit: int, instance: Any, schema: dict[str, Any]) -> Iterator[Any]:
    typed = _typed(instance, schema)
    if typed is not None and len(typed) > limit:
        yield _error()


def _enum(_: Any, allowed: list[Any], instance: Any, schema: dict[str, Any]) -> Iterator[Any]:
    if not any(type(instance) is type(one) and instance == one for one in allowed) and (
        _typed(instance, schema) not in allowed
    ):
        yield _error()


def _unique_items(_: Any, wanted: bool, instance: Any, __: dict[str, Any]) -> Iterator[Any]:  # noqa: FBT001 - jsonschema's call
    if not wanted or not isinstance(instance, list):
        return
    first: dict[str, int] = {}
    for rank, item in enumerate(instance):
        written = json.dumps(item, sort_keys=True)
        if written in first:
            yield _error(path=[rank], instance=item, validator_value=first[written])
        first.setdefault(written, rank)
