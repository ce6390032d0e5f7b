"""How much of what two clients are taught differs, once names, places, numbers and references are set aside.

A sentence is the same as one of the other client's when six in ten of its content words are there, or when the two
read alike: so a prefix, a reordered clause or a named comparable makes no difference. Counted both ways round, the
least share holds: what is only left out, or only added to, is no difference either.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from docgen.nearest import fold, most_alike

if TYPE_CHECKING:
    from collections.abc import Iterable

    from docgen.catalogue.model import Sequence

SHARED = 0.6  # of the content words of a sentence
ALIKE = 0.8  # likeness, as rapidfuzz measures it
STEM = 6  # letters of a word that tell it from others: « commune », « communes », « communal » are one

_SENTENCE = re.compile(r"(?<=[.!?…])\s+")
_BRACES = re.compile(r"\{[^{}]*\}")
_REFERENCE = re.compile(r"\b(?:art\.|articles?|CGCT|CRPA|loi|décret|arrêté)(?=\s)[^,;:.]*?\d[\w-]*", re.IGNORECASE)
_FIGURES = re.compile(r"\S*\d\S*")
_NAME = re.compile(r"(?<=[\w,;] )(?:[A-ZÀ-Ý][\w’-]+)(?: (?:[A-ZÀ-Ý][\w’-]+))*")

_NUMBERS = """un une deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize vingt trente
quarante cinquante soixante cent cents mille million millions premier premiere deuxieme troisieme quatrieme cinquieme
dizaine dizaines douzaine vingtaine trentaine centaine centaines millier milliers demi moitie tiers quart"""
_EMPTY = """le la les l de du des d au aux a en et ou ni que qui quoi dont ce cet cette ces c s se son sa ses leur leurs
lui elle il ils elles on nous vous je tu me te y n ne pas plus moins pour par sur sous dans avec sans entre vers chez
est sont etre avoir ont fait font faire peut peuvent doit doivent comme si mais puis car donc quand lorsque tout tous
toute toutes chaque chacun chacune meme autre autres tres bien aussi encore deja ici la ou qu jusqu"""


def difference(one: Iterable[Sequence], other: Iterable[Sequence], names: Iterable[str] = ()) -> float:
    """The least share of sentences that differ, from 0 to 1, both ways round; `names` are set aside."""
    first, second = (tuple(text for sequence in taught for text in texts_of(sequence)) for taught in (one, other))
    return difference_of_texts(first, second, names)


def difference_of_texts(one: Iterable[str], other: Iterable[str], names: Iterable[str] = ()) -> float:
    """The same share, of texts."""
    names = tuple(names)
    first, second = _masked(one, names), _masked(other, names)
    return min(_differing(first, second), _differing(second, first))


def sentences(sequences: Iterable[Sequence], names: Iterable[str] = ()) -> tuple[str, ...]:
    """All that is taught, sentence by sentence, masked; what then says nothing is left out."""
    return _masked((text for sequence in sequences for text in texts_of(sequence)), tuple(names))


def _masked(texts: Iterable[str], names: tuple[str, ...]) -> tuple[str, ...]:
    masked = (mask(sentence, names) for text in texts for sentence in _SENTENCE.split(text))
    return tuple(dict.fromkeys(sentence for sentence in masked if content_words(sentence)))


def texts_of(sequence: Sequence) -> tuple[str, ...]:
    """The texts of a sequence that say what is done, looked at or decided."""
    steps = (text for etape in sequence.etapes for text in (etape.but, etape.consigne, *etape.points))
    texts = (sequence.titre, *sequence.contenu, *steps, *sequence.supports, sequence.evaluation)
    return tuple(text for text in texts if text)


@cache
def mask(sentence: str, names: tuple[str, ...] = ()) -> str:
    """The sentence without names, places, numbers and references."""
    for name in names:
        sentence = sentence.replace(name, " ")
    for pattern in (_BRACES, _REFERENCE, _FIGURES, _NAME):
        sentence = pattern.sub(" ", sentence)
    numbers = _words(_NUMBERS)
    return " ".join(word for word in fold(sentence).split() if word not in numbers)


@cache
def content_words(masked: str) -> frozenset[str]:
    """The words of a masked sentence that carry its meaning, by their beginnings."""
    empty = _words(_EMPTY)
    return frozenset(word[:STEM] for word in masked.split() if word not in empty)


@cache
def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


def _differing(sentences: tuple[str, ...], others: tuple[str, ...]) -> float:
    if not sentences:
        return 0.0
    return sum(not _told(sentence, others) for sentence in sentences) / len(sentences)


def _told(sentence: str, others: tuple[str, ...]) -> bool:
    """Whether one of the other sentences says the same."""
    if sentence in others:
        return True
    words = content_words(sentence)
    if any(len(words & content_words(other)) >= SHARED * len(words) for other in others):
        return True
    return most_alike(sentence, others) >= ALIKE
