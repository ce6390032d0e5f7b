"""The documents of a dossier as they are now, hand edits included, read again beside what docgen would write."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from docgen.errors import FaultsFoundError
from docgen.findings import Finding, Gravite, has_errors
from docgen.production.dossiers import brief_of, file_of
from docgen.production.pieces import pieces_of
from docgen.production.verification import dossier_of, verify
from docgen.workspace import as_typed

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from docgen.coherence.examen import Texte
    from docgen.coherence.faits import Faits
    from docgen.coherence.rapport import Compare
    from docgen.documents.dossier import Dossier
    from docgen.output.manifest import Manifest
    from docgen.production.atelier import Atelier
    from docgen.production.pieces import Piece
    from docgen.production.verification import Verification

_OPEN = "Ouvrez-le dans Word et enregistrez-le de nouveau en .docx ; sinon supprimez-le et refaites-le."


@dataclass(frozen=True, slots=True)
class Relecture:
    """What came of reading a dossier again: how many documents were read, and what was found."""

    lus: int
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class _Lu:
    """A document that was read; `final`: docgen made it as a final one."""

    piece: Piece
    chemin: Path
    texte: Texte
    empreinte: str
    final: bool
    intact: bool  # as docgen left it: where it differs, the brief has changed since


def review(atelier: Atelier, folder: Path, brief: Path | None = None) -> Relecture:
    """Check the documents of a dossier: what they say against the brief and one another, and what was left in them.

    The brief is the one that the folder was made from, unless it is given.
    """
    from docgen.output.manifest import Manifest, read_manifest

    manifest = read_manifest(folder) or Manifest()
    brief = brief or brief_of(atelier.workspace, folder, manifest)
    if brief is None:
        message = "le brief de ce dossier est introuvable : rien ne dit ce que ses documents devraient contenir."
        remede = "Nommez-le : docgen verifier mon-brief.yaml --dossier suivi de la référence."
        return Relecture(0, (Finding("D003", message, remede, fichier=str(folder)),))
    verification = verify(atelier, brief)
    dossier = dossier_of(atelier, verification)
    faults = [finding for finding in (*atelier.findings, *verification.findings) if has_errors([finding])]
    if dossier is None or faults:
        return Relecture(0, tuple(faults))
    return _review(atelier, verification, dossier, folder, manifest)


def _review(
    atelier: Atelier, verification: Verification, dossier: Dossier, folder: Path, manifest: Manifest
) -> Relecture:
    from docgen.coherence.rapport import Rapport
    from docgen.output.dossier import orphans

    pieces, findings = _pieces(dossier), list[Finding]()
    read = list(_read(pieces, folder, manifest, findings))
    seen = {lu.empreinte: lu.texte for lu in read}
    findings += _missing(pieces, read, findings, folder)
    findings += orphans(folder, {Path(p.chemin).parts[0] for p in pieces} | {lu.chemin.parent.name for lu in read})
    modele = _Modele.of(atelier, dossier, pieces, seen, with_finals=any(lu.final for lu in read))
    findings += dict.fromkeys(modele.faults)
    known = [lu for lu in read if lu.piece.chemin in modele.brouillons]
    told = Rapport([modele.compared(lu) for lu in known], verification.loaded.place).findings()
    stale = {str(lu.chemin): _made_again(lu, verification) for lu in known if lu.intact}
    findings += (replace(one, remede=stale[one.fichier]) if one.fichier in stale else one for one in told)
    findings += (finding for lu in known for finding in modele.leftovers(lu))
    return Relecture(len(read), tuple(findings))


def _made_again(lu: _Lu, verification: Verification) -> str:
    """The remedy of a document that nobody touched: to correct it by hand would leave the next one as wrong."""
    command = f"docgen {lu.piece.document.commande} {as_typed(Path(verification.loaded.source.fichier))}"
    if lu.final:
        return f"Le brief a changé depuis ; peut-être envoyé, il n’est refait que par « {command} --final --force »."
    return f"Personne ne l’a retouché, et le brief a changé depuis : « {command} » le refait."


def _pieces(dossier: Dossier) -> list[Piece]:
    from docgen.documents.registre import des_briefs

    return list(pieces_of(dossier, des_briefs(), dossier.brief.sessions))


def _read(pieces: Sequence[Piece], folder: Path, manifest: Manifest, faults: list[Finding]) -> Iterator[_Lu]:
    """The documents that are there; one that does not open is a fault, and stops no other."""
    from docgen.coherence.examen import Texte
    from docgen.output.manifest import digest
    from docgen.word.contents import read_contents

    expected = {piece.chemin for piece in pieces}
    for piece in pieces:
        name = file_of(piece, folder, manifest, expected)
        if name is None:
            continue
        entry = manifest.documents.get(name)
        try:
            texte = Texte(read_contents(folder / name))
            empreinte = digest((folder / name).read_bytes())
            intact = entry is not None and empreinte == entry.sortie
        except FaultsFoundError as error:
            message = f"ce document ne s’ouvre pas : {error.findings[0].message}"
            titre = piece.document.titre
            faults.append(Finding("D001", message, _OPEN, fichier=str(folder / name), lieu=titre))
        else:
            yield _Lu(piece, folder / name, texte, empreinte, entry is not None and entry.final, intact)


def _missing(
    pieces: Sequence[Piece], read: Sequence[_Lu], faults: Sequence[Finding], folder: Path
) -> Iterator[Finding]:
    """A notice per folder that lacks documents."""
    there = {id(lu.piece) for lu in read}
    by_folder: dict[Path, list[Piece]] = {}
    unreadable = {(finding.lieu, Path(finding.fichier).parent) for finding in faults}
    for piece in pieces:
        place = (folder / piece.chemin).parent
        if id(piece) not in there and (piece.document.titre, place) not in unreadable:
            by_folder.setdefault(place, []).append(piece)
    for place, lacking in by_folder.items():
        names = ", ".join(piece.document.titre for piece in lacking)
        command = lacking[0].document.commande
        message = f"ce dossier n’a pas encore : {names}."
        yield Finding("D002", message, f"« docgen {command} » le fait.", Gravite.AVIS, str(place))


@dataclass(frozen=True, slots=True)
class _Modele:
    """The documents as docgen would make them now, drafts and finals, by path; and the facts of each.

    A template at fault keeps its own documents from being compared, no other.
    """

    brouillons: Mapping[str, Texte]
    finals: Mapping[str, Texte]
    faits: Mapping[str, Faits]
    faults: Sequence[Finding]

    @classmethod
    def of(
        cls,
        atelier: Atelier,
        dossier: Dossier,
        pieces: Sequence[Piece],
        seen: Mapping[str, Texte],
        *,
        with_finals: bool,
    ) -> _Modele:
        """Make them all in memory. `seen`: documents that were read, by digest; the same bytes are not read again."""
        from docgen.coherence.faits import faits_of

        faults: list[Finding] = []
        drafts = _made(atelier, dossier, pieces, seen, faults)
        final = replace(dossier, brouillon=False)
        finals = _made(atelier, final, _pieces(final), seen, faults) if with_finals else {}
        known = frozenset(valeur for texte in drafts.values() for valeur in texte.valeurs)
        sessions = {id(piece.session): piece.session for piece in pieces}
        of_session = {key: faits_of(dossier, session, known) for key, session in sessions.items()}
        return cls(drafts, finals, {piece.chemin: of_session[id(piece.session)] for piece in pieces}, faults)

    def compared(self, lu: _Lu) -> Compare:
        """A document with what differs in it."""
        from docgen.coherence.examen import Examen
        from docgen.coherence.rapport import Compare

        name = lu.piece.chemin
        examen = Examen(self._expected(lu), lu.texte, self.faits[name], _free_lines(lu.piece))
        return Compare(lu.piece.document.titre, str(lu.chemin), examen, examen.constats())

    def leftovers(self, lu: _Lu) -> list[Finding]:
        """What was left in a document."""
        from docgen.coherence.restes import draft_mark, leftovers

        where = str(lu.chemin), lu.piece.document.titre
        found = leftovers(lu.texte.contents, self._expected(lu).contents, *where, final=lu.final)
        if lu.final:
            name = lu.piece.chemin
            found += draft_mark(lu.texte.contents, self.brouillons[name].contents, self.finals[name].contents, *where)
        return found

    def _expected(self, lu: _Lu) -> Texte:
        return (self.finals if lu.final else self.brouillons)[lu.piece.chemin]


def _made(
    atelier: Atelier, dossier: Dossier, pieces: Sequence[Piece], seen: Mapping[str, Texte], faults: list[Finding]
) -> dict[str, Texte]:
    from docgen.coherence.examen import Texte
    from docgen.output.manifest import digest
    from docgen.production.writing import fill
    from docgen.word.contents import contents_of

    made: dict[str, Texte] = {}
    for piece in pieces:
        try:
            data = fill(atelier, dossier, piece)
        except FaultsFoundError as error:
            faults += error.findings
        else:
            made[piece.chemin] = seen.get(digest(data)) or Texte(contents_of(data))
    return made


def _free_lines(piece: Piece) -> frozenset[str]:
    """What an attendance sheet prints where a name is to be written by hand; nothing for another document."""
    from docgen.documents.emargement import VueEmargement

    vue = piece.vue
    return frozenset(str(libre.nom) for libre in vue.lignes_libres) if isinstance(vue, VueEmargement) else frozenset()
