"""Templates compiled once for all runs: what docxtpl and Jinja made of a part is kept between runs.

Importing docxtpl and compiling take longer than all the rest of a proposal. A part is found again by the SHA-256 of its
XML and of all that compiles it. Whatever is wrong with what was kept, the part is compiled anew.
"""

from __future__ import annotations

import hashlib
import importlib.util
import marshal
import sys
from functools import cache
from pathlib import Path
from types import CodeType
from typing import NamedTuple

from docgen import __version__, store
from docgen.word.shape import Needs

SUFFIX = ".modele"


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
    body = store.find(f"{key}{SUFFIX}")
    if body is None:
        return None
    try:
        found = Compiled(*marshal.loads(body))  # noqa: S302 - the user's own folder, which nobody else may write
    except (ValueError, EOFError, TypeError):
        return None
    kinds = (isinstance(found.source, str), isinstance(found.code, CodeType), isinstance(found.needs, int))
    return found if all(kinds) else None


def keep(key: str, compiled: Compiled) -> None:
    """Keep a part for later runs; what cannot be kept is compiled again next time."""
    store.keep(f"{key}{SUFFIX}", marshal.dumps((compiled.source, compiled.code, int(compiled.needs))))


@cache
def _makers() -> str:
    """What turns a part into code, told by the dates of its files: importing it all is the cost to spare."""
    here = Path(__file__)
    makers = ("compiling", "filters", "numbering", "rendering", "sandbox", "shape", "values")
    files = [here.with_name(f"{name}.py") for name in makers]
    for package, module in (("docxtpl", "template.py"), ("jinja2", "compiler.py")):
        found = importlib.util.find_spec(package)
        files += [Path(found.origin).with_name(module)] if found and found.origin else []
    return f"{__version__} {sys.version} {store.stamps(files)}"
