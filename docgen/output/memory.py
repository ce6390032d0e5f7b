"""The manifest after a run: added to, never written over by what one run alone knows."""

from __future__ import annotations

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


def _set_aside(path: Path, now: dt.datetime) -> None:
    """Give a file that is not ours a dated name: moved, since it may be too large to be copied."""
    try:
        path.rename(dated(path, now))
    except OSError as error:
        raise FaultsFoundError([fault_of(error, path)]) from error
