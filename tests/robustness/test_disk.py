"""Disks that are full, fail or refuse, at every call; and two commands at once in one folder."""

from __future__ import annotations

import errno
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from desk import (
    EDITED,
    FINAL,
    REFERENCE,
    a_desk,
    check_answer,
    check_kept,
    check_manifest,
    check_whole,
    docgen,
    files_of,
    put,
)
from killing import KIT, CountedOs, check_killed, new_templates

from docgen.output import atomic

if TYPE_CHECKING:
    from collections.abc import Iterator

    from desk import Files

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="errors of POSIX")

REFUSALS = {errno.ENOSPC: "E003", errno.EIO: "E001", errno.EACCES: "E002", errno.EDQUOT: "E003"}


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Files]:
    """A workspace where two documents are to be made again."""
    folder = tmp_path_factory.mktemp("disque") / "bureau"
    folder.mkdir()
    a_desk(folder)
    new_templates(folder)
    return folder, files_of(folder)


ONE = KIT[:3]  # one document


def check_next(folder: Path, args: list[str]) -> None:
    told = docgen(folder, *args)
    assert told.code == 0, told.printed
    check_manifest(folder)


@pytest.mark.parametrize("number", REFUSALS, ids=errno.errorcode.get)
def test_a_disk_that_refuses_any_one_call_loses_nothing_and_is_named(
    desk: tuple[Path, Files], number: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, files = desk
    refused = 0
    for point in range(0, 1_000, 2):  # before each call: what has been done does not fail
        put(folder, files)

        def refuse(call: int, point: int = point) -> None:
            if call == point:
                raise OSError(number, os.strerror(number))

        counted = CountedOs(refuse)
        monkeypatch.setattr(atomic, "os", counted)
        told = docgen(folder, *ONE)
        monkeypatch.undo()
        check_answer(told)
        check_kept(files, files_of(folder), told)
        # A lock that cannot be made or taken away is no reason to stop.
        assert told.code in {0, 4}
        refused += told.code == 4
        assert {f["code"] for f in told.findings if f["gravite"] == "erreur"} <= {REFUSALS[number]}
        if point > counted.calls:
            break
    check_next(folder, ONE)
    assert refused >= 5


def test_a_disk_that_is_full_from_any_call_on_loses_nothing(
    desk: tuple[Path, Files], monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, files = desk
    for point in range(0, 1_000, 4):
        put(folder, files)

        def refuse(call: int, point: int = point) -> None:
            if call >= point and call % 2 == 0:  # what was begun is ended
                raise OSError(errno.ENOSPC, "full")

        counted = CountedOs(refuse)
        monkeypatch.setattr(atomic, "os", counted)
        told = docgen(folder, *ONE)
        monkeypatch.undo()
        check_answer(told)
        for name in (EDITED, FINAL):
            assert files_of(folder)[name] == files[name]
        if point > counted.calls:
            break
    check_next(folder, ONE)


def test_a_file_that_may_not_grow_is_not_half_written(desk: tuple[Path, Files]) -> None:
    """A real limit of the system, which stops a write in its middle."""
    import resource

    folder, files = desk
    put(folder, files)
    result = subprocess.run(
        [sys.executable, "-m", "docgen", *KIT],
        cwd=folder,
        env={**os.environ, "DOCGEN_CACHE": ""},
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (5_000, 5_000)),
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 4, result.stderr
    assert "E003" in result.stderr
    assert files_of(folder) == files


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of 256 kB. Only root may mount one, and not in every container: the tests above need none."""
    place = tmp_path / "petit"
    place.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", str(place)], capture_output=True, check=False
    )
    if mounted.returncode:
        pytest.skip("no right to mount a small disk")
    yield place
    subprocess.run(["umount", str(place)], check=True)


@pytest.mark.skipif(shutil.which("mount") is None, reason="needs mount")
def test_a_disk_that_fills_up_keeps_what_was_there(desk: tuple[Path, Files], small_disk: Path) -> None:
    folder, files = desk
    put(folder, files)
    out = str(small_disk / "out")
    assert docgen(folder, "programme", "-o", out).code == 0
    before = files_of(small_disk)
    room = os.statvfs(small_disk)
    (small_disk / "autre").write_bytes(bytes(room.f_bavail * room.f_frsize - 16_384))
    told = docgen(folder, "kit", "-o", out)
    check_answer(told)
    assert told.code == 4
    assert "E003" in {finding["code"] for finding in told.findings}
    after = files_of(small_disk)
    assert {name: after[name] for name in before if name.endswith(".docx")} == {
        name: data for name, data in before.items() if name.endswith(".docx")
    }
    for name, data in after.items():
        if name.endswith(".docx"):
            check_whole(data)
    (small_disk / "autre").unlink()
    assert docgen(folder, "kit", "-o", out).code == 0


@pytest.mark.skipif(shutil.which("mount") is None, reason="needs mount")
def test_a_temporary_folder_too_small_for_libreoffice_is_told_as_such(
    desk: tuple[Path, Files], small_disk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, files = desk
    put(folder, files)
    silent = folder.parent / "soffice"
    silent.write_text("#!/bin/sh\nexit 1\n", encoding="utf-8")
    silent.chmod(0o755)
    monkeypatch.setenv("DOCGEN_SOFFICE", str(silent))
    monkeypatch.setattr(tempfile, "tempdir", str(small_disk))
    told = docgen(folder, *ONE, "--pdf")
    check_answer(told)
    assert told.code == 5
    assert [finding["code"] for finding in told.findings if finding["gravite"] == "erreur"] == ["F005"]
    assert list(small_disk.iterdir()) == []


# Root may write anywhere, unless it gives that right up.
UNABLE = ["setpriv", "--bounding-set", "-dac_override", "--inh-caps", "-dac_override"] if os.geteuid() == 0 else []


@pytest.mark.skipif(
    bool(UNABLE) and (not shutil.which("setpriv") or subprocess.run([*UNABLE, "true"], check=False).returncode != 0),
    reason="root here cannot give up its right to write anywhere",
)
@pytest.mark.parametrize("locked", ["out", f"out/{REFERENCE}", str(Path(EDITED).parent)])
def test_a_folder_that_may_not_be_written_is_named(desk: tuple[Path, Files], locked: str) -> None:
    folder, files = desk
    put(folder, {name: data for name, data in files.items() if locked != "out" or not name.startswith("out/")})
    (folder / "out").mkdir(exist_ok=True)
    before = files_of(folder)
    mode = (folder / locked).stat().st_mode & 0o777
    (folder / locked).chmod(0o555)
    try:
        result = subprocess.run(
            [*UNABLE, sys.executable, "-m", "docgen", *KIT], cwd=folder, capture_output=True, text=True, check=False
        )
    finally:
        (folder / locked).chmod(mode)
    assert result.returncode == 4, result.stderr
    assert "E002" in result.stderr
    check_killed(folder, before)


@pytest.mark.parametrize(
    ("sortie", "code"),
    [
        ("x" * 300, "E004"),
        ("/".join(["x" * 200] * 30), "E004"),
        ("organisme.yaml", None),
        ("organisme.yaml/out", "E005"),
    ],
)
def test_a_place_that_takes_no_file_is_named(desk: tuple[Path, Files], sortie: str, code: str | None) -> None:
    folder, files = desk
    put(folder, files)
    told = docgen(folder, *KIT, "-o", sortie)
    check_answer(told)
    assert told.code == (4 if code else 2)
    assert files_of(folder) == files
    assert not code or code in {finding["code"] for finding in told.findings}


PAIRS = [(["programme"], KIT), (KIT, KIT), (["programme"], ["programme"]), (KIT, [*KIT, "--force"])]


@pytest.mark.parametrize("pair", PAIRS, ids=["programme+kit", "kit+kit", "programme+programme", "kit+kit --force"])
def test_two_commands_at_once_leave_whole_documents_and_a_whole_manifest(
    desk: tuple[Path, Files], pair: tuple[list[str], list[str]], minutes: float
) -> None:
    folder, files = desk
    for turn in range(round(minutes * 20) or 1):
        fresh = {name: data for name, data in files.items() if not name.startswith("out/")}
        before = files if turn % 2 else fresh
        put(folder, before)
        processes = [
            subprocess.Popen([sys.executable, "-m", "docgen", *args], cwd=folder, stderr=subprocess.PIPE, text=True)
            for args in pair
        ]
        for process in processes:
            _, said = process.communicate(timeout=60)
            assert process.returncode == 0, said
        after = files_of(folder)
        for name in {EDITED, FINAL} & before.keys():
            assert after[name] == before[name]
        for name, data in after.items():
            if name.endswith(".docx") and name.startswith("out/"):
                check_whole(data)
        assert [name for name in after if Path(name).name.startswith(atomic.PREFIX)] == []
        check_manifest(folder)
