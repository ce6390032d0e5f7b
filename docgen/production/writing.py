"""Documents filled and written into the folder of their reference."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, cast

from docgen.errors import FaultsFoundError
from docgen.findings import Finding
from docgen.production.commande import Ecrit
from docgen.production.dits import is_told_once, mark_of, told_after
from docgen.production.empreintes import figures_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from docgen.documents.calendrier import VueCalendrier
    from docgen.documents.dossier import Dossier
    from docgen.documents.registre import Document
    from docgen.organisme.model import Organisme
    from docgen.output.dossier import Delivery
    from docgen.output.manifest import Manifest
    from docgen.production.atelier import Atelier
    from docgen.production.commande import Commande
    from docgen.production.pieces import Piece
    from docgen.word.pictures import Shown
    from docgen.word.theme import Theme
    from docgen.workspace import Workspace

GREY_BOX = "6d33ee01673a51f3bf9a1905470ff19b008b167158334fbd5ab8aba769a78f0f"  # of the picture in shipped templates


def write(  # noqa: PLR0913, PLR0917 - what a run knows
    atelier: Atelier,
    dossier: Dossier,
    pieces: list[Piece],
    commande: Commande,
    delivery: Delivery,
    so_far: Iterable[Finding] = (),
) -> tuple[tuple[Ecrit, ...], list[Finding], frozenset[Finding]]:
    """Fill and write; one template at fault stops no other document. Last, what an earlier run has told already."""
    from docgen.output.decision import Sort
    from docgen.output.dossier import NewDocument, deliver, kept
    from docgen.output.manifest import read_manifest

    folder = folder_of(atelier.workspace, commande.sortie, dossier.brief.reference)
    known = read_manifest(folder)
    if taken := taken_by_another(folder, known, delivery.brief, atelier.workspace):
        return (), [taken], frozenset()
    findings: list[Finding] = []
    documents: list[NewDocument] = []
    for piece in pieces:
        try:
            own = own_inputs(atelier, dossier, piece.document)
            content = kept(folder, known, piece.chemin, own, delivery) or fill(atelier, dossier, piece)
            documents.append(NewDocument(piece.chemin, piece.document.cle, content, own))
            findings += atelier.avis(piece.document)
        except FaultsFoundError as error:
            findings += atelier.fautes(piece.document, error)
    before = known.dits if known else ()
    passing = [finding for finding in (*so_far, *findings) if is_told_once(finding)]
    outcomes, of_output = deliver(folder, documents, replace(delivery, dits=told_after(before, passing)))
    findings += [*of_output, *_moved_sessions(commande, pieces, folder)]
    written = tuple(Ecrit(o.chemin, o.sort, refuse=o.sort is Sort.REFUSE) for o in outcomes)
    return written, findings, frozenset(finding for finding in passing if mark_of(finding) in before)


def folder_of(workspace: Workspace, sortie: Path | None, reference: str) -> Path:
    """The folder of a reference, in the one that was asked for."""
    return (sortie or workspace.sortie) / reference


def taken_by_another(folder: Path, known: Manifest | None, brief: str, workspace: Workspace) -> Finding | None:
    """The folder of a reference belongs to one brief; a brief that was renamed keeps its folder."""
    from docgen.output.journal import brief_noted

    owner = known.brief if known else brief_noted(folder)
    if owner in {"", brief} or not (workspace.dossier / owner).is_file():
        return None
    return Finding(
        "E011",
        f"ce dossier est celui d’un autre brief, {owner}, qui porte la même référence.",
        "Donnez à l’un des deux une autre référence.",
        fichier=str(folder),
    )


def _moved_sessions(commande: Commande, pieces: list[Piece], folder: Path) -> list[Finding]:
    """Folders of sessions that have moved or gone; only a whole kit can tell."""
    from docgen.output.dossier import orphans

    whole = "kit" in commande.commandes and not commande.documents and commande.session is None
    return orphans(folder, {piece.chemin.split("/")[0] for piece in pieces}) if whole else []


def named(workspace: Workspace, chemin: Path) -> str:
    """How the manifest names the brief: from the workspace, so that it reads the same from any folder."""
    path, root = chemin.resolve(), workspace.dossier.resolve()
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else path.name


def fill(atelier: Atelier, dossier: Dossier, piece: Piece) -> bytes:
    """The bytes of a document. Raises FaultsFoundError for a template at fault."""
    from docgen.documents.champs import mapping_of
    from docgen.word.properties import Properties

    if piece.document.extension == "ics":
        from docgen.production.calendrier import calendar

        return calendar(dossier, cast("VueCalendrier", piece.vue))
    return atelier.modele(piece.document).template.render(
        mapping_of(piece.vue),
        properties=Properties(
            title=f"{piece.vue.document.titre} – {piece.vue.intitule}",
            author=dossier.organisme.raison_sociale or "",
            subject=f"{piece.vue.client.designation}, {piece.vue.document.ligne}",
            date=dossier.brief.date,
        ),
        pictures=pictures_of(dossier.organisme),
        theme=theme_of(dossier.organisme),
    )


def own_inputs(atelier: Atelier, dossier: Dossier, document: Document) -> dict[str, str]:
    """The digests of what a document alone is made from: its template, INSEE's figures; a calendar has none."""
    if document.extension != "docx":
        return {}
    return {"modele": atelier.modele(document).empreinte, **figures_of(dossier, document, atelier.comparateur)}


def pictures_of(organisme: Organisme) -> dict[str, Path | Shown]:
    """The logo of the organisation; without one, what somebody put in the place of docgen's grey box stays."""
    from docgen.word.pictures import Shown

    return {"logo": organisme.logo or Shown(GREY_BOX)}


def theme_of(organisme: Organisme) -> Theme:
    """The colours and fonts of the organisation."""
    from docgen.word.theme import Theme

    charte = organisme.charte
    colours = [colour and colour.removeprefix("#") for colour in (charte.couleur_principale, charte.couleur_secondaire)]
    return Theme(colours[0], colours[1], charte.police_titres, charte.police_texte)
