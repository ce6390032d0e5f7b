"""What was understood of the client: its situation, its figures, what it expects."""

from docgen.brief.model import Attendu, Client, Priorite
from docgen.documents.champs import champ, vue
from docgen.documents.dossier import Dossier
from docgen.documents.identite import habitants
from docgen.documents.mandat import vue_mandat
from docgen.documents.territoire import (
    DECOUPAGE,
    chiffres,
    collectivites,
    intercommunalite,
    membres,
    regles,
    voisins,
)
from docgen.francais import date_longue, majuscule_initiale
from docgen.word.gaps import Gap

PRIORITES = {Priorite.HAUTE: "Haute", Priorite.NORMALE: "Normale", Priorite.BASSE: "Basse"}


@vue
class VueRepere:
    """A figure of the facts table."""

    libelle: str = champ("Ce que c’est", "Population")
    valeur: str = champ("La valeur", "38 423 habitants")
    source: str = champ("D’où elle vient", "population municipale 2023, INSEE")


@vue
class VueContexte:
    """The client's situation, as it described it."""

    situation: tuple[str | Gap, ...] = champ(
        "Paragraphes", ("L’équipe élue en mars 2026 est aux deux tiers nouvelle.",)
    )
    enjeux: tuple[str, ...] = champ("Enjeux", ("Arrêter un programme d’investissement tenable",))
    reperes: tuple[VueRepere, ...] = champ(
        "Repères : population, intercommunalité, collectivités comparables, conseil, mandat, échéances"
    )


@vue
class VueAttendu:
    """Something the client expects of the training."""

    repere: str = champ("Repère de l’attendu", "A1", brut=True)
    texte: str = champ("L’attendu, dans les mots du client", "Disposer d’un diagnostic partagé")
    priorite: str = champ("Haute, normale ou basse", "Haute")
    reformule: str | None = champ("L’attendu dit par l’organisme, pour tous les lecteurs", "Lire ensemble nos chiffres")


def vue_contexte(dossier: Dossier) -> VueContexte:
    """The situation, and what can be said of the client in figures."""
    contexte = dossier.brief.contexte
    missing = dossier.du_brief("ce que nous avons compris de votre situation", "contexte", "situation")
    return VueContexte(situation=contexte.situation or (missing,), enjeux=contexte.enjeux, reperes=reperes(dossier))


def reperes(dossier: Dossier) -> tuple[VueRepere, ...]:
    """Facts that are known, each with its source; what INSEE does not give has no row."""
    brief = dossier.brief
    client = brief.client
    mandat = vue_mandat(dossier)
    seats = client.conseil and f"{client.conseil} sièges"
    facts = (
        client.population is not None and ("Population", habitants(client.population), _source(client)),
        (members := membres(brief)) and ("Communes membres", members, DECOUPAGE),
        intercommunalite(brief),
        collectivites(client),
        voisins(brief),
        *chiffres(brief),
        seats and (majuscule_initiale(client.assemblee), seats, "effectif légal, CGCT, art. L2121-2"),
        mandat is not None and ("Mandat en cours", mandat.resume, f"à la date du {date_longue(brief.date)}"),
        regles(client, brief.date),
    )
    return tuple(VueRepere(libelle=fact[0], valeur=fact[1], source=fact[2]) for fact in facts if fact)


def _source(client: Client) -> str:
    return client.population_source or "chiffre que vous nous avez donné"


def vue_attendu(attendu: Attendu) -> VueAttendu:
    """An attendu in the client's words."""
    return VueAttendu(
        repere=attendu.id, texte=attendu.texte, priorite=PRIORITES[attendu.priorite], reformule=attendu.reformule
    )
