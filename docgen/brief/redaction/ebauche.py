"""What is known of a brief before anybody has completed it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from docgen.source.writing import Cle, Note

if TYPE_CHECKING:
    from docgen.catalogue.model import Module
    from docgen.source.writing import Bloc

Dit = dict[str, tuple[tuple[Note, ...], Cle]]


@dataclass(frozen=True, slots=True)
class Ebauche:
    """A brief begun.

    `connu` are its keys as they are to be written, but for `modules`, each under the notes about it; a key without a
    value is there for its notes. `faits` are told of the client, a line each; `origine` is the file that it was taken
    from, if any, and `suite` what that file says and no key holds.
    """

    reference: str
    connu: Bloc
    faits: tuple[str, ...] = ()
    modules: tuple[Module, ...] = ()
    origine: str = ""
    suite: tuple[Note, ...] = ()


def apart(bloc: Bloc) -> tuple[Dit, tuple[Note, ...]]:
    """The keys of a block, each with the notes above it; and the notes that no key follows."""
    keys: Dit = {}
    notes: list[Note] = []
    for one in bloc:
        if isinstance(one, Note):
            notes.append(one)
        else:
            keys[one.nom] = tuple(notes), one
            notes = []
    return keys, tuple(notes)
