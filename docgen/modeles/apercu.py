"""A template seen filled: Word, and PDF and pages as pictures where the programs for them are installed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from docgen.documents.champs import fields_of
from docgen.modeles.echantillon import sample
from docgen.output.atomic import write_atomically
from docgen.output.pdf import convert, pages
from docgen.production.writing import pictures_of

if TYPE_CHECKING:
    from pathlib import Path

    from docgen.documents.registre import Document
    from docgen.findings import Finding
    from docgen.production import Atelier
    from docgen.word.fields import Champs

DOSSIER = "apercu"


@dataclass(frozen=True, slots=True)
class Apercu:
    """The files of a preview, and what kept some of them from being made."""

    fichiers: tuple[Path, ...]
    findings: tuple[Finding, ...]


def preview(atelier: Atelier, document: Document, folder: Path | None = None) -> Apercu:
    """Fill a document's template with the sample. Raises FaultsFoundError for a template at fault."""
    content = atelier.modele(document).template.render(
        sample(atelier, document), pictures=pictures_of(atelier.organisme)
    )
    target = (folder or atelier.workspace.sortie / DOSSIER) / f"{document.cle}.docx"
    write_atomically(target, content)
    conversion = convert([target])
    pictures, findings = pages(conversion.pdfs)
    return Apercu((target, *conversion.pdfs, *pictures), (*conversion.findings, *findings))


def fields(document: Document) -> Champs:
    """What a template of that document may print."""
    return fields_of(document.vue)
