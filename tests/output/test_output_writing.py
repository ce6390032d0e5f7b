"""Files are written whole or not at all, and what keeps them from it is said in words."""

from __future__ import annotations

import errno
import json
import os
import re
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from docgen.errors import FaultsFoundError
from docgen.output import atomic
from docgen.output.atomic import (
    NUMBERED_SECONDS,
    PREFIX,
    STALE_SECONDS,
    SUFFIX,
    alone,
    sweep,
    write_atomically,
    write_new,
)
from docgen.output.decision import Situation, Sort, decide
from docgen.output.manifest import FORMAT, LARGEST, NAME, Entry, Manifest, digest, read_manifest, write_manifest

if TYPE_CHECKING:
    from docgen.findings import Finding

ROOM = Path(__file__).parents[2] / "docgen" / "output"
SHARING_VIOLATION = OSError(errno.EACCES, "used by another process")
SHARING_VIOLATION.winerror = 32  # type: ignore[attr-defined,unused-ignore]


def failing(error: OSError) -> Any:
    def fail(*_args: object, **_kwargs: object) -> None:
        raise error

    return fail


def fault(path: Path, data: bytes = b"x") -> Finding:
    with pytest.raises(FaultsFoundError) as caught:
        write_atomically(path, data)
    (found,) = caught.value.findings
    assert found.exit_code == 4
    assert found.remede
    assert found.fichier == str(path)
    return found


# Whole or not at all


def test_a_file_is_written_and_its_folder_made(tmp_path: Path) -> None:
    path = tmp_path / "out" / "RÉF-1" / "programme.docx"
    write_atomically(path, b"un")
    write_atomically(path, b"deux")
    assert path.read_bytes() == b"deux"
    assert list(path.parent.iterdir()) == [path]


@pytest.mark.skipif(os.name == "nt", reason="Windows has no umask")
def test_others_may_read_what_the_umask_lets_them(tmp_path: Path) -> None:
    before = os.umask(0o027)
    try:
        write_atomically(tmp_path / "x", b"")
    finally:
        assert os.umask(before) == 0o027
    assert (tmp_path / "x").stat().st_mode & 0o777 == 0o640


FAILURES = [
    (OSError(errno.EIO, "entrée/sortie"), "E001"),
    (OSError("sans numéro"), "E001"),
    (OSError(errno.EACCES, ""), "E002"),
    (OSError(errno.EPERM, ""), "E002"),
    (OSError(errno.EROFS, ""), "E002"),
    (OSError(errno.ENOSPC, ""), "E003"),
    (OSError(errno.ENAMETOOLONG, ""), "E004"),
    (OSError(errno.EISDIR, ""), "E005"),
    (OSError(errno.ENOTDIR, ""), "E005"),
    (SHARING_VIOLATION, "E006"),
]


def test_what_windows_says_of_a_file_open_in_word_and_of_a_long_name_is_understood(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Simulated: no Windows here. MoveFileEx answers 5 (access denied) rather than 32 over a file that Word holds open.
    denied, long = PermissionError(errno.EACCES, "denied"), FileNotFoundError(errno.ENOENT, "too long")
    denied.winerror, long.winerror = 5, 206  # type: ignore[attr-defined,unused-ignore]
    path = tmp_path / "programme.docx"
    monkeypatch.setattr(os, "replace", failing(denied))
    assert fault(path).code == "E002"  # nothing is there: it is the folder
    path.write_bytes(b"ancien")
    found = fault(path)
    assert (found.code, "Word" in found.message) == ("E006", True)
    monkeypatch.setattr(os, "replace", failing(long))
    assert fault(path).code == "E004"
    assert path.read_bytes() == b"ancien"


@pytest.mark.parametrize("step", ["replace", "fsync", "chmod"])
@pytest.mark.parametrize(("error", "code"), FAILURES)
def test_a_failure_leaves_the_old_file_whole_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str, error: OSError, code: str
) -> None:
    path = tmp_path / "programme.docx"
    path.write_bytes(b"ancien")
    monkeypatch.setattr(os, step, failing(error))
    assert fault(path, b"nouveau").code == code
    assert [file.name for file in tmp_path.iterdir()] == ["programme.docx"]
    assert path.read_bytes() == b"ancien"


@pytest.mark.parametrize(("error", "code"), FAILURES)
def test_a_folder_that_takes_no_file_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: OSError, code: str
) -> None:
    monkeypatch.setattr(tempfile, "mkstemp", failing(error))
    assert fault(tmp_path / "x.docx").code == code


def test_an_interruption_leaves_nothing_either(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_args: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "replace", interrupt)
    with pytest.raises(KeyboardInterrupt):
        write_atomically(tmp_path / "x.docx", b"x")
    assert list(tmp_path.iterdir()) == []


def test_what_really_stands_in_the_way_is_named(tmp_path: Path) -> None:
    (tmp_path / "fichier").write_bytes(b"")
    (tmp_path / "dossier.docx").mkdir()
    assert fault(tmp_path / "fichier" / "x.docx").code == "E005"
    assert fault(tmp_path / "fichier" / "sous" / "x.docx").code == "E005"
    assert fault(tmp_path / "dossier.docx").code == "E005"
    assert fault(tmp_path / ("x" * 300)).code == "E004"
    assert fault(tmp_path / ("x" * 300) / "x.docx").code == "E004"
    assert sorted(file.name for file in tmp_path.iterdir()) == ["dossier.docx", "fichier"]


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write anywhere")
def test_a_read_only_folder_is_named(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    assert fault(tmp_path / "x.docx").code == "E002"


def test_what_a_killed_run_left_is_swept_and_what_a_run_at_work_has_begun_is_not(tmp_path: Path) -> None:
    old, young, other = (tmp_path / name for name in (f"{PREFIX}a{SUFFIX}", f"{PREFIX}b{SUFFIX}", "c.tmp"))
    for file in (old, young, other):
        file.write_bytes(b"")
    past = time.time() - STALE_SECONDS - 1
    for file in (old, other):
        os.utime(file, (past, past))
    sweep(tmp_path)
    assert sorted(tmp_path.iterdir()) == [young, other]


def test_two_that_change_one_file_take_turns_and_a_forgotten_lock_hinders_nobody_for_long(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    counter = tmp_path / "compteur"
    counter.write_text("0", encoding="utf-8")

    def add(_: int) -> None:
        with alone(tmp_path):
            counter.write_text(str(int(counter.read_text("utf-8")) + 1), encoding="utf-8")

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(add, range(40)))
    assert counter.read_text("utf-8") == "40"
    assert list(tmp_path.iterdir()) == [counter]
    monkeypatch.setattr(atomic, "LOCK_SECONDS", 0.05)
    (tmp_path / f"{PREFIX}verrou{SUFFIX}").write_bytes(b"")
    add(0)
    assert counter.read_text("utf-8") == "41"
    with alone(tmp_path / "absent"):
        pass


# The decision


OLD, NEW, MINE = "sortie-1", "sortie-2", "à la main"
DRAFT = Entry("x.docx", "programme", {"brief": "1"}, OLD, "1.0", "2026-10-05T09:00:00", final=False)
FINAL = Entry("x.docx", "programme", {"brief": "1"}, OLD, "1.0", "2026-10-05T09:00:00", final=True)
W, U, K, R, P = Sort.ECRIT, Sort.A_JOUR, Sort.CONSERVE, Sort.REFUSE, Sort.REMPLACE
DRAFTED, FINISHED = False, True

# What there is: entry, bytes on disk, inputs changed, new bytes, final. Then the fate, and the fate with --force.
TABLE: list[tuple[Entry | None, str | None, bool, str, bool, Sort, Sort]] = [
    # nothing is there
    (None, None, False, NEW, DRAFTED, W, W),
    (DRAFT, None, False, OLD, DRAFTED, W, W),
    (FINAL, None, True, NEW, DRAFTED, W, W),
    # a file that docgen did not write
    (None, MINE, True, NEW, DRAFTED, R, R),
    (None, MINE, True, NEW, FINISHED, R, R),
    (None, NEW, True, NEW, DRAFTED, U, U),
    # docgen's own, as it left it
    (DRAFT, OLD, False, OLD, DRAFTED, U, U),
    (DRAFT, OLD, True, OLD, DRAFTED, U, U),
    (DRAFT, OLD, True, NEW, DRAFTED, W, W),
    (DRAFT, OLD, False, NEW, DRAFTED, W, W),
    (DRAFT, OLD, False, OLD, FINISHED, U, U),
    (DRAFT, OLD, False, NEW, FINISHED, W, W),
    (DRAFT, OLD, True, NEW, FINISHED, W, W),
    # edited by hand
    (DRAFT, MINE, False, OLD, DRAFTED, K, P),
    (DRAFT, MINE, False, NEW, DRAFTED, K, P),
    (DRAFT, MINE, True, NEW, DRAFTED, R, P),
    (DRAFT, MINE, True, OLD, DRAFTED, K, P),  # what changed does not reach it
    (DRAFT, MINE, True, OLD, FINISHED, R, P),
    (DRAFT, MINE, False, NEW, FINISHED, R, P),
    # what a run that was killed before its manifest has written
    (DRAFT, NEW, True, NEW, DRAFTED, U, U),
    (FINAL, NEW, True, NEW, FINISHED, U, U),
    # final: perhaps sent
    (FINAL, OLD, False, OLD, FINISHED, U, U),
    (FINAL, OLD, False, OLD, DRAFTED, U, U),
    (FINAL, OLD, True, NEW, FINISHED, R, P),
    (FINAL, OLD, False, NEW, FINISHED, R, P),
    (FINAL, OLD, False, NEW, DRAFTED, Sort.FINAL, P),
    (FINAL, OLD, True, NEW, DRAFTED, R, P),
    (FINAL, MINE, False, OLD, FINISHED, K, P),
    (FINAL, MINE, True, NEW, FINISHED, R, P),
    (FINAL, MINE, False, OLD, DRAFTED, K, P),
    (FINAL, MINE, True, NEW, DRAFTED, R, P),
]


@pytest.mark.parametrize("row", TABLE)
def test_what_becomes_of_a_document_that_is_already_there(
    row: tuple[Entry | None, str | None, bool, str, bool, Sort, Sort],
) -> None:
    entry, on_disk, changed, nouveau, final, *fates = row
    entrees = {"brief": "2" if changed else "1"}
    for fate, force in zip(fates, (False, True), strict=True):
        sort, reason = decide(Situation(entry, on_disk, entrees, nouveau, final=final, force=force))
        assert sort is fate
        assert bool(reason) == (sort is Sort.REFUSE)


# The manifest


MANIFEST = Manifest(
    "briefs/jlt.yaml",
    {
        "programme-RÉF.docx": DRAFT,
        "session-1/agenda.docx": Entry("session-1/agenda.docx", "agenda", {}, "b", "1.0", "2026-10-05", final=True),
    },
)


def manifest_text(**changed: object) -> str:
    document = {"chemin": "x", "nature": "x", "entrees": {}, "sortie": "x", "version": "x", "date": "x", "final": False}
    return json.dumps({"format": FORMAT, "brief": "x", "documents": [{**document, **changed}]})


def test_a_manifest_is_read_as_it_was_written(tmp_path: Path) -> None:
    meant = Manifest(MANIFEST.brief, {entry.chemin: entry for entry in MANIFEST.documents.values()})
    write_manifest(tmp_path, meant)
    assert read_manifest(tmp_path) == meant
    before = (tmp_path / NAME).read_bytes()
    write_manifest(tmp_path, Manifest(meant.brief, dict(reversed(list(meant.documents.items())))))
    assert (tmp_path / NAME).read_bytes() == before


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xff\xfe\0",
        b"null",
        b"[]",
        b"3",
        b"{}",
        b'{"format": 1}',
        b'{"format": 2, "brief": "x", "documents": []}',
        b'{"format": 1, "brief": "x", "documents": "xx"}',
        b'{"format": 1, "brief": "x", "documents": [null]}',
        b'{"format": 1, "brief": "x", "documents": 3}',
        b'{"format": 1, "brief": "x", "documents": [{"chemin": "x"}]}',
        b'{"format": true, "brief": "x", "documents": []}',
        b'{"format": 1, "brief": "x", "documents": [], "details": 3}',
        b'{"format": 1, "brief": "x", "documents": [], "details": {"x": ["y"]}}',
        b" " * (LARGEST + 1),
        manifest_text().encode()[:-4],
        manifest_text(entrees=[]).encode(),
        manifest_text(entrees="x").encode(),
        b"[" * 100_000,
        b'{"name": "PWA", "icons": [{"src": "x.png"}]}',
    ],
)
def test_a_manifest_that_cannot_be_trusted_counts_as_none(tmp_path: Path, content: bytes) -> None:
    (tmp_path / NAME).write_bytes(content)
    assert read_manifest(tmp_path) is None


def test_a_folder_without_manifest_has_none(tmp_path: Path) -> None:
    assert read_manifest(tmp_path) is None
    assert read_manifest(tmp_path / "absent") is None
    (tmp_path / NAME).mkdir()
    assert read_manifest(tmp_path) is None


def test_a_manifest_cut_short_anywhere_counts_as_none(tmp_path: Path) -> None:
    whole = manifest_text()
    for length in range(len(whole)):
        (tmp_path / NAME).write_text(whole[:length], encoding="utf-8")
        assert read_manifest(tmp_path) is None


def test_a_digest_is_a_sha_256() -> None:
    assert digest(b"") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"


# Codes


def test_a_new_file_is_never_written_over_another_nor_over_a_link(tmp_path: Path) -> None:
    path, link = tmp_path / "a.yaml", tmp_path / "b.yaml"
    write_new(path, b"first")
    link.symlink_to(tmp_path / "nowhere")
    for taken in (path, link):
        with pytest.raises(FaultsFoundError) as raised:
            write_new(taken, b"second")
        assert [finding.code for finding in raised.value.findings] == ["E013"]
    assert path.read_bytes() == b"first"
    assert not link.exists()


def test_every_code_that_the_room_emits_is_asked_for_in_these_tests() -> None:
    code = re.compile(r'"([EF]\d{3})"')
    emitted = {found for file in ROOM.glob("*.py") for found in code.findall(file.read_text("utf-8"))}
    asked = {found for file in Path(__file__).parent.glob("*.py") for found in code.findall(file.read_text("utf-8"))}
    assert emitted == asked


@pytest.mark.skipif(sys.platform == "win32", reason="asking for a process there would end it")
def test_what_a_killed_run_left_is_swept_at_once_and_its_lock_holds_nobody_up(tmp_path: Path) -> None:
    dead = subprocess.run([sys.executable, "-c", "import os; print(os.getpid())"], capture_output=True, check=True)
    number = dead.stdout.decode().strip()
    leftover, ours = tmp_path / f".docgen-{number}-x.tmp", tmp_path / f".docgen-{os.getpid()}-y.tmp"
    leftover.touch()
    ours.touch()
    sweep(tmp_path)
    assert not leftover.exists()
    assert ours.exists()
    (tmp_path / ".docgen-verrou.tmp").write_text(number)
    sweep(tmp_path)
    assert not (tmp_path / ".docgen-verrou.tmp").exists()
    (tmp_path / ".docgen-verrou.tmp").write_text(number)
    with alone(tmp_path):
        assert (tmp_path / ".docgen-verrou.tmp").read_text() == str(os.getpid())
    assert not (tmp_path / ".docgen-verrou.tmp").exists()


def test_a_lock_whose_run_died_before_writing_its_number_goes(tmp_path: Path) -> None:
    lock = tmp_path / ".docgen-verrou.tmp"
    lock.touch()
    sweep(tmp_path)
    assert lock.exists()  # another run may be about to write it
    past = time.time() - NUMBERED_SECONDS - 1
    os.utime(lock, (past, past))
    sweep(tmp_path)
    assert not lock.exists()


def test_a_full_disk_keeps_the_lock_without_its_number(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "write", failing(OSError(errno.ENOSPC, "")))
    with alone(tmp_path):
        assert (tmp_path / ".docgen-verrou.tmp").exists()
    assert list(tmp_path.iterdir()) == []
