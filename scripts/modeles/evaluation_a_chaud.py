"""`evaluation-a-chaud.docx`: the evaluation at the end of the session."""

from . import session
from .page import Modele, title_block
from .styles import NORMAL, TITRES
from .text import p

H1, *_ = TITRES


def modele() -> Modele:
    """The evaluation."""
    body = (
        title_block(),
        session.card(),
        p("Caption", "Qui répond"),
        session.names("Nom et prénom (facultatif)", "Fonction (facultatif)"),
        p(H1, "Vos acquis"),
        p(NORMAL, "Où en êtes-vous maintenant, objectif par objectif ? Cochez une case par ligne."),
        session.objectives("Niveau atteint par objectif", "niveaux", 3),
        p(H1, "Votre avis"),
        p(NORMAL, "De 1, pas du tout d’accord, à 5, tout à fait d’accord."),
        session.scale("Satisfaction", "Affirmation", "question in satisfaction", "{{ question.texte }}",
                      choices="notes", count=5, share=7),
        p(H1, "Avec vos mots"),
        session.open_questions(1200),
        p("Note", "Merci de remettre cette feuille au formateur avant de partir."),
    )  # fmt: skip
    return Modele("Évaluation à chaud", "".join(body))
