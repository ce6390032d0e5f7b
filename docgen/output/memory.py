"""The manifest after a run: added to, never written over by what one run alone knows."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from docgen.errors import FaultsFoundError
from docgen.output.atomic import alone, dated, fault_of
from docgen.output.manifest import NAME, Defaut, Manifest, examine, write_manifest

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping
    from pathlib import Path

    from docgen.output.manifest import Details, Entry


def remember(  # noqa: PLR0913, PLR0917 - what a run knows
    folder: Path,
    brief: str,
    made: Mapping[str, Entry],
    details: Details,
    now: dt.datetime,
    dits: tuple[str, ...] | None = None,
) -> None:
    """Add what was made, and what was told; nothing is written when nothing is new. Raises FaultsFoundError.

    Read again before writing: another run (« kit » beside « programme ») may have added its own meanwhile.
    """
    before = examine(folder)
    if isinstance(before, Manifest) and before == before.after(brief, made, details, dits):
        return
    with alone(folder):
        old = examine(folder)
        if old is Defaut.ILLISIBLE:
            return  # it may be sound: it is neither written over nor moved, and the run has said so
        if isinstance(old, Defaut):
            _set_aside(folder / NAME, now)
        known = old if isinstance(old, Manifest) else Manifest()
        write_manifest(folder, known.after(brief, made, details, dits))


def move_folders(folder: Path, moves: Mapping[str, str]) -> Manifest | None:
    """Give sub-folders of a dossier another name, their entries with them; the manifest after it, None without one.

    A run may die at any moment: both places are known before a folder moves, and the old one is forgotten last. A name
    that is taken moves nothing: the old folder stays, as one that nothing asks for. Raises FaultsFoundError.
    """
    known = examine(folder)
    if not isinstance(known, Manifest):
        return None
    for old, new in moves.items():
        if any(chemin.startswith(f"{old}/") for chemin in known.documents):
            with alone(folder):
                known = _moved(folder, old, new)
    return known


def _moved(folder: Path, old: str, new: str) -> Manifest:
    known = examine(folder)
    if not isinstance(known, Manifest):
        return Manifest()
    before, after = folder / old, folder / new
    theirs = {chemin: entry for chemin, entry in known.documents.items() if chemin.startswith(f"{old}/")}
    if before.is_dir() and not after.exists():
        there = {f"{new}{chemin.removeprefix(old)}": entry for chemin, entry in theirs.items()}
        both = {chemin: replace(entry, chemin=chemin) for chemin, entry in there.items()}
        known = replace(known, documents={**known.documents, **both})
        write_manifest(folder, known)
        try:
            before.rename(after)
        except OSError as error:
            raise FaultsFoundError([fault_of(error, before)]) from error
    if not before.exists() and after.is_dir():
        known = replace(known, documents={c: entry for c, entry in known.documents.items() if c not in theirs})
        write_manifest(folder, known)
    return known


def _set_aside(path: Path, now: dt.datetime) -> None:
    """Give a file that is not ours a dated name: moved, since it may be too large to be copied."""
    try:
        path.rename(dated(path, now))
    except OSError as error:
        raise FaultsFoundError([fault_of(error, path)]) from error
