"""Time follows what matters: targets that are kept, sequences that are called, and what is told where time is short."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations, product

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from test_schedule import cuts, durations
from test_tailoring import CATALOGUE, ORGANISME, brief, built

from docgen.brief.model import Attendu, ModuleChoisi, Priorite
from docgen.catalogue.model import Duree, Sequence
from docgen.findings import Gravite
from docgen.programme import build_programme, notices
from docgen.programme.fitting import Fit, fit
from docgen.programme.model import Raison
from docgen.programme.selection import Candidate, Selection

HAUTE, NORMALE, BASSE = Priorite.HAUTE, Priorite.NORMALE, Priorite.BASSE


def a_sequence(ident: str, duree: Duree, themes: tuple[str, ...] = ()) -> Sequence:
    return Sequence(ident, ident, duree, (), ("…",), (), "…", objectifs=("O1",), themes=themes)


@st.composite
def candidates(draw: st.DrawFn, raison: Raison, rang: int) -> Candidate:
    bounds = sorted(draw(st.lists(st.integers(2, 10), min_size=3, max_size=3)))
    duree = Duree(*(5 * b for b in bounds))
    least = 1 if raison is Raison.ATTENDU else 0
    wanted = draw(st.lists(st.sampled_from([("H1", HAUTE), ("H2", HAUTE), ("N", NORMALE), ("B", BASSE)]),
                           min_size=least, max_size=2, unique=True))  # fmt: skip
    attendus = sorted((Attendu(i, "…", p) for i, p in wanted), key=lambda a: [HAUTE, NORMALE, BASSE].index(a.priorite))
    return Candidate(a_sequence(f"s{rang}", duree), raison, tuple(attendus), rang)


@st.composite
def problems(draw: st.DrawFn) -> tuple[Selection, tuple[int, ...]]:
    core = tuple(draw(candidates(Raison.SOCLE, rang)) for rang in range(draw(st.integers(2, 4))))
    called = tuple(draw(candidates(Raison.ATTENDU, len(core) + i)) for i in range(draw(st.integers(0, 2))))
    fewest, most = (sum(getattr(c.sequence.duree, name) for c in core) for name in ("min", "max"))
    total = 5 * draw(st.integers(fewest // 5, most // 5))
    wall = 5 * draw(st.integers(0, total // 5))
    capacites = (total,) if wall < 20 or total - wall < 20 else (wall, total - wall)
    return Selection(core, (), called, (), ()), capacites


def plans(kept: tuple[Candidate, ...], capacites: tuple[int, ...]) -> list[tuple[int, ...]]:
    """Every way to fill the half-days with these candidates, each of them tried."""
    ways = product(*(durations(c.slot) for c in kept))
    return [way for way in ways if sum(way) == sum(capacites) and cuts(way, capacites) is not None]


def holding(found: Fit, capacites: tuple[int, ...], held: set[int]) -> bool:
    """Whether some plan without a cut more keeps these targets."""
    kept = found.retenues
    return any(
        (cuts(way, capacites) or 0) <= found.plan.coupures
        and all(m >= c.sequence.duree.cible for c, m in zip(kept, way, strict=True) if c.rang in held)
        for way in plans(kept, capacites)
    )


def at_ease(kept: tuple[Candidate, ...], capacites: tuple[int, ...]) -> bool:
    """Whether some plan keeps every `haute` target, and everything else at least halfway to its moved target."""
    return any(
        all(
            m >= c.sequence.duree.cible if c.haute else 8 * m >= 4 * c.sequence.duree.min + c.slot.cible_quarts
            for c, m in zip(kept, way, strict=True)
        )
        for way in plans(kept, capacites)
    )


def minutes_of(found: Fit) -> dict[int, int]:
    return {c.rang: m for c, m in zip(found.retenues, found.plan.minutes, strict=True)}


@settings(max_examples=150, deadline=None)
@given(problems())
def test_what_matters_most_is_under_its_target_only_where_every_plan_puts_one_there(
    problem: tuple[Selection, tuple[int, ...]],
) -> None:
    selection, capacites = problem
    found = fit(selection, capacites)
    assume(found is not None)
    assert found is not None
    assert sum(found.plan.minutes) == sum(capacites)
    assert cuts(found.plan.minutes, capacites) == found.plan.coupures
    given_minutes = minutes_of(found)
    hautes = [c for c in found.retenues if c.haute]
    kept_targets = {c.rang for c in hautes if given_minutes[c.rang] >= c.sequence.duree.cible}
    for short in (c for c in hautes if c.rang not in kept_targets):
        assert not holding(found, capacites, kept_targets | {short.rang})


@settings(max_examples=150, deadline=None)
@given(problems())
def test_what_is_called_enters_while_nothing_suffers_or_as_the_only_answer(
    problem: tuple[Selection, tuple[int, ...]],
) -> None:
    selection, capacites = problem
    found = fit(selection, capacites)
    assume(found is not None)
    assert found is not None
    core = set(selection.socle)
    forced = {entree.sequence for entree in found.entrees}
    taken = [c for c in found.retenues if c not in core]
    assert {*taken, *found.possibles} == set(selection.appelees)
    if taken and not forced:
        assert at_ease(found.retenues, capacites)
        given_minutes = minutes_of(found)
        assert all(given_minutes[c.rang] >= c.sequence.duree.cible for c in found.retenues if c.haute)
    answered = frozenset().union(*(c.repond for c in core))
    for candidate in taken:
        if candidate.sequence.id in forced:
            assert candidate.repond - answered
            assert not at_ease((*found.retenues,), capacites)
    if len(capacites) == 1:
        for refused in found.possibles:
            tried = tuple(sorted((*found.retenues, refused), key=lambda c: c.rang))
            assert not at_ease(tried, capacites)
            if not refused.repond <= frozenset().union(*(c.repond for c in found.retenues)):
                assert not plans(tried, capacites)


def test_the_only_answer_enters_at_the_expense_of_the_rest_and_says_of_what() -> None:
    core = Candidate(a_sequence("socle", Duree(30, 60, 90)), Raison.SOCLE, (), 0)
    wanted = Attendu("A1", "…", NORMALE, ("donnees",))
    called = Candidate(a_sequence("zoom", Duree(20, 30, 40)), Raison.ATTENDU, (wanted,), 1)
    found = fit(Selection((core,), (), (called,), (), ()), (55,))
    assert found is not None
    assert dict(zip([c.sequence.id for c in found.retenues], found.plan.minutes, strict=True)) == {
        "socle": 35, "zoom": 20,
    }  # fmt: skip
    (entree,) = found.entrees
    assert (entree.sequence, entree.attendus, entree.raccourcies) == ("zoom", ("A1",), (("socle", 20),))
    answered = replace(core, attendus=(wanted,))
    elsewhere = fit(Selection((answered,), (), (called,), (), ()), (55,))
    assert elsewhere is not None
    assert [c.sequence.id for c in elsewhere.possibles] == ["zoom"]
    other_module = fit(Selection((core,), (), (called,), (), (), frozenset({"A1"})), (55,))
    assert other_module is not None
    assert [c.sequence.id for c in other_module.possibles] == ["zoom"]


MANY = (
    ("attractivite", HAUTE), ("economie-tourisme", HAUTE), ("amenagement-habitat", NORMALE), ("marketing", NORMALE),
    ("identite-marque", NORMALE), ("services-publics", NORMALE), ("partenariats", NORMALE), ("communication", BASSE),
    ("participation", BASSE),
)  # fmt: skip


@pytest.mark.parametrize("count", range(1, len(MANY) + 1))
def test_module_15_keeps_its_time_for_what_matters_however_much_is_expected(count: int) -> None:
    attendus = tuple(
        Attendu(f"A{rang}", "…", priorite, (theme,)) for rang, (theme, priorite) in enumerate(MANY[:count], start=1)
    )
    wanted = brief("15", attendus=attendus)
    programme = built(wanted)
    (adapte,) = programme.modules
    room = sum(c.minutes for c in adapte.choix)
    hautes = [c for c in adapte.choix if c.attendus and c.attendus[0] in {"A1", "A2"}]
    others = [c for c in adapte.choix if c not in hautes]
    short = [c for c in hautes if c.minutes < c.sequence.duree.cible]
    kept = sum(c.sequence.duree.cible for c in hautes if c not in short)
    for one in short:  # even with all the rest at its shortest
        least = sum(c.sequence.duree.min for c in (*others, *short) if c is not one)
        assert kept + least + one.sequence.duree.cible > room
    told = [fault for fault in notices(programme, wanted) if fault.code == "B147"]
    assert len(told) == bool(short)
    assert all(f"« {c.sequence.id} »" in told[0].message for c in short[:4])
    if any(c.raison is Raison.ATTENDU for c in adapte.choix) and not adapte.entrees:
        assert not short


def test_a_lesser_attendu_with_more_time_is_told_with_the_reason() -> None:
    attendus = (
        Attendu("A1", "Lire nos comptes", HAUTE, sequences=(CATALOGUE.modules["12"].sequences[1].id,)),
        Attendu("A2", "Être mieux connus", BASSE, ("diagnostic", "donnees")),
    )
    wanted = brief("12", attendus=attendus)
    programme = built(wanted)
    first, second = programme.couverture
    assert first.minutes < second.minutes
    (fault,) = [fault for fault in notices(programme, wanted) if fault.code == "B148"]
    assert fault.gravite is Gravite.AVIS
    assert fault.chemin == ("attendus", 0)
    assert "A2" in fault.message
    assert "une seule au premier" in fault.message


def test_an_attendu_is_answered_by_what_it_names_alone() -> None:
    module = CATALOGUE.modules["15"]
    optional = next(s for s in module.sequences if s.facultative and s.objectifs)
    by_name = built(brief("15", attendus=(Attendu("A1", "…", sequences=(optional.id,)),)))
    (reponse,) = by_name.couverture
    assert [t.sequence.id for t in reponse.travaux] == [optional.id]
    both = built(brief("15", attendus=(Attendu("A1", "…", themes=optional.themes, sequences=(f"15-{optional.id}",)),)))
    assert [t.sequence.id for t in both.couverture[0].travaux] == [optional.id]
    objectif = module.objectifs[-1].id
    (by_objective,) = built(brief("15", attendus=(Attendu("A1", "…", objectifs=(objectif,)),))).couverture
    assert {ligne.objectif.id for ligne in by_objective.lignes} == {objectif}
    assert all(objectif in t.sequence.objectifs for t in by_objective.travaux)


def test_minutes_of_an_attendu_are_those_of_the_schedule() -> None:
    programme = built(brief("13", attendus=(Attendu("A1", "…", HAUTE, ("priorisation", "finances-ppi")),)))
    taught: dict[str, int] = {}
    for half_day in programme.deroulements[0].demi_journees:
        for moment in half_day.moments:
            if moment.sequence:
                taught[moment.sequence.id] = taught.get(moment.sequence.id, 0) + moment.minutes
    (reponse,) = programme.couverture
    assert reponse.minutes == sum(taught[t.sequence.id] for t in reponse.travaux)


def test_a_generic_theme_alone_is_told() -> None:
    wanted = brief("12", attendus=(Attendu("A1", "Rouvrir des maisons vides", themes=("cohesion-equipe",)),))
    assert [fault.code for fault in notices(built(wanted), wanted)] == ["B144"]
    precise = brief("12", attendus=(Attendu("A1", "…", themes=("cohesion-equipe", "diagnostic")),))
    assert "B144" not in {fault.code for fault in notices(built(precise), precise)}


def test_an_attendu_that_names_what_is_not_taught_is_an_error() -> None:
    code = "12"
    named = next(s.id for s in CATALOGUE.modules[code].sequences if not s.facultative and s.objectifs)
    wanted = replace(
        brief(code, attendus=(Attendu("A1", "…", sequences=(named,)),)),
        modules=(ModuleChoisi(code, retirer=()),),
    )
    assert built(wanted).couverture[0].lignes
    _, faults = build_programme(
        brief("12", attendus=(Attendu("A1", "…", sequences=("inconnue",)),)), CATALOGUE, ORGANISME
    )
    assert [fault.code for fault in faults] == ["B063"]
    assert "séquences : inconnue" in faults[0].message


def test_combinations_of_what_is_expected_always_fill_the_hours() -> None:
    for chosen in combinations(MANY[:5], 3):
        attendus = tuple(Attendu(f"A{i}", "…", p, (t,)) for i, (t, p) in enumerate(chosen))
        programme = built(brief("15", attendus=attendus))
        assert all(h.moments[-1].fin == h.fin for d in programme.deroulements for h in d.demi_journees)
