"""The tailoring on the real catalogue: each module, each stage of the mandate, the hours that people keep."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from docgen.brief.model import Attendu, Brief, Client, Jour, ModuleChoisi, Periode, Priorite, Retrait, Session
from docgen.catalogue import load_catalogue
from docgen.catalogue.model import Phase
from docgen.catalogue.themes import THEMES
from docgen.findings import Gravite
from docgen.organisme.model import PAUSE_AU_DELA, Horaire, Organisme
from docgen.programme import build_programme, explain
from docgen.programme.coverage import untaught
from docgen.programme.model import Deroulement, Programme, Raison
from docgen.territory.model import Nom

CATALOGUE, _ = load_catalogue([Path(__file__).parents[2] / "catalogue"])
CODES = list(CATALOGUE.modules)
ORGANISME = Organisme()
MATIN, APRES_MIDI, SOIR = Horaire(540, 750), Horaire(840, 1050), Horaire(1080, 1260)
DAY = ((Periode.MATIN, MATIN), (Periode.APRES_MIDI, APRES_MIDI))


def attendu(*themes: str, priorite: Priorite = Priorite.NORMALE, ident: str = "A1") -> Attendu:
    return Attendu(ident, "Ce que le client attend", priorite, themes)


def first_theme(code: str) -> str:
    return next(s.themes[0] for s in CATALOGUE.modules[code].sequences if s.objectifs and not s.facultative)


def brief(*codes: str, attendus: tuple[Attendu, ...] = (), sessions: tuple[Session, ...] = (), **rest: object) -> Brief:
    base = Brief(
        reference="T-1",
        version=1,
        date=dt.date(2026, 10, 5),
        client=Client("commune", "37122", Nom("Joué", "de Joué", "à Joué", "Joué")),
        attendus=attendus or (attendu(first_theme(codes[0])),),
        modules=tuple(ModuleChoisi(code) for code in codes),
        phase=Phase.DEBUT,
        sessions=sessions,
    )
    return replace(base, **rest)  # type: ignore[arg-type]


def session(code: str, *days: tuple[tuple[Periode, Horaire], ...]) -> Session:
    return Session(1, (code,), tuple(Jour(dt.date(2026, 12, 3 + i), day) for i, day in enumerate(days)))


def built(wanted: Brief, organisme: Organisme = ORGANISME) -> Programme:
    programme, faults = build_programme(wanted, CATALOGUE, organisme)
    assert faults == ()
    assert programme is not None
    return programme


def check(deroulement: Deroulement, organisme: Organisme) -> None:
    """Every half-day is filled to the minute, its break between sequences, no sequence out of its bounds."""
    for half_day in deroulement.demi_journees:
        assert half_day.moments[0].debut == half_day.debut
        assert half_day.moments[-1].fin == half_day.fin
        assert all(a.fin == b.debut for a, b in pairwise(half_day.moments))
        assert half_day.minutes_pause == (organisme.pause if half_day.minutes > PAUSE_AU_DELA else 0)
        if len(half_day.moments) > 1:
            assert half_day.moments[0].sequence is not None
            assert half_day.moments[-1].sequence is not None
    taught = sum(m.minutes for d in deroulement.demi_journees for m in d.moments if m.sequence)
    chosen = sum(choix.minutes for adapte in deroulement.modules for choix in adapte.choix)
    breaks = sum(d.minutes_pause for d in deroulement.demi_journees)
    assert taught == chosen
    assert taught + breaks == sum(half_day.minutes for half_day in deroulement.demi_journees)
    for adapte in deroulement.modules:
        for choix in adapte.choix:
            assert choix.sequence.duree.min <= choix.minutes <= choix.sequence.duree.max
            assert choix.minutes % 5 == 0


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("phase", Phase)
def test_each_module_fills_its_format_at_each_stage_of_the_mandate(code: str, phase: Phase) -> None:
    programme = built(brief(code, phase=phase))
    (deroulement,) = programme.deroulements
    assert len(deroulement.demi_journees) == CATALOGUE.modules[code].format.demi_journees
    check(deroulement, ORGANISME)
    assert all(reponse.lignes for reponse in programme.couverture)


HOURS = [
    (Horaire(525, 735), Horaire(825, 1035)),  # 8:45-12:15, 13:45-17:15
    (Horaire(540, 720), Horaire(810, 1050)),  # 9:00-12:00, 13:30-17:30
    (Horaire(570, 750), Horaire(840, 1020)),  # 9:30-12:30, 14:00-17:00: six hours for seven
]


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("hours", HOURS)
def test_each_module_fills_the_hours_that_a_session_has(code: str, hours: tuple[Horaire, Horaire]) -> None:
    days = CATALOGUE.modules[code].format.demi_journees
    day = ((Periode.MATIN, hours[0]), (Periode.APRES_MIDI, hours[1]))
    held = session(code, *([day] * (days // 2)), *([day[:1]] if days % 2 else []))
    check(built(brief(code, sessions=(held,))).deroulement(1), ORGANISME)


def test_evenings_are_half_days_like_any_other() -> None:
    held = session("12", ((Periode.SOIR, SOIR),), ((Periode.SOIR, SOIR),))
    deroulement = built(brief("12", sessions=(held,))).deroulement(1)
    check(deroulement, ORGANISME)
    assert [d.periode for d in deroulement.demi_journees] == [Periode.SOIR, Periode.SOIR]


THEME_SETS = st.lists(
    st.builds(
        lambda themes, priorite: (tuple(themes), priorite),
        st.lists(st.sampled_from(list(THEMES)), min_size=1, max_size=3, unique=True),
        st.sampled_from(Priorite),
    ),
    min_size=1,
    max_size=6,
)


@settings(max_examples=60)
@given(THEME_SETS, st.sampled_from(CODES), st.sampled_from(Phase), st.sampled_from(HOURS))
def test_whatever_is_expected_the_programme_fills_or_says_why_not(
    wanted: list[tuple[tuple[str, ...], Priorite]], code: str, phase: Phase, hours: tuple[Horaire, Horaire]
) -> None:
    attendus = tuple(Attendu(f"A{i}", "…", priorite, themes) for i, (themes, priorite) in enumerate(wanted))
    organisme = replace(ORGANISME, matin=hours[0], apres_midi=hours[1])
    programme, faults = build_programme(brief(code, attendus=attendus, phase=phase), CATALOGUE, organisme)
    if programme is None:
        assert faults
        assert all(fault.message and fault.remede for fault in faults)
        assert {fault.code for fault in faults} == {"B063"}
    else:
        check(programme.deroulements[0], organisme)
        assert [reponse.attendu for reponse in programme.couverture] == list(attendus)
    assert build_programme(brief(code, attendus=attendus, phase=phase), CATALOGUE, organisme) == (programme, faults)


def test_two_briefs_for_one_module_give_visibly_different_programmes() -> None:
    one = built(brief("12", attendus=(attendu("finances-ppi", priorite=Priorite.HAUTE),)))
    other = built(brief("12", attendus=(attendu("participation", priorite=Priorite.HAUTE),)))
    lengths = [{choix.sequence.id: choix.minutes for choix in programme.modules[0].choix} for programme in (one, other)]
    assert set(lengths[0]) != set(lengths[1])
    moved = [ident for ident in set(lengths[0]) & set(lengths[1]) if lengths[0][ident] != lengths[1][ident]]
    assert len(moved) >= 2
    assert lengths[1]["ecouter-debut"] > lengths[0]["ecouter-debut"]


def test_what_the_brief_asks_for_is_there_and_adds_a_half_day_where_it_does_not_fit() -> None:
    zooms = tuple(s.id for s in CATALOGUE.modules["16"].sequences if s.facultative)
    programme = built(brief("16", modules=(ModuleChoisi("16", ajouter=zooms),)))
    (adapte,) = programme.modules
    assert {c.sequence.id for c in adapte.choix if c.raison is Raison.DEMANDE} == set(zooms)
    assert adapte.demi_journees_ajoutees >= 1
    check(programme.deroulements[0], ORGANISME)


def test_a_core_sequence_that_is_withdrawn_is_not_taught() -> None:
    module = CATALOGUE.modules["11"]
    gone = next(s.id for s in module.sequences if not s.facultative and s.objectifs)
    wanted = brief("11", modules=(ModuleChoisi("11", retirer=(Retrait(gone),)),), attendus=(attendu("indicateurs"),))
    programme = built(wanted)
    assert gone not in {c.sequence.id for c in programme.modules[0].choix}
    assert [one.sequence.id for one in programme.modules[0].retirees] == [gone]


def only_teacher(code: str) -> tuple[str, str]:
    """A core sequence of the début and the objective that no other core sequence of that phase works on."""
    core = [s for s in CATALOGUE.modules[code].sequences if not s.facultative and s.suits(Phase.DEBUT)]
    return next(
        (s.id, ident)
        for s in core
        for ident in s.objectifs
        if not any(ident in other.objectifs for other in core if other is not s)
    )


def test_an_objective_that_nothing_teaches_is_told_with_what_would_teach_it() -> None:
    gone, ident = only_teacher("12")
    wanted = brief("12", modules=(ModuleChoisi("12", retirer=(Retrait(gone),)),))
    programme = built(wanted)
    assert ident not in programme.objectifs("12")
    (told,) = untaught(programme, wanted)
    assert (told.code, told.gravite, told.chemin) == ("B038", Gravite.AVERTISSEMENT, ("modules", 0, "retirer"))
    assert ident in told.message
    assert f"gardez « {gone} »" in told.remede
    assert untaught(built(brief("12")), brief("12")) == []


def test_a_sequence_of_another_phase_teaches_nothing() -> None:
    """Module 12 listens to people in one of three ways, one for each phase: without its own, nobody listens."""
    same = [s for s in CATALOGUE.modules["12"].sequences if "O4" in s.objectifs and s.phases]
    assert {s.suits(Phase.DEBUT) for s in same} == {True, False}
    wanted = brief("12", modules=(ModuleChoisi("12", retirer=(Retrait("ecouter-debut"),)),))
    programme = built(wanted)
    assert "O4" not in programme.objectifs("12")
    assert [fault.code for fault in untaught(programme, wanted)] == ["B038"]


def test_a_sequence_that_the_brief_writes_teaches_the_objective_of_the_one_it_replaces() -> None:
    gone = CATALOGUE.modules["12"].sequence("ecouter-debut")
    own = replace(gone, id="ecouter-les-hameaux", titre="Écouter les hameaux", phases=())
    wanted = brief("12", modules=(ModuleChoisi("12", ajouter=(own,), retirer=(Retrait(gone.id),)),))
    assert untaught(built(wanted), wanted) == []


SHORT, LONG = Horaire(540, 600), Horaire(480, 1200)


@pytest.mark.parametrize(
    ("code", "wanted", "said"),
    [
        ("B060", brief("12", sessions=(session("12", ((Periode.MATIN, SHORT),)),)), "il manque"),
        ("B061", brief("16", sessions=(session("16", ((Periode.MATIN, LONG),)),)), "il reste"),
        (
            "B062",
            brief("12", "13", sessions=(replace(session("12", ((Periode.MATIN, MATIN),)), modules=("12", "13")),)),
            "pour 2\u00a0modules",
        ),
        ("B063", brief("16", attendus=(attendu("ressources-humaines"),)), "rien dans le programme ne répond"),
    ],
)
def test_what_cannot_be_built_is_said_with_figures_and_a_way_out(code: str, wanted: Brief, said: str) -> None:
    programme, faults = build_programme(wanted, CATALOGUE, ORGANISME)
    assert programme is None
    assert [fault.code for fault in faults] == [code]
    assert said in faults[0].message
    assert faults[0].remede
    assert "'" not in faults[0].message + faults[0].remede


def test_the_explanation_has_two_lines_for_each_sequence() -> None:
    wanted = brief("12", attendus=(attendu("donnees", priorite=Priorite.HAUTE),))
    programme = built(wanted)
    lines = explain(programme, wanted)
    for choix in programme.modules[0].choix:
        at = next(i for i, line in enumerate(lines) if line.endswith(f"  {choix.sequence.titre}"))
        assert "visée à" in lines[at + 1]
    assert any("A1" in line for line in lines)


def test_modules_never_share_a_half_day_and_each_session_has_its_schedule() -> None:
    days = tuple(Jour(dt.date(2026, 12, 3 + i), DAY) for i in range(2))
    sessions = (Session(1, ("12", "13"), days), Session(2, ("12",), days[:1]))
    programme = built(brief("12", "13", sessions=sessions))
    first, second = programme.deroulements
    assert [d.module.code for d in first.demi_journees] == ["12", "12", "13", "13"]
    assert [d.module.code for d in second.demi_journees] == ["12", "12"]
    check(first, ORGANISME)
