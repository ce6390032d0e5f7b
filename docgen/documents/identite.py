"""Who is named in every document: the client, the organisation, the document itself."""

from docgen.brief.model import Client
from docgen.documents.champs import champ, vue
from docgen.documents.dossier import Dossier, de_l_organisme
from docgen.francais import NBSP, date_longue, majuscule_initiale, nombre
from docgen.organisme.model import Contact, Organisme
from docgen.word.gaps import Gap

# CT, R6351-6 (contracts, orders, invoices) and L6352-12 (advertising): wording of the law. The second sentence is
# exact down to its « Etat » without accent.
R6351_6 = "Déclaration d’activité enregistrée sous le numéro {nda} auprès du préfet de région {de_region}."
L6352_12 = "Enregistrée sous le numéro {nda}. Cet enregistrement ne vaut pas agrément de l’Etat."

REGIONS = {"Centre-Val de Loire": "du ", "Grand Est": "du ", "Hauts-de-France": "des ", "Pays de la Loire": "des "}


@vue
class VueDocument:
    """The document that is being printed."""

    titre: str = champ("Nom du document", "Proposition de formation")
    reference: str = champ("Référence du dossier, celle du brief", "JLT-2026-01", brut=True)
    version: str = champ("Numéro de version du brief", "1")
    date: str = champ("Date de version, celle du brief", "5 octobre 2026")
    ligne: str = champ("Référence, version et date en une ligne", "Référence JLT-2026-01, version 1 du 5 octobre 2026")


@vue
class VueClient:
    """The commune or the EPCI that asked for the training."""

    designation: str = champ("La collectivité, comme on l’écrit sur une enveloppe", "Commune de Joué-lès-Tours")
    nature: str = champ("Commune, communauté de communes, métropole…", "commune")
    nom: str = champ("Nom", "Joué-lès-Tours")
    de_nom: str = champ("Nom précédé de « de », contracté s’il le faut", "de Joué-lès-Tours")
    a_nom: str = champ("Nom précédé de « à », contracté s’il le faut", "à Joué-lès-Tours")
    assemblee: str = champ("Nom de l’assemblée", "conseil municipal")
    population: str | None = champ("Population municipale, avec son unité", "38 423 habitants")
    population_source: str | None = champ("D’où vient la population", "population municipale 2023, INSEE")
    departement: str | None = champ("Nom du département", "Indre-et-Loire")
    region: str | None = champ("Nom de la région", "Centre-Val de Loire")
    epci: str | None = champ("Intercommunalité d’une commune", "Tours Métropole Val de Loire")
    communes_membres: str | None = champ("Nombre de communes d’une intercommunalité", "22 communes")
    conseil: str | None = champ("Effectif légal de l’assemblée (CGCT, art. L2121-2)", "39 sièges")
    siret: str | None = champ("SIRET", "213 701 220 00013", brut=True)
    adresse: str | None = champ("Adresse", "Parvis Raymond Lory, 37300 Joué-lès-Tours")


@vue
class VueContact:
    """Somebody to write to or to call."""

    nom: str | None = champ("Personne ou service", "Claire Rivière")
    courriel: str | None = champ("Courriel", "contact@exemple.fr", brut=True)
    telephone: str | None = champ("Téléphone", "02 47 00 00 00", brut=True)
    ligne: str | Gap = champ("Nom, téléphone et courriel en une ligne", "Claire Rivière, 02 47 00 00 00")


@vue
class VueOrganisme:
    """The training organisation, as every document names it."""

    raison_sociale: str | Gap = champ("Raison sociale", "Cap Mandat Formation")
    forme: str | None = champ("Forme juridique", "SARL au capital de 10 000 €")
    rcs: str | None = champ("Immatriculation au registre du commerce", "RCS Tours 123 456 782")
    siret: str | Gap = champ("SIRET", "123 456 789 00012", brut=True)
    nda: str | Gap = champ("Numéro de déclaration d’activité", "24 37 01234 37", brut=True)
    nda_region: str | Gap = champ("Région du préfet qui a enregistré la déclaration", "Centre-Val de Loire")
    mention_contrat: str | Gap = champ(
        "Mention légale des contrats, devis et factures (Code du travail, art. R6351-6)",
        R6351_6.format(nda="24370123437", de_region="du Centre-Val de Loire"),
    )
    mention_publicite: str | Gap = champ(
        "Mention légale de tout autre document qui cite la déclaration (Code du travail, art. L6352-12)",
        L6352_12.format(nda="24370123437"),
    )
    adresse: str | Gap = champ("Adresse", "12 rue des Halles, 37000 Tours")
    ville: str | None = champ("Ville où l’organisme signe", "Tours")
    contact: VueContact = champ("Contact de l’organisme")
    site: str | None = champ("Site internet", "www.exemple.fr", brut=True)


def vue_document(dossier: Dossier, titre: str) -> VueDocument:
    """The document's card; its date is the brief's, never today's."""
    brief = dossier.brief
    date = date_longue(brief.date)
    return VueDocument(
        titre=titre,
        reference=brief.reference,
        version=str(brief.version),
        date=date,
        ligne=f"Référence {brief.reference}, version {brief.version} du {date}",
    )


def vue_client(client: Client) -> VueClient:
    """What every document may say of the client; facts that INSEE lacks are None."""
    return VueClient(
        designation=designation(client),
        nature=client.nature,
        nom=client.nom.nom,
        de_nom=client.nom.de_nom,
        a_nom=client.nom.a_nom,
        assemblee=client.assemblee,
        population=None if client.population is None else habitants(client.population),
        population_source=client.population_source,
        departement=client.departement.nom.nom if client.departement else None,
        region=client.region.nom.nom if client.region else None,
        epci=majuscule_initiale(client.epci.nom) if client.epci else None,
        communes_membres=f"{client.communes_membres} communes" if client.communes_membres else None,
        conseil=f"{client.conseil} sièges" if client.conseil else None,
        siret=client.siret and espace_siret(client.siret),
        adresse=client.adresse,
    )


def designation(client: Client) -> str:
    """« Commune du Mans », « Communauté de communes Touraine Ouest »; a homonym with its département."""
    name = majuscule_initiale(client.nom.nom) if client.est_epci else f"Commune {client.nom.de_nom}"
    return f"{name} ({client.departement.nom})" if client.homonyme and client.departement else name


def habitants(population: int) -> str:
    """« 14 023 habitants »."""
    return f"{nombre(population)}{NBSP}habitant{'s' if population > 1 else ''}"


def vue_organisme(organisme: Organisme) -> VueOrganisme:
    """The organisation's identity; what it lacks is a gap."""
    missing = de_l_organisme
    nda: str | Gap = organisme.nda or missing("numéro de déclaration d’activité", "nda")
    region: str | Gap = organisme.nda_region or missing("région de la déclaration d’activité", "nda_region")
    return VueOrganisme(
        raison_sociale=organisme.raison_sociale or missing("nom de l’organisme de formation", "raison_sociale"),
        forme=organisme.forme,
        rcs=organisme.rcs,
        siret=espace_siret(organisme.siret) if organisme.siret else missing("SIRET de l’organisme", "siret"),
        nda=nda,
        nda_region=region,
        mention_contrat=_mention_contrat(organisme, nda, region),
        mention_publicite=nda if isinstance(nda, Gap) else L6352_12.format(nda=nda),
        adresse=organisme.adresse or missing("adresse de l’organisme", "adresse"),
        ville=organisme.ville,
        contact=vue_contact(organisme.contact, missing("contact de l’organisme", "contact")),
        site=organisme.site,
    )


def _mention_contrat(organisme: Organisme, nda: str | Gap, region: str | Gap) -> str | Gap:
    if isinstance(nda, Gap) or isinstance(region, Gap):
        return nda if isinstance(nda, Gap) else region
    return R6351_6.format(nda=organisme.nda, de_region=de_region(region))


def de_region(region: str) -> str:
    """A région's name after « préfet de région »: « du Centre-Val de Loire », « d’Île-de-France »."""
    if region in REGIONS:
        return REGIONS[region] + region
    return f"d’{region}" if region[:1] in "AEIOÎÉ" else f"de {region}"


def vue_contact(contact: Contact, missing: Gap) -> VueContact:
    """A contact; its line is a gap when there is no way to reach anybody."""
    reachable = contact.courriel or contact.telephone
    words = [word for word in (contact.nom, contact.telephone, contact.courriel) if word]
    return VueContact(
        nom=contact.nom,
        courriel=contact.courriel,
        telephone=contact.telephone,
        ligne=", ".join(words) if reachable else missing,
    )


def espace_siret(siret: str) -> str:
    """« 213 701 220 00013 », with no-break spaces."""
    return NBSP.join((siret[:3], siret[3:6], siret[6:9], siret[9:]))
