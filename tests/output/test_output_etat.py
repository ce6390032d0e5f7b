"""The state of a document and what has changed since it was made: pure, over values."""

from __future__ import annotations

import pytest

from docgen.output.changes import Change, Genre, changes, spoken
from docgen.output.etat import Etat, etat_of
from docgen.output.manifest import Entry

OURS, MINE = "sortie", "à la main"
ENTRY = Entry("x.docx", "programme", {"brief": "b1", "modele": "m1"}, OURS, "1.0", "2026-10-05T09:00:00", final=False)
BRIEF, NEWER = (Change("brief", "date"),), (Change("docgen", "1.0"),)

# entry, digest on disk, what has changed: the state
TABLE: list[tuple[Entry | None, str | None, tuple[Change, ...], Etat]] = [
    (None, None, (), Etat.MANQUANT),
    (ENTRY, None, (), Etat.MANQUANT),
    (ENTRY, None, BRIEF, Etat.MANQUANT),
    (None, MINE, (), Etat.ETRANGER),
    (ENTRY, OURS, (), Etat.A_JOUR),
    (ENTRY, OURS, BRIEF, Etat.PERIME),
    (ENTRY, OURS, NEWER, Etat.PERIME),
    (ENTRY, MINE, (), Etat.MODIFIE),
    (ENTRY, MINE, NEWER, Etat.MODIFIE),  # the next run keeps it
    (ENTRY, MINE, BRIEF, Etat.MODIFIE_PERIME),
    (ENTRY, MINE, BRIEF + NEWER, Etat.MODIFIE_PERIME),
]


@pytest.mark.parametrize("row", TABLE)
def test_the_state_of_a_document_that_is_asked_for(
    row: tuple[Entry | None, str | None, tuple[Change, ...], Etat],
) -> None:
    entry, on_disk, found, state = row
    assert etat_of(entry, on_disk, found) is state


def between(before: dict[str, str], now: dict[str, str], *, brief: str = "b2") -> list[Change]:
    """The changes of the brief alone, from one set of parts to another."""
    entrees = {"brief": brief, "modele": "m1"}
    return list(changes(ENTRY, {"b1": before}, entrees, {brief: now}, "1.0"))


def test_the_same_inputs_have_no_changes_whatever_their_parts_say() -> None:
    assert between({"date": "1"}, {"date": "2"}, brief="b1") == []


def test_the_parts_that_differ_are_named() -> None:
    before = {"date": "1", "conditions › frais": "1", "conditions › tva": "1"}
    now = {"date": "2", "conditions › frais": "1", "conditions › prix_jour": "1"}
    assert between(before, now) == [
        Change("brief", "date"),
        Change("brief", "conditions › prix_jour", Genre.AJOUTE),
        Change("brief", "conditions › tva", Genre.RETIRE),
    ]


def test_what_is_wholly_new_or_gone_is_named_once() -> None:
    before = {"attendus › A1 › texte": "1", "public › profil": "1", "public › effectif": "1"}
    now = {"attendus › A1 › texte": "1", "attendus › A10 › texte": "1", "attendus › A10 › themes": "1"}
    assert between(before, now) == [
        Change("brief", "attendus › A10", Genre.AJOUTE),
        Change("brief", "public", Genre.RETIRE),
    ]


def test_an_input_whose_parts_are_not_known_is_named_whole() -> None:
    assert changes(ENTRY, {}, {"brief": "b2", "modele": "m2"}, {"b2": {"date": "1"}}, "1.1") == (
        Change("brief"),
        Change("modele"),
        Change("docgen", "1.0"),
    )
    assert between({"date": "1"}, {"date": "1"}) == [Change("brief")]


def test_an_input_that_came_or_went_is_a_change() -> None:
    assert changes(ENTRY, {}, {"brief": "b1", "logo": "l1"}, {}, "1.0") == (Change("logo"), Change("modele"))


def test_changes_are_said_each_once() -> None:
    assert spoken([Change("brief", "date"), Change("modele"), Change("modele")], "agenda") == "date\u00a0; modele"
