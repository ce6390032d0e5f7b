"""Where the documents of one brief stand: read from the folder of its reference, which stays as it is."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from docgen.errors import FaultsFoundError
from docgen.findings import Finding, Gravite
from docgen.output.etat import Etat, etat_of
from docgen.production.atelier import tool_version
from docgen.production.empreintes import digests_of, figures_of
from docgen.production.pieces import emplacements, moves_of, piece_at
from docgen.production.raisons import Explication
from docgen.production.verification import dossier_of, verify
from docgen.production.writing import fill, folder_of, named, taken_by_another

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from docgen.documents.dossier import Dossier
    from docgen.documents.registre import Document
    from docgen.output.changes import Change
    from docgen.output.manifest import Entry, Manifest
    from docgen.production.atelier import Atelier
    from docgen.production.empreintes import Empreintes
    from docgen.production.pieces import Emplacement
    from docgen.production.raisons import Raison
    from docgen.workspace import Workspace


_FOUND = frozenset({Etat.INACHEVE, Etat.ETRANGER})  # files that no manifest knows
_STALE = frozenset({Etat.PERIME, Etat.MODIFIE_PERIME})


@dataclass(frozen=True, slots=True)
class EtatDocument:
    """Where one document stands. `final` and `date` are the manifest's, None where it knows nothing of it."""

    chemin: str  # in the dossier, with « / »; a folder ends in « / », and the dossier itself is empty
    nature: str  # key of the document; empty for a folder
    etat: Etat
    final: bool | None = None
    date: str | None = None  # ISO 8601: when it was made
    raisons: tuple[Raison, ...] = ()


@dataclass(frozen=True, slots=True)
class Bilan:
    """Where the documents of a brief stand; none while an error keeps docgen from knowing what it asks for."""

    brief: Path
    reference: str = ""
    client: str = ""
    dossier: Path | None = None
    documents: tuple[EtatDocument, ...] = ()
    findings: tuple[Finding, ...] = ()


def state_of(atelier: Atelier, chemin: Path, *, sortie: Path | None = None) -> Bilan:
    """The state of each document that a brief asks for, and of those that it no longer does; writes nothing.

    Of findings, the brief's errors alone (`check_only` tells the rest), what is wrong with the dossier, and when the
    client awaits a proposal that is not final yet.
    """
    from docgen.brief.rules_contexte import check_due
    from docgen.output.dossier import untrusted
    from docgen.output.manifest import Defaut, Manifest, examine

    verification = verify(atelier, chemin)
    errors = tuple(finding for finding in verification.findings if finding.gravite is Gravite.ERREUR)
    brief, dossier = verification.loaded.brief, dossier_of(atelier, verification)
    if brief is None or dossier is None:
        return Bilan(chemin, brief.reference if brief else "", findings=errors)
    folder = folder_of(atelier.workspace, sortie, brief.reference)
    bilan = Bilan(chemin, brief.reference, brief.client.nom.nom, folder)
    found = examine(folder)
    known = found if isinstance(found, Manifest) else None
    if taken := taken_by_another(folder, known, named(atelier.workspace, chemin), atelier.workspace):
        return replace(bilan, findings=(taken,))
    inputs = digests_of(dossier, verification.loaded.source, atelier.memoire)
    releve = _Releve(
        atelier, dossier, folder, known or Manifest(), inputs, Explication(atelier.workspace, verification)
    )
    documents, findings = releve.documents()
    if not any(document.nature == "programme" and document.final for document in documents):
        findings += check_due(verification.loaded.source, brief)
    if isinstance(found, Defaut):
        findings.insert(0, untrusted(folder, found))
    elif found is None and any(document.etat in _FOUND for document in documents):
        findings.insert(0, _unfinished(folder))
    return replace(bilan, documents=tuple(documents), findings=tuple(findings))


def forsaken(workspace: Workspace, bilans: Sequence[Bilan], *, sortie: Path | None = None) -> list[Bilan]:
    """The dossiers that docgen made and that none of a workspace's briefs names any more.

    A brief that cannot be read keeps the dossier that came from it.
    """
    from docgen.output.manifest import read_manifest

    try:
        folders = sorted((sortie or workspace.sortie).iterdir())
    except OSError:  # no such folder, or a name too long: `state_of` has said so
        return []
    taken = {bilan.dossier.name.casefold() for bilan in bilans if bilan.dossier}
    unread = {named(workspace, bilan.brief) for bilan in bilans if not bilan.dossier}
    found = []
    for folder in folders:
        manifest = read_manifest(folder)
        if manifest and manifest.documents and folder.name.casefold() not in taken and manifest.brief not in unread:
            final = any(entry.final for entry in manifest.documents.values())
            orphan = EtatDocument("", "", Etat.ORPHELIN, final)
            found.append(Bilan(Path(manifest.brief), folder.name, dossier=folder, documents=(orphan,)))
    return found


@dataclass(frozen=True, slots=True)
class _Releve:
    """A look at one dossier."""

    atelier: Atelier
    dossier: Dossier
    folder: Path
    known: Manifest
    inputs: Empreintes
    explication: Explication

    def documents(self) -> tuple[list[EtatDocument], list[Finding]]:
        """All documents, asked for or orphan, and the files that could not be read."""
        from docgen.documents.registre import des_briefs, documents_de

        sessions = self.dossier.brief.sessions
        # Nobody lacks a calendar who never made one.
        calendars = [
            place
            for place in emplacements(self.dossier.brief.reference, documents_de("calendrier"), sessions)
            if sessions and place.chemin in self.known.documents
        ]
        documents = emplacements(self.dossier.brief.reference, des_briefs(), sessions)
        asked = [self._where_it_is(place) for place in (*documents, *calendars)]
        states: list[EtatDocument] = []
        findings: list[Finding] = []
        for place in asked:
            try:
                states.append(self._asked(place))
            except FaultsFoundError as error:
                findings += error.findings
        return [*states, *self._orphans({place.chemin for place in asked})], findings

    def _where_it_is(self, place: Emplacement) -> Emplacement:
        """The place of a document; before the next run, that of a session whose dates have just come."""
        for before, now in moves_of(self.dossier.brief.sessions).items():
            if _folder(place.chemin) == now and (self.folder / before).is_dir() and not (self.folder / now).exists():
                return replace(place, chemin=f"{before}{place.chemin.removeprefix(now)}")
        return place

    def _asked(self, place: Emplacement) -> EtatDocument:
        from docgen.output.dossier import on_disk

        entry = self.known.documents.get(place.chemin)
        there = on_disk(self.folder / place.chemin)
        if there and (entry is None or there != entry.sortie) and self._is_ours(place, there):
            return EtatDocument(place.chemin, place.document.cle, Etat.INACHEVE)
        if entry is None:
            return EtatDocument(place.chemin, place.document.cle, etat_of(None, there, ()))
        found = self._changes(place, entry) if there else ()
        etat = etat_of(entry, there, found)
        raisons = self.explication.raisons(found, place.document.cle) if etat in _STALE else ()
        return EtatDocument(place.chemin, place.document.cle, etat, entry.final, entry.date, raisons)

    def _changes(self, place: Emplacement, entry: Entry) -> tuple[Change, ...]:
        """What has changed since a document was made; nothing when it would be made again as it was."""
        from docgen.output.changes import changes

        entrees = {**self.inputs.entrees, **self._own_inputs(place.document)}
        found = changes(entry, self.known.details, entrees, self.inputs.details, tool_version())
        return () if found and self._made_now(place, final=entry.final) == entry.sortie else found

    def _own_inputs(self, document: Document) -> dict[str, str]:
        if document.extension != "docx":
            return {}
        figures = figures_of(self.dossier, document, self.atelier.comparateur)
        return {"modele": self.atelier.empreinte(document), **figures}

    def _is_ours(self, place: Emplacement, there: str) -> bool:
        """Whether these are the bytes that docgen would write now: the run that did was cut short."""
        return any(self._made_now(place, final=final) == there for final in (False, True))

    def _made_now(self, place: Emplacement, *, final: bool) -> str | None:
        """The digest of the document if it were made now; None when its template is at fault."""
        from docgen.output.manifest import digest

        dossier = replace(self.dossier, brouillon=not final)
        try:
            return digest(fill(self.atelier, dossier, piece_at(dossier, place)))
        except FaultsFoundError:  # `modeles verifier` tells
            return None

    def _orphans(self, asked: set[str]) -> Iterator[EtatDocument]:
        """What the manifest knows and the brief no longer asks for: whole folders by their name, else documents."""
        from docgen.output.dossier import orphan_folders

        folders = orphan_folders(self.folder, self.known, {_folder(chemin) for chemin in asked})
        for name in folders:
            finals = [entry.final for chemin, entry in self.known.documents.items() if _folder(chemin) == name]
            yield EtatDocument(f"{name}/", "", Etat.ORPHELIN, any(finals))
        for chemin, entry in sorted(self.known.documents.items()):
            if chemin not in asked and _folder(chemin) not in folders and (self.folder / chemin).is_file():
                yield EtatDocument(chemin, entry.nature, Etat.ORPHELIN, entry.final, entry.date)


def _folder(chemin: str) -> str:
    """The sub-folder of a path in the dossier; empty for a document that stands in none."""
    return chemin.partition("/")[0] if "/" in chemin else ""


def _unfinished(folder: Path) -> Finding:
    return Finding(
        "E021",
        "ce dossier contient des documents, mais pas de manifeste.json\u00a0: une commande a été interrompue avant sa "
        "fin, ou ce fichier a été supprimé.",
        "Relancez docgen programme et docgen kit\u00a0: les documents dits «\u00a0inachevés\u00a0» seront repris tels "
        "quels, les autres laissés où ils sont.",
        Gravite.AVERTISSEMENT,
        str(folder),
    )
