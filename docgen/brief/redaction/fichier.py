"""A brief begun, on disk: its place, its text, and never over a file that is there."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING

from docgen.brief.redaction.cles import Cles
from docgen.brief.redaction.texte import brief_text
from docgen.output.atomic import write_new
from docgen.workspace import BRIEFS, SCHEMAS, as_typed, schema

if TYPE_CHECKING:
    from docgen.brief.redaction.ebauche import Ebauche
    from docgen.workspace import Workspace


def write_brief(workspace: Workspace, ebauche: Ebauche, chemin: Path) -> None:
    """Write the brief's file. Raises FaultsFoundError: E013 where a file is already, E001 to E006."""
    cles = Cles.of(schema("brief"))
    text = brief_text(ebauche, cles, schema=schema_from(workspace, chemin), chemin=_typed(workspace, chemin))
    write_new(chemin, text.encode())


def usual_place(workspace: Workspace, name: str) -> Path:
    """Where a brief goes unless told otherwise."""
    return workspace.dossier / BRIEFS / f"{name}.yaml"


def schema_from(workspace: Workspace, chemin: Path) -> str:
    """The way from a brief to its schema, the workspace's own first; a URI where no relative path can be written."""
    own = workspace.dossier / SCHEMAS / schema("brief").name
    target = (own if own.is_file() else schema("brief")).resolve()
    try:
        way = Path(os.path.relpath(target, chemin.resolve().parent)).as_posix()
    except ValueError:  # Windows: another drive
        return target.as_uri()
    return target.as_uri() if re.search(r"\s", way) else way


def _typed(workspace: Workspace, chemin: Path) -> str:
    """The brief's path as one types it from the workspace."""
    folder = workspace.dossier.resolve()
    whole = chemin.resolve()
    path = whole.relative_to(folder) if whole.is_relative_to(folder) else whole
    return as_typed(path)
