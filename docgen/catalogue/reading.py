"""From data to a Module: what has not the right form is left out, since the schema tells of it."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Any, TypeVar

from docgen.catalogue.model import Duree, Format, Methode, Module, Objectif, Phase, Sequence
from docgen.source.values import group, items, text, texts, whole, yes

if TYPE_CHECKING:
    from collections.abc import Iterable

Data = dict[str, Any]
Choice = TypeVar("Choice", bound=StrEnum)


def read_module(data: Data) -> Module | None:
    """A module; None without the code, the title or the format that all else hangs on."""
    code, titre = text(data.get("code")), text(data.get("titre"))
    formats = choices(Format, [data.get("format")])
    if not (code and titre and formats):
        return None
    return Module(
        code=code,
        titre=titre,
        format=formats[0],
        **{key: text(data.get(key)) or "" for key in ("intention", "pourquoi", "parce_que", "modalites", "public")},
        prerequis=text(data.get("prerequis")) or "",
        objectifs=tuple(found for item in _groups(data, "objectifs") if (found := _objectif(item))),
        sequences=tuple(sequence for item in _groups(data, "sequences") if (sequence := read_sequence(item))),
        themes=texts(data.get("themes")),
        theme_repertoire=text(data.get("theme_repertoire")),
        complements=texts(data.get("complements")),
    )


def read_sequence(data: Data) -> Sequence | None:
    """A sequence, of a module or written in a brief; None without id, title or duration."""
    ident, titre, duree = text(data.get("id")), text(data.get("titre")), _duree(group(data, "duree"))
    if not (ident and titre and duree):
        return None
    return Sequence(
        id=ident,
        titre=titre,
        duree=duree,
        methodes=choices(Methode, items(data.get("methodes"))),
        contenu=texts(data.get("contenu")),
        supports=texts(data.get("supports")),
        evaluation=text(data.get("evaluation")) or "",
        objectifs=texts(data.get("objectifs")),
        themes=texts(data.get("themes")),
        facultative=yes(data.get("facultative"), default=False),
        phases=choices(Phase, items(data.get("phases"))),
    )


def choices(kind: type[Choice], typed: Iterable[Any]) -> tuple[Choice, ...]:
    """The values of an enumeration among what was typed."""
    known = {str(member): member for member in kind}
    return tuple(known[value] for value in typed if isinstance(value, str) and value in known)


def _groups(data: Data, key: str) -> list[Data]:
    return [item for item in items(data.get(key)) if isinstance(item, dict)]


def _objectif(data: Data) -> Objectif | None:
    ident, texte = text(data.get("id")), text(data.get("texte"))
    return Objectif(ident, texte, text(data.get("evaluation")) or "") if ident and texte else None


def _duree(data: Data) -> Duree | None:
    shortest, target, longest = (whole(data.get(key), 0) for key in ("min", "cible", "max"))
    return Duree(shortest, target, longest) if 0 < shortest <= target <= longest else None
