"""What a run is about to write, noted beside it, so that one killed before its manifest is known to have made it.

The note is a manifest of its own, with a leftover's name. It is not waited for on the disk: after a power cut it may
lack, and a document that the manifest does not know is then left alone, as any that docgen did not write. It goes once
the manifest says what it said, and not before.
"""

from __future__ import annotations

import os
from contextlib import contextmanager, suppress
from dataclasses import replace
from secrets import token_hex
from typing import TYPE_CHECKING

from docgen.output.atomic import NOTE, PREFIX, SUFFIX, is_left
from docgen.output.manifest import LARGEST, Manifest, digest, manifest_text, parsed
from docgen.output.memory import remember

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator
    from pathlib import Path

    from docgen.output.manifest import Entry


@contextmanager
def announced(folder: Path, about_to: Manifest) -> Iterator[None]:
    """Note the documents about to be written; the note stays where the manifest could not say so; nothing for none."""
    # Of its own name: threads share a number, and so do the runs of a container.
    note = folder / f"{PREFIX}{os.getpid()}{NOTE}-{token_hex(4)}{SUFFIX}"
    if about_to.documents:
        with suppress(OSError):  # writing the documents will say what is wrong
            folder.mkdir(parents=True, exist_ok=True)
            note.write_bytes(manifest_text(about_to))  # cut short, it says nothing: no need of a whole one or none
    yield
    if about_to.documents:
        with suppress(OSError):
            note.unlink()


def recover(folder: Path, known: Manifest, now: dt.datetime) -> Manifest:
    """Add to the manifest what killed runs had written. Raises FaultsFoundError where it cannot be written."""
    with suppress(OSError):  # a folder that cannot be read: writing will say so
        for note in _notes(folder):
            with suppress(OSError):  # it, or a document that it names, cannot be read now: it waits
                if is_left(note):
                    known = _recovered(folder, note, known, now)
                    note.unlink()
    return known


def brief_noted(folder: Path) -> str:
    """The brief of a run that is at work in a folder, or was killed there; empty where no note tells."""
    with suppress(OSError):
        for note in _notes(folder):
            if found := _read(note):
                return found.brief
    return ""


def _notes(folder: Path) -> list[Path]:
    return sorted(folder.glob(f"{PREFIX}*{NOTE}*{SUFFIX}"))


def _read(note: Path) -> Manifest | None:
    """What a note says; None for one that was cut short."""
    found = parsed(note.read_bytes()) if note.stat().st_size < LARGEST else None
    return found if isinstance(found, Manifest) else None


def _recovered(folder: Path, note: Path, known: Manifest, now: dt.datetime) -> Manifest:
    found = _read(note)
    if found is None or not (made := _made(folder, found, known)):
        return known
    remember(folder, found.brief, made, found.details, now)
    return known.after(found.brief, made, found.details)


def _made(folder: Path, noted: Manifest, known: Manifest) -> dict[str, Entry]:
    """What was written before the end: it is there as noted; or edited since, where nothing had been before."""
    return {
        chemin: _as_final_as(known.documents.get(chemin), entry)
        for chemin, entry in noted.documents.items()
        if (path := folder / chemin).is_file()
        if chemin not in known.documents or digest(path.read_bytes()) == entry.sortie
    }


def _as_final_as(before: Entry | None, entry: Entry) -> Entry:
    """A run may have made the same bytes final after the one that was killed, and before this note was read."""
    return replace(entry, final=True) if before and before.final and before.sortie == entry.sortie else entry
