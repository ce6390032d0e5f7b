"""Documents filled and written into the folder of their reference."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from docgen.errors import FaultsFoundError
from docgen.findings import Finding
from docgen.production.commande import Ecrit

if TYPE_CHECKING:
    from pathlib import Path

    from docgen.documents.dossier import Dossier
    from docgen.organisme.model import Organisme
    from docgen.output.dossier import Delivery, NewDocument
    from docgen.production.atelier import Atelier
    from docgen.production.commande import Commande
    from docgen.production.pieces import Piece
    from docgen.word.theme import Theme
    from docgen.workspace import Workspace


def write(
    atelier: Atelier, dossier: Dossier, pieces: list[Piece], commande: Commande, delivery: Delivery
) -> tuple[tuple[Ecrit, ...], list[Finding]]:
    """Fill and write; one template at fault stops no other document."""
    from docgen.output.dossier import deliver

    folder = (commande.sortie or atelier.workspace.sortie) / dossier.brief.reference
    if taken := _taken(folder, delivery.brief, atelier.workspace):
        return (), [taken]
    findings: list[Finding] = []
    documents: list[NewDocument] = []
    for piece in pieces:
        try:
            documents.append(_fill(atelier, dossier, piece))
        except FaultsFoundError as error:
            findings += error.findings
    outcomes, of_output = deliver(folder, documents, delivery)
    findings += [*of_output, *_moved_sessions(commande, pieces, folder)]
    return tuple(Ecrit(outcome.chemin, outcome.sort) for outcome in outcomes), findings


def _taken(folder: Path, brief: str, workspace: Workspace) -> Finding | None:
    """The folder of a reference belongs to one brief; a brief that was renamed keeps its folder."""
    from docgen.output.manifest import read_manifest

    manifest = read_manifest(folder)
    if manifest is None or manifest.brief in {"", brief} or not (workspace.dossier / manifest.brief).is_file():
        return None
    return Finding(
        "E011",
        f"ce dossier est celui d’un autre brief, {manifest.brief}, qui porte la même référence.",
        "Donnez à l’un des deux une autre référence.",
        fichier=str(folder),
    )


def _moved_sessions(commande: Commande, pieces: list[Piece], folder: Path) -> list[Finding]:
    """Folders of sessions that have moved or gone; only a whole kit can tell."""
    from docgen.output.dossier import orphans

    whole = commande.commande == "kit" and not commande.documents and commande.session is None
    return orphans(folder, {piece.chemin.split("/")[0] for piece in pieces}) if whole else []


def named(workspace: Workspace, chemin: Path) -> str:
    """How the manifest names the brief: from the workspace, so that it reads the same from any folder."""
    path, root = chemin.resolve(), workspace.dossier.resolve()
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else path.name


def _fill(atelier: Atelier, dossier: Dossier, piece: Piece) -> NewDocument:
    from docgen.documents.champs import mapping_of
    from docgen.output.dossier import NewDocument
    from docgen.output.manifest import digest
    from docgen.word.properties import Properties

    modele = atelier.modele(piece.document)
    organisme = dossier.organisme
    content = modele.template.render(
        mapping_of(piece.vue),
        properties=Properties(
            title=f"{piece.vue.document.titre} – {piece.vue.intitule}",
            author=organisme.raison_sociale or "",
            subject=f"{piece.vue.client.designation}, {piece.vue.document.ligne}",
            date=dossier.brief.date,
        ),
        pictures={"logo": organisme.logo},
        theme=_theme(organisme),
    )
    modules = [adapte.module for adapte in dossier.programme.modules]
    logo = organisme.logo.read_bytes() if organisme.logo else b""
    # What the files say, not how: a comment added to a brief makes nothing stale.
    inputs = {
        "brief": repr(dossier.brief).encode(),
        "catalogue": repr(modules).encode(),
        "organisme": repr(replace(organisme, fichier="", logo=None)).encode() + logo,
    }
    entrees = {name: digest(data) for name, data in inputs.items()} | {"modele": modele.empreinte}
    return NewDocument(piece.chemin, piece.document.cle, content, entrees)


def _theme(organisme: Organisme) -> Theme:
    from docgen.word.theme import Theme

    charte = organisme.charte
    colours = [colour and colour.removeprefix("#") for colour in (charte.couleur_principale, charte.couleur_secondaire)]
    return Theme(colours[0], colours[1], charte.police_titres, charte.police_texte)
