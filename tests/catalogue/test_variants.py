"""Content with conditions: what a manager may write in a module, what docgen says of it, what a client gets."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from essai import MODULE, VARIED

from docgen import workspace
from docgen.catalogue import load_catalogue
from docgen.catalogue.conditions import Mots, read_condition, read_range
from docgen.catalogue.criteres import CRITERES
from docgen.catalogue.ecrit import Choosing, Juge, Kept, Point, shared
from docgen.catalogue.situations import shipped_situations
from scripts.faits import facts_schema

if TYPE_CHECKING:
    from pathlib import Path

    from docgen.catalogue.model import Module
    from docgen.findings import Finding

CODES = {f"C{number:03}" for number in range(50, 66)}


def load(folder: Path, text: str) -> tuple[Module | None, list[Finding]]:
    (folder / "18-essai.yaml").write_text(text, encoding="utf-8")
    catalogue, findings = load_catalogue([folder])
    return catalogue.modules.get("18"), findings


def test_a_module_with_variants_has_no_fault(tmp_path: Path) -> None:
    module, findings = load(tmp_path, VARIED)
    assert [finding.message for finding in findings] == []
    assert module is not None
    assert module.ecrit is not None


def test_a_module_without_variants_is_plain(tmp_path: Path) -> None:
    module, findings = load(tmp_path, MODULE)
    assert findings == []
    assert module is not None
    assert module.ecrit is None


# What is wrong with one thing in VARIED: the code, what is replaced and by what, a word of the line shown.
CASES = [
    ("C010", "{habitants: moins de 500}", "{habitant: moins de 500}", "habitant:"),
    ("C013", "{services: [directions]}", "{services: [direction]}", "direction]"),
    ("C050", "si: village", "si: vilage", "vilage"),
    ("C051", "{habitants: moins de 500}", "{habitants: < 500}", "< 500"),
    ("C051", "{habitants: moins de 500}", "{habitants: 500 à 100}", "500 à 100"),
    ("C052", "{avec: [ecrire]}", "{avec: [ecrir]}", "ecrir"),
    ("C053", "{services: [directions]}", "{habitants: moins de 100, client: commune}", "moins de 100"),
    ("C054", "{services: [directions]}", "{habitants: 40, client: commune, communes: 12}", "communes: 12"),
    ("C055", "- sinon: Exercice relu à deux.", "- {sauf: village, texte: Exercice relu à deux.}", "selon"),
    ("C056", "    contenu: [Une note]", "    contenu:\n      - {si: village, texte: Une note}", "contenu"),
    ("C056", "    contenu: [Une note]", "    contenu:\n      - {facultatif: true, texte: Une note}", "contenu"),
    ("C057", "id: ecrire\n", "id: ecrire\n    si: {moment: soir}\n", "moment: soir"),
    ("C058", "{minutes: 40, sauf:", "{minutes: 45, sauf:", "etapes"),
    ("C058", "{minutes: 40, si: intercommunalite,", "{minutes: 40, si: hameau,", "etapes"),
    ("C059", "{min: 80, cible: 95, max: 120}", "{min: 5, cible: 95, max: 120}", "etapes"),
    ("C060", "  - {id: q10, objectif: O1, question: Question 10 ?, reponse: Dix}\n", "", "quiz"),
    ("C061", "{id: q2, objectif: O2", "{id: q2, objectif: O9", "O9"),
    ("C062", "{id: q3,", "{id: q2,", "id: q2"),
    ("C063", "- sinon: Exercice relu à deux.", "- {texte: Exercice relu à deux.}", "relu à deux"),
    ("C063", "- {id: carte, texte: La carte.", "- {id: carte, pourquoi: La carte.", "carte"),
    ("C064", "{id: carte,", "{id: tableau,", "La carte"),
    ("C065", "{fait: pauses,", "{fait: pause,", "pause"),
    ("C065", "valeurs: [littoral]", "valeurs: [litoral]", "litoral"),
    ("C029", "{comparables.d_un}", "{comparables.dun}", "dun"),
]


@pytest.mark.parametrize(("code", "old", "new", "line"), CASES, ids=[f"{case[0]}-{case[2][:20]}" for case in CASES])
def test_one_thing_wrong_gives_its_finding_where_it_stands(
    tmp_path: Path, code: str, old: str, new: str, line: str
) -> None:
    assert old in VARIED
    text = VARIED.replace(old, new, 1)
    _, findings = load(tmp_path, text)
    found = next(finding for finding in findings if finding.code == code)
    assert found.mark is not None
    assert line in text.splitlines()[found.mark.ligne - 1]
    assert found.remede
    assert found.exit_code == 3


def test_every_code_has_a_negative_example() -> None:
    assert {case[0] for case in CASES} >= CODES


def test_the_schema_describes_the_facts_of_the_table() -> None:
    schema = json.loads(workspace.schema("catalogue").read_text(encoding="utf-8"))
    assert schema["$defs"]["faits"] == facts_schema()


def test_words_of_facts_are_those_that_a_brief_may_say() -> None:
    schema = json.loads(workspace.schema("brief").read_text(encoding="utf-8"))
    contexte, public = (schema["$defs"][name]["properties"] for name in ("contexte", "public"))
    assert list(CRITERES["services"].mots) == contexte["services"]["enum"]
    assert list(CRITERES["equipe"].mots) == contexte["equipe"]["enum"]
    assert list(CRITERES["territoire"].mots) == contexte["territoire"]["items"]["enum"]
    assert list(CRITERES["avancement"].sujets) == list(contexte["avancement"]["properties"])
    assert list(CRITERES["composition"].mots) == public["composition"]["enum"]


@pytest.mark.parametrize(
    ("typed", "inside", "outside"),
    [
        ("moins de 500", (0, 499), (500,)),
        ("500 à 3499", (500, 3499), (499, 3500)),
        ("50 000 et plus", (50_000, 2_000_000), (49_999,)),
        (4, (4,), (3, 5)),
    ],
)
def test_ranges_are_inclusive(typed: object, inside: tuple[int, ...], outside: tuple[int, ...]) -> None:
    bounds = read_range(typed)
    assert bounds is not None
    assert all(bounds[0] <= number <= bounds[1] for number in inside)
    assert not any(bounds[0] <= number <= bounds[1] for number in outside)


@pytest.mark.parametrize("typed", ["< 500", "500-3499", "plus de 3", "", "beaucoup", True])
def test_no_other_spelling_is_a_range(typed: object) -> None:
    assert read_range(typed) is None


@pytest.mark.parametrize("key", ["si", "sauf"])
def test_an_unknown_fact_holds_neither_way(key: str) -> None:
    condition = read_condition({key: {"services": "directions"}}, {})
    assert not condition.tient({})
    assert condition.tient({"services": Mots.of("directions" if key == "si" else "equipe-reduite")})
    assert not condition.tient({"services": Mots.of("equipe-reduite" if key == "si" else "directions")})


def test_several_facts_all_hold_and_a_list_is_any_of_them() -> None:
    village: dict[str, float | Mots] = {"habitants": 400, "client": Mots.of("commune")}
    condition = read_condition({"si": ["village", {"effectif": "1 à 3"}]}, shipped_situations())
    assert condition.tient(village)
    assert condition.tient({"habitants": 40_000, "client": Mots.of("commune"), "effectif": 2})
    assert not condition.tient({"habitants": 400, "client": Mots.of("epci", "metropole")})


def test_what_is_known_to_be_false_needs_no_other_fact() -> None:
    condition = read_condition({"sauf": {"client": "epci", "services": "directions"}}, {})
    assert condition.tient({"client": Mots.of("commune")})
    assert not condition.tient({"client": Mots.of("epci")})


def test_a_word_of_which_nobody_knows_leaves_the_others_as_they_are() -> None:
    known = {"territoire": Mots(frozenset({"outre-mer"}), frozenset({"littoral"}))}
    assert read_condition({"si": {"territoire": "outre-mer"}}, {}).tient(known)
    assert read_condition({"sauf": {"territoire": "montagne"}}, {}).tient(known)
    assert not read_condition({"sauf": {"territoire": "littoral"}}, {}).tient(known)


POINTS = [Point("a"), Point("b", facultatif=True), Point("c"), Point("d", facultatif=True), Point("e", en_plus=True)]


@pytest.mark.parametrize(
    ("minutes", "kept"), [(20, "ac"), (24, "ac"), (25, "abc"), (29, "abc"), (30, "abcd"), (34, "abcd"), (35, "abcde")]
)
def test_points_come_and_go_with_the_minutes(minutes: int, kept: str) -> None:
    said = Choosing(Juge({})).points(POINTS, Kept(minutes, 20, 30, 40))
    assert "".join(texte for _, texte in said) == kept


@pytest.mark.parametrize(
    ("weights", "minutes", "found"),
    [
        ([10, 20, 10], 40, [10, 20, 10]),
        ([10, 20, 10], 50, [15, 25, 10]),
        ([5, 5, 30], 20, [5, 5, 10]),
        ([5, 35], 60, [10, 50]),
        ([10, 10], 23, [10, 13]),
    ],
)
def test_steps_share_the_minutes_in_steps_of_five(weights: list[int], minutes: int, found: list[int]) -> None:
    assert shared(weights, minutes) == found


def test_situations_that_ship_name_facts_that_exist() -> None:
    for groups in shipped_situations().values():
        for test in (test for groupe in groups for test in groupe):
            assert test.fait in CRITERES
            assert test.bornes or test.mots <= set(CRITERES[test.fait].mots)
