"""A workspace with one brief, to spoil: what the tests of the output folder's promises share."""

from __future__ import annotations

import datetime as dt
import shutil
import tempfile
from functools import cache
from pathlib import Path

from docgen.production import Atelier, Commande, open_atelier, produce
from docgen.workspace import Workspace

ROOT = Path(__file__).parents[2]
NOW = dt.datetime(2026, 10, 20, 9, 0, tzinfo=dt.UTC)
REF, SESSION = "MTJ-2026-01", "session-1-2026-12-05"
PROPOSAL, AGENDA, SHEET = f"programme-{REF}.docx", f"{SESSION}/agenda.docx", f"{SESSION}/emargement.docx"
PRICE = ('frais: "120.00"', 'frais: "130.00"')  # which the proposal alone prints
VERSION = ("version: 1\n", "version: 2\n")  # which all documents bear


def a_copy(folder: Path) -> Path:
    """A workspace with the example brief and organisme, and all their documents."""
    for name, content in _files().items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    return folder


@cache
def _files() -> dict[str, bytes]:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "briefs").mkdir()
        shutil.copy(ROOT / "briefs" / "exemple.yaml", folder / "briefs")
        shutil.copy(ROOT / "organisme.yaml", folder)
        assert make(folder) == ["écrit"] * 7
        return {name: content for name, (content, _) in everything(folder).items()}


def atelier_of(folder: Path) -> Atelier:
    """What the brief needs; of the catalogue, two modules."""
    return open_atelier(Workspace(folder), {"16", "17"})


def make(folder: Path, *commands: str, final: bool = False, force: bool = False) -> list[str]:
    """Make the documents of the brief of a workspace; what became of each."""
    commande = Commande(commands or ("programme", "kit"), final=final, force=force)
    atelier = atelier_of(folder)
    production = produce(atelier, folder / "briefs" / "exemple.yaml", commande=commande, now=NOW)
    return [document.statut for document in production.documents]


def change(folder: Path, old: str, new: str, name: str = "briefs/exemple.yaml") -> None:
    """Change a text of a workspace, once."""
    text = (folder / name).read_text(encoding="utf-8")
    assert old in text
    (folder / name).write_text(text.replace(old, new, 1), encoding="utf-8")


def everything(folder: Path) -> dict[str, tuple[bytes, int]]:
    """All files under a folder, with the time at which each was written."""
    return {
        file.relative_to(folder).as_posix(): (file.read_bytes(), file.stat().st_mtime_ns)
        for file in folder.rglob("*")
        if file.is_file()
    }
