"""Templates compiled once for all runs: what docxtpl and Jinja made of a part is kept in the user's own cache folder.

Importing docxtpl and compiling take longer than all the rest of a proposal. A part is found again by the SHA-256 of its
XML and of all that compiles it. Whatever is wrong with the folder or with what it holds, the part is compiled anew.
`DOCGEN_CACHE` names another folder; empty, it switches the cache off.
"""

from __future__ import annotations

import hashlib
import importlib.util
import marshal
import os
import stat
import sys
import tempfile
import time
from contextlib import suppress
from functools import cache
from pathlib import Path
from types import CodeType
from typing import NamedTuple

from docgen import __version__
from docgen.word.shape import Needs

SUFFIX = ".modele"
BEGUN = ".tmp"
STALE_SECONDS = 600  # what was begun so long ago was left by a run that was killed
KEPT = 200  # entries: an entry of a template that was edited since is never used again


class Compiled(NamedTuple):
    """A part's source, one line per paragraph, the code that Jinja made of it, and what a render needs after."""

    source: str
    code: CodeType
    needs: int = Needs.ALL


def key_of(xml: str) -> str:
    """The name under which a part is kept: another text, or another version of what compiles it, is another key."""
    return hashlib.sha256(f"{_makers()}\0{xml}".encode("utf-8", "surrogatepass")).hexdigest()


def find(key: str) -> Compiled | None:
    """What was kept under that key; None when there is none that can be trusted."""
    folder = _folder()
    if folder is None:
        return None
    try:
        data = (folder / f"{key}{SUFFIX}").read_bytes()
        digest, body = data[:32], data[32:]
        if hashlib.sha256(body).digest() != digest:  # cut short: marshal reads no such thing safely
            return None
        found = Compiled(*marshal.loads(body))  # noqa: S302 - the user's own folder, which nobody else may write
        kinds = (isinstance(found.source, str), isinstance(found.code, CodeType), isinstance(found.needs, int))
        return found if all(kinds) else None
    except (OSError, ValueError, EOFError, TypeError):
        return None


def keep(key: str, compiled: Compiled) -> None:
    """Keep a part for later runs; what cannot be kept is compiled again next time."""
    folder = _folder()
    if folder is None:
        return
    body = marshal.dumps((compiled.source, compiled.code, int(compiled.needs)))
    with suppress(OSError):
        handle, name = tempfile.mkstemp(dir=folder, suffix=BEGUN)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(hashlib.sha256(body).digest() + body)
            Path(name).replace(folder / f"{key}{SUFFIX}")
        except OSError:
            Path(name).unlink()
            raise
        _prune(folder)


def is_vouched(key: str) -> bool:
    """Whether a run has found nothing wrong with what the key stands for."""
    folder = _folder()
    return folder is not None and (folder / f"{key}{SUFFIX}").exists()


def vouch(key: str) -> None:
    """Note that nothing is wrong with what the key stands for."""
    folder = _folder()
    if folder is not None:
        with suppress(OSError):
            (folder / f"{key}{SUFFIX}").touch()
            _prune(folder)


def _prune(folder: Path) -> None:
    entries = sorted(folder.glob(f"*{SUFFIX}"), key=lambda entry: entry.stat().st_mtime)
    begun = [entry for entry in folder.glob(f"*{BEGUN}") if time.time() - entry.stat().st_mtime > STALE_SECONDS]
    for entry in [*entries[:-KEPT], *begun]:
        entry.unlink(missing_ok=True)


@cache
def _makers() -> str:
    """What turns a part into code, told by the dates of its files: importing it all is the cost to spare."""
    here = Path(__file__)
    makers = ("compiling", "filters", "numbering", "rendering", "sandbox", "shape", "values")
    files = [here.with_name(f"{name}.py") for name in makers]
    for package, module in (("docxtpl", "template.py"), ("jinja2", "compiler.py")):
        found = importlib.util.find_spec(package)
        files += [Path(found.origin).with_name(module)] if found and found.origin else []
    stamps = " ".join(str(file.stat().st_mtime_ns) for file in files)
    return f"{__version__} {sys.version} {stamps}"


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
