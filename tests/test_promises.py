"""docs/promises.md names, for each promise, a test that exists."""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
LINES = [
    line
    for line in (ROOT / "docs" / "promises.md").read_text("utf-8").splitlines()
    if line.startswith("|") and not re.match(r"\| promise \||\|---", line)
]


@cache
def names_in(path: Path) -> frozenset[str]:
    tree = ast.parse(path.read_text("utf-8"))
    return frozenset(node.name for node in tree.body if isinstance(node, ast.FunctionDef))


@pytest.mark.parametrize("line", LINES, ids=range(len(LINES)))
def test_each_promise_is_held_by_a_test_that_exists(line: str) -> None:
    _, promise, named, _ = (cell.strip() for cell in line.split("|"))
    assert promise
    path, _, name = named.partition("::")
    assert name.startswith("test_")
    assert name in names_in(ROOT / path), named
