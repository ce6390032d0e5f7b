"""Names for a brief: its reference, and the word that its files bear."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docgen.brief.reference import is_usable, own_name, propose, slug, taken
from docgen.brief.rules_modules import RESERVED
from docgen.territory import Territoire
from docgen.workspace import Workspace, schema

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("nom", "start"),
    [
        ("Joué-lès-Tours", "JLT"),
        ("Montjaux", "MON"),
        ("Le Mans", "MAN"),
        ("Saint-Denis", "SD"),
        ("L'Haÿ-les-Roses", "LHLR"),
        ("Saint-Rémy-en-Bouzemont-Saint-Genest-et-Isson", "SRBS"),
        ("Y", "Y"),
        ("communauté de communes du Pays de Saverne", "CCPS"),
        ("communauté urbaine d’Alençon", "CUA"),
        ("métropole du Grand Paris", "MGP"),
        ("Tours Métropole Val de Loire", "TMVL"),
        ("", "DOS"),
    ],
)
def test_a_reference_begins_with_the_client_s_initials(nom: str, start: str) -> None:
    assert propose(nom, 2026, ()) == f"{start}-2026-01"


def test_a_reference_is_the_next_free_one(tmp_path: Path) -> None:
    (tmp_path / "briefs").mkdir()
    (tmp_path / "briefs" / "tours.yaml").write_text('reference: "JLT-2026-01"\n', encoding="utf-8")
    (tmp_path / "briefs" / "jlt-2026-02.yaml").touch()
    (tmp_path / "out" / "JLT-2026-03").mkdir(parents=True)
    assert propose("Joué-lès-Tours", 2026, taken(Workspace(tmp_path))) == "JLT-2026-04"


def test_every_client_of_france_gets_a_reference_that_can_be_used() -> None:
    table = Territoire.open()
    names = [nom for kind in ("commune", "epci") for (nom,) in table._connection.execute(f"SELECT nom FROM {kind}")]  # noqa: S608
    assert len(names) > 36_000
    assert all(is_usable(reference) and len(reference) <= 12 for nom in names if (reference := propose(nom, 2026, ())))


@given(st.text(max_size=70))
def test_a_usable_reference_is_one_that_the_schema_takes(text: str) -> None:
    pattern = json.loads(schema("brief").read_text(encoding="utf-8"))["properties"]["reference"]["pattern"]
    if is_usable(text):
        assert re.search(pattern, text)
        assert not RESERVED.fullmatch(text)


@pytest.mark.parametrize("text", ["CON", "a/b", "..", "x.", "é", "", "nul.txt", "a b"])
def test_what_cannot_name_a_folder_is_no_reference(text: str) -> None:
    assert not is_usable(text)


def test_names_of_files() -> None:
    assert slug("L’Haÿ-les-Roses") == "l-hay-les-roses"
    assert slug("") == "dossier"
    assert own_name("communauté de communes du Clunisois") == "clunisois"
    assert own_name("Tours Métropole Val de Loire") == "tours metropole val de loire"
