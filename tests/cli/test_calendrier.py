"""`docgen calendrier`: a meeting per half-day, that a second import moves and never doubles."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import icalendar
import pytest
import vobject

from docgen.cli import run
from docgen.francais import typographie
from docgen.production import Commande, open_atelier, produce, verify
from docgen.workspace import Workspace

ROOT = Path(__file__).parents[2]
BRIEFS = sorted(brief for brief in (ROOT / "briefs").glob("*.yaml") if "l-home" not in brief.stem)
NOW = dt.datetime(2026, 10, 20, 9, tzinfo=dt.UTC)
ATELIER = open_atelier(Workspace(ROOT))
BRIEF = """reference: CAL-1
version: {version}
date: 2026-10-05
commune: {{code_insee: "{commune}"}}
attendus: [{{id: A1, texte: Avancer, themes: [diagnostic]}}]
modules: [{{code: "12"}}]
sessions:
  - jours: [{{date: {date}, matin: "9:00-12:30", apres_midi: "14:00-17:30"}}]
    lieu: {{nom: Mairie, adresse: "{adresse}"}}
    formateurs: [{{prenom: Ana, nom: Diaz, titres: [Géographe]}}]
"""


def make(folder: Path, brief: Path, **changes: Any) -> Path:
    made = produce(ATELIER, brief, commande=Commande(("calendrier",), sortie=folder, **changes), now=NOW)
    assert not [finding for finding in made.findings if finding.exit_code]
    (document,) = made.documents
    return document.chemin


def a_brief(folder: Path, **changes: str) -> Path:
    facts = {"version": "1", "commune": "37122", "date": "2026-12-03", "adresse": "1 rue X, 37300 Joué-lès-Tours"}
    path = folder / "cal.yaml"
    path.write_text(BRIEF.format(**facts | changes), encoding="utf-8")
    return path


def meetings(path: Path) -> list[Any]:
    return list(vobject.readOne(path.read_bytes().decode()).vevent_list)


@pytest.mark.parametrize("brief", BRIEFS, ids=lambda path: path.stem)
def test_there_is_a_meeting_per_half_day_at_its_hours_and_place(tmp_path: Path, brief: Path) -> None:
    verified = verify(ATELIER, brief)
    loaded, programme = verified.loaded.brief, verified.programme
    assert loaded is not None
    assert programme is not None
    path = make(tmp_path, brief)
    assert path == tmp_path / loaded.reference / f"sessions-{loaded.reference}.ics"
    found = meetings(path)
    expected = [(j.date, d) for one in programme.deroulements for j in one.jours for d in j.demi_journees]
    assert [(event.dtstart.value.date(), _minutes(event.dtstart), _minutes(event.dtend)) for event in found] == [
        (date, half_day.debut, half_day.fin) for date, half_day in expected
    ]
    assert len({event.uid.value for event in found}) == len(found)
    for event, (_, half_day) in zip(found, expected, strict=True):
        assert typographie(half_day.module.titre) in event.summary.value
        assert event.summary.value.startswith(f"{loaded.client.nom.nom[0].upper()}{loaded.client.nom.nom[1:]}")
    described = "".join(event.description.value for event in found)
    for session in loaded.sessions:
        assert any(typographie(session.lieu.nom or "x") in event.location.value for event in found)
        assert all(typographie(f"{trainer.prenom} {trainer.nom}") in described for trainer in session.formateurs)


def _minutes(when: Any) -> int:
    return int(when.value.hour * 60 + when.value.minute)


def test_a_session_that_moved_keeps_its_meetings_with_a_higher_sequence(tmp_path: Path) -> None:
    before = meetings(make(tmp_path, a_brief(tmp_path)))
    after = meetings(make(tmp_path, a_brief(tmp_path, version="2", date="2026-12-10")))
    assert [event.uid.value for event in before] == [event.uid.value for event in after]
    assert [event.sequence.value for event in before + after] == ["1", "1", "2", "2"]
    assert {event.dtstart.value.day for event in after} == {10}


@pytest.mark.parametrize(
    ("commune", "adresse", "utc"),
    [
        ("37122", "Mairie, 37300 Joué-lès-Tours", 8),
        ("97411", "Mairie", 5),
        ("98735", "Mairie, 98714 Papeete", 19),  # the day before, by Greenwich
        ("97411", "1 rue X, 37300 Joué-lès-Tours", 8),
    ],
)
def test_hours_are_those_of_the_clock_on_the_wall(tmp_path: Path, commune: str, adresse: str, utc: int) -> None:
    first = meetings(make(tmp_path, a_brief(tmp_path, commune=commune, adresse=adresse)))[0]
    assert first.dtstart.value.hour == 9
    assert first.dtstart.value.astimezone(dt.UTC).hour == utc


def test_the_same_brief_gives_the_same_bytes_and_is_up_to_date_on_another_day(tmp_path: Path) -> None:
    path = make(tmp_path, a_brief(tmp_path))
    content = path.read_bytes()
    later = NOW + dt.timedelta(days=40)
    commande = Commande(("calendrier",), sortie=tmp_path)
    (again,) = produce(ATELIER, tmp_path / "cal.yaml", commande=commande, now=later).documents
    assert again.statut == "à jour"
    assert path.read_bytes() == content
    assert b"DTSTAMP:20261005T000000Z" in content


def test_a_calendar_edited_by_hand_is_kept(tmp_path: Path) -> None:
    path = make(tmp_path, a_brief(tmp_path))
    mine = path.read_bytes().replace(b"Mairie", b"Ailleurs")
    path.write_bytes(mine)
    commande = Commande(("calendrier",), sortie=tmp_path)
    (again,) = produce(ATELIER, tmp_path / "cal.yaml", commande=commande, now=NOW).documents
    assert again.statut == "conservé"
    moved = produce(ATELIER, a_brief(tmp_path, date="2026-12-10"), commande=commande, now=NOW)
    assert [finding.code for finding in moved.findings if finding.exit_code] == ["E010"]
    assert path.read_bytes() == mine


def test_what_is_missing_is_said_and_keeps_a_final_calendar_from_being_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    brief = a_brief(tmp_path)
    brief.write_text(brief.read_text(encoding="utf-8").replace("nom: Mairie, ", ""), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert run(["calendrier", "-o", "out", str(brief)]) == 0
    assert "B090" in capsys.readouterr().err
    (path,) = (tmp_path / "out").rglob("*.ics")
    (first, *_) = icalendar.Calendar.from_ical(path.read_bytes()).walk("VEVENT")
    assert str(first["LOCATION"]) == "À COMPLÉTER\u00a0: nom du lieu"
    assert run(["calendrier", "--final", "-o", "final", str(brief)]) in {1, 3}
    assert not (tmp_path / "final").exists()


def test_a_brief_without_dates_has_no_calendar(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run(["calendrier", "-o", "out", str(ROOT / "briefs" / "l-home-chamondot.yaml")]) == 0
    assert "B092" in capsys.readouterr().err
    assert not list(tmp_path.rglob("*.ics"))
