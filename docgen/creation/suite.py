"""What to do next in a folder."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from docgen.creation.espace import EXEMPLE
from docgen.workspace import as_typed, glance

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from docgen.workspace import Apercu, Workspace

_NAMED = re.compile(rb"^raison_sociale:[ ]*[^\s#]", re.MULTILINE)
AT_MOST = 3  # briefs named in one go


@dataclass(frozen=True, slots=True)
class Etape:
    """Something to do: why, and the command to type, if there is one."""

    raison: str
    commande: str = ""


def next_steps(workspace: Workspace, typed: Path) -> list[Etape]:
    """What to do next, the first thing first. `typed` is the workspace's folder as the user would type it."""
    if not workspace.existe:
        return [Etape("Ce dossier n’est pas encore un espace de travail.", "docgen init")]
    steps = [*_about_organisme(workspace, typed), *_about_briefs(workspace, typed)]
    return steps or [Etape("Chaque brief a ses documents. Pour vérifier que tout est juste :", "docgen verifier")]


def _about_organisme(workspace: Workspace, typed: Path) -> Iterator[Etape]:
    organisme = workspace.organisme
    if not organisme.is_file():
        yield Etape("Votre organisme n’est pas décrit : il manque organisme.yaml.", _init(typed))
    elif not _is_named(organisme):
        yield Etape(f"Votre organisme n’est pas encore décrit : remplissez {typed / organisme.name}.")


def _is_named(organisme: Path) -> bool:
    """Whether it says who one is; so it is believed while it cannot be read, which other commands tell."""
    try:
        return bool(_NAMED.search(organisme.read_bytes()))
    except OSError:
        return True


def _init(typed: Path) -> str:
    return "docgen init" if str(typed) == "." else f"docgen init {as_typed(typed)}"


def _about_briefs(workspace: Workspace, typed: Path) -> Iterator[Etape]:
    glances = [glance(path) for path in workspace.briefs()]
    if all(seen.chemin.name == EXEMPLE for seen in glances):
        yield Etape("Il n’y a pas encore de brief à vous.", "docgen brief nouveau")
        return
    yield from _to_make(workspace, typed, glances, "programme", "n’ont pas encore de proposition")
    dated = [seen for seen in glances if seen.sessions]
    yield from _to_make(workspace, typed, dated, "kit", "n’ont pas encore les documents de leurs sessions")


def _to_make(workspace: Workspace, typed: Path, glances: list[Apercu], command: str, lacking: str) -> Iterator[Etape]:
    pattern = {"programme": "programme-*.docx", "kit": "session-*/*.docx"}[command]
    left = [seen for seen in glances if seen.chemin.name != EXEMPLE and not _is_made(workspace, seen, pattern)]
    if not left:
        return
    one = lacking.replace("n’ont", "n’a").replace("leurs", "ses")
    reason = f"{left[0].chemin.name} {one}." if len(left) == 1 else f"{len(left)} briefs {lacking}."
    names = " ".join(as_typed(typed / seen.chemin.relative_to(workspace.dossier)) for seen in left[:AT_MOST])
    yield Etape(reason, f"docgen {command} {names}" if len(left) <= AT_MOST else f"docgen {command}")


def _is_made(workspace: Workspace, seen: Apercu, pattern: str) -> bool:
    return bool(seen.reference) and any((workspace.sortie / str(seen.reference)).glob(pattern))
