"""Where a document stands, without making it again. A pure function over values, like the decision."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from docgen.output.changes import DOCGEN

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docgen.output.changes import Change
    from docgen.output.manifest import Entry


class Etat(StrEnum):
    """What a document is, as the terminal says it."""

    A_JOUR = "à jour"
    PERIME = "périmé"  # what it was made from has changed
    MODIFIE = "modifié à la main"
    MODIFIE_PERIME = "modifié et périmé"
    MANQUANT = "manquant"
    INACHEVE = "inachevé"  # docgen's own bytes, by a run that ended before its manifest
    ETRANGER = "étranger"  # a file at that place that docgen did not write
    ORPHELIN = "orphelin"  # docgen's, and the brief no longer asks for it


def etat_of(entry: Entry | None, on_disk: str | None, found: Sequence[Change]) -> Etat:
    """The state of a document that is asked for, by its entry, the digest on disk and what has changed since.

    Another version of docgen makes stale what nobody touched, since it may print it otherwise; a document edited by
    hand is not stale for that alone: the next run keeps it.
    """
    if on_disk is None:
        return Etat.MANQUANT
    if entry is None:
        return Etat.ETRANGER
    if on_disk == entry.sortie:
        return Etat.PERIME if found else Etat.A_JOUR
    return Etat.MODIFIE_PERIME if any(change.entree != DOCGEN for change in found) else Etat.MODIFIE
