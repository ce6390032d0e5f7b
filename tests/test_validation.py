"""What a schema refuses is said in a training manager's French, where it stands, with what to write instead."""

from __future__ import annotations

import contextlib
import json
import re
import time
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from docgen import workspace
from docgen.errors import FaultsFoundError
from docgen.findings import Finding, Gravite, Mark
from docgen.source import Source, parse_source
from docgen.validation import check_schema
from docgen.validation.formats import read_date, read_horaire

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

NESTED = {"type": "object", "additionalProperties": False}


def of(properties: dict[str, Any], **words: Any) -> dict[str, Any]:
    """A schema of an object with these properties."""
    return {**NESTED, "properties": properties, **words}


def check(text: str, schema: Any) -> list[Finding]:
    return check_schema(parse_source(text.encode(), "B", "b.yaml"), schema, "B")


def fault(text: str, schema: Any) -> Finding:
    (found,) = check(text, schema)
    assert found.remede
    return found


def at(found: Finding) -> tuple[str, int, int]:
    assert found.mark
    return found.code, found.mark.ligne, found.mark.colonne


def test_a_file_that_follows_its_schema_has_no_finding() -> None:
    assert check("a: x\nb: 2\n", of({"a": {"type": "string"}, "b": {"type": "integer"}})) == []


def test_each_unknown_key_is_named_with_the_nearest_known_one() -> None:
    schema = of({"commune": {}, "attendus": {}})
    first, second = check("comunne: x\nAttendu: y\n", schema)
    assert (at(first), at(second)) == (("B010", 1, 1), ("B010", 2, 1))
    assert "Écrivez « commune »" in first.remede
    assert "Écrivez « attendus »" in second.remede


def test_an_unknown_key_like_no_other_gets_the_list_of_keys() -> None:
    assert fault("zzz: x\n", of({"nom": {}, "adresse": {}})).remede == "Clés possibles : adresse, nom."


def test_a_key_in_the_wrong_place_is_told_its_place() -> None:
    schema = of({"public": {"$ref": "#/$defs/p"}}, **{"$defs": {"p": of({"profil": {}})}})
    assert "sous « public »" in fault("profil: x\n", schema).remede


def test_a_key_misspelt_beside_the_right_one_is_told_to_join_it() -> None:
    assert "déjà donné" in fault("theme: x\nthemes: y\n", of({"themes": {}})).remede


def test_unknown_keys_are_found_by_unevaluated_properties_too() -> None:
    schema = {"properties": {"nom": {}}, "allOf": [{"properties": {"ville": {}}}], "unevaluatedProperties": False}
    found = fault("nom: x\nville: y\nvile: z\n", schema)
    assert at(found) == ("B010", 3, 1)


@pytest.mark.parametrize(
    ("text", "wanted", "said"),
    [
        ("a: [x]\n", "string", "doit être un texte, et non une liste"),
        ("a: x\n", "integer", "doit être un nombre entier, et non un texte"),
        ("a: x\n", "array", "une liste (une ligne par élément, commençant par un tiret)"),
        ("a: x\n", "boolean", "doit être oui ou non"),
        ("a: x\n", "object", "un groupe de clés"),
        ("a: true\n", ["string", "integer"], "un texte ou un nombre entier, et non oui ou non"),
        ("a: 12\n", "string", "doit être un texte, et non un nombre"),
    ],
)
def test_types_are_told_in_words(text: str, wanted: Any, said: str) -> None:
    found = fault(text, of({"a": {"type": wanted, "description": "Aide"}}))
    assert at(found) == ("B011", 1, 4)
    assert said in found.message


def test_a_list_or_a_group_glued_to_its_sign_is_told_of_the_missing_space() -> None:
    assert "après chaque tiret" in fault("a:\n  -x\n  -y\n", of({"a": {"type": "array"}})).remede
    assert "après « code: »" in fault("a:\n  code:12\n", of({"a": {"type": "object"}})).remede


def test_a_truth_value_meant_as_text_is_to_be_quoted() -> None:
    assert '"true"' in fault("a: true\n", of({"a": {"type": "string"}})).remede


def test_a_missing_key_is_shown_at_the_key_of_its_group() -> None:
    schema = of({"commune": of({"code_insee": {"description": "Cinq caractères.", "examples": ["37122"]}})})
    schema["properties"]["commune"]["required"] = ["code_insee"]
    found = fault("x: 1\ncommune: {}\n".replace("x: 1\n", "\n"), schema)
    assert at(found) == ("B012", 2, 1)
    assert "il manque la clé « code_insee » dans « commune »" in found.message
    assert "Cinq caractères. Par exemple : 37122" in found.remede


def test_a_key_that_is_there_but_empty_is_told_so_where_it_stands() -> None:
    found = fault("b: 1\na:\n", of({"a": {}, "b": {}}, required=["a"]))
    assert at(found) == ("B012", 2, 1)
    assert found.message == "« a » est vide."


@pytest.mark.parametrize("typed", ['""', '"  "', "[]"])
def test_an_empty_text_or_list_is_told_as_empty_and_nothing_else(typed: str) -> None:
    schema = of({"a": {"type": ["string", "array"], "minLength": 3, "minItems": 2, "pattern": "^x"}})
    found = fault(f"a: {typed}\n", schema)
    assert found.code == "B012"
    assert "est vide" in found.message


def test_an_empty_item_of_a_list_is_told_at_its_dash() -> None:
    found = fault("a:\n  - x: 1\n  -\n", of({"a": {"type": "array", "items": {"type": "object"}}}))
    assert found.code == "B012"
    assert found.lieu == "a › 2"
    assert found.mark
    assert found.mark.ligne == 3


def test_a_value_out_of_a_list_names_the_nearest_and_all() -> None:
    found = fault("a: presential\n", of({"a": {"enum": ["presentiel", "distanciel", "mixte"]}}))
    assert at(found) == ("B013", 1, 4)
    assert found.remede == "Écrivez « presentiel ». Valeurs possibles : presentiel, distanciel, mixte."


def test_what_may_be_a_number_or_a_text_is_held_to_the_rules_of_the_text() -> None:
    schema = of({"code": {"type": ["string", "integer"], "pattern": "^[0-9]{2}$"}})
    assert check("code: 12\n", schema) == check('code: "12"\n', schema) == []
    assert fault("code: 123\n", schema).code == "B014"
    assert check("code: 12\n", of({"code": {"type": ["string", "integer"], "enum": ["12"]}})) == []


def test_a_constant_is_told_like_a_list_of_one() -> None:
    assert "Valeurs possibles : 1." in fault("a: 2\n", of({"a": {"const": 1}})).remede


def test_a_text_of_the_wrong_form_is_explained_by_the_schema_s_own_words() -> None:
    schema = of({"a": {"pattern": "^[0-9]{5}$", "description": "Cinq chiffres.", "examples": ["01001"]}})
    found = fault("a: 1x\n", schema)
    assert at(found) == ("B014", 1, 4)
    assert found.message == "« 1x » n’a pas la forme attendue pour « a »."
    assert found.remede == "Cinq chiffres. Par exemple : 01001"


@pytest.mark.parametrize(
    ("form", "good", "bad", "said"),
    [
        ("date", ["2026-12-03", "03/12/2026", "3/2/2026", "29/02/2028"], "2027-02-29", "n’existe pas"),
        ("date", [], "3 décembre", "ne se lit pas comme une date"),
        ("horaire", ["9:00-12:30", "9h-12h30", "9 h 00 à 12 h 30", "14:00–17:30"], "9:00", "ne se lit pas"),
        ("horaire", [], "9:02-12:30", "multiple de cinq minutes"),
        ("horaire", [], "12:30-9:00", "finit avant de commencer"),
        ("horaire", [], "9:75-12:30", "une heure qui n’existe pas"),
        ("email", ["a.b@c-d.fr"], "a@b", "adresse électronique"),
        ("montant", ["1450.00", "1 450,00 €", "12"], "douze", "montant"),
        ("couleur", ["#1F3A5F"], "bleu", "couleur"),
    ],
)
def test_forms_that_docgen_knows_say_what_is_wrong(form: str, good: list[str], bad: str, said: str) -> None:
    schema = of({"a": {"type": ["string", "integer"], "format": form}})
    for typed in good:
        assert check(f'a: "{typed}"\n', schema) == []
    found = fault(f'a: "{bad}"\n', schema)
    assert found.code == "B014"
    assert said in found.message


@pytest.mark.parametrize(
    ("text", "schema", "code", "said"),
    [
        ("a: xy\n", {"minLength": 3}, "B015", "compte 2 caractères ; il en faut au moins 3"),
        ("a: xyz\n", {"maxLength": 2}, "B015", "au plus 2"),
        ("a: [1]\n", {"minItems": 2}, "B015", "compte 1 élément ; il en faut au moins 2"),
        ("a: [1, 2]\n", {"maxItems": 1}, "B015", "compte 2 éléments ; il en faut au plus 1"),
        ("a: {b: 1}\n", {"minProperties": 2}, "B015", "compte 1 clé"),
        ("a: {b: 1, c: 2}\n", {"maxProperties": 1}, "B015", "au plus 1"),
        ("a: 0\n", {"minimum": 1}, "B016", "vaut 0 ; il faut au moins 1"),
        ("a: 9\n", {"maximum": 8}, "B016", "il faut au plus 8"),
        ("a: 1\n", {"exclusiveMinimum": 1}, "B016", "plus que 1"),
        ("a: 1\n", {"exclusiveMaximum": 1}, "B016", "moins que 1"),
        ("a: 7\n", {"multipleOf": 5}, "B016", "multiple de 5"),
        ("a: {b: 1}\n", {"dependentRequired": {"b": ["c"]}}, "B012", "« b » ne va pas sans « c »"),
        ("a: {Bc: 1}\n", {"propertyNames": {"pattern": "^[a-z]+$"}}, "B014", "« Bc »"),
        ("a: {b: 1}\n", {"not": {"required": ["b"]}}, "B013", "« b » n’a pas sa place ici"),
        ("a: 1\n", {"not": {"const": 1}}, "B013", "n’est pas admise"),
        ("a: 1\n", False, "B014", "n’a pas la forme attendue"),
        ("a: [1]\n", {"contains": {"const": 2}}, "B014", "n’a pas la forme attendue"),
        ("a: {b: 1}\n", {"if": {"required": ["b"]}, "then": {"required": ["c"]}}, "B012", "il manque la clé « c »"),
    ],
)
def test_every_other_keyword_is_told_in_words(text: str, schema: Any, code: str, said: str) -> None:
    found = fault(text, of({"a": schema}))
    assert found.code == code
    assert said in found.message


def test_each_repetition_in_a_list_is_told_with_the_first() -> None:
    found = fault("a:\n  - x\n  - y\n  - x\n", of({"a": {"uniqueItems": True}}))
    assert at(found) == ("B017", 4, 5)
    assert found.message == "l’élément 3 de « a » répète l’élément 1 (« x »)."


def test_alternatives_are_told_as_either_or() -> None:
    schema = {"type": "object", "oneOf": [{"required": ["commune"]}, {"required": ["epci"]}]}
    neither = fault("a: 1\n", schema)
    assert neither.remede == "Écrivez soit « commune », soit « epci »."
    both = fault("commune: 1\nepci: 2\n", schema)
    assert (both.code, both.remede) == ("B013", neither.remede)


def test_the_alternative_that_was_plainly_meant_is_the_one_explained() -> None:
    schema = of({"a": {"anyOf": [{"type": "string"}, of({"id": {"type": "string"}}, required=["id"])]}})
    assert fault("a: {ib: x, id: y}\n", schema).code == "B010"
    assert "soit un texte, soit un groupe de clés" in fault("a: 1\n", schema).remede


def test_places_count_items_from_one() -> None:
    schema = of({"sessions": {"items": {"properties": {"jours": {"items": of({"matin": {}})}}}}})
    found = fault("sessions:\n  - jours:\n      - {}\n      - {main: x}\n", schema)
    assert found.lieu == "sessions › 1 › jours › 2 › main"


def test_all_faults_come_at_once_in_the_order_of_the_file() -> None:
    schema = of({"a": {"type": "string"}, "b": {"minimum": 3}, "c": {}}, required=["c"])
    assert [f.code for f in check("z: 1\nb: 2\na: [x]\n", schema)] == ["B010", "B012", "B016", "B011"]


def test_the_reader_s_warnings_are_handed_on() -> None:
    (found,) = check("a: x #4\n", of({"a": {}}))
    assert (found.code, found.gravite) == ("B018", Gravite.AVERTISSEMENT)


def test_a_flood_of_faults_is_cut_with_a_notice() -> None:
    start = time.perf_counter()
    found = check("".join(f"k{n}: 1\n" for n in range(49_000)), of({"nom": {}}))
    assert len(found) == 201
    assert found[-1].gravite is Gravite.AVIS
    assert time.perf_counter() - start < 5


HOSTILE = {
    "pattern": ("a@" + "." * 900_000 + " ", {"pattern": r"^[^@\s]+@[^@\s]+\.[^@\s]+$"}),
    "format": ("1" + " " * 900_000 + "x", {"format": "horaire"}),
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_a_huge_text_is_judged_in_no_time(kind: str) -> None:
    text, schema = HOSTILE[kind]
    start = time.perf_counter()
    assert fault(f'a: "{text}"\n', of({"a": schema})).code == "B014"
    assert time.perf_counter() - start < 1


def test_a_huge_list_is_searched_for_repetitions_in_no_time() -> None:
    text = "a: [" + ",".join(f"{{b: {n}}}" for n in range(15_000)) + "]\n"
    start = time.perf_counter()
    assert check(text, of({"a": {"uniqueItems": True}})) == []
    assert time.perf_counter() - start < 3


# Schemas that are themselves at fault


def test_a_schema_that_is_absent_or_no_json_has_its_own_finding(tmp_path: Path) -> None:
    assert [f.code for f in check("a: 1\n", tmp_path / "absent.json")] == ["S001"]
    broken = tmp_path / "broken.json"
    broken.write_text('{\n  "type": \n}', encoding="utf-8")
    (found,) = check("a: 1\n", broken)
    assert (found.code, found.mark, found.fichier) == ("S002", Mark(3, 1), str(broken))
    broken.write_text("[" * 100_000, encoding="utf-8")
    check_schema.__globals__["_compiled"].cache_clear()
    assert [f.code for f in check("a: 1\n", broken)] == ["S002"]


@pytest.mark.parametrize(
    "schema",
    [
        [],
        {"type": "strng"},
        {"properties": []},
        {"properties": {"a": {"pattern": "("}}},
        {"properties": {"a": {"$ref": "#/$defs/rien"}}},
        {"properties": {"a": {"maximum": "x"}}},
    ],
)
def test_a_schema_that_is_no_schema_has_its_own_finding(schema: Any, tmp_path: Path) -> None:
    path = tmp_path / "schema.json"
    path.write_text(json.dumps(schema), encoding="utf-8")
    (found,) = check("a: 1\n", path) or check("a: x\n", path)
    assert found.code == "S003"
    assert found.fichier == str(path)


SCHEMAS = sorted((workspace.shipped() / "schemas").glob("*.schema.json"))


@pytest.mark.parametrize("path", SCHEMAS, ids=lambda path: path.stem)
def test_a_shipped_schema_is_sound(path: Path) -> None:
    Draft202012Validator.check_schema(json.loads(path.read_text(encoding="utf-8")))


@pytest.mark.parametrize("path", SCHEMAS, ids=lambda path: path.stem)
def test_a_shipped_schema_explains_each_of_its_keys_to_editors(path: Path) -> None:
    root = json.loads(path.read_text(encoding="utf-8"))
    for place, schema in properties(root, ()):
        target = {**root["$defs"][schema["$ref"].rpartition("/")[2]], **schema} if "$ref" in schema else schema
        assert {"title", "description"} <= set(target), f"{path.stem}: {place}"


def properties(schema: Any, place: tuple[str, ...]) -> list[tuple[tuple[str, ...], Any]]:
    """All keys of a schema with their place, `$defs` included."""
    if not isinstance(schema, dict):
        return []
    own = [((*place, key), child) for key, child in schema.get("properties", {}).items()]
    below = [*own, *(((*place, key), child) for key, child in schema.get("$defs", {}).items())]
    return [*own, *(found for path, child in below for found in properties(child, path))]


# For anything that YAML can hold

VALUES = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(-9, 9), st.sampled_from(["", "x", "A1", "2026-12-03", "12"])),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.dictionaries(st.sampled_from(["id", "nom", "code", "jours", "lieu", "zzz", "texte"]), inner, max_size=3),
    ),
    max_leaves=12,
)
KEYS = [
    "reference",
    "date",
    "commune",
    "attendus",
    "modules",
    "sessions",
    "conditions",
    "public",
    "contexte",
    "formateurs",
]
RAW = re.compile(r"is not|required property|schema|does not|valid under|<|None|True|\{'")


@pytest.mark.parametrize("path", SCHEMAS, ids=lambda path: path.stem)
@settings(deadline=None)
@given(data=st.dictionaries(st.sampled_from(KEYS), VALUES, min_size=1, max_size=5))
def test_whatever_is_typed_gets_french_findings_with_a_place(path: Path, data: dict[str, Any]) -> None:
    try:
        source: Source = parse_source(json.dumps(data).encode(), "B", "b.yaml")
    except FaultsFoundError:
        return
    for found in check_schema(source, path, "B"):
        assert re.fullmatch(r"B01[0-7]", found.code)
        assert found.mark
        assert found.remede
        assert not RAW.search(found.message + found.remede.replace("schéma", ""))


@settings(deadline=None)
@given(st.text("0123456789-/:hH à", max_size=12), st.sampled_from([read_date, read_horaire]))
def test_dates_and_hours_are_read_or_refused_with_a_reason(typed: str, read: Callable[[str], object]) -> None:
    with contextlib.suppress(ValueError):
        assert read(typed)


def test_references_in_their_place_change_no_finding() -> None:
    from docgen.validation.schemas import inlined

    schema = {
        "$defs": {
            "age": {"type": "integer", "minimum": 1},
            "arbre": {"properties": {"fils": {"$ref": "#/$defs/arbre"}}},
        },
        "properties": {
            "un": {"$ref": "#/$defs/age", "title": "Âge"},
            "deux": {"$ref": "#/$defs/age", "maximum": 9},
            "trois": {"$ref": "#/$defs/arbre"},
            "quatre": {"$ref": "#/$defs/absent"},
        },
    }
    made = inlined(schema, schema)["properties"]
    assert made["un"] == {"type": "integer", "minimum": 1, "title": "Âge"}
    assert made["deux"] == schema["properties"]["deux"]
    assert made["trois"]["properties"]["fils"] == {"$ref": "#/$defs/arbre"}
    assert made["quatre"] == {"$ref": "#/$defs/absent"}
