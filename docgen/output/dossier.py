"""The folder of one reference: documents written, kept or refused, and the manifest written last."""

from __future__ import annotations

from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from docgen.errors import FaultsFoundError
from docgen.findings import Finding, Gravite
from docgen.output.atomic import dated, fault_of, sweep, write_atomically
from docgen.output.changes import changes, spoken
from docgen.output.decision import WRITTEN, Refus, Situation, Sort, decide
from docgen.output.journal import announced, recover
from docgen.output.manifest import NAME, Defaut, Entry, Manifest, digest, examine, read_manifest
from docgen.output.memory import move_folders, remember

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from docgen.output.changes import Change
    from docgen.output.manifest import Details


@dataclass(frozen=True, slots=True)
class NewDocument:
    """A document to write: its path in the dossier (with « / »), its kind, its bytes, what it alone was made from."""

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
    """One run over a dossier: who makes it, from which brief, when, draft or final, by force or not.

    `entrees` are the digests of what all its documents are made from, `details` tell what these inputs say, part by
    part, and `dire` puts changes into words for a document of some nature. `dits` are the marks of the notices told by
    then; None leaves those of the manifest. `deplacements` are sub-folders that have another name since: old → new.
    """

    brief: str
    version: str
    now: dt.datetime
    final: bool = False
    force: bool = False
    entrees: Mapping[str, str] = field(default_factory=dict)
    details: Details = field(default_factory=dict)
    dire: Callable[[Sequence[Change], str], str] = spoken
    dits: tuple[str, ...] | None = None
    deplacements: Mapping[str, str] = field(default_factory=dict)


def deliver(folder: Path, documents: Sequence[NewDocument], delivery: Delivery) -> tuple[list[Outcome], list[Finding]]:
    """Write what may be written; one document that cannot be stops no other. The manifest comes last."""
    found = examine(folder)
    old = found if isinstance(found, Manifest) else Manifest()
    findings: list[Finding] = [untrusted(folder, found)] if isinstance(found, Defaut) else []
    if found is not Defaut.ILLISIBLE:  # nothing can be added to it now
        with _telling(findings):
            old = recover(folder, old, delivery.now)
        try:
            old = move_folders(folder, delivery.deplacements) or old
        except FaultsFoundError as error:  # writing beside what could not be moved would leave two of each
            return [], [*findings, *error.findings]
    sweep_all(folder)
    made: dict[str, Entry] = {}
    outcomes: list[Outcome] = []
    about_to = Manifest(delivery.brief, _about_to_write(folder, documents, old, delivery), delivery.details)
    with _telling(findings), announced(folder, about_to):
        for document in documents:
            path = folder / document.chemin
            with _telling(findings):
                # Decided again: since the note was written, somebody may have saved it, or another run written it.
                sort, refus = decide(_situation(old, document, path, delivery))
                if refus:
                    findings.append(_refusal(path, refus, _changed(old, document, delivery)))
                _carry_out(sort, path, document, delivery.now)
                if sort in WRITTEN | {Sort.A_JOUR}:
                    made[document.chemin] = _entry(document, delivery, old.documents.get(document.chemin), sort)
                outcomes.append(Outcome(path, sort))
        if any(outcome.sort is not Sort.REFUSE for outcome in outcomes):
            remember(folder, delivery.brief, made, delivery.details, delivery.now, delivery.dits)
    return outcomes, findings


@contextmanager
def _telling(findings: list[Finding]) -> Iterator[None]:
    """Tell of what cannot be written or read, and go on."""
    try:
        yield
    except FaultsFoundError as error:
        findings += error.findings


def untrusted(folder: Path, defaut: Defaut) -> Finding:
    """About a file of the manifest's name that is not one to trust; an error where docgen cannot start another."""
    strangers = "Les documents de ce dossier sont donc tenus pour ceux de quelqu’un d’autre, et laissés tels quels."
    if defaut is Defaut.ILLISIBLE:
        message = f"ce fichier {defaut}, et docgen n’y note rien. {strangers}"
        remede = "Fermez le programme qui le tient ouvert, ou vérifiez vos droits, puis relancez."
        return Finding("E012", message, remede, fichier=str(folder / NAME))
    return Finding(
        "E012",
        f"docgen ne se fie pas à ce fichier\u00a0: il {defaut}. {strangers}",
        "Remettez-y le bon manifeste si vous en avez une copie. Sinon, docgen en commence un autre dès qu’il écrit un "
        "document ici, et garde celui-ci à côté sous un nom daté.",
        Gravite.AVERTISSEMENT,
        str(folder / NAME),
    )


def kept(folder: Path, known: Manifest | None, chemin: str, own: Mapping[str, str], delivery: Delivery) -> bytes | None:
    """The bytes on disk, where the manifest vouches that making the document again would give the same; else None.

    It was made by this version, from these inputs, and is as it was left.
    """
    entry = known.documents.get(chemin) if known else None
    if entry is None or dict(entry.entrees) != {**delivery.entrees, **own}:
        return None
    if entry.version != delivery.version or entry.final != delivery.final:
        return None
    with suppress(OSError):
        content = (folder / chemin).read_bytes()
        if digest(content) == entry.sortie:
            return content
    return None


def orphans(folder: Path, expected: set[str]) -> list[Finding]:
    """A notice for each sub-folder that the manifest knows and the brief no longer asks for."""
    known = read_manifest(folder) or Manifest()
    return [
        Finding(
            "E020",
            "cette session n’est plus dans le brief (date changée ou session retirée) : son dossier est orphelin.",
            "Gardez-le s’il a servi, supprimez-le sinon ; docgen n’y touche pas.",
            Gravite.AVERTISSEMENT,
            str(folder / name),
        )
        for name in orphan_folders(folder, known, expected)
    ]


def orphan_folders(folder: Path, known: Manifest, expected: set[str]) -> list[str]:
    """The sub-folders, still there, that a manifest knows and nothing asks for."""
    folders = {chemin.split("/")[0] for chemin in known.documents if "/" in chemin}
    return [name for name in sorted(folders - expected) if (folder / name).is_dir()]


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
        on_disk=on_disk(path),
        entrees=_inputs(document, delivery),
        nouveau=digest(document.contenu),
        final=delivery.final,
        force=delivery.force,
    )


def _inputs(document: NewDocument, delivery: Delivery) -> dict[str, str]:
    return {**delivery.entrees, **document.entrees}


def _carry_out(sort: Sort, path: Path, document: NewDocument, now: dt.datetime) -> None:
    if sort is Sort.REMPLACE:
        write_atomically(dated(path, now), _read(path))
    if sort in WRITTEN:
        write_atomically(path, document.contenu)


def on_disk(path: Path) -> str | None:
    """The digest of the file at `path`, None without one. Raises FaultsFoundError when it cannot be told."""
    try:
        return digest(path.read_bytes()) if path.is_file() else None
    except OSError as error:
        raise FaultsFoundError([fault_of(error, path)]) from error


def _changed(old: Manifest, document: NewDocument, delivery: Delivery) -> str:
    """What has changed since the document on disk was made, in words; empty when nothing has."""
    entry = old.documents.get(document.chemin)
    if entry is None:
        return ""
    found = changes(entry, old.details, _inputs(document, delivery), delivery.details, delivery.version)
    return delivery.dire(found, document.nature)


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise FaultsFoundError([fault_of(error, path)]) from error


def _about_to_write(
    folder: Path, documents: Iterable[NewDocument], old: Manifest, delivery: Delivery
) -> dict[str, Entry]:
    """What the manifest is to say of the documents that will be written, as things stand."""
    entries: dict[str, Entry] = {}
    for document in documents:
        with suppress(FaultsFoundError):  # its turn will tell
            sort, _ = decide(_situation(old, document, folder / document.chemin, delivery))
            if sort in WRITTEN:
                entries[document.chemin] = _entry(document, delivery, old.documents.get(document.chemin), sort)
    return entries


def _entry(document: NewDocument, delivery: Delivery, before: Entry | None, sort: Sort) -> Entry:
    # An up-to-date document keeps the date at which it was made: the same run twice leaves the manifest alone.
    date = before.date if before and sort is Sort.A_JOUR else delivery.now.isoformat(timespec="seconds")
    return Entry(
        chemin=document.chemin,
        nature=document.nature,
        entrees=_inputs(document, delivery),
        sortie=digest(document.contenu),
        version=delivery.version,  # the same bytes: this docgen made them as well
        date=date,
        # The same bytes as the final version: still what may have been sent.
        final=delivery.final or (sort is Sort.A_JOUR and before is not None and before.final),
    )


def _refusal(path: Path, refus: Refus, changed: str) -> Finding:
    remede = (
        "Renommez-le ou déplacez-le, puis relancez."
        if refus is Refus.ETRANGER
        else (
            "Relancez avec --force pour le remplacer\u00a0: docgen en garde une copie datée à côté. "
            "Ou renommez-le pour garder les deux."
        )
    )
    since = f" Ce qui a changé depuis\u00a0: {changed}." if changed else ""
    return Finding("E010", f"document laissé tel quel\u00a0: {refus}.{since}", remede, fichier=str(path))
