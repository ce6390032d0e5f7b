"""From data to a Module: what has not the right form is left out, since the schema tells of it."""

from __future__ import annotations

from dataclasses import replace
from enum import StrEnum
from typing import TYPE_CHECKING, Any, TypeVar

from docgen.catalogue.conditions import TOUJOURS, Condition, Situations, read_condition, read_groups
from docgen.catalogue.ecrit import (
    FIELDS,
    Cas,
    Choosing,
    EtapeEcrite,
    Indifference,
    Juge,
    ModuleEcrit,
    ObjectifEcrit,
    Point,
    QuestionEcrite,
    SequenceEcrite,
    Texte,
)
from docgen.catalogue.model import Duree, Format, Methode, Module, Phase, Question, Sequence
from docgen.source.values import group, items, text, texts, whole, yes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

Data = dict[str, Any]
Choice = TypeVar("Choice", bound=StrEnum)


def read_module(data: Data, situations: Situations) -> Module | None:
    """A module, whose conditions may name these; None without the code, the title or the format that all hangs on."""
    code, formats = text(data.get("code")), choices(Format, [data.get("format")])
    reader = Reader(situations)
    textes = {name: reader.text(data.get(name)) for name in FIELDS}
    if not (code and textes["titre"] and formats):
        return None
    sequences = [sequence for item in _groups(data, "sequences") if (sequence := reader.sequence(item))]
    written = ModuleEcrit(
        textes=textes,
        objectifs=tuple(o for item in _groups(data, "objectifs") if (o := reader.objectif(item))),
        sequences={sequence.neutre.id: sequence for sequence in sequences},
        quiz=tuple(q for item in _groups(data, "quiz") if (q := reader.question(item))),
        indifferent=tuple(i for item in _groups(data, "indifferent") if (i := _indifference(item))),
    )
    module = Module(
        code=code,
        titre="",
        pourquoi="",
        parce_que="",
        modalites="",
        public="",
        prerequis="",
        objectifs=(),
        format=formats[0],
        sequences=tuple(sequence.neutre for sequence in sequences),
        themes=texts(data.get("themes")),
        theme_repertoire=text(data.get("theme_repertoire")),
        complements=texts(data.get("complements")),
        ecrit=None if written.simple else written,
    )
    return Choosing(Juge({})).module(module, written)


def read_situations(data: Data) -> Situations:
    """The conditions that have a name."""
    return {name: read_groups(typed, {}) for name, typed in group(data, "situations").items()}


def read_sequence(data: Data) -> Sequence | None:
    """A sequence written in a brief; None without id, title or duration."""
    written = Reader({}).sequence(data)
    return written.neutre if written else None


class Reader:
    """Reads what may have variants, which name these situations."""

    def __init__(self, situations: Situations) -> None:
        self.situations = situations
        self._conditions: dict[str, Condition] = {}
        self._neutre = Juge({})

    def condition(self, data: Data) -> Condition:
        """The condition of a group of keys; the same one for all that say the same, to be judged once for a client."""
        if "si" not in data and "sauf" not in data:
            return TOUJOURS
        typed = repr((data.get("si"), data.get("sauf")))
        if typed not in self._conditions:
            self._conditions[typed] = read_condition(data, self.situations)
        return self._conditions[typed]

    def cases(self, typed: Any, key: str, read: Callable[[Any], Any]) -> tuple[Cas, ...]:
        """The cases under `selon:`, each with its value under `key`; that of the last stands under `sinon`."""
        found = []
        for item in items(typed):
            value = read(item.get("sinon", item.get(key))) if isinstance(item, dict) else None
            if value:
                found.append(Cas(self.condition(item), value, text(item.get("pourquoi")) or ""))
        return tuple(found)

    def text(self, typed: Any) -> Texte:
        """A text, plain or with cases."""
        return self.cases(typed.get("selon"), "texte", text) if isinstance(typed, dict) else text(typed) or ""

    def methodes(self, typed: Any) -> Any:
        """Methods, or cases of them."""
        if isinstance(typed, dict):
            return self.cases(typed.get("selon"), "methodes", _methodes)
        return _methodes(typed)

    def points(self, typed: Any) -> tuple[Point, ...]:
        """The items of a list, plain or with their conditions."""
        return tuple(found for one in items(typed) if (found := self._point(one)))

    def _point(self, typed: Any) -> Point | None:
        if not isinstance(typed, dict):
            plain = text(typed)
            return Point(plain) if plain else None
        texte = self.text(typed) if "selon" in typed else text(typed.get("texte"))
        if not texte:
            return None
        return Point(
            texte,
            text(typed.get("id")),
            self.condition(typed),
            text(typed.get("pourquoi")) or "",
            facultatif=yes(typed.get("facultatif"), default=False),
            en_plus=yes(typed.get("en_plus"), default=False),
        )

    def objectif(self, data: Data) -> ObjectifEcrit | None:
        """An objective; None without id or text."""
        ident, texte = text(data.get("id")), self.text(data.get("texte"))
        return ObjectifEcrit(ident, texte, self.text(data.get("evaluation"))) if ident and texte else None

    def question(self, data: Data) -> QuestionEcrite | None:
        """A question of the quiz; None without id."""
        ident = text(data.get("id"))
        if not ident:
            return None
        neutre = Question(
            ident,
            text(data.get("objectif")) or "",
            "",
            "",
            source=text(data.get("source")) or "",
            a_verifier=yes(data.get("a_verifier"), default=False),
        )
        choix = tuple(found for one in items(data.get("choix")) if (found := self.text(one)))
        return QuestionEcrite(neutre, self.text(data.get("question")), choix, self.text(data.get("reponse")))

    def sequence(self, data: Data) -> SequenceEcrite | None:
        """A sequence as written; None without id, title or duration."""
        ident, titre, duree = text(data.get("id")), self.text(data.get("titre")), _duree(group(data, "duree"))
        if not (ident and titre and duree):
            return None
        bare = Sequence(
            id=ident,
            titre="",
            duree=duree,
            methodes=(),
            contenu=(),
            supports=(),
            evaluation="",
            objectifs=texts(data.get("objectifs")),
            themes=texts(data.get("themes")),
            facultative=yes(data.get("facultative"), default=False),
            phases=choices(Phase, items(data.get("phases"))),
        )
        written = SequenceEcrite(
            neutre=bare,
            titre=titre,
            contenu=self.points(data.get("contenu")),
            supports=self.points(data.get("supports")),
            evaluation=self.text(data.get("evaluation")),
            methodes=self.methodes(data.get("methodes")),
            but=self.text(data.get("but")),
            etapes=tuple(self._etape(item) for item in _groups(data, "etapes")),
            condition=self.condition(data),
            pourquoi=text(data.get("pourquoi")) or "",
        )
        return replace(written, neutre=Choosing(self._neutre).sequence(written))

    def _etape(self, data: Data) -> EtapeEcrite:
        return EtapeEcrite(
            minutes=whole(data.get("minutes"), 0),
            but=self.text(data.get("but")),
            consigne=self.text(data.get("consigne")),
            points=self.points(data.get("points")),
            id=text(data.get("id")),
            condition=self.condition(data),
            pourquoi=text(data.get("pourquoi")) or "",
        )


def choices(kind: type[Choice], typed: Iterable[Any]) -> tuple[Choice, ...]:
    """The values of an enumeration among what was typed."""
    known = {str(member): member for member in kind}
    return tuple(known[value] for value in typed if isinstance(value, str) and value in known)


def _methodes(typed: Any) -> tuple[Methode, ...]:
    return choices(Methode, items(typed))


def _groups(data: Data, key: str) -> list[Data]:
    return [item for item in items(data.get(key)) if isinstance(item, dict)]


def _indifference(data: Data) -> Indifference | None:
    fait = text(data.get("fait"))
    return Indifference(fait, texts(data.get("valeurs")), text(data.get("raison")) or "") if fait else None


def _duree(data: Data) -> Duree | None:
    shortest, target, longest = (whole(data.get(key), 0) for key in ("min", "cible", "max"))
    return Duree(shortest, target, longest) if 0 < shortest <= target <= longest else None
