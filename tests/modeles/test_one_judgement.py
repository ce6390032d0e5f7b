"""What `modeles verifier` calls an error in an edited template, no command writes; what passed is not judged twice."""

from __future__ import annotations

import datetime as dt
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

import docx
import pytest

from docgen.documents.champs import fields_of
from docgen.documents.registre import tous
from docgen.errors import FaultsFoundError
from docgen.findings import Gravite
from docgen.modeles.apercu import preview
from docgen.modeles.controle import check
from docgen.production import Commande, open_atelier, produce
from docgen.word import watch
from docgen.workspace import Workspace, shipped

if TYPE_CHECKING:
    from docgen.findings import Finding

ROOT = Path(__file__).parents[2]
NOW = dt.datetime(2026, 10, 20, 9, 0, tzinfo=dt.UTC)
AGENDA = tous()["agenda"]


@pytest.fixture
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Workspace:
    monkeypatch.setenv("DOCGEN_CACHE", str(tmp_path / "cache"))
    for name in ("briefs/exemple.yaml", "organisme.yaml"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        shutil.copyfile(ROOT / name, tmp_path / name)
    return Workspace(tmp_path)


def edit(workspace: Workspace, text: str) -> Path:
    """The agenda with one more paragraph."""
    path = workspace.dossier / "templates" / "agenda.docx"
    path.parent.mkdir(exist_ok=True)
    document = docx.Document(str(shipped() / "templates" / "agenda.docx"))
    for paragraph in text.split("|"):
        document.add_paragraph(paragraph)
    document.save(str(path))
    return path


def kit(workspace: Workspace) -> tuple[set[str], list[Finding]]:
    """The documents that were written, and the errors."""
    brief = workspace.dossier / "briefs" / "exemple.yaml"
    made = produce(open_atelier(workspace), brief, commande=Commande(("kit",)), now=NOW)
    errors = [finding for finding in made.findings if finding.gravite is Gravite.ERREUR]
    return {Path(each.chemin).stem for each in made.documents}, errors


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("{%p if session.lieu %}ce mot se perd|gardé|{%p endif %}", "M029"),
        ("avant {{ reference }|} après", "M066"),
        ("{{ referense }}", "M030"),
    ],
)
def test_a_fault_that_verifier_sees_keeps_that_document_alone_from_being_written(
    workspace: Workspace, text: str, code: str
) -> None:
    path = edit(workspace, text)
    told = [each for each in check(path, fields_of(AGENDA.vue), AGENDA.titre) if each.gravite is Gravite.ERREUR]
    assert code in {each.code for each in told}
    written, errors = kit(workspace)
    assert "agenda" not in written
    assert "deroule" in written
    assert errors == told
    with pytest.raises(FaultsFoundError) as raised:
        preview(open_atelier(workspace), AGENDA)
    assert list(raised.value.findings) == told


def test_a_field_that_may_be_absent_is_judged_with_the_values_of_the_brief(workspace: Workspace) -> None:
    path = edit(workspace, "Salle : {{ session.lieu.salle }}")
    assert [each.code for each in check(path, fields_of(AGENDA.vue), "") if each.gravite is Gravite.ERREUR] == ["M032"]
    assert "agenda" in kit(workspace)[0]  # the example gives a room


def test_a_template_that_passed_is_not_judged_again_until_it_changes(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    judged: list[str] = []
    lint = watch.lint

    def counted(path: Path, *given: Any, **named: Any) -> list[Finding]:
        judged.append(path.stem)
        return lint(path, *given, **named)

    monkeypatch.setattr(watch, "lint", counted)
    edit(workspace, "À nous")
    for _ in range(2):
        assert "agenda" in kit(workspace)[0]
        assert kit(workspace)[1] == []
    assert judged == ["agenda"]  # once, and none of docgen's own
    edit(workspace, "À nous tous")
    kit(workspace)
    assert judged == ["agenda", "agenda"]
