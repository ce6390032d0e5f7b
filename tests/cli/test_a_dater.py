"""A session before its dates: its real hours, « date à convenir », and a folder that the dates move without a loss."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import docx
import pytest
from workspaces import NOW, REF, a_copy, atelier_of, change, everything, make

from docgen.cli import run
from docgen.output import memory
from docgen.output.manifest import Manifest, read_manifest, write_manifest
from docgen.production import Commande, produce
from docgen.production.etat import state_of

DATED = '      - date: 2026-12-05\n        matin: "9:00-12:30"\n'
UNDATED = '      - soir: "18:00-21:30"\n        souhait: un mardi\n'
BEFORE, AFTER = "session-1-a-dater", "session-1-2027-02-09"
SET = ('      - soir: "18:00-21:30"\n', '      - date: 2027-02-09\n        soir: "18:00-21:30"\n')
BY_HAND = "Noté à la main."


@pytest.fixture
def espace(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A workspace whose only session waits for its date; nothing made yet; the current folder."""
    monkeypatch.setenv("DOCGEN_CACHE", str(tmp_path_factory.getbasetemp() / "cache"))
    folder = a_copy(tmp_path / "espace")
    for file in sorted((folder / "out").rglob("*"), reverse=True):
        file.rmdir() if file.is_dir() else file.unlink()
    change(folder, DATED, UNDATED)
    change(folder, "sessions:\n  - jours:", "sessions:\n  - souhait: février 2027\n    jours:")
    monkeypatch.chdir(folder)
    return folder


def text_of(file: Path) -> str:
    document = docx.Document(str(file))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(p.text for p in document.paragraphs), *cells]).replace("\u00a0", " ").replace("\u202f", " ")


def edit(file: Path) -> bytes:
    document = docx.Document(str(file))
    document.add_paragraph(BY_HAND)
    document.save(str(file))
    return file.read_bytes()


def states(folder: Path) -> dict[str, str]:
    bilan = state_of(atelier_of(folder), folder / "briefs" / "exemple.yaml")
    return {document.chemin: str(document.etat) for document in bilan.documents}


def test_the_proposal_has_its_hours_and_says_that_the_date_is_to_be_agreed(espace: Path) -> None:
    assert run(["programme", "--final", "briefs/exemple.yaml"]) == 0
    said = text_of(espace / "out" / REF / f"programme-{REF}.docx")
    assert "Date à convenir (souhait : février 2027)" in said
    assert "Date à convenir (souhait : un mardi)" in said
    assert "18 h 00" in said
    assert "À COMPLÉTER" not in said


def test_the_kit_comes_as_drafts_in_a_folder_without_a_date(espace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["kit", "briefs/exemple.yaml"]) == 0
    folder = espace / "out" / REF / BEFORE
    assert "Session unique, date à convenir (souhait : février 2027)" in text_of(folder / "agenda.docx")
    assert "Date à convenir (souhait : un mardi)" in text_of(folder / "emargement.docx")
    assert "À COMPLÉTER : date de la session" in text_of(folder / "evaluation-a-froid.docx")
    assert "[B161]" in "".join(capsys.readouterr())
    assert set(states(espace).values()) == {"manquant", "à jour"}


def test_no_final_paperwork_before_the_dates(espace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["kit", "--final", "briefs/exemple.yaml"]) == 1
    assert "[B162]" in "".join(capsys.readouterr())
    assert not list((espace / "out").rglob("*.docx"))


def test_no_calendar_before_the_dates_and_a_notice(espace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["calendrier", "briefs/exemple.yaml"]) == 0
    assert "le calendrier s’en passe" in "".join(capsys.readouterr()).replace("\u00a0", " ")
    assert not list((espace / "out").rglob("*.ics"))


def test_the_calendar_holds_the_sessions_that_have_dates(espace: Path) -> None:
    path = espace / "briefs" / "exemple.yaml"
    later = '  - jours: [{date: 2027-03-02, soir: "18:00-21:30"}]\n    lieu: {nom: Mairie, adresse: Le Bourg}\n'
    path.write_text(path.read_text("utf-8").replace("sessions:\n", f"sessions:\n{later}", 1), "utf-8")
    assert run(["calendrier", "briefs/exemple.yaml"]) == 0
    (calendar,) = (espace / "out").rglob("*.ics")
    assert calendar.read_text("utf-8").count("BEGIN:VEVENT") == 1


def test_days_without_dates_keep_the_order_typed(espace: Path) -> None:
    change(espace, UNDATED, '      - soir: "18:00-19:45"\n        souhait: B\n      - matin: "9:00-10:45"\n')
    verification = atelier_of(espace)
    from docgen.production import verify

    brief = verify(verification, espace / "briefs" / "exemple.yaml").loaded.brief
    assert brief is not None
    assert [jour.souhait for jour in brief.sessions[0].jours] == ["B", None]


def test_the_check_of_documents_knows_them_before_and_after_the_dates(
    espace: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    make(espace, "programme", "kit")
    assert run(["verifier", "--dossier", REF]) == 0
    change(espace, *SET)
    assert states(espace)[f"{BEFORE}/agenda.docx"] == "périmé"
    assert "orphelin" not in states(espace).values()
    capsys.readouterr()
    run(["verifier", "--dossier", REF])
    assert "date de la session : ce n’est plus écrit" in "".join(capsys.readouterr()).replace("\u00a0", " ")
    make(espace)
    assert run(["verifier", "--dossier", REF]) == 0


def test_the_dates_move_the_folder_with_what_was_written_in_it(espace: Path) -> None:
    make(espace)
    out = espace / "out" / REF
    edited = edit(out / BEFORE / "agenda.docx")
    (out / BEFORE / "photo.jpg").write_bytes(b"...")
    change(espace, *SET)
    statuts = make(espace, "kit")
    assert not (out / BEFORE).exists()
    assert (out / AFTER / "agenda.docx").read_bytes() == edited
    assert (out / AFTER / "photo.jpg").exists()
    assert statuts.count("refusé") == 1
    assert statuts.count("écrit") + statuts.count("à jour") == 5
    known = read_manifest(out)
    assert known is not None
    assert {name.split("/")[0] for name in known.documents if "/" in name} == {AFTER}
    assert "Mardi 9 février 2027" in text_of(out / AFTER / "emargement.docx")
    assert states(espace)[f"{AFTER}/agenda.docx"] == "modifié et périmé"


def test_a_folder_that_is_there_already_is_not_written_over(espace: Path) -> None:
    make(espace)
    out = espace / "out" / REF
    edited = edit(out / BEFORE / "agenda.docx")
    (out / AFTER).mkdir()
    change(espace, *SET)
    made = produce(atelier_of(espace), espace / "briefs" / "exemple.yaml", commande=Commande(("kit",)), now=NOW)
    assert (out / BEFORE / "agenda.docx").read_bytes() == edited
    assert "E020" in {finding.code for finding in made.findings}


def test_a_folder_that_cannot_be_moved_stops_the_run_and_loses_nothing(
    espace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make(espace)
    out = espace / "out" / REF
    edited = edit(out / BEFORE / "agenda.docx")
    change(espace, *SET)

    def refused(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    with monkeypatch.context() as closed:
        closed.setattr(Path, "rename", refused)
        assert run(["kit", "briefs/exemple.yaml"]) == 4
    assert (out / BEFORE / "agenda.docx").read_bytes() == edited
    assert not (out / AFTER).exists()
    make(espace, "kit")
    assert (out / AFTER / "agenda.docx").read_bytes() == edited


class _KilledError(BaseException):
    """What ends a run between two steps."""


@pytest.mark.parametrize("step", range(4))
def test_dying_in_the_middle_of_the_move_loses_nothing(
    espace: Path, monkeypatch: pytest.MonkeyPatch, step: int
) -> None:
    make(espace)
    out = espace / "out" / REF
    edited = edit(out / BEFORE / "agenda.docx")
    change(espace, *SET)
    done: list[str] = []

    def then_die(real: Any) -> Any:
        def call(*args: Any) -> Any:
            if len(done) == step:
                raise _KilledError
            done.append(real.__name__)
            return real(*args)

        return call

    with monkeypatch.context() as killed:
        killed.setattr(memory, "write_manifest", then_die(write_manifest))
        killed.setattr(Path, "rename", then_die(Path.rename))
        if step < 3:
            with pytest.raises(_KilledError):
                memory.move_folders(out, {BEFORE: AFTER})
        else:
            memory.move_folders(out, {BEFORE: AFTER})
            assert done == ["write_manifest", "rename", "write_manifest"]
    (found,) = out.rglob("agenda.docx")
    assert found.read_bytes() == edited
    make(espace, "kit")
    assert not (out / BEFORE).exists()
    assert (out / AFTER / "agenda.docx").read_bytes() == edited
    known = read_manifest(out)
    assert isinstance(known, Manifest)
    assert {name.split("/")[0] for name in known.documents if "/" in name} == {AFTER}
    assert states(espace)[f"{AFTER}/agenda.docx"] == "modifié et périmé"
    assert not [name for name in everything(espace) if name.endswith(".tmp")] or os.name == "nt"
