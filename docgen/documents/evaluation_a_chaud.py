"""The evaluation at the end of a session: what was learnt, on the positionnement's scale, then satisfaction.

Satisfaction proves nothing of what was learnt, nor the other way round (RNQ, indicateurs 11 and 30): two parts.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from docgen.documents.champs import champ, vue
from docgen.documents.kit import (
    NIVEAUX,
    VueKit,
    VueQuestion,
    attentes,
    du_kit,
    information_des_evaluations,
    question_des_attendus,
    questions,
)
from docgen.word.gaps import Gap

if TYPE_CHECKING:
    from docgen.brief.model import Session
    from docgen.documents.dossier import Dossier

NOTES = ("1", "2", "3", "4", "5")
SATISFACTION = (
    "Les objectifs annoncés ont été atteints",
    "Le contenu correspond à ce que j’attendais",
    "Les exemples sont proches de la réalité de mon mandat ou de mes fonctions",
    "Le rythme et la durée conviennent",
    "Le formateur maîtrise le sujet et l’explique clairement",
    "Les échanges et les travaux de groupe ont été utiles",
    "Les supports remis me serviront",
    "L’organisation, l’accueil et la salle conviennent",
    "Je pourrai appliquer ce que j’ai appris",
    "Je recommanderais cette formation à d’autres élu·e·s",
)
ATTENDUS = (
    "Votre collectivité attendait de cette formation",
    "Que savez-vous faire maintenant que vous ne saviez pas faire avant ?",
    "Pour chacune de ces attentes, que savez-vous faire maintenant que vous ne saviez pas faire avant ?",
)
OUVERTES = (
    "Ce qui m’a été le plus utile",
    "Ce qui m’a manqué, ou ce qu’il faudrait changer",
    "Ce que je vais mettre en pratique en premier",
)


@vue
class VueEvaluationAChaud(VueKit):
    """What the evaluation prints."""

    niveaux: tuple[str, ...] = champ("Échelle des acquis, celle du positionnement", NIVEAUX)
    notes: tuple[str, ...] = champ("Échelle de satisfaction, de 1 (pas du tout) à 5 (tout à fait)", NOTES)
    satisfaction: tuple[VueQuestion, ...] = champ("Affirmations à noter")
    questions: tuple[VueQuestion, ...] = champ("Questions ouvertes")
    information: str | Gap | None = champ(
        "Information sur les données personnelles ; rien pour une évaluation anonyme", "Données personnelles. …"
    )


def construire(dossier: Dossier, session: Session) -> VueEvaluationAChaud:
    """The evaluation of a session."""
    return VueEvaluationAChaud(
        **du_kit(dossier, session, "Évaluation à chaud"),
        niveaux=NIVEAUX,
        notes=NOTES,
        satisfaction=questions(tuple(dossier.ecrire(text) for text in SATISFACTION)),
        questions=questions((*question_des_attendus(attentes(dossier, session), *ATTENDUS), *OUVERTES)),
        information=information_des_evaluations(dossier),
    )
