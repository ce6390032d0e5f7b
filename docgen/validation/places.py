"""Where a finding of a rule stands: the mark of a value, and the place as a person would say it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from docgen.findings import SEPARATOR, Finding, Gravite

if TYPE_CHECKING:
    from docgen.findings import Mark
    from docgen.source import Path, Source

NAMING_KEYS = ("id", "code", "date", "nom")  # by which a person names an item of a list


@dataclass(frozen=True, slots=True)
class Place:
    """A place in a file, ready to carry a finding."""

    fichier: str
    mark: Mark | None
    lieu: str

    def finding(self, code: str, message: str, remede: str = "", gravite: Gravite = Gravite.ERREUR) -> Finding:
        """What is wrong here."""
        return Finding(code, message, remede, gravite, self.fichier, self.mark, self.lieu)


def place(source: Source, path: Path, *, key: bool = False) -> Place:
    """The place of a value (or of its key); of its nearest ancestor when the file leaves it out."""
    return Place(source.fichier, source.mark(path, key=key), spoken(source.donnees, path))


def spoken(data: Any, path: Path) -> str:
    """« modules › 12 › ajouter »: items of a list by their id, code, date or name, else by rank from 1."""
    words: list[str] = []
    for step in path:
        data = _child(data, step)
        words.append(_item_name(data, step) if isinstance(step, int) else step)
    return SEPARATOR.join(words)


def _child(data: Any, step: str | int) -> Any:
    if isinstance(data, dict):
        return data.get(step)
    if isinstance(data, list) and isinstance(step, int) and 0 <= step < len(data):
        return data[step]
    return None


def _item_name(item: Any, rank: int) -> str:
    if isinstance(item, dict):
        for name in NAMING_KEYS:
            if isinstance(item.get(name), str | int):
                return str(item[name])
    return str(rank + 1)
