"""`evaluation-a-froid.docx`: the evaluation some weeks later."""

from . import session
from .page import Modele, title_block
from .styles import ENCADRE, NORMAL, TITRES
from .text import p

H1, *_ = TITRES


def modele() -> Modele:
    """The follow-up evaluation."""
    body = (
        title_block(),
        p(ENCADRE, "**À rendre avant le {{ a_rendre }}**, soit {{ delai }} après la session, à "
          "{{ organisme.contact.ligne }}."),
        session.card(),
        p("Caption", "Qui répond"),
        session.names("Nom et prénom (facultatif)", "Fonction (facultatif)"),
        p(H1, "Ce qui vous a servi"),
        p(NORMAL, "Avez-vous mis chaque objectif en pratique dans votre mandat ? Cochez une case par ligne."),
        session.objectives("Usage de chaque objectif", "usages", 3),
        p(H1, "Avec vos mots"),
        session.open_questions(),
        p("Note", "Vos réponses nous servent à améliorer nos formations. Merci."),
    )  # fmt: skip
    return Modele("Évaluation à froid", "".join(body))
