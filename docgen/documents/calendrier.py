"""The calendar of a training: a meeting per half-day, as attendance is signed. No template: `output/ics.py` does it."""

import datetime as dt
from collections.abc import Iterator

from docgen.brief.model import Session
from docgen.documents.champs import champ, vue
from docgen.documents.commun import VueCommune, communs
from docgen.documents.dossier import Dossier
from docgen.documents.formation import PERIODES, Vues
from docgen.documents.sessions import formateurs_de, noms, vue_lieu
from docgen.francais import majuscule_initiale
from docgen.programme.model import DemiJournee
from docgen.territory.fuseaux import PARIS, fuseau
from docgen.word.gaps import Gap


@vue
class VueRendezVous:
    """A half-day of a session. Hours are those of the clock in `fuseau`."""

    repere: str = champ("Ce qui le distingue des autres, d’une version à l’autre", "s1-j1-matin", brut=True)
    debut: dt.datetime = champ("Début, à l’heure du lieu")
    fin: dt.datetime = champ("Fin, à l’heure du lieu")
    fuseau: str = champ("Fuseau horaire du lieu", PARIS, brut=True)
    titre: str = champ("Client, module et demi-journée", "Joué : Conduire son diagnostic de territoire (matin)")
    lieu: str | Gap = champ("Nom, salle et adresse en une ligne", "Mairie annexe, salle du conseil")
    adresse: str | Gap = champ("Adresse", "1 place de la Mairie, 37300 Joué-lès-Tours")
    formateurs: str | Gap = champ("Noms des formateurs", "Hélène Vasseur")
    acces: str | None = champ("Comment venir", "Parking de la place")
    deroulement: tuple[str, ...] = champ("Une ligne par séquence", ("9 h 00 – 9 h 30 Accueil",))


@vue
class VueCalendrier(VueCommune):
    """What the calendar holds."""

    reference: str = champ("Référence de la proposition", "JLT-2026-01", brut=True)
    version: int = champ("Version du brief", 1)
    date: dt.date = champ("Date du brief")
    rendez_vous: tuple[VueRendezVous, ...] = champ("Les demi-journées, dans l’ordre")


def construire(dossier: Dossier) -> VueCalendrier:
    """The calendar of all sessions that have dates."""
    brief = dossier.brief
    return VueCalendrier(
        **communs(dossier, "Calendrier des sessions"),
        reference=brief.reference,
        version=brief.version,
        date=brief.date,
        rendez_vous=tuple(
            meeting for session in brief.sessions if session.dates for meeting in _of_session(dossier, session)
        ),
    )


def _of_session(dossier: Dossier, session: Session) -> Iterator[VueRendezVous]:
    deroulement = dossier.programme.deroulement(session.rang)
    vues = Vues(dossier, deroulement)
    lieu, formateurs = vue_lieu(dossier, session), noms(formateurs_de(dossier, session))
    zone, client = _zone(dossier, session), majuscule_initiale(dossier.brief.client.nom.nom)
    for jour, vue_jour in zip(deroulement.jours, vues.jours(), strict=True):
        for half_day, said in zip(jour.demi_journees, vue_jour.demi_journees, strict=True):
            debut, fin = _hours(jour.date, half_day)
            later = sum(each.periode is half_day.periode for each in jour.demi_journees if each.debut < half_day.debut)
            yield VueRendezVous(
                # Ranks, not dates: a session that moves keeps its meetings, and calendars move them.
                repere=f"s{session.rang}-j{jour.rang}-{half_day.periode.value.replace('_', '-')}"
                + (f"-{later + 1}" if later else ""),
                debut=debut,
                fin=fin,
                fuseau=zone,
                titre=f"{client} : {half_day.module.titre} ({PERIODES[half_day.periode].lower()})",
                lieu=lieu.ligne,
                adresse=lieu.adresse,
                formateurs=formateurs,
                acces=lieu.acces,
                deroulement=tuple(f"{moment.horaire} : {moment.titre}" for moment in said.moments),
            )


def _hours(date: dt.date | None, half_day: DemiJournee) -> tuple[dt.datetime, dt.datetime]:
    if date is None:
        message = "a session of a brief has dates"
        raise ValueError(message)
    midnight = dt.datetime.combine(date, dt.time.min)
    return midnight + dt.timedelta(minutes=half_day.debut), midnight + dt.timedelta(minutes=half_day.fin)


def _zone(dossier: Dossier, session: Session) -> str:
    client = dossier.brief.client
    return fuseau(session.lieu.adresse, client.codes_postaux, client.departement.code if client.departement else None)
