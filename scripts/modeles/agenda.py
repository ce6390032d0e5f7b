"""`agenda.docx`: what participants and the client read before the session."""

from . import session
from .page import Modele, title_block
from .styles import NORMAL, NOTE, PAUSE, PUCE, TITRE_DE_LIGNE, TITRES
from .tables import Grid, fiche, ligne, ligne_si, texte
from .text import bullets, each, p, when

H1, H2, _, _ = TITRES


def modele() -> Modele:
    """The agenda."""
    body = (title_block(), _place(), _aims(), _days(), _before(), _contacts())
    return Modele("Agenda de la session", "".join(body))


def _place() -> str:
    return session.card(ligne_si("session.lieu.acces", "Accès"))


def _aims() -> str:
    return p(H1, "À la fin, vous saurez") + each(
        "module in session.modules",
        each("objectif in module.objectifs", p(PUCE, "{{ objectif.texte }}")),
    )


def _days() -> str:
    grid = Grid.parts(22, 78)
    opening = grid.row(
        texte("{{ demi_journee.periode }}", TITRE_DE_LIGNE),
        texte("{{ demi_journee.module.intitule }}", TITRE_DE_LIGNE),
    )
    pause = grid.row(texte("{{ moment.horaire }}", PAUSE), texte("{{ moment.titre }}", PAUSE))
    moment = grid.row(texte("{{ moment.horaire }}"), texte("{{ moment.titre }}"))
    return p(H1, "Emploi du temps") + each(
        "jour in session.jours",
        p(H2, "{{ jour.titre }}"),
        grid.table(
            "Emploi du temps du jour",
            grid.head("Horaire", "Séquence"),
            grid.each(
                "demi_journee in jour.demi_journees",
                opening,
                grid.each("moment in demi_journee.moments", grid.when("moment.pause", pause, otherwise=(moment,))),
            ),
        ),
    )


def _before() -> str:
    return (
        p(H1, "Avant de venir")
        + fiche(
            "Avant de venir",
            ligne("Prérequis", bullets_as_text("prerequis")),
            ligne("Évaluation", "{{ evaluation }}"),
            ligne("Règlement intérieur", "{{ reglement_interieur }}"),
        )
    )


def bullets_as_text(items: str) -> str:
    """A list of sentences, one paragraph each."""
    return each(f"point in {items}", texte("{{ point }}"))


def _contacts() -> str:
    return (
        p(H1, "Vos contacts")
        + fiche(
            "Contacts",
            ligne("Dans votre collectivité", "{{ contact_client.ligne }}"),
            ligne("Organisme de formation", "{{ organisme.raison_sociale }}, {{ contact_organisme.ligne }}"),
            ligne("Référent handicap", "{{ referent_handicap.ligne }}"),
        )
        + p(NOTE, "{{ organisme.mention_publicite }}")
    )


__all__ = ["NORMAL", "bullets", "modele", "when"]
