"""Where a finding stands in a brief: the mark of a value, and the place as a person would say it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias

from docgen.findings import Finding, Gravite

if TYPE_CHECKING:
    from docgen.findings import Mark
    from docgen.source import Source

Path: TypeAlias = tuple[str | int, ...]  # ("modules", 0, "ajouter", 1): keys and ranks from the top

NAMING_KEYS = ("id", "code", "date", "nom")  # by which a person names an item of a list


@dataclass(frozen=True, slots=True)
class Place:
    """A place in a file, ready to carry a finding."""

    fichier: str
    mark: Mark | None
    lieu: str

    def finding(
        self, code: str, message: str, remede: str = "", gravite: Gravite = Gravite.ERREUR
    ) -> Finding:
        """What is wrong here."""
        return Finding(code, message, remede, gravite, self.fichier, self.mark, self.lieu)


def place(source: Source, path: Path, *, key: bool = False) -> Place:
    """The place of a value (or of its key); of its nearest ancestor when the brief leaves it out."""
    return Place(source.fichier, source.mark(path, key=key), spoken(source.donnees, path))


def spoken(data: Any, path: Path) -> str:
    """« modules › 12 › ajouter »: items of a list by their id, code, date or name, else by rank from 1."""
    words: list[str] = []
    for step in path:
        data = _child(data, step)
        words.append(_item_name(data, step) if isinstance(step, int) else step)
    return " › ".join(words)


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


class Notes:
    """The findings of one reading of a brief, in the order met; handed down to all who read a part of it."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.findings: list[Finding] = []

    def error(self, code: str, path: Path, message: str, remede: str) -> None:
        """Note what keeps the brief from being used."""
        self._note(code, path, message, remede, Gravite.ERREUR)

    def warning(self, code: str, path: Path, message: str, remede: str) -> None:
        """Note what the manager should look at."""
        self._note(code, path, message, remede, Gravite.AVERTISSEMENT)

    def notice(self, code: str, path: Path, message: str, remede: str) -> None:
        """Note what the manager may like to know."""
        self._note(code, path, message, remede, Gravite.AVIS)

    def _note(self, code: str, path: Path, message: str, remede: str, gravite: Gravite) -> None:
        self.findings.append(place(self.source, path).finding(code, message, remede, gravite))
