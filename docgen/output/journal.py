"""What a run is about to write, noted beside it, so that one killed before its manifest is known to have made it.

The note is a manifest of its own, with a leftover's name. It is not waited for on the disk: after a power cut it may
lack, and a document that the manifest does not know is then left alone, as any that docgen did not write.
"""

from __future__ import annotations

import os
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from docgen.output.atomic import PREFIX, SUFFIX, is_left
from docgen.output.manifest import LARGEST, Manifest, digest, manifest_text, parsed
from docgen.output.memory import remember

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator
    from pathlib import Path

    from docgen.output.manifest import Entry

_NAME = f"{PREFIX}{{}}-journal{SUFFIX}"


@contextmanager
def announced(folder: Path, about_to: Manifest) -> Iterator[None]:
    """Note the documents about to be written, for as long as the manifest does not say so; nothing for none."""
    note = folder / _NAME.format(os.getpid())
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
        for note in sorted(folder.glob(_NAME.format("*"))):
            found = parsed(note.read_bytes()) if is_left(note) and note.stat().st_size < LARGEST else None
            if isinstance(found, Manifest) and (made := _made(folder, found, known)):
                remember(folder, found.brief, made, found.details, now)
                known = known.after(found.brief, made, found.details)
    return known


def _made(folder: Path, noted: Manifest, known: Manifest) -> dict[str, Entry]:
    """What was written before the end: it is there as noted; or edited since, where nothing had been before."""
    return {
        chemin: entry
        for chemin, entry in noted.documents.items()
        if (path := folder / chemin).is_file()
        if chemin not in known.documents or digest(path.read_bytes()) == entry.sortie
    }
