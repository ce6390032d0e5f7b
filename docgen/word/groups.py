"""A group of fields as the watched child knows it: what a view says, without the class that made it."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from typing import Any


class Group:
    """Fields by name, read by attribute; a group is never a list, nor empty, nor printed."""

    __slots__ = ("__dict__",)


def fields_by_name(view: Any) -> dict[str, Any]:
    """The fields of a view (a dataclass) or a group."""
    return {each.name: getattr(view, each.name) for each in fields(view)} if is_dataclass(view) else vars(view)
