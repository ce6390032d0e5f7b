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
    are what the reader noticed without being stopped; `check_schema` hands them on. `attentes` are the keys that stand
    behind a « # » and wait for a value, in the order of the file.
    """

    fichier: str
    donnees: dict[str, Any]
    marks: Mapping[Path, Marks] = field(default_factory=dict)
    vides: frozenset[Path] = frozenset()
    avertissements: tuple[Finding, ...] = ()
    attentes: tuple[tuple[str, Mark], ...] = ()

    def mark(self, path: Path, *, key: bool = False) -> Mark | None:
        """Where the value at `path` starts, or its key; for what is not in the file, the nearest ancestor.

        An ancestor is shown by its key, where a person looks for it, unless what is missing waits below it behind a
        « # ». None only without any marks.
        """
        for length in range(len(path), -1, -1):
            found = self.marks.get(path[:length])
            if found:
                wants_key = key or length < len(path)
                there = found.cle if wants_key and found.cle else found.valeur
                return self._waiting(path[length], there, top=not length) if length < len(path) else there
        return None

    def _waiting(self, name: str | int, there: Mark, *, top: bool) -> Mark:
        """Where a key waits behind a « # », under the one at `there`; `there` when it does not."""
        below = (mark for key, mark in self.attentes if key == name and (top or mark.ligne > there.ligne))
        return next(below, there)
