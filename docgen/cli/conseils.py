"""What to do about the state of the documents: the command to type, and what it would do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docgen.cli.rapport import count
from docgen.documents.registre import tous
from docgen.output.etat import Etat

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from docgen.production.etat import Bilan, EtatDocument

NAMED = 3  # briefs in a command; with more of them, the one typed stands for all
TO_WRITE = {Etat.PERIME, Etat.MANQUANT, Etat.INACHEVE}
TO_DECIDE = {Etat.PERIME, Etat.MODIFIE_PERIME}


def advice(bilans: Sequence[Bilan], named: Sequence[Path], sortie: Path | None) -> list[str]:
    """The lines of advice, the most useful first; one that all is well when nothing is to be done."""
    lines = [line for name in ("programme", "kit") if (line := _command(name, bilans, named, sortie))]
    for chosen, one, many in _CASES:
        number = sum(chosen(document) for bilan in bilans for document in bilan.documents)
        if number:
            lines.append(one if number == 1 else many.format(number))
    if not lines and any(bilan.documents for bilan in bilans):
        lines.append("Rien à faire.")
    return lines


def _command(name: str, bilans: Sequence[Bilan], named: Sequence[Path], sortie: Path | None) -> str:
    """« docgen kit briefs/x.yaml met à jour 2 documents. »; empty when the command would write nothing."""
    kinds = {document.cle for document in tous().values() if document.commande == name}
    work = {
        bilan.brief: [document for document in bilan.documents if document.nature in kinds and _is_to_write(document)]
        for bilan in bilans
    }
    briefs = [brief for brief, documents in work.items() if documents]
    if not briefs:
        return ""
    documents = [document for found in work.values() for document in found]
    verb = "écrit" if all(document.etat is Etat.MANQUANT for document in documents) else "met à jour"
    typed = briefs if len(briefs) <= NAMED and len(briefs) < len(bilans) else named
    words = ["docgen", name, *(["-o", sortie] if sortie else []), *typed]
    return f"« {' '.join(_quoted(str(word)) for word in words)} » {verb} {count(len(documents), 'document')}."


def _quoted(word: str) -> str:
    return f'"{word}"' if " " in word else word  # as all shells have it, Windows' too


def _is_to_write(document: EtatDocument) -> bool:
    """Whether the command writes it without being forced: anything is, but a final that is still there."""
    return document.etat in TO_WRITE and (document.etat is Etat.MANQUANT or not document.final)


def _is_edited_and_stale(document: EtatDocument) -> bool:
    return document.etat is Etat.MODIFIE_PERIME and not document.final


def _is_final_and_stale(document: EtatDocument) -> bool:
    return document.etat in TO_DECIDE and bool(document.final)


def _is(etat: Etat) -> Callable[[EtatDocument], bool]:
    return lambda document: document.etat is etat


_CASES: tuple[tuple[Callable[[EtatDocument], bool], str, str], ...] = (
    (
        _is_edited_and_stale,
        (
            "Un document modifié à la main est périmé : renommez-le pour le garder, ou ajoutez --force, "
            "qui en laisse une copie datée."
        ),
        (
            "{} documents modifiés à la main sont périmés : renommez-les pour les garder, ou ajoutez --force, "
            "qui en laisse une copie datée."
        ),
    ),
    (
        _is_final_and_stale,
        (
            "Un document final est périmé, et peut-être déjà envoyé : --final --force le remplace, "
            "et en laisse une copie datée."
        ),
        (
            "{} documents finaux sont périmés, et peut-être déjà envoyés : --final --force les remplace, "
            "et en laisse une copie datée."
        ),
    ),
    (
        _is(Etat.ETRANGER),
        "Un fichier que docgen n’a pas écrit occupe la place d’un document : renommez-le ou déplacez-le.",
        "{} fichiers que docgen n’a pas écrits occupent la place de documents : renommez-les ou déplacez-les.",
    ),
    (
        _is(Etat.ORPHELIN),
        "Aucun brief ne demande plus ce qui est orphelin : gardez-le s’il a servi, supprimez-le sinon.",
        "Aucun brief ne demande plus ce qui est orphelin : gardez-le s’il a servi, supprimez-le sinon.",
    ),
)
