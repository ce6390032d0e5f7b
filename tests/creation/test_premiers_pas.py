"""The small things that a newcomer meets: a reference, themes, a workspace, what to do next."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from docgen.catalogue.mots import AT_MOST, themes_of
from docgen.catalogue.themes import THEMES
from docgen.creation.espace import create
from docgen.creation.suite import next_steps
from docgen.errors import FaultsFoundError
from docgen.modeles.inventaire import Copie
from docgen.source import load_source
from docgen.workspace import Workspace

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize(
    ("texte", "themes"),
    [
        ("Comprendre comment un plan d'INVESTISSEMENT se discute", ["finances-ppi"]),
        ("Décider s’il faut un logo", ["priorisation", "identite-marque"]),
        ("Que les agents apprennent nos projets en interne", ["elus-services", "communication-interne"]),
        ("Bâtir notre projet de territoire", ["prospective-vision"]),
        ("Il n’apprennent plus rien", []),
        ("xyz", []),
    ],
)
def test_words_point_to_themes(texte: str, themes: list[str]) -> None:
    assert themes_of(texte) == themes


@pytest.mark.parametrize("theme", THEMES)
def test_a_theme_s_own_name_points_to_it(theme: str) -> None:
    assert themes_of(f"Parler de {THEMES[theme]}", [theme]) == [theme]


def test_most_attendus_of_the_example_briefs_get_one_of_their_themes() -> None:
    attendus = [
        (attendu["texte"], set(attendu["themes"]))
        for path in sorted((ROOT / "briefs").glob("*.yaml"))
        for attendu in load_source(path, "B").donnees["attendus"]
    ]
    found = [bool(set(themes_of(texte)) & themes) for texte, themes in attendus]
    assert sum(found) / len(found) > 0.7
    assert all(len(themes_of(texte)) <= AT_MOST for texte, _ in attendus)


def test_a_workspace_is_made_whole_and_never_over_a_file(tmp_path: Path) -> None:
    folder = tmp_path / "Formations d’été"
    (folder / "briefs").mkdir(parents=True)
    (folder / "organisme.yaml").write_text("ville: Tours\n", encoding="utf-8")
    outcomes = {path.relative_to(folder).as_posix(): outcome for path, outcome in create(Workspace(folder))}
    assert outcomes.pop("organisme.yaml") is Copie.GARDE
    assert set(outcomes.values()) == {Copie.COPIE}
    assert {"LISEZMOI.md", "briefs/exemple.yaml", ".vscode/settings.json", "templates/agenda.docx"} <= set(outcomes)
    assert (folder / "organisme.yaml").read_text(encoding="utf-8") == "ville: Tours\n"
    again = dict(create(Workspace(folder)))
    assert set(again.values()) == {Copie.DEJA_LA, Copie.GARDE}


def test_editors_find_the_schema_of_each_file(tmp_path: Path) -> None:
    list(create(Workspace(tmp_path)))
    settings = json.loads((tmp_path / ".vscode" / "settings.json").read_text(encoding="utf-8"))
    for name in settings["yaml.schemas"]:
        assert (tmp_path / name).is_file()
    for file in ("organisme.yaml", "briefs/exemple.yaml"):
        line = (tmp_path / file).read_text(encoding="utf-8").splitlines()[0]
        way = line.removeprefix("# yaml-language-server: $schema=")
        assert ((tmp_path / file).parent / way).is_file()


def test_what_the_readme_of_a_workspace_names_is_there(tmp_path: Path) -> None:
    list(create(Workspace(tmp_path)))
    text = (tmp_path / "LISEZMOI.md").read_text(encoding="utf-8")
    for name in re.findall(r"^\| `([^`]+)`", text, re.MULTILINE):
        assert (tmp_path / name).exists() or name == "out/"


def test_a_file_in_the_place_of_a_folder_is_said(tmp_path: Path) -> None:
    (tmp_path / "schemas").write_text("", encoding="utf-8")
    with pytest.raises(FaultsFoundError) as raised:
        list(create(Workspace(tmp_path)))
    assert [finding.code for finding in raised.value.findings] == ["E005"]


def commands(folder: Path) -> list[str]:
    return [step.commande for step in next_steps(Workspace(folder), Path()) if step.commande]


def test_each_step_leads_to_the_next(tmp_path: Path) -> None:
    assert commands(tmp_path) == ["docgen init"]
    list(create(Workspace(tmp_path)))
    assert "organisme.yaml" in next_steps(Workspace(tmp_path), Path())[0].raison
    assert commands(tmp_path) == ["docgen brief nouveau"]
    (tmp_path / "organisme.yaml").write_text("raison_sociale: Institut\n", encoding="utf-8")
    brief = tmp_path / "briefs" / "mon brief.yaml"
    brief.write_text("reference: X-1\nsessions:\n", encoding="utf-8")
    typed = f'"{Path("briefs") / "mon brief.yaml"}"'
    assert commands(tmp_path) == [f"docgen programme {typed}", f"docgen kit {typed}"]
    made = tmp_path / "out" / "X-1"
    (made / "session-1-2026-12-05").mkdir(parents=True)
    (made / "programme-X-1.docx").touch()
    assert commands(tmp_path) == [f"docgen kit {typed}"]
    (made / "session-1-2026-12-05" / "agenda.docx").touch()
    assert commands(tmp_path) == ["docgen verifier"]


def test_many_briefs_are_counted_not_listed(tmp_path: Path) -> None:
    list(create(Workspace(tmp_path)))
    for number in range(5):
        (tmp_path / "briefs" / f"{number}.yaml").write_text(f"reference: X-{number}\n", encoding="utf-8")
    (step,) = next_steps(Workspace(tmp_path), Path())[1:]
    assert (step.raison, step.commande) == ("5 briefs n’ont pas encore de proposition.", "docgen programme")


def test_a_folder_that_holds_the_name_of_organisme_yaml_stops_nothing(tmp_path: Path) -> None:
    (tmp_path / "briefs").mkdir()
    (tmp_path / "organisme.yaml").mkdir()
    assert commands(tmp_path)[0] == "docgen init"


def test_an_organisme_that_cannot_be_read_stops_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    list(create(Workspace(tmp_path)))
    monkeypatch.setattr(Path, "read_bytes", lambda _path: (_ for _ in ()).throw(PermissionError(13, "refusé")))
    assert commands(tmp_path) == ["docgen brief nouveau"]
