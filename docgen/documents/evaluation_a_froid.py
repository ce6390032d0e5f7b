"""The evaluation some weeks later: what has become of it in the mandate (RNQ, indicateur 30)."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from docgen.documents.champs import champ, vue
from docgen.documents.kit import (
    VueKit,
    VueQuestion,
    attentes,
    du_kit,
    information_des_evaluations,
    question_des_attendus,
    questions,
)
from docgen.francais import date_longue, pluriel
from docgen.word.gaps import Gap

if TYPE_CHECKING:
    from docgen.brief.model import Session
    from docgen.documents.dossier import Dossier

USAGES = ("Pas encore", "En partie", "Oui")
ATTENDUS = (
    "Votre collectivité attendait de cette formation",
    "Qu’est-ce qui a avancé depuis ?",
    "Laquelle de ces attentes a avancé depuis, et laquelle non ?",
)
OUVERTES = (
    "Donnez un exemple de ce que vous faites autrement depuis la formation.",
    "Qu’est-ce qui vous a aidé, ou freiné : temps, moyens, services, équipe ?",
    "Quels effets avez-vous constatés pour la collectivité ou les habitants ?",
    "Sur quoi auriez-vous besoin d’un complément de formation ou d’un appui ?",
)


@vue
class VueEvaluationAFroid(VueKit):
    """What the follow-up evaluation prints."""

    a_rendre: str | Gap = champ("Date à laquelle la rendre", "2 février 2027")
    delai: str = champ("Temps depuis le dernier jour", "60 jours")
    usages: tuple[str, ...] = champ("Échelle : l’objectif a-t-il servi ?", USAGES)
    questions: tuple[VueQuestion, ...] = champ("Questions ouvertes")
    information: str | Gap | None = champ(
        "Information sur les données personnelles ; rien pour une évaluation anonyme", "Données personnelles. …"
    )


def construire(dossier: Dossier, session: Session) -> VueEvaluationAFroid:
    """The follow-up evaluation of a session; due so many days after its last one."""
    jours = dossier.organisme.a_froid_jours
    return VueEvaluationAFroid(
        **du_kit(dossier, session, "Évaluation à froid"),
        a_rendre=_due(dossier, session, jours),
        delai=pluriel(jours, "jour"),
        usages=USAGES,
        questions=questions((*question_des_attendus(attentes(dossier, session), *ATTENDUS), *OUVERTES)),
        information=information_des_evaluations(dossier),
    )


def _due(dossier: Dossier, session: Session, jours: int) -> str | Gap:
    if not session.dates:
        return dossier.du_brief("date de la session", "sessions", session.rang - 1, "jours", 0, "date")
    return date_longue(session.dates[-1] + dt.timedelta(days=jours))
