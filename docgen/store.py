"""What can be made again is kept in the user's own cache folder, between runs.

Whatever is wrong with the folder or with what it holds, nothing is found and nothing is kept: no fault. `DOCGEN_CACHE`
names another folder; empty, it switches the cache off.
"""

from __future__ import annotations

import hashlib
import os
import stat
import sys
import time
from contextlib import suppress
from pathlib import Path

BEGUN = ".tmp"
STALE_SECONDS = 600  # what was begun so long ago was left by a run that was killed
KEPT = 200  # entries of a kind: one of a file that was edited since is never used again
DIGEST = hashlib.sha256().digest_size


def find(name: str) -> bytes | None:
    """What was kept under that name, « KEY.KIND », as it was kept; None when there is none that can be trusted."""
    folder = _folder()
    if folder is None:
        return None
    try:
        data = (folder / name).read_bytes()
    except OSError:
        return None
    digest, body = data[:DIGEST], data[DIGEST:]
    return body if hashlib.sha256(body).digest() == digest else None  # another one was cut short


def keep(name: str, body: bytes) -> None:
    """Keep it for later runs; what cannot be kept is made again next time."""
    folder = _folder()
    if folder is None:
        return
    import tempfile

    with suppress(OSError):
        handle, begun = tempfile.mkstemp(dir=folder, suffix=BEGUN)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(hashlib.sha256(body).digest() + body)
            Path(begun).replace(folder / name)
        except OSError:
            Path(begun).unlink()
            raise
        _prune(folder, Path(name).suffix)


def stamps(files: list[Path]) -> str:
    """What tells whether code has changed: the dates of its files, since reading them takes as long as it spares."""
    return " ".join(str(file.stat().st_mtime_ns) for file in files)


def _prune(folder: Path, kind: str) -> None:
    entries = sorted(folder.glob(f"*{kind}"), key=lambda entry: entry.stat().st_mtime)
    begun = [entry for entry in folder.glob(f"*{BEGUN}") if time.time() - entry.stat().st_mtime > STALE_SECONDS]
    for entry in [*entries[:-KEPT], *begun]:
        entry.unlink(missing_ok=True)


def _folder() -> Path | None:
    """The folder, made when it lacks; None where it is switched off, or where somebody else could write into it."""
    named = os.environ.get("DOCGEN_CACHE")
    folder = _usual() if named is None else Path(named) if named else None
    if folder is None:
        return None
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        found = folder.stat()
    except OSError:
        return None
    if hasattr(os, "getuid") and (found.st_uid != os.getuid() or found.st_mode & (stat.S_IWGRP | stat.S_IWOTH)):
        return None
    return folder


def _usual() -> Path | None:
    """Where programs of this system keep what they can make again."""
    try:
        home = Path.home()
    except RuntimeError:  # no home: a service account
        return None
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or home / "AppData" / "Local") / "docgen" / "cache"
    if sys.platform == "darwin":
        return home / "Library" / "Caches" / "docgen"
    return Path(os.environ.get("XDG_CACHE_HOME") or home / ".cache") / "docgen"
