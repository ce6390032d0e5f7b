"""A brief read, checked and tailored: every fault at once, by line."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from docgen.findings import Gravite, Mark, has_errors, without
from docgen.production.atelier import open_atelier

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection
    from pathlib import Path

    from docgen.brief import LoadedBrief
    from docgen.documents.dossier import Dossier
    from docgen.findings import Finding
    from docgen.production.atelier import Atelier
    from docgen.programme.model import Programme


@dataclass(frozen=True, slots=True)
class Verification:
    """A brief that was read and checked; `programme` is None while something keeps it from being built."""

    loaded: LoadedBrief
    programme: Programme | None
    findings: tuple[Finding, ...]
    acceptes: frozenset[str] = frozenset()  # codes of the findings that were left out because somebody accepted them


def load(atelier: Atelier, chemin: Path, contenu: bytes | None = None) -> LoadedBrief:
    """Read a brief; with `contenu`, its bytes as somebody sent them, which `chemin` only names."""
    from docgen.brief import load_brief

    return load_brief(
        chemin,
        territoire=atelier.territoire,
        organisme=atelier.organisme,
        contenu=contenu,
        comparateur=atelier.comparateur,
    )


def verify(atelier: Atelier, chemin: Path, *, today: dt.date | None = None) -> Verification:
    """Read a brief, check it, and tailor its programme: every fault at once."""
    return check(atelier, load(atelier, chemin), today=today)


def check(atelier: Atelier, loaded: LoadedBrief, *, today: dt.date | None = None) -> Verification:
    """Check a brief that was read, and tailor its programme; its reader's findings come too."""
    from docgen.brief import check_brief
    from docgen.programme import answers, build_programme, needless, notices, untaught
    from docgen.validation.acceptes import acceptes, unused

    findings = [*loaded.findings]
    findings += check_brief(loaded, catalogue=atelier.catalogue, organisme=atelier.organisme, today=today)
    programme = None
    if loaded.brief is not None and not has_errors(findings):
        programme, faults = build_programme(loaded.brief, atelier.catalogue, atelier.organisme)
        if programme is not None:
            faults = (
                *faults,
                *untaught(programme, loaded.brief),
                *notices(programme, loaded.brief),
                *needless(loaded.brief, atelier.catalogue, atelier.organisme),
            )
        elif not atelier.partiel:
            faults = (*faults, *answers(loaded.brief, faults, atelier.catalogue, atelier.organisme))
        if today is not None:  # « verifier » alone compares words
            from docgen.programme.likely import likely

            faults = (*faults, *likely(loaded.brief, atelier.catalogue))
        findings += [
            loaded.place(fault.chemin).finding(fault.code, fault.message, fault.remede, fault.gravite)
            for fault in faults
        ]
        findings += _over_budget(atelier, loaded, programme)
    if atelier.partiel and has_errors(findings):
        # The remedies name other modules: this time all of them are read.
        return check(open_atelier(atelier.workspace), loaded, today=today)
    own = acceptes(loaded.source.donnees)
    told = without(findings, {*own, *atelier.organisme.constats_acceptes})
    silenced = frozenset(finding.code for finding in findings) - {finding.code for finding in told}
    if today is not None:  # « verifier » alone has met all that a brief may be told
        told += unused(loaded.source, silenced, told, "B", "BP")
    in_order = sorted(dict.fromkeys(told), key=partial(_by_place, loaded.source.fichier))
    return Verification(loaded, programme, tuple(in_order), silenced)


def _over_budget(atelier: Atelier, loaded: LoadedBrief, programme: Programme | None) -> list[Finding]:
    """B134: the price is above what the client can spend."""
    if loaded.brief is None or programme is None or loaded.brief.budget.plafond is None:
        return []
    from docgen.documents.budget import depassement
    from docgen.documents.dossier import Dossier
    from docgen.francais import montant

    found = depassement(Dossier(loaded.brief, programme, atelier.organisme))
    if found is None:
        return []
    message = (
        f"le prix ({montant(found.prix)}) dépasse de {montant(found.ecart)} le plafond du client "
        f"({montant(found.plafond)})."
    )
    spared = " ; ".join(f"{one.quoi}, {montant(one.montant)} de moins" for one in found.suffisantes)
    remede = f"{spared[:1].upper()}{spared[1:]}." if spared else "Revoyez le prix, ou parlez-en au client."
    where = loaded.place((*loaded.brief.budget.chemin, "plafond"))
    return [where.finding("B134", message, remede, Gravite.AVERTISSEMENT)]


def _by_place(brief: str, finding: Finding) -> tuple[bool, int, int]:
    """The brief's findings by line, then those of its lists."""
    mark = finding.mark or Mark(0, 0)
    return finding.fichier != brief, mark.ligne, mark.colonne


def dossier_of(atelier: Atelier, verification: Verification, *, final: bool = False) -> Dossier | None:
    """What documents are made from; None while something keeps the programme from being built."""
    from docgen.documents.dossier import Dossier

    brief, programme = verification.loaded.brief, verification.programme
    if brief is None or programme is None:
        return None
    return Dossier(brief, programme, atelier.organisme, brouillon=not final)


def accepted_in_vain(atelier: Atelier, silenced: Collection[str] | None) -> list[Finding]:
    """What organisme.yaml accepts and nothing says any more; `silenced` by all briefs, None where not all were read."""
    from docgen.errors import FaultsFoundError
    from docgen.source import load_source
    from docgen.validation.acceptes import unused

    if not atelier.organisme.constats_acceptes:
        return []
    try:
        source = load_source(atelier.workspace.organisme, "O")
    except FaultsFoundError:  # told already
        return []
    met = atelier.acceptes | frozenset(silenced or ())
    return list(unused(source, met, atelier.findings, "O", "OC" if silenced is None else "OCBP"))
