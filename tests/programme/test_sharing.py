"""Half-days shared among modules: the nearest to their formats that fits, found without trying them all."""

from __future__ import annotations

import datetime as dt
import time
import tracemalloc
from dataclasses import replace
from itertools import pairwise, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from test_tailoring import CATALOGUE, CODES, ORGANISME, attendu, brief, built, check, session

from docgen.brief.model import Jour, ModuleChoisi, Periode, Session
from docgen.catalogue.model import Module, Phase
from docgen.organisme.model import Horaire
from docgen.programme import build_programme
from docgen.programme.fitting import fit
from docgen.programme.schedule import STEP, Slot, lay_out
from docgen.programme.selection import Selection, select
from docgen.programme.sharing import Creneau, pause_of, share

SECONDS, MEGABYTES = 5, 500
STARTS = {Periode.MATIN: 420, Periode.APRES_MIDI: 720, Periode.SOIR: 1080}
Chosen = tuple[Module, Selection]


def days(count: int, *minutes: int) -> tuple[Jour, ...]:
    """Days of half-days that long, from 1 January on."""
    halves = tuple(
        (periode, Horaire(start, start + m)) for (periode, start), m in zip(STARTS.items(), minutes, strict=False)
    )
    return tuple(Jour(dt.date(2027, 1, 1) + dt.timedelta(i), halves) for i in range(count))


def chosen(*codes: str) -> list[Chosen]:
    wanted = brief(*codes)
    return [
        (CATALOGUE.modules[code], select(CATALOGUE.modules[code], ModuleChoisi(code), wanted, {})) for code in codes
    ]


def half_days(*minutes: int) -> list[Creneau]:
    hours = [Horaire(540, 540 + m) for m in minutes]
    return [Creneau(i + 1, None, Periode.MATIN, h, pause_of(h, ORGANISME.pause)) for i, h in enumerate(hours)]


def best_by_trying_all(modules: list[Chosen], creneaux: list[Creneau]) -> tuple[int, ...] | None:
    """The counts of the nearest composition whose modules all fit, each composition tried."""
    fitting = []
    for counts in product(range(1, len(creneaux) + 1), repeat=len(modules)):
        if sum(counts) != len(creneaux):
            continue
        walls = [sum(counts[:k]) for k in range(len(counts) + 1)]
        capacites = [tuple(c.capacite for c in creneaux[a:b]) for a, b in pairwise(walls)]
        if all(fit(selection, each) for (_, selection), each in zip(modules, capacites, strict=True)):
            distance = sum(abs(n - m.format.demi_journees) for n, (m, _) in zip(counts, modules, strict=True))
            fitting.append((distance, counts))
    return min(fitting)[1] if fitting else None


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.sampled_from(CODES), min_size=1, max_size=3, unique=True),
    st.lists(st.sampled_from([60, 90, 120, 150, 180, 195, 210, 240]), min_size=3, max_size=7),
)
def test_no_composition_that_fits_is_nearer_to_the_formats(codes: list[str], minutes: list[int]) -> None:
    modules, creneaux = chosen(*codes), half_days(*minutes)
    parts = share(modules, creneaux, 10**6)
    assert parts is not None
    assert [c for part in parts for c in part.creneaux] == creneaux
    counts = best_by_trying_all(modules, creneaux)
    assert all(part.fit for part in parts) == (counts is not None)
    if counts is not None:
        assert tuple(len(part.creneaux) for part in parts) == counts


LONG = {
    "20 days of 2 half-days": days(20, 210, 210),
    "20 days of 3 half-days": days(20, 210, 210, 180),
    "40 days of 3 short half-days": days(40, 60, 60, 60),
    "40 days that nothing fills": days(40, 5, 5, 5),
    "40 days of unequal half-days": days(40, 45, 50, 55),
}


@pytest.mark.parametrize("name", LONG)
def test_seven_modules_are_shared_out_in_time_and_memory(name: str) -> None:
    wanted = brief(*CODES, sessions=(Session(1, tuple(CODES), LONG[name]),))
    lay_out.cache_clear()
    start = time.process_time()
    programme, faults = build_programme(wanted, CATALOGUE, ORGANISME)
    assert time.process_time() - start < SECONDS
    lay_out.cache_clear()
    tracemalloc.start()
    assert build_programme(wanted, CATALOGUE, ORGANISME) == (programme, faults)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < MEGABYTES * 2**20
    assert (programme is None) == bool(faults)
    if programme is not None:
        check(programme.deroulements[0], ORGANISME)


def wide(code: str) -> ModuleChoisi:
    """A module with ten sequences of the brief's own, of any length: as much to weigh as a brief can ask for."""
    model = next(s for s in CATALOGUE.modules[code].sequences if s.objectifs and not s.facultative)
    duree = replace(model.duree, min=5, cible=60, max=840)
    return ModuleChoisi(code, ajouter=tuple(replace(model, id=f"libre-{i}", duree=duree) for i in range(10)))


def test_sessions_that_would_take_minutes_to_plan_are_refused_with_what_to_tighten() -> None:
    sessions = tuple(Session(rang, ("12",), days(40, 75, 80, 70)) for rang in range(1, 61))
    start = time.process_time()
    programme, faults = build_programme(brief("12", modules=(wide("12"),), sessions=sessions), CATALOGUE, ORGANISME)
    assert time.process_time() - start < SECONDS
    assert programme is None
    assert [fault.code for fault in faults] == ["B081"]
    assert "libre-0" in faults[0].remede


def test_a_search_that_is_given_up_says_so_and_blames_no_module() -> None:
    assert share(chosen("12", "13"), half_days(*[210] * 4), 0) is None
    many = tuple(Session(rang, tuple(CODES[:3]), days(40, 10, 15, 20)) for rang in range(1, 9))
    modules = tuple(wide(code) for code in CODES[:3])
    start = time.process_time()
    _, faults = build_programme(brief(*CODES[:3], modules=modules, sessions=many), CATALOGUE, ORGANISME)
    assert time.process_time() - start < SECONDS
    assert {fault.code for fault in faults} <= {"B080", "B081", "B060", "B061"}


@pytest.mark.parametrize(
    ("code", "count", "minutes", "theme"),
    [("11", 3, 195, "finances-ppi"), ("12", 4, 165, "finances-ppi"), ("14", 3, 195, "cadre-electoral")],
)
def test_optional_sequences_fill_hours_that_adding_them_in_turn_does_not(
    code: str, count: int, minutes: int, theme: str
) -> None:
    held = session(code, *[((Periode.MATIN, Horaire(540, 540 + minutes)),)] * count)
    programme = built(brief(code, sessions=(held,), attendus=(attendu(theme),), phase=Phase.MI_MANDAT))
    check(programme.deroulements[0], ORGANISME)


def test_of_optional_sequences_as_few_as_may_be_are_taken_and_the_most_wanted() -> None:
    must, wished, other = Slot(60, 60, 240), Slot(30, 60, 160, rang=0), Slot(30, 60, 160, rang=1)
    assert taken(lay_out((must, other, wished), (100,))) == [True, False, True]
    assert taken(lay_out((must, other, wished), (180,))) == [True, True, True]
    assert taken(lay_out((must, other, wished), (60,))) == [True, False, False]
    assert lay_out((must, other, wished), (60 + STEP,)) is None
    # Neither half-day is cut, at the price of one sequence more.
    assert taken(lay_out((must, wished, replace(other, max=30, min=30)), (90, 30))) == [True, True, True]


def taken(plan: object) -> list[bool]:
    assert plan is not None
    return [minutes > 0 for minutes in plan.minutes]  # type: ignore[attr-defined]
