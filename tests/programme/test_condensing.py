"""A condensed cycle on the real catalogue: half-days filled to the minute, module after module, and no lost answer."""

from __future__ import annotations

from itertools import pairwise, permutations
from typing import TYPE_CHECKING

import pytest
from test_tailoring import APRES_MIDI, CATALOGUE, CODES, MATIN, ORGANISME, attendu, brief, first_theme

from docgen.brief.model import Formule, Jour, ModuleChoisi, Periode, Retrait, Session
from docgen.organisme.model import Horaire
from docgen.programme import build_programme
from docgen.programme.condensing import CONDENSE

if TYPE_CHECKING:
    from docgen.programme.model import Programme

EVENING = Horaire(1080, 1290)
THREE = ((Periode.SOIR, EVENING),), ((Periode.MATIN, MATIN), (Periode.APRES_MIDI, APRES_MIDI))
PAIRS = [pair for pair in permutations(CODES, 2) if "13" in pair or "12" in pair]


def condensed(*codes: str, days: tuple = THREE, **rest: object) -> tuple[Programme | None, list[str]]:  # type: ignore[type-arg]
    one = Session(1, codes, tuple(Jour(None, day) for day in days), formule=Formule.CONDENSE)
    attendus = tuple(attendu(first_theme(code), ident=f"A{code}") for code in codes)
    programme, faults = build_programme(brief(*codes, attendus=attendus, sessions=(one,), **rest), CATALOGUE, ORGANISME)
    return programme, [fault.code for fault in faults]


@pytest.mark.parametrize("codes", PAIRS, ids="-".join)
def test_half_days_are_filled_to_the_minute_module_after_module(codes: tuple[str, str]) -> None:
    programme, faults = condensed(*codes)
    if programme is None:
        assert faults == ["B164"]
        return
    (deroulement,) = programme.deroulements
    taught = [half_day.module.code for half_day in deroulement.demi_journees]
    assert taught == sorted(taught, key=codes.index)
    assert set(taught) == set(codes)
    for jour, expected in zip(deroulement.jours, THREE, strict=True):
        assert jour.tenues == len(expected)
        for periode, horaire in expected:
            moments = [m for d in jour.demi_journees if d.periode is periode for m in d.moments]
            assert (moments[0].debut, moments[-1].fin) == (horaire.debut, horaire.fin)
            assert all(one.fin == other.debut for one, other in pairwise(moments))
            assert sum(m.minutes for m in moments if m.sequence is None) == ORGANISME.pause
    for adapte in deroulement.modules:
        assert all(c.sequence.duree.min <= c.minutes <= c.sequence.duree.max for c in adapte.choix)


@pytest.mark.parametrize("codes", PAIRS, ids="-".join)
def test_what_has_no_room_is_named_and_answers_no_attendu_alone(codes: tuple[str, str]) -> None:
    programme, _ = condensed(*codes)
    if programme is None:
        return
    assert all(reponse.lignes for reponse in programme.couverture)
    for adapte in programme.deroulements[0].modules:
        taught = {choix.sequence.id for choix in adapte.choix}
        out = [one for one in adapte.retirees if one.retrait.raison == CONDENSE]
        assert not taught & {one.sequence.id for one in out}
        assert all(not one.retrait.du_client for one in out)
        core = {s.id for s in adapte.module.sequences if not s.facultative and s.suits(brief(*codes).phase)}
        assert core <= taught | {one.sequence.id for one in out}


def test_nothing_is_left_out_where_all_has_room() -> None:
    programme, faults = condensed("12", "13")
    assert programme is not None, faults
    assert not [one for adapte in programme.deroulements[0].modules for one in adapte.retirees]


def test_a_request_takes_the_place_of_what_no_attendu_calls_for_and_promises_go_with_it() -> None:
    asked = (
        ModuleChoisi("12", ajouter=("zoom-finances", "zoom-foncier", "zoom-enquete")),
        ModuleChoisi("13", ajouter=("zoom-financements",)),
    )
    programme, faults = condensed("12", "13", modules=asked)
    assert programme is not None, faults
    out = {
        (adapte.module.code, one.sequence.id): one
        for adapte in programme.deroulements[0].modules
        for one in adapte.retirees
    }
    assert out
    for adapte in programme.deroulements[0].modules:
        kept = {ident for choix in adapte.choix for ident in choix.sequence.objectifs}
        assert adapte.objectifs == kept
        opening, closing = adapte.module.sequences[0].id, adapte.module.sequences[-1].id
        assert {opening, closing} <= {choix.sequence.id for choix in adapte.choix}
    assert isinstance(next(iter(out.values())).retrait, Retrait)


def test_hours_that_cannot_hold_what_must_stay_are_told() -> None:
    programme, faults = condensed("12", "13", days=(((Periode.SOIR, Horaire(1080, 1170)),),))
    assert programme is None
    assert faults == ["B164"]
