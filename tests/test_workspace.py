"""Where docgen looks for things."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

from docgen.workspace import Workspace, schema, shipped, stays_in, yaml_files

if TYPE_CHECKING:
    from pathlib import Path


def test_a_workspace_is_found_from_any_folder_inside_it(tmp_path: Path) -> None:
    (tmp_path / "organisme.yaml").touch()
    deep = tmp_path / "briefs" / "participants"
    deep.mkdir(parents=True)
    assert Workspace.find(deep).dossier == tmp_path


def test_a_folder_with_nothing_is_its_own_workspace(tmp_path: Path) -> None:
    workspace = Workspace.find(tmp_path)
    assert workspace.dossier == tmp_path
    assert not workspace.organisme.exists()
    assert workspace.briefs() == ()


def test_a_template_of_the_workspace_goes_before_the_shipped_one(tmp_path: Path) -> None:
    workspace = Workspace(tmp_path)
    assert workspace.template("programme") == shipped() / "templates" / "programme.docx"
    own = tmp_path / "templates" / "programme.docx"
    own.parent.mkdir()
    own.touch()
    assert workspace.template("programme") == own


def test_the_workspace_catalogue_comes_after_the_shipped_one_so_that_it_wins(tmp_path: Path) -> None:
    (tmp_path / "catalogue").mkdir()
    assert Workspace(tmp_path).catalogue == (shipped() / "catalogue", tmp_path / "catalogue")


def test_the_shipped_catalogue_is_not_read_twice_in_the_checkout() -> None:
    assert Workspace(shipped()).catalogue == (shipped() / "catalogue",)


def test_hidden_and_other_files_are_no_briefs(tmp_path: Path) -> None:
    for name in ("b.yaml", "a.yml", ".c.yaml", "~d.yaml", "e.txt"):
        (tmp_path / name).touch()
    assert [path.name for path in yaml_files(tmp_path)] == ["a.yml", "b.yaml"]


def test_every_schema_ships() -> None:
    for name in ("brief", "organisme", "catalogue"):
        assert schema(name).is_file()


@pytest.mark.skipif(sys.platform == "win32", reason="links need a right there")
def test_what_a_file_names_stays_in_the_folder_or_is_refused(tmp_path: Path) -> None:
    root, folder = tmp_path / "espace", tmp_path / "espace" / "briefs"
    folder.mkdir(parents=True)
    (root / "liste.csv").touch()
    (folder / "ici.csv").symlink_to(root / "liste.csv")
    (folder / "ailleurs.csv").symlink_to(tmp_path)
    (folder / "rond.csv").symlink_to("rond.csv")
    inside = ["liste.csv", "../liste.csv", "ici.csv", "absente.csv"]
    outside = [
        "../../x.csv",
        str(root / "liste.csv"),
        "C:\\x.csv",
        "\\\\serveur\\x.csv",
        "ailleurs.csv",
        "rond.csv",
        "a\0",
    ]
    assert [typed for typed in (*inside, *outside) if stays_in(typed, folder, root)] == inside
