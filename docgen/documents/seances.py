"""The sessions of a proposal: their calendar, and each distinct timetable once."""

from docgen.brief.model import Session
from docgen.documents.champs import champ, vue
from docgen.documents.distance import est_a_distance
from docgen.documents.dossier import Dossier
from docgen.documents.formation import VueJour, Vues
from docgen.documents.formules import phrase
from docgen.documents.sessions import dates_de
from docgen.francais import liste, majuscule_initiale
from docgen.programme.model import Deroulement


@vue
class VueCalendrier:
    """A session in a line."""

    session: str = champ("« Session 1 »", "Session 1")
    dates: str = champ("Dates", "Les 3 et 4 décembre 2026")
    lieu: str = champ("Lieu, ou « à convenir »", "Mairie annexe, salle du conseil")
    formateurs: str = champ("Formateurs, ou « à confirmer avec vous »", "Hélène Vasseur")
    modules: str = champ("Codes des modules", "12 et 13", brut=True)


@vue
class VueDeroulement:
    """A timetable and the sessions that follow it."""

    titre: str | None = champ("Sessions concernées ; rien s’il n’y a qu’un emploi du temps", "Sessions 1 et 3")
    note: str | None = champ(
        "Ce que le lecteur doit savoir des dates et de notre formule", "Chaque session dure deux jours…"
    )
    jours: tuple[VueJour, ...] = champ("Jours, dans l’ordre")


def vues_calendrier(dossier: Dossier) -> tuple[VueCalendrier, ...]:
    """A line per session; a proposal may come before dates, place and trainers are known."""
    return tuple(_ligne(session, alone=len(dossier.brief.sessions) == 1) for session in dossier.brief.sessions)


def _ligne(session: Session, *, alone: bool) -> VueCalendrier:
    lieu = session.lieu
    place = ", ".join(word for word in (lieu.nom, lieu.salle, lieu.adresse) if word)
    return VueCalendrier(
        session="Session unique" if alone else f"Session {session.rang}",
        dates=majuscule_initiale(dates_de(session)),
        lieu=place or "À convenir avec vous",
        formateurs=liste(f"{f.prenom} {f.nom}" for f in session.formateurs) or "À confirmer avec vous",
        modules=liste(session.enseignes),
    )


def vues_deroulements(dossier: Dossier) -> tuple[VueDeroulement, ...]:
    """Each distinct timetable, with dates where it stands for one session."""
    groups: dict[object, list[Deroulement]] = {}
    for deroulement in dossier.programme.deroulements:
        groups.setdefault(emploi_du_temps(dossier, deroulement), []).append(deroulement)
    return tuple(_vue(dossier, group, alone=len(groups) == 1) for group in groups.values())


def emploi_du_temps(dossier: Dossier, deroulement: Deroulement) -> object:
    """What two sessions share when the same page serves both: all but the dates."""
    return tuple(
        (
            jour.rang,
            half_day.module.code,
            half_day.periode,
            half_day.moments,
            est_a_distance(dossier, deroulement.session, jour.rang, half_day.periode),
        )
        for jour in deroulement.jours
        for half_day in jour.demi_journees
    )


def _vue(dossier: Dossier, group: list[Deroulement], *, alone: bool) -> VueDeroulement:
    vues = Vues(dossier, group[0], dates=len(group) == 1)
    return VueDeroulement(titre=None if alone else _titre(group), note=_note(dossier, group), jours=vues.jours())


def _titre(group: list[Deroulement]) -> str:
    ranks = [str(d.session) for d in group if d.session is not None]
    if not ranks:
        return "Session à programmer"
    return f"Session {ranks[0]}" if len(ranks) == 1 else f"Sessions {liste(ranks)}"


def _note(dossier: Dossier, group: list[Deroulement]) -> str | None:
    sessions = [dossier.session(d.session) for d in group if d.session is not None]
    ours = dict.fromkeys(said for session in sessions if (said := phrase(dossier, session)))
    return " ".join(filter(None, (_dates(dossier, group), *ours))) or None


def _dates(dossier: Dossier, group: list[Deroulement]) -> str | None:
    sessions = [dossier.session(d.session) for d in group if d.session is not None]
    if not sessions:
        return "Les dates restent à fixer avec vous ; les horaires indiqués sont ceux que nous pratiquons."
    if len(sessions) > 1:
        dated = [f"session {session.rang}, {dates_de(session)}" for session in sessions]
        return f"Même emploi du temps pour chacune : {' ; '.join(dated)}."
    if not sessions[0].dates:
        return "Les dates restent à fixer avec vous ; les horaires indiqués sont ceux que vous souhaitez."
    return None
