"""The documents to make of a brief, and what they lack."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from docgen.findings import SEPARATOR, Finding, Gravite, has_errors
from docgen.word.gaps import A_COMPLETER

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from docgen.brief.model import Session
    from docgen.documents.commun import VueCommune
    from docgen.documents.dossier import Dossier
    from docgen.documents.registre import Document
    from docgen.production.atelier import Atelier
    from docgen.production.commande import Commande
    from docgen.production.verification import Verification
    from docgen.word.gaps import Gap


A_DATER = "a-dater"


@dataclass(frozen=True, slots=True)
class Emplacement:
    """A document to make: its path in the folder of its reference, and the session that it is for."""

    document: Document
    chemin: str
    session: Session | None = None


@dataclass(frozen=True, slots=True)
class Piece:
    """A document to make: its place in the folder of its reference, and what it says."""

    document: Document
    chemin: str
    vue: VueCommune
    session: Session | None = None


def asked(dossier: Dossier, verification: Verification, commande: Commande) -> tuple[list[Piece], list[Finding]]:
    """The documents that the command asks for, and what it asks in vain."""
    documents = documents_asked(commande)
    sessions = dossier.brief.sessions
    findings: list[Finding] = []
    where = verification.loaded.place(("sessions",))
    undated = [session for session in sessions if not session.dates and commande.session in {None, session.rang}]
    if not sessions and not {"kit", "calendrier"}.isdisjoint(commande.commandes):
        message = "ce brief n’a pas encore de session : il n’y a pas de documents à faire."
        documents = [document for document in documents if document.commande == "programme"]
        findings.append(
            where.finding("B092", message, "Ajoutez « sessions » quand les dates seront fixées.", Gravite.AVIS)
        )
    elif commande.session is not None:
        sessions = tuple(session for session in sessions if session.rang == commande.session)
        if not sessions:
            message = f"ce brief n’a pas de session {commande.session}."
            count = len(dossier.brief.sessions)
            findings.append(where.finding("B091", message, f"Choisissez --session de 1 à {count}."))
    if sessions and not any(session.dates for session in sessions):
        documents = [document for document in documents if document.commande != "calendrier"]
    findings += _undated(verification, undated, commande)
    return list(pieces_of(dossier, documents, sessions)), findings


def _undated(verification: Verification, sessions: Iterable[Session], commande: Commande) -> Iterator[Finding]:
    """What is told of sessions without dates: in no calendar, and of their documents drafts alone."""
    refused = commande.final and "kit" in commande.commandes
    for session in sessions:
        where = verification.loaded.place(("sessions", session.rang - 1, "jours"))
        said = f"la session {session.rang} n’a pas encore de date"
        remede = "Écrivez « date » dans chacun de ses jours quand elles seront fixées"
        if refused:
            message = f"{said} : ses documents ne peuvent être que des brouillons."
            yield where.finding("B162", message, f"{remede} ; d’ici là, relancez sans --final.")
        elif not {"kit", "calendrier"}.isdisjoint(commande.commandes):
            what = "ses documents sont des brouillons" if "kit" in commande.commandes else "le calendrier s’en passe"
            yield where.finding("B161", f"{said} : {what}.", f"{remede}.", Gravite.AVIS)


def documents_asked(commande: Commande) -> list[Document]:
    """The documents of a command, or those of them that it names."""
    from docgen.documents.registre import documents_de

    made = [document for name in commande.commandes for document in documents_de(name)]
    return [document for document in made if not commande.documents or document.cle in commande.documents]


def pieces_of(dossier: Dossier, documents: Iterable[Document], sessions: tuple[Session, ...]) -> Iterator[Piece]:
    """Documents made once, then session by session those of each."""
    for place in emplacements(dossier.brief.reference, documents, sessions):
        yield piece_at(dossier, place)


def piece_at(dossier: Dossier, place: Emplacement) -> Piece:
    """The document that belongs at a place."""
    return Piece(place.document, place.chemin, place.document.build(dossier, place.session), place.session)


def emplacements(reference: str, documents: Iterable[Document], sessions: tuple[Session, ...]) -> Iterator[Emplacement]:
    """Where documents go: those made once, then session by session those of each."""
    documents = list(documents)
    for document in documents:
        if not document.par_session:
            yield Emplacement(document, f"{document.cle}-{reference}.{document.extension}")
    for session in sessions:
        folder = folder_of_session(session)
        for document in documents:
            if document.par_session:
                yield Emplacement(document, f"{folder}/{document.cle}.docx", session)


def folder_of_session(session: Session) -> str:
    """« session-1-2026-12-03 »; « session-1-a-dater » as long as it has no date."""
    return f"session-{session.rang}-{session.dates[0].isoformat()}" if session.dates else _undated_folder(session)


def moves_of(sessions: Iterable[Session]) -> dict[str, str]:
    """The folder that each dated session had before its dates, and the one that it has now."""
    return {_undated_folder(session): folder_of_session(session) for session in sessions if session.dates}


def _undated_folder(session: Session) -> str:
    return f"session-{session.rang}-{A_DATER}"


def gaps(atelier: Atelier, verification: Verification, pieces: list[Piece], gravite: Gravite) -> Iterator[Finding]:
    """What the documents lack, each once, with the place where it goes."""
    from docgen.documents.champs import gaps_of

    gaps = list(dict.fromkeys(gap for piece in pieces for gap in gaps_of(piece.vue)))
    for gap in gaps:
        if gap.fichier == "brief":
            yield verification.loaded.place(gap.chemin).finding("B090", *_missing(gap), gravite)
    yield from organisme_gaps(atelier, gaps, gravite)


def organisme_gaps(atelier: Atelier, gaps: Iterable[Gap], gravite: Gravite) -> Iterator[Finding]:
    """What organisme.yaml lacks for documents.

    Without any organisme.yaml, a single finding: its forty keys, one by one, would hide everything else.
    """
    from docgen.organisme import filled, places_in
    from docgen.organisme.model import Lecture

    if atelier.organisme.lecture is Lecture.ILLISIBLE:
        return  # what it says is not known: that it could not be read is told
    of_organisme = [gap for gap in gaps if gap.fichier == "organisme"]
    if of_organisme and not atelier.workspace.organisme.exists():
        labels = "\u00a0; ".join(dict.fromkeys(gap.libelle for gap in of_organisme))
        yield Finding(
            "O090",
            f"votre organisme n’est pas décrit. {A_COMPLETER}{labels}.",
            "« docgen init » écrit un fichier organisme.yaml à remplir, où chaque ligne est expliquée.",
            gravite,
            str(atelier.workspace.organisme),
        )
        return
    if has_errors(finding for finding in atelier.findings if finding.code.startswith("O")):
        # A key whose value is at fault is told as such: it is not to be filled a second time.
        of_organisme = [gap for gap in of_organisme if not filled(atelier.workspace.organisme, gap.chemin)]
    places = places_in(atelier.workspace.organisme, [gap.chemin for gap in of_organisme]) if of_organisme else []
    for gap, place in zip(of_organisme, places, strict=True):
        yield place.finding("O090", *_missing(gap), gravite)


def _missing(gap: Gap) -> tuple[str, str]:
    """« À COMPLÉTER : titres de Marc Le Bihan », and the key to write it under."""
    keys = SEPARATOR.join(str(step + 1) if isinstance(step, int) else step for step in gap.chemin)
    return f"{A_COMPLETER}{gap.libelle}.", f"Remplissez « {keys} »."
