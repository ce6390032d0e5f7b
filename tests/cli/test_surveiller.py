"""`docgen surveiller` on real saves, in a process of its own."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from docgen.surveillance import changes, matters
from docgen.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("exemple.yaml", True),
        ("Agenda.DOCX", True),
        ("~$agenda.docx", False),
        (".~lock.agenda.docx#", False),
        (".docgen-12-x.tmp", False),
        ("exemple.yaml~", False),
        ("notes.md", False),
    ],
)
def test_files_that_editors_keep_for_themselves_are_ignored(name: str, *, kept: bool) -> None:
    assert matters(Path(name)) is kept


def test_a_save_by_renaming_is_one_change(tmp_path: Path) -> None:
    (tmp_path / "briefs").mkdir()
    brief = tmp_path / "briefs" / "a.yaml"
    brief.write_text("a", encoding="utf-8")
    stop = threading.Event()
    seen: list[set[Path]] = []

    def watch() -> None:
        for saved in changes(Workspace(tmp_path), [brief], stop):
            seen.append(saved)
            stop.set()

    watcher = threading.Thread(target=watch)
    watcher.start()
    time.sleep(1)
    (tmp_path / "briefs" / "~WRL01.tmp").write_text("b", encoding="utf-8")
    (tmp_path / "briefs" / "~WRL01.tmp").replace(brief)
    watcher.join(20)
    stop.set()
    assert seen == [{brief.resolve()}]


@pytest.fixture
def _ctrl_c() -> Iterator[None]:
    """Ctrl-C that ends a process: one started from a job in the background inherits a SIGINT that is ignored."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.skipif(sys.platform == "win32", reason="sends SIGINT")
@pytest.mark.usefixtures("_ctrl_c")
def test_a_saved_brief_is_made_again_and_ctrl_c_ends_it(tmp_path: Path) -> None:
    (tmp_path / "briefs").mkdir()
    brief = tmp_path / "briefs" / "exemple.yaml"
    brief.write_bytes((ROOT / "briefs" / "exemple.yaml").read_bytes())
    process = subprocess.Popen(
        [sys.executable, "-u", "-m", "docgen", "surveiller"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
    )
    assert process.stdout is not None
    try:
        assert "surveille 1 brief" in process.stdout.readline()
        time.sleep(1)
        brief.write_text(brief.read_text(encoding="utf-8").replace("version: 1", "version: 2"), encoding="utf-8")
        lines = []
        for line in process.stdout:
            lines.append(line)
            if "evaluation-a-froid.docx" in line:
                break
        assert any("programme-MTJ-2026-01.docx" in line for line in lines)
    finally:
        process.send_signal(signal.SIGINT)
        try:
            output, _ = process.communicate(timeout=30)
        finally:
            process.kill()  # one that did not end would go on writing beside the next tests
    assert process.returncode == 130
    assert "Interrompu" in output
