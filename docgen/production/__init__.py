"""One brief to documents on disk: the only place where all the rooms below meet.

The way of the data: brief file → `load_brief` → `check_brief` → `build_programme` → a view per document →
`Template.render` → `output.deliver`. Findings travel beside it; nothing is written while one is an error.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from docgen.errors import FaultsFoundError
from docgen.findings import Gravite, has_errors, without
from docgen.production.atelier import Atelier, modules_named, open_atelier, tool_version
from docgen.production.commande import Commande, Ecrit, Production, Rempli, Rendu
from docgen.production.empreintes import digests_of
from docgen.production.pieces import asked, documents_asked, gaps, moves_of, pieces_of
from docgen.production.verification import Verification, accepted_in_vain, check, dossier_of, load, verify
from docgen.production.writing import fill, named, write

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from docgen.brief.model import Brief
    from docgen.documents.dossier import Dossier
    from docgen.findings import Finding
    from docgen.output.changes import Change
    from docgen.production.pieces import Piece
    from docgen.workspace import Workspace

__all__ = [
    "Atelier",
    "Commande",
    "Ecrit",
    "Production",
    "Rempli",
    "Rendu",
    "Verification",
    "accepted_in_vain",
    "check",
    "check_only",
    "load",
    "modules_named",
    "open_atelier",
    "produce",
    "render",
    "verify",
    "view_of",
]


def check_only(atelier: Atelier, chemin: Path, *, today: dt.date | None = None) -> Production:
    """The findings of one brief, gaps of all its documents included; writes nothing."""
    from docgen.documents.registre import des_briefs

    verification = verify(atelier, chemin, today=today)
    findings = list(verification.findings)
    dossier = dossier_of(atelier, verification)
    if dossier is not None:
        dated = tuple(session for session in dossier.brief.sessions if session.dates)
        pieces = list(pieces_of(dossier, des_briefs(), dated))  # the paperwork of the others is far from being due
        findings += gaps(atelier, verification, pieces, Gravite.AVERTISSEMENT)
    brief = verification.loaded.brief
    asked = _questions(verification) if dossier is not None and today is not None else ()
    return Production(
        brief.reference if brief else "",
        _client(brief),
        demandes=asked,
        findings=tuple(findings),
        acceptes=verification.acceptes,
    )


def produce(atelier: Atelier, chemin: Path, *, commande: Commande, now: dt.datetime) -> Production:
    """Make what the command asks of one brief, and say what became of each document.

    Faults are values: one brief stops no other. Nothing is written while the brief or the organisation has an error,
    nor a final document while it has a gap, or while a file of the catalogue may hide another text of its modules.
    """
    from docgen.output.dossier import Delivery

    atelier.prepare(documents_asked(commande))
    verification = verify(atelier, chemin)
    brief = verification.loaded.brief
    made = Production(brief.reference if brief else "", _client(brief))
    dossier, pieces, findings = _prepared(atelier, verification, commande)
    if dossier is None:
        return replace(made, findings=tuple(findings))
    written: tuple[Ecrit, ...] = ()
    already: frozenset[Finding] = frozenset()
    if not has_errors([*findings, *_of_every_brief(atelier, final=commande.final)]):
        brief_file = named(atelier.workspace, chemin)
        inputs = digests_of(dossier, verification.loaded.source, atelier.memoire)
        delivery = Delivery(
            brief_file,
            tool_version(),
            now,
            final=commande.final,
            force=commande.force,
            entrees=inputs.entrees,
            details=inputs.details,
            dire=partial(_in_words, atelier.workspace, verification),
            deplacements=moves_of(dossier.brief.sessions),
        )
        so_far = (*atelier.findings, *findings)
        written, of_output, already = write(atelier, dossier, pieces, commande, delivery, so_far)
        findings += of_output
    findings = without(findings, atelier.organisme.constats_acceptes)
    return replace(
        made,
        documents=written,
        explication=_explanation(dossier, commande),
        findings=tuple(findings),
        deja_dits=already,
    )


def render(atelier: Atelier, verification: Verification, commande: Commande) -> Rendu:
    """The same documents as `produce` would write, written nowhere."""
    dossier, pieces, findings = _prepared(atelier, verification, commande)
    if any(piece.session for piece in pieces):  # which print who is enrolled
        findings = [replace(one, gravite=Gravite.ERREUR) if one.code == "P010" else one for one in findings]
    if dossier is None or has_errors([*findings, *_of_every_brief(atelier, final=commande.final)]):
        return Rendu((), tuple(findings))
    documents: list[Rempli] = []
    for piece in pieces:
        try:
            content = fill(atelier, dossier, piece)
        except FaultsFoundError as error:
            findings += atelier.fautes(piece.document, error)
        else:
            documents.append(Rempli(piece.chemin, piece.document.cle, content))
            findings += atelier.avis(piece.document)
    return Rendu(tuple(documents), tuple(without(findings, atelier.organisme.constats_acceptes)))


def _prepared(
    atelier: Atelier, verification: Verification, commande: Commande
) -> tuple[Dossier | None, list[Piece], list[Finding]]:
    """What to fill and with what; all findings so far."""
    findings = list(verification.findings)
    dossier = dossier_of(atelier, verification, final=commande.final)
    if dossier is None:
        return None, [], findings
    pieces, about_command = asked(dossier, verification, commande)
    gravite = Gravite.ERREUR if commande.final else Gravite.AVERTISSEMENT
    return dossier, pieces, [*findings, *about_command, *gaps(atelier, verification, pieces, gravite)]


def _of_every_brief(atelier: Atelier, *, final: bool) -> list[Finding]:
    """What stands against every brief: the organisation's faults; in the way of finals, files of unknown modules."""
    unknown = atelier.catalogue.inconnus if final else ()
    return [finding for finding in atelier.findings if finding.code.startswith("O") or finding.fichier in unknown]


def view_of(atelier: Atelier, verification: Verification, key: str, session: int = 1) -> Mapping[str, object]:
    """What the template of a document is given, for a brief without errors. Raises ValueError for another."""
    from docgen.documents.champs import mapping_of
    from docgen.documents.registre import tous

    document = tous()[key]
    if not document.d_un_brief:
        return mapping_of(document.build_blank(atelier.organisme, atelier.catalogue))
    dossier = dossier_of(atelier, verification)
    if dossier is None:
        message = "\n".join(f"[{finding.code}] {finding.message}" for finding in verification.findings)
        raise ValueError(message)
    return mapping_of(document.build(dossier, dossier.session(session) if document.par_session else None))


def _questions(verification: Verification) -> tuple[str, ...]:
    """What to ask the client: what would change most of its programme."""
    from docgen.brief.demandes import a_demander
    from docgen.brief.redaction.cles import Cles
    from docgen.programme.stakes import Stakes
    from docgen.workspace import schema

    brief, programme = verification.loaded.brief, verification.programme
    if brief is None or programme is None:
        return ()
    return a_demander(brief, Cles.of(schema("brief")), Stakes(brief, programme).weight)


def _client(brief: Brief | None) -> str:
    return brief.client.nom.nom if brief else ""


def _in_words(workspace: Workspace, verification: Verification, found: Sequence[Change], nature: str) -> str:
    from docgen.production.raisons import Explication

    return Explication(workspace, verification).phrase(found, nature)


def _explanation(dossier: Dossier, commande: Commande) -> tuple[str, ...]:
    from docgen.documents.faits import Faits
    from docgen.programme import explain

    if not commande.expliquer:
        return ()
    faits = Faits.of(dossier)
    return tuple(faits.fill(line) for line in explain(dossier.programme, dossier.brief))
