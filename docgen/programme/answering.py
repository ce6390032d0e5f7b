"""Which sequences answer which attendus: those that an attendu names, and those that share a theme with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docgen.brief.model import Priorite

if TYPE_CHECKING:
    from collections.abc import Iterable

    from docgen.brief.model import Attendu
    from docgen.catalogue.model import Sequence

GRAVITY = {Priorite.HAUTE: 0, Priorite.NORMALE: 1, Priorite.BASSE: 2}
_NAMED = 100  # outweighs any number of themes


def forms(code: str, ident: str) -> tuple[str, str]:
    """The two ways to name a sequence or an objective of a module: « O1 » and « 12-O1 »."""
    return ident, f"{code}-{ident}"


def strength(attendu: Attendu, code: str, sequence: Sequence) -> int:
    """How well a sequence of a module answers an attendu: 0 where it does not; a name outweighs any themes."""
    named = _named(code, (sequence.id,), attendu.sequences) or _named(code, sequence.objectifs, attendu.objectifs)
    return _NAMED * named + len(set(attendu.themes) & set(sequence.themes))


def chain_strength(attendu: Attendu, code: str, objectif: str, sequence: Sequence) -> int:
    """The same for a sequence as the way to one of its objectives."""
    if objectif not in sequence.objectifs:
        return 0
    named = _named(code, (sequence.id,), attendu.sequences) or _named(code, (objectif,), attendu.objectifs)
    return _NAMED * named + len(set(attendu.themes) & set(sequence.themes))


def _named(code: str, idents: Iterable[str], said: tuple[str, ...]) -> bool:
    return any(form in said for ident in idents for form in forms(code, ident))


def is_named(strength_of: int) -> bool:
    """Whether an answer of that strength is one by name."""
    return strength_of >= _NAMED


def served_by(code: str, sequence: Sequence, attendus: Iterable[Attendu]) -> tuple[Attendu, ...]:
    """The attendus that a sequence of a module answers, gravest first, in the brief's order."""
    served = [attendu for attendu in attendus if strength(attendu, code, sequence)]
    return tuple(sorted(served, key=lambda attendu: GRAVITY[attendu.priorite]))
