"""A run that is killed leaves whole files or none, and the next one ends its work.

`pytest tests/robustness/test_kill.py --minutes 10` kills 30 processes a minute; CI takes a few.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from desk import ROOT

SCRIPT = Path(__file__).with_name("killing.py")
PER_MINUTE = 30

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="kills and forks as POSIX does")


def kill(folder: Path, *how: object) -> str:
    result = subprocess.run(
        [sys.executable, str(SCRIPT), str(folder), *map(str, how)],
        env={"PYTHONPATH": str(ROOT), "PATH": ""},
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 0, result.stderr
    return result.stdout


def test_dying_at_any_call_that_changes_the_disk_loses_nothing(tmp_path: Path) -> None:
    said = kill(tmp_path, "calls")
    assert int(said.split()[2]) > 20


def test_dying_at_any_moment_loses_nothing(tmp_path: Path, minutes: float) -> None:
    said = kill(tmp_path, "moments", round(minutes * PER_MINUTE) or 8)
    print(said)  # noqa: T201 - a long run says what it did
    assert "killed 0 times" not in said
