"""The matrix: attendu → objectif → séquence → évaluation."""

from docgen.documents.champs import champ, vue
from docgen.documents.contexte import VueAttendu, vue_attendu
from docgen.documents.dossier import Dossier
from docgen.documents.faits import Faits
from docgen.programme.model import LigneCouverture


@vue
class VueChaine:
    """One way in which an attendu is answered."""

    module: str = champ("Code du module", "12", brut=True)
    repere: str = champ("Repère de l’objectif", "O1", brut=True)
    objectif: str = champ("Objectif", "Comparer sa commune à deux échelles")
    sequences: tuple[str, ...] = champ("Titres des séquences", ("Lire et se méfier",))
    evaluation: str = champ("Comment on vérifie", "Exercice chiffré, trois écarts calculés")


@vue
class VueReponse:
    """An attendu with all that answers it."""

    attendu: VueAttendu = champ("L’attendu")
    chaines: tuple[VueChaine, ...] = champ("Objectifs, séquences et évaluations qui y répondent")


def vues_reponses(dossier: Dossier) -> tuple[VueReponse, ...]:
    """The answer to each attendu, in the brief's order."""
    faits = Faits.of(dossier)
    return tuple(
        VueReponse(
            attendu=vue_attendu(reponse.attendu),
            chaines=tuple(_chaine(dossier, faits, ligne) for ligne in reponse.lignes),
        )
        for reponse in dossier.programme.couverture
    )


def _chaine(dossier: Dossier, faits: Faits, ligne: LigneCouverture) -> VueChaine:
    return VueChaine(
        module=ligne.module.code,
        repere=dossier.repere(ligne.module, ligne.objectif.id),
        objectif=faits.fill(ligne.objectif.texte),
        sequences=tuple(faits.fill(sequence.titre) for sequence in ligne.sequences),
        evaluation=" ".join(dict.fromkeys(faits.fill(sequence.evaluation) for sequence in ligne.sequences)),
    )
