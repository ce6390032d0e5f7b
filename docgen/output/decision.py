"""What becomes of a document that is already there. A pure function over values: see the table in its tests."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from docgen.output.manifest import Entry


class Sort(StrEnum):
    """A document's fate, as the terminal says it."""

    ECRIT = "écrit"
    A_JOUR = "à jour"
    CONSERVE = "conservé"  # edited by hand, and nothing that it says has changed
    FINAL = "final"  # a draft was asked for, and the final version is what the same inputs gave: nothing to do
    REFUSE = "refusé"  # writing it would lose somebody's work
    REMPLACE = "remplacé"  # with a dated copy beside


WRITTEN = frozenset({Sort.ECRIT, Sort.REMPLACE})


class Refus(StrEnum):
    """Why a document is left as it is; said after « : »."""

    ETRANGER = "docgen n’a pas écrit ce fichier"
    FINAL = "une version finale existe, peut-être déjà envoyée"
    FINAL_RETOUCHE = "une version finale existe, peut-être déjà envoyée, et elle a été modifiée à la main"
    BROUILLON_RETOUCHE = "ce brouillon a été modifié à la main, et le document final effacerait ces retouches"
    RETOUCHE = "il a été modifié à la main, et il n’est plus à jour"


@dataclass(frozen=True, slots=True)
class Situation:
    """What is known before writing: the last run's entry, the bytes on disk and the new ones by their digest."""

    entry: Entry | None
    on_disk: str | None  # None: no file there
    entrees: dict[str, str]
    nouveau: str
    final: bool
    force: bool


def decide(s: Situation) -> tuple[Sort, Refus | None]:  # noqa: PLR0911 - one line per row of the table
    """The fate, and the reason when somebody must act."""
    if s.on_disk is None:
        return Sort.ECRIT, None
    if s.on_disk == s.nouveau:  # a run that was killed before its manifest leaves this too
        return Sort.A_JOUR, None
    if s.entry is None:
        return Sort.REFUSE, Refus.ETRANGER
    edited = s.on_disk != s.entry.sortie
    # What changed does not reach this document when it would be made again as it was.
    same = dict(s.entry.entrees) == s.entrees or s.nouveau == s.entry.sortie
    if same and s.entry.final == s.final and edited and not s.force:
        return Sort.CONSERVE, None
    if s.entry.final and not s.final and dict(s.entry.entrees) == s.entrees and not s.force:
        return Sort.CONSERVE if edited else Sort.FINAL, None
    if s.force:
        return (Sort.REMPLACE if edited or s.entry.final else Sort.ECRIT), None
    if s.entry.final:
        return Sort.REFUSE, Refus.FINAL_RETOUCHE if edited else Refus.FINAL
    if edited:
        return Sort.REFUSE, Refus.BROUILLON_RETOUCHE if same else Refus.RETOUCHE
    return Sort.ECRIT, None
