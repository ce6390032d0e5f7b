"""Which briefs a command is about."""

from __future__ import annotations

from pathlib import Path

import pytest

from docgen.cli.choix import choose_briefs, find_workspace
from docgen.errors import UsageFaultError
from docgen.workspace import Workspace


def test_without_a_name_all_briefs_of_the_workspace_are_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "briefs").mkdir()
    (tmp_path / "briefs" / "a.yaml").touch()
    monkeypatch.chdir(tmp_path / "briefs")
    assert choose_briefs(Workspace(tmp_path), []) == [Path("a.yaml")]


def test_a_folder_gives_its_briefs_and_a_file_named_twice_is_taken_once(tmp_path: Path) -> None:
    for name in ("a.yaml", "b.yaml"):
        (tmp_path / name).touch()
    chosen = choose_briefs(Workspace(tmp_path), [tmp_path / "b.yaml", tmp_path])
    assert [path.name for path in chosen] == ["b.yaml", "a.yaml"]


def test_an_empty_folder_is_wrong_use(tmp_path: Path) -> None:
    with pytest.raises(UsageFaultError, match="ne contient aucun brief"):
        choose_briefs(Workspace(tmp_path), [tmp_path])
    with pytest.raises(UsageFaultError, match="docgen init"):
        choose_briefs(Workspace(tmp_path), [])
    (tmp_path / "briefs").mkdir()
    with pytest.raises(UsageFaultError, match="aucun brief dans"):
        choose_briefs(Workspace(tmp_path), [])


def test_a_brief_of_another_workspace_brings_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    home, other = tmp_path / "home", tmp_path / "other"
    (other / "briefs").mkdir(parents=True)
    (other / "organisme.yaml").touch()
    home.mkdir()
    monkeypatch.chdir(home)
    assert find_workspace([other / "briefs" / "x.yaml"]).dossier.resolve() == other
    assert find_workspace([tmp_path / "x.yaml"]).dossier.resolve() == home


def test_from_a_folder_inside_it_a_workspace_is_named_as_one_types_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "organisme.yaml").touch()
    (tmp_path / "briefs" / "été").mkdir(parents=True)
    monkeypatch.chdir(tmp_path / "briefs" / "été")
    assert str(find_workspace().organisme) == str(Path("..") / ".." / "organisme.yaml")
    monkeypatch.chdir(tmp_path)
    assert str(find_workspace().organisme) == "organisme.yaml"


def test_a_brief_with_one_wrong_letter_gets_the_right_name(tmp_path: Path) -> None:
    (tmp_path / "joue-les-tours.yaml").touch()
    with pytest.raises(UsageFaultError, match=r"Vouliez-vous dire « .*joue-les-tours.yaml »"):
        choose_briefs(Workspace(tmp_path), [tmp_path / "joue-les-tour.yaml"])
