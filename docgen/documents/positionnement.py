"""The questionnaire before the session: level per objective, expectations, needs (RNQ, indicateurs 8, 10 and 26).

Every question is about the training: the law allows no other (CT, L6353-9).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from docgen.documents.champs import champ, vue
from docgen.documents.identite import VueContact, vue_contact
from docgen.documents.kit import (
    NIVEAUX,
    VueKit,
    VueQuestion,
    attentes,
    du_kit,
    information,
    prerequis,
    question_des_attendus,
    questions,
)
from docgen.word.gaps import Gap

if TYPE_CHECKING:
    from docgen.brief.model import Session
    from docgen.documents.dossier import Dossier

ATTENDUS = (
    "Votre collectivité attend de cette formation",
    "Où en êtes-vous aujourd’hui ?",
    "Laquelle de ces attentes compte le plus pour vous, et où en êtes-vous aujourd’hui ?",
)
QUESTIONS = (
    "Quelle situation de votre mandat, ou de vos fonctions, aimeriez-vous travailler pendant cette formation ?",
    "Qu’attendez-vous de pouvoir faire après elle ?",
    "Avez-vous déjà suivi une formation sur ce sujet ? Laquelle, et que vous a-t-elle apporté ?",
)


@vue
class VuePositionnement(VueKit):
    """What the questionnaire prints."""

    prerequis: tuple[str, ...] = champ("Prérequis des modules", ("Aucun.",))
    niveaux: tuple[str, ...] = champ("Échelle, la même qu’à la fin de la session", NIVEAUX)
    questions: tuple[VueQuestion, ...] = champ("Questions ouvertes")
    referent_handicap: VueContact = champ("À qui parler d’un besoin d’aménagement")
    information: str | Gap = champ("Information sur les données personnelles", "Données personnelles. Finalité : …")


def construire(dossier: Dossier, session: Session) -> VuePositionnement:
    """The questionnaire of a session."""
    modules = dossier.programme.deroulement(session.rang).modules
    missing = dossier.de_l_organisme("référent handicap et son contact", "referent_handicap")
    return VuePositionnement(
        **du_kit(dossier, session, "Questionnaire de positionnement"),
        prerequis=prerequis(dossier, modules),
        niveaux=NIVEAUX,
        questions=questions((*question_des_attendus(attentes(dossier, session), *ATTENDUS), *QUESTIONS)),
        referent_handicap=vue_contact(dossier.organisme.referent_handicap, missing),
        information=information(dossier.organisme),
    )
