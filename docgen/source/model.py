"""What a YAML file says, and where it says it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Mapping

    from docgen.findings import Finding, Mark

Path: TypeAlias = tuple[str | int, ...]  # ("sessions", 0, "jours", 1): keys and ranks from the top


class Marks(NamedTuple):
    """Where a node stands: its key (None for the root and for items of a list) and its value."""

    cle: Mark | None
    valeur: Mark


@dataclass(frozen=True, slots=True)
class Source:
    """A YAML file read: `donnees` holds only dict, list, str, int and bool.

    A key with an empty value is left out of `donnees`, and its path stands in `vides`. `avertissements`
    are what the reader noticed without being stopped; `check_schema` hands them on.
    """

    fichier: str
    donnees: dict[str, Any]
    marks: Mapping[Path, Marks] = field(default_factory=dict)
    vides: frozenset[Path] = frozenset()
    avertissements: tuple[Finding, ...] = ()

    def mark(self, path: Path, *, key: bool = False) -> Mark | None:
        """Where the value at `path` starts, or its key; for what is not in the file, the nearest ancestor.

        An ancestor is shown by its key, where a person looks for it. None only without any marks.
        """
        for length in range(len(path), -1, -1):
            found = self.marks.get(path[:length])
            if found:
                wants_key = key or length < len(path)
                return found.cle if wants_key and found.cle else found.valeur
        return None
