"""« Did you mean »: the one place that compares names."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

# Of rapidfuzz's 0 to 100: one wrong, missing or swapped letter in a word of five still passes, another
# word of the same length does not (tests/test_nearest.py holds the pairs).
THRESHOLD = 70.0
_COMPARED = 2_000  # characters: more than a paragraph's worth, whatever is read

_LIGATURES = str.maketrans({"œ": "oe", "Œ": "oe", "æ": "ae", "Æ": "ae", "ß": "ss"})
_SEPARATORS = re.compile(r"[^0-9a-z]+")


def fold(text: str) -> str:
    """A name without accents, case, hyphens, apostrophes or ligatures: « L'Haÿ-les-Roses » → « l hay les roses »."""
    plain = unicodedata.normalize("NFD", text.translate(_LIGATURES)).casefold()
    letters = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return _SEPARATORS.sub(" ", letters).strip()


def nearest(name: str, candidates: Iterable[str]) -> str | None:
    """The candidate most like `name`, or None when none is near enough to be what was meant."""
    return next(iter(nearest_all(name, candidates, limit=1)), None)


def nearest_all(name: str, candidates: Iterable[str], limit: int = 5) -> list[str]:
    """The candidates like `name`, nearest first; ties keep the order given."""
    from rapidfuzz import fuzz, process
    from rapidfuzz.distance import DamerauLevenshtein

    wanted = fold(name)
    known = {candidate: fold(candidate) for candidate in candidates}
    exact = [candidate for candidate, folded in known.items() if folded == wanted]
    if not wanted or exact:
        return exact[:limit]
    by_letters = process.extract(
        wanted,
        known,
        scorer=DamerauLevenshtein.normalized_similarity,
        score_cutoff=THRESHOLD / 100,
        limit=limit,
    )
    if by_letters:
        return [candidate for _, _, candidate in by_letters]
    # « prenom » for « prenom du participant »: the words are there, others stand beside them.
    by_words = process.extract(wanted, known, scorer=fuzz.token_set_ratio, score_cutoff=95, limit=limit)
    return [candidate for _, _, candidate in by_words]


def likeness(one: str, other: str) -> float:
    """How much two texts have in common, from 0 to 1: the same letters in the same order."""
    from rapidfuzz import fuzz

    return fuzz.ratio(one[:_COMPARED], other[:_COMPARED]) / 100


def alike(one: str, others: Sequence[str], least: float) -> list[tuple[float, int]]:
    """`likeness` of a text to each of the others that has at least so much of it, with its rank."""
    from rapidfuzz import fuzz, process

    cut = [other[:_COMPARED] for other in others]
    found = process.extract(one[:_COMPARED], cut, scorer=fuzz.ratio, score_cutoff=100 * least, limit=None)
    return [(score / 100, rank) for _, score, rank in found]


def most_alike(text: str, others: Iterable[str]) -> float:
    """How much a text has in common with that of the others which is most like it, from 0 to 1."""
    from rapidfuzz import fuzz, process

    found = process.extract(text, list(others), scorer=fuzz.ratio, limit=1)
    return found[0][1] / 100 if found else 0.0
