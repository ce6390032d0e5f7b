"""The trainer's déroulé: what to do, minute by minute, and what to bring (RNQ, indicateurs 6, 17 and 19)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docgen.documents.champs import champ, vue
from docgen.documents.contexte import VueAttendu, vue_attendu
from docgen.documents.kit import VueKit, du_kit
from docgen.documents.territoire import a_verifier

if TYPE_CHECKING:
    from docgen.brief.model import Session
    from docgen.documents.dossier import Dossier


@vue
class VueDeroule(VueKit):
    """What the déroulé prints. Accessibility needs are here and nowhere else, and name nobody."""

    situation: tuple[str, ...] = champ("Le contexte du client, en paragraphes", ("Équipe aux deux tiers nouvelle.",))
    profil: str | None = champ("Profil du groupe", "Bureau municipal")
    effectif: str = champ("Nombre d’inscrits", "14 participants")
    amenagements: str | None = champ("Aménagements à prévoir", "Une boucle magnétique dans la salle")
    attendus: tuple[VueAttendu, ...] = champ("Attendus du client")
    a_verifier: tuple[str, ...] = champ(
        "Échéances et règles à vérifier avant la séance, de la plus proche à la plus lointaine",
        ("Compte financier unique : à voter avant le 30 juin 2027",),
    )
    materiel: tuple[str, ...] = champ(
        "Tous les supports de la session, et les documents de la collectivité, chacun une fois", ("Fonds blancs A3",)
    )


def construire(dossier: Dossier, session: Session) -> VueDeroule:
    """The déroulé of a session."""
    from docgen.francais import pluriel

    champs = du_kit(dossier, session, "Déroulé du formateur")
    vues = champs["session"]
    supports = (
        support
        for jour in vues.jours
        for demi_journee in jour.demi_journees
        for moment in demi_journee.moments
        for support in moment.supports
    )
    brief = dossier.brief
    return VueDeroule(
        **champs,
        situation=brief.contexte.situation,
        profil=brief.public.profil,
        effectif=pluriel(len(session.participants), "participant") if session.participants else "Liste à venir",
        amenagements=brief.public.amenagements,
        attendus=tuple(vue_attendu(attendu) for attendu in brief.attendus),
        a_verifier=a_verifier(brief.client, min(session.dates, default=brief.date)),
        materiel=tuple(dict.fromkeys((*supports, *brief.contexte.documents))),
    )
