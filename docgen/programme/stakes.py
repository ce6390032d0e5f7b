"""What an answer of the client would change in its programme: how many of the texts that it now gets.

An unknown fact takes the neutral texts. Each way in which it may turn out is tried, as far as the conditions of what
is taught tell ways apart; its weight is how many texts change in each, on average.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from docgen.catalogue.conditions import Mots
from docgen.catalogue.ecrit import Cas, Choosing, Juge
from docgen.catalogue.worlds import ways
from docgen.programme import facts
from docgen.programme.difference import texts_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from docgen.brief.model import Brief
    from docgen.catalogue.conditions import Condition, Test
    from docgen.catalogue.ecrit import ModuleEcrit, Point, SequenceEcrite
    from docgen.programme.facts import Known
    from docgen.programme.model import Deroulement, ModuleAdapte, Programme

PRINTED = ("contexte.documents",)  # keys of a brief whose value stands in sentences, between braces


class _Choice(NamedTuple):
    """Where one of some cases is taken, or none: how many texts hang on it."""

    cases: tuple[Condition, ...]
    texts: int = 1

    def taken(self, faits: Known) -> int | None:
        """The rank of the case that holds."""
        return next((rank for rank, case in enumerate(self.cases) if case.tient(faits)), None)


class Stakes:
    """The weight of each fact in one programme."""

    def __init__(self, brief: Brief, programme: Programme) -> None:
        first: dict[str, tuple[Deroulement, ModuleAdapte]] = {}
        for deroulement in programme.deroulements:
            for adapte in deroulement.modules:
                first.setdefault(adapte.module.code, (deroulement, adapte))
        self._modules = [_Module(brief, *found) for found in first.values() if found[1].module.ecrit]

    def weight(self, chemin: str) -> float:
        """How many texts the answer to a key of the brief (« contexte.services ») would change."""
        if chemin in PRINTED:
            return sum(module.naming(f"{{{chemin}}}") for module in self._modules)
        name = chemin.rpartition(".")[2]
        return sum(module.weight(name) for module in self._modules)


class _Module:
    """A module of the programme, with what is known of the session that first teaches it."""

    def __init__(self, brief: Brief, deroulement: Deroulement, adapte: ModuleAdapte) -> None:
        session = next((one for one in brief.sessions if one.rang == deroulement.session), None)
        codes = [one.module.code for one in deroulement.modules]
        taught = [choix.sequence.id for choix in adapte.choix]
        self._known: Known = {
            **facts.facts_of_brief(brief),
            **facts.facts_of_session(brief, session, codes, adapte.module),
            **facts.facts_of_schedule(adapte.module, taught),
        }
        written = adapte.module.ecrit
        self._choices = tuple(_choices(written, taught)) if written else ()
        self._sequences = [written.sequences[one] for one in taught if one in written.sequences] if written else []

    def weight(self, name: str) -> float:
        """How many texts change, on average of the answers; « avancement » asks about each of its subjects."""
        by_fact: dict[str, list[Test]] = {}
        for test in (test for choice in self._choices for test in _tests(choice.cases)):
            if test.fait.partition(".")[0] == name:
                by_fact.setdefault(test.fait, []).append(test)
        return sum(self._changed(fait, asked) for fait, asked in by_fact.items())

    def _changed(self, fait: str, tests: list[Test]) -> float:
        concerned = [choice for choice in self._choices if any(test.fait == fait for test in _tests(choice.cases))]
        now = [choice.taken(self._known) for choice in concerned]
        answers = [self._with(fait, way) for way in ways(fait, tests) if way is not None]
        changed = (
            sum(c.texts for c, before in zip(concerned, now, strict=True) if c.taken(known) != before)
            for known in answers
        )
        return sum(changed) / len(answers) if answers else 0.0

    def _with(self, fait: str, way: float | Mots) -> Known:
        """What is known once the client has answered; what data tell already stays."""
        known: Mapping[str, float | Mots] = self._known
        before = known.get(fait)
        if isinstance(before, Mots) and isinstance(way, Mots):
            way = Mots(before.tenus | (way.tenus & before.inconnus))
        return {**known, fait: way}

    def naming(self, braces: str) -> int:
        """How many points and texts of the sequences that are taught name a fact."""
        return sum(braces in text for sequence in self._sequences for text in _taken(sequence, self._known))


def _tests(conditions: Iterable[Condition]) -> Iterator[Test]:
    return (test for condition in conditions for groupe in condition.groupes for test in groupe)


def _choices(written: ModuleEcrit, taught: Iterable[str]) -> Iterator[_Choice]:
    """All that depends on facts: of the module's own texts, of the sequences taught, and whether each is."""
    own = [*written.textes.values(), *(text for o in written.objectifs for text in (o.texte, o.evaluation))]
    own += [text for q in written.quiz for text in (q.question, *q.choix, q.reponse)]
    yield from _of_texts(own)
    for sequence in written.sequences.values():
        if sequence.condition.groupes:
            yield _Choice((sequence.condition,), len(sequence.contenu))
    for ident in taught:
        if ident in written.sequences:
            yield from _of_sequence(written.sequences[ident])


def _of_sequence(sequence: SequenceEcrite) -> Iterator[_Choice]:
    yield from _of_texts((sequence.titre, sequence.but, sequence.evaluation, sequence.methodes))
    yield from _of_points((*sequence.contenu, *sequence.supports))
    for etape in sequence.etapes:
        yield from _of_texts((etape.but, etape.consigne))
        yield from _of_points(etape.points)
        if etape.condition.groupes:
            yield _Choice((etape.condition,))


def _of_texts(texts: Iterable[Any]) -> Iterator[_Choice]:
    for text in texts:
        if isinstance(text, tuple) and text and isinstance(text[0], Cas):
            yield _Choice(tuple(case.condition for case in text))


def _of_points(points: Iterable[Point]) -> Iterator[_Choice]:
    for point in points:
        yield from _of_texts((point.texte,))
        if point.condition.groupes:
            yield _Choice((point.condition,))


def _taken(sequence: SequenceEcrite, known: Known) -> tuple[str, ...]:
    return texts_of(Choosing(Juge(known)).sequence(sequence))
