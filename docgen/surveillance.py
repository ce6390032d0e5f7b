"""What was saved in a workspace: briefs, lists, templates, catalogue, organisme.yaml; editors' own files left out."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from docgen.workspace import BRIEFS, CATALOGUE, ORGANISME, TEMPLATES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from threading import Event

    from docgen.workspace import Workspace

WATCHED = {".yaml", ".yml", ".docx", ".csv", ".tsv", ".txt", ".xlsx"}
# Word's lock (~$x.docx), LibreOffice's (.~lock.x.docx#), editors' and docgen's temporary files.
IGNORED = ("~", ".")
SETTLE = 400  # milliseconds: Word saves in several steps


def changes(workspace: Workspace, briefs: Iterable[Path], stop: Event | None = None) -> Iterator[set[Path]]:
    """Yield the files that were saved, a set at a time, until interrupted or `stop` is set."""
    from watchfiles import watch

    for found in watch(
        *_folders(workspace, briefs),
        watch_filter=lambda _change, path: matters(Path(path)),
        debounce=4 * SETTLE,
        step=SETTLE,
        stop_event=stop,
    ):
        # Word and LibreOffice save under another name, then rename: what is gone has been replaced.
        saved = {Path(path) for _change, path in found if Path(path).is_file()}
        if saved:
            yield saved


def matters(path: Path) -> bool:
    """Whether a file of that name is one that a person saves."""
    return path.suffix.lower() in WATCHED and not path.name.startswith(IGNORED)


def is_template(workspace: Workspace, path: Path) -> bool:
    """Whether it is a template of the workspace."""
    return path.suffix.lower() == ".docx" and path.resolve().parent == (workspace.dossier / TEMPLATES).resolve()


def _folders(workspace: Workspace, briefs: Iterable[Path]) -> list[Path]:
    """The folders to watch: never `out/`, where docgen itself writes."""
    root = workspace.dossier
    wanted = [root / BRIEFS, root / TEMPLATES, root / CATALOGUE, root / ORGANISME, *(brief.parent for brief in briefs)]
    kept: dict[Path, None] = {}
    for path in wanted:
        if path.exists() and path.resolve() != root.resolve():
            kept.setdefault(path.resolve())
    # A brief that stands beside organisme.yaml is watched by itself.
    kept.update(dict.fromkeys(b.resolve() for b in briefs if b.parent.resolve() == root.resolve()))
    return list(kept)
