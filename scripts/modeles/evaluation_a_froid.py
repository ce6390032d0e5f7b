"""`evaluation-a-froid.docx`: the evaluation some weeks later."""

from . import session
from .page import Modele, title_block
from .styles import ENCADRE, NOTE, TITRES
from .text import p

H1 = TITRES[0]
DUE = "**À rendre le {{ a_rendre }} au plus tard**, soit {{ delai }} après, à : {{ organisme.contact.ligne }}."
QUESTION = "Avez-vous mis chaque objectif en pratique dans votre mandat ou vos fonctions ? Cochez une case par ligne."


def modele() -> Modele:
    """The follow-up evaluation."""
    body = (
        title_block(),
        p(ENCADRE, DUE),
        session.card(),
        session.names_or_nobody(),
        p(H1, "Ce qui vous a servi"),
        session.objectives(QUESTION, session.Scale("Usage de chaque objectif", "usages", 3)),
        p(H1, "Avec vos mots"),
        session.open_questions(),
        p(NOTE, "Vos réponses nous servent à améliorer nos formations. Merci."),
        session.information(),
    )
    return Modele("Évaluation à froid", "".join(body))
