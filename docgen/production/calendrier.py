"""From the view of a calendar to the file that agendas import."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docgen.francais import typographie
from docgen.word.gaps import A_COMPLETER, Gap

if TYPE_CHECKING:
    from docgen.documents.calendrier import VueCalendrier, VueRendezVous
    from docgen.documents.dossier import Dossier
    from docgen.output.ics import Event


def calendar(dossier: Dossier, vue: VueCalendrier) -> bytes:
    """The calendar of a brief as an .ics file; what is missing is said where it would stand."""
    from docgen.output.ics import Agenda, to_bytes

    organisme = dossier.organisme
    courriel = organisme.contact.courriel
    return to_bytes(
        Agenda(
            titre=f"{vue.intitule} – {dossier.brief.client.nom.nom}",
            date=vue.date,
            events=tuple(_event(dossier, vue, meeting) for meeting in vue.rendez_vous),
            provisoire=vue.brouillon,
            organisateur=(organisme.raison_sociale, courriel) if organisme.raison_sociale and courriel else None,
        )
    )


def _event(dossier: Dossier, vue: VueCalendrier, meeting: VueRendezVous) -> Event:
    from docgen.output.ics import Event

    return Event(
        uid=f"{vue.reference}-{dossier.brief.client.code}-{meeting.repere}@docgen",
        debut=meeting.debut,
        fin=meeting.fin,
        fuseau=meeting.fuseau,
        titre=meeting.titre,
        sequence=vue.version,
        lieu=_plain(meeting.lieu),
        description=_description(vue, meeting),
    )


def _description(vue: VueCalendrier, meeting: VueRendezVous) -> str:
    lines = [
        "BROUILLON : à confirmer." if vue.brouillon else "",
        f"Formation : {vue.intitule}",
        f"Formateurs : {_plain(meeting.formateurs)}",
        f"Accès : {meeting.acces}" if meeting.acces else "",
        "",
        *meeting.deroulement,
        "",
        f"Référence {vue.reference}, version {vue.version}",
    ]
    return typographie("\n".join(lines).strip())


def _plain(value: str | Gap) -> str:
    return f"{A_COMPLETER}{value.libelle}" if isinstance(value, Gap) else value
