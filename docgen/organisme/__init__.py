"""The training organisation: reading `organisme.yaml` and the rules that it must follow.

organisme.yaml --source, validation--> data --reading--> Organisme --rules--> findings O020 to O027
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING

from docgen import workspace
from docgen.errors import FaultsFoundError
from docgen.organisme.model import Lecture, Organisme
from docgen.organisme.reading import read_organisme
from docgen.organisme.rules import LOGO_FAULTS, check_rules
from docgen.source import load_source
from docgen.validation import check_schema
from docgen.validation.places import Place, place

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from docgen.findings import Finding
    from docgen.source import Path as Keys

__all__ = ["filled", "load_organisme", "places_in"]


def load_organisme(path: Path | None) -> tuple[Organisme, list[Finding]]:
    """The organisation and all findings about its file, by line; what is wrong is left out of it.

    Without a file the organisation is all gaps, and nothing is at fault. Never raises for a bad file.
    """
    if path is None or not (path.exists() or path.is_symlink()):
        return Organisme(), []
    try:
        source = load_source(path, "O")
    except FaultsFoundError as error:
        return Organisme(fichier=str(path), lecture=Lecture.ILLISIBLE), list(error.findings)
    organisme = read_organisme(source.donnees, path)
    findings = check_schema(source, workspace.schema("organisme"), "O")
    findings += check_rules(organisme, source, path.parent)
    if any(finding.code in LOGO_FAULTS for finding in findings):
        organisme = replace(organisme, logo=None)  # nobody may read it: it may be any file of this disk
    return organisme, sorted(findings, key=_by_line)


def places_in(path: Path, chemins: Iterable[Keys]) -> list[Place]:
    """Where values of the file at `path` stand, or would stand; it is read once."""
    try:
        source = load_source(path, "O")
    except FaultsFoundError:
        return [Place(str(path), None, "") for _ in chemins]
    return [place(source, chemin) for chemin in chemins]


def filled(path: Path, chemin: Keys) -> bool:
    """Whether the file at `path` says something there, of whatever form."""
    value: object = {}
    with suppress(FaultsFoundError):
        value = load_source(path, "O").donnees
    for step in chemin:
        if isinstance(value, dict):
            value = value.get(step)
        elif isinstance(value, list) and isinstance(step, int) and step < len(value):
            value = value[step]
        else:
            return False
    return value not in (None, "", [], {})


def _by_line(finding: Finding) -> tuple[int, int]:
    return (finding.mark.ligne, finding.mark.colonne) if finding.mark else (0, 0)
