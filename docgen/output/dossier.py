"""The folder of one reference: documents written, kept or refused, and the manifest written last."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from itertools import chain, count
from typing import TYPE_CHECKING

from docgen.errors import FaultsFoundError
from docgen.findings import Finding, Gravite
from docgen.output.atomic import alone, fault_of, sweep, write_atomically
from docgen.output.decision import FOREIGN, Situation, Sort, decide
from docgen.output.manifest import Entry, Manifest, digest, read_manifest, write_manifest

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class NewDocument:
    """A document to write: its path in the dossier (with « / »), its kind, its bytes, what it was made from."""

    chemin: str
    nature: str
    contenu: bytes
    entrees: dict[str, str]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one document."""

    chemin: Path
    sort: Sort


@dataclass(frozen=True, slots=True)
class Delivery:
    """One run over a dossier: who makes it, from which brief, when, draft or final, by force or not."""

    brief: str
    version: str
    now: dt.datetime
    final: bool = False
    force: bool = False


def deliver(folder: Path, documents: Sequence[NewDocument], delivery: Delivery) -> tuple[list[Outcome], list[Finding]]:
    """Write what may be written; one document that cannot be stops no other. The manifest comes last."""
    old = read_manifest(folder) or Manifest()
    sweep_all(folder)
    outcomes: list[Outcome] = []
    findings: list[Finding] = []
    made: dict[str, Entry] = {}
    for document in documents:
        path = folder / document.chemin
        try:
            sort, reason = decide(_situation(old, document, path, delivery))
            if sort is Sort.REFUSE:
                findings.append(_refusal(path, reason))
            _carry_out(sort, path, document, delivery.now)
        except FaultsFoundError as error:
            findings += error.findings
            continue
        if sort in {Sort.ECRIT, Sort.REMPLACE, Sort.A_JOUR}:
            made[document.chemin] = _entry(document, delivery, old.documents.get(document.chemin), sort)
        outcomes.append(Outcome(path, sort))
    if any(outcome.sort is not Sort.REFUSE for outcome in outcomes):
        try:
            _remember(folder, delivery.brief, made)
        except FaultsFoundError as error:
            findings += error.findings
    return outcomes, findings


def _remember(folder: Path, brief: str, made: dict[str, Entry]) -> None:
    """Add to the manifest, read again: another run (« kit » beside « programme ») may have added its own meanwhile."""
    before = read_manifest(folder)
    if before == Manifest(brief, {**(before or Manifest()).documents, **made}):
        return
    with alone(folder):
        old = read_manifest(folder) or Manifest()
        write_manifest(folder, Manifest(brief, {**old.documents, **made}))


def orphans(folder: Path, expected: set[str]) -> list[Finding]:
    """A notice for each sub-folder that the manifest knows and the brief no longer asks for."""
    known = read_manifest(folder)
    if known is None:
        return []
    folders = {chemin.split("/")[0] for chemin in known.documents if "/" in chemin}
    return [
        Finding(
            "E020",
            "cette session n’est plus dans le brief (date changée ou session retirée) : son dossier est orphelin.",
            "Gardez-le s’il a servi, supprimez-le sinon ; docgen n’y touche pas.",
            Gravite.AVERTISSEMENT,
            str(folder / name),
        )
        for name in sorted(folders - expected)
        if (folder / name).is_dir()
    ]


def sweep_all(folder: Path) -> None:
    """Remove what killed runs left in a dossier and its sub-folders."""
    with suppress(OSError):  # a folder that cannot be read: writing will say so
        sweep(folder)
        for child in folder.iterdir():
            if child.is_dir():
                sweep(child)


def _situation(old: Manifest, document: NewDocument, path: Path, delivery: Delivery) -> Situation:
    return Situation(
        entry=old.documents.get(document.chemin),
        on_disk=digest(_read(path)) if _is_file(path) else None,
        entrees=document.entrees,
        nouveau=digest(document.contenu),
        final=delivery.final,
        force=delivery.force,
    )


def _carry_out(sort: Sort, path: Path, document: NewDocument, now: dt.datetime) -> None:
    if sort is Sort.REMPLACE:
        write_atomically(_dated(path, now), _read(path))
    if sort in {Sort.ECRIT, Sort.REMPLACE}:
        write_atomically(path, document.contenu)


def _dated(path: Path, now: dt.datetime) -> Path:
    """A name for the copy that nobody has: two runs in one second leave two copies."""
    stamp = f"{path.stem}.{now:%Y-%m-%d-%H%M%S}"
    names = chain([f"{stamp}{path.suffix}"], (f"{stamp}-{number}{path.suffix}" for number in count(2)))
    return next(there for name in names if not (there := path.with_name(name)).exists())


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError as error:  # a name too long, a folder that may not be entered
        raise FaultsFoundError([fault_of(error, path)]) from error


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise FaultsFoundError([fault_of(error, path)]) from error


def _entry(document: NewDocument, delivery: Delivery, before: Entry | None, sort: Sort) -> Entry:
    # An up-to-date document keeps the date at which it was made: the same run twice leaves the manifest alone.
    date = before.date if before and sort is Sort.A_JOUR else delivery.now.isoformat(timespec="seconds")
    version = before.version if before and sort is Sort.A_JOUR else delivery.version
    return Entry(
        chemin=document.chemin,
        nature=document.nature,
        entrees=document.entrees,
        sortie=digest(document.contenu),
        version=version,
        date=date,
        # The same bytes as the final version: still what may have been sent.
        final=delivery.final or (sort is Sort.A_JOUR and before is not None and before.final),
    )


def _refusal(path: Path, reason: str) -> Finding:
    remede = (
        "Renommez-le ou déplacez-le, puis relancez."
        if reason == FOREIGN
        else (
            "Relancez avec --force pour le remplacer : docgen en garde une copie datée à côté. "
            "Ou renommez-le pour garder les deux."
        )
    )
    return Finding("E010", f"document laissé tel quel : {reason}.", remede, fichier=str(path))
