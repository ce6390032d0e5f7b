"""A module as one client gets it, in lines: each text that depends on the client carries its reason."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from docgen.francais import duree

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from docgen.catalogue.ecrit import Variante
    from docgen.programme.model import Choix, ModuleAdapte

    Fill: TypeAlias = Callable[[str], str]
    Reasons: TypeAlias = dict[tuple[str, ...], list[Variante]]

_WORDS = 6  # of a point that has no id, to know it by
HEADINGS = {
    "intention": "Intention",
    "pourquoi": "Pourquoi ?",
    "parce_que": "Parce que !",
    "modalites": "Modalités",
    "public": "Public",
    "prerequis": "Prérequis",
}


def lines_of(adapte: ModuleAdapte, fill: Fill) -> Iterator[str]:
    """The module, its sequences in order, and under each text that varies why it is this one."""
    module = adapte.module
    reasons = _by_place(adapte.variantes)
    yield f"{module.code} - {fill(module.titre)}"
    for name, heading in HEADINGS.items():
        if texte := getattr(module, name):
            yield from ("", f"{heading} {fill(texte)}", *_why(reasons, "  ", (name,)))
    yield from ("", "Objectifs")
    for objectif in module.objectifs:
        yield f"  {objectif.id}  {fill(objectif.texte)}"
        yield f"      Évaluation : {fill(objectif.evaluation)}"
        yield from _why(reasons, "      ", (objectif.id,))
    for choix in adapte.choix:
        yield from ("", *_sequence(choix, fill))
    if module.quiz:
        yield from ("", "Quiz")
        for question in module.quiz:
            yield f"  {question.id}  {fill(question.question)} → {fill(question.reponse)}"
            yield from _why(reasons, "      ", ("quiz", question.id))


def _sequence(choix: Choix, fill: Fill) -> Iterator[str]:
    sequence, reasons = choix.sequence, _by_place(choix.variantes)
    yield f"{fill(sequence.titre)} [{sequence.id}], {duree(choix.minutes)}"
    if sequence.but:
        yield f"  But : {fill(sequence.but)}"
    yield f"  Méthodes : {', '.join(sequence.methodes)}"
    yield from (f"  - {fill(point)}" for point in sequence.contenu)
    for etape in sequence.etapes:
        yield f"  {duree(etape.minutes):>7}  {fill(etape.consigne)}"
        yield from (f"           · {fill(point)}" for point in etape.points)
    yield from (f"  Support : {fill(support)}" for support in sequence.supports)
    yield f"  Évaluation : {fill(sequence.evaluation)}"
    yield from _why(reasons, "  ", (sequence.id,))


def _by_place(variantes: Iterable[Variante]) -> Reasons:
    found: Reasons = {}
    for variante in variantes:
        found.setdefault(variante.lieu[:2] if variante.lieu[0] == "quiz" else variante.lieu[:1], []).append(variante)
    return found


def _why(reasons: Reasons, indent: str, place: tuple[str, ...]) -> Iterator[str]:
    for variante in reasons.get(place, ()):
        yield f"{indent}~ {reason(variante)}"


def reason(variante: Variante) -> str:
    """« contenu › cas : le formateur lit le compte d’un village (village ; habitants : 412) »."""
    where = " › ".join(variante.lieu[1:]) or ("ce texte" if variante.texte else "cette séquence")
    decided = " ; ".join((*variante.condition.noms, *variante.faits))
    return f"{where} : {variante.pourquoi or 'sans raison écrite'} ({decided})"


def lines_to_copy(adapte: ModuleAdapte, fill: Fill) -> Iterator[str]:
    """Lines to paste under the module in a brief: each point by its id, else by its first words."""
    yield "    remplacer:"
    for choix in adapte.choix:
        sequence = choix.sequence
        names = sequence.reperes or (None,) * len(sequence.contenu)
        yield f"      # {fill(sequence.titre)}"
        for ident, point in zip(names, sequence.contenu, strict=True):
            said = fill(point)
            yield f"      # {said}"
            yield f'      - {{sequence: {sequence.id}, point: {ident or quoted(_first_words(said))}, par: "…"}}'


def _first_words(text: str) -> str:
    return " ".join(text.split()[:_WORDS])


def quoted(text: str) -> str:
    """In YAML's straight quotes."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
