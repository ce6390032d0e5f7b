"""A module as the proposal argues for it: why, to what end, what was adapted."""

from docgen.brief.model import ModuleChoisi
from docgen.catalogue.model import Sequence
from docgen.documents.champs import champ, vue
from docgen.documents.dossier import Dossier
from docgen.documents.formation import VueModule, Vues
from docgen.francais import liste, pluriel
from docgen.programme.model import Deroulement, ModuleAdapte, Raison, Retiree

AJOUTEES = {Raison.ATTENDU, Raison.DEMANDE, Raison.COMPLEMENT}


@vue
class VueAjout:
    """An optional sequence that was kept, and why."""

    titre: str = champ("Titre de la séquence", "Rétrospective financière en clair")
    raison: str = champ("Pourquoi elle est là", "retenue pour répondre à A2")


@vue
class VueModulePropose(VueModule):
    """A module with its reasons and its adaptation to the client."""

    pourquoi: str = champ("Pourquoi ce module", "Une équipe élue arrive avec des convictions…")
    parce_que: str = champ("Ce que le module apporte", "La journée apprend à trouver les bonnes données…")
    adaptation: str | None = champ("En quoi il est adapté au client", "Les exercices portent sur vos comptes.")
    duree: str = champ("Durée annoncée", "7 h, pauses comprises")
    public: str = champ("Public du module", "Maires, adjoints, conseillers délégués")
    prerequis: str = champ("Prérequis ; « Aucun » est écrit", "Aucun.")
    modalites: str = champ("Modalités du module", "Journée qui alterne apports et travail en groupes")
    theme_repertoire: str | None = champ(
        "Thème du répertoire des formations liées au mandat", "Finances publiques locales"
    )
    ajouts: tuple[VueAjout, ...] = champ("Séquences facultatives retenues")
    retirees: str | None = champ("Séquences retirées à la demande du client", "« Est-ce tenable ? »")
    possibles: str | None = champ("Séquences utiles qui ne tiennent pas dans le format", "« Faire parler les cartes »")
    demi_journees_ajoutees: str | None = champ("Demi-journées au-delà du format du module", "1 demi-journée")


def vues_modules(dossier: Dossier) -> tuple[VueModulePropose, ...]:
    """Each module once, as the first session that teaches it has it."""
    return tuple(_propose(dossier, adapte) for adapte in dossier.programme.modules)


def _propose(dossier: Dossier, adapte: ModuleAdapte) -> VueModulePropose:
    module, deroulement = adapte.module, _deroulement_de(dossier, adapte)
    vues = Vues(dossier, deroulement)
    fill = vues.faits.fill
    named = vues.module(module)
    choisi = next(choisi for choisi in dossier.brief.modules if choisi.code == module.code)
    added = adapte.demi_journees_ajoutees
    return VueModulePropose(
        code=named.code,
        titre=named.titre,
        intitule=named.intitule,
        objectifs=vues.objectifs(module, dossier.programme.objectifs(module.code)),
        pourquoi=fill(module.pourquoi),
        parce_que=fill(module.parce_que),
        adaptation=_adaptation(choisi),
        duree=dossier.duree(tuple(d for d in deroulement.demi_journees if d.module.code == module.code)),
        public=fill(module.public),
        prerequis=fill(module.prerequis),
        modalites=fill(module.modalites),
        theme_repertoire=choisi.theme_repertoire or module.theme_repertoire,
        ajouts=tuple(
            VueAjout(titre=fill(choix.sequence.titre), raison=_raison(choix.raison, dossier.attendus(choix.attendus)))
            for choix in adapte.choix
            if choix.raison in AJOUTEES
        ),
        retirees=_retirees(vues, adapte.retirees),
        possibles=_titres(vues, adapte.possibles),
        demi_journees_ajoutees=pluriel(added, "demi-journée") if added else None,
    )


def _adaptation(choisi: ModuleChoisi) -> str | None:
    """What no sequence is named for: what names one is printed there."""
    said = (choisi.adaptation, *(one.texte for one in choisi.adaptations if one.sequence is None))
    return " ".join(one for one in said if one) or None


def _deroulement_de(dossier: Dossier, adapte: ModuleAdapte) -> Deroulement:
    return next(d for d in dossier.programme.deroulements if adapte in d.modules)


def _raison(raison: Raison, answered: str | None) -> str:
    """Why a sequence was added. A brief's `ajouter` does not say who asked: it may be the trainer's own idea."""
    if answered:
        return f"retenue pour répondre à {answered}"
    return "ajoutée pour vous" if raison is Raison.DEMANDE else "retenue pour compléter la demi-journée"


def _retirees(vues: Vues, retirees: tuple[Retiree, ...]) -> str | None:
    """What the client asked to do without; what the trainer left out was never promised."""
    said = (
        f"« {vues.faits.fill(one.sequence.titre)} »" + (f" ({one.retrait.raison})" if one.retrait.raison else "")
        for one in retirees
        if one.retrait.du_client
    )
    return liste(said) or None


def _titres(vues: Vues, sequences: tuple[Sequence, ...]) -> str | None:
    return liste(f"« {vues.faits.fill(sequence.titre)} »" for sequence in sequences) or None
