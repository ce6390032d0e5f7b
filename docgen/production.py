"""One brief to documents on disk: the only place where all the rooms below meet.

The way of the data: brief file → `load_brief` → `check_brief` → `build_programme` → a view per document →
`Template.render` → `output.deliver`. Findings travel beside it; nothing is written while one is an error.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from docgen import __version__
from docgen.errors import FaultsFoundError
from docgen.findings import Finding, Gravite, Mark, has_errors

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection, Iterable, Iterator, Mapping
    from pathlib import Path

    from docgen.brief import LoadedBrief
    from docgen.brief.model import Brief, Session
    from docgen.catalogue.model import Catalogue
    from docgen.documents.commun import VueCommune
    from docgen.documents.dossier import Dossier
    from docgen.documents.registre import Document
    from docgen.organisme.model import Organisme
    from docgen.output.dossier import Delivery, NewDocument
    from docgen.programme.model import Programme
    from docgen.territory import Territoire
    from docgen.word.gaps import Gap
    from docgen.word.template import Template
    from docgen.word.theme import Theme
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


@dataclass(frozen=True, slots=True)
class Verification:
    """A brief that was read and checked; `programme` is None while something keeps it from being built."""

    loaded: LoadedBrief
    programme: Programme | None
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Commande:
    """What to make of a brief."""

    commande: str  # « programme » | « kit »
    documents: tuple[str, ...] = ()  # keys; all those of the command when empty
    session: int | None = None
    sortie: Path | None = None
    final: bool = False
    force: bool = False
    expliquer: bool = False


@dataclass(frozen=True, slots=True)
class Ecrit:
    """A document on disk, and what became of it: « écrit », « à jour » or « conservé »."""

    chemin: Path
    statut: str


@dataclass(frozen=True, slots=True)
class Production:
    """What came of one brief; small enough to travel between processes."""

    reference: str = ""
    client: str = ""
    documents: tuple[Ecrit, ...] = ()
    explication: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class Piece:
    """A document to make: its place in the folder of its reference, and what it says."""

    document: Document
    chemin: str
    vue: VueCommune


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


def verify(atelier: Atelier, chemin: Path, *, today: dt.date | None = None) -> Verification:
    """Read a brief, check it, and tailor its programme: every fault at once."""
    from docgen.brief import check_brief, load_brief
    from docgen.programme import build_programme

    loaded = load_brief(chemin, territoire=atelier.territoire, organisme=atelier.organisme)
    findings = [*loaded.findings]
    findings += check_brief(loaded, catalogue=atelier.catalogue, organisme=atelier.organisme, today=today)
    programme = None
    if loaded.brief is not None and not has_errors(findings):
        programme, faults = build_programme(loaded.brief, atelier.catalogue, atelier.organisme)
        findings += [loaded.place(fault.chemin).finding(fault.code, fault.message, fault.remede) for fault in faults]
    if atelier.partiel and has_errors(findings):
        # The remedies name other modules: this time all of them are read.
        return verify(open_atelier(atelier.workspace), chemin, today=today)
    return Verification(loaded, programme, tuple(sorted(findings, key=_by_place)))


def _by_place(finding: Finding) -> tuple[bool, int, int]:
    """The brief's findings by line, then those of its lists."""
    mark = finding.mark or Mark(0, 0)
    return finding.code.startswith("P"), mark.ligne, mark.colonne


def check_only(atelier: Atelier, chemin: Path, *, today: dt.date | None = None) -> Production:
    """The findings of one brief, gaps of all its documents included; writes nothing."""
    from docgen.documents.registre import tous

    verification = verify(atelier, chemin, today=today)
    findings = list(verification.findings)
    dossier = _dossier(atelier, verification)
    if dossier is not None:
        pieces = list(_pieces(dossier, tous().values(), dossier.brief.sessions))
        findings += _gaps(atelier, verification, pieces, Gravite.AVERTISSEMENT)
    brief = verification.loaded.brief
    return Production(brief.reference if brief else "", _client(brief), findings=tuple(findings))


def produce(atelier: Atelier, chemin: Path, *, commande: Commande, now: dt.datetime) -> Production:
    """Make what the command asks of one brief, and say what became of each document.

    Faults are values: one brief stops no other. Nothing is written while the brief or the organisation has an error,
    nor a final document while it has a gap.
    """
    from docgen.output.dossier import Delivery

    verification = verify(atelier, chemin)
    brief, findings = verification.loaded.brief, list(verification.findings)
    made = Production(brief.reference if brief else "", _client(brief))
    dossier = _dossier(atelier, verification, final=commande.final)
    if brief is None or dossier is None:
        return replace(made, findings=tuple(findings))
    pieces, about_command = _asked(dossier, verification, commande)
    findings += about_command
    gravite = Gravite.ERREUR if commande.final else Gravite.AVERTISSEMENT
    findings += _gaps(atelier, verification, pieces, gravite)
    of_organisme = [finding for finding in atelier.findings if finding.code.startswith("O")]
    written: tuple[Ecrit, ...] = ()
    if not has_errors([*findings, *of_organisme]):
        sortie = commande.sortie or atelier.workspace.sortie
        named = _named(atelier.workspace, chemin)
        folder = sortie / brief.reference
        delivery = Delivery(named, __version__, now, final=commande.final, force=commande.force)
        taken = _taken(folder, named, atelier.workspace)
        if taken:
            findings.append(taken)
        else:
            written, of_output = _write(atelier, dossier, pieces, delivery, folder)
            findings += [*of_output, *_orphans(commande, pieces, folder)]
    return replace(made, documents=written, explication=_explanation(dossier, commande), findings=tuple(findings))


def view_of(atelier: Atelier, verification: Verification, key: str, session: int = 1) -> Mapping[str, object]:
    """What the template of a document is given, for a brief without errors. Raises ValueError for another."""
    from docgen.documents.champs import mapping_of
    from docgen.documents.registre import tous

    dossier = _dossier(atelier, verification)
    if dossier is None:
        message = "\n".join(f"[{finding.code}] {finding.message}" for finding in verification.findings)
        raise ValueError(message)
    document = tous()[key]
    return mapping_of(document.build(dossier, dossier.session(session) if document.par_session else None))


def _dossier(atelier: Atelier, verification: Verification, *, final: bool = False) -> Dossier | None:
    from docgen.documents.dossier import Dossier

    brief, programme = verification.loaded.brief, verification.programme
    if brief is None or programme is None:
        return None
    return Dossier(brief, programme, atelier.organisme, brouillon=not final)


def _client(brief: Brief | None) -> str:
    return brief.client.nom.nom if brief else ""


def _explanation(dossier: Dossier, commande: Commande) -> tuple[str, ...]:
    from docgen.programme import explain

    return explain(dossier.programme, dossier.brief) if commande.expliquer else ()


def _asked(dossier: Dossier, verification: Verification, commande: Commande) -> tuple[list[Piece], list[Finding]]:
    """The documents that the command asks for, and what it asks in vain."""
    from docgen.documents.registre import documents_de

    documents = [d for d in documents_de(commande.commande) if not commande.documents or d.cle in commande.documents]
    sessions = dossier.brief.sessions
    findings: list[Finding] = []
    where = verification.loaded.place(("sessions",))
    if commande.commande == "kit" and not sessions:
        message = "ce brief n’a pas encore de session : il n’y a pas de documents à faire."
        findings.append(
            where.finding("B092", message, "Ajoutez « sessions » quand les dates seront fixées.", Gravite.AVIS)
        )
    elif commande.session is not None:
        sessions = tuple(session for session in sessions if session.rang == commande.session)
        if not sessions:
            message = f"ce brief n’a pas de session {commande.session}."
            count = len(dossier.brief.sessions)
            findings.append(where.finding("B091", message, f"Choisissez --session de 1 à {count}."))
    return list(_pieces(dossier, documents, sessions)), findings


def _pieces(dossier: Dossier, documents: Iterable[Document], sessions: tuple[Session, ...]) -> Iterator[Piece]:
    """Documents made once, then session by session those of each."""
    documents = list(documents)
    for document in documents:
        if not document.par_session:
            yield Piece(document, f"{document.cle}-{dossier.brief.reference}.docx", document.build(dossier))
    for session in sessions:
        folder = f"session-{session.rang}-{min(jour.date for jour in session.jours).isoformat()}"
        for document in documents:
            if document.par_session:
                yield Piece(document, f"{folder}/{document.cle}.docx", document.build(dossier, session))


def _gaps(atelier: Atelier, verification: Verification, pieces: list[Piece], gravite: Gravite) -> Iterator[Finding]:
    """What the documents lack, each once, with the place where it goes.

    Without any organisme.yaml, a single finding: its forty keys, one by one, would hide everything else.
    """
    from docgen.documents.champs import gaps_of
    from docgen.organisme import place_in

    gaps = list(dict.fromkeys(gap for piece in pieces for gap in gaps_of(piece.vue)))
    of_organisme = [gap for gap in gaps if gap.fichier == "organisme"]
    for gap in gaps:
        if gap.fichier == "brief":
            yield verification.loaded.place(gap.chemin).finding("B090", *_missing(gap), gravite)
    if of_organisme and not atelier.workspace.organisme.exists():
        labels = "\u00a0; ".join(dict.fromkeys(gap.libelle for gap in of_organisme))
        yield Finding(
            "O090",
            f"votre organisme n’est pas décrit. À COMPLÉTER\u00a0: {labels}.",
            "Écrivez un fichier organisme.yaml à côté du dossier « briefs » : "
            "celui qui accompagne docgen en explique chaque ligne.",
            gravite,
            str(atelier.workspace.organisme),
        )
        return
    for gap in of_organisme:
        yield place_in(atelier.workspace.organisme, gap.chemin).finding("O090", *_missing(gap), gravite)


def _missing(gap: Gap) -> tuple[str, str]:
    """« À COMPLÉTER : titres de Marc Le Bihan », and the key to write it under."""
    keys = " › ".join(str(step + 1) if isinstance(step, int) else step for step in gap.chemin)
    return f"À COMPLÉTER\u00a0: {gap.libelle}.", f"Remplissez « {keys} »."


def _write(
    atelier: Atelier, dossier: Dossier, pieces: list[Piece], delivery: Delivery, folder: Path
) -> tuple[tuple[Ecrit, ...], list[Finding]]:
    """Fill and write; one template at fault stops no other document."""
    from docgen.output.dossier import deliver

    findings: list[Finding] = []
    documents: list[NewDocument] = []
    for piece in pieces:
        try:
            documents.append(_fill(atelier, dossier, piece))
        except FaultsFoundError as error:
            findings += error.findings
    outcomes, of_output = deliver(folder, documents, delivery)
    return tuple(Ecrit(outcome.chemin, outcome.sort) for outcome in outcomes), [*findings, *of_output]


def _taken(folder: Path, named: str, workspace: Workspace) -> Finding | None:
    """The folder of a reference belongs to one brief; a brief that was renamed keeps its folder."""
    from docgen.output.manifest import read_manifest

    manifest = read_manifest(folder)
    if manifest is None or manifest.brief in {"", named} or not (workspace.dossier / manifest.brief).is_file():
        return None
    return Finding(
        "E011",
        f"ce dossier est celui d’un autre brief, {manifest.brief}, qui porte la même référence.",
        "Donnez à l’un des deux une autre référence.",
        fichier=str(folder),
    )


def _orphans(commande: Commande, pieces: list[Piece], folder: Path) -> list[Finding]:
    """Folders of sessions that have moved or gone; only a whole kit can tell."""
    from docgen.output.dossier import orphans

    whole = commande.commande == "kit" and not commande.documents and commande.session is None
    return orphans(folder, {piece.chemin.split("/")[0] for piece in pieces}) if whole else []


def _named(workspace: Workspace, chemin: Path) -> str:
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
