"""Which template each document uses, and how it compares with the shipped one."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from docgen.documents.registre import tous
from docgen.errors import FaultsFoundError, UsageFaultError
from docgen.nearest import nearest
from docgen.output.atomic import fault_of, write_atomically
from docgen.workspace import TEMPLATES, shipped

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from docgen.documents.registre import Document
    from docgen.workspace import Workspace


class Etat(StrEnum):
    """Where a document's template comes from, as the terminal says it."""

    LIVRE = "celui de docgen"
    IDENTIQUE = "le vôtre, identique à celui de docgen"
    MODIFIE = "le vôtre, modifié"


class Copie(StrEnum):
    """What became of a copy."""

    COPIE = "copié"
    DEJA_LA = "à jour"  # there, and the same
    GARDE = "conservé"  # edited: never replaced


@dataclass(frozen=True, slots=True)
class Modele:
    """A document's template in use."""

    document: Document
    chemin: Path
    etat: Etat


def inventory(workspace: Workspace) -> list[Modele]:
    """The template of each document, in their order."""
    return [_modele(workspace, document) for document in tous().values()]


def _modele(workspace: Workspace, document: Document) -> Modele:
    chemin, original = workspace.template(document.modele), _shipped(document)
    if chemin == original or chemin.resolve() == original.resolve():
        return Modele(document, chemin, Etat.LIVRE)
    same = chemin.is_file() and chemin.read_bytes() == original.read_bytes()
    return Modele(document, chemin, Etat.IDENTIQUE if same else Etat.MODIFIE)


def copy(workspace: Workspace, documents: Iterable[Document]) -> list[tuple[Path, Copie]]:
    """Put the shipped templates into the workspace, never over one that is there. Raises FaultsFoundError (E001…)."""
    targets = [(workspace.dossier / TEMPLATES / f"{document.modele}.docx", document) for document in documents]
    return [(target, put(target, _shipped(document).read_bytes())) for target, document in targets]


def put(target: Path, content: bytes) -> Copie:
    """Write a file where none is, and say what became of it. Raises FaultsFoundError (E001…)."""
    try:
        if (target.exists() or target.is_symlink()) and not target.is_file():
            return Copie.GARDE  # a folder, a pipe that would never end, a link to nothing
        there = target.read_bytes() if target.exists() else None
    except OSError as error:
        raise FaultsFoundError([fault_of(error, target)]) from error
    if there is not None:
        return Copie.DEJA_LA if there == content else Copie.GARDE
    write_atomically(target, content)
    return Copie.COPIE


def document_named(key: str) -> Document:
    """The document of that key. Raises UsageFaultError with the nearest one."""
    known = tous()
    if key not in known:
        near = nearest(key, known)
        hint = f" Vouliez-vous dire « {near} » ?" if near else f" Documents : {', '.join(known)}."
        raise UsageFaultError(f"aucun document ne s’appelle « {key} ».{hint}")
    return known[key]


def document_of(path: Path, asked: str | None) -> Document | None:
    """The document that a template is for: the one asked for, else the one that its file is named after."""
    return document_named(asked) if asked else tous().get(path.stem)


def _shipped(document: Document) -> Path:
    return shipped() / TEMPLATES / f"{document.modele}.docx"
