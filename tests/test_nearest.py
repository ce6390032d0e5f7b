"""Names are compared as people mistype them, and a name that is like no other gets no suggestion."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from docgen.nearest import fold, nearest, nearest_all

KEYS = [
    "reference", "version", "date", "commune", "epci", "contexte", "public", "attendus", "modules", "modalite",
    "conditions", "sessions", "code_insee", "siret", "adresse", "interlocuteur", "prenom", "nom", "fonction",
    "courriel", "telephone", "situation", "enjeux", "phase_mandat", "effectif", "amenagements", "priorite",
    "themes", "adaptation", "retirer", "ajouter", "prix_jour", "frais", "tva", "validite_jours", "financement",
    "jours", "matin", "apres_midi", "soir", "lieu", "formateurs", "participants", "qualite", "acces", "salle",
]  # fmt: skip


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("prénom", "prenom"), ("Prénom", "prenom"), ("PRENOM", "prenom"), ("prenmo", "prenom"), ("pernom", "prenom"),
        ("comunne", "commune"), ("comune", "commune"), ("communes", "commune"), ("adaptatoin", "adaptation"),
        ("adaptations", "adaptation"), ("apres-midi", "apres_midi"), ("après midi", "apres_midi"),
        ("aprés_midi", "apres_midi"), ("apresmidi", "apres_midi"), ("refference", "reference"), ("ref", None),
        ("interlocuteurs", "interlocuteur"), ("téléphone", "telephone"), ("telefone", "telephone"),
        ("qualité", "qualite"), ("module", "modules"), ("theme", "themes"), ("formateur", "formateurs"),
        ("code insee", "code_insee"), ("codeinsee", "code_insee"), ("prix-jour", "prix_jour"), ("prix", "prix_jour"),
        ("efectif", "effectif"), ("enjeu", "enjeux"), ("attendu", "attendus"), ("phase", "phase_mandat"),
        ("adress", "adresse"), ("lieux", "lieu"), ("jour", "jours"), ("tav", None), ("participant", "participants"),
    ],
)  # fmt: skip
def test_real_mistakes_find_what_was_meant(typed: str, meant: str | None) -> None:
    assert nearest(typed, KEYS) == meant


@pytest.mark.parametrize(
    "typed", ["budget", "remarque", "zzz", "objectifs", "cout", "tarif", "id", "x", "", "…", "mail"]
)
def test_a_word_like_no_other_gets_no_suggestion(typed: str) -> None:
    assert nearest(typed, KEYS) is None


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("L’Haÿ-les-Roses", "l'hay les roses"), ("Œuilly", "OEUILLY"), ("Saint-Étienne", "saint etienne"),
        ("Plœmeur", "ploemeur"), ("Évreux", "E\u0301vreux"), ("Curaçao", "CURACAO"), ("apres_midi", "après-midi"),
    ],
)  # fmt: skip
def test_accents_case_hyphens_apostrophes_and_ligatures_do_not_count(one: str, other: str) -> None:
    assert fold(one) == fold(other)


def test_several_are_given_nearest_first_ties_in_the_order_given() -> None:
    assert nearest_all("f1", ["f2", "f1", "F1"]) == ["f1", "F1"]
    assert nearest_all("zoom-finance", ["zoom-urbanisme", "zoom-finances", "zoom-finances-ppi"])[0] == "zoom-finances"
    assert len(nearest_all("aaaa1", [f"aaaa{n}" for n in range(2, 10)], limit=3)) == 3


def test_without_candidates_there_is_nothing_near() -> None:
    assert nearest("a", []) is None


def test_a_huge_name_is_compared_in_no_time() -> None:
    start = time.perf_counter()
    assert nearest("é" * 900_000, KEYS) is None
    assert time.perf_counter() - start < 3


@settings(deadline=None)
@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@settings(deadline=None)
@given(st.lists(st.text(min_size=1), min_size=1, max_size=8))
def test_a_name_that_is_a_candidate_is_its_own_nearest(candidates: list[str]) -> None:
    name = candidates[0]
    if fold(name):
        found = nearest(name, candidates)
        assert found is not None
        assert fold(found) == fold(name)
