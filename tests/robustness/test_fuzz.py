"""Whatever is done to a file, a command answers with a documented code and a finding, and no work is lost.

`pytest tests/robustness --minutes 30` goes on with other examples for that long; CI takes the same few each time.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from desk import (
    BRIEF,
    LIST,
    LOGO,
    MANIFEST,
    MODULE,
    ORGANISME,
    ROOT,
    WORKBOOK,
    a_desk,
    check_answer,
    check_kept,
    docgen,
    files_of,
    put,
)
from hypothesis import strategies as st
from mutations import changed_bytes, changed_data, changed_package, changed_yaml, odd_csv, odd_workbook, workbook_of
from rounds import go_on

from docgen.documents.registre import des_briefs

if TYPE_CHECKING:
    from desk import Files

COMMANDS = st.sampled_from(
    [["programme"], ["kit"], ["verifier"], ["kit", "--session", "1"], ["kit", "--document", "emargement"]]
)
OPTIONS = st.sampled_from([[], [], [], ["--force"], ["--final"], ["--final", "--force"]])
# When an example fails, Hypothesis shows it; that it is long is no fault of its own.
pytestmark = pytest.mark.filterwarnings("ignore:Generating overly large repr")


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Files]:
    folder = tmp_path_factory.mktemp("fuzz") / "bureau"
    folder.mkdir()
    return folder, a_desk(folder)


def hold(desk: tuple[Path, Files], changed: dict[str, bytes], args: list[str]) -> None:
    """Run a command on the workspace with some files changed, and see what it answers and leaves."""
    folder, files = desk
    before = {**files, **changed}
    put(folder, before)
    told = docgen(folder, *args)
    check_answer(told)
    check_kept(before, files_of(folder), told)
    assert [path.name for path in folder.parent.iterdir()] == [folder.name]


def arguments(command: list[str], options: list[str]) -> list[str]:
    return command if command == ["verifier"] else [*command, *options]


TEXTS = {
    "brief": (BRIEF, 50),
    "organisme": (ORGANISME, 25),
    "module": (MODULE, 25),
}


@pytest.mark.parametrize("what", TEXTS)
def test_any_change_of_a_yaml_file(desk: tuple[Path, Files], what: str, minutes: float) -> None:
    name, examples = TEXTS[what]

    def check(data: bytes, command: list[str], options: list[str]) -> None:
        hold(desk, {name: data}, arguments(command, options))

    go_on(check, examples, minutes, data=changed_yaml(desk[1][name].decode()), command=COMMANDS, options=OPTIONS)


def test_any_list_of_participants(desk: tuple[Path, Files], minutes: float) -> None:
    def check(data: bytes, command: list[str]) -> None:
        hold(desk, {LIST: data}, command)

    go_on(check, 25, minutes, data=st.one_of(odd_csv(), changed_bytes(desk[1][LIST])), command=COMMANDS)


def test_any_workbook_of_participants(desk: tuple[Path, Files], minutes: float) -> None:
    brief = desk[1][BRIEF].replace(Path(LIST).name.encode(), Path(WORKBOOK).name.encode())
    source = workbook_of([["nom", "prenom", "qualite"], ["KERVADEC", "Maëlle", "élue"], ["X", "Y", "agent"]])

    def check(data: bytes, command: list[str]) -> None:
        hold(desk, {BRIEF: brief, WORKBOOK: data}, command)

    go_on(check, 25, minutes, data=st.one_of(odd_workbook(), changed_package(source)), command=COMMANDS)


TEMPLATES = [document.modele for document in des_briefs()]


def test_any_template(desk: tuple[Path, Files], minutes: float) -> None:
    sources = {stem: (ROOT / "templates" / f"{stem}.docx").read_bytes() for stem in TEMPLATES}
    changed = st.sampled_from(TEMPLATES).flatmap(lambda stem: st.tuples(st.just(stem), changed_package(sources[stem])))

    def check(changed: tuple[str, bytes], options: list[str], verify: bool) -> None:  # noqa: FBT001
        stem, data = changed
        made = ["programme"] if stem == "programme" else ["kit", "--document", stem]
        args = ["modeles", "verifier", f"templates/{stem}.docx"] if verify else [*made, *options]
        hold(desk, {f"templates/{stem}.docx": data}, args)

    go_on(check, 50, minutes, changed=changed, options=OPTIONS, verify=st.sampled_from([False, False, False, True]))


def test_any_logo(desk: tuple[Path, Files], minutes: float) -> None:
    def check(data: bytes, command: list[str]) -> None:
        hold(desk, {LOGO: data}, command)

    go_on(check, 15, minutes, data=changed_bytes(desk[1][LOGO]), command=COMMANDS)


def test_any_manifest(desk: tuple[Path, Files], minutes: float) -> None:
    source = desk[1][MANIFEST]
    data = st.one_of(
        changed_data(json.loads(source)).map(lambda d: json.dumps(d, default=str).encode()), changed_bytes(source)
    )

    def check(data: bytes, command: list[str], options: list[str]) -> None:
        hold(desk, {MANIFEST: data}, arguments(command, options))

    go_on(check, 25, minutes, data=data, command=COMMANDS, options=OPTIONS)
