"""The first five minutes: init, brief nouveau, docgen alone, completion, opening, poor consoles."""

from __future__ import annotations

import io
import os
import re
import select
import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import click
import pytest
from prompt_toolkit.application import create_app_session
from prompt_toolkit.completion import CompleteEvent
from prompt_toolkit.document import Document
from prompt_toolkit.input import create_pipe_input
from prompt_toolkit.output import DummyOutput
from prompt_toolkit.output.plain_text import PlainTextOutput

from docgen.cli import cli, questions
from docgen.cli.aide import guillemets
from docgen.cli.completion import A_FAIRE
from docgen.cli.entretien import Entretien
from docgen.creation.espace import create
from docgen.source import load_source
from docgen.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Iterator

HEAVY = {"yaml", "jsonschema", "docx", "docxtpl", "lxml", "jinja2", "babel", "rich", "prompt_toolkit", "rapidfuzz"}
SHOWN = [(), ("commune", "joué"), ("verifier",), ("catalogue", "12")]


def docgen(*args: object, cwd: Path, **env: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "docgen", *map(str, args)],
        cwd=cwd,
        env={**os.environ, "COLUMNS": "80", "PYTHONIOENCODING": "utf-8", **env},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        encoding="utf-8",
        errors="replace",
        check=False,
        timeout=120,
    )


def complete(cwd: Path, *words: str, kind: str = "zsh") -> list[str]:
    """What the Tab key proposes for the last word."""
    env = {"_DOCGEN_COMPLETE": f"{kind}_complete", "COMP_CWORD": str(len(words))}
    joined = "\n".join(("docgen", *words)) if kind == "powershell" else " ".join(("docgen", *words))
    result = docgen(cwd=cwd, **env, COMP_WORDS=joined)
    assert (result.returncode, result.stderr) == (0, "")
    lines = result.stdout.splitlines()
    return [line.split("\t")[0] for line in lines] if kind == "powershell" else lines[1::3]


def leaves(group: click.Group, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    context = click.Context(group)
    yield path, group
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command is not None
        if isinstance(command, click.Group):
            yield from leaves(command, (*path, name))
        else:
            yield (*path, name), command


COMMANDS = dict(leaves(cli))


@pytest.fixture
def space(tmp_path: Path) -> Path:
    """A new workspace, in a folder whose name has a space and accents."""
    folder = tmp_path / "Mes formations d’été"
    list(create(Workspace(folder)))
    return folder


@pytest.mark.parametrize("path", COMMANDS, ids=lambda path: " ".join(path) or "docgen")
def test_every_help_page_has_an_example_that_is_a_command(path: tuple[str, ...]) -> None:
    epilog = COMMANDS[path].epilog or ""
    assert epilog.startswith("\b\nExemple")
    examples = [line.split() for line in epilog.splitlines() if line.startswith("  docgen")]
    assert examples
    for words in examples:
        assert tuple(words[1 : 1 + len(path)]) == path


@pytest.mark.parametrize("path", COMMANDS, ids=lambda path: " ".join(path) or "docgen")
@pytest.mark.parametrize("columns", [60, 80])
def test_no_line_of_a_help_page_ends_inside_a_name(path: tuple[str, ...], columns: int) -> None:
    command = COMMANDS[path]
    page = command.get_help(command.context_class(command, info_name="x", terminal_width=columns))
    assert not [line for line in page.splitlines() if line.endswith("-")]
    assert "\u2011" not in page


def test_a_newcomer_goes_from_an_empty_folder_to_documents(tmp_path: Path) -> None:
    assert "docgen init" in docgen(cwd=tmp_path).stdout
    made = docgen("init", cwd=tmp_path)
    assert made.returncode == 0
    assert "créé     organisme.yaml" in made.stdout
    assert "docgen brief nouveau" in docgen(cwd=tmp_path).stdout
    begun = docgen(
        *("brief", "nouveau", "--commune", "joue-les-tours", "--modules", "16", "--attendu", "Faut-il un logo ?"),
        cwd=tmp_path,
    )
    assert (begun.returncode, begun.stderr) == (0, "")
    assert "Il reste à remplir : nom de votre interlocuteur" in begun.stdout
    (brief,) = (tmp_path / "briefs").glob("JLT-*-01.yaml")
    data = load_source(brief, "B").donnees
    assert data["commune"]["code_insee"] == "37122"
    assert data["attendus"] == [{"id": "A1", "texte": "Faut-il un logo ?", "themes": ["identite-marque"]}]
    assert "docgen programme briefs" in docgen(cwd=tmp_path).stdout
    proposal = docgen("programme", brief, cwd=tmp_path)
    assert proposal.returncode == 0
    assert "[B090] À COMPLÉTER" in proposal.stderr
    assert "[O090] À COMPLÉTER" in proposal.stderr


def test_init_never_replaces_a_file_and_says_so(space: Path) -> None:
    (space / "organisme.yaml").write_text("ville: Tours\n", encoding="utf-8")
    again = docgen("init", cwd=space)
    assert again.returncode == 0
    assert "conservé organisme.yaml" in again.stdout
    assert "rien n’a été changé" in again.stdout
    assert (space / "organisme.yaml").read_text(encoding="utf-8") == "ville: Tours\n"


def test_init_inside_a_workspace_or_over_a_file_is_refused(space: Path) -> None:
    inside = docgen("init", cwd=space / "briefs")
    assert (inside.returncode, "déjà dans l’espace" in inside.stderr) == (2, True)
    assert docgen("init", "LISEZMOI.md", cwd=space).returncode == 2
    assert docgen("init", "LISEZMOI.md/x", cwd=space).returncode == 4


def test_commands_find_the_workspace_from_any_folder_inside(space: Path) -> None:
    assert docgen("programme", "-q", cwd=space / "briefs").returncode == 0
    assert (space / "out" / "MTJ-2026-01" / "programme-MTJ-2026-01.docx").is_file()


@pytest.mark.parametrize(
    ("args", "said"),
    [
        ((), "--commune (ou --epci) et --modules"),
        (("--commune", "37122"), "il manque --modules"),
        (("--modules", "12"), "il manque --commune (ou --epci)"),
        (("--commune", "saint-denis", "--modules", "12"), "saint-denis-974"),
        (("--commune", "zzzzzz", "--modules", "12"), "aucune commune"),
        (("--commune", "joué", "--modules", "12"), "Joué-lès-Tours (37)"),
        (("--epci", "999999999", "--modules", "12"), "aucune intercommunalité"),
        (("--commune", "37122", "--modules", "99"), "aucun module « 99 »"),
        (("--commune", "37122", "--modules", ","), "un module au moins"),
        (("--commune", "37122", "--epci", "243700754", "--modules", "12"), "s’excluent"),
        (("--commune", "37122", "--modules", "12", "--reference", "../x"), "référence"),
    ],
)
def test_wrong_use_of_brief_nouveau_says_what_to_write(space: Path, args: tuple[str, ...], said: str) -> None:
    result = docgen("brief", "nouveau", *args, cwd=space)
    assert (result.returncode, said in result.stderr) == (2, True), result.stderr
    assert [path.name for path in (space / "briefs").iterdir()] == ["exemple.yaml"]


def test_an_attendu_is_written_without_what_no_brief_may_hold(space: Path) -> None:
    typed = ("--commune", "37122", "--modules", "16", "--attendu", "Choisir\x01 un\udc92 logo")
    assert docgen("brief", "nouveau", *typed, "-o", "neuf.yaml", cwd=space).returncode == 0
    assert load_source(space / "neuf.yaml", "B").donnees["attendus"][0]["texte"] == "Choisir un logo"


def test_a_brief_without_attendu_is_said_to_want_one_and_not_to_be_wrong(space: Path) -> None:
    begun = docgen("brief", "nouveau", "--commune", "37122", "--modules", "16", "-o", "b.yaml", cwd=space)
    assert (begun.returncode, begun.stderr) == (0, "")
    lines = (space / "b.yaml").read_text(encoding="utf-8").splitlines()
    said = re.findall(r"« (\w+) » \(ligne (\d+)\)", begun.stdout)
    assert sorted(key for key, _ in said) == ["texte", "themes"]
    assert [lines[int(number) - 1].strip(" :") for _, number in said] == [key for key, _ in said]


def test_brief_nouveau_never_replaces_a_file(space: Path) -> None:
    asked = ("brief", "nouveau", "--commune", "37122", "--modules", "12", "-o", "briefs/exemple.yaml")
    before = (space / "briefs" / "exemple.yaml").read_bytes()
    result = docgen(*asked, cwd=space)
    assert (result.returncode, "E013" in result.stderr) == (4, True)
    assert (space / "briefs" / "exemple.yaml").read_bytes() == before


def test_questions_are_asked_one_at_a_time_and_again_until_understood(
    space: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TERM", "xterm")
    answers = [
        "saint-denis",
        "9",
        "2",
        "12, 99",
        "12",
        "Lire des statistiques",
        "xyz",
        "nimporte",
        "diagnostic",
        "abc",
        "",
        "",
    ]
    talk = Entretien.open(Workspace(space), asking=True)
    with create_pipe_input() as pipe, create_app_session(input=pipe, output=DummyOutput()):
        pipe.send_text("".join(f"{answer}\r" for answer in answers))
        client = talk.client(None, None)
        modules = talk.modules(None)
        attendus = list(talk.attendus((), modules))
    assert getattr(client, "code", None) == "93066"
    assert [module.code for module in modules] == ["12"]
    assert [(a.texte, a.themes) for a in attendus] == [
        ("Lire des statistiques", ("donnees",)),
        ("xyz", ("diagnostic",)),
        ("abc", ()),
    ], "themes can wait"


def test_a_commune_is_completed_while_it_is_typed(space: Path) -> None:
    talk = Entretien.open(Workspace(space), asking=True)
    typed = Document("l'hay les r")
    (found,) = questions.completer(talk.communes).get_completions(typed, CompleteEvent())
    assert (found.text, found.start_position) == ("l-hay-les-roses", -len(typed.text))
    assert "Val-de-Marne" in str(found.display_meta)


def test_after_a_comma_the_next_module_is_completed(space: Path) -> None:
    talk = Entretien.open(Workspace(space), asking=True)
    found = list(questions.completer(talk.codes).get_completions(Document("12, 1"), CompleteEvent()))
    assert [(one.text, one.start_position) for one in found] == [(str(code), -1) for code in range(11, 18)]


def test_the_end_of_the_input_is_an_interruption(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm")
    with create_pipe_input() as pipe, create_app_session(input=pipe, output=DummyOutput()):
        pipe.send_text("\x04")
        with pytest.raises(click.Abort):
            questions.ask("Commune ?", str)


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")
def test_a_terminal_without_abilities_is_asked_plainly(space: Path) -> None:
    master, slave = os.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "docgen", "brief", "nouveau"],
        cwd=space,
        env={**os.environ, "TERM": "dumb", "PYTHONIOENCODING": "utf-8"},
        stdin=slave,
        stdout=slave,
        stderr=slave,
    )
    os.write(master, b"l hay les roses\n16\nUn logo ?\n\n" + b"\n" * 9)
    assert process.wait(60) == 0
    os.close(slave)
    os.close(master)
    (brief,) = (space / "briefs").glob("L*.yaml")
    assert load_source(brief, "B").donnees["commune"]["code_insee"] == "94038"


def conversation(space: Path, *answers: str, options: tuple[str, ...] = ()) -> tuple[int, str, list[Path]]:
    """What is answered at a plain terminal: the exit code, what was shown, and the briefs begun; \x04 is Ctrl-D."""
    master, slave = os.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "docgen", "brief", "nouveau", *options],
        cwd=space,
        env={**os.environ, "TERM": "dumb", "PYTHONIOENCODING": "utf-8", "COLUMNS": "400"},
        stdin=slave,
        stdout=slave,
        stderr=slave,
    )
    os.close(slave)
    shown = b""
    waiting = [*answers]
    while select.select([master], [], [], 30)[0]:
        try:
            shown += os.read(master, 65536)
        except OSError:  # the other end is closed
            break
        if shown.rstrip(b" ").endswith(b"?") and waiting:
            answer = waiting.pop(0)
            os.write(master, answer.encode() if answer == "\x04" else f"{answer}\n".encode())
            shown += b"\n"
    os.close(master)
    made = [path for path in (space / "briefs").glob("*.yaml") if path.name != "exemple.yaml"]
    return process.wait(60), shown.decode(), made


TALK = (
    *("Beaune (Côte-d'Or)", "12 et 13", "Lire nos chiffres", ""),
    *("Mme Claire Durand, DGS, dgs@exemple.fr", "Une ville qui change", "2", "18", "14"),
    *("9 élus", "1 450 €", "4 décembre 2026", "Plutôt en février 2027"),
)


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")
def test_a_first_proposal_takes_twelve_questions(space: Path) -> None:
    code, shown, (brief,) = conversation(space, *TALK)
    assert code == 0
    assert "Beaune (Côte-d'Or), " in shown
    questions_asked = [line for line in re.findall(r"[^\n.]*\?", shown) if "Attendu 2" not in line]
    assert len(questions_asked) <= 12, questions_asked
    data = load_source(brief, "B").donnees
    assert data["commune"]["interlocuteur"] == {
        "civilite": "Madame", "prenom": "Claire", "nom": "Durand", "fonction": "DGS", "courriel": "dgs@exemple.fr",
    }  # fmt: skip
    assert [module["code"] for module in data["modules"]] == ["12", "13"]
    assert data["contexte"] == {"situation": "Une ville qui change", "services": "equipe-reduite", "agents": 18}
    assert data["public"] == {"effectif": 14, "nouveaux": 9}
    assert (data["conditions"]["prix_jour"], data["reponse_avant"]) == ("1450.00", "2026-12-04")
    assert data["notes"] == ["Plutôt en février 2027"]


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")
def test_whoever_is_unclear_is_told_what_would_be_understood(space: Path) -> None:
    _, shown, _ = conversation(space, "beaune", "1", *TALK[1:-2], "vendredi", *TALK[-2:])
    assert re.search(r"Saint-Michel-de-Maurienne .* \(pour Beaune, ancienne commune", shown)
    assert "« vendredi » ne se lit pas comme une date ; écrivez par exemple « 4/12/2026 »." in shown


def test_a_question_longer_than_the_terminal_is_cut_between_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("COLUMNS", "30")
    monkeypatch.setattr("docgen.cli.report.is_terminal", lambda _: True)
    shown = io.StringIO()
    with create_pipe_input() as pipe, create_app_session(input=pipe, output=PlainTextOutput(shown)):
        pipe.send_text("Claire\r")
        assert questions.ask("Qui est votre contact (prénom, nom, fonction, courriel, téléphone) ?", str) == "Claire"
    asked = [line.strip() for line in shown.getvalue().splitlines()]
    assert [line.removesuffix(" Claire") for line in asked[:3]] == [
        "Qui est votre contact (prénom,",
        "nom, fonction, courriel,",
        "téléphone) ?",
    ]


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")
def test_whoever_knows_nothing_gets_a_brief_to_complete(space: Path) -> None:
    code, shown, (brief,) = conversation(space, *[""] * 25, options=("--complet",))
    assert (code, "Traceback" in shown) == (0, False)
    assert load_source(brief, "B").donnees["commune"].get("code_insee") is None


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")
@pytest.mark.parametrize("after", [2, 4, 7, 8, 12])
def test_an_interrupted_talk_keeps_what_was_answered(space: Path, after: int) -> None:
    code, shown, (brief,) = conversation(space, *TALK[:after], "\x04")
    assert code == 130
    assert "gardé" in shown
    data = load_source(brief, "B").donnees
    assert [module["code"] for module in data["modules"]] == ["12", "13"]
    assert ("contexte" in data and "agents" in data["contexte"]) == (after >= 8)


def test_a_postal_code_is_not_taken_for_another_s_insee_code(space: Path) -> None:
    result = docgen("brief", "nouveau", "--commune", "21200", "--modules", "12", cwd=space)
    assert result.returncode == 2
    said = " ".join(result.stderr.split())
    assert "Beaune (Côte-d'Or), 20 352 habitants : beaune" in said.replace("\u202f", " ").replace("\u00a0", " ")
    taken = docgen("brief", "nouveau", "--commune", "couchey-21200", "--modules", "12", cwd=space)
    assert (taken.returncode, "Couchey (Côte-d'Or)" in taken.stdout) == (0, True)


def test_tab_proposes_commands_briefs_modules_documents_and_communes(space: Path) -> None:
    assert complete(space, "br") == ["brief"]
    assert complete(space, "brief", "n") == ["nouveau"]
    assert complete(space, "programme", "br") == ["briefs/exemple.yaml"]
    assert complete(space, "programme", "ex") == ["briefs/exemple.yaml"]
    assert complete(space / "briefs", "programme", "ex") == ["exemple.yaml"]
    assert complete(space, "catalogue", "1") == [str(code) for code in range(11, 18)]
    assert complete(space, "brief", "nouveau", "--modules", "12,13") == ["12,13"]
    assert complete(space, "kit", "--document", "eva") == ["evaluation-a-chaud", "evaluation-a-froid"]
    assert complete(space, "modeles", "copier", "ag") == ["agenda"]
    assert complete(space, "commune", "saint-denis")[:2] == ["saint-denis-974", "saint-denis-93"]
    assert complete(space, "brief", "nouveau", "--commune", "Joué-lès")[0] == "joue-les-tours"
    assert complete(space, "programme", "--ou") == ["--ouvrir"]
    assert complete(space, "programme", "zzz") == ["zzz"], "any file, since no brief begins so"


def test_powershell_is_answered_too(space: Path) -> None:
    assert complete(space, "catalogue", "12", kind="powershell") == ["12"]
    assert complete(space, "brief", "nouveau", "--commune", "joué les t", kind="powershell") == ["joue-les-tours"]


def test_completion_loads_nothing_heavy(space: Path) -> None:
    script = (
        "import sys, runpy\n"
        "sys.argv = ['docgen']\n"
        "try:\n    runpy.run_module('docgen', run_name='__main__')\n"
        "except SystemExit:\n    pass\n"
        f"print({HEAVY} & set(sys.modules), file=sys.stderr)\n"
    )
    for words in (("commune", "saint-d"), ("catalogue", "1"), ("programme", "ex"), ("modeles", "copier", "a")):
        env = {"_DOCGEN_COMPLETE": "zsh_complete", "COMP_WORDS": " ".join(("docgen", *words))}
        result = subprocess.run(
            [sys.executable, "-c", script],
            cwd=space,
            env={**os.environ, **env, "COMP_CWORD": str(len(words)), "PYTHONIOENCODING": "utf-8"},
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        assert result.stdout
        assert result.stderr == "set()\n"


@pytest.mark.parametrize("shell", A_FAIRE)
def test_the_script_of_each_shell_says_what_to_do_with_it(tmp_path: Path, shell: str) -> None:
    result = docgen("completion", shell, cwd=tmp_path)
    assert result.returncode == 0
    first, rest = result.stdout.split("\n", 1)
    assert A_FAIRE[shell] in first
    assert "_DOCGEN_COMPLETE" in rest
    program = shutil.which(shell)
    if program and shell != "powershell":
        subprocess.run([program, "-n", "-c", result.stdout], check=True, timeout=60)
    assert A_FAIRE[shell] in docgen("completion", "--help", cwd=tmp_path).stdout
    assert "Vouliez-vous dire « bash »" in docgen("completion", "bahs", cwd=tmp_path).stderr


@pytest.mark.parametrize("encoding", ["cp1252", "ascii"])
@pytest.mark.parametrize(
    "command", [(), ("--help",), ("commune", "joué"), ("verifier",), ("catalogue", "12"), ("programe",)]
)
def test_a_poor_console_never_stops_docgen(space: Path, encoding: str, command: tuple[str, ...]) -> None:
    result = docgen(*command, cwd=space, PYTHONIOENCODING=encoding, NO_COLOR="1")
    assert result.returncode in {0, 2}
    assert "Traceback" not in result.stderr
    assert "Panne" not in result.stderr
    assert "\x1b" not in result.stdout


def test_what_a_console_lacks_is_shown_by_the_nearest(space: Path) -> None:
    result = subprocess.run(
        [sys.executable, "-m", "docgen", "verifier"],
        cwd=space,
        env={**os.environ, "PYTHONIOENCODING": "cp850"},
        capture_output=True,
        check=False,
    )
    assert "    -> Remplissez « raison_sociale »." in result.stdout.decode("cp850")
    assert "nom de l'organisme" in result.stdout.decode("cp850")


@pytest.mark.parametrize(
    ("said", "typeset"),
    [
        ("Vouliez-vous dire '--final' ?", "Vouliez-vous dire « --final » ?"),
        ("('a', 'b')", "(« a », « b »)"),
        ("l'eau d'ici", "l'eau d'ici"),
        ("« l'eau » ? 'x'", "« l'eau » ? « x »"),
    ],
)
def test_click_s_quotes_become_french(said: str, typeset: str) -> None:
    assert guillemets(said) == typeset


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("programe",), "« programme »"),
        (("brief", "nouvau"), "« nouveau »"),
        (("modeles", "lste"), "« liste »"),
        (("kit", "--documnt", "x"), "« --document »"),
        (("brief", "nouveau", "--comune", "x"), "« --commune »"),
    ],
)
def test_a_mistyped_command_or_option_gets_its_name(tmp_path: Path, args: tuple[str, ...], said: str) -> None:
    result = docgen(*args, cwd=tmp_path)
    assert (result.returncode, said in result.stderr) == (2, True)
    assert "'" not in result.stderr


def test_without_a_screen_the_place_is_said(space: Path) -> None:
    result = docgen("programme", "--ouvrir", cwd=space, DISPLAY="", WAYLAND_DISPLAY="")
    if sys.platform == "linux":
        assert str(space / "out" / "MTJ-2026-01" / "programme-MTJ-2026-01.docx") in result.stdout
    assert result.returncode == 0


@pytest.mark.skipif(sys.platform != "linux", reason="opens through xdg-open")
def test_one_document_is_opened_and_of_several_their_folder(space: Path) -> None:
    opener = space / "bin" / "xdg-open"
    opener.parent.mkdir()
    opener.write_text('#!/bin/sh\necho "$1" >> "$(dirname "$0")/opened"\n', encoding="utf-8")
    opener.chmod(0o755)
    screen = {"PATH": f"{opener.parent}:{os.environ['PATH']}", "DISPLAY": ":0"}
    for rank, (command, place) in enumerate(
        [("programme", "programme-MTJ-2026-01.docx"), ("kit", "session-1-2026-12-05")], 1
    ):
        result = docgen(command, "--ouvrir", cwd=space, **screen)
        assert (result.returncode, f"Ouvert : {Path('out') / 'MTJ-2026-01' / place}" in result.stdout) == (0, True)
        assert wait_for_lines(opener.with_name("opened"), rank)[-1] == str(space / "out" / "MTJ-2026-01" / place)


def wait_for_lines(path: Path, count: int) -> list[str]:
    """The lines of a file that another program writes: nobody waits for what opens."""
    end = time.monotonic() + 20
    lines: list[str] = []
    while len(lines) < count and time.monotonic() < end:
        time.sleep(0.05)
        lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    return lines


@pytest.mark.libreoffice
def test_apercu_makes_a_picture_of_each_page_and_says_where(space: Path) -> None:
    result = docgen("programme", "--apercu", cwd=space)
    pictures = [line.split(maxsplit=1)[1] for line in result.stdout.splitlines() if line.startswith("  page")]
    assert result.returncode == 0
    assert len(pictures) > 2
    assert all((space / picture).read_bytes().startswith(b"\x89PNG") for picture in pictures)
