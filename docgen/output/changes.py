"""What has changed since a document was made: its entry in the manifest beside the inputs of today."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from docgen.findings import SEPARATOR

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from docgen.output.manifest import Details, Entry

DOCGEN = "docgen"  # the input that no file holds: the program itself


class Genre(StrEnum):
    """What befell a part of an input, as it is said after its name."""

    MODIFIE = "modifié"
    AJOUTE = "ajouté"
    RETIRE = "retiré"


@dataclass(frozen=True, slots=True)
class Change:
    """An input that has changed, and the part of it; `partie` is empty where the manifest does not tell it."""

    entree: str
    partie: str = ""
    genre: Genre = Genre.MODIFIE


def changes(
    entry: Entry, known: Details, entrees: Mapping[str, str], details: Details, version: str
) -> tuple[Change, ...]:
    """All that differs, input by input; `known` are the manifest's details, `details` those of today."""
    found = [
        change
        for name in sorted({*entry.entrees, *entrees})
        if (before := entry.entrees.get(name, "")) != (now := entrees.get(name, ""))
        for change in _of(name, known.get(before), details.get(now))
    ]
    if entry.version != version:
        found.append(Change(DOCGEN, entry.version))
    return tuple(found)


def _of(name: str, before: Mapping[str, str] | None, now: Mapping[str, str] | None) -> Sequence[Change]:
    """The parts that differ; the whole input where they are not known, or all the same."""
    parts = [] if before is None or now is None else list(_parts(name, before, now))
    return parts or [Change(name)]


def _parts(name: str, before: Mapping[str, str], now: Mapping[str, str]) -> Iterator[Change]:
    added = dict.fromkeys(_newest(part, before) for part in now if part not in before)
    removed = dict.fromkeys(_newest(part, now) for part in before if part not in now)
    yield from (Change(name, part) for part, short in now.items() if before.get(part, short) != short)
    yield from (Change(name, part, Genre.AJOUTE) for part in added)
    yield from (Change(name, part, Genre.RETIRE) for part in removed)


def _newest(part: str, others: Iterable[str]) -> str:
    """The largest thing around a part that the others lack: of « attendus › A4 › texte », « attendus › A4 »."""
    steps = part.split(SEPARATOR)
    known = {SEPARATOR.join(words[:depth]) for words in _steps(others) for depth in range(1, len(words) + 1)}
    around = (SEPARATOR.join(steps[:depth]) for depth in range(1, len(steps)))
    return next((whole for whole in around if whole not in known), part)


def _steps(parts: Iterable[str]) -> Iterator[list[str]]:
    return (part.split(SEPARATOR) for part in parts)


def spoken(found: Sequence[Change], _nature: str) -> str:
    """The changes in words that every dossier understands; who knows the inputs says it better."""
    return "\u00a0; ".join(dict.fromkeys(change.partie or change.entree for change in found))
