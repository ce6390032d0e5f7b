"""A session: when, where, who trains."""

from docgen.brief.model import Lieu, Session
from docgen.documents.champs import champ, vue
from docgen.documents.dossier import Dossier
from docgen.documents.formation import VueJour, VueModule, Vues
from docgen.francais import a_convenir, date_longue, liste, majuscule_initiale, plage_dates
from docgen.organisme.model import Formateur
from docgen.word.gaps import Gap


@vue
class VueFormateur:
    """A trainer, with the titles that tie them to the subject (Code du travail, L6352-1)."""

    nom: str | Gap = champ("Prénom et nom", "Hélène Vasseur")
    titres: tuple[str | Gap, ...] = champ(
        "Titres, diplômes et expérience en rapport avec le sujet", ("Docteure en géographie",)
    )
    courriel: str | None = champ("Courriel", "h.vasseur@exemple.fr", brut=True)
    telephone: str | None = champ("Téléphone", "06 00 00 00 00", brut=True)


@vue
class VueLieu:
    """Where a session is held."""

    nom: str | Gap = champ("Nom du lieu", "Mairie annexe")
    adresse: str | Gap = champ("Adresse", "1 place de la Mairie, 37300 Joué-lès-Tours")
    salle: str | None = champ("Salle", "Salle du conseil, 1er étage")
    acces: str | None = champ("Comment venir, stationner, entrer de plain-pied", "Parking de la place, rampe côté cour")
    ligne: str | Gap = champ("Nom, salle et adresse en une ligne", "Mairie annexe, salle du conseil")


@vue
class VueSession:
    """One delivery of the training, with dates."""

    rang: int = champ("Rang de la session dans le brief", 1)
    titre: str = champ("« Session 1 », ou « Session unique » s’il n’y en a qu’une", "Session 1")
    dates: str = champ(
        "Toutes les dates, précédées de l’article ; « date à convenir » tant qu’il n’y en a pas",
        "les 3 et 4 décembre 2026",
    )
    date_debut: str = champ("Premier jour", "3 décembre 2026")
    date_fin: str = champ("Dernier jour", "4 décembre 2026")
    duree: str = champ("Durée annoncée", "14 h, pauses comprises")
    lieu: VueLieu = champ("Lieu de la session")
    modalite: str = champ("En présentiel, à distance ou les deux", "en présentiel")
    formateurs: tuple[VueFormateur, ...] = champ("Formateurs de la session")
    noms_formateurs: str | Gap = champ("Leurs noms en une ligne", "Hélène Vasseur et Marc Le Bihan")
    modules: tuple[VueModule, ...] = champ("Modules enseignés dans la session")
    noms_modules: str = champ("Leurs intitulés en une ligne", "Module 12 : Conduire son diagnostic de territoire")
    jours: tuple[VueJour, ...] = champ("Jours de la session, minute par minute")


def vue_session(dossier: Dossier, session: Session) -> VueSession:
    """A session as its déroulement unfolds; place and trainers that are missing are gaps."""
    from docgen.documents.dossier import MODALITES

    deroulement = dossier.programme.deroulement(session.rang)
    vues = Vues(dossier, deroulement)
    formateurs = formateurs_de(dossier, session)
    modules = vues.modules()
    dates = [date_longue(date) for date in session.dates] or [a_convenir()]
    return VueSession(
        rang=session.rang,
        titre=f"Session {session.rang}" if len(dossier.brief.sessions) > 1 else "Session unique",
        dates=dates_de(session),
        date_debut=dates[0],
        date_fin=dates[-1],
        duree=dossier.duree(deroulement.demi_journees),
        lieu=vue_lieu(dossier, session),
        modalite=MODALITES[dossier.brief.modalite],
        formateurs=formateurs,
        noms_formateurs=noms(formateurs),
        modules=modules,
        noms_modules=" ; ".join(module.intitule for module in modules),
        jours=vues.jours(),
    )


def dates_de(session: Session) -> str:
    """« les 3 et 4 décembre 2026 »; as long as nothing is set, « date à convenir » and what the client wishes."""
    return plage_dates(session.dates) if session.dates else a_convenir(session.souhait)


def noms(formateurs: tuple[VueFormateur, ...]) -> str | Gap:
    """The trainers' names in a line; a gap when nobody is named."""
    missing = next((f.nom for f in formateurs if isinstance(f.nom, Gap)), None)
    return missing or liste(str(f.nom) for f in formateurs)


def formateurs_de(dossier: Dossier, session: Session) -> tuple[VueFormateur, ...]:
    """The trainers of a session; one whose name is a gap when the brief names nobody."""
    if not session.formateurs:
        missing = dossier.du_brief("formateur de la session", *session.chemin, "formateurs")
        return (VueFormateur(nom=missing, titres=(), courriel=None, telephone=None),)
    return tuple(vue_formateur(dossier, formateur) for formateur in session.formateurs)


def vue_formateur(dossier: Dossier, formateur: Formateur) -> VueFormateur:
    """A trainer; titles that are missing are a gap where that trainer is described."""
    return VueFormateur(
        nom=f"{formateur.prenom} {formateur.nom}",
        titres=formateur.titres or (_titres_manquants(dossier, formateur),),
        courriel=formateur.courriel,
        telephone=formateur.telephone,
    )


def _titres_manquants(dossier: Dossier, formateur: Formateur) -> Gap:
    libelle = f"titres de {formateur.prenom} {formateur.nom}"
    for rang, connu in enumerate(dossier.organisme.formateurs):
        if connu.id == formateur.id:
            return dossier.de_l_organisme(libelle, "formateurs", rang, "titres")
    for session in dossier.brief.sessions:
        if formateur in session.formateurs:
            place = (*session.chemin, "formateurs", session.formateurs.index(formateur))
            return dossier.du_brief(libelle, *place, "titres")
    return dossier.de_l_organisme(libelle, "formateurs")


def vue_lieu(dossier: Dossier, session: Session) -> VueLieu:
    """The place; remote training needs none."""
    lieu = session.lieu
    if dossier.brief.modalite == "distanciel" and lieu == Lieu():
        return VueLieu(nom="À distance", adresse="Lien de connexion envoyé", salle=None, acces=None, ligne="À distance")
    path = (*session.chemin, "lieu")
    nom = lieu.nom or dossier.du_brief("nom du lieu", *path, "nom")
    words = [word for word in (lieu.nom, lieu.salle, lieu.adresse) if word]
    away = ", et à distance" if any(jour.a_distance for jour in session.jours) else ""
    return VueLieu(
        nom=nom,
        adresse=lieu.adresse or dossier.du_brief("adresse du lieu", *path, "adresse"),
        salle=lieu.salle,
        acces=lieu.acces,
        ligne=majuscule_initiale(", ".join(words)) + away if lieu.nom else nom,
    )
