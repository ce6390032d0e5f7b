"""Whatever a brief says, it is read, checked and tailored without an exception: findings with a place, or a plan."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from desk import ROOT
from hypothesis import strategies as st
from mutations import changed_yaml
from rounds import go_on

from docgen.brief import check_brief
from docgen.findings import has_errors
from docgen.production import check_only, load, open_atelier, verify
from docgen.programme import build_programme
from docgen.workspace import Workspace

if TYPE_CHECKING:
    from docgen.production import Atelier

BRIEFS = sorted((ROOT / "briefs").glob("*.yaml"))
pytestmark = pytest.mark.filterwarnings("ignore:Generating overly large repr")


@pytest.fixture(scope="module")
def atelier(tmp_path_factory: pytest.TempPathFactory) -> Atelier:
    """A workspace with the lists of the example briefs, which are at hand when it is their turn."""
    folder = tmp_path_factory.mktemp("lecture")
    lists = folder / "briefs" / "participants"
    lists.mkdir(parents=True)
    for each in (ROOT / "briefs" / "participants").glob("*.csv"):
        (lists / each.name).write_bytes(each.read_bytes())
    (folder / "organisme.yaml").write_bytes((ROOT / "organisme.yaml").read_bytes())
    return open_atelier(Workspace(folder))


def hold(atelier: Atelier, content: bytes) -> None:
    path = atelier.workspace.dossier / "briefs" / "brief.yaml"
    path.write_bytes(content)
    loaded = load(atelier, path)
    checked = [*loaded.findings, *check_brief(loaded, catalogue=atelier.catalogue, organisme=atelier.organisme)]
    findings = verify(atelier, path).findings
    for finding in findings:
        assert finding.message
        assert finding.remede
        assert finding.fichier
    if loaded.brief is None:
        assert has_errors(findings)
    elif not has_errors(checked):
        programme, faults = build_programme(loaded.brief, atelier.catalogue, atelier.organisme)
        assert (programme is None) == bool(faults)
        for fault in faults:  # with a line, since the brief was read from a file
            assert loaded.place(fault.chemin).mark is not None
    assert set(findings) <= set(check_only(atelier, path).findings)


@pytest.mark.parametrize("brief", BRIEFS, ids=lambda path: Path(path).stem)
def test_any_change_to_a_brief_is_read_and_tailored_or_refused(atelier: Atelier, brief: Path, minutes: float) -> None:
    def check(content: bytes) -> None:
        hold(atelier, content)

    go_on(check, 60, minutes / len(BRIEFS), content=st.deferred(lambda: changed_yaml(brief.read_text("utf-8"))))
