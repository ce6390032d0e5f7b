"""What every brief of a workspace shares, read once: catalogue, organisation, communes, templates."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from docgen import __version__
from docgen.errors import FaultsFoundError
from docgen.findings import Gravite, without
from docgen.production.empreintes import Memoire
from docgen.production.livres import LIVRES
from docgen.workspace import RESSOURCES, head_of, shipped

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from docgen.catalogue.model import Catalogue
    from docgen.documents.registre import Document
    from docgen.findings import Finding
    from docgen.organisme.model import Organisme
    from docgen.territory import Territoire
    from docgen.territory.comparateur import Comparateur
    from docgen.word.template import Template
    from docgen.word.watch import EditedTemplate
    from docgen.workspace import Workspace

_CODE = re.compile(rb"""\bcode["']?[ ]*:[ ]*["']?([A-Za-z0-9-]+)""")
# What the full check of a template says too, in other words: unreadable, syntax, unknown field, out of reach.
SEEN_BY_LINT = frozenset({"M001", "M002", "M003", "M004", "M009", "M039"})
OF_VALUES = "M032"  # a field that may be absent: the engine judges it with this brief's own


@dataclass(frozen=True, slots=True)
class Modele:
    """A template that was opened, and the digest of its file."""

    template: Template | EditedTemplate
    empreinte: str


@dataclass(frozen=True, slots=True)
class Atelier:
    """What every brief of a workspace shares, read once. `findings` are of the catalogue and the organisme."""

    workspace: Workspace
    territoire: Territoire
    catalogue: Catalogue
    organisme: Organisme
    findings: tuple[Finding, ...]
    acceptes: frozenset[str] = frozenset()  # codes of the findings that organisme.yaml had left out
    comparateur: Comparateur | None = None  # INSEE's figures, once somebody imported them
    partiel: bool = False  # whether only some modules of the catalogue were read
    memoire: Memoire = field(default_factory=Memoire, repr=False, compare=False)
    _modeles: dict[str, Modele] = field(default_factory=dict, repr=False, compare=False)
    _fautifs: dict[str, FaultsFoundError] = field(default_factory=dict, repr=False, compare=False)
    _fautes: dict[str, tuple[Finding, ...]] = field(default_factory=dict, repr=False, compare=False)
    _empreintes: dict[str, str] = field(default_factory=dict, repr=False, compare=False)

    def prepare(self, documents: Iterable[Document]) -> None:
        """Start what fills templates that are not docgen's own, when one of these is: it gets ready in the meantime."""
        if any(self.empreinte(document) not in LIVRES for document in documents if document.extension == "docx"):
            from docgen.word.watch import warm

            warm()

    def modele(self, document: Document) -> Modele:
        """The template of a document, compiled at its first use. Raises FaultsFoundError, each time the same.

        What `modeles verifier` calls an error in a template that is not docgen's own keeps it from being filled, but
        for a field that may be absent: some of these errors would lose text without a word.
        """
        if document.modele in self._fautifs:
            raise self._fautifs[document.modele]
        if document.modele not in self._modeles:
            try:
                self._judge(document)
                self._modeles[document.modele] = _opened(self.workspace.template(document.modele))
            except FaultsFoundError as error:
                self._fautifs[document.modele] = error
                raise
        return self._modeles[document.modele]

    def empreinte(self, document: Document) -> str:
        """The digest of the template of a document, which may be no Word file at all; empty when it cannot be read."""
        from docgen.word.files import read_bytes

        if document.modele not in self._empreintes:
            path = self.workspace.template(document.modele)
            try:
                self._empreintes[document.modele] = sha256(read_bytes(path)).hexdigest()
            except FaultsFoundError:  # `modele` says why
                return ""
        return self._empreintes[document.modele]

    def avis(self, document: Document) -> tuple[Finding, ...]:
        """What the template of a document, once opened, is warned of."""
        return self._modeles[document.modele].template.findings if document.modele in self._modeles else ()

    def fautes(self, document: Document, error: FaultsFoundError) -> list[Finding]:
        """What is wrong with a template that could not be filled: all that the full check finds, not the first alone.

        What only its values show stays as the engine said it, and so does all when the check finds nothing.
        """
        found_here = self._errors(document)
        of_values = [each for each in error.findings if each.code not in SEEN_BY_LINT and each not in found_here]
        return [*found_here, *of_values] if found_here else list(error.findings)

    def _judge(self, document: Document) -> None:
        """Raises FaultsFoundError; a template that passed is not looked at again, by this run or another."""
        from docgen.word import cache

        empreinte = self.empreinte(document)
        if not empreinte or empreinte in LIVRES:  # what cannot be read is told when it is opened
            return
        key = cache.key_of(f"{tool_version()} {document.vue.__qualname__} {empreinte}")
        if cache.is_vouched(key):
            return
        if errors := [each for each in self._errors(document) if each.code != OF_VALUES]:
            raise FaultsFoundError(errors)
        cache.vouch(key)

    def _errors(self, document: Document) -> tuple[Finding, ...]:
        from docgen.documents.champs import fields_of
        from docgen.word.watch import lint

        if document.modele not in self._fautes:
            path = self.workspace.template(document.modele)
            found = lint(path, fields_of(document.vue), LIVRES, titre=document.titre)
            self._fautes[document.modele] = tuple(each for each in found if each.gravite is Gravite.ERREUR)
        return self._fautes[document.modele]


def _opened(path: Path) -> Modele:
    from docgen.word.watch import open_template

    return Modele(*open_template(path, LIVRES))


def open_atelier(workspace: Workspace, codes: Collection[str] | None = None) -> Atelier:
    """Read what briefs share; its faults are findings. With `codes`, only these modules of the catalogue."""
    from docgen.catalogue import load_catalogue
    from docgen.organisme import load_organisme
    from docgen.territory import Territoire

    catalogue, of_catalogue = load_catalogue(workspace.catalogue, codes)
    organisme, of_organisme = load_organisme(workspace.organisme)
    comparateur, of_figures = _figures(workspace)
    all_findings = [*of_catalogue, *of_organisme, *of_figures]
    findings = tuple(without(all_findings, organisme.constats_acceptes))
    silenced = frozenset(finding.code for finding in all_findings) - {finding.code for finding in findings}
    return Atelier(
        workspace, Territoire.open(), catalogue, organisme, findings, silenced, comparateur, partiel=codes is not None
    )


def _figures(workspace: Workspace) -> tuple[Comparateur | None, tuple[Finding, ...]]:
    """INSEE's figures of the workspace; a file that is broken is told, and stops nothing."""
    from docgen.territory.comparateur import Comparateur

    if not workspace.comparateur.exists():
        return None, ()
    try:
        return Comparateur.open(workspace.comparateur), ()
    except FaultsFoundError as error:
        return None, error.findings


@cache
def tool_version() -> str:
    """The version of docgen; in a checkout, with a trace of the code as last saved: what it makes changes with it."""
    package = Path(__file__).parent.parent
    if shipped() == package / RESSOURCES:
        return __version__
    stamps = sorted((str(file), file.stat().st_mtime_ns) for file in package.rglob("*.py"))
    return f"{__version__}+{sha256(repr(stamps).encode()).hexdigest()[:8]}"


def modules_named(chemin: Path) -> frozenset[str]:
    """The codes that a brief's text names, and maybe a few words more: enough to know which modules to read."""
    return frozenset(code.decode() for code in _CODE.findall(head_of(chemin)))
