"""The attendance sheet: one signature cell per participant and half-day, trainers too.

Courts look at its title (that of the other papers), module, date, place, hours, and at one signature per half-day
(CAA Nantes, 20 April and 1 June 2021; CAA Paris, 19 January 2017).
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from docgen.documents.champs import champ, vue
from docgen.documents.distance import A_DISTANCE
from docgen.documents.kit import VueKit, du_kit, information
from docgen.documents.sessions import vue_lieu
from docgen.francais import liste, pluriel
from docgen.word.gaps import Gap

if TYPE_CHECKING:
    from docgen.brief.model import Session
    from docgen.documents.dossier import Dossier
    from docgen.documents.formation import VueJour
    from docgen.documents.sessions import VueSession

LIGNES_LIBRES = 3  # for those who come without being enrolled
LIGNES_SANS_LISTE = 12  # when nobody is enrolled yet and the brief says no number
AU_PLUS = 40


@vue
class VueColonne:
    """A half-day to sign."""

    periode: str = champ("Matin, après-midi ou soirée", "Matin")
    horaire: str = champ("Début et fin", "9 h 00 – 12 h 30")
    duree: str = champ("Durée", "3 h 30")
    module: str = champ("Code et titre du module", "Module 12 : Conduire son diagnostic de territoire")


@vue
class VueSignataire:
    """Somebody who signs."""

    numero: str = champ("Numéro de la ligne", "1")
    nom: str | Gap = champ("Nom et prénom ; espace à remplir pour une ligne libre", "KERVADEC Maëlle")
    fonction: str = champ("Fonction ou qualité", "Adjointe aux finances")


@vue
class VuePage:
    """A day to sign: its half-days are the columns."""

    titre: str = champ("Le jour", "Jeudi 3 décembre 2026")
    horaires: str = champ("Horaires du jour", "9 h 00 – 12 h 30 et 14 h 00 – 17 h 30")
    duree: str = champ("Durée du jour", "7 h")
    lieu: str | Gap = champ("Lieu du jour, ou « À distance »", "Mairie annexe, salle du conseil")
    colonnes: tuple[VueColonne, ...] = champ("Demi-journées, une colonne de signatures chacune")
    a_distance: bool = champ("Vrai si une demi-journée du jour est à distance", exemple=False)


@vue
class VueEmargement(VueKit):
    """What the attendance sheet prints."""

    pages: tuple[VuePage, ...] = champ("Un jour par page")
    participants: tuple[VueSignataire, ...] = champ("Participants inscrits, dans l’ordre de la liste")
    lignes_libres: tuple[VueSignataire, ...] = champ("Lignes à remplir à la main")
    formateurs: tuple[VueSignataire, ...] = champ("Formateurs, qui signent aussi chaque demi-journée")
    effectif: str = champ("Nombre d’inscrits", "14 participants inscrits")
    information: str | Gap = champ("Information sur les données personnelles", "Données personnelles. Finalité : …")


def construire(dossier: Dossier, session: Session) -> VueEmargement:
    """The attendance sheet of a session."""
    champs = du_kit(dossier, session, "Feuille d’émargement")
    vues: VueSession = champs["session"]
    participants = tuple(
        VueSignataire(
            numero=str(rang),
            nom=" ".join(part for part in (p.nom, p.prenom) if part),
            fonction=p.fonction or dossier.ecrire("Agent·e" if p.qualite == "agent" else "Élu·e"),
        )
        for rang, p in enumerate(session.participants, start=1)
    )
    return VueEmargement(
        **champs,
        pages=tuple(_page(dossier, session, jour, rang) for rang, jour in enumerate(vues.jours)),
        participants=participants,
        lignes_libres=_lignes_libres(dossier, len(participants)),
        formateurs=tuple(
            VueSignataire(numero="F", nom=formateur.nom, fonction="Formateur") for formateur in vues.formateurs
        ),
        effectif=_effectif(len(participants)),
        information=information(dossier.organisme),
    )


def _page(dossier: Dossier, session: Session, jour: VueJour, rang: int) -> VuePage:
    from docgen.francais import duree

    half_days = dossier.programme.deroulement(session.rang).jours[rang].demi_journees
    return VuePage(
        titre=jour.titre,
        horaires=jour.horaires,
        duree=duree(dossier.minutes(half_days)),
        lieu=_lieu(dossier, session, jour),
        colonnes=tuple(
            VueColonne(periode=d.periode, horaire=d.horaire, duree=d.duree, module=d.module.intitule)
            for d in jour.demi_journees
        ),
        a_distance=any(d.a_distance for d in jour.demi_journees),
    )


def _lieu(dossier: Dossier, session: Session, jour: VueJour) -> str | Gap:
    """Where the people of a day are: a sheet that names the town hall for a remote evening proves the contrary."""
    remote = [d.a_distance for d in jour.demi_journees]
    ligne = vue_lieu(dossier, replace(session, jours=())).ligne
    if not any(remote) or dossier.brief.modalite == "distanciel" or isinstance(ligne, Gap):
        return ligne
    if all(remote):
        return A_DISTANCE
    away = liste(d.periode.split()[0].lower() for d in jour.demi_journees if d.a_distance)
    return f"{ligne} ; à distance : {away}"


def _lignes_libres(dossier: Dossier, inscrits: int) -> tuple[VueSignataire, ...]:
    """A few spare lines; a whole sheet of them while nobody is enrolled."""
    count = LIGNES_LIBRES if inscrits else min(dossier.brief.public.effectif or LIGNES_SANS_LISTE, AU_PLUS)
    return tuple(
        VueSignataire(numero=str(inscrits + rang), nom="Nom :", fonction="Fonction :") for rang in range(1, count + 1)
    )


def _effectif(inscrits: int) -> str:
    if not inscrits:
        return "Liste des participants à remplir sur place"
    return f"{pluriel(inscrits, 'participant')} inscrit{'s' if inscrits > 1 else ''}"
