"""Braces filled with what a session's facts read like; names that other rooms know are left for them."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from docgen.catalogue.ecrit import FIELDS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from docgen.catalogue.model import Etape, Module, Sequence

_BRACES = re.compile(r"\{([^{}]*)\}")


def fill(text: str, words: Mapping[str, str]) -> str:
    """The sentence with what these words stand for."""
    return _BRACES.sub(lambda found: words.get(found[1], found[0]), text) if "{" in text else text


def filled(module: Module, words: Mapping[str, str]) -> Module:
    """The module with its own texts, its objectives and its quiz filled; its sequences are left as they are."""
    objectifs = tuple(
        replace(o, texte=fill(o.texte, words), evaluation=fill(o.evaluation, words)) for o in module.objectifs
    )
    quiz = tuple(
        replace(
            q,
            question=fill(q.question, words),
            choix=_all(q.choix, words),
            reponse=fill(q.reponse, words),
        )
        for q in module.quiz
    )
    textes: dict[str, Any] = {name: fill(getattr(module, name), words) for name in FIELDS}
    return replace(module, **textes, objectifs=objectifs, quiz=quiz)


def filled_sequence(sequence: Sequence, words: Mapping[str, str]) -> Sequence:
    """The sequence with all its texts filled."""
    return replace(
        sequence,
        titre=fill(sequence.titre, words),
        but=fill(sequence.but, words),
        contenu=_all(sequence.contenu, words),
        supports=_all(sequence.supports, words),
        evaluation=fill(sequence.evaluation, words),
        etapes=tuple(_etape(etape, words) for etape in sequence.etapes),
    )


def _etape(etape: Etape, words: Mapping[str, str]) -> Etape:
    points = _all(etape.points, words)
    return replace(etape, but=fill(etape.but, words), consigne=fill(etape.consigne, words), points=points)


def _all(texts: tuple[str, ...], words: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(fill(text, words) for text in texts)
