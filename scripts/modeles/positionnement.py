"""`positionnement.docx`: the questionnaire before the session."""

from . import session
from .page import Modele, title_block
from .styles import ENCADRE, NORMAL, NOTE, PUCE, TITRES
from .text import bullets, p

H1 = TITRES[0]
AIM = (
    "Cinq minutes pour nous aider à préparer la session. Il n’y a ni bonne ni mauvaise réponse : les vôtres servent "
    "au formateur pour adapter ce qu’il a prévu."
)
QUESTION = "Cochez une case par ligne. Les mêmes lignes vous seront proposées à la fin de la session."
NEEDS = (
    "Un aménagement vous aiderait à suivre la session ? Parlez-en, sans avoir à vous justifier, à notre référent "
    "handicap : {{ referent_handicap.ligne }}."
)


def modele() -> Modele:
    """The questionnaire."""
    body = (
        title_block(),
        p(ENCADRE, AIM),
        session.card(),
        session.names(),
        p(H1, "Les prérequis"),
        bullets("prerequis", style=PUCE),
        p(H1, "Où en êtes-vous aujourd’hui ?"),
        session.objectives(QUESTION, session.Scale("Niveau de départ par objectif", "niveaux", 3)),
        p(H1, "Vos attentes"),
        session.open_questions(),
        p(H1, "Vos besoins"),
        p(NORMAL, NEEDS),
        p(NOTE, "À rendre avant la session, à : {{ organisme.contact.ligne }}."),
        p(NOTE, "{{ information }}"),
    )
    return Modele("Questionnaire de positionnement", "".join(body))
