"""Templates checked before anything is sent: every fault, in words, with its place."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docgen.documents.champs import fields_of
from docgen.errors import FaultsFoundError
from docgen.findings import Gravite
from docgen.modeles.inventaire import document_of
from docgen.production.livres import LIVRES
from docgen.source import load_source
from docgen.word.fields import fields_of_data
from docgen.word.properties import Properties

if TYPE_CHECKING:
    from pathlib import Path

    from docgen.findings import Finding
    from docgen.word.fields import Champs


def fields_for(path: Path, asked: str | None, donnees: Path | None) -> tuple[Champs | None, str]:
    """What a template may print, and the document's title: from sample data, from the document that it is for.

    None when nothing says what it is for: its tags are then checked for their form alone. Raises FaultsFoundError for
    data that cannot be read, UsageFaultError for a document that does not exist.
    """
    if donnees is not None:
        return fields_of_data(data_of(donnees)), ""
    document = document_of(path, asked)
    return (fields_of(document.vue), document.titre) if document else (None, "")


def check(path: Path, fields: Champs | None, titre: str) -> list[Finding]:
    """All faults of a template."""
    from docgen.word.watch import lint

    return lint(path, fields, LIVRES, titre=titre)


def fill(path: Path, data: dict[str, Any]) -> bytes:
    """The template filled with data. Raises FaultsFoundError for all that `check` calls an error, and the engine."""
    from docgen.word.watch import open_template

    errors = [each for each in check(path, fields_of_data(data), "") if each.gravite is Gravite.ERREUR]
    if errors:
        raise FaultsFoundError(errors)
    template, _ = open_template(path, LIVRES)
    return template.render(data, properties=Properties(language=""))


def annotated(path: Path, fields: Champs | None, titre: str) -> bytes:
    """A copy of the template with a Word comment on each faulty tag."""
    from docgen.word.watch import annotate

    return annotate(path, fields, titre=titre)


def is_open_to_comments(findings: list[Finding]) -> bool:
    """Whether the file could be opened: one that could not (M001, M002, M009) or is « Strict » (M052) takes none."""
    return not {finding.code for finding in findings} & {"M001", "M002", "M009", "M052"}


def data_of(path: Path) -> dict[str, Any]:
    """YAML or JSON data (JSON is YAML). Raises FaultsFoundError."""
    return load_source(path, "B").donnees
