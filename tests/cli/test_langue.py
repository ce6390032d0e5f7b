"""All that click prints by itself is French, whatever the environment says."""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
from pathlib import Path

import click
import pytest
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po

from docgen.cli.langue import LOCALE

FOLDER = LOCALE / "fr" / "LC_MESSAGES"
PLACEHOLDER = re.compile(r"\{\w+(?:!r)?\}|%\(\w+\)s")


def msgids_of_click() -> set[str]:
    """Each text that the installed click hands to gettext."""
    found = set()
    for path in Path(click.__file__).parent.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            is_call = isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
            if is_call and node.func.id in {"_", "ngettext"} and node.args:  # type: ignore[attr-defined]
                first = node.args[0]  # type: ignore[attr-defined]
                if isinstance(first, ast.Constant) and isinstance(first.value, str):
                    found.add(first.value)
    return found


def translations() -> dict[str, list[str]]:
    with (FOLDER / "messages.po").open("rb") as file:
        catalog = read_po(file, locale="fr")
    return {
        message.id if isinstance(message.id, str) else message.id[0]: (
            [message.string] if isinstance(message.string, str) else list(message.string or ())
        )
        for message in catalog
        if message.id
    }


def test_every_text_of_the_installed_click_is_translated() -> None:
    assert msgids_of_click() - set(translations()) == set()


def test_placeholders_are_those_of_the_original() -> None:
    with (FOLDER / "messages.po").open("rb") as file:
        for message in read_po(file, locale="fr"):
            originals = [message.id] if isinstance(message.id, str) else list(message.id)
            # « {name} » says in French what {name!r} says in English.
            known = {name.replace("!r", "") for text in originals for name in PLACEHOLDER.findall(text)}
            strings = [message.string] if isinstance(message.string, str) else list(message.string or ())
            for text in strings:
                if message.id:
                    assert {name.replace("!r", "") for name in PLACEHOLDER.findall(text)} <= known, message.id


def test_the_compiled_file_is_that_of_the_source() -> None:
    with (FOLDER / "messages.mo").open("rb") as file:
        compiled = {
            message.id if isinstance(message.id, str) else message.id[0]: message.string
            for message in read_mo(file)
            if message.id
        }
    source = translations()
    assert set(compiled) == set(source)
    for key, string in compiled.items():
        assert ([string] if isinstance(string, str) else list(string or ())) == source[key]


@pytest.mark.parametrize("language", ["en_US.UTF-8", "C", "de_DE.UTF-8"])
def test_help_is_french_on_a_foreign_machine(language: str) -> None:
    foreign = {**os.environ, "LANG": language, "LC_ALL": language, "LANGUAGE": "en", "PYTHONUTF8": "1"}
    for arguments, words in (
        (["--help"], ["Utilisation :", "Options :", "Commandes :", "Affiche cette aide."]),
        (["programme", "--fnal"], ["Erreur : Aucune option", "Vouliez-vous dire « --final » ?"]),
    ):
        result = subprocess.run(
            [sys.executable, "-m", "docgen", *arguments],
            env=foreign,
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
        )
        for word in words:
            assert word in result.stdout + result.stderr
        for english in ("Usage", "Commands", "Error", "Show"):
            assert english not in result.stdout + result.stderr
