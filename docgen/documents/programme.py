"""The proposal: what was understood, what is proposed and why, when, by whom, at what price.

It holds every item of indicator 1 of the RNQ (CT, annex to D6316-1-1): prerequisites, objectives, length, access and
its delay, prices, contacts, methods, assessment, accessibility.
"""

from typing import TYPE_CHECKING

from docgen.brief.model import Public
from docgen.documents.champs import champ, vue
from docgen.documents.commun import VueCommune, communs
from docgen.documents.contexte import VueAttendu, VueContexte, vue_attendu, vue_contexte
from docgen.documents.couverture import VueReponse, vues_reponses
from docgen.documents.distance import part_a_distance
from docgen.documents.dossier import MODALITES, Dossier
from docgen.documents.identite import VueContact, espace_siret, vue_contact
from docgen.documents.modules import VueModulePropose, vues_modules
from docgen.documents.prix import VuePrix, vue_prix
from docgen.documents.seances import VueCalendrier, VueDeroulement, vues_calendrier, vues_deroulements
from docgen.documents.sessions import VueFormateur, vue_formateur
from docgen.francais import date_longue, duree_jours, nombre, pluriel
from docgen.word.gaps import Gap

if TYPE_CHECKING:
    from docgen.organisme.model import Formateur


@vue
class VueDestinataire:
    """Whom the proposal is sent to, and who would sign it."""

    nom: str | Gap = champ("Civilité, prénom et nom", "Madame Maëlle Kervadec")
    fonction: str | None = champ("Fonction", "Directrice générale des services")
    adresse: str | Gap = champ("Adresse de la collectivité", "Parvis Raymond Lory, 37300 Joué-lès-Tours")
    siret: str | Gap = champ("SIRET de la collectivité", "213 701 220 00013", brut=True)
    courriel: str | None = champ("Courriel", "dgs@exemple.fr", brut=True)
    telephone: str | None = champ("Téléphone", "02 47 00 00 00", brut=True)


@vue
class VuePublic:
    """Who will be trained."""

    profil: str = champ("Public visé", "Bureau municipal")
    effectif: str | None = champ("Effectif par session, et combien sont nouveaux", "14 participants")


@vue
class VueModalites:
    """Terms of the organisation that a proposal must state."""

    acces: str | Gap = champ("Modalités d’accès", "Inscription par la collectivité, par courriel")
    delai: str | Gap = champ("Délai d’accès", "Trois semaines après accord")
    moyens: str | Gap = champ("Moyens pédagogiques et techniques", "Vidéoprojecteur, tableaux, livret remis")
    accessibilite: str | Gap = champ("Accessibilité aux personnes en situation de handicap", "Entretien préalable")
    referent_handicap: VueContact = champ("Référent handicap")
    reglement: str | Gap = champ("Modalités de règlement (Code du travail, art. D6353-1)", "Trente jours après facture")
    annulation: str | None = champ("Ce que coûte une annulation", "Sans frais jusqu’à dix jours avant la session")
    sanction: str | Gap = champ(
        "Ce que les participants reçoivent (Code du travail, art. D6353-1)", "Attestation individuelle de formation"
    )
    resultats: str | None = champ("Résultats obtenus (RNQ, indicateur 2)", "96 % de participants satisfaits en 2025")
    reclamations: str | Gap = champ("Comment réclamer", "Par courriel, réponse sous dix jours ouvrés")
    agrement: str | Gap = champ(
        "Agrément pour la formation des élus (CGCT, art. L1221-3)",
        "Décision du 12 mars 2025, valable jusqu’au 31 mai 2029",
    )
    qualiopi: str | None = champ(
        "Certification Qualiopi, si l’organisme en a une", "Certifié Qualiopi, actions de formation"
    )
    signataire: str | Gap = champ("Qui signe pour l’organisme", "Claire Rivière")
    fonction_signataire: str | None = champ("Sa fonction", "Gérante")


@vue
class VueProgramme(VueCommune):
    """What the proposal prints."""

    destinataire: VueDestinataire = champ("À qui la proposition est adressée")
    duree: str = champ("Durée de la formation", "14 h, soit 2 jours")
    modalite: str = champ("En présentiel, à distance ou les deux", "en présentiel")
    distance: str | Gap = champ("Part à distance (Code du travail, art. D6353-1)", "0 % à distance")
    contexte: VueContexte = champ("Ce que nous avons compris du client")
    public: VuePublic = champ("Public de la formation")
    attendus: tuple[VueAttendu, ...] = champ("Attendus du client, dans l’ordre du brief")
    modules: tuple[VueModulePropose, ...] = champ("Modules proposés")
    calendrier: tuple[VueCalendrier, ...] = champ("Sessions, datées ou non ; vide tant que rien n’est prévu")
    deroulements: tuple[VueDeroulement, ...] = champ(
        "Emplois du temps, chacun une fois, avec les sessions qu’il concerne"
    )
    couverture: tuple[VueReponse, ...] = champ("Comment le programme répond à chaque attendu")
    formateurs: tuple[VueFormateur, ...] = champ("Formateurs")
    modalites: VueModalites = champ("Modalités de l’organisme")
    prix: VuePrix = champ("Prix et conditions")


def construire(dossier: Dossier) -> VueProgramme:
    """The proposal of a brief."""
    brief = dossier.brief
    return VueProgramme(
        **communs(dossier, "Proposition de formation"),
        destinataire=vue_destinataire(dossier),
        duree=duree_totale(dossier),
        modalite=MODALITES[brief.modalite],
        distance=part_a_distance(dossier),
        contexte=vue_contexte(dossier),
        public=vue_public(dossier),
        attendus=tuple(vue_attendu(attendu) for attendu in brief.attendus),
        modules=vues_modules(dossier),
        calendrier=vues_calendrier(dossier),
        deroulements=vues_deroulements(dossier),
        couverture=vues_reponses(dossier),
        formateurs=vues_formateurs(dossier),
        modalites=vue_modalites(dossier),
        prix=vue_prix(dossier),
    )


def vue_destinataire(dossier: Dossier) -> VueDestinataire:
    """The person and the address that the proposal goes to."""
    client = dossier.brief.client
    person = client.interlocuteur
    name = " ".join(part for part in (person.civilite, person.prenom, person.nom) if part) if person.nom else ""
    return VueDestinataire(
        nom=name or dossier.du_client("nom de votre interlocuteur", "interlocuteur", "nom"),
        fonction=person.fonction,
        adresse=client.adresse or dossier.du_client("adresse de la collectivité", "adresse"),
        siret=espace_siret(client.siret) if client.siret else dossier.du_client("SIRET de la collectivité", "siret"),
        courriel=person.courriel,
        telephone=person.telephone,
    )


def duree_totale(dossier: Dossier) -> str:
    """« 14 h, pauses comprises (2 jours) »: all modules, each as the first session that teaches it has it."""
    taught: dict[str, int] = {}
    half_days = {
        (rang, jour.rang, half_day.periode, half_day.module.code): half_day
        for rang, deroulement in enumerate(dossier.programme.deroulements)
        for jour in deroulement.jours
        for half_day in jour.demi_journees
        if taught.setdefault(half_day.module.code, rang) == rang
    }
    held = {place[:3] for place in half_days}  # modules may share one
    return f"{dossier.duree(tuple(half_days.values()))} ({duree_jours(len(held))})"


def vue_public(dossier: Dossier) -> VuePublic:
    """The brief's public, else the modules'."""
    public = dossier.brief.public
    usual = list(dict.fromkeys(module.public for module in dossier.modules))
    return VuePublic(
        profil=public.profil or " ".join(usual),
        effectif=_effectif(public),
    )


def _effectif(public: Public) -> str | None:
    if public.effectif is None:
        return None
    people = pluriel(public.effectif, "participant")
    return f"{people}, dont {nombre(public.nouveaux)} dans leur premier mandat" if public.nouveaux else people


def vues_formateurs(dossier: Dossier) -> tuple[VueFormateur, ...]:
    """The sessions' trainers; before there are any, the organisation's."""
    assigned = [formateur for session in dossier.brief.sessions for formateur in session.formateurs]
    trainers: list[Formateur] = list({f.id: f for f in assigned or dossier.organisme.formateurs}.values())
    if not trainers:
        nobody = dossier.de_l_organisme("formateurs et leurs titres", "formateurs")
        return (VueFormateur(nom=nobody, titres=(), courriel=None, telephone=None),)
    return tuple(vue_formateur(dossier, formateur) for formateur in trainers)


def vue_modalites(dossier: Dossier) -> VueModalites:
    """The organisation's terms; each that is missing is a gap."""
    organisme, missing = dossier.organisme, dossier.de_l_organisme
    signer = organisme.representant
    name = " ".join(part for part in (signer.civilite, signer.prenom, signer.nom) if part) if signer.nom else ""
    return VueModalites(
        acces=organisme.modalites_acces or missing("modalités d’accès", "modalites_acces"),
        delai=organisme.delai_acces or missing("délai d’accès", "delai_acces"),
        moyens=organisme.moyens or missing("moyens pédagogiques et techniques", "moyens"),
        accessibilite=_accessibilite(dossier),
        referent_handicap=vue_contact(
            organisme.referent_handicap, missing("référent handicap et son contact", "referent_handicap")
        ),
        reglement=organisme.reglement or missing("modalités de règlement", "reglement"),
        annulation=organisme.annulation,
        sanction=organisme.sanction or missing("attestation remise aux participants", "sanction"),
        resultats=organisme.resultats,
        reclamations=organisme.reclamations or missing("voie de réclamation", "reclamations"),
        agrement=_agrement(dossier),
        qualiopi=organisme.qualiopi,
        signataire=name or missing("représentant de l’organisme", "representant", "nom"),
        fonction_signataire=signer.fonction,
    )


def _accessibilite(dossier: Dossier) -> str | Gap:
    """The organisation's answer to all, and to what this group has told."""
    usual, needs = dossier.organisme.accessibilite, dossier.brief.public.amenagements
    if usual is None:
        return dossier.de_l_organisme("accessibilité aux personnes handicapées", "accessibilite")
    if needs is None:
        return usual
    told = f"Vous nous avez signalé : {needs.strip().rstrip('.')}. Nous le préparons avec vous avant la session."
    return f"{usual.rstrip().rstrip('.')}. {told}"


def _agrement(dossier: Dossier) -> str | Gap:
    agrement, missing = dossier.organisme.agrement, dossier.de_l_organisme
    if agrement.decision is None:
        return missing("agrément pour la formation des élus", "agrement", "decision")
    if agrement.fin is None:
        return missing("fin de validité de l’agrément", "agrement", "fin")
    valid = f"valable jusqu’au {date_longue(agrement.fin)}"
    if agrement.debut:
        valid = f"valable du {date_longue(agrement.debut)} au {date_longue(agrement.fin)}"
    return f"Décision du {date_longue(agrement.decision)}, {valid}"
