"""The session agenda, for participants and client: also the information due before final registration (CT, L6353-8)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docgen.documents.champs import champ, vue
from docgen.documents.identite import VueContact, vue_contact
from docgen.documents.kit import VueKit, du_kit, prerequis
from docgen.organisme.model import Contact
from docgen.word.gaps import Gap

if TYPE_CHECKING:
    from docgen.brief.model import Session
    from docgen.documents.dossier import Dossier


@vue
class VueAgenda(VueKit):
    """What the agenda prints."""

    contact_client: VueContact = champ("Contact chez le client (Code du travail, art. L6353-8)")
    contact_organisme: VueContact = champ("Contact de l’organisme")
    referent_handicap: VueContact = champ("Référent handicap de l’organisme")
    prerequis: tuple[str, ...] = champ("Prérequis des modules ; « Aucun. » s’il n’y en a pas", ("Aucun.",))
    evaluation: str = champ(
        "Comment les acquis sont évalués",
        "Questionnaire avant la session, exercices évalués pendant, questionnaires après",
    )
    acces: str | Gap | None = champ(
        "Comment venir, stationner, entrer de plain-pied ; rien à distance", "Parking de la place, rampe côté cour"
    )
    reglement_interieur: str | Gap = champ("Où lire le règlement intérieur", "Remis avec cet agenda")
    sanction: str | Gap = champ("Ce que les participants reçoivent", "Attestation individuelle de formation")
    reclamations: str | Gap = champ("Comment réclamer", "Par courriel, réponse sous dix jours ouvrés")


def construire(dossier: Dossier, session: Session) -> VueAgenda:
    """The agenda of a session."""
    organisme, missing = dossier.organisme, dossier.de_l_organisme
    modules = dossier.programme.deroulement(session.rang).modules
    return VueAgenda(
        **du_kit(dossier, session, "Agenda de la session"),
        contact_client=_contact_client(dossier),
        contact_organisme=vue_contact(organisme.contact, missing("contact de l’organisme", "contact")),
        referent_handicap=vue_contact(
            organisme.referent_handicap, missing("référent handicap et son contact", "referent_handicap")
        ),
        prerequis=prerequis(dossier, modules),
        evaluation="Questionnaires avant et après la session, exercices évalués pendant, suivi à froid.",
        acces=_acces(dossier, session),
        sanction=organisme.sanction or missing("attestation remise aux participants", "sanction"),
        reclamations=organisme.reclamations or missing("voie de réclamation", "reclamations"),
        reglement_interieur=organisme.reglement_interieur
        or missing("où lire le règlement intérieur", "reglement_interieur"),
    )


def _acces(dossier: Dossier, session: Session) -> str | Gap | None:
    if dossier.brief.modalite == "distanciel":
        return session.lieu.acces
    return session.lieu.acces or dossier.du_brief("accès au lieu", *session.chemin, "lieu", "acces")


def _contact_client(dossier: Dossier) -> VueContact:
    person = dossier.brief.client.interlocuteur
    name = " ".join(part for part in (person.civilite, person.prenom, person.nom) if part) or None
    return vue_contact(
        Contact(name, person.courriel, person.telephone),
        dossier.du_client("contact de votre collectivité pour les participants", "interlocuteur", "courriel"),
    )
