"""`positionnement.docx`: the questionnaire before the session."""

from . import session
from .page import Modele, title_block
from .styles import ENCADRE, NORMAL, NOTE, PUCE, TITRES
from .text import bullets, p

H1, *_ = TITRES


def modele() -> Modele:
    """The questionnaire."""
    body = (
        title_block(),
        p(ENCADRE, "Cinq minutes pour nous aider à préparer la session. Il n’y a ni bonne ni mauvaise réponse : vos "
          "réponses servent au formateur, et à personne d’autre."),
        session.card(),
        p("Caption", "Qui répond"),
        session.names("Nom et prénom (facultatif)", "Fonction (facultatif)"),
        p(H1, "Les prérequis"),
        bullets("prerequis", style=PUCE),
        p(H1, "Où en êtes-vous aujourd’hui ?"),
        p(NORMAL, "Cochez une case par ligne. Les mêmes lignes vous seront proposées à la fin de la session."),
        session.objectives("Niveau de départ par objectif", "niveaux", 3),
        p(H1, "Vos attentes"),
        session.open_questions(),
        p(H1, "Vos besoins"),
        p(NORMAL, "Un aménagement vous aiderait à suivre la session ? Parlez-en, sans avoir à vous justifier, à "
          "{{ referent_handicap.ligne }}."),
        p(NOTE, "{{ information }}"),
    )  # fmt: skip
    return Modele("Questionnaire de positionnement", "".join(body))
