"""What README promises: its commands, its tables, its names of files."""

from __future__ import annotations

import re
from pathlib import Path

from docgen.cli import cli

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def command(mark: str) -> str:
    """The command that stands under a mark; `.ci/run` runs the one of the tests."""
    found = re.search(rf"<!-- command: {mark} -->\n```bash\n(.+)\n```", README)
    assert found
    return found[1]


def test_the_two_commands_make_their_own_virtual_environment() -> None:
    for mark in ("main job", "tests"):
        assert command(mark).startswith("python3 -m venv .venv && .venv/bin/pip install")


def test_the_main_jobs_command_runs_both_commands_on_a_brief_that_is_there() -> None:
    briefs = re.findall(r"docgen (?:programme|kit) (\S+)", command("main job"))
    assert briefs == ["briefs/exemple.yaml"] * 2
    assert (ROOT / briefs[0]).is_file()


def test_every_command_that_readme_names_exists_and_every_command_is_named() -> None:
    named = set(re.findall(r"^\| `docgen (\w+)", README, re.MULTILINE))
    assert named == set(cli.commands)


def test_every_file_and_folder_that_readme_names_is_there() -> None:
    for name in re.findall(r"`((?:docgen|scripts|benchmarks|briefs|schemas|\.ci)/[\w./-]*)`", README):
        assert (ROOT / name).exists(), name
