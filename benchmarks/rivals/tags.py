"""The tags of docgen's templates, and what their expressions are worth, as Jinja alone has it."""

from __future__ import annotations

import re
from typing import Any

import jinja2

TAG = re.compile(r"\{\{ *(?P<field>.+?) *\}\}|\{%(?P<kind>p|tr|tc)? *(?P<statement>.+?) *%\}")
_LOOP = re.compile(r"for +(\w+) +in +(.+)")
_JINJA = jinja2.Environment(undefined=jinja2.ChainableUndefined, autoescape=True)


def loop_of(statement: str) -> tuple[str, str]:
    """A loop's variable and the list it goes through; `ValueError` for any other kind of loop."""
    loop = _LOOP.fullmatch(statement)
    if loop is None:
        raise ValueError(f"`{statement}` has no translation")
    return loop[1], loop[2]


def evaluated(source: str, context: dict[str, Any], empty: Any) -> Any:
    """An expression's value; `empty` for what is not there."""
    value = _JINJA.compile_expression(source)(**context)
    return empty if value is None else value
