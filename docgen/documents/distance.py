"""Which half-days are remote, and how much of the training that makes (Code du travail, D6353-1)."""

from docgen.brief.distance import part_des_sessions
from docgen.brief.model import Periode
from docgen.documents.dossier import Dossier
from docgen.francais import NBSP
from docgen.word.gaps import Gap

A_DISTANCE = "À distance"


def est_a_distance(dossier: Dossier, session: int | None, jour: int, periode: Periode) -> bool:
    """Whether a half-day of a day is remote; without a session, a mixed training does not say which are."""
    if dossier.brief.modalite != "mixte":
        return dossier.brief.modalite == "distanciel"
    if session is None:
        return False
    return periode in dossier.session(session).jours[jour - 1].a_distance


def part_a_distance(dossier: Dossier) -> str | Gap:
    """« 33 % à distance »: counted from the dated half-days, else what the brief says."""
    brief = dossier.brief
    fixed = {"presentiel": 0, "distanciel": 100}.get(brief.modalite)
    dated = all(deroulement.session is not None for deroulement in dossier.programme.deroulements)
    part = part_des_sessions(brief.sessions) if dated else brief.part_a_distance
    if fixed is not None or part is not None:
        return f"{fixed if fixed is not None else part}{NBSP}% à distance"
    place = ("sessions", 0, "jours", 0, "a_distance") if dated else ("part_a_distance",)
    return dossier.du_brief("part de la formation à distance", *place)
