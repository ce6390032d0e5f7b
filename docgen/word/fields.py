"""What a template may print: a tree of fields, each with its kind. Lint, list of fields and palette read the same tree.

{"client": Champ("client", GROUPE, fields={"nom": Champ("nom", TEXTE, …), …}),
 "participants": Champ("participants", LISTE, fields={…of one item…})}
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping


class Kind(StrEnum):
    """What a field holds, as a training manager would say it."""

    TEXTE = "texte"
    NOMBRE = "nombre"
    OUI_NON = "oui ou non"
    GROUPE = "groupe"  # named fields: {{ client.nom }}
    LISTE = "liste"  # {% for … in … %}; items are texts, or groups when `fields` is not empty


@dataclass(frozen=True, slots=True)
class Champ:
    """One field. `fields` are those of a group, or of each item of a list; `facultatif` when it may be absent."""

    nom: str
    kind: Kind
    description: str = ""
    exemple: Any = None
    facultatif: bool = False
    fields: Mapping[str, Champ] = field(default_factory=dict)


Champs = dict[str, Champ]


def fields_of_data(data: Mapping[str, Any]) -> Champs:
    """The fields of sample data: what a YAML or JSON file for any docxtpl template shows of its names and kinds."""
    return {name: _of_value(name, value) for name, value in data.items()}


def _of_value(name: str, value: Any) -> Champ:
    if isinstance(value, bool):
        return Champ(name, Kind.OUI_NON, exemple=value)
    if isinstance(value, (int, float)):
        return Champ(name, Kind.NOMBRE, exemple=value)
    if isinstance(value, dict):
        return Champ(name, Kind.GROUPE, fields=fields_of_data(value))
    if isinstance(value, (list, tuple)):
        # Items may differ: a field that only some have is optional.
        groups = [item for item in value if isinstance(item, dict)]
        names = list(dict.fromkeys(key for group in groups for key in group))
        items = {key: _of_items(key, groups) for key in names}
        return Champ(name, Kind.LISTE, exemple=value, fields=items)
    return Champ(name, Kind.TEXTE, exemple=value, facultatif=value is None)


def _of_items(name: str, groups: list[dict[str, Any]]) -> Champ:
    with_it = [group[name] for group in groups if name in group]
    found = _of_value(name, next((value for value in with_it if value is not None), None))
    optional = len(with_it) < len(groups) or any(value is None for value in with_it)
    return Champ(found.nom, found.kind, found.description, found.exemple, optional, found.fields)
