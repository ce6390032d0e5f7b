"""The Tab key in the shells themselves, each where it is installed."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from test_commands import docgen

from docgen.cli.completion import A_FAIRE

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")
ROOT = Path(__file__).parents[2]
STARTUP = {"bash": ".bashrc", "zsh": ".zshrc", "fish": ".config/fish/config.fish"}
SIGNS = re.compile(r"\x1b(?:\[[0-9;?=>]*[ -/]*[@-~]|\][^\x07]*\x07|[=>]|\(B)|[\r\x08]")
PATIENCE = 30  # seconds


class Terminal:
    """A shell as a person has it, in a workspace of theirs."""

    def __init__(self, shell: str, home: Path, folder: Path) -> None:
        self.seen = ""
        env = {
            "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
            "HOME": str(home),
            "TERM": "xterm",
            "LC_ALL": "C.UTF-8",
        }
        # A process of its own forks: pytest's has threads.
        command = [sys.executable, "-c", "import pty, sys; pty.spawn(sys.argv[1:])", shell, "-i"]
        self.process = subprocess.Popen(
            command, cwd=folder, env=env, stdin=subprocess.PIPE, stdout=subprocess.PIPE, bufsize=0
        )
        assert self.process.stdin
        assert self.process.stdout
        self.keys, self.screen = self.process.stdin, self.process.stdout.fileno()
        os.set_blocking(self.screen, False)

    def type(self, keys: str, awaited: str) -> bool:
        """Whether it shows what is awaited after these keys."""
        self.seen = ""
        self.keys.write(keys.encode())
        return self.shows(awaited)

    def shows(self, awaited: str) -> bool:
        """Whether it comes to show a text."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            try:
                self.seen += SIGNS.sub("", os.read(self.screen, 65_536).decode(errors="replace"))
            except BlockingIOError:
                time.sleep(0.02)
            if awaited in self.seen:
                return True
        return False

    def is_ready(self) -> bool:
        """Whether it has forgotten what was begun, and runs what is typed next."""
        return self.type("\x15printf '%s%s\\n' pre ts\n", "prets")

    def close(self) -> None:
        """Take it away."""
        with self.process:
            self.process.terminate()


@pytest.fixture(params=["bash", "zsh", "fish"])
def terminal(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Terminal]:
    shell = request.param
    if not shutil.which(shell):
        pytest.skip(f"needs {shell}")
    home, folder = tmp_path / "home", tmp_path / "espace"
    startup = home / STARTUP[shell]
    startup.parent.mkdir(parents=True)
    (folder / "briefs").mkdir(parents=True)
    (folder / "briefs" / "exemple.yaml").touch()
    (folder / "briefs" / "mon brief.yaml").touch()
    (folder / "recu du client.docx").touch()
    script = docgen("completion", shell, cwd=folder).stdout
    assert A_FAIRE[shell] in script
    startup.write_text(script, encoding="utf-8")
    opened = Terminal(shell, home, folder)
    assert opened.is_ready(), opened.seen
    yield opened
    opened.close()


TYPED = [
    ("docgen progr", "programme "),
    ("docgen programme --ou", "--ouvrir "),
    ("docgen programme exe", "briefs/exemple.yaml "),
    ("docgen programme mon", "briefs/mon\\ brief.yaml "),
    ("docgen brief importer rec", "recu\\ du\\ client.docx "),
    ("docgen kit --document em", "emargement "),
    ("docgen brief nouveau --commune joue-les-t", "joue-les-tours "),
    ("docgen brief nouveau --modules 12,1", "12,17"),
    ("docgen catalogue 1", "17"),
]


def test_tab_completes_what_was_begun(terminal: Terminal) -> None:
    for begun, whole in TYPED:
        tabs = "\t\t" if whole.endswith("17") else "\t"  # bash lists at the second
        assert terminal.type(f"{begun}{tabs}", whole), (begun, terminal.seen)
        assert terminal.is_ready(), terminal.seen


def test_a_title_with_commas_is_shown_whole(terminal: Terminal) -> None:
    assert terminal.type("docgen catalogue 1\t\t", "17"), terminal.seen
    if "Penser" in terminal.seen:  # bash shows values alone
        assert terminal.shows("projet, séquences, bilan"), terminal.seen
