"""The situations that ship with docgen: conditions with a name, for every module."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from docgen.catalogue.conditions import read_groups
from docgen.source import load_source

if TYPE_CHECKING:
    from docgen.catalogue.conditions import Situations


@cache
def shipped_situations() -> Situations:
    """Them, by name."""
    written = load_source(Path(__file__).with_name("situations.yaml"), "C").donnees
    return {name: read_groups(facts, {}) for name, facts in written.items()}
