"""Sequences that the words of an attendu point to, and that its themes miss: proposals of `docgen verifier` alone.

Words are compared by their stems, each worth what it tells apart: one that half the sequences hold is worth little.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from functools import cache
from typing import TYPE_CHECKING, Any

from docgen.findings import Gravite
from docgen.francais import liste
from docgen.programme.answering import strength
from docgen.programme.faults import ProgrammeFault

if TYPE_CHECKING:
    from docgen.brief.model import Attendu, Brief
    from docgen.catalogue.model import Catalogue, Module, Sequence

AT_MOST = 3  # sequences proposed for an attendu
ENOUGH = 0.4  # of the worth of the attendu's words
FEWEST = 2  # words in common
IN_TITLE = 2  # how many times more a word of the title tells
_EMPTY = """dans avec sans pour plus leur leurs nous vous sont mais tout tous toute toutes cette ceux
celle comme être avoir fait faire avant après entre chez vers sous notre votre elles dont quel
quelle aussi très bien quand chaque même"""
_WORD = re.compile(r"[^\W\d_]{4,}")
_LONGEST = 400  # words of an attendu

Place = tuple[str, str]  # the code of a module and the id of a sequence


def likely(brief: Brief, catalogue: Catalogue) -> list[ProgrammeFault]:
    """A notice for each attendu whose words are those of sequences that do not answer it."""
    modules = [catalogue.modules[choisi.code] for choisi in brief.modules]
    bag = _Bag(modules)
    return [
        _told(rang, attendu, found)
        for rang, attendu in enumerate(brief.attendus)
        if not (attendu.sequences or attendu.objectifs) and (found := bag.missed_by(attendu))
    ]


class _Bag:
    """The stems of each sequence that serves an objective, and how much each tells."""

    def __init__(self, modules: list[Module]) -> None:
        self.sequences = {(m.code, s.id): s for m in modules for s in m.sequences if s.objectifs}
        objectives = {(m.code, o.id): o.texte for m in modules for o in m.objectifs}
        self.titles = {place: stems(s.titre) for place, s in self.sequences.items()}
        self.words = {
            (code, ident): self.titles[code, ident]
            | stems(" ".join((*s.contenu, *(objectives.get((code, one), "") for one in s.objectifs))))
            for (code, ident), s in self.sequences.items()
        }
        self.holding = Counter(stem for words in self.words.values() for stem in words)

    def missed_by(self, attendu: Attendu) -> list[tuple[Place, Sequence]]:
        """The sequences nearer to its words than any that its themes link to it, the likeliest first."""
        wanted = {stem for stem in stems(attendu.texte) if stem in self.holding}
        whole = sum(map(self._worth, wanted))
        scores = {place: self._score(wanted, place) / whole for place in self.sequences} if whole else {}
        linked = {place for place, one in self.sequences.items() if strength(attendu, place[0], one)}
        # What themes link may be nearer in words too: then they miss nothing.
        least = max((scores[place] for place in linked), default=0) if scores else 0
        missed = [place for place, score in scores.items() if score >= ENOUGH and score > least]
        best = sorted(missed, key=lambda place: -scores[place])
        return [(place, self.sequences[place]) for place in best[:AT_MOST]]

    def _score(self, wanted: set[str], place: Place) -> float:
        shared = wanted & self.words[place]
        if len(shared) < FEWEST:
            return 0
        return sum(self._worth(stem) * (IN_TITLE if stem in self.titles[place] else 1) for stem in shared)

    def _worth(self, stem: str) -> float:
        return math.log((1 + len(self.words)) / self.holding[stem])


def stems(text: str) -> set[str]:
    """« Rouvrir des maisons vides » → {« rouvr », « maison », « vid »}: no short word, none that says nothing alone."""
    empty = set(_EMPTY.split())
    words = [word for word in _WORD.findall(text.casefold())[:_LONGEST] if word not in empty]
    return set(_stemmer().stemWords(words))


@cache
def _stemmer() -> Any:
    import snowballstemmer

    return snowballstemmer.stemmer("french")


def _told(rang: int, attendu: Attendu, found: list[tuple[Place, Sequence]]) -> ProgrammeFault:
    said = liste(f"« {ident} » (module {code})" for (code, ident), _ in found)
    several = len(found) > 1
    message = (
        f"les mots de l’attendu {attendu.id} sont ceux de {said}, que ses thèmes n’appellent pas : "
        f"{'ces séquences y répondent' if several else 'cette séquence y répond'} peut-être."
    )
    names = ", ".join(ident for (_, ident), _ in found)
    remede = f"Si c’est bien le cas, écrivez « sequences: [{names}] » sous l’attendu ; sinon, rien à faire."
    return ProgrammeFault("B150", ("attendus", rang), message, remede, Gravite.AVIS)
