"""Keys for a person to complete: one that is answered as it is, else explained, and empty or behind a « # »."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from docgen.brief.redaction.ebauche import apart
from docgen.source.writing import Cle, Liste, Note

if TYPE_CHECKING:
    from docgen.brief.redaction.cles import Cles
    from docgen.brief.redaction.ebauche import Dit
    from docgen.source.writing import Bloc

SET_BY_DOCGEN = frozenset({"reference", "version", "date"})  # nobody typed them: explained all the same
MARK = "À REMPLIR"
NBSP = "\u00a0"  # keeps a colon on the line of its word


@dataclass(frozen=True, slots=True)
class Completion:
    """Completes what is said with the schema's words; `brief`, without those that stand above already."""

    cles: Cles
    brief: bool = False

    def key(self, chemin: str, dit: Dit) -> Bloc:
        """A key or a group, by its path with dots, as far as `dit` holds it."""
        name = chemin.rpartition(".")[2]
        notes, known = dit.get(name, ((), None))
        if known and known.valeur and not (self.cles.is_group(chemin) and isinstance(known.valeur, tuple)):
            said = (Note(self.cles.said(chemin)),) if name in SET_BY_DOCGEN else ()
            return (*said, *notes, known)
        if self.cles.is_group(chemin):
            return self.group(chemin, dit, () if self.brief else (Note(self.cles.said(chemin)),))
        return (*self._asked(chemin), *notes, self._empty(chemin, name))

    def group(self, chemin: str, dit: Dit, said: tuple[Note, ...]) -> Bloc:
        """A group under what is said of it; behind a « # » whole while nothing in it is known or needed."""
        name = chemin.rpartition(".")[2]
        notes, known = dit.get(name, ((), None))
        inner, rest = apart(known.valeur if known and isinstance(known.valeur, tuple) else ())
        names = self.cles.names(chemin)
        lines = (*(line for one in names for line in self.key(f"{chemin}.{one}", inner)), *rest)
        active = any(isinstance(line, Cle) and line.active for line in lines)
        return (*said, *notes, Cle(name, lines) if active else waiting(Cle(name, lines)))

    def _asked(self, chemin: str) -> tuple[Note, ...]:
        mark = f"{MARK}. " if self.cles.requis(chemin) else ""
        if self.brief:
            return (Note(mark.strip()),) if mark else ()
        example = self.cles.example(chemin)
        return (Note(f"{mark}{self.cles.said(chemin)}" + (f" Exemple{NBSP}: {example}" if example else "")),)

    def _empty(self, chemin: str, name: str) -> Cle:
        wanted = self.cles.requis(chemin)
        return Cle(name, Liste(("",)) if self.cles.is_list(chemin) and not wanted else "", active=wanted)


def waiting(cle: Cle) -> Cle:
    """The key behind one « # », whatever is in it."""
    return replace(_awake(cle), active=False)


def _awake(cle: Cle) -> Cle:
    match cle.valeur:
        case tuple():
            return Cle(cle.nom, tuple(map(_awake_line, cle.valeur)))
        case Liste():
            elements = (tuple(map(_awake_line, one)) if isinstance(one, tuple) else one for one in cle.valeur.elements)
            return Cle(cle.nom, Liste(tuple(elements)))
        case _:
            return Cle(cle.nom, cle.valeur)


def _awake_line(line: Note | Cle) -> Note | Cle:
    return _awake(line) if isinstance(line, Cle) else line
