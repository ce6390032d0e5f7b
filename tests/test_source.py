"""YAML is read as typed, with the place of everything, and nothing hostile gets through."""

from __future__ import annotations

import contextlib
import os
import time
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from docgen.errors import FaultsFoundError
from docgen.findings import Finding, Gravite, Mark
from docgen.source import Source, load_source, parse_source
from docgen.source.building import build
from docgen.source.notes import Notes

if TYPE_CHECKING:
    from pathlib import Path

LOADERS = [yaml.CBaseLoader, yaml.BaseLoader]  # libyaml, and the pure Python that stands in for it


def read(text: str) -> Source:
    return parse_source(text.encode(), "B", "b.yaml")


def value(text: str) -> Any:
    return read(f"a: {text}\n").donnees.get("a")


def faults(content: str | bytes) -> list[Finding]:
    raw = content.encode() if isinstance(content, str) else content
    with pytest.raises(FaultsFoundError) as caught:
        parse_source(raw, "B", "b.yaml")
    return list(caught.value.findings)


def fault(content: str | bytes) -> Finding:
    (found,) = faults(content)
    return found


def at(finding: Finding) -> tuple[str, int, int]:
    assert finding.mark
    return finding.code, finding.mark.ligne, finding.mark.colonne


@pytest.mark.parametrize(
    "typed",
    ["01001", "2A004", "9:00-12:30", "12:30", "9h", "non", "oui", "yes", "no", "on", "Off", "1_000", "0x1F", "0o17",
     "010", "1e3", "1.5", ".inf", "2026-12-03", "03/12/2026", "06 12 34 56 78", "+33 6 12 34 56 78", "1 450,00 €",
     "-0", "Null", "True", "12345678901234567890", "37 330", "=", "n° 4", "a:b", "l'eau", "-texte", "#1F3A5F"[1:]],
)  # fmt: skip
def test_what_a_person_types_is_what_is_read(typed: str) -> None:
    assert value(typed) == typed


@pytest.mark.parametrize(
    ("typed", "meant"), [("12", 12), ("0", 0), ("-3", -3), ("1450", 1450), ("true", True), ("false", False)]
)
def test_plain_whole_numbers_and_truth_values_are_read_as_such(typed: str, meant: object) -> None:
    assert value(typed) == meant
    assert type(value(typed)) is type(meant)


@pytest.mark.parametrize("typed", ["12", "true", "null", "", "~", "01001"])
def test_a_quoted_text_is_always_text(typed: str) -> None:
    assert value(f'"{typed}"') == typed
    assert value(f"'{typed}'") == typed


def test_block_texts_are_text() -> None:
    assert read("a: >\n  un\n  deux\n\n  trois\nb: |\n  12\n").donnees == {"a": "un deux\ntrois\n", "b": "12\n"}


def test_keys_are_always_text() -> None:
    assert read("12: x\ntrue: y\n").donnees == {"12": "x", "true": "y"}


def test_a_non_breaking_space_before_a_colon_is_no_part_of_the_key() -> None:
    assert read("titre\u00a0: x\n").donnees == {"titre": "x"}


def test_an_empty_value_leaves_the_key_out_and_remembers_where_it_stood() -> None:
    source = read("a:\nb: ~\nc: null\nd: 1\n")
    assert source.donnees == {"d": 1}
    assert source.vides == {("a",), ("b",), ("c",)}
    assert source.mark(("b",)) == Mark(2, 1)


def test_an_empty_item_of_a_list_keeps_its_rank() -> None:
    source = read("a:\n  - x\n  -\n  - y\n")
    assert source.donnees == {"a": ["x", "", "y"]}
    assert source.vides == {("a", 1)}


def test_every_key_and_value_has_its_place() -> None:
    source = read("a: 1\nb:\n  - c: été\n    d: {e: x}\n")
    assert source.mark(()) == Mark(1, 1)
    assert source.mark(("a",)) == Mark(1, 4)
    assert source.mark(("a",), key=True) == Mark(1, 1)
    assert source.mark(("b", 0)) == Mark(3, 5)
    assert source.mark(("b", 0, "d", "e")) == Mark(4, 12)
    assert source.mark(("b", 0, "d", "e"), key=True) == Mark(4, 9)


def test_what_is_not_in_the_file_is_shown_at_the_key_of_its_nearest_ancestor() -> None:
    source = read("a: 1\nb:\n  - c: 2\n")
    assert source.mark(("b", 0, "absent")) == Mark(3, 5)
    assert source.mark(("b", 7)) == Mark(2, 1)
    assert source.mark(("absent", "x"), key=True) == Mark(1, 1)
    assert Source("x", {}).mark(("a",)) is None


def test_a_bom_and_windows_line_ends_are_accepted() -> None:
    source = parse_source(b"\xef\xbb\xbfa: 1\r\nb: 2\r\n", "B", "b.yaml")
    assert source.donnees == {"a": 1, "b": 2}
    assert source.mark(("b",)) == Mark(2, 4)


def test_unicode_line_separators_shift_no_line_number() -> None:
    source = read("a: x\u2028y\nb: 2\n")
    assert source.donnees["a"] == "x y"
    assert source.mark(("b",)) == Mark(2, 4)


# What cannot be read at all


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="Windows has no named pipes in folders")
def test_an_absent_file_a_folder_and_a_device_are_named(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "tube")
    for path, said in [
        (tmp_path / "rien.yaml", "n’existe pas"),
        (tmp_path, "dossier"),
        (tmp_path / "tube", "pas un fichier ordinaire"),
        (tmp_path / "nul\0.yaml", "caractère interdit"),
        (tmp_path / ("x" * 300), "ne peut pas être lu"),
    ]:
        with pytest.raises(FaultsFoundError) as caught:
            load_source(path, "O")
        (found,) = caught.value.findings
        assert found.code == "O001"
        assert said in found.message


def test_findings_name_the_file_as_typed(tmp_path: Path) -> None:
    (tmp_path / "b.yaml").write_text("", encoding="utf-8")
    with pytest.raises(FaultsFoundError) as caught:
        load_source(tmp_path / "b.yaml", "C", "./b.yaml")
    assert caught.value.findings[0].fichier == "./b.yaml"


def test_a_file_of_50_mb_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "gros.yaml"
    with path.open("wb") as stream:
        stream.truncate(50_000_000)
    with pytest.raises(FaultsFoundError) as caught:
        load_source(path, "B")
    assert [f.code for f in caught.value.findings] == ["B002"]
    assert "50000 ko" in caught.value.findings[0].message


def test_a_windows_1252_file_is_told_by_its_first_wrong_byte() -> None:
    found = fault("a: 1\nnom: Évreux\n".encode("cp1252"))
    assert at(found) == ("B003", 2, 6)
    assert "« É »" in found.message
    assert "Bloc-notes" in found.remede


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_utf_16_is_named(encoding: str) -> None:
    found = fault("a: 1\n".encode(encoding))
    assert found.code == "B003"
    assert "UTF-16" in found.message


@pytest.mark.parametrize(
    ("head", "said"), [(b"PK\x03\x04", "Word"), (b"%PDF-1.7", "PDF"), (b"\xd0\xcf\x11\xe0", "ancien")]
)
def test_a_file_of_another_kind_is_named(head: bytes, said: str) -> None:
    assert said in fault(head + b"...").message


@pytest.mark.parametrize("character", ["\x00", "\x0b", "\x1b", "\x85", "\x7f", "\ufffe"])
def test_control_characters_are_found_where_they_stand(character: str) -> None:
    found = fault(f"a: 1\nb: xy{character}z\n")
    assert at(found) == ("B003", 2, 6)
    assert f"U+{ord(character):04X}" in found.message


@pytest.mark.parametrize("escape", [r"\0", r"\x1b", r"\x85"])
def test_control_characters_written_as_escapes_are_found_too(escape: str) -> None:
    assert at(fault(f'a: "x{escape}"\n')) == ("B003", 1, 4)


@pytest.mark.parametrize("text", ["", "\n\n", "# rien\n", "---\n", "- a\n", "[1, 2]\n", "Bonjour\n", '"a"\n'])
def test_a_file_that_is_not_made_of_keys_is_told_so(text: str) -> None:
    assert fault(text).code == "B004"


def test_a_lone_line_without_its_space_is_told_so() -> None:
    assert "espace après « version: »" in fault("version:1\n").remede


# Hostile YAML


def test_a_yaml_bomb_gets_one_finding() -> None:
    bomb = "a: &a [x,x]\n" + "".join(f"{c}: &{c} [*{p},*{p}]\n" for p, c in zip("abcdefgh", "bcdefghi", strict=True))
    found = fault(bomb)
    assert at(found) == ("B006", 1, 4)
    assert "aussi lignes 2, 3, 4, 5, 6…" in found.message


def test_a_merge_key_is_refused() -> None:
    assert at(fault("a: 1\n<<: {b: 2}\n")) == ("B006", 2, 1)


def test_an_alias_as_a_key_is_refused() -> None:
    assert at(fault("a: 1\n*b : 2\n")) == ("B006", 2, 1)


@pytest.mark.parametrize("tag", ["!!python/object/apply:os.system [x]", "!!int 3", "!Attention", "! texte"])
def test_tags_are_refused(tag: str) -> None:
    assert at(fault(f"a: {tag}\n")) == ("B007", 1, 4)


def test_a_key_given_twice_names_the_first() -> None:
    found = fault("a: 1\nb:\n  c: 1\n  d: 2\n  c: 3\n")
    assert at(found) == ("B008", 5, 3)
    assert "ligne 3" in found.message


def test_all_duplicates_are_found_at_once_with_the_syntax_fault_that_follows() -> None:
    assert [f.code for f in faults("a: 1\na: 2\nb: 1\nb: 2\nc: 'x\n")] == ["B008", "B008", "B005"]


@pytest.mark.parametrize("opening", ["a: " + "[" * 60, "a: " + "[" * 400_000, "a: " + "{a: " * 200_000])
def test_deep_nesting_is_stopped_at_once(opening: str) -> None:
    start = time.perf_counter()
    assert fault(opening).code == "B009"
    assert time.perf_counter() - start < 2


LONG = 490_000
HUGE = {
    "quotes": "a: " + "'" * (2 * LONG + 1) + " x\n",
    "quoted words": "a: " + "'x' " * (LONG // 2) + "\n",
    "double quotes": 'a: "' + '\\"' * LONG + "\n",
    "colons": "a" + ": a" * (LONG // 2) + "\n",
    "dashes": "- " * LONG,
    "open quotes": 'a: "x\n' * (LONG // 4),
    "spaces": "a:\n" + " " * 2 * LONG + "\t",
    "empty lines": "a: x\n" + "\n" * 2 * LONG + " b: [",
    "anchors": "a: [" + "&a x, " * (LONG // 4) + "]\n",
    "hashes": "a: [" + "x #b\n, " * (LONG // 8) + "]\n",
}


@pytest.mark.parametrize("kind", HUGE)
def test_a_megabyte_of_anything_is_judged_in_bounded_time(kind: str) -> None:
    start = time.perf_counter()
    with contextlib.suppress(FaultsFoundError):
        read(HUGE[kind])
    assert time.perf_counter() - start < 5


def test_too_many_elements_are_stopped() -> None:
    assert fault("a: [" + "1," * 400_000 + "]").code == "B009"


def test_a_thousand_duplicates_do_not_flood_the_screen() -> None:
    assert len(faults("a: 1\n" * 10_000)) == 50


# Slips of a person who does not know YAML

SLIPS = {
    "a:\n\tb: 1\n": (2, 1, "tabulation"),
    "a:\n  b: 1\n\tc: 2\n": (3, 1, "tabulation"),
    "a:\n  -\tx\n": (2, 4, "tabulation"),
    "a: >\n\tx\n": (2, 1, "tabulation"),
    'a: "bonjour\nb: 2\nc: 3\n': (1, 4, 'guillemet (") ouvert ligne 1'),
    'a: "bonjour\nb: "x"\nc: 1\n': (1, 4, "ouvert ligne 1 n’est pas refermé"),
    "a: 'l'eau est là'\nb: 2\n": (1, 7, "suit le guillemet fermant"),
    "a: 'C'est : x'\n": (1, 7, "suit le guillemet fermant"),
    'a: "il dit "oui" ici"\n': (1, 13, "suit le guillemet fermant"),
    'a: "C:\\dossier"\n': (1, 7, "barre"),
    "a: Titre : le sous-titre\n": (1, 10, "contient « : »"),
    "l:\n  - Objet : x : y\n": (2, 15, "contient « : »"),
    "a: La commune vient\n  de voter : le budget\n": (2, 12, "contient « : »"),
    "a: x\n  y: 2\n": (2, 3, "plus à droite"),
    "a:\n    b: 1\n  c: 2\n": (3, 3, "aligné avec aucune"),
    "l:\n  - a: 1\n   b: 2\n": (3, 4, "aligné avec aucune"),
    "l:\n  - a\n  b: 1\n": (3, 3, "aligné avec aucune"),
    "a: 1\n- b\n": (2, 1, "tiret"),
    "a:\n\u00a0\u00a0b: 1\n": (2, 1, "insécable"),
    "a: 1\nversion:1\ndate: 2\n": (2, 8, "espace (ordinaire) après « version: »"),
    "x: 1\na:\u00a01\nb: 2\n": (2, 3, "espace (ordinaire) après « a: »"),
    "l:\n  - x\n  -y\n": (3, 3, "espace après le tiret"),
    "a: 1\nBonjour\nb: 2\n": (2, 1, "pas de clé"),
    "a: - x\n": (1, 4, "liste ne peut pas commencer"),
    "a: *important*\n": (1, 4, "commencer par « * »"),
    "a: &\n": (1, 4, "commencer par « & »"),
    "a: !<x\n": (1, 4, "commencer par « ! »"),
    "a: %50\n": (1, 4, "commencer par « % »"),
    "a: @x\n": (1, 4, "commencer par « @ »"),
    "a: `x`\n": (1, 4, "commencer par « ` »"),
    "a: ? x\n": (1, 4, "commencer par « ? »"),
    "a: , x\n": (1, 4, "commencer par « , »"),
    "a: > texte\n": (1, 4, "à la ligne suivante"),
    "a: {client.nom} est là\nb: 1\n": (1, 17, "commencer par « { »"),
    "a: [x] y\n": (1, 8, "commencer par « [ »"),
    "a: {{ client.nom }}\n": (1, 5, "accolades"),
    "a: [x, y\nb: 1\n": (1, 4, "« [ », ouvert ligne 1"),
    "a: x\nb: [\n": (3, 1, "crochet"),
    ": x\n": (1, 1, "pas de clé avant"),
    '"": x\n': (1, 1, "pas de clé avant"),
    "a: 1\n---\nb: 1\n": (2, 1, "---"),
    "a: 1\n...\nb: 2\n": (3, 1, "à partir d’ici"),
}


@pytest.mark.parametrize("text", SLIPS)
@pytest.mark.parametrize("loader", LOADERS, ids=["libyaml", "python"])
def test_a_slip_is_explained_where_it_was_made(text: str, loader: Any) -> None:
    ligne, colonne, said = SLIPS[text]
    with pytest.raises(FaultsFoundError) as caught:
        build(text, Notes("B", "b.yaml"), loader)
    (found,) = caught.value.findings
    assert said in found.message
    assert found.remede
    assert found.mark
    assert found.mark.ligne == ligne
    assert abs(found.mark.colonne - colonne) <= 1  # the two parsers point at « \ » or after it
    assert found.code == "B005"


@pytest.mark.parametrize("text", ["salle: Salle #4\n", "couleur: #1F3A5F\n", "l:\n  - a #b\n"])
def test_a_text_that_a_hash_cuts_off_is_noticed(text: str) -> None:
    (noticed,) = read(text).avertissements
    assert noticed.code == "B018"
    assert noticed.gravite is Gravite.AVERTISSEMENT


@pytest.mark.parametrize("text", ["a: x  # commentaire\n", "a: 'x #4'\n", "a: x#4\n", "a: >\n  x #4\n", "#a\nb: 1\n"])
def test_a_comment_that_is_meant_is_left_alone(text: str) -> None:
    assert not read(text).avertissements


# For any text

PRINTABLE = st.text(st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"], exclude_characters="\ufffe\uffff"))


@settings(deadline=None)
@given(PRINTABLE)
def test_any_text_written_by_a_yaml_library_is_read_back_as_typed(typed: str) -> None:
    for unicode in (True, False):
        assert read(yaml.safe_dump({"a": [typed]}, allow_unicode=unicode)).donnees["a"] == [typed]


@settings(deadline=None)
@given(PRINTABLE)
def test_any_quoted_text_is_read_back_as_typed(typed: str) -> None:
    single = typed.replace("'", "''")
    double = typed.replace("\\", "\\\\").replace('"', '\\"')
    assert value(f"'{single}'") == typed
    assert value(f'"{double}"') == typed


TEMPTING = st.lists(
    st.sampled_from(
        [*"ab1:-?[]{},#&*!|>'\"%@` \t\n\r\\~=<\u00a0é", "a: ", "\n  ", "- ", "\n- ", "---\n", "\x00", "\u2028"]
    )
)


@settings(max_examples=400, deadline=None)
@given(
    st.one_of(st.binary(), TEMPTING.map("".join).map(str.encode), st.text().map(lambda t: t.encode("utf-8", "replace")))
)
def test_any_bytes_give_data_or_findings_with_a_place(content: bytes) -> None:
    try:
        source = parse_source(content, "B", "b.yaml")
    except FaultsFoundError as error:
        lines = content.count(b"\n") + content.count(b"\r") + 1
        for found in error.findings:
            assert found.mark is not None
            assert 1 <= found.mark.ligne <= lines + 1
            assert found.mark.colonne >= 1
            assert found.remede
    else:
        assert isinstance(source.donnees, dict)
        assert all(mark.valeur.ligne >= 1 for mark in source.marks.values())
