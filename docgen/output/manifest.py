"""`manifeste.json`: what was made from what, so that the next run knows what it may replace."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field, fields
from enum import StrEnum
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any, TypeAlias

from docgen.output.atomic import write_atomically

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

NAME = "manifeste.json"
FORMAT = 1
LARGEST = 20_000_000  # bytes; a document takes about 700
LONGEST_PATH, LONGEST_NAME = 1000, 255  # bytes; beyond, systems refuse to look for the file
SHORT = 8  # hexadecimal digits of a short digest: it names what has changed, it decides nothing

# The digest of an input (a value of `Entry.entrees`) → what that input says: name of a part → its short digest.
Details: TypeAlias = "Mapping[str, Mapping[str, str]]"


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
    """The documents of a dossier by their path. `brief` names the file that they came from.

    `details` stand once for all documents made from the same input; those of an earlier docgen have none. `dits` are
    marks of the notices that runs have told: a command that writes tells each once.
    """

    brief: str = ""
    documents: Mapping[str, Entry] = field(default_factory=dict)
    details: Details = field(default_factory=dict)
    dits: tuple[str, ...] = ()

    def after(
        self, brief: str, made: Mapping[str, Entry], details: Details, dits: tuple[str, ...] | None = None
    ) -> Manifest:
        """What it is after a run; details that no document refers to any more are left out."""
        documents = {**self.documents, **made}
        used = {digest for entry in documents.values() for digest in entry.entrees.values()}
        known = {**details, **self.details}
        kept = {digest: known[digest] for digest in known if digest in used}
        return Manifest(brief, documents, kept, self.dits if dits is None else dits)


class Defaut(StrEnum):
    """Why a file of the manifest's name is not one to trust; said after « il »."""

    ILLISIBLE = "ne peut pas être lu"
    ABIME = "est coupé ou abîmé"
    ETRANGER = "n’est pas de docgen"
    RECENT = "vient d’une version plus récente de docgen"


def digest(data: bytes) -> str:
    """The SHA-256 of some bytes, in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def short_digest(text: str) -> str:
    """Enough of the SHA-256 of a text to tell that it has changed."""
    return digest(text.encode("utf-8", "surrogatepass"))[:SHORT]


def read_manifest(folder: Path) -> Manifest | None:
    """The manifest of a dossier; None when there is none that can be trusted (absent, cut short, foreign)."""
    found = examine(folder)
    return found if isinstance(found, Manifest) else None


def examine(folder: Path) -> Manifest | Defaut | None:
    """The manifest of a dossier, or why the file that bears its name is not to be trusted; None without such a file."""
    path = folder / NAME
    try:
        if not path.is_file():
            return None
    except OSError:  # a name too long, a closed folder: writing there will say so
        return None
    try:
        if path.stat().st_size > LARGEST:
            return Defaut.ETRANGER
        return parsed(path.read_bytes())
    except OSError:
        return Defaut.ILLISIBLE


def write_manifest(folder: Path, manifest: Manifest) -> None:
    """Write it, whole or not at all."""
    write_atomically(folder / NAME, manifest_text(manifest))


def manifest_text(manifest: Manifest) -> bytes:
    """The file's bytes, a line for each document and each input; the same documents give the same."""
    documents = [f"  {_json(_as_dict(entry))}" for _, entry in sorted(manifest.documents.items())]
    details = [f"  {_json(name)}: {_json(parts)}" for name, parts in sorted(manifest.details.items())]
    head = f'"brief": {_json(manifest.brief)},\n"dits": {_json(manifest.dits)},\n"format": {FORMAT},\n'
    lists = '"details": {{\n{}\n}},\n"documents": [\n{}\n]'.format(",\n".join(details), ",\n".join(documents))
    return f"{{{head}{lists}}}\n".encode("utf-8", "replace")


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True)


def _as_dict(entry: Entry) -> dict[str, object]:
    return {each.name: getattr(entry, each.name) for each in fields(entry)}


def parsed(content: bytes) -> Manifest | Defaut:
    """The manifest that a file's bytes hold, or why they are not to be trusted."""
    try:
        data = json.loads(content.decode("utf-8"))
    except (ValueError, RecursionError):
        return Defaut.ABIME
    written = data.get("format") if isinstance(data, dict) else None
    if type(written) is not int or written < FORMAT:
        return Defaut.ETRANGER
    if written > FORMAT:
        return Defaut.RECENT
    try:
        entries = (_entry(document) for document in data["documents"])
        brief = _path(data["brief"]) if data["brief"] else ""
        told = tuple(str(mark) for mark in data.get("dits", ()))
        return Manifest(brief, {entry.chemin: entry for entry in entries}, _details(data.get("details", {})), told)
    except (ValueError, KeyError, TypeError, AttributeError):
        return Defaut.ABIME


def _entry(data: dict[str, Any]) -> Entry:
    return Entry(
        chemin=_inside(_path(data["chemin"])),
        nature=str(data["nature"]),
        entrees={str(key): str(value) for key, value in data["entrees"].items()},
        sortie=str(data["sortie"]),
        version=str(data["version"]),
        date=str(data["date"]),
        final=bool(data["final"]),
    )


def _path(value: object) -> str:
    """A path as docgen writes them. Raises ValueError for what the system may not even look for."""
    if not isinstance(value, str) or "\0" in value or not 0 < len(value.encode("utf-8")) <= LONGEST_PATH:
        raise ValueError(value)
    if any(len(name.encode("utf-8")) > LONGEST_NAME for name in value.split("/")):
        raise ValueError(value)
    return value


def _inside(chemin: str) -> str:
    """The path, of a document that stands in the dossier. Raises ValueError for another: docgen wrote none."""
    path = PurePosixPath(chemin)
    if path.is_absolute() or ".." in path.parts:
        raise ValueError(chemin)
    return chemin


def _details(data: dict[str, dict[str, str]]) -> Details:
    return {str(digest): {str(name): str(short) for name, short in parts.items()} for digest, parts in data.items()}
