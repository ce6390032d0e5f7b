"""`deroule.docx`: what the trainer teaches from."""

from . import session, timetable
from .attendus import expectations
from .page import Modele, ends_section, title_block
from .styles import INTRODUCTION, LEGENDE, NORMAL, NOTE, PUCE, TITRES
from .tables import Fiche
from .text import bullets, each, p, when

H1, H2, *_ = TITRES
FICHE = Fiche(label=session.LABEL)


def modele() -> Modele:
    """The déroulé."""
    card = session.card(
        FICHE.ligne_si("session.lieu.acces", "Accès"),
        FICHE.ligne_si("profil", "Groupe"),
        FICHE.ligne("Effectif", "{{ effectif }}"),
        FICHE.ligne_si("amenagements", "Aménagements"),
    )
    situation = each("paragraphe in situation", p(NORMAL, "{{ paragraphe }}"))
    body = (
        title_block(),
        card,
        when("situation", p(H1, "Le contexte du client"), situation),
        expectations("Ce que le client attend"),
        when("a_verifier", p(H1, "À vérifier avant la séance"), bullets("a_verifier")),
        _material(),
        # Before the days: after them it could have the last page to itself.
        p(NOTE, "Notez les écarts à ce déroulé, les absences et les incidents : ils servent au bilan de la session."),
        _days(),
    )
    return Modele("Déroulé du formateur", "".join(body))


def _material() -> str:
    """A long list of short lines: in three columns."""
    point = p(PUCE, "{{ point }}")
    return when(
        "materiel",
        p(H1, "À préparer et à apporter"),
        ends_section(p(INTRODUCTION, "Liste tirée des séquences ci-dessous.")),
        each("point in materiel", when("loop.last", ends_section(point, columns=3), otherwise=(point,))),
    )


def _days() -> str:
    half_days = each(
        "demi_journee in jour.demi_journees",
        p(H2, "{{ demi_journee.periode }}, {{ demi_journee.horaire }} ({{ demi_journee.duree }})"),
        p(LEGENDE, "{{ demi_journee.module.intitule }}"),
        timetable.half_day(objectives=True),
    )
    return each("jour in session.jours", p(H1, "{{ jour.titre }}"), half_days)
