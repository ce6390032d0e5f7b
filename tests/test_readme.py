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


CONTRIBUTING = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
ARCHITECTURE = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
ROOMS = sorted(
    f"{path.name}{'/' if path.is_dir() else ''}"
    for path in (ROOT / "docgen").iterdir()
    if (path / "__init__.py").exists() or (path.suffix == ".py" and path.name not in {"__init__.py", "__main__.py"})
)


def test_the_dive_and_the_drawn_way_name_every_room() -> None:
    dive = README.split("\n## Dive into the source")[1].split("\n## ")[0]
    assert len(ROOMS) > 20
    assert [room for room in ROOMS if f"`{room}`" not in dive] == []
    drawing = ARCHITECTURE.split("```")[1]
    assert [room for room in ROOMS if room not in drawing] == []


def test_every_file_and_link_of_the_contributors_pages_is_there() -> None:
    named = re.findall(r"`((?:docgen|scripts|tests|briefs|schemas|docs|catalogue|\.ci)/[\w./-]*)`", CONTRIBUTING)
    assert len(named) > 15
    assert [name for name in named if name != "catalogue/18.yaml" and not (ROOT / name).exists()] == []
    for page, folder in ((CONTRIBUTING, ROOT), (ARCHITECTURE, ROOT / "docs"), (README, ROOT)):
        links = [link for link in re.findall(r"\]\(([^)#]+)\)", page) if "://" not in link]
        assert [link for link in links if not (folder / link).exists()] == []


def test_what_ci_and_pre_commit_run_is_pinned_once() -> None:
    pins = re.findall(r'"(ruff|mypy)(\S+?)"', (ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert [name for name, version in pins if version.startswith("==")] == ["mypy", "ruff"]
    for name in (".pre-commit-config.yaml", ".ci/run", ".github/workflows/tests.yml"):
        assert not re.search(r"(ruff|mypy)\s*[=<>~]=?", (ROOT / name).read_text(encoding="utf-8")), name
