"""The organisme.yaml of a new workspace: the example's explanations, and none of its values."""

from __future__ import annotations

import json
import re
from pathlib import Path

from docgen.creation.espace import create
from docgen.creation.organisme import A_REMPLIR, HABITUDES, skeleton
from docgen.organisme import load_organisme
from docgen.organisme.model import Lecture, Organisme
from docgen.production import check_only, open_atelier
from docgen.source import load_source, parse_source
from docgen.workspace import Workspace, schema

ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / "organisme.yaml"
TEXT = skeleton(EXAMPLE.read_text(encoding="utf-8"))
KEYS = set(json.loads(schema("organisme").read_text(encoding="utf-8"))["properties"])


def filled(text: str) -> str:
    """As if a person had removed the sign before each key, and typed nothing."""
    return re.sub(r"^#(?=(?: *(?:- )?[a-z_]+:| +-$))", "", text, flags=re.MULTILINE)


def test_it_holds_habits_alone_and_they_are_docgen_s_own_defaults(tmp_path: Path) -> None:
    path = tmp_path / "organisme.yaml"
    path.write_text(TEXT, encoding="utf-8")
    organisme, findings = load_organisme(path)
    assert findings == []
    assert organisme == Organisme(fichier=str(path), lecture=Lecture.LU)
    assert {key for key, value in load_source(path, "O").donnees.items() if value} == set(HABITUDES)


def test_every_key_of_the_schema_waits_to_be_filled() -> None:
    source = parse_source(filled(TEXT).encode(), "O", "organisme.yaml")
    assert {path[0] for path in source.marks if len(path) == 1} == KEYS
    for group in ("contact", "representant", "agrement", "referent_handicap", "charte", "donnees_personnelles"):
        wanted = load_source(EXAMPLE, "O").donnees[group]
        assert {path[1] for path in source.marks if path[0:1] == (group,) and len(path) == 2} >= set(wanted)


def test_what_is_marked_to_fill_is_what_documents_lack(tmp_path: Path) -> None:
    workspace = Workspace(tmp_path)
    list(create(workspace))
    without_sessions = tmp_path / "briefs" / "b.yaml"
    without_sessions.write_bytes((ROOT / "briefs" / "l-home-chamondot.yaml").read_bytes())
    found = [f for brief in workspace.briefs() for f in check_only(open_atelier(workspace), brief).findings]
    lacking = {re.sub(r"Remplissez « (\w+).*", r"\1", f.remede) for f in found if f.code == "O090"}
    assert lacking == A_REMPLIR
    marked = set(re.findall(r"^# À REMPLIR.*\n(?:#   .*\n)*#?([a-z_]+):", TEXT, re.MULTILINE))
    assert marked == A_REMPLIR


def test_a_gap_is_shown_at_the_line_that_waits(tmp_path: Path) -> None:
    workspace = Workspace(tmp_path)
    list(create(workspace))
    lines = workspace.organisme.read_text(encoding="utf-8").splitlines()
    findings = check_only(open_atelier(workspace), workspace.briefs()[0]).findings
    gaps = [finding for finding in findings if finding.code == "O090"]
    assert len(gaps) > 5
    for gap in gaps:
        assert gap.mark is not None
        key = re.sub(r".*?(\w+) ».", r"\1", gap.remede)
        around = lines[gap.mark.ligne - 2 : gap.mark.ligne]  # a group is shown by the first of its keys
        assert f"{key}:" in {line.lstrip("# ") for line in around}
