"""What is taught: modules, objectives, and the timetable of a session to the minute."""

from collections.abc import Collection

from docgen.brief.model import Periode
from docgen.catalogue.model import Methode, Module, Sequence
from docgen.documents.champs import champ, vue
from docgen.documents.distance import est_a_distance
from docgen.documents.dossier import Dossier
from docgen.documents.faits import Faits
from docgen.francais import (
    a_convenir,
    date_courte,
    duree,
    heure,
    jour_et_date,
    liste,
    majuscule_initiale,
    plage_horaire,
)
from docgen.programme.model import DemiJournee, Deroulement, JourDeroule, Moment

PERIODES = {Periode.MATIN: "Matin", Periode.APRES_MIDI: "Après-midi", Periode.SOIR: "Soirée"}
METHODES = {
    Methode.APPORT: "apport",
    Methode.ATELIER: "atelier",
    Methode.ETUDE_DE_CAS: "étude de cas",
    Methode.DEBAT: "débat",
    Methode.TRAVAIL_EN_GROUPES: "travail en groupes",
    Methode.MISE_EN_SITUATION: "mise en situation",
    Methode.QUIZ: "quiz",
}


@vue
class VueObjectif:
    """What a participant can do at the end, and how that is assessed."""

    repere: str = champ("Repère de l’objectif, le même dans tous les documents", "O1", brut=True)
    texte: str = champ("Objectif : un verbe d’action et ce qu’il produit", "Comparer sa commune à deux échelles")
    evaluation: str = champ("Comment l’objectif est évalué", "Exercice chiffré, trois écarts calculés")


@vue
class VueModule:
    """A module, as every document names it."""

    code: str = champ("Code du module au catalogue", "12", brut=True)
    titre: str = champ("Titre du module", "Conduire son diagnostic de territoire")
    intitule: str = champ("Code et titre", "Module 12 : Conduire son diagnostic de territoire")
    objectifs: tuple[VueObjectif, ...] = champ("Objectifs du module, dans l’ordre")


@vue
class VueMoment:
    """A stretch of a half-day: a sequence, its continuation after a break, or a break."""

    debut: str = champ("Heure de début", "9 h 00")
    fin: str = champ("Heure de fin", "9 h 25")
    horaire: str = champ("Début et fin", "9 h 00 – 9 h 25")
    duree: str = champ("Durée", "25 min")
    pause: bool = champ("Vrai pour une pause", exemple=False)
    suite: bool = champ("Vrai pour la suite d’une séquence coupée par une pause, le repas ou la nuit", exemple=False)
    titre: str = champ("Titre de la séquence, ou « Pause »", "Cartes mentales du territoire")
    contenu: tuple[str, ...] = champ("Contenu, un point par ligne", ("Questionnaire d’entrée de dix items",))
    methodes: str | None = champ("Méthodes ; rien pour une pause", "quiz, débat")
    supports: tuple[str, ...] = champ("Supports utilisés ou remis", ("Fonds blancs A3",))
    evaluation: str | None = champ("Évaluation dans la séquence ; rien pour une pause", "Dix items relevés")
    objectifs: tuple[VueObjectif, ...] = champ("Objectifs du module que la séquence sert")
    reperes: str | None = champ("Repères de ces objectifs", "O1 et O2", brut=True)
    attendus: str | None = champ("Repères des attendus auxquels elle répond", "A1 et A3", brut=True)


@vue
class VueDemiJournee:
    """A half-day of one module."""

    periode: str = champ("Matin, après-midi ou soirée, suivi de « à distance » s’il y a lieu", "Matin")
    a_distance: bool = champ("Vrai pour une demi-journée à distance", exemple=False)
    debut: str = champ("Heure de début", "9 h 00")
    fin: str = champ("Heure de fin", "12 h 30")
    horaire: str = champ("Début et fin", "9 h 00 – 12 h 30")
    duree: str = champ("Durée annoncée, pauses comptées ou non selon organisme.yaml", "3 h 30")
    module: VueModule = champ("Module enseigné")
    moments: tuple[VueMoment, ...] = champ("Séquences et pauses, de la première à la dernière minute")


@vue
class VueJour:
    """A day of a session."""

    rang: int = champ("Rang du jour dans la session", 1)
    titre: str = champ("Titre du jour : son rang s’il y en a plusieurs, sa date ou « date à convenir »", "Jour 1")
    date: str | None = champ("Date ; rien tant que la session n’est pas fixée", "jeudi 3 décembre 2026")
    date_courte: str | None = champ("Date en chiffres", "03/12/2026")
    horaires: str = champ("Horaires de la journée", "9 h 00 – 12 h 30 et 14 h 00 – 17 h 30")
    demi_journees: tuple[VueDemiJournee, ...] = champ("Demi-journées, dans l’ordre")


class Vues:
    """Builds the views of what one déroulement teaches."""

    def __init__(self, dossier: Dossier, deroulement: Deroulement, *, dates: bool = True) -> None:
        self.dossier = dossier
        self.deroulement = deroulement
        self.dates = dates  # False where one timetable stands for several sessions
        self.faits = Faits.of(dossier)
        self.travailles = {adapte.module.code: adapte.objectifs for adapte in deroulement.modules}
        self.attendus = {
            (adapte.module.code, choix.sequence.id): choix.attendus
            for adapte in deroulement.modules
            for choix in adapte.choix
        }

    def jours(self) -> tuple[VueJour, ...]:
        """The days, in order."""
        return tuple(self._jour(jour) for jour in self.deroulement.jours)

    def modules(self) -> tuple[VueModule, ...]:
        """The modules, in teaching order."""
        return tuple(self.module(adapte.module) for adapte in self.deroulement.modules)

    def module(self, module: Module) -> VueModule:
        """A module with its objectives, the client's facts filled in."""
        return VueModule(
            code=module.code,
            titre=module.titre,
            intitule=f"Module {module.code} : {module.titre}",
            objectifs=self.objectifs(module, self.travailles[module.code]),
        )

    def objectifs(self, module: Module, idents: Collection[str]) -> tuple[VueObjectif, ...]:
        """Objectives of a module, in its order."""
        return tuple(
            VueObjectif(
                repere=self.dossier.repere(module, objectif.id),
                texte=self.faits.fill(objectif.texte),
                evaluation=self.faits.fill(objectif.evaluation),
            )
            for objectif in module.objectifs
            if objectif.id in idents
        )

    def _jour(self, jour: JourDeroule) -> VueJour:
        date = jour.date if self.dates else None
        return VueJour(
            rang=jour.rang,
            titre=self._titre(jour),
            date=jour_et_date(date) if date else None,
            date_courte=date_courte(date) if date else None,
            horaires=liste(horaires(jour)),
            demi_journees=tuple(self._demi_journee(jour, d) for d in jour.demi_journees),
        )

    def _titre(self, jour: JourDeroule) -> str:
        several = len(self.deroulement.jours) > 1
        rang = self.deroulement.session
        if not self.dates or rang is None:
            return f"Jour {jour.rang}" if several else "Déroulement"
        wished = self.dossier.session(rang).jours[jour.rang - 1].souhait
        date = jour_et_date(jour.date) if jour.date else a_convenir(wished)
        return f"Jour {jour.rang} : {date}" if several else majuscule_initiale(date)

    def _demi_journee(self, jour: JourDeroule, demi_journee: DemiJournee) -> VueDemiJournee:
        remote = est_a_distance(self.dossier, self.deroulement.session, jour.rang, demi_journee.periode)
        # Where all is remote, the documents say so once.
        mixed = remote and self.dossier.brief.modalite == "mixte"
        return VueDemiJournee(
            periode=PERIODES[demi_journee.periode] + (" à distance" if mixed else ""),
            a_distance=remote,
            debut=heure(demi_journee.debut),
            fin=heure(demi_journee.fin),
            horaire=plage_horaire(demi_journee.debut, demi_journee.fin),
            duree=duree(self.dossier.minutes((demi_journee,))),
            module=self.module(demi_journee.module),
            moments=tuple(self._moment(demi_journee.module, moment) for moment in demi_journee.moments),
        )

    def _moment(self, module: Module, moment: Moment) -> VueMoment:
        sequence = moment.sequence
        objectifs = self.objectifs(module, sequence.objectifs) if sequence else ()
        return VueMoment(
            debut=heure(moment.debut),
            fin=heure(moment.fin),
            horaire=plage_horaire(moment.debut, moment.fin),
            duree=duree(moment.minutes),
            pause=sequence is None,
            suite=moment.partie > 1,
            titre=self._titre_de(moment),
            contenu=tuple(self.faits.fill(line) for line in sequence.contenu) if sequence else (),
            methodes=methodes(sequence) if sequence else None,
            supports=tuple(self.faits.fill(line) for line in sequence.supports) if sequence else (),
            evaluation=self.faits.fill(sequence.evaluation) if sequence else None,
            objectifs=objectifs,
            reperes=liste(objectif.repere for objectif in objectifs) or None,
            attendus=self.dossier.attendus(self.attendus.get((module.code, sequence.id), ())) if sequence else None,
        )

    def _titre_de(self, moment: Moment) -> str:
        if moment.sequence is None:
            return "Pause"
        title = self.faits.fill(moment.sequence.titre)
        return f"{title} (suite)" if moment.partie > 1 else title


def horaires(jour: JourDeroule) -> tuple[str, ...]:
    """The hours of each half-day, from the first module of those that share it to the end of the last."""
    held: dict[Periode, list[DemiJournee]] = {}
    for demi_journee in jour.demi_journees:
        held.setdefault(demi_journee.periode, []).append(demi_journee)
    return tuple(plage_horaire(pieces[0].debut, pieces[-1].fin) for pieces in held.values())


def methodes(sequence: Sequence) -> str:
    """« atelier, travail en groupes »."""
    return ", ".join(METHODES[methode] for methode in sequence.methodes)
