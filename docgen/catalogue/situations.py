"""What ships with docgen for every module: situations (conditions with a name) and typical contexts."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from docgen.catalogue.conditions import Mots, read_groups
from docgen.source import load_source

if TYPE_CHECKING:
    from docgen.catalogue.conditions import Faits, Situations


@cache
def shipped_situations() -> Situations:
    """The situations, by name."""
    written = _shipped("situations.yaml")
    return {name: read_groups(facts, {}) for name, facts in written.items()}


@dataclass(frozen=True, slots=True)
class Contextes:
    """Facts of clients that are unlike each other, by the client's name; the pairs that share nearly nothing."""

    faits: dict[str, Faits]
    opposes: tuple[tuple[str, str], ...]


def typical_contexts() -> Contextes:
    """The contexts that authors see their module in."""
    written = _shipped("contextes.yaml")
    facts: dict[str, Faits] = {
        name: {fait: _known(value) for fait, value in typed.items()} for name, typed in written["contextes"].items()
    }
    return Contextes(facts, tuple((one, other) for one, other in written["opposes"]))


def _known(value: Any) -> float | Mots:
    return value if isinstance(value, int) else Mots.of(*([value] if isinstance(value, str) else value))


def _shipped(name: str) -> dict[str, Any]:
    return load_source(Path(__file__).with_name(name), "C").donnees
