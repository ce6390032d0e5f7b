"""`deroule.docx`: what the trainer teaches from."""

from . import session, timetable
from .page import Modele, title_block
from .styles import LEGENDE, NORMAL, PUCE, TITRE_DE_LIGNE, TITRES
from .tables import Grid, ligne, ligne_si, texte
from .text import bullets, each, p, when

H1, H2, _, _ = TITRES


def modele() -> Modele:
    """The déroulé."""
    body = (
        title_block(),
        session.card(
            ligne_si("session.lieu.acces", "Accès"),
            ligne_si("profil", "Groupe"),
            ligne("Effectif", "{{ effectif }}"),
            ligne_si("amenagements", "Aménagements"),
        ),
        when("situation", p(H1, "Le contexte du client"), each("paragraphe in situation", p(NORMAL, "{{ paragraphe }}"))),
        _expectations(),
        when("materiel", p(H1, "À préparer et à apporter"), bullets("materiel", style=PUCE)),
        _days(),
    )
    return Modele("Déroulé du formateur", "".join(body))


def _expectations() -> str:
    grid = Grid.parts(12, 70, 18)
    return when(
        "attendus",
        p(H1, "Ce que le client attend"),
        grid.table(
            "Attendus du client",
            grid.head("Repère", "Attendu", "Priorité"),
            grid.each(
                "attendu in attendus",
                grid.row(
                    texte("{{ attendu.repere }}", TITRE_DE_LIGNE),
                    texte("{{ attendu.texte }}"),
                    texte("{{ attendu.priorite }}"),
                ),
            ),
        ),
    )


def _days() -> str:
    return each(
        "jour in session.jours",
        p(H1, "{{ jour.titre }}"),
        each(
            "demi_journee in jour.demi_journees",
            p(H2, "{{ demi_journee.periode }}, {{ demi_journee.horaire }} ({{ demi_journee.duree }})"),
            p(LEGENDE, "{{ demi_journee.module.intitule }}"),
            timetable.half_day(objectives=True),
        ),
    )
