"""A module in typical contexts, before any brief: which of its points hold where, and how much differs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from docgen.catalogue.conditions import Mots
from docgen.catalogue.ecrit import Choosing, Juge, Point
from docgen.programme.difference import difference

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from docgen.catalogue.conditions import Faits
    from docgen.catalogue.ecrit import SequenceEcrite
    from docgen.catalogue.model import Module, Sequence
    from docgen.catalogue.situations import Contextes


@dataclass(frozen=True, slots=True)
class Ligne:
    """A text that varies: its sequence, its name, and for each context the case that holds (« » for none)."""

    sequence: str
    nom: str
    cas: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Matrice:
    """What varies in a module, context by context; how much differs between opposite ones, the least first."""

    contextes: tuple[str, ...]
    lignes: tuple[Ligne, ...]
    parts: tuple[tuple[float, str, str], ...]


def matrix(module: Module, contextes: Contextes) -> Matrice:
    """The matrix of a module, at its target lengths."""
    taught = {name: sequences_for(module, faits) for name, faits in contextes.faits.items()}
    parts = sorted((difference(taught[one], taught[other]), one, other) for one, other in contextes.opposes)
    return Matrice(tuple(contextes.faits), tuple(_lines(module, contextes.faits)), tuple(parts))


def sequences_for(module: Module, faits: Faits) -> tuple[Sequence, ...]:
    """The core sequences of a module that suit these facts, plain."""
    written = module.ecrit.sequences if module.ecrit else {}
    phase = faits.get("phase")
    phases = phase.tenus if isinstance(phase, Mots) else frozenset()
    core = [s for s in module.sequences if not s.facultative and (not s.phases or phases & set(s.phases))]
    taught = [s for s in core if s.id not in written or written[s.id].condition.tient(faits)]
    known = {**faits, "avec": Mots.of(*(s.id for s in taught))}
    choosing = Choosing(Juge(known))
    return tuple(choosing.sequence(written[s.id]) if s.id in written else s for s in taught)


def _lines(module: Module, contextes: Mapping[str, Faits]) -> Iterator[Ligne]:
    for ident, written in (module.ecrit.sequences if module.ecrit else {}).items():
        for name, text in _varied(written):
            if set(cases := tuple(_case(text, faits) for faits in contextes.values())) != {"oui"}:
                yield Ligne(ident, name, cases)


def _varied(written: SequenceEcrite) -> Iterator[tuple[str, object]]:
    """The texts of a sequence that depend on facts, each with its name."""
    if not written.condition.toujours:
        yield "la séquence", Point("oui", condition=written.condition)
    for name, text in (("titre", written.titre), ("evaluation", written.evaluation), ("methodes", written.methodes)):
        yield name, text
    for name, points in (("contenu", written.contenu), ("supports", written.supports)):
        yield from ((f"{name} › {point.id or rank}", point) for rank, point in enumerate(points, start=1))
    for rank, step in enumerate(written.etapes, start=1):
        name = f"etapes › {step.id or rank}"
        yield name, Point("oui", condition=step.condition)
        yield f"{name} › consigne", step.consigne
        yield from ((f"{name} › {point.id or number}", point) for number, point in enumerate(step.points, start=1))


def _case(text: object, faits: Faits) -> str:
    """« 2 » for the second of its cases, « oui » for a point that has one text; « » where nothing holds."""
    if isinstance(text, Point):
        return _case(text.texte, faits) if text.condition.tient(faits) else ""
    if isinstance(text, tuple) and text and hasattr(text[0], "condition"):
        held = (str(rank) for rank, case in enumerate(text, start=1) if case.condition.tient(faits))
        return next(held, "")
    return "oui"
