"""Every help page and every refusal: French, with an example, within eighty columns."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import click
import pytest

from docgen.cli import cli, report, run
from docgen.cli.langue import speak_french

if TYPE_CHECKING:
    from collections.abc import Iterator

COLUMNS = 80
ENGLISH = re.compile(
    r"\b(required|default|usage|error|file|directory|missing|invalid|range|integer|choose)\b", re.IGNORECASE
)


def pages(command: click.Command = cli, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """The path of each command, the root's included."""
    yield path
    if isinstance(command, click.Group):
        context = click.Context(command)
        for name in command.list_commands(context):
            found = command.get_command(context, name)
            assert found is not None
            yield from pages(found, (*path, name))


@pytest.fixture(autouse=True)
def _in_french() -> None:
    speak_french()


@pytest.fixture
def on_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(report, "_width", lambda **_: COLUMNS)


@pytest.mark.parametrize("path", list(pages()), ids=" ".join)
def test_a_help_page_has_an_example_and_fits(
    path: tuple[str, ...], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", str(COLUMNS))
    assert run([*path, "--help"]) == 0
    page = capsys.readouterr().out
    assert max(map(len, page.splitlines())) <= COLUMNS
    assert re.search(rf"Exemples?(?:, à taper une fois)? :\n  +docgen {' '.join(path)}".rstrip(), page)
    assert not ENGLISH.search(re.sub(r"--\w+", "", page))
    assert not re.search(r"\w'\w", page), "a straight apostrophe"


def test_no_line_of_a_help_page_begins_with_a_semicolon(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["brief", "nouveau", "--help"]) == 0
    out = capsys.readouterr().out
    assert "une à une" in " ".join(out.split())
    assert not [line for line in out.splitlines() if line.lstrip().startswith((";", ":", "»", "?"))]


def test_commands_stand_in_the_order_in_which_one_comes_to_need_them(capsys: pytest.CaptureFixture[str]) -> None:
    run(["--help"])
    listed = re.findall(r"^  ([a-z]+)  ", capsys.readouterr().out, re.MULTILINE)
    assert listed[:4] == ["init", "brief", "programme", "kit"]


WRONG = [
    (("progamme",), "programme"),
    (("brief", "importr"), "importer"),
    (("modeles", "verifer"), "verifier"),
    (("programme", "--ouvir"), "--ouvrir"),
    (("kit", "--document", "emargemen"), "emargement"),
    (("programme", "-j", "zero"), "n’est pas un nombre entier"),
    (("programme", "-j", "0"), "au moins 1"),
    (("programme", "absent.yaml"), "Vérifiez son nom"),
    (("programme", "briefs/exempl.yaml"), "briefs/exemple.yaml"),
    (("brief", "importer", "absent.docx"), "Vérifiez son nom"),
    (("brief", "importer"), "FORMULAIRE"),
    (("brief", "importer", "briefs"), "il faut un fichier"),
    (("init", "organisme.yaml"), "« DOSSIER »"),
    (("catalogue", "99"), "Les codes sont"),
    (("catalogue", "12", "13"), "Argument de trop"),
    (("commune",), "NOM"),
    (("commune", "zzzzq"), "code postal"),
    (("completion", "tcsh"), "bash, zsh, fish"),
    (("modeles", "verifier", "agend.docx"), "templates/agenda.docx"),
    (("modeles", "remplir", "absent.docx", "organisme.yaml", "-o", "x.docx"), "Vérifiez son nom"),
    (("modeles", "remplir", "a.docx", "b.yaml"), "--sortie"),
    (("verifier", "--dossier", "XYZ"), "n’existe pas"),
]


@pytest.mark.usefixtures("on_a_terminal")
@pytest.mark.parametrize(("args", "said"), WRONG, ids=[" ".join(args) for args, _ in WRONG])
def test_a_refusal_says_what_to_write_and_fits(
    args: tuple[str, ...], said: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(Path(__file__).parents[2])
    assert run(list(args)) == 2
    err = capsys.readouterr().err
    assert said in " ".join(err.split())
    assert max(map(len, click.unstyle(err).splitlines())) <= COLUMNS
    assert not ENGLISH.search(err)


def test_no_color_takes_all_colours_away(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        "click.utils.should_strip_ansi", lambda _stream, color: not color if color is not None else False
    )
    assert run(["programme", "absent.yaml"]) == 2
    assert "\x1b[" in capsys.readouterr().err
    monkeypatch.setenv("NO_COLOR", "1")
    for args in (["programme", "absent.yaml"], ["programme", "--ouvir"], ["brief"]):
        assert run(args) == 2
        assert "\x1b[" not in capsys.readouterr().err
