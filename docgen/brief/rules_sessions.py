"""When, where and by whom: what keeps two half-days apart.

B042 day without half-day   B045 day before the brief         B048 participant in two places (warning)
B043 half-days overlap      B046 unknown trainer              B049 agrément not valid
B044 same day twice         B047 trainer in two places        B050 Sunday (w.)   B051 public holiday (w.)
B052 gone by (warning)      B053 date outside the mandate (warning)  B074 day too long (notice)
B160 some days of a session dated, others not
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING, Any

from docgen.brief.model import Periode
from docgen.findings import Gravite
from docgen.francais import date_longue, est_dimanche, est_ferie, heure, jour_et_date, plage_horaire
from docgen.nearest import nearest
from docgen.organisme.model import Horaire, Lecture
from docgen.source.values import group, items, text
from docgen.territory import mandat_au
from docgen.validation.formats import date_of, horaire_of
from docgen.validation.places import place

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from docgen.brief.model import Brief
    from docgen.findings import Finding
    from docgen.organisme.model import Organisme
    from docgen.source import Path, Source

LONG_DAY = 11 * 60  # minutes from the first hour to the last
PERIODES = {Periode.MATIN: "matin", Periode.APRES_MIDI: "après-midi", Periode.SOIR: "soir"}


@dataclass(frozen=True, slots=True)
class Tenue:
    """A half-day of a session as the brief has it; `session` and `jour` are its ranks from 0."""

    session: int
    jour: int
    date: dt.date | None
    periode: Periode
    horaire: Horaire

    @property
    def path(self) -> Path:
        """Where it stands in the brief."""
        return ("sessions", self.session, "jours", self.jour, str(self.periode))

    def same_day(self, other: Tenue) -> bool:
        """Whether both are of one day: by their dates, or by their line in the brief while they have none."""
        if self.date is None or other.date is None:
            return (self.session, self.jour) == (other.session, other.jour)
        return self.date == other.date

    def meets(self, other: Tenue) -> bool:
        """Whether both go on at the same time."""
        return (
            self.same_day(other) and self.horaire.debut < other.horaire.fin and other.horaire.debut < self.horaire.fin
        )

    def __str__(self) -> str:
        """« le 3 décembre 2026, 9 h 00 – 12 h 30 »."""
        hours = plage_horaire(self.horaire.debut, self.horaire.fin)
        return f"le {date_longue(self.date)}, {hours}" if self.date else hours


def check_sessions(source: Source, brief: Brief | None, organisme: Organisme) -> Iterator[Finding]:
    """All that is wrong with the sessions' days and trainers, whatever today's date."""
    tenues = list(_tenues(source))
    yield from _empty_days(source)
    yield from _overlaps(source, tenues)
    yield from _long_days(source, tenues)
    yield from _half_dated(source)
    yield from _same_day(source)
    yield from _before_the_brief(source)
    yield from _trainers(source, organisme)
    yield from _outside_the_agrement(source, organisme)
    yield from _holidays(source, brief)
    yield from _outside_the_mandate(source, brief)
    if brief is not None:
        yield from _in_two_places(source, brief, tenues)


def check_gone_by(source: Source, today: dt.date) -> Iterator[Finding]:
    """Sessions that are already past: a warning, since a clock makes no error."""
    for rank, number, date in _dates(source):
        if date < today:
            yield place(source, ("sessions", rank, "jours", number, "date")).finding(
                "B052", f"le {date_longue(date)} est passé.", "Vérifiez l’année.", Gravite.AVERTISSEMENT
            )


def _days(source: Source) -> Iterator[tuple[int, int, dict[str, Any]]]:
    for rank, session in enumerate(items(source.donnees.get("sessions"))):
        jours = items(session.get("jours")) if isinstance(session, dict) else []
        for number, jour in enumerate(jours):
            if isinstance(jour, dict):
                yield rank, number, jour


def _dates(source: Source) -> Iterator[tuple[int, int, dt.date]]:
    for rank, number, jour in _days(source):
        if date := date_of(jour.get("date")):
            yield rank, number, date


def _tenues(source: Source) -> Iterator[Tenue]:
    for rank, number, jour in _days(source):
        date = date_of(jour.get("date"))
        for periode in Periode:
            hours = horaire_of(jour.get(periode))
            if hours and (date or "date" not in jour):
                yield Tenue(rank, number, date, periode, Horaire(*hours))


def _empty_days(source: Source) -> Iterator[Finding]:
    for rank, number, jour in _days(source):
        if not any(periode in jour for periode in Periode):
            yield place(source, ("sessions", rank, "jours", number)).finding(
                "B042",
                "ce jour n’a aucune demi-journée.",
                'Ajoutez ses horaires : matin: "9:00-12:30", apres_midi: "14:00-17:30" ou soir: "18:00-21:00".',
            )


def _overlaps(source: Source, tenues: list[Tenue]) -> Iterator[Finding]:
    """Half-days of one session that meet, or that do not follow one another as their names say."""
    for first, second in combinations(tenues, 2):
        if first.session != second.session or not first.same_day(second):
            continue
        backward = first.jour == second.jour and second.horaire.debut < first.horaire.fin
        if backward or first.meets(second):
            yield place(source, second.path).finding(
                "B043",
                f"cette demi-journée ({PERIODES[second.periode]}) commence avant la fin de la précédente, {first}.",
                "Vérifiez les horaires des deux demi-journées.",
            )


def _long_days(source: Source, tenues: list[Tenue]) -> Iterator[Finding]:
    """A day that nobody follows to its end: more than a usual evening away from its start."""
    by_day: dict[tuple[int, int], list[Tenue]] = {}
    for tenue in tenues:
        by_day.setdefault((tenue.session, tenue.jour), []).append(tenue)
    for held in by_day.values():
        debut, fin = min(t.horaire.debut for t in held), max(t.horaire.fin for t in held)
        if fin - debut > LONG_DAY:
            yield place(source, held[0].path[:-1]).finding(
                "B074",
                f"{_day_of(held[0])} va de {heure(debut)} à {heure(fin)}.",
                "Vérifiez les horaires ; sinon, répartissez les demi-journées sur deux jours.",
                Gravite.AVIS,
            )


def _day_of(tenue: Tenue) -> str:
    return f"le {date_longue(tenue.date)}" if tenue.date else "ce jour"


def _half_dated(source: Source) -> Iterator[Finding]:
    """The first day without a date of a session where others have one: it could stand before or after them."""
    dated = {rank for rank, _, jour in _days(source) if "date" in jour}
    told: set[int] = set()
    for rank, number, jour in _days(source):
        if rank in dated - told and "date" not in jour:
            told.add(rank)
            yield place(source, ("sessions", rank, "jours", number)).finding(
                "B160",
                "ce jour n’a pas de date, et d’autres jours de la session en ont une.",
                "Donnez-lui sa date ; ou, tant que tout n’est pas fixé, retirez les dates des autres jours et écrivez "
                "« souhait ».",
            )


def _same_day(source: Source) -> Iterator[Finding]:
    seen: set[tuple[int, dt.date]] = set()
    for rank, number, date in _dates(source):
        if (rank, date) in seen:
            yield place(source, ("sessions", rank, "jours", number, "date")).finding(
                "B044",
                f"le {date_longue(date)} est déjà dans cette session.",
                "Mettez toutes les demi-journées d’un jour sur la même ligne, ou corrigez la date.",
            )
        seen.add((rank, date))


def _before_the_brief(source: Source) -> Iterator[Finding]:
    written = date_of(source.donnees.get("date"))
    for rank, number, date in _dates(source):
        if written and date < written:
            yield place(source, ("sessions", rank, "jours", number, "date")).finding(
                "B045",
                f"le {date_longue(date)} vient avant la date du brief ({date_longue(written)}).",
                "Corrigez l’une des deux dates.",
            )


def _trainers(source: Source, organisme: Organisme) -> Iterator[Finding]:
    if organisme.lecture is Lecture.ILLISIBLE:
        return  # its own fault is told: its trainers are not known
    names = {f"{f.prenom} {f.nom}": f.id for f in organisme.formateurs}
    known = {f.id for f in organisme.formateurs}
    for rank, session in enumerate(items(source.donnees.get("sessions"))):
        typed = items(session.get("formateurs")) if isinstance(session, dict) else []
        for number, one in enumerate(typed):
            ident = text(one)
            if ident is None or ident in known:
                continue
            near = nearest(ident, [*known, *names])
            remede = (
                f"Écrivez « {names.get(near, near)} »."
                if near
                else "Ajoutez cette personne aux « formateurs » d’organisme.yaml, ou écrivez-la ici en entier : "
                "{prenom: …, nom: …, titres: […]}."
            )
            absent = organisme.lecture is Lecture.ABSENT
            where = "il n’y a pas d’organisme.yaml où lire le" if absent else "organisme.yaml n’a pas de"
            yield place(source, ("sessions", rank, "formateurs", number)).finding(
                "B046", f"{where} formateur « {ident} ».", remede
            )


def _outside_the_agrement(source: Source, organisme: Organisme) -> Iterator[Finding]:
    debut, fin = organisme.agrement.debut, organisme.agrement.fin
    for rank, number, date in _dates(source):
        if (debut and date < debut) or (fin and date > fin):
            limits = " ".join(
                words
                for words in (
                    f"à partir du {date_longue(debut)}" if debut else "",
                    f"jusqu’au {date_longue(fin)}" if fin else "",
                )
                if words
            )
            yield place(source, ("sessions", rank, "jours", number, "date")).finding(
                "B049",
                f"l’agrément de l’organisme n’est pas valable le {date_longue(date)} : il l’est {limits}.",
                "Changez la date, ou mettez à jour « agrement » dans organisme.yaml (CGCT, art. L1221-3).",
            )


def _holidays(source: Source, brief: Brief | None) -> Iterator[Finding]:
    departement = brief.client.departement if brief else None
    for rank, number, date in _dates(source):
        where = place(source, ("sessions", rank, "jours", number, "date"))
        if est_dimanche(date):
            yield where.finding(
                "B050", f"le {date_longue(date)} est un dimanche.", "Vérifiez la date.", Gravite.AVERTISSEMENT
            )
        elif holiday := est_ferie(date, departement.code if departement else None):
            yield where.finding(
                "B051",
                f"le {jour_et_date(date)} est férié ({holiday}).",
                "Vérifiez la date.",
                Gravite.AVERTISSEMENT,
            )


def _outside_the_mandate(source: Source, brief: Brief | None) -> Iterator[Finding]:
    said = group(source.donnees, "contexte").get("phase_mandat")
    if brief is not None and said is None and mandat_au(brief.date) is None:
        yield place(source, ("date",)).finding(
            "B053",
            f"le {date_longue(brief.date)} n’est pas dans le mandat de mars 2026 à mars 2032.",
            "Vérifiez l’année, ou dites la phase du mandat : contexte: {phase_mandat: debut}.",
            Gravite.AVERTISSEMENT,
        )


def _in_two_places(source: Source, brief: Brief, tenues: list[Tenue]) -> Iterator[Finding]:
    """Trainers and participants of two sessions that meet."""
    sessions = {session.rang - 1: session for session in brief.sessions}
    told: set[tuple[int, int]] = set()
    for first, second in combinations(tenues, 2):
        pair = (first.session, second.session)
        if first.session == second.session or pair in told or not first.meets(second):
            continue
        told.add(pair)
        one, other = sessions[first.session], sessions[second.session]
        where = place(source, second.path)
        for formateur in one.formateurs:
            if formateur in other.formateurs:
                yield where.finding(
                    "B047",
                    f"{formateur.prenom} {formateur.nom} forme déjà dans la session {one.rang}, {first}.",
                    "Changez l’un des deux horaires, ou le formateur de l’une des deux sessions.",
                )
        both = [p.nom_complet for p in one.participants if p in other.participants]
        if both:
            more = f" et {len(both) - 1} autres" if len(both) > 1 else ""
            yield where.finding(
                "B048",
                f"{both[0]}{more} sont aussi inscrits à la session {one.rang} aux mêmes heures."
                if more
                else f"{both[0]} est aussi inscrit à la session {one.rang} aux mêmes heures.",
                "Vérifiez les listes de participants.",
                Gravite.AVERTISSEMENT,
            )
