"""The modules of a proposal: what the brief says of them goes before what the catalogue says."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from docgen.production import Commande, open_atelier, produce
from docgen.word.reading import text_of
from docgen.workspace import Workspace

ROOT = Path(__file__).parents[2]
NOW = dt.datetime(2026, 10, 20, 9, 0, tzinfo=dt.UTC)
MODULE = '  - code: "16"\n'
ATTENDUS = "attendus:\n"


def proposal(folder: Path, **changes: str) -> str:
    """The text of the example's proposal; its brief, and module 16, after changes."""
    (folder / "briefs").mkdir()
    (folder / "catalogue").mkdir()
    (module,) = (ROOT / "catalogue").glob("16-*.yaml")
    (folder / "catalogue" / module.name).write_text(
        changes.get("catalogue", "") + module.read_text(encoding="utf-8"), encoding="utf-8"
    )
    (folder / "organisme.yaml").write_bytes((ROOT / "organisme.yaml").read_bytes())
    brief = folder / "briefs" / "exemple.yaml"
    text = (ROOT / "briefs" / "exemple.yaml").read_text(encoding="utf-8")
    assert text.count(MODULE) == text.count(ATTENDUS) == 1
    text = text.replace(MODULE, MODULE + changes.get("module", ""))
    brief.write_text(text.replace(ATTENDUS, ATTENDUS + changes.get("attendus", "")), encoding="utf-8")
    commande = Commande(("programme",), sortie=folder / "out")
    (made,) = produce(open_atelier(Workspace(folder)), brief, commande=commande, now=NOW).documents
    return text_of(made.chemin)


@pytest.mark.parametrize(
    ("changes", "printed"),
    [
        ({}, []),
        ({"catalogue": "theme_repertoire: Du catalogue\n"}, ["Du catalogue"]),
        ({"module": "    theme_repertoire: Du brief\n"}, ["Du brief"]),
        ({"catalogue": "theme_repertoire: Du catalogue\n", "module": "    theme_repertoire: Du brief\n"}, ["Du brief"]),
    ],
)
def test_a_theme_of_the_repertoire_is_the_brief_s_else_the_catalogue_s_else_unsaid(
    tmp_path: Path, changes: dict[str, str], printed: list[str]
) -> None:
    lines = proposal(tmp_path, **changes).splitlines()
    assert [line.split(" | ")[1] for line in lines if line.startswith("Thème du répertoire")] == printed


def test_attendus_are_named_in_the_order_of_the_brief_whatever_their_priority(tmp_path: Path) -> None:
    first = "  - {id: A0, texte: Situer la demande, priorite: basse, themes: [marketing]}\n"
    text = proposal(tmp_path, attendus=first)
    assert "Répond à A0 et A1" in text
    assert "A1 et A0" not in text


WITHDRAWN = "reperes"


@pytest.mark.parametrize(
    ("demande", "printed"),
    [
        (f"[{WITHDRAWN}]", False),
        (f"[{{id: {WITHDRAWN}, raison: déjà vue}}]", False),
        (f"[{{id: {WITHDRAWN}, demande: formateur}}]", False),
        (f"[{{id: {WITHDRAWN}, raison: déjà vue, demande: client}}]", True),
    ],
)
def test_only_what_the_client_asked_for_is_said_to_be_at_its_request(
    tmp_path: Path,
    demande: str,
    printed: bool,  # noqa: FBT001 - a column of the table above
) -> None:
    text = proposal(tmp_path, module=f"    ajouter: [zoom-tourisme]\n    retirer: {demande}\n")
    lines = [line for line in text.splitlines() if "votre demande" in line]
    assert len(lines) == printed
    assert all("(déjà vue)" in line for line in lines)
