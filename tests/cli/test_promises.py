"""The promises of the output folder, each as a person would put it to the test: commands, files, exit codes."""

from __future__ import annotations

import errno
import os
import re
import shutil
from pathlib import Path

import pytest
from workspaces import AGENDA, PRICE, PROPOSAL, REF, SESSION, SHEET, VERSION, a_copy, change, everything

from docgen.cli import run
from docgen.output.manifest import NAME

OUT = f"out/{REF}"


@pytest.fixture
def espace(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A workspace that is all made, to spoil; the current folder."""
    monkeypatch.setenv("DOCGEN_CACHE", str(tmp_path_factory.getbasetemp() / "cache"))  # compiled once for all
    folder = a_copy(tmp_path / "espace")
    monkeypatch.chdir(folder)
    return folder


def typed(capsys: pytest.CaptureFixture[str], *args: str) -> tuple[int, str, str]:
    """The exit code, and what was printed."""
    code = run([*args])
    printed = capsys.readouterr()
    return code, printed.out, printed.err


def fates(out: str) -> dict[str, str]:
    """What became of each document, by its path in the dossier."""
    return {chemin: fate for fate, chemin in re.findall(rf"^  (\S+(?: \S+)?) +{OUT}/(\S+)$", out, re.MULTILINE)}


def edit(folder: Path, *chemins: str) -> None:
    for chemin in chemins:
        (folder / OUT / chemin).write_bytes(b"retouche")


def copies(folder: Path, stem: str) -> list[bytes]:
    return [path.read_bytes() for path in sorted((folder / OUT).rglob(f"{stem}.2*"))]


def test_when_nothing_has_changed_nothing_is_written_the_manifest_neither(
    espace: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = everything(espace)
    for command in ("programme", "kit"):
        code, out, _ = typed(capsys, command)
        assert (code, set(fates(out).values())) == (0, {"à jour"})
    assert everything(espace) == before


def test_a_note_in_the_brief_changes_nothing(espace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = everything(espace / "out")
    change(espace, "version: 1\n", "# à revoir\nversion: 1   # la première\n")
    assert typed(capsys, "kit")[0] == 0
    assert everything(espace / "out") == before


def test_a_document_edited_by_hand_is_kept_while_nothing_changes(
    espace: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    edit(espace, PROPOSAL, AGENDA)
    before = everything(espace)
    for command, chemin in (("programme", PROPOSAL), ("kit", AGENDA)):
        code, out, err = typed(capsys, command)
        assert (code, fates(out)[chemin], "E010" in err) == (0, "conservé", False)
    assert everything(espace) == before


def test_a_document_edited_by_hand_is_kept_when_what_changes_does_not_reach_it(
    espace: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    edit(espace, AGENDA)
    change(espace, *PRICE)
    code, out, _ = typed(capsys, "kit")
    assert (code, fates(out)[AGENDA]) == (0, "conservé")
    assert (espace / OUT / AGENDA).read_bytes() == b"retouche"


def test_a_document_edited_by_hand_is_refused_when_it_would_change_and_the_others_are_written(
    espace: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    edit(espace, AGENDA)
    change(espace, *VERSION)
    reason = re.findall(r"^    (version \(\S+\))$", typed(capsys, "etat")[1], re.MULTILINE)
    code, out, err = typed(capsys, "kit")
    assert code == 4
    assert fates(out) == dict.fromkeys(fates(out), "écrit") | {AGENDA: "refusé"}
    assert len(fates(out)) == 6
    assert len(reason) == 1
    assert f"Ce qui a changé depuis\u00a0: {reason[0]}." in err  # the words of `etat`
    assert err.count("[E010]") == 1
    assert (espace / OUT / AGENDA).read_bytes() == b"retouche"
    assert typed(capsys, "kit")[0] == 4  # until somebody decides


def test_force_replaces_it_after_a_dated_copy(espace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edit(espace, AGENDA)
    change(espace, *VERSION)
    code, out, _ = typed(capsys, "kit", "--force")
    assert (code, fates(out)[AGENDA], fates(out)[SHEET]) == (0, "remplacé", "écrit")
    assert copies(espace, "agenda") == [b"retouche"]
    assert copies(espace, "emargement") == []
    assert typed(capsys, "kit")[0] == 0


def test_the_copy_comes_first(
    espace: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    edit(espace, AGENDA)
    change(espace, *VERSION)
    replace, moved = os.replace, []

    def watch(source: str, target: Path) -> None:
        moved.append(Path(target).name)
        replace(source, target)

    monkeypatch.setattr(os, "replace", watch)
    typed(capsys, "kit", "--document", "agenda", "--force")
    assert re.fullmatch(r"agenda\.\d{4}-\d\d-\d\d-\d{6}\.docx", moved[0])
    assert moved[1:] == ["agenda.docx", NAME]


@pytest.mark.parametrize("options", [(), ("--force",), ("--final",), ("--final", "--force")])
def test_a_strangers_file_is_never_touched(
    espace: Path, capsys: pytest.CaptureFixture[str], options: tuple[str, ...]
) -> None:
    shutil.rmtree(espace / "out")
    for chemin in (AGENDA, f"{SESSION}/notes.docx", PROPOSAL):
        (espace / OUT / chemin).parent.mkdir(parents=True, exist_ok=True)
        (espace / OUT / chemin).write_bytes(b"le mien")
    before = everything(espace / "out")
    code, out, err = typed(capsys, "kit", *options)
    assert (code, fates(out)[AGENDA], fates(out)[SHEET]) == (4, "refusé", "écrit")
    assert "docgen n’a pas écrit ce fichier" in err
    after = everything(espace / "out")
    assert {chemin: after[chemin] for chemin in before} == before


@pytest.mark.parametrize("options", [(), ("--final",)])
def test_a_final_is_replaced_by_force_alone_and_after_a_dated_copy(
    espace: Path, capsys: pytest.CaptureFixture[str], options: tuple[str, ...]
) -> None:
    assert typed(capsys, "kit", "--final")[0] == 0
    final = (espace / OUT / AGENDA).read_bytes()
    change(espace, *VERSION)
    code, out, err = typed(capsys, "kit", *options)
    assert (code, set(fates(out).values())) == (4, {"refusé"})
    assert "une version finale existe" in err
    assert (espace / OUT / AGENDA).read_bytes() == final
    code, out, _ = typed(capsys, "kit", "--force", *options)
    assert (code, set(fates(out).values())) == (0, {"remplacé"})
    assert copies(espace, "agenda") == [final]


def test_a_final_over_a_draft_edited_by_hand_is_refused_in_its_own_words(
    espace: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    edit(espace, AGENDA)
    code, out, err = typed(capsys, "kit", "--final")
    assert (code, fates(out)[AGENDA], fates(out)[SHEET]) == (4, "refusé", "écrit")
    assert "ce brouillon a été modifié à la main, et le document final effacerait ces retouches" in err
    assert "changé" not in err
    assert typed(capsys, "kit", "--final", "--force")[0] == 0
    assert copies(espace, "agenda") == [b"retouche"]


@pytest.mark.parametrize("gone", [False, True])
def test_a_session_that_moved_or_went_leaves_its_folder_named_and_whole(
    espace: Path,
    capsys: pytest.CaptureFixture[str],
    gone: bool,  # noqa: FBT001 - pytest gives it by name
) -> None:
    before = everything(espace / OUT / SESSION)
    if gone:
        brief = espace / "briefs" / "exemple.yaml"
        text = brief.read_text(encoding="utf-8")
        brief.write_text(text[: text.index("sessions:\n")], encoding="utf-8")
    else:
        change(espace, "2026-12-05", "2026-12-12")
    for options in ((), ("--force",)):
        code, _, err = typed(capsys, "kit", *options)
        assert code == 0
        assert f"{OUT}/{SESSION}: avertissement [E020]" in err
    assert everything(espace / OUT / SESSION) == before


# What a system refuses


def test_two_references_that_windows_takes_for_one_do_not_mix(espace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    # Simulated: a file system that ignores case answers to both names, as this link does.
    (espace / "out" / REF.lower()).symlink_to(espace / OUT, target_is_directory=True)
    text = (espace / "briefs" / "exemple.yaml").read_text(encoding="utf-8")
    (espace / "briefs" / "b.yaml").write_text(text.replace(REF, REF.lower()), encoding="utf-8")
    before = everything(espace / OUT)
    for options in ((), ("--force",)):
        code, _, err = typed(capsys, "programme", *options, "briefs/b.yaml")
        assert (code, "[E011]" in err) == (4, True)
    assert everything(espace / OUT) == before
    code, out, _ = typed(capsys, "verifier")
    assert (code, "B058" in out) == (1, True)


def test_the_folder_of_another_brief_is_its_own_though_its_first_run_was_killed(
    espace: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (espace / "briefs" / "b.yaml").write_bytes((espace / "briefs" / "exemple.yaml").read_bytes())
    folder = espace / OUT
    (folder / "manifeste.json").rename(folder / ".docgen-999999999-journal.tmp")
    before = everything(folder)
    code, _, err = typed(capsys, "programme", "briefs/b.yaml")
    assert (code, "[E011]" in err) == (4, True)
    assert everything(folder) == before


@pytest.mark.parametrize("reference", ["CON", "nul", "aux.2026", "COM1", "lpt9.docx", "REF."])
def test_a_reference_that_windows_cannot_name_a_folder_by_is_an_error(
    espace: Path, capsys: pytest.CaptureFixture[str], reference: str
) -> None:
    change(espace, f"reference: {REF}", f"reference: {reference}")
    code, _, err = typed(capsys, "programme")
    assert (code, "[B029]" in err) == (1, True)
    assert [path.name for path in (espace / "out").iterdir()] == [REF]


@pytest.mark.parametrize("command", ["programme", "kit", "etat"])
def test_a_name_that_is_too_long_is_told(espace: Path, capsys: pytest.CaptureFixture[str], command: str) -> None:
    for sortie in ("x" * 300, "/".join(["x" * 200] * 30)):
        code, out, err = typed(capsys, command, "-o", sortie)
        told = (2, "[U001]") if command == "etat" else (4, "[E004]")  # what is only read is a name typed wrong
        assert (code, told[1] in err) == (told[0], True), out + err
        assert "Panne" not in err
    assert not list(espace.glob("xxx*"))


@pytest.mark.parametrize("winerror", [32, 5])
def test_a_document_open_in_word_on_windows_is_one_finding_and_the_others_are_written(
    espace: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, winerror: int
) -> None:
    # Simulated: os.replace answers as Windows does when Word holds the file open (no Windows here).
    replace = os.replace

    def held_by_word(source: str, target: Path) -> None:
        if Path(target).name == "emargement.docx":
            error = PermissionError(errno.EACCES, "held")
            error.winerror = winerror  # type: ignore[attr-defined,unused-ignore]
            raise error
        replace(source, target)

    change(espace, *VERSION)
    old = (espace / OUT / SHEET).read_bytes()
    with monkeypatch.context() as patch:
        patch.setattr(os, "replace", held_by_word)
        code, out, err = typed(capsys, "kit")
    assert code == 4
    assert re.findall(r"erreur \[(\w+)\]", err) == ["E006"]
    assert f"{OUT}/{SHEET}: erreur [E006]" in err
    assert "Word" in err
    assert set(fates(out).values()) == {"écrit"}
    assert len(fates(out)) == 5
    assert (espace / OUT / SHEET).read_bytes() == old
    code, out, _ = typed(capsys, "kit")  # closed again
    assert (code, fates(out)) == (0, dict.fromkeys(fates(out), "à jour") | {SHEET: "écrit"})


# The manifest


@pytest.mark.parametrize("content", ['{"name": "autre logiciel"}', '{"format": 1, "brief": "bri', '{"format": 7}'])
def test_a_manifest_that_is_not_docgens_is_told_and_kept(
    espace: Path, capsys: pytest.CaptureFixture[str], content: str
) -> None:
    (espace / OUT / NAME).write_text(content, encoding="utf-8")
    change(espace, *PRICE)
    before = everything(espace / "out")
    code, out, err = typed(capsys, "programme")
    assert (code, fates(out)) == (4, {PROPOSAL: "refusé"})
    assert f"{OUT}/{NAME}: avertissement [E012]" in err
    assert everything(espace / "out") == before  # nothing was written, the manifest neither
    code, out, err = typed(capsys, "kit")
    assert (code, set(fates(out).values())) == (0, {"à jour"})
    assert "[E012]" in err
    assert copies(espace, "manifeste") == [content.encode()]
    code, _, err = typed(capsys, "kit")
    assert (code, err) == (0, "")
