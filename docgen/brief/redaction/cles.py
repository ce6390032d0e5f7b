"""The keys of a brief as `schemas/brief.schema.json` declares them: the only source of what is asked, and of how.

`x-docgen`, which validators and editors ignore, says what JSON Schema has no word for:

partie      the rule of the file under which a key of the top stands
final       « requis »: a final document lacks it
calcule     looked up by docgen: the brief may override it, and nobody is asked
prive       never printed, nor a part of what makes a document stale
question    what `docgen brief nouveau` asks; `premiere`: among the questions of a first proposal
a_demander  a fact that decides content: worth asking the client while it is unknown, in the words of `courriel`
formulaire  the part of the Word form that asks for it, or false; there, its `libelle`, its `invite`, its `repere`
choix       what each value of a closed list is called
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_DIGITS = re.compile(r"[0-9.:-]+")


@dataclass(frozen=True, slots=True)
class Declaration:
    """A key: its path with dots, and what the schema says of it."""

    chemin: str
    noeud: dict[str, Any]

    @property
    def nom(self) -> str:
        """Its own name."""
        return self.chemin.rpartition(".")[2]

    @property
    def dit(self) -> dict[str, Any]:
        """What `x-docgen` says of it."""
        return dict(self.noeud.get("x-docgen", {}))

    @property
    def choix(self) -> dict[str, str]:
        """The values of a closed list, or of each part of a group, and what they are called."""
        return dict(self.dit.get("choix", {}))

    @property
    def libelle(self) -> str:
        """What the form calls it."""
        return str(self.dit.get("libelle") or self.noeud["title"])


@dataclass(frozen=True)
class Cles:
    """The keys of a schema."""

    schema: dict[str, Any]

    @classmethod
    def of(cls, path: Path) -> Cles:
        """Those of the schema in a file, read once."""
        return _read(path)

    def said(self, chemin: str) -> str:
        """The description of a key, by its path with dots; the items of a list are passed through."""
        return str(self._node(chemin)["description"])

    def example(self, chemin: str) -> str:
        """Its first example, as it is typed: codes and amounts in quotes, sentences of a list after a dash."""
        from docgen.source.writing import flow, quoted

        first = next(iter(self._node(chemin)["examples"]), "")
        if isinstance(first, list) and first and isinstance(first[0], str):
            return f"- {first[0]}" if " " in first[0] else flow(first)
        if isinstance(first, (list, dict)):
            return f"- {_inline(first[0])}" if isinstance(first, list) else _inline(first)
        return quoted(first) if isinstance(first, str) and _DIGITS.fullmatch(first) else str(first)

    def is_list(self, chemin: str) -> bool:
        """Whether its value is a list."""
        return self._node(chemin).get("type") == "array"

    def is_group(self, chemin: str) -> bool:
        """Whether it is a group of keys written one under the other; one with an example stands on a line."""
        node = self._node(chemin)
        return node.get("type") == "object" and not node.get("examples")

    def requis(self, chemin: str) -> bool:
        """Whether a final document lacks it, or there is none without it."""
        return self.declaration(chemin).dit.get("final") == "requis"

    def names(self, chemin: str = "") -> tuple[str, ...]:
        """The keys of a group, or of the items of a list, that a person is to answer, in the schema's order."""
        node = self._node(chemin)
        return tuple(
            name
            for name, one in node.get("properties", {}).items()
            if not self._whole(one).get("x-docgen", {}).get("calcule")
        )

    def declaration(self, chemin: str) -> Declaration:
        """A key as it is declared."""
        return Declaration(chemin, self._node(chemin))

    def declarations(self, chemin: str = "") -> Iterator[Declaration]:
        """All keys that a person may answer below a path, groups before what they hold."""
        for name in self.names(chemin):
            path = f"{chemin}.{name}" if chemin else name
            found = self.declaration(path)
            yield found
            if _only_keys(found.noeud):
                yield from self.declarations(path)

    def _node(self, chemin: str) -> dict[str, Any]:
        node = self.schema
        for key in chemin.split(".") if chemin else ():
            node = self._whole(self._whole(node)["properties"][key])
        return node

    def _whole(self, node: dict[str, Any]) -> dict[str, Any]:
        """A node with what it refers to; of a list, also what its items are."""
        if "$ref" in node:
            node = {**self.schema["$defs"][node["$ref"].rpartition("/")[2]], **node}
        if "properties" not in node and "items" in node:
            items = self._whole(node["items"])
            return {**items, "x-docgen": {}, "items_type": items.get("type"), **node}
        return node


def _only_keys(node: dict[str, Any]) -> bool:
    """Whether it is written in keys: not what may also be named by an id, or read from a file."""
    return (
        "properties" in node
        and node.get("type") in ("object", "array")
        and node.get("items_type", "object") == "object"
    )


def _inline(value: Any) -> str:
    """A group on one line: « {etat: adopte, annee: 2024} »."""
    from docgen.source.writing import quoted

    if isinstance(value, dict):
        return f"{{{', '.join(f'{key}: {_inline(one)}' for key, one in value.items())}}}"
    return quoted(value) if isinstance(value, str) and not value.isalpha() else str(value)


@cache
def _read(path: Path) -> Cles:
    return Cles(json.loads(path.read_text(encoding="utf-8")))
