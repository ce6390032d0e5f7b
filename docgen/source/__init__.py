"""YAML to data, with a mark (line, column) for every key and value.

What a person types is what docgen reads. Of YAML 1.1's readings only whole numbers without a leading zero,
`true`, `false` and « nothing » are kept; octal, sexagesimal, yes/no, floats and dates stay text. Anchors and
tags are refused: briefs have no use for them, and they are how YAML bombs are made.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from docgen.source.building import build
from docgen.source.decoding import read_text

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from docgen.findings import Mark
    from docgen.source.building import Chemin

__all__ = ["Source", "load_source"]


@dataclass(frozen=True, slots=True)
class Source:
    """A YAML file that was read: plain dicts, lists, str, int and bool, and where each of them stands.

    Keys without a value are left out of `donnees`; `marks` still knows them.
    """

    fichier: str
    donnees: dict[str, Any]
    marks: Mapping[Chemin, Mark]
    key_marks: Mapping[Chemin, Mark]

    def mark(self, chemin: Chemin, *, key: bool = False) -> Mark | None:
        """Where a value (or its key) stands; its nearest known ancestor when it is not in the file."""
        table = self.key_marks if key else self.marks
        for length in range(len(chemin), -1, -1):
            found = table.get(chemin[:length]) or self.marks.get(chemin[:length])
            if found is not None:
                return found
        return None

    def is_empty_key(self, chemin: Chemin) -> bool:
        """Whether the key stands in the file with nothing behind it."""
        return chemin in self.key_marks and chemin not in self.marks


def load_source(path: Path, famille: str, nom: str | None = None) -> Source:
    """Read a YAML file whose codes start with `famille` (« B », « C », « O »).

    `nom` is how messages name the file; as typed when absent. Raises FaultsFoundError with codes 001 to 009
    of the family: the file cannot be read (001), is too large (002), badly encoded (003), empty or not a list
    of keys (004), no YAML (005), has an anchor or alias (006), a tag (007), a key twice (008), is too deep (009).
    """
    fichier = nom or str(path)
    text = read_text(path, famille, fichier)
    built = build(text, famille, fichier)
    return Source(fichier, built.donnees, built.marks, built.key_marks)
