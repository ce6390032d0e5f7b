"""What of a document answers to what was expected: the same text first, wherever it was moved, then the likest."""

from __future__ import annotations

from collections import defaultdict
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from docgen.nearest import alike

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

ALIKE = 0.6  # of `likeness`: below, a text was replaced, not edited
_SAME_PLACE = 0.05  # two texts that look alike are told apart by where they stand
_FEW = 40_000  # pairs of texts: two hundred people on a sheet, all of them changed
_AROUND = 20  # texts before and after the place of one, in longer lists: the time is that of the list, not its square

Paire = tuple[int | None, int | None]


class Alignement:
    """Pairs of ranks of two lists of texts; each rank is in one pair, and None stands for what has no fellow."""

    def __init__(self, attendus: Sequence[str], trouves: Sequence[str]) -> None:
        self._attendus, self._trouves = attendus, trouves
        self._left, self._right = set(range(len(attendus))), set(range(len(trouves)))
        self._found: list[tuple[int, int]] = []
        self._places: list[tuple[int, int]] = []

    def paires(self) -> list[Paire]:
        """All of them: in the order expected, then what was put in."""
        self._pair_equals()
        self._pair_moved()
        for _, i, j in sorted(self._candidates(), reverse=True):
            self._pair(i, j)
        for i, j in self._places:
            self._pair(i, j)
        lost: list[Paire] = [(i, None) for i in self._left]
        return [
            *sorted([*self._found, *lost], key=lambda each: each[0] or 0),
            *((None, j) for j in sorted(self._right)),
        ]

    def _pair(self, i: int, j: int) -> None:
        if i in self._left and j in self._right:
            self._found.append((i, j))
            self._left.discard(i)
            self._right.discard(j)

    def _pair_equals(self) -> None:
        """Along the longest common run; what stands between is kept as a place, where both have as many texts."""
        matcher = SequenceMatcher(None, self._attendus, self._trouves, autojunk=False)
        for tag, i1, i2, j1, j2 in matcher.get_opcodes():
            if i2 - i1 != j2 - j1:
                continue
            both = zip(range(i1, i2), range(j1, j2), strict=True)
            if tag == "equal":
                for i, j in both:
                    self._pair(i, j)
            else:
                self._places += both

    def _pair_moved(self) -> None:
        elsewhere: dict[str, list[int]] = defaultdict(list)
        for j in sorted(self._right, reverse=True):
            elsewhere[self._trouves[j]].append(j)
        for i in sorted(self._left):
            if ranks := elsewhere[self._attendus[i]]:
                self._pair(i, ranks.pop())

    def _candidates(self) -> Iterator[tuple[float, int, int]]:
        """Texts that look alike; of two long lists that have nothing in common, those that stand about as far down."""
        here = set(self._places)
        left, right = sorted(self._left), sorted(self._right)
        all_of_them = len(left) * len(right) <= _FEW
        texts = [self._trouves[j] for j in right]
        for rank, i in enumerate(left):
            place = rank * len(right) // len(left)
            start, end = (0, len(right)) if all_of_them else (max(0, place - _AROUND), place + _AROUND)
            for similar, at in alike(self._attendus[i], texts[start:end], ALIKE):
                j = right[start + at]
                yield similar + _SAME_PLACE * ((i, j) in here), i, j
