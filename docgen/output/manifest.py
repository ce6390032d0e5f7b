"""`manifeste.json`: what was made from what, so that the next run knows what it may replace."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any

from docgen.output.atomic import write_atomically

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

NAME = "manifeste.json"
FORMAT = 1


@dataclass(frozen=True, slots=True)
class Entry:
    """One document: where it is, what it was made from (label → SHA-256), what came out, when, draft or final."""

    chemin: str  # relative to the dossier, with « / »
    nature: str
    entrees: Mapping[str, str]
    sortie: str
    version: str
    date: str  # ISO 8601
    final: bool


@dataclass(frozen=True, slots=True)
class Manifest:
    """The documents of a dossier by their path. `brief` names the file that they came from."""

    brief: str = ""
    documents: Mapping[str, Entry] = field(default_factory=dict)


def digest(data: bytes) -> str:
    """The SHA-256 of some bytes, in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def read_manifest(folder: Path) -> Manifest | None:
    """The manifest of a dossier; None when there is none that can be trusted (absent, cut short, foreign)."""
    try:
        data = json.loads((folder / NAME).read_text(encoding="utf-8"))
        if data["format"] != FORMAT:
            return None
        entries = (_entry(document) for document in data["documents"])
        return Manifest(str(data["brief"]), {entry.chemin: entry for entry in entries})
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None


def write_manifest(folder: Path, manifest: Manifest) -> None:
    """Write it, whole or not at all; the same documents give the same text."""
    documents = [asdict(entry) for _, entry in sorted(manifest.documents.items())]
    data = {"format": FORMAT, "brief": manifest.brief, "documents": documents}
    text = json.dumps(data, ensure_ascii=False, indent=2, sort_keys=True) + "\n"
    write_atomically(folder / NAME, text.encode("utf-8"))


def _entry(data: dict[str, Any]) -> Entry:
    return Entry(
        chemin=str(data["chemin"]),
        nature=str(data["nature"]),
        entrees={str(key): str(value) for key, value in data["entrees"].items()},
        sortie=str(data["sortie"]),
        version=str(data["version"]),
        date=str(data["date"]),
        final=bool(data["final"]),
    )
