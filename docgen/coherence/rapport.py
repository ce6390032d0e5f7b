"""Differences of fact as findings: what a document says, what was expected and by whom, and which side is alone."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from docgen.coherence.dires import Temoins, and_more, cite, dire, folded
from docgen.coherence.ecarts import Ecart, Genre
from docgen.findings import Finding

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from docgen.coherence.examen import Constat, Examen
    from docgen.coherence.faits import Chemin
    from docgen.validation.places import Place


@dataclass(frozen=True, slots=True)
class Compare:
    """A document that was compared: how it is called, its file, and what differs."""

    titre: str
    fichier: str
    examen: Examen
    constats: Sequence[Constat]


@dataclass(frozen=True, slots=True, eq=False)
class _Groupe:
    """The same difference wherever one document shows it."""

    piece: Compare
    constat: Constat
    fois: int

    @property
    def ecart(self) -> Ecart:
        return self.constat.ecart

    @property
    def lieu(self) -> str:
        said = self.piece.examen.where(self.constat.line)
        return ", ".join(part for part in (self.piece.titre, said) if part)


class Rapport:
    """The findings of all documents of a dossier. `place` gives the place of keys in the brief."""

    def __init__(self, pieces: Sequence[Compare], place: Callable[[Chemin], Place]) -> None:
        self._pieces, self._place = pieces, place

    def findings(self) -> list[Finding]:
        """First what the brief alone says, then each document's own."""
        groups = [group for piece in self._pieces for group in _grouped(piece)]
        alone = self._against_the_brief(groups)
        told = {group for members in alone for group in members}
        found = [self._brief_alone(members, more) for members, more in folded(alone, lambda _: "D011")]
        for piece in self._pieces:
            own = [group for group in groups if group.piece is piece and group not in told]
            found += [self._finding(group, more) for group, more in folded(own, lambda group: group.ecart.genre.name)]
        return found

    def _against_the_brief(self, groups: list[_Groupe]) -> list[list[_Groupe]]:
        """Facts on which several documents agree with one another, and none with the brief."""
        same: dict[tuple[str, str], list[_Groupe]] = defaultdict(list)
        for group in groups:
            if group.ecart.genre is Genre.CONTREDIT and group.ecart.chemin:
                same[group.ecart.cle, group.ecart.sens].append(group)
        return [members for members in same.values() if len(members) > 1 and not self._agree(members[0])]

    def _agree(self, group: _Groupe) -> int:
        """How many other documents say what was expected."""
        return sum(p.examen.trouve.count(group.ecart) > 0 for p in self._pieces if p is not group.piece)

    def _brief_alone(self, members: list[_Groupe], more: int) -> Finding:
        ecart = members[0].ecart
        message = (
            f"{ecart.libelle} : le brief dit {cite(ecart.attendu)}, et il est seul : {len(members)} documents disent "
            f"{cite(ecart.dit)} (par exemple {members[0].lieu})."
        )
        remede = "Si le brief a raison, refaites les documents (docgen programme, docgen kit) ; sinon, corrigez-le."
        return self._place(ecart.chemin).finding("D011", and_more(message, more), remede)

    def _finding(self, group: _Groupe, more: int) -> Finding:
        ecart = group.ecart
        mark = self._place(ecart.chemin).mark if ecart.chemin else None
        said = dire(
            ecart, Temoins(mark.ligne if mark else None, self._agree(group) if ecart.attendu else 0), group.fois
        )
        message = and_more(said.message, more)
        return Finding(said.code, message, said.remede, said.gravite, group.piece.fichier, lieu=group.lieu)


def _grouped(piece: Compare) -> Iterator[_Groupe]:
    same: dict[tuple[Genre, str, str], list[Constat]] = defaultdict(list)
    for constat in piece.constats:
        same[constat.ecart.genre, constat.ecart.cle, constat.ecart.sens].append(constat)
    for constats in same.values():
        yield _Groupe(piece, constats[0], len({constat.line for constat in constats}))
