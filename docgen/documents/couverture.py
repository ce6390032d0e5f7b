"""The answer to each attendu: what is expected, worked on, for how long, learnt, and how that is checked."""

from docgen.catalogue.model import Module
from docgen.documents.champs import champ, vue
from docgen.documents.contexte import VueAttendu, vue_attendu
from docgen.documents.dossier import Dossier
from docgen.documents.faits import Faits
from docgen.francais import duree
from docgen.programme.model import LigneCouverture, Travail


@vue
class VueChaine:
    """One way in which an attendu is answered."""

    module: str = champ("Code du module", "12", brut=True)
    repere: str = champ("Repère de l’objectif", "O1", brut=True)
    objectif: str = champ("Objectif", "Comparer sa commune à deux échelles")
    sequences: tuple[str, ...] = champ("Titres des séquences", ("Lire et se méfier",))
    evaluation: str = champ("Comment ces séquences le vérifient", "Exercice chiffré, trois écarts calculés")


@vue
class VueTravail:
    """A sequence that works on an attendu."""

    module: str = champ("Code du module", "12", brut=True)
    titre: str = champ("Titre de la séquence", "Lire et se méfier")
    duree: str = champ("Le temps qu’elle dure", "50 min")
    evaluation: str = champ("Comment la séquence le vérifie", "Exercice chiffré, trois écarts calculés")


@vue
class VueReponse:
    """An attendu with all that answers it."""

    attendu: VueAttendu = champ("L’attendu")
    chaines: tuple[VueChaine, ...] = champ("Objectifs, séquences et évaluations qui y répondent")
    vous_attendez: str = champ("L’attendu reformulé, sinon dans les mots du client", "Lire ensemble nos chiffres")
    nous_travaillons: tuple[VueTravail, ...] = champ("Séquences qui y répondent, chacune une fois")
    duree: str = champ("Le temps de ces séquences ensemble", "1 h 25")
    chacun_saura: tuple[str, ...] = champ("Objectifs atteints", ("Comparer sa commune à deux échelles",))
    verification: tuple[str, ...] = champ(
        "Comment ces séquences le vérifient, chacune une fois", ("Exercice chiffré, trois écarts calculés",)
    )


def vues_reponses(dossier: Dossier) -> tuple[VueReponse, ...]:
    """The answer to each attendu, in the brief's order."""
    faits = Faits.of(dossier)
    return tuple(
        VueReponse(
            attendu=vue_attendu(reponse.attendu),
            chaines=tuple(_chaine(dossier, faits, ligne) for ligne in reponse.lignes)
            or tuple(_elsewhere(module) for module in reponse.ailleurs[:1]),
            vous_attendez=reponse.attendu.reformule or reponse.attendu.texte,
            nous_travaillons=tuple(_travail(faits, travail) for travail in reponse.travaux),
            duree=duree(reponse.minutes),
            chacun_saura=tuple(dict.fromkeys(faits.fill(ligne.objectif.texte) for ligne in reponse.lignes)),
            verification=_evaluations(faits, reponse.travaux),
        )
        for reponse in dossier.programme.couverture
    )


def _travail(faits: Faits, travail: Travail) -> VueTravail:
    return VueTravail(
        module=travail.module.code,
        titre=faits.fill(travail.sequence.titre),
        duree=duree(travail.minutes),
        evaluation=faits.fill(travail.sequence.evaluation),
    )


def _evaluations(faits: Faits, travaux: tuple[Travail, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(faits.fill(travail.sequence.evaluation) for travail in travaux))


def _chaine(dossier: Dossier, faits: Faits, ligne: LigneCouverture) -> VueChaine:
    return VueChaine(
        module=ligne.module.code,
        repere=dossier.repere(ligne.module, ligne.objectif.id),
        objectif=faits.fill(ligne.objectif.texte),
        sequences=tuple(faits.fill(sequence.titre) for sequence in ligne.sequences),
        evaluation=" ".join(_evaluations(faits, ligne.travaux)),
    )


def _elsewhere(module: Module) -> VueChaine:
    """What is said of an attendu that nothing here answers, since the organisation left a module aside."""
    return VueChaine(
        module=module.code,
        repere="–",
        objectif="Laissé de côté dans cette proposition",
        sequences=(f"Module {module.code} : {module.titre}",),
        evaluation="Dans une autre session",
    )
