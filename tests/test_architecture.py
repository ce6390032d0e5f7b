"""The import table of the house, as data: imports go down it, and third parties stay in their room."""

from __future__ import annotations

import ast
import sys
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "docgen"

# From the roof down. Rooms of one row may not import each other.
STOREYS = [
    ["__main__"],
    ["cli"],
    ["api"],
    ["batch"],
    ["creation"],
    ["modeles"],
    ["surveillance"],
    ["production"],
    ["coherence"],
    ["documents"],
    ["programme"],
    ["brief"],
    ["organisme"],
    ["catalogue"],
    ["validation"],
    ["source"],
    ["territory"],
    ["word", "output"],
    ["workspace"],
    ["francais", "inclusif"],
    ["nearest"],
    ["machine"],
    ["store"],
    ["errors"],
    ["findings"],
]

# The room (or rooms) where each third party may be imported.
THIRD_PARTIES = {
    "click": {"cli"},
    "docx": {"word"},
    "docxtpl": {"word"},
    "holidays": {"francais"},
    "icalendar": {"output"},
    "jinja2": {"word"},
    "jsonschema": {"validation"},
    "lxml": {"word"},
    "markupsafe": {"word"},
    "prompt_toolkit": {"cli"},
    "psutil": {"word"},
    "python_calamine": {"brief", "territory"},
    "rapidfuzz": {"nearest"},
    "referencing": {"validation"},
    "rich": {"cli"},
    "snowballstemmer": {"programme"},
    "watchfiles": {"surveillance"},
    "yaml": {"source"},
}

DOMAIN = {"documents", "programme", "brief", "organisme", "catalogue", "territory"}
PURE = {"programme", "documents", "coherence"}
IMPURE_MODULES = {"os", "shutil", "subprocess", "tempfile", "time", "socket", "random", "sqlite3"}

FILES = sorted(PACKAGE.rglob("*.py"))


def room_of(path: Path) -> str:
    """The room that a file stands in: « word » for docgen/word/gaps.py, « source » for docgen/source.py."""
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imports_of(path: Path) -> set[str]:
    """Every dotted module name that a file imports, type-checking imports included."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            module = node.module or ""
            names |= {f"docgen.{a.name}" for a in node.names} if module == "docgen" else {module}
    return names


def storey(room: str) -> int:
    return next(i for i, rooms in enumerate(STOREYS) if room in rooms)


@pytest.mark.parametrize("path", FILES, ids=lambda p: str(p.relative_to(PACKAGE)))
def test_imports_go_down_the_house(path: Path) -> None:
    room = room_of(path)
    if room == "__init__":
        return
    for name in imports_of(path):
        if not name.startswith("docgen."):
            continue
        other = name.split(".")[1]
        if other in {"__version__", room}:
            continue
        assert storey(other) > storey(room), f"{room} may not import {other} ({name})"


@pytest.mark.parametrize("path", FILES, ids=lambda p: str(p.relative_to(PACKAGE)))
def test_third_parties_stay_in_their_room(path: Path) -> None:
    for name in {name.split(".")[0] for name in imports_of(path)}:
        if name in sys.stdlib_module_names or name == "docgen":
            continue
        assert room_of(path) in THIRD_PARTIES[name], f"{name} is imported in {path}"


@pytest.mark.parametrize("path", FILES, ids=lambda p: str(p.relative_to(PACKAGE)))
def test_pure_rooms_touch_neither_disk_nor_clock(path: Path) -> None:
    if room_of(path) not in PURE:
        return
    assert not imports_of(path) & IMPURE_MODULES
    text = path.read_text(encoding="utf-8")
    for call in (".today()", ".now()", "open(", ".read_text(", ".write_text("):
        assert call not in text, f"{path} calls {call}"


def test_word_and_output_know_nothing_of_training() -> None:
    for path in FILES:
        if room_of(path) in {"word", "output"}:
            rooms = {name.split(".")[1] for name in imports_of(path) if name.startswith("docgen.")}
            assert not rooms & DOMAIN


def test_every_room_stands_in_the_table() -> None:
    rooms = {room_of(path) for path in FILES} - {"__init__"}
    assert rooms == {room for row in STOREYS for room in row}
