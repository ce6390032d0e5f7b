"""A sequence as the brief makes it the client's own: points said otherwise, and what is worked on « chez vous »."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from docgen.nearest import fold
from docgen.programme.answering import forms

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docgen.brief.model import Brief, Remplacement
    from docgen.catalogue.model import Sequence

_FAIT = "xfaitx"  # stands for a fact in braces, whose words are known later
_BRACES, _WORD = re.compile(r"\{[^{}]*\}"), re.compile(r"\w+")
_LONGEST = 20  # words looked at


def at_home(sequence: Sequence, code: str, brief: Brief) -> tuple[Sequence, tuple[Remplacement, ...]]:
    """The sequence with what the brief replaces and adds; and what it would replace that is not there."""
    choisi = next(one for one in brief.modules if one.code == code)
    lost = []
    for wanted in choisi.remplacer:
        if wanted.sequence not in forms(code, sequence.id):
            continue
        made = _replaced(sequence, wanted)
        lost += [] if made else [wanted]
        sequence = made or sequence
    own = [one.texte for one in (*brief.contexte.enjeux_travailles, *choisi.adaptations)
           if one.sequence in forms(code, sequence.id)]  # fmt: skip
    if not own:
        return sequence, tuple(lost)
    names = (*sequence.reperes, *(None for _ in own)) if sequence.reperes else ()
    contenu = (*sequence.contenu, *(f"Chez vous : {texte}" for texte in own))
    return replace(sequence, contenu=contenu, reperes=names), tuple(lost)


def _replaced(sequence: Sequence, wanted: Remplacement) -> Sequence | None:
    """The sequence with the one point that is meant said otherwise; None where there is none, or several."""
    if wanted.point in sequence.reperes:
        meant = {sequence.contenu[sequence.reperes.index(wanted.point)]}
    else:
        meant = {point for point in _points(sequence) if begins(point, wanted.point)}
    if len(meant) != 1:
        return None

    def say(points: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(wanted.par if point in meant else point for point in points)

    return replace(
        sequence,
        contenu=say(sequence.contenu),
        etapes=tuple(replace(etape, points=say(etape.points)) for etape in sequence.etapes),
    )


def _points(sequence: Sequence) -> Iterator[str]:
    yield from sequence.contenu
    for etape in sequence.etapes:
        yield from etape.points


def begins(point: str, typed: str) -> bool:
    """Whether a point begins with these words, whatever its facts in braces read like."""
    said = _words(_BRACES.sub(f" {_FAIT} ", point))
    wanted = _words(typed)
    return bool(wanted) and _follow(said, wanted)


def _words(text: str) -> list[str]:
    return _WORD.findall(fold(text))[:_LONGEST]


def _follow(said: list[str], wanted: list[str]) -> bool:
    """Whether the words wanted are the first of those said; a fact takes one word or more."""
    reached = {0}  # how many of the words wanted are found so far
    for word in said:
        if word == _FAIT:
            reached = set(range(min(reached) + 1, len(wanted) + 1))
        else:
            reached = {n + 1 for n in reached if wanted[n] == word}
        if len(wanted) in reached:
            return True
        if not reached:
            return False
    return False
