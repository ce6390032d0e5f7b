"""`evaluation-a-chaud.docx`: the evaluation at the end of the session."""

from . import session
from .page import Modele, title_block
from .styles import INTRODUCTION, LIGNE, NOTE, TITRES
from .text import p

H1 = TITRES[0]
QUESTION = "Où en êtes-vous maintenant, objectif par objectif ? Cochez une case par ligne."


def modele() -> Modele:
    """The evaluation."""
    notes = session.Scale("Satisfaction", "notes", 5)
    body = (
        title_block(),
        session.card(),
        session.names_or_nobody(),
        p(H1, "Vos acquis"),
        session.objectives(QUESTION, session.Scale("Niveau atteint par objectif", "niveaux", 3)),
        p(H1, "Votre avis"),
        p(INTRODUCTION, "De 1, pas du tout d’accord, à 5, tout à fait d’accord."),
        # Ten lines in `LIGNE`: on one page, with the first question that follows.
        notes.table("Affirmation", "question in satisfaction", "{{ question.texte }}", LIGNE),
        p(H1, "Avec vos mots"),
        session.open_questions(1000),
        p(NOTE, "Merci de remettre cette feuille au formateur avant de partir."),
        session.information(),
    )
    return Modele("Évaluation à chaud", "".join(body))
