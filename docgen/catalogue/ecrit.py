"""A module as it is written: texts that have variants by facts, points that come and go, steps that scale.

    written (ModuleEcrit) --facts, minutes--> plain (Module, Sequence), with the variants chosen

A text takes the first of its cases that holds. What has no variants at all is kept as a plain text.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, TypeAlias, TypeVar, dataclass_transform

from docgen.catalogue.conditions import TOUJOURS, decisive
from docgen.catalogue.model import Etape, Module, Objectif, Question, Sequence

if TYPE_CHECKING:
    from collections.abc import Iterable

    from docgen.catalogue.conditions import Condition, Faits

T = TypeVar("T")

STEP = 5  # minutes
FIELDS = ("titre", "intention", "pourquoi", "parce_que", "modalites", "public", "prerequis")  # a module's texts


@dataclass_transform(frozen_default=True)
def _as_written(cls: type[T]) -> type[T]:
    """Make a dataclass that is read, never compared, never shown; frozen for type checkers alone.

    What Python does for a frozen one would take longer than all else that an import of this file does.
    """
    return dataclass(slots=True, eq=False, repr=False)(cls)


@_as_written
class Cas:
    """One case of a text (or of a list of methods), and what the trainer does otherwise."""

    condition: Condition
    valeur: Any
    pourquoi: str = ""


Cases: TypeAlias = "tuple[Cas, ...]"
Texte: TypeAlias = "str | Cases"


@dataclass(frozen=True, slots=True)
class Variante:
    """A case that was chosen: where it stands in the module, what it says, why, and the facts that decided."""

    lieu: tuple[str, ...]  # « croiser », « contenu », « cas »
    texte: str
    pourquoi: str
    condition: Condition
    faits: tuple[str, ...] = ()  # « habitants : 412 », of those that the condition asks about


@_as_written
class Point:
    """An item of a list. Essential unless `facultatif` (goes below the target) or `en_plus` (comes above it)."""

    texte: Texte
    id: str | None = None
    condition: Condition = TOUJOURS
    pourquoi: str = ""
    facultatif: bool = False
    en_plus: bool = False

    @property
    def simple(self) -> bool:
        """Whether it is a plain text, for every client."""
        return isinstance(self.texte, str) and self.condition.toujours and not (self.facultatif or self.en_plus)


@_as_written
class EtapeEcrite:
    """A step as written."""

    minutes: int
    but: Texte
    consigne: Texte
    points: tuple[Point, ...] = ()
    id: str | None = None
    condition: Condition = TOUJOURS
    pourquoi: str = ""


@_as_written
class SequenceEcrite:
    """A sequence as written; `neutre` is what it is for a client of whom nothing is known."""

    neutre: Sequence
    titre: Texte
    contenu: tuple[Point, ...]
    supports: tuple[Point, ...]
    evaluation: Texte
    methodes: Any  # methods, or cases of them
    but: Texte = ""
    etapes: tuple[EtapeEcrite, ...] = ()
    condition: Condition = TOUJOURS
    pourquoi: str = ""

    @property
    def simple(self) -> bool:
        """Whether it is the same for every client and every length."""
        texts = all(isinstance(one, str) for one in (self.titre, self.evaluation, self.but))
        points = all(point.simple for point in (*self.contenu, *self.supports))
        plain = not (self.methodes and isinstance(self.methodes[0], Cas))
        return texts and points and plain and not self.etapes and self.condition.toujours


@_as_written
class QuestionEcrite:
    """A question as written."""

    neutre: Question
    question: Texte
    choix: tuple[Texte, ...]
    reponse: Texte


@_as_written
class ObjectifEcrit:
    """An objective as written."""

    id: str
    texte: Texte
    evaluation: Texte


@_as_written
class Indifference:
    """A fact (some of its words, or all of it) that the module says it need not heed, and why."""

    fait: str
    valeurs: tuple[str, ...]
    raison: str


@_as_written
class ModuleEcrit:
    """A module as written: its own texts, its objectives, its sequences by id, its quiz."""

    textes: dict[str, Texte]
    objectifs: tuple[ObjectifEcrit, ...]
    sequences: dict[str, SequenceEcrite]
    quiz: tuple[QuestionEcrite, ...] = ()
    indifferent: tuple[Indifference, ...] = ()

    @property
    def simple(self) -> bool:
        """Whether it is the same for every client."""
        texts = (*self.textes.values(), *(text for o in self.objectifs for text in (o.texte, o.evaluation)))
        plain = all(isinstance(text, str) for text in texts) and not self.quiz
        return plain and all(sequence.simple for sequence in self.sequences.values())


class Choosing:
    """Makes plain texts of written ones for some facts, and remembers which cases were chosen, and why."""

    def __init__(self, faits: Faits) -> None:
        self.faits = faits
        self.variantes: list[Variante] = []

    def text(self, texte: Any, *lieu: str) -> Any:
        """The plain text; « » when no case holds."""
        if not (texte and isinstance(texte, tuple) and isinstance(texte[0], Cas)):
            return texte
        for cas in texte:
            if cas.condition.tient(self.faits):
                self._note(lieu, cas.valeur, cas.pourquoi, cas.condition)
                return cas.valeur
        return ""

    def _note(self, lieu: tuple[str, ...], texte: Any, pourquoi: str, condition: Condition) -> None:
        if not condition.toujours:
            said = texte if isinstance(texte, str) else ""
            self.variantes.append(Variante(lieu, said, pourquoi, condition, decisive(condition, self.faits)))

    def points(self, points: Iterable[Point], kept: Kept, *lieu: str) -> list[tuple[str | None, str]]:
        """The points that hold and have their time, in order, each with its id."""
        found = [point for point in points if point.condition.tient(self.faits)]
        dropped = kept.dropped(found)
        said = []
        for rank, point in enumerate(found):
            if rank in dropped:
                continue
            name = point.id or str(rank + 1)
            texte = self.text(point.texte, *lieu, name)
            if texte:
                self._note((*lieu, name), texte, point.pourquoi, point.condition)
                said.append((point.id, texte))
        return said

    def module(self, module: Module, written: ModuleEcrit) -> Module:
        """The module's own texts, objectives and quiz; its sequences are left as they are."""
        textes = {name: self.text(texte, name) for name, texte in written.textes.items()}
        objectifs = tuple(
            Objectif(o.id, self.text(o.texte, o.id, "texte"), self.text(o.evaluation, o.id, "evaluation"))
            for o in written.objectifs
        )
        return replace(module, **textes, objectifs=objectifs, quiz=tuple(self._question(q) for q in written.quiz))

    def _question(self, question: QuestionEcrite) -> Question:
        ident = question.neutre.id
        choix = (self.text(one, "quiz", ident, "choix") for one in question.choix)
        return replace(
            question.neutre,
            question=self.text(question.question, "quiz", ident, "question"),
            choix=tuple(one for one in choix if one),
            reponse=self.text(question.reponse, "quiz", ident, "reponse"),
        )

    def sequence(self, written: SequenceEcrite, minutes: int | None = None) -> Sequence:
        """The sequence at that length; without one, at its target."""
        neutre = written.neutre
        ident, duree = neutre.id, neutre.duree
        minutes = duree.cible if minutes is None else minutes
        kept = Kept(minutes, duree.min, duree.cible, duree.max)
        self._note((ident,), "", written.pourquoi, written.condition)
        contenu = self.points(written.contenu, kept, ident, "contenu")
        return replace(
            neutre,
            titre=self.text(written.titre, ident, "titre"),
            but=self.text(written.but, ident, "but"),
            methodes=self.text(written.methodes, ident, "methodes") or neutre.methodes,
            contenu=_texts(contenu),
            reperes=tuple(name for name, _ in contenu) if any(name for name, _ in contenu) else (),
            supports=_texts(self.points(written.supports, kept, ident, "supports")),
            evaluation=self.text(written.evaluation, ident, "evaluation"),
            etapes=self._etapes(written, kept),
        )

    def _etapes(self, written: SequenceEcrite, kept: Kept) -> tuple[Etape, ...]:
        ident = written.neutre.id
        found = [etape for etape in written.etapes if etape.condition.tient(self.faits)]
        made = []
        minutes = shared([etape.minutes for etape in found], kept.minutes)
        for rank, (etape, length) in enumerate(zip(found, minutes, strict=True), start=1):
            lieu = (ident, "etapes", etape.id or str(rank))
            self._note(lieu, "", etape.pourquoi, etape.condition)
            but, consigne = self.text(etape.but, *lieu, "but"), self.text(etape.consigne, *lieu, "consigne")
            made.append(Etape(length, but, consigne, _texts(self.points(etape.points, kept, *lieu))))
        return tuple(made)


def _texts(points: Iterable[tuple[str | None, str]]) -> tuple[str, ...]:
    return tuple(texte for _, texte in points)


@_as_written
class Kept:
    """Which points have their time, at `minutes` between a sequence's bounds and target."""

    minutes: int
    min: int
    cible: int
    max: int

    def dropped(self, points: list[Point]) -> set[int]:
        """The ranks of the points that have not: `facultatif` ones, the last first; `en_plus` ones, all or none."""
        optional = [rank for rank, point in enumerate(points) if point.facultatif and not point.en_plus]
        more = [rank for rank, point in enumerate(points) if point.en_plus]
        above = self.minutes > self.cible and 2 * self.minutes >= self.cible + self.max
        return {*optional[self._optional(len(optional)) :], *(() if above else more)}

    def _optional(self, count: int) -> int:
        if self.minutes >= self.cible:
            return count
        return count * max(0, self.minutes - self.min) // (self.cible - self.min)


def shared(weights: list[int], minutes: int) -> list[int]:
    """These minutes shared out in proportion, in steps of 5, by largest remainder, none under 5.

    What is no whole number of steps goes to the last. There are at least as many steps as weights.
    """
    total = sum(weights)
    if not total:
        return [0] * len(weights)
    steps, rest = divmod(minutes, STEP)
    quotas = [weight * steps / total for weight in weights]
    found = [max(1, int(quota)) for quota in quotas]
    for _ in range(abs(steps - sum(found))):
        if sum(found) < steps:
            rank = max(range(len(found)), key=lambda i: (quotas[i] - found[i], -i))
            found[rank] += 1
        else:
            longer = (i for i in range(len(found)) if found[i] > 1)
            rank = max(longer, key=lambda i: (found[i] - quotas[i], i), default=0)
            found[rank] -= 1
    made = [STEP * count for count in found]
    made[-1] += rest
    return made
