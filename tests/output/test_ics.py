"""Calendars, read back with another library than the one that wrote them."""

from __future__ import annotations

import datetime as dt
import os
import subprocess
import sys
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import vobject

from docgen.output import ics
from docgen.output.ics import Agenda, Event, to_bytes

ZONES = (
    "Europe/Paris",
    "America/Miquelon",
    "Indian/Reunion",
    "Pacific/Marquesas",
    "Pacific/Noumea",
)


def an_event(day: dt.datetime = dt.datetime(2026, 12, 3, 9), **changes: Any) -> Event:  # noqa: DTZ001 - a wall clock
    facts: dict[str, Any] = {
        "uid": "X-1-s1-j1-matin@docgen",
        "debut": day,
        "fin": day + dt.timedelta(hours=3, minutes=30),
        "fuseau": "Europe/Paris",
        "titre": "Le titre",
    }
    return Event(**facts | changes)


def written(*events: Event, **changes: Any) -> bytes:
    facts: dict[str, Any] = {"titre": "Sessions", "date": dt.date(2026, 10, 5), "events": events}
    return to_bytes(Agenda(**facts | changes))


def read(content: bytes) -> list[Any]:
    return list(vobject.readOne(content.decode()).vevent_list)


@pytest.mark.parametrize("zone", ZONES)
def test_each_hour_of_ten_years_is_the_same_instant_by_our_rules_and_by_the_system_s(zone: str) -> None:
    days = [dt.datetime(2026, 1, 1, 9) + dt.timedelta(days=n) for n in range(0, 3650, 7)]  # noqa: DTZ001 - Thursdays
    sundays = [day + dt.timedelta(days=3) for day in days if day.month in {3, 10, 11}]
    events = [an_event(day, fuseau=zone, uid=f"{day}") for day in [*days, *sundays]]
    for event, found in zip(events, read(written(*events)), strict=True):
        expected = event.debut.replace(tzinfo=ZoneInfo(zone))
        assert found.dtstart.value.utcoffset() == expected.utcoffset(), event.debut
        assert found.dtstart.value == expected


def test_the_days_of_the_change_of_hour() -> None:
    last, first = dt.datetime(2027, 3, 27, 9), dt.datetime(2027, 3, 28, 9)  # noqa: DTZ001
    found = read(written(an_event(last, uid="a"), an_event(first, uid="b")))
    assert [event.dtstart.value.astimezone(dt.UTC).hour for event in found] == [8, 7]


def test_a_zone_is_described_once_and_every_zone_used_is() -> None:
    content = written(an_event(), an_event(uid="b"), an_event(uid="c", fuseau="Indian/Reunion")).decode()
    assert content.count("BEGIN:VTIMEZONE") == 2
    assert content.count("TZID:Europe/Paris") == 1
    assert "DTSTART;TZID=Indian/Reunion:20261203T090000" in content


def test_lines_end_and_fold_as_the_norm_has_it() -> None:
    long = "Élus ; communes, « déjà » \\ 🏛️ " * 30 + "\nfin"
    content = written(an_event(titre=long, description=long, lieu=long))
    assert content.endswith(b"\r\n")
    assert b"\n" not in content.replace(b"\r\n", b"")
    assert max(map(len, content.split(b"\r\n"))) <= 75
    for line in content.split(b"\r\n"):
        line.decode()  # no character is cut in two
    (found,) = read(content)
    assert found.description.value == long
    assert found.location.value == long


def test_a_text_cannot_add_a_property() -> None:
    (found,) = read(written(an_event(titre="x\r\nATTENDEE:mailto:a@b.fr", description="END:VEVENT\nBEGIN:VALARM")))
    assert not hasattr(found, "attendee")
    assert not hasattr(found, "valarm")
    (found,) = read(written(an_event(), organisateur=('Institut "X"; ROLE=CHAIR', "a@b.fr")))
    assert set(found.organizer.params) == {"CN"}


def test_a_published_calendar_has_an_organiser_and_a_draft_is_tentative() -> None:
    content = written(an_event(), organisateur=("Institut : élus", "a@exemple.fr"), provisoire=True)
    (found,) = read(content)
    assert b"METHOD:PUBLISH" in content
    assert found.organizer.value == "mailto:a@exemple.fr"
    assert found.organizer.params["CN"] == ["Institut : élus"]
    assert found.status.value == "TENTATIVE"
    alone = written(an_event())
    assert b"METHOD" not in alone
    assert b"STATUS:CONFIRMED" in alone


def test_the_same_meetings_give_the_same_bytes_wherever_they_are_written() -> None:
    code = (
        "import datetime as dt, sys; from docgen.output.ics import *;"
        "e = Event('u', dt.datetime(2026, 12, 3, 9), dt.datetime(2026, 12, 3, 12), 'America/Miquelon', 't');"
        "sys.stdout.buffer.write(to_bytes(Agenda('a', dt.date(2026, 10, 5), (e,))))"
    )
    made = {
        subprocess.run(
            [sys.executable, "-c", code], env={**os.environ, **env}, capture_output=True, check=True, timeout=60
        ).stdout
        for env in ({"TZ": "UTC", "PYTHONHASHSEED": "1"}, {"TZ": "Asia/Tokyo", "PYTHONHASHSEED": "2"})
    }
    assert len(made) == 1


def test_only_zones_with_summer_time_have_rules() -> None:
    for zone in ZONES:
        offsets = {dt.datetime(2027, month, 15, tzinfo=ZoneInfo(zone)).utcoffset() for month in (1, 7)}
        assert (len(offsets) == 2) == (zone in ics._SUMMER)
