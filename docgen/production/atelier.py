"""What every brief of a workspace shares, read once: catalogue, organisation, communes, templates."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

    from docgen.catalogue.model import Catalogue
    from docgen.documents.registre import Document
    from docgen.findings import Finding
    from docgen.organisme.model import Organisme
    from docgen.territory import Territoire
    from docgen.word.template import Template
    from docgen.workspace import Workspace

_CODE = re.compile(rb"""\bcode["']?[ ]*:[ ]*["']?([A-Za-z0-9-]+)""")
_LOOKED_AT = 100_000  # bytes of a brief


@dataclass(frozen=True, slots=True)
class Modele:
    """A template that was opened, and the digest of its file."""

    template: Template
    empreinte: str


@dataclass(frozen=True, slots=True)
class Atelier:
    """What every brief of a workspace shares, read once. `findings` are of the catalogue and the organisme."""

    workspace: Workspace
    territoire: Territoire
    catalogue: Catalogue
    organisme: Organisme
    findings: tuple[Finding, ...]
    partiel: bool = False  # whether only some modules of the catalogue were read
    _modeles: dict[str, Modele] = field(default_factory=dict, repr=False, compare=False)

    def modele(self, document: Document) -> Modele:
        """The template of a document, compiled at its first use. Raises FaultsFoundError."""
        from docgen.output.manifest import digest
        from docgen.word.template import Template

        if document.modele not in self._modeles:
            path = self.workspace.template(document.modele)
            template = Template.open(path)
            self._modeles[document.modele] = Modele(template, digest(path.read_bytes()))
        return self._modeles[document.modele]


def open_atelier(workspace: Workspace, codes: Collection[str] | None = None) -> Atelier:
    """Read what briefs share; its faults are findings. With `codes`, only these modules of the catalogue."""
    from docgen.catalogue import load_catalogue
    from docgen.organisme import load_organisme
    from docgen.territory import Territoire

    catalogue, of_catalogue = load_catalogue(workspace.catalogue, codes)
    organisme, of_organisme = load_organisme(workspace.organisme)
    findings = (*of_catalogue, *of_organisme)
    return Atelier(workspace, Territoire.open(), catalogue, organisme, findings, partiel=codes is not None)


def modules_named(chemin: Path) -> frozenset[str]:
    """The codes that a brief's text names, and maybe a few words more: enough to know which modules to read."""
    try:
        with chemin.open("rb") as file:
            return frozenset(code.decode() for code in _CODE.findall(file.read(_LOOKED_AT)))
    except OSError:
        return frozenset()
