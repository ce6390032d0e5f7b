"""Deliveries: the second run writes nothing, nobody's work is lost, and one bad document stops no other."""

from __future__ import annotations

import datetime as dt
import errno
import json
import multiprocessing
import os
import time
from pathlib import Path
from typing import Any

import pytest

from docgen.findings import Finding, Gravite, gravest_exit_code
from docgen.output import atomic
from docgen.output.atomic import PREFIX, STALE_SECONDS, SUFFIX
from docgen.output.dossier import Delivery, NewDocument, deliver, orphans
from docgen.output.journal import announced
from docgen.output.manifest import NAME, Defaut, read_manifest

NOW = dt.datetime(2026, 10, 5, 9, 30, 12, tzinfo=dt.UTC)
PROGRAMME, AGENDA = "programme-REF.docx", "session-1-2026-12-03/agenda.docx"


def document(chemin: str, contenu: str, brief: str = "1") -> NewDocument:
    return NewDocument(chemin, "programme", contenu.encode(), {"brief": brief})


def run(
    folder: Path, *documents: NewDocument, now: dt.datetime = NOW, final: bool = False, force: bool = False
) -> tuple[dict[str, str], list[Finding]]:
    """What became of each document, by its path in the dossier, and the findings."""
    delivery = Delivery("briefs/ref.yaml", "1.0", now, final=final, force=force)
    outcomes, findings = deliver(folder, documents, delivery)
    return {outcome.chemin.relative_to(folder).as_posix(): str(outcome.sort) for outcome in outcomes}, findings


def state(folder: Path) -> dict[str, tuple[bytes, int]]:
    return {
        file.relative_to(folder).as_posix(): (file.read_bytes(), file.stat().st_mtime_ns)
        for file in folder.rglob("*")
        if file.is_file()
    }


@pytest.fixture
def dossier(tmp_path: Path) -> Path:
    """A dossier after its first run."""
    folder = tmp_path / "out" / "REF"
    fates, findings = run(folder, document(PROGRAMME, "v1"), document(AGENDA, "a1"))
    assert fates == {PROGRAMME: "écrit", AGENDA: "écrit"}
    assert findings == []
    return folder


def test_the_first_run_writes_the_documents_and_the_manifest(dossier: Path) -> None:
    assert {name: content for name, (content, _) in state(dossier).items() if name != NAME} == {
        PROGRAMME: b"v1",
        AGENDA: b"a1",
    }
    known = read_manifest(dossier)
    assert known
    assert known.brief == "briefs/ref.yaml"
    assert set(known.documents) == {PROGRAMME, AGENDA}
    assert known.documents[AGENDA].date == "2026-10-05T09:30:12+00:00"
    assert not known.documents[AGENDA].final


def test_the_second_run_says_up_to_date_and_writes_nothing(dossier: Path) -> None:
    before = state(dossier)
    later = NOW + dt.timedelta(days=3)
    fates, findings = run(dossier, document(PROGRAMME, "v1"), document(AGENDA, "a1"), now=later)
    assert fates == {PROGRAMME: "à jour", AGENDA: "à jour"}
    assert findings == []
    assert state(dossier) == before


def test_a_run_for_one_document_forgets_no_other(dossier: Path) -> None:
    run(dossier, document(AGENDA, "a2", "2"))
    known = read_manifest(dossier)
    assert known
    assert set(known.documents) == {PROGRAMME, AGENDA}


def test_changed_inputs_are_written(dossier: Path) -> None:
    fates, findings = run(dossier, document(PROGRAMME, "v2", "2"), document(AGENDA, "a1", "2"))
    assert (fates, findings) == ({PROGRAMME: "écrit", AGENDA: "à jour"}, [])
    assert (dossier / PROGRAMME).read_bytes() == b"v2"
    fates, findings = run(dossier, document(PROGRAMME, "v2", "2"), document(AGENDA, "a1", "2"))
    assert (fates, findings) == ({PROGRAMME: "à jour", AGENDA: "à jour"}, [])


def test_a_document_edited_by_hand_is_kept_while_nothing_has_changed(dossier: Path) -> None:
    (dossier / PROGRAMME).write_bytes(b"retouche")
    before = state(dossier)
    fates, findings = run(dossier, document(PROGRAMME, "v1"), document(AGENDA, "a1"))
    assert fates == {PROGRAMME: "conservé", AGENDA: "à jour"}
    assert findings == []
    assert state(dossier) == before


def test_a_document_edited_by_hand_is_refused_when_inputs_changed_and_the_others_are_written(dossier: Path) -> None:
    (dossier / PROGRAMME).write_bytes(b"retouche")
    for _ in range(2):  # again and again, until somebody decides
        fates, findings = run(dossier, document(PROGRAMME, "v2", "2"), document(AGENDA, "a2", "2"))
        assert fates[PROGRAMME] == "refusé"
        assert [finding.code for finding in findings] == ["E010"]
        assert "modifié à la main" in findings[0].message
        assert "--force" in findings[0].remede
        assert findings[0].fichier == str(dossier / PROGRAMME)
        assert gravest_exit_code(findings) == 4
        assert (dossier / PROGRAMME).read_bytes() == b"retouche"
        assert (dossier / AGENDA).read_bytes() == b"a2"


def test_the_refusal_says_what_has_changed(dossier: Path) -> None:
    run(dossier, document(PROGRAMME, "v1"))
    (dossier / PROGRAMME).write_bytes(b"retouche")
    _, findings = run(dossier, document(PROGRAMME, "v2", "2"))
    assert findings[0].message.endswith("Ce qui a changé depuis\u00a0: brief.")


def test_a_final_over_an_edited_draft_is_refused_without_speaking_of_changes_that_there_are_not(dossier: Path) -> None:
    (dossier / PROGRAMME).write_bytes(b"retouche")
    fates, findings = run(dossier, document(PROGRAMME, "v1 finale"), final=True)
    assert fates == {PROGRAMME: "refusé"}
    assert [finding.code for finding in findings] == ["E010"]
    assert "brouillon a été modifié à la main" in findings[0].message
    assert "changé" not in findings[0].message
    assert "n’est plus à jour" not in findings[0].message
    assert "--force" in findings[0].remede
    assert (dossier / PROGRAMME).read_bytes() == b"retouche"


def test_the_same_bytes_by_another_version_of_docgen_are_its_own_too(dossier: Path) -> None:
    delivery = Delivery("briefs/ref.yaml", "2.0", NOW + dt.timedelta(days=1))
    deliver(dossier, [document(PROGRAMME, "v1")], delivery)
    known = read_manifest(dossier)
    assert known
    assert (known.documents[PROGRAMME].version, known.documents[AGENDA].version) == ("2.0", "1.0")
    assert known.documents[PROGRAMME].date == NOW.isoformat(timespec="seconds")


def test_force_replaces_an_edited_document_and_leaves_a_dated_copy(dossier: Path) -> None:
    (dossier / PROGRAMME).write_bytes(b"retouche")
    fates, findings = run(dossier, document(PROGRAMME, "v2", "2"), force=True)
    assert (fates, findings) == ({PROGRAMME: "remplacé"}, [])
    assert (dossier / PROGRAMME).read_bytes() == b"v2"
    assert (dossier / "programme-REF.2026-10-05-093012.docx").read_bytes() == b"retouche"
    assert run(dossier, document(PROGRAMME, "v2", "2"))[0] == {PROGRAMME: "à jour"}


def test_two_forced_runs_in_one_second_leave_two_copies(dossier: Path) -> None:
    for rank in (1, 2, 3):
        (dossier / PROGRAMME).write_bytes(f"retouche {rank}".encode())
        run(dossier, document(PROGRAMME, "v2", "2"), force=True)
    copies = {file.read_bytes() for file in dossier.glob("programme-REF.2026*.docx")}
    assert copies == {b"retouche 1", b"retouche 2", b"retouche 3"}


def test_force_on_what_nobody_touched_leaves_no_copy(dossier: Path) -> None:
    assert run(dossier, document(PROGRAMME, "v2", "2"), force=True)[0] == {PROGRAMME: "écrit"}
    assert len(list(dossier.glob("*.docx"))) == 1


@pytest.mark.parametrize("final", [False, True])
def test_a_final_document_is_replaced_by_force_alone_and_with_a_copy(dossier: Path, final: bool) -> None:  # noqa: FBT001
    assert run(dossier, document(PROGRAMME, "finale", "2"), final=True)[0] == {PROGRAMME: "écrit"}
    fates, findings = run(dossier, document(PROGRAMME, "v3", "3"), final=final)
    assert fates == {PROGRAMME: "refusé"}
    assert ([finding.code for finding in findings], gravest_exit_code(findings)) == (["E010"], 4)
    assert "finale" in findings[0].message
    assert (dossier / PROGRAMME).read_bytes() == b"finale"
    assert run(dossier, document(PROGRAMME, "v3", "3"), final=final, force=True)[0] == {PROGRAMME: "remplacé"}
    assert (dossier / "programme-REF.2026-10-05-093012.docx").read_bytes() == b"finale"


def test_a_draft_with_the_same_bytes_does_not_make_a_final_document_forgotten(dossier: Path) -> None:
    run(dossier, document(PROGRAMME, "v1"), final=True)
    assert run(dossier, document(PROGRAMME, "v1"))[0] == {PROGRAMME: "à jour"}
    fates, findings = run(dossier, document(PROGRAMME, "v2", "2"))
    assert fates == {PROGRAMME: "refusé"}
    assert [finding.code for finding in findings] == ["E010"]


def test_a_document_whose_run_was_killed_before_the_manifest_is_up_to_date(dossier: Path) -> None:
    (dossier / PROGRAMME).write_bytes(b"v2")
    assert run(dossier, document(PROGRAMME, "v2", "2")) == ({PROGRAMME: "à jour"}, [])
    assert run(dossier, document(PROGRAMME, "v3", "3")) == ({PROGRAMME: "écrit"}, [])


def test_a_file_that_docgen_did_not_write_is_left_alone_even_by_force(tmp_path: Path) -> None:
    (tmp_path / PROGRAMME).write_bytes(b"le mien")
    for force in (False, True):
        fates, findings = run(tmp_path, document(PROGRAMME, "v1"), force=force)
        assert fates == {PROGRAMME: "refusé"}
        assert [finding.code for finding in findings] == ["E010"]
        assert "--force" not in findings[0].remede  # it would not help
        assert state(tmp_path).keys() == {PROGRAMME}
        assert (tmp_path / PROGRAMME).read_bytes() == b"le mien"


UNTRUSTED = {
    "": "coupé",
    '{"format": 1, "brief": "x", "docu': "coupé",
    '{"format": 1, "brief": "x", "documents": [{}]}': "abîmé",
    '{"format": 1, "brief": {"x": "y"}, "documents": []}': "abîmé",
    '{"format": 1, "brief": "a\\u0000b", "documents": []}': "abîmé",
    json.dumps({"format": 1, "brief": "é" * 200, "documents": []}): "abîmé",
    json.dumps({"format": 1, "brief": "x/" * 600, "documents": []}): "abîmé",
    "[]": "n’est pas de docgen",
    '{"name": "PWA", "icons": []}': "n’est pas de docgen",
    '{"format": "1"}': "n’est pas de docgen",
    '{"format": 99, "dossiers": {}}': "plus récente",
}


@pytest.mark.parametrize("content", UNTRUSTED)
def test_a_manifest_that_is_not_to_be_trusted_is_told_kept_beside_and_makes_no_document_docgens_own(
    dossier: Path, content: str
) -> None:
    (dossier / NAME).write_text(content, encoding="utf-8")
    fates, findings = run(dossier, document(PROGRAMME, "v2", "2"), document(AGENDA, "a1", "2"))
    assert fates == {PROGRAMME: "refusé", AGENDA: "à jour"}
    assert [(finding.code, finding.gravite) for finding in findings] == [
        ("E012", Gravite.AVERTISSEMENT),
        ("E010", Gravite.ERREUR),
    ]
    assert UNTRUSTED[content] in findings[0].message
    assert findings[0].fichier == str(dossier / NAME)
    assert (dossier / PROGRAMME).read_bytes() == b"v1"
    assert (dossier / "manifeste.2026-10-05-093012.json").read_text("utf-8") == content
    known = read_manifest(dossier)
    assert known
    assert set(known.documents) == {AGENDA}
    again, findings = run(dossier, document(AGENDA, "a1", "2"))
    assert (again, findings) == ({AGENDA: "à jour"}, [])
    assert len(list(dossier.glob("manifeste.*.json"))) == 1


def test_a_manifest_that_is_not_to_be_trusted_stays_where_nothing_is_written(tmp_path: Path) -> None:
    (tmp_path / PROGRAMME).write_bytes(b"le mien")
    (tmp_path / NAME).write_text("{}", encoding="utf-8")
    before = state(tmp_path)
    for force in (False, True):
        fates, findings = run(tmp_path, document(PROGRAMME, "v1"), force=force)
        assert fates == {PROGRAMME: "refusé"}
        assert [finding.code for finding in findings] == ["E012", "E010"]
        assert state(tmp_path) == before


def test_a_manifest_that_cannot_be_moved_aside_is_not_written_over(
    dossier: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def locked(*_args: object) -> None:
        raise PermissionError(errno.EACCES, "locked")

    (dossier / NAME).write_text("{}", encoding="utf-8")
    monkeypatch.setattr(Path, "rename", locked)
    fates, findings = run(dossier, document(PROGRAMME, "v1"), document("neuf.docx", "n1"))
    assert fates == {PROGRAMME: "à jour", "neuf.docx": "écrit"}
    assert [finding.code for finding in findings] == ["E012", "E002"]
    assert (dossier / NAME).read_text("utf-8") == "{}"


def test_a_manifest_that_cannot_be_read_is_not_taken_for_none(dossier: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole, read_bytes = (dossier / NAME).read_bytes(), Path.read_bytes

    def locked(path: Path) -> bytes:
        if path.name == NAME:
            raise PermissionError(errno.EACCES, "locked")
        return read_bytes(path)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "read_bytes", locked)
        fates, findings = run(dossier, document(PROGRAMME, "v2", "2"), document("neuf.docx", "n1"))
    assert fates == {PROGRAMME: "refusé", "neuf.docx": "écrit"}
    assert [finding.code for finding in findings] == ["E012", "E010"]
    assert findings[0].exit_code == 4
    assert "ne peut pas être lu" in findings[0].message
    assert (dossier / NAME).read_bytes() == whole
    assert list(dossier.glob("manifeste.*.json")) == []
    assert run(dossier, document("neuf.docx", "n1")) == ({"neuf.docx": "à jour"}, [])


def test_a_manifest_that_names_files_outside_its_dossier_is_not_docgens(dossier: Path) -> None:
    text = (dossier / NAME).read_text("utf-8")
    for outside in ("../autre/programme.docx", "/etc/passwd", "session-1/../../x.docx"):
        (dossier / NAME).write_text(text.replace(AGENDA, outside), encoding="utf-8")
        assert read_manifest(dossier) is None
        assert orphans(dossier, set()) == []


def test_a_manifest_of_an_earlier_docgen_without_details_is_read_and_completed(dossier: Path) -> None:
    data = json.loads((dossier / NAME).read_text("utf-8"))
    del data["details"]
    (dossier / NAME).write_text(json.dumps(data), encoding="utf-8")
    delivery = Delivery("briefs/ref.yaml", "1.0", NOW, details={"1": {"date": "abc"}})
    outcomes, findings = deliver(dossier, [document(PROGRAMME, "v1"), document(AGENDA, "a1")], delivery)
    assert ([str(outcome.sort) for outcome in outcomes], findings) == (["à jour", "à jour"], [])
    known = read_manifest(dossier)
    assert known
    assert known.details == {"1": {"date": "abc"}}


def test_details_stand_once_and_go_with_the_last_document_made_from_them(dossier: Path) -> None:
    def made(contenu: str, brief: str, chemin: str) -> None:
        delivery = Delivery("briefs/ref.yaml", "1.0", NOW, details={brief: {"date": contenu}})
        deliver(dossier, [document(chemin, contenu, brief)], delivery)

    def known() -> set[str]:
        manifest = read_manifest(dossier)
        assert manifest
        return set(manifest.details)

    made("v2", "2", PROGRAMME)
    made("a2", "2", AGENDA)
    assert known() == {"2"}
    made("v3", "3", PROGRAMME)
    assert known() == {"2", "3"}
    made("a3", "3", AGENDA)
    assert known() == {"3"}


def test_a_document_that_cannot_be_written_stops_no_other(dossier: Path) -> None:
    (dossier / AGENDA).unlink()
    (dossier / AGENDA).mkdir()
    (dossier / AGENDA / "x").write_bytes(b"")
    fates, findings = run(dossier, document(AGENDA, "a2", "2"), document(PROGRAMME, "v2", "2"))
    assert fates == {PROGRAMME: "écrit"}
    assert [finding.code for finding in findings] == ["E005"]
    known = read_manifest(dossier)
    assert known
    assert known.documents[PROGRAMME].entrees == {"brief": "2"}
    assert known.documents[AGENDA].entrees == {"brief": "1"}  # as it was


def test_a_document_that_cannot_be_read_is_named_and_stops_no_other(
    dossier: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read_bytes = Path.read_bytes

    def locked(path: Path) -> bytes:
        if path.name == PROGRAMME:
            raise PermissionError(errno.EACCES, "locked")
        return read_bytes(path)

    monkeypatch.setattr(Path, "read_bytes", locked)
    fates, findings = run(dossier, document(PROGRAMME, "v2", "2"), document(AGENDA, "a2", "2"))
    assert fates == {AGENDA: "écrit"}
    assert [finding.code for finding in findings] == ["E002"]


def test_a_full_disk_is_told_for_every_file_and_leaves_all_as_it_was(
    dossier: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_args: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    (dossier / PROGRAMME).write_bytes(b"retouche")
    before = state(dossier)
    monkeypatch.setattr(os, "replace", full)
    fates, findings = run(dossier, document(PROGRAMME, "v2", "2"), document(AGENDA, "a2", "2"), force=True)
    assert fates == {}
    assert {finding.code for finding in findings} == {"E003"}
    assert state(dossier) == before


def test_a_manifest_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / NAME).mkdir()
    (tmp_path / NAME / "x").write_bytes(b"")
    fates, findings = run(tmp_path, document(PROGRAMME, "v1"))
    assert fates == {PROGRAMME: "écrit"}
    assert [finding.code for finding in findings] == ["E005"]


def test_a_dossier_under_a_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "REF").write_bytes(b"")
    fates, findings = run(tmp_path / "REF", document(PROGRAMME, "v1"))
    assert fates == {}
    assert {finding.code for finding in findings} == {"E005"}


def test_what_killed_runs_left_is_swept(dossier: Path) -> None:
    leftovers = [folder / f"{PREFIX}abc{SUFFIX}" for folder in (dossier, (dossier / AGENDA).parent)]
    past = time.time() - STALE_SECONDS - 1
    for file in leftovers:
        file.write_bytes(b"la moit")
        os.utime(file, (past, past))
    run(dossier, document(PROGRAMME, "v1"))
    assert [file for file in leftovers if file.exists()] == []


# Two at once


def deliver_often(folder: str, chemin: str, letter: str, start: Any, faults: Any) -> None:
    start.wait()
    for turn in range(40):
        content = f"{letter}{turn}" * 5000
        _, findings = run(
            Path(folder), document(chemin, content, content), document(f"{letter}.docx", content, content)
        )
        faults.extend([(finding.code, Path(finding.fichier).name) for finding in findings])


def test_two_deliveries_at_once_leave_whole_files_and_a_whole_manifest(tmp_path: Path) -> None:
    context = multiprocessing.get_context("spawn")
    with context.Manager() as manager:
        start, faults = manager.Event(), manager.list()
        processes = [
            context.Process(target=deliver_often, args=(str(tmp_path), "commun.docx", letter, start, faults))
            for letter in "ab"
        ]
        for process in processes:
            process.start()
        start.set()
        for process in processes:
            process.join(60)
            assert process.exitcode == 0
        # Of the one that both write, each may find the other's version, and says so; nothing else goes wrong.
        assert set(faults) <= {("E010", "commun.docx")}
    assert {(tmp_path / f"{letter}.docx").stat().st_size for letter in "ab"} == {15_000}
    shared = (tmp_path / "commun.docx").read_text()
    assert len(set(shared.split(shared[0]))) == 2  # one run's bytes, whole: nothing, then the same number each time
    assert read_manifest(tmp_path)
    assert list(tmp_path.glob(f"{PREFIX}*")) == []


# Orphans


def test_a_session_that_has_moved_leaves_an_orphan_that_is_named_and_kept(dossier: Path) -> None:
    assert orphans(dossier, {"session-1-2026-12-03"}) == []
    (found,) = orphans(dossier, {"session-1-2026-12-10"})
    assert (found.code, found.gravite, found.exit_code) == ("E020", Gravite.AVERTISSEMENT, 0)
    assert found.fichier == str(dossier / "session-1-2026-12-03")
    assert (dossier / AGENDA).is_file()


def test_what_docgen_does_not_know_or_somebody_deleted_is_no_orphan(dossier: Path, tmp_path: Path) -> None:
    (dossier / "mes photos").mkdir()
    assert [Path(found.fichier).name for found in orphans(dossier, set())] == ["session-1-2026-12-03"]
    (dossier / AGENDA).unlink()
    (dossier / AGENDA).parent.rmdir()
    assert orphans(dossier, set()) == []
    assert orphans(tmp_path / "absent", set()) == []


def killed_before_its_manifest(folder: Path, *documents: NewDocument) -> None:
    """What a run leaves that wrote its documents and was killed then: no word of them in the manifest, and its note."""
    before = (folder / NAME).read_bytes() if (folder / NAME).exists() else None
    run(folder, *documents)
    noted = (folder / NAME).read_bytes()
    dead = multiprocessing.Process(target=int)
    dead.start()
    dead.join()
    (folder / f"{PREFIX}{dead.pid}-journal{SUFFIX}").write_bytes(noted)
    (folder / NAME).unlink()
    if before is not None:
        (folder / NAME).write_bytes(before)


def test_what_a_killed_run_had_written_is_replaced_when_the_brief_changes(tmp_path: Path) -> None:
    killed_before_its_manifest(tmp_path, document(PROGRAMME, "v1"))
    fates, findings = run(tmp_path, document(PROGRAMME, "v2", brief="2"))
    assert (fates, findings) == ({PROGRAMME: "écrit"}, [])
    assert {path.name for path in tmp_path.iterdir()} == {PROGRAMME, NAME}


def test_what_a_killed_run_had_replaced_is_replaced_again(dossier: Path) -> None:
    killed_before_its_manifest(dossier, document(PROGRAMME, "v2", brief="2"))
    fates, findings = run(dossier, document(PROGRAMME, "v3", brief="3"))
    assert (fates, findings) == ({PROGRAMME: "écrit"}, [])


def test_what_was_edited_after_a_killed_run_is_kept_as_edited(tmp_path: Path) -> None:
    killed_before_its_manifest(tmp_path, document(PROGRAMME, "v1"))
    (tmp_path / PROGRAMME).write_text("v1, corrigé")
    fates, findings = run(tmp_path, document(PROGRAMME, "v1"))
    assert (fates, findings) == ({PROGRAMME: "conservé"}, [])
    fates, (finding,) = run(tmp_path, document(PROGRAMME, "v2", brief="2"))
    assert fates == {PROGRAMME: "refusé"}
    assert "modifié à la main" in finding.message


def test_what_a_killed_run_had_not_begun_is_as_before(dossier: Path) -> None:
    killed_before_its_manifest(dossier, document(PROGRAMME, "v2", brief="2"))
    (dossier / PROGRAMME).write_text("v1")
    fates, _ = run(dossier, document(PROGRAMME, "v1"))
    assert fates == {PROGRAMME: "à jour"}


def test_a_note_that_says_nothing_is_swept_away(tmp_path: Path) -> None:
    note = tmp_path / f"{PREFIX}999999999-journal{SUFFIX}"
    note.write_text("{")
    fates, findings = run(tmp_path, document(PROGRAMME, "v1"))
    assert (fates, findings) == ({PROGRAMME: "écrit"}, [])
    assert not note.exists()


def note_of(folder: Path, *documents: NewDocument, pid: int = 999999999) -> Path:
    """The note of a run that was killed once it had written these documents, the first ones of the folder."""
    run(folder, *documents)
    return (folder / NAME).rename(folder / f"{PREFIX}{pid}-journal{SUFFIX}")


def test_a_killed_run_is_over_though_this_one_has_its_number_as_all_have_in_a_container(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    note = note_of(tmp_path, document(PROGRAMME, "v1"), pid=os.getpid())
    monkeypatch.setattr(atomic, "_STARTED", time.time() - 10)
    os.utime(note, (time.time() - 20,) * 2)
    fates, findings = run(tmp_path, document(PROGRAMME, "v2", brief="2"))
    assert (fates, findings) == ({PROGRAMME: "écrit"}, [])
    assert not note.exists()


def test_two_deliveries_of_one_process_each_have_their_note(dossier: Path) -> None:
    known = read_manifest(dossier)
    assert known
    with announced(dossier, known):
        with announced(dossier, known):
            assert len(list(dossier.glob(f"{PREFIX}*"))) == 2
        assert len(list(dossier.glob(f"{PREFIX}*"))) == 1
    assert list(dossier.glob(f"{PREFIX}*")) == []


def test_a_note_stays_until_the_manifest_can_say_what_it_said(tmp_path: Path) -> None:
    note = note_of(tmp_path, document(PROGRAMME, "v1"))
    (tmp_path / NAME).mkdir()
    fates, findings = run(tmp_path, document(PROGRAMME, "v2", brief="2"))
    assert fates == {PROGRAMME: "refusé"}
    assert {finding.code for finding in findings} == {"E005", "E010"}
    assert note.exists()
    (tmp_path / NAME).rmdir()
    assert run(tmp_path, document(PROGRAMME, "v2", brief="2")) == ({PROGRAMME: "écrit"}, [])
    assert not note.exists()


def test_a_note_stays_while_the_manifest_cannot_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    note = note_of(tmp_path, document(PROGRAMME, "v1"))
    with monkeypatch.context() as patch:
        patch.setattr("docgen.output.dossier.examine", lambda _: Defaut.ILLISIBLE)
        run(tmp_path, document(PROGRAMME, "v2", brief="2"))
    assert note.exists()
    assert run(tmp_path, document(PROGRAMME, "v2", brief="2")) == ({PROGRAMME: "écrit"}, [])


def test_a_run_whose_manifest_could_not_be_written_leaves_its_note(tmp_path: Path) -> None:
    (tmp_path / NAME).mkdir()
    run(tmp_path, document(PROGRAMME, "v1"))
    (note,) = tmp_path.glob(f"{PREFIX}*")
    note.rename(tmp_path / note.name.replace(str(os.getpid()), "999999999"))
    (tmp_path / NAME).rmdir()
    assert run(tmp_path, document(PROGRAMME, "v2", brief="2")) == ({PROGRAMME: "écrit"}, [])


def test_a_note_read_late_does_not_make_a_final_document_with_the_same_bytes_forgotten(tmp_path: Path) -> None:
    note = note_of(tmp_path, document(PROGRAMME, "v1"), pid=os.getpid())
    assert run(tmp_path, document(PROGRAMME, "v1"), final=True) == ({PROGRAMME: "à jour"}, [])
    os.utime(note, (time.time() - STALE_SECONDS - 1,) * 2)
    fates, (finding,) = run(tmp_path, document(PROGRAMME, "v2", brief="2"))
    assert fates == {PROGRAMME: "refusé"}
    assert finding.code == "E010"


def test_what_is_saved_in_word_while_other_documents_are_written_is_not_lost(
    dossier: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def write_and_save(path: Path, data: bytes) -> None:
        atomic.write_atomically(path, data)
        (dossier / AGENDA).write_text("a1, corrigé")

    monkeypatch.setattr("docgen.output.dossier.write_atomically", write_and_save)
    fates, (finding,) = run(dossier, document(PROGRAMME, "v2", brief="2"), document(AGENDA, "a2", brief="2"))
    assert fates == {PROGRAMME: "écrit", AGENDA: "refusé"}
    assert finding.code == "E010"
    assert (dossier / AGENDA).read_text() == "a1, corrigé"
