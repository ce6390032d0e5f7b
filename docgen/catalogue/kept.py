"""What a sound module's file says, kept between runs: reading YAML and checking take longer than all the tailoring.

Found again by the SHA-256 of the file's bytes and of all that reads and judges them: what was kept had no fault, and
nothing is left to say of it. It is plain data, read as JSON, whoever wrote it.
"""

from __future__ import annotations

import hashlib
import json
import sys
from functools import cache
from pathlib import Path
from typing import Any

from docgen import __version__, store, workspace

SUFFIX = ".module"

Data = dict[str, Any]


def find(content: bytes) -> Data | None:
    """What a file with these bytes says; None for one that must be read."""
    body = store.find(_name(content))
    try:
        found = json.loads(body) if body else None
    except ValueError:
        return None
    return found if isinstance(found, dict) else None


def keep(content: bytes, data: Data) -> None:
    """Keep what a sound file says."""
    store.keep(_name(content), json.dumps(data, ensure_ascii=False).encode())


def _name(content: bytes) -> str:
    return f"{hashlib.sha256(_judges().encode() + content).hexdigest()}{SUFFIX}"


@cache
def _judges() -> str:
    """Whatever reads a module or says that it is sound, told by the dates of its files."""
    here = Path(__file__).parent
    rooms = (here, here.with_name("source"), here.with_name("validation"))
    files = [path for room in rooms for path in sorted(room.glob("*.*"))]
    return f"{__version__} {sys.version} {store.stamps([*files, workspace.schema('catalogue')])}\0"
