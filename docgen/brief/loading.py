"""From a brief's file to a Brief, with every fault that reading it shows."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from docgen import workspace
from docgen.brief import reading
from docgen.brief.client import ClientReader
from docgen.brief.comparables import check_comparables, portrait_of, read_comparables
from docgen.brief.model import Brief, Participant, Session
from docgen.catalogue.model import Phase
from docgen.errors import FaultsFoundError
from docgen.findings import Gravite
from docgen.source import Source, load_source, parse_source
from docgen.source.values import items, text, texts, whole
from docgen.territory import mandat_au
from docgen.validation import check_schema
from docgen.validation.formats import date_of
from docgen.validation.places import Place, place

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping
    from pathlib import Path as FilePath

    from docgen.findings import Finding
    from docgen.organisme.model import Formateur, Organisme
    from docgen.source import Path
    from docgen.territory import Territoire
    from docgen.territory.comparateur import Comparateur


@dataclass(frozen=True, slots=True)
class LoadedBrief:
    """A brief's file as it was read. `brief` is None when what all else hangs on is missing or wrong."""

    source: Source
    brief: Brief | None
    findings: tuple[Finding, ...]

    def place(self, path: Path) -> Place:
        """Where a value of the brief stands, or would stand."""
        return place(self.source, path)


def load_brief(
    path: FilePath,
    *,
    territoire: Territoire,
    organisme: Organisme,
    contenu: bytes | None = None,
    comparateur: Comparateur | None = None,
) -> LoadedBrief:
    """Read a brief, its participant lists and its client. Never raises for a bad file: findings tell of it.

    With `contenu`, the bytes of a brief that somebody sent: `path` only names it, and no list is read. With
    `comparateur`, INSEE's figures that the workspace imported.
    """
    try:
        source = load_source(path, "B") if contenu is None else parse_source(contenu, "B", str(path))
    except FaultsFoundError as error:
        return LoadedBrief(Source(str(path), {}), None, error.findings)
    findings = check_schema(source, workspace.schema("brief"), "B")
    folder = path.parent if contenu is None else None
    brief = _Reader(source, folder, findings).brief(territoire, organisme)
    if brief is not None:
        brief = replace(brief, portrait=portrait_of(brief, territoire, comparateur))
        findings += check_comparables(source, brief, territoire)
    return LoadedBrief(source, brief, tuple(findings))


@dataclass(slots=True)
class _Reader:
    source: Source
    folder: FilePath | None  # where lists are read from
    findings: list[Finding]

    def brief(self, territoire: Territoire, organisme: Organisme) -> Brief | None:
        data = self.source.donnees
        client = ClientReader(self.source, territoire, self.findings).read()
        reference, date = text(data.get("reference")), date_of(data.get("date"))
        sessions = self._sessions(data, organisme)  # read even without a client: their lists may be at fault too
        if not (client and reference and date):
            return None
        return Brief(
            reference=reference,
            version=whole(data.get("version"), 1),
            date=date,
            client=client,
            attendus=reading.read_attendus(data),
            modules=reading.read_modules(data),
            phase=reading.read_phase(data) or _phase_at(date),
            contexte=reading.read_contexte(data),
            public=reading.read_public(data),
            modalite=text(data.get("modalite")) or "presentiel",
            part_a_distance=whole(data.get("part_a_distance"), 0) or None,
            conditions=reading.read_conditions(data),
            comparables=read_comparables(data),
            sessions=sessions,
            budget=reading.read_budget(data),
            reponse_avant=date_of(data.get("reponse_avant")),
            notes=texts(data.get("notes")),
        )

    def _sessions(self, data: dict[str, Any], organisme: Organisme) -> tuple[Session, ...]:
        known = {formateur.id: formateur for formateur in organisme.formateurs}
        typed = items(data.get("sessions"))
        return tuple(self._session(rank, one, known) for rank, one in enumerate(typed) if isinstance(one, dict))

    def _session(self, rank: int, typed: dict[str, Any], known: Mapping[str, Formateur]) -> Session:
        chosen = tuple(choisi.code for choisi in reading.read_modules(self.source.donnees))
        chemin = ("sessions", rank)
        return Session(
            rang=rank + 1,
            modules=texts(typed.get("modules")) or chosen,
            jours=reading.read_jours(typed, chemin),
            lieu=reading.read_lieu(typed, chemin),
            formateurs=reading.read_formateurs(typed, known),
            participants=self._participants((*chemin, "participants"), typed.get("participants")),
            souhait=text(typed.get("souhait")),
            formule=reading.read_formule(typed),
            chemin=chemin,
        )

    def _participants(self, chemin: Path, typed: Any) -> tuple[Participant, ...]:
        where = place(self.source, chemin)
        if not isinstance(typed, str):
            if typed == []:
                from docgen.brief.rows import EMPTY_LIST

                self.findings.append(where.finding(*EMPTY_LIST, Gravite.AVIS))
            read = (reading.read_participant(item, one) for one, item in reading.groups(typed, *chemin))
            return tuple(found for found in read if found)
        from docgen.brief.participants import no_list, read_list

        if self.folder is None:
            self.findings.append(no_list(typed.strip(), where))
            return ()
        root = workspace.Workspace.find(self.folder.resolve()).dossier
        people, findings = read_list(typed.strip(), where, self.folder, root)
        self.findings += findings
        return people


def _phase_at(date: dt.date) -> Phase:
    mandat = mandat_au(date)
    return Phase(mandat.phase) if mandat else Phase.DEBUT
