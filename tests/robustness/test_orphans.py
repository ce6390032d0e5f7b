"""However a command ends, its children end with it, and the folders that they worked in go."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from desk import BRIEF, LIST, LOGO, ORGANISME, REFERENCE, ROOT, a_desk, put

SIGNALS = [signal.SIGTERM, signal.SIGINT, signal.SIGKILL] if sys.platform == "linux" else []
SECONDS = 20
# A LibreOffice that takes its time, and leaves a profile as the real one does.
SLOW_OFFICE = """#!/bin/sh
for argument in "$@"; do case $argument in -env:UserInstallation=file://*)
  mkdir -p "${argument#-env:UserInstallation=file://}"; esac; done
sleep 300
"""

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="looks at /proc")


def running(mark: str) -> set[int]:
    """The processes whose environment holds this mark."""
    found = set()
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            if f"MARQUE={mark}".encode() in (folder / "environ").read_bytes():
                found.add(int(folder.name))
        except OSError:
            continue
    return found


def until(condition: object, what: str) -> None:
    end = time.monotonic() + SECONDS
    while not condition():  # type: ignore[operator]
        assert time.monotonic() < end, what
        time.sleep(0.05)


def start(folder: Path, mark: str, *args: str, **environment: str) -> subprocess.Popen[bytes]:
    known = {**os.environ, "PYTHONPATH": str(ROOT), "DOCGEN_CACHE": "", "MARQUE": mark, **environment}
    return subprocess.Popen(
        [sys.executable, "-m", "docgen", *args],
        cwd=folder,
        env=known,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),  # noqa: PLW1509 - a job in the background ignores it
    )


@pytest.mark.parametrize("ended_by", SIGNALS, ids=lambda one: one.name)
def test_workers_end_with_the_first_process(tmp_path: Path, ended_by: signal.Signals) -> None:
    desk = tmp_path / "modele"
    desk.mkdir()
    a_desk(desk)
    text = (desk / BRIEF).read_text("utf-8")
    briefs = {f"briefs/b{n}.yaml": text.replace(REFERENCE, f"REF-{n}").encode() for n in range(40)}
    put(desk, {**briefs, **{name: (desk / name).read_bytes() for name in (ORGANISME, LIST, LOGO)}})
    process = start(desk, tmp_path.name, "kit", "-j", "2")
    until(lambda: len(running(tmp_path.name)) >= 3, "two workers begin")
    until(lambda: (desk / "out").exists() or process.poll() is not None, "they work")
    process.send_signal(ended_by)
    process.wait(timeout=SECONDS)
    until(lambda: not running(tmp_path.name), "nobody is left")


@pytest.mark.parametrize("ended_by", SIGNALS, ids=lambda one: one.name)
def test_no_office_and_no_profile_is_left(tmp_path: Path, ended_by: signal.Signals) -> None:
    desk, temporary, office = tmp_path / "modele", tmp_path / "tmp", tmp_path / "soffice"
    desk.mkdir()
    temporary.mkdir()
    office.write_text(SLOW_OFFICE)
    office.chmod(0o755)
    a_desk(desk)
    process = start(desk, tmp_path.name, "programme", "--pdf", TMPDIR=str(temporary), DOCGEN_SOFFICE=str(office))
    until(lambda: any(temporary.rglob("profil")), "LibreOffice begins")
    process.send_signal(ended_by)
    process.wait(timeout=SECONDS)
    until(lambda: not running(tmp_path.name), "nobody is left")
    assert list(temporary.glob("docgen-lo-*")) == []
