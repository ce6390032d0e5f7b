"""YAML as a person typed it: data, and the line and column of every key and value.

Written on libyaml's events rather than its loader: no alias, no tag, no octal, no sexagesimal, no « yes »
read as a truth value, so that `code_insee: 01001`, `9:00-12:30` and `oui` stay what they look like; and
nothing in a hostile file can make it recurse, grow or run.

    bytes --decoding--> text --building--> Source        explaining: what a syntax error means, in French

Codes 001 to 009, and 018, of the letter that `famille` gives: B brief, C catalogue, O organisme.

    001 cannot be read    004 empty, or no mapping    007 tag
    002 too large         005 YAML syntax             008 duplicate key
    003 encoding          006 anchor or alias         009 too deep, too many nodes
    018 (warning) text cut off by a `#`
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from docgen.source.building import build
from docgen.source.decoding import check_size, decode, read_bytes
from docgen.source.model import Marks, Path, Source
from docgen.source.notes import Notes

if TYPE_CHECKING:
    import pathlib

__all__ = ["Marks", "Path", "Source", "load_source", "parse_source", "read_file"]


def load_source(path: pathlib.Path, famille: str, nom: str | None = None) -> Source:
    """Read a YAML file; `nom` is how findings name it, else the path as given. Raises FaultsFoundError."""
    notes = Notes(famille, nom or str(path))
    return build(decode(read_bytes(path, notes), notes), notes)


def read_file(path: pathlib.Path, famille: str) -> bytes:
    """The bytes of such a file, for `parse_source`. Raises FaultsFoundError for one that cannot be read."""
    return read_bytes(path, Notes(famille, str(path)))


def parse_source(content: bytes, famille: str, nom: str) -> Source:
    """The same from bytes already read."""
    notes = Notes(famille, nom)
    check_size(content, notes)
    return build(decode(content, notes), notes)
