"""What each key is for, as the schema says it: comments never tell another story than the editor's hover."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from docgen.source.writing import flow, quoted

if TYPE_CHECKING:
    from pathlib import Path

_DIGITS = re.compile(r"[0-9.:-]+")


@dataclass(frozen=True, slots=True)
class Cles:
    """The keys of a schema."""

    schema: dict[str, Any]

    @classmethod
    def of(cls, path: Path) -> Cles:
        """Those of the schema in a file."""
        return cls(json.loads(path.read_text(encoding="utf-8")))

    def said(self, chemin: str) -> str:
        """The description of a key, by its path with dots; the items of a list are passed through."""
        return str(self._node(chemin)["description"])

    def example(self, chemin: str) -> str:
        """Its first example, as it is typed: codes and amounts in quotes, sentences of a list after a dash."""
        first = self._node(chemin)["examples"][0]
        if isinstance(first, list):
            return f"- {first[0]}" if " " in first[0] else flow(first)
        return quoted(first) if isinstance(first, str) and _DIGITS.fullmatch(first) else str(first)

    def is_list(self, chemin: str) -> bool:
        """Whether its value is a list."""
        return self._node(chemin).get("type") == "array"

    def _node(self, chemin: str) -> dict[str, Any]:
        node = self.schema
        for key in chemin.split("."):
            node = self._whole(self._whole(node)["properties"][key])
        return node

    def _whole(self, node: dict[str, Any]) -> dict[str, Any]:
        """A node with what it refers to; of a list, also what its items are."""
        if "$ref" in node:
            node = {**self.schema["$defs"][node["$ref"].rpartition("/")[2]], **node}
        if "properties" not in node and "items" in node:
            return {**self._whole(node["items"]), **node}
        return node
