"""Mishaps of every day, each with every command: a documented exit code and a sentence, never a bug of docgen."""

from __future__ import annotations

import contextlib
import io
import os
import struct
import subprocess
import sys
from pathlib import Path

import pytest
from desk import BRIEF, DOCUMENTED, EDITED, LIST, LOGO, ORGANISME, REFERENCE, ROOT, a_desk, put

from docgen import cli
from docgen.word.pictures import measure

LONG = "x" * 300
COMMANDS: tuple[tuple[str, ...], ...] = (
    (),
    ("--version",),
    ("programme", "--help"),
    ("programme",),
    ("kit", "--document", "agenda"),
    ("calendrier",),
    ("verifier",),
    ("verifier", "--dossier", REFERENCE),
    ("etat",),
    ("etat", "--format", "json"),
    ("catalogue",),
    ("commune", "tours"),
    ("modeles", "liste"),
    ("modeles", "verifier"),
    ("modeles", "champs", "agenda"),
    ("brief", "nouveau", "--commune", "37122", "--modules", "12", "--reference", "NEUF-1"),
    ("brief", "nouveau"),
    ("brief", "formulaire"),
    ("init", "ailleurs"),
    ("completion", "bash"),
)
NAMING: tuple[tuple[str, ...], ...] = (
    ("init", LONG),
    ("programme", f"{LONG}.yaml"),
    ("programme", "-o", LONG),
    ("kit", f"{LONG}.yaml"),
    ("kit", "-o", LONG),
    ("kit", "--document", LONG),
    ("calendrier", f"{LONG}.yaml"),
    ("calendrier", "-o", LONG),
    ("verifier", f"{LONG}.yaml"),
    ("verifier", "--dossier", LONG),
    ("etat", f"{LONG}.yaml"),
    ("etat", "-o", LONG),
    ("catalogue", LONG),
    ("commune", LONG),
    ("modeles", "verifier", f"{LONG}.docx"),
    ("modeles", "champs", LONG),
    ("modeles", "copier", LONG),
    ("modeles", "apercu", LONG),
    ("modeles", "apercu", "agenda", "-o", LONG),
    ("modeles", "remplir", f"{LONG}.docx", BRIEF, "-o", "neuf.docx"),
    ("modeles", "remplir", EDITED, f"{LONG}.yaml", "-o", "neuf.docx"),
    ("modeles", "remplir", EDITED, BRIEF, "-o", f"{LONG}.docx"),
    ("brief", "nouveau", "--commune", "37122", "--modules", "12", "-o", f"{LONG}.yaml"),
    ("brief", "nouveau", "--commune", LONG, "--modules", "12"),
    ("brief", "nouveau", "--commune", "37122", "--modules", "12", "--reference", LONG),
    ("brief", "formulaire", f"{LONG}.yaml"),
    ("brief", "formulaire", "-o", f"{LONG}.docx"),
    ("brief", "importer", f"{LONG}.docx"),
)

posix = pytest.mark.skipif(sys.platform == "win32", reason="devices and descriptors of POSIX")


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("bureau")
    a_desk(folder)
    return folder


def answer(folder: Path, args: tuple[str, ...]) -> tuple[int, str]:
    """The exit code and all that is printed, in this process."""
    said = io.StringIO()
    with contextlib.chdir(folder), contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
        return cli.run(list(args)), said.getvalue()


def run(folder: Path, args: tuple[str, ...], shell: str, first: str = "") -> tuple[int, str]:
    """The same in a real process: what a shell does first, and what it makes of the streams."""
    command = ["sh", "-c", f'{first} exec "$@" {shell}', "sh", sys.executable, "-m", "docgen", *args]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(command, cwd=folder, env=environment, check=False, capture_output=True, text=True)
    return done.returncode, done.stdout + done.stderr


def check(args: tuple[str, ...], code: int, said: str) -> None:
    assert code in DOCUMENTED, (args, said)
    assert "Traceback" not in said, (args, said)
    assert "Panne de docgen" not in said, (args, said)


@pytest.mark.parametrize("args", NAMING, ids=lambda args: " ".join(args).replace(LONG, "LONG"))
def test_a_name_too_long_for_the_system_is_told(desk: Path, args: tuple[str, ...]) -> None:
    code, said = answer(desk, args)
    check(args, code, said)
    assert code in {2, 4}
    assert "trop long" in said or LONG in said.replace("\n", "")


@posix
@pytest.mark.parametrize("closed", ["<&-", ">&-", "2>&-", "<&- >&- 2>&-"])
def test_a_stream_that_is_closed_stops_no_command(desk: Path, closed: str) -> None:
    for args in (("etat",), ("verifier", BRIEF, BRIEF), ("programme",), ("brief", "nouveau"), ("commune", "tours")):
        code, said = run(desk, args, closed)
        check(args, code, said)
        assert code == (2 if args == ("brief", "nouveau") else 0)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
@pytest.mark.parametrize("args", COMMANDS, ids=" ".join)
def test_a_full_device_where_the_answer_goes_is_told(desk: Path, tmp_path: Path, args: tuple[str, ...]) -> None:
    put(tmp_path, {name: (desk / name).read_bytes() for name in (BRIEF, ORGANISME, LIST, LOGO)})
    code, said = run(tmp_path, args, "2>&1 >/dev/full")
    check(args, code, said)
    if args != ("brief", "nouveau") and "--dossier" not in args:  # which have nothing to say but what is wrong
        assert code == 4
        assert "le disque est plein" in said
    assert run(tmp_path, args, ">/dev/full 2>&1")[0] in {2, 4}


@posix
@pytest.mark.parametrize("args", COMMANDS, ids=" ".join)
def test_a_working_folder_that_is_gone_is_told(tmp_path: Path, args: tuple[str, ...]) -> None:
    (tmp_path / "parti").mkdir()
    code, said = run(tmp_path, args, "", "cd parti; rmdir ../parti;")
    check(args, code, said)
    if "nouveau" not in args and args[:1] != ("init",) and code:
        assert code == 2
        assert "n’existe plus" in said


def jpeg() -> bytes:
    """The start of a JPEG of 60 by 40 points, up to its first scan."""
    start, app = b"\xff\xd8", b"\xff\xe0" + struct.pack(">H5sHBHHBB", 16, b"JFIF\0", 0x0101, 1, 72, 72, 0, 0)
    frame = b"\xff\xc0" + struct.pack(">HBHHB9s", 17, 8, 40, 60, 3, b"\1\x22\0\2\x11\1\3\x11\1")
    return start + app + frame + b"\xff\xda" + bytes(40)


def test_a_jpeg_cut_anywhere_in_its_head_is_no_picture(tmp_path: Path) -> None:
    whole = jpeg()
    (tmp_path / "logo.jpg").write_bytes(whole)
    kind, width, height, _ = measure(tmp_path / "logo.jpg") or ("", 0, 0, b"")
    assert (kind, width, height) == ("jpg", 60, 40)
    for length in range(whole.index(b"\xff\xc0") + 9):
        (tmp_path / "logo.jpg").write_bytes(whole[:length])
        assert measure(tmp_path / "logo.jpg") is None, length


@pytest.mark.parametrize(
    ("logo", "found"),
    [
        ("absent.png", "O024"),
        (f"{LONG}.png", "O026"),
        ("coupe.jpg", "O025"),
        ("dossier", "O024"),
        ("/dev/zero", "O026"),
    ],
)
@pytest.mark.parametrize(
    "args", [("etat",), ("verifier",), ("programme",), ("kit",), ("calendrier",), ("brief", "formulaire")], ids=" ".join
)
def test_a_logo_at_fault_is_told_by_every_command_and_read_by_none(
    desk: Path, tmp_path: Path, args: tuple[str, ...], logo: str, found: str
) -> None:
    organisme = (desk / ORGANISME).read_text("utf-8").replace(f"\nlogo: {LOGO}\n", f"\nlogo: {logo}\n")
    put(tmp_path, {BRIEF: (desk / BRIEF).read_bytes(), ORGANISME: organisme.encode(), "coupe.jpg": jpeg()[:24]})
    (tmp_path / "dossier").mkdir()
    (tmp_path / "out" / REFERENCE).mkdir(parents=True)
    (tmp_path / "out" / REFERENCE / "manifeste.json").write_bytes(
        (desk / "out" / REFERENCE / "manifeste.json").read_bytes()
    )
    (tmp_path / EDITED).parent.mkdir()
    (tmp_path / EDITED).write_bytes((desk / EDITED).read_bytes())
    code, said = answer(tmp_path, args)
    check(args, code, said)
    assert f"[{found}]" in said
    assert code == 3


@posix
@pytest.mark.parametrize("kind", ["a pipe", "a link to nothing"])
def test_what_is_no_file_where_a_document_goes_is_never_replaced(desk: Path, tmp_path: Path, kind: str) -> None:
    put(tmp_path, {name: (desk / name).read_bytes() for name in (BRIEF, ORGANISME, LIST, LOGO)})
    spots = [f"out/{REFERENCE}/programme.docx", EDITED, f"out/{REFERENCE}/manifeste.json", "templates/agenda.docx"]
    for spot in spots:
        (tmp_path / spot).parent.mkdir(parents=True, exist_ok=True)
        if kind == "a pipe":
            os.mkfifo(tmp_path / spot)
        else:
            (tmp_path / spot).symlink_to("/nulle/part")
    for args in (("programme",), ("kit",), ("kit", "--force"), ("modeles", "copier"), ("etat",), ("modeles", "liste")):
        code, said = answer(tmp_path, args)
        check(args, code, said)
        assert ("[E010]" in said) == (args == ("programme",) or args[0] == "kit")
    for spot in spots:
        assert (tmp_path / spot).is_fifo() or (tmp_path / spot).is_symlink(), spot


@posix
@pytest.mark.parametrize("name", ["briefs/tube.yaml", "catalogue/tube.yaml"])
def test_a_pipe_among_the_files_to_read_stops_no_command_for_ever(desk: Path, tmp_path: Path, name: str) -> None:
    put(tmp_path, {each: (desk / each).read_bytes() for each in (BRIEF, ORGANISME, LIST, LOGO)})
    (tmp_path / name).parent.mkdir(exist_ok=True)
    os.mkfifo(tmp_path / name)
    for args in ((), ("programme",), ("verifier",), ("etat",), ("catalogue",), ("brief", "formulaire")):
        check(args, *answer(tmp_path, args))
