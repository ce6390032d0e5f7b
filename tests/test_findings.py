"""Findings are values: how bad, where, and the exit code that they ask for."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import docgen
from docgen.errors import FaultsFoundError, UsageFaultError
from docgen.findings import (
    EXIT_CODES,
    OF_ANY_YAML,
    Finding,
    Gravite,
    Mark,
    explications,
    gravest_exit_code,
    has_errors,
    lettres,
)

PACKAGE = Path(docgen.__file__).parent
A_CODE = re.compile(f"[{''.join(EXIT_CODES)}][0-9]{{3}}")
NUMBERING = {"error", "stop", "warning", "said"}  # the calls of source/ and validation/ that give a number, not a code


def a_finding(code: str = "B010", gravite: Gravite = Gravite.ERREUR) -> Finding:
    return Finding(code, "clé inconnue", gravite=gravite, fichier="x.yaml", mark=Mark(14, 7))


def test_the_letter_of_a_code_gives_the_exit_code() -> None:
    assert [a_finding(code).exit_code for code in ("B010", "P021", "C030", "O001", "M002", "E003", "F001")] == [
        1, 1, 3, 3, 3, 4, 5,
    ]  # fmt: skip


def test_a_warning_asks_for_no_exit_code() -> None:
    warning = a_finding(gravite=Gravite.AVERTISSEMENT)
    assert warning.exit_code == 0
    assert not has_errors([warning])


def test_several_at_once_give_the_largest_number() -> None:
    assert gravest_exit_code([a_finding("B010"), a_finding("E003"), a_finding("C030")]) == 4
    assert gravest_exit_code([]) == 0


def test_json_has_the_eight_keys_in_the_order_of_the_contract() -> None:
    assert list(a_finding().to_json()) == [
        "fichier", "ligne", "colonne", "lieu", "code", "gravite", "message", "remede",
    ]  # fmt: skip
    assert a_finding().to_json()["ligne"] == 14


def test_exceptions_own_their_exit_code() -> None:
    assert FaultsFoundError([a_finding("O020")]).exit_code == 3
    assert UsageFaultError("rien").exit_code == 2


def constants(node: ast.AST, kind: type) -> set[object]:
    return {one.value for one in ast.walk(node) if isinstance(one, ast.Constant) and type(one.value) is kind}


def codes_made() -> dict[str, str]:
    """Every code that the package's source can make, with the file that makes it."""
    made: dict[str, str] = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        tree, name = ast.parse(path.read_text(encoding="utf-8")), str(path.relative_to(PACKAGE))
        codes = {code for code in map(str, constants(tree, str)) if A_CODE.fullmatch(code)}
        if name.startswith(("source", "validation")):
            calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call) and node.args]
            given = [node.args[0] for node in calls if getattr(node.func, "attr", "") in NUMBERING]
            numbers = set().union(*(constants(argument, int) for argument in given))
            codes |= {f"{letter}{number:03}" for number in numbers for letter in OF_ANY_YAML}
        made |= dict.fromkeys(codes, name)
    return made


def test_every_code_that_is_made_is_a_row_of_the_table() -> None:
    missing = {code: name for code, name in codes_made().items() if code not in explications()}
    assert not missing, f"add to docgen/constats.toml a row for each of {missing}"


def test_every_row_of_the_table_is_made_somewhere() -> None:
    idle = sorted(explications().keys() - codes_made().keys())
    assert not idle, f"no source of docgen/ makes {idle}: take these rows out of docgen/constats.toml"


def test_every_letter_is_said_and_has_its_exit_code() -> None:
    assert set(lettres()) == set(EXIT_CODES) == {code[0] for code in explications()}


def test_every_row_is_written_in_whole_sentences() -> None:
    def is_sentence(text: str) -> bool:
        return text.endswith((".", "?", "…")) and not re.search(r"[a-z]'[a-zéè]{3}", text)

    odd = [
        code
        for code, row in explications().items()
        if not (is_sentence(row.sens) and is_sentence(row.remede) and row.exemple and 5 < len(row.titre) <= 60)
    ]
    assert not odd
