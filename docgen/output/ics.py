"""Calendars (RFC 5545): meetings that Outlook, Thunderbird and telephones import, and bring up to date.

The bytes depend on nothing but what is given: neither on the clock nor on the machine's time zone data.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

if TYPE_CHECKING:
    from icalendar import Calendar, Timezone, TimezoneDaylight, TimezoneStandard
    from icalendar import Event as Component

PRODUCT = "-//docgen//docgen//FR"
LONG_AGO = 1970  # a rule's first year; Outlook wants one, and meetings are later


@dataclass(frozen=True, slots=True)
class Event:
    """A meeting. `debut` and `fin` are read on the clock of `fuseau`, an IANA name.

    A calendar that knows `uid` replaces its meeting, where the `sequence` of the new one is larger.
    """

    uid: str
    debut: dt.datetime
    fin: dt.datetime
    fuseau: str
    titre: str
    sequence: int = 0
    lieu: str = ""
    description: str = ""


@dataclass(frozen=True, slots=True)
class Agenda:
    """A calendar. `date` stamps its meetings; `organisateur` is a name and an e-mail address."""

    titre: str
    date: dt.date
    events: tuple[Event, ...]
    provisoire: bool = False
    organisateur: tuple[str, str] | None = None


# When summer time begins and ends: month, Sunday of the month, hour of the wall clock. European Union: Directive
# 2000/84/EC. Saint-Pierre-et-Miquelon follows Canada. No other zone of France has summer time; tests/output/test_ics.py
# holds this to the zone data of the system.
_SUMMER = {
    "Europe/Paris": ((3, -1, 2), (10, -1, 3), ("CET", "CEST")),
    "America/Miquelon": ((3, 2, 2), (11, 1, 2), ("-03", "-02")),
}


def to_bytes(agenda: Agenda) -> bytes:
    """The .ics file."""
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("PRODID", PRODUCT)
    calendar.add("VERSION", "2.0")
    calendar.add("CALSCALE", "GREGORIAN")
    if agenda.organisateur:  # without an organiser a published calendar is not one (RFC 5546, 3.2.1)
        calendar.add("METHOD", "PUBLISH")
    calendar.add("X-WR-CALNAME", agenda.titre)
    for zone in sorted({event.fuseau for event in agenda.events}):
        calendar.add_component(_timezone(zone))
    for event in agenda.events:
        calendar.add_component(_event(event, agenda))
    return _bytes(calendar)


def _event(event: Event, agenda: Agenda) -> Component:
    from icalendar import Event as Component

    zone = ZoneInfo(event.fuseau)
    made = Component()
    made.add("UID", event.uid)
    made.add("DTSTAMP", dt.datetime.combine(agenda.date, dt.time.min, dt.UTC))
    made.add("SEQUENCE", event.sequence)
    made.add("DTSTART", event.debut.replace(tzinfo=zone))
    made.add("DTEND", event.fin.replace(tzinfo=zone))
    made.add("SUMMARY", event.titre)
    for name, text in (("LOCATION", event.lieu), ("DESCRIPTION", event.description)):
        if text:
            made.add(name, text)
    if agenda.organisateur:
        _add_organiser(made, *agenda.organisateur)
    made.add("STATUS", "TENTATIVE" if agenda.provisoire else "CONFIRMED")
    made.add("TRANSP", "OPAQUE")
    return made


def _add_organiser(made: Component, name: str, address: str) -> None:
    from icalendar import vCalAddress, vText

    organiser = vCalAddress(f"mailto:{address}")
    organiser.params["CN"] = vText(name)
    made.add("ORGANIZER", organiser)


def _timezone(name: str) -> Timezone:
    """The zone's rules. icalendar's own are dates without a rule, which Outlook does not read."""
    import icalendar

    zone = icalendar.Timezone()
    zone.add("TZID", name)
    if name in _SUMMER:
        spring, autumn, (winter_name, summer_name) = _SUMMER[name]
        winter = _offset(name, month=1)
        summer = winter + dt.timedelta(hours=1)
        zone.add_component(_observance("summer", summer_name, winter, summer, spring))
        zone.add_component(_observance("winter", winter_name, summer, winter, autumn))
        return zone
    always = _offset(name, month=1)
    standard = icalendar.TimezoneStandard()
    standard.add("DTSTART", dt.datetime(LONG_AGO, 1, 1))  # noqa: DTZ001 - local time, by definition of the property
    standard.add("TZOFFSETFROM", always)
    standard.add("TZOFFSETTO", always)
    zone.add_component(standard)
    return zone


def _observance(
    season: str, name: str, before: dt.timedelta, after: dt.timedelta, change: tuple[int, int, int]
) -> TimezoneDaylight | TimezoneStandard:
    import icalendar

    month, sunday, hour = change
    made = icalendar.TimezoneDaylight() if season == "summer" else icalendar.TimezoneStandard()
    made.add("TZNAME", name)
    made.add("DTSTART", _sunday(LONG_AGO, month, sunday) + dt.timedelta(hours=hour))
    made.add("RRULE", {"FREQ": "YEARLY", "BYMONTH": month, "BYDAY": f"{sunday}SU"})
    made.add("TZOFFSETFROM", before)
    made.add("TZOFFSETTO", after)
    return made


def _sunday(year: int, month: int, rank: int) -> dt.datetime:
    """The first, second… or last (-1) Sunday of a month, at midnight of the wall clock."""
    import calendar

    days = [week[calendar.SUNDAY] for week in calendar.monthcalendar(year, month) if week[calendar.SUNDAY]]
    return dt.datetime(year, month, days[rank if rank < 0 else rank - 1])  # noqa: DTZ001 - as above


def _offset(name: str, month: int) -> dt.timedelta:
    offset = dt.datetime(2026, month, 1, tzinfo=ZoneInfo(name)).utcoffset()
    return offset or dt.timedelta()


def _bytes(calendar: Calendar) -> bytes:
    made: bytes = calendar.to_ical(sorted=True)
    return made
