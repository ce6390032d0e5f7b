"""A document is a row of the registry: take one away and every list loses it."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from docgen.documents.registre import ROWS, Document

ROOT = Path(__file__).parents[2]
# Every list of documents that there is, told by a Python of its own whose registry lacks the row that it is given.
LISTS = """
import json, sys
from docgen.documents import registre

registre.ROWS = tuple(row for row in registre.ROWS if row.cle != sys.argv[1])
loaded = [name for name in sys.modules if name.startswith("docgen.documents.") and name != "docgen.documents.registre"]
from docgen.cli import cli, completions
from docgen.modeles.inventaire import inventory
from docgen.workspace import Workspace
from pathlib import Path
from scripts.modeles.__main__ import MODELES

(option,) = (one for one in cli.commands["kit"].params if one.name == "documents")
print(json.dumps({
    "--document": [*option.type.choices],
    "Tab": [one.value for one in completions.documents(None, None, "")],
    "modeles liste": [one.document.cle for one in inventory(Workspace(Path.cwd()))],
    "scripts": [*MODELES],
    "briefs": [one.cle for one in registre.des_briefs()],
    "loaded": loaded,
}))
"""


def lists_without(cle: str) -> dict[str, list[str]]:
    run = subprocess.run([sys.executable, "-c", LISTS, cle], cwd=ROOT, capture_output=True, text=True, check=True)
    found: dict[str, list[str]] = json.loads(run.stdout)
    return found


def test_a_row_taken_away_leaves_every_list() -> None:
    whole, without = lists_without(""), lists_without("emargement")
    assert whole.pop("loaded") == without.pop("loaded") == [], "the registry imports no view"
    for name, listed in whole.items():
        assert "emargement" in listed, name
        assert without[name] == [cle for cle in listed if cle != "emargement"], name


@pytest.mark.parametrize("document", ROWS, ids=lambda row: row.cle)
def test_every_row_names_a_view_and_what_makes_it(document: Document) -> None:
    module, name = document.source.split(":")
    assert document.vue.__name__ == name
    made = document.construire.__annotations__["return"]
    assert getattr(made, "__name__", made) == name
    assert document.vue.__module__ == f"docgen.documents.{module}"
