"""A document beside the one expected: every fact that differs, with the place where it does."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from docgen.coherence.alignement import ALIKE, Alignement
from docgen.coherence.ecarts import LACUNE, Ecart, Genre, about_fact, about_value, added, ecarts
from docgen.coherence.feuille import people
from docgen.coherence.valeurs import Nature, plain, valeurs
from docgen.nearest import fold, likeness
from docgen.word.relations import Role

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from docgen.coherence.faits import Faits
    from docgen.coherence.valeurs import Valeur
    from docgen.word.contents import Block, Contents, Line


_OF_PLACE = {Genre.CONTREDIT, Genre.PERDU}


@dataclass(frozen=True, slots=True)
class Constat:
    """A fact that differs, and the line that says so; none for what the document says nowhere."""

    ecart: Ecart
    line: Line | None = None


class Texte:
    """All that a document shows, to look facts up in."""

    def __init__(self, contents: Contents) -> None:
        self.contents = contents
        said = (line for line in contents.lines if contents.stories[line.part] is not Role.PROPRIETES)
        self.text = "\n".join(plain(line.text) for line in said)
        self.valeurs = tuple(valeurs(self.text))

    def count(self, ecart: Ecart) -> int:
        """How many times the document states what an écart expects."""
        if ecart.nature is Nature.TEXTE:
            return self._folded.count(f" {fold(ecart.attendu)} ")
        return sum(self.count_value(valeur) for valeur in valeurs(ecart.attendu))

    def count_value(self, valeur: Valeur) -> int:
        """How many times it states that value."""
        return sum(valeur.same(other) for other in self.valeurs)

    @cached_property
    def _folded(self) -> str:
        return f" {fold(self.text)} "


@dataclass(frozen=True, slots=True)
class Examen:
    """One document compared with the one that docgen would make now.

    `libres`: what stands in the name's cell of a line to fill in by hand.
    """

    attendu: Texte
    trouve: Texte
    faits: Faits
    libres: Collection[str] = ()

    def constats(self) -> list[Constat]:
        """Every difference of fact, in the document's order; last, what the document says nowhere."""
        if self.trouve is self.attendu:
            return []
        old, new = self.attendu.contents.blocks, self.trouve.contents.blocks
        pairs = [
            (None if i is None else old[i], None if j is None else new[j])
            for i, j in Alignement([_key(block) for block in old], [_key(block) for block in new]).paires()
        ]
        found = [constat for before, after in pairs for constat in self._of_pair(before, after)]
        if self.libres:
            found += [Constat(ecart, line) for ecart, line in people(pairs, self.faits, self.libres)]
        return self._with_vanished(found)

    def _of_pair(self, before: Block | None, after: Block | None) -> Iterator[Constat]:
        """What a row or paragraph says otherwise. One that was taken away as a whole is no contradiction."""
        if after is None or (before is not None and _key(before) == _key(after)):
            return
        old = before.lines if before else ()
        texts = [plain(line.text) for line in old], [plain(line.text) for line in after.lines]
        for i, j in Alignement(*texts).paires():
            line = after.lines[0 if j is None else j]
            was, now = ("" if i is None else texts[0][i]), ("" if j is None else texts[1][j])
            if was != now:
                here = added(now, self.faits) if i is None else self._told(was, now)
                yield from (Constat(ecart, line) for ecart in here)

    def _told(self, was: str, now: str) -> list[Ecart]:
        """The facts that differ. Between texts that only share a place, those found elsewhere were moved."""
        found = ecarts(was, now, self.faits)
        if likeness(was, now) >= ALIKE:
            return found
        return [each for each in found if each.genre not in _OF_PLACE or not self._has_all(each)]

    def _has_all(self, ecart: Ecart) -> bool:
        """Whether the document states what an écart expects as often as it should."""
        return self.trouve.count(ecart) >= self.attendu.count(ecart)

    def _with_vanished(self, found: list[Constat]) -> list[Constat]:
        """With the essential facts that the document no longer states: what it states instead contradicts them."""
        told = {constat.ecart.cle for constat in found}
        for lost in self._vanished():
            if lost.cle in told:
                continue
            unknown = next((each for each in found if _replaces(each.ecart, lost)), None)
            if unknown is None:
                found.append(Constat(lost))
            else:
                contradicted = replace(lost, genre=Genre.CONTREDIT, dit=unknown.ecart.dit, sens=unknown.ecart.sens)
                found[found.index(unknown)] = replace(unknown, ecart=contradicted)
        return found

    def _vanished(self) -> Iterator[Ecart]:
        if self.trouve.text.count(LACUNE) > self.attendu.text.count(LACUNE):  # never there, and told as a gap
            return
        expected, found = ({id(fait) for fait, _, _ in self.faits.found(t.text)} for t in (self.attendu, self.trouve))
        for fait in self.faits.textes:
            if fait.essentiel and id(fait) in expected - found:
                yield about_fact(fait, Genre.PERDU, "", fait.formes[0])
        for repere in self.faits.reperes:
            valeur = repere.valeur
            if repere.essentiel and self.attendu.count_value(valeur) and not self.trouve.count_value(valeur):
                yield about_value(valeur, Genre.PERDU, "", self.faits)

    def where(self, line: Line | None) -> str:
        """The place of a line, as a person would say it."""
        return self.trouve.contents.where(line.part, line.element) if line else ""


def _replaces(ecart: Ecart, lost: Ecart) -> bool:
    return ecart.genre is Genre.INCONNU and ecart.nature is lost.nature


def _key(block: Block) -> str:
    return " | ".join(f"{line.cell} {plain(line.text)}" for line in block.lines)
