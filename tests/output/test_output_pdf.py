"""PDF beside the documents; without LibreOffice, or when it fails or hangs, one is told and the documents are there."""

from __future__ import annotations

import errno
import os
import shutil
import stat
import subprocess
import sys
import tempfile
import time
from typing import TYPE_CHECKING

import docx
import pytest

from docgen.output import pdf, soffice
from docgen.output.pdf import convert, find_libreoffice, pages

if TYPE_CHECKING:
    from pathlib import Path

posix = pytest.mark.skipif(os.name == "nt", reason="the stand-in is a shell script")


def word(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    document = docx.Document()
    document.core_properties.title = "Le titre"
    document.add_heading(text, 1)
    document.save(str(path))
    return path


def stand_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, script: str) -> None:
    """A program in LibreOffice's place."""
    program = tmp_path / "soffice"
    program.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("DOCGEN_SOFFICE", str(program))


def test_nothing_to_convert_asks_for_no_libreoffice(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "find_libreoffice", lambda: None)
    assert convert([]) == pdf.Conversion((), ())


def test_without_libreoffice_one_finding_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "find_libreoffice", lambda: None)
    made = convert([tmp_path / "a.docx", tmp_path / "b.docx"])
    assert made.pdfs == ()
    assert [(found.code, found.exit_code) for found in made.findings] == [("F001", 5)]


@posix
@pytest.mark.parametrize("refused", ["the profile", "the copies"])
def test_a_full_temporary_folder_is_told_once_as_what_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, refused: str
) -> None:
    documents = [word(tmp_path / f"{name}.docx", name) for name in ("a", "b")]
    stand_in(tmp_path, monkeypatch, "exit 1")  # what LibreOffice does where it cannot write

    def full(*_given: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    if refused == "the profile":
        monkeypatch.setattr(soffice.Worker, "see_room", full)
    else:
        monkeypatch.setattr(shutil, "copyfile", full)
    made = convert(documents)
    assert made.pdfs == ()
    [found] = made.findings
    assert (found.code, found.exit_code) == ("F005", 5)
    assert "dossier temporaire" in found.message
    assert "le disque est plein" in found.message
    assert "TMPDIR" in found.remede


@posix
def test_libreoffice_keeps_its_own_temporary_files_where_room_was_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    stand_in(tmp_path, monkeypatch, f'echo "$TMPDIR" > {tmp_path / "vu"}')
    convert([word(tmp_path / "a.docx", "a")])
    assert (tmp_path / "vu").read_text(encoding="utf-8").startswith(f"{tmp_path}/docgen-lo-")


@pytest.mark.parametrize("named", ["/nulle part/soffice", "."])
def test_a_program_that_cannot_be_started_counts_as_absent(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, named: str
) -> None:
    monkeypatch.setenv("DOCGEN_SOFFICE", named)
    assert [found.code for found in convert([tmp_path / "a.docx"]).findings] == ["F001"]


def test_the_program_is_the_one_that_is_named_then_the_one_on_the_path(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DOCGEN_SOFFICE", "/chez/moi/soffice")
    assert find_libreoffice() == "/chez/moi/soffice"
    monkeypatch.delenv("DOCGEN_SOFFICE")
    monkeypatch.setattr(shutil, "which", lambda name: f"/bin/{name}" if name == "libreoffice" else None)
    assert find_libreoffice() == "/bin/libreoffice"
    monkeypatch.setattr(shutil, "which", lambda _name: None)
    monkeypatch.setattr(pdf, "_USUAL_PLACES", ("/nulle part", sys.executable))
    assert find_libreoffice() == sys.executable
    monkeypatch.setattr(pdf, "_USUAL_PLACES", ())
    assert find_libreoffice() is None


@posix
def test_a_program_that_hangs_is_stopped_with_all_that_it_started(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    document = word(tmp_path / "a.docx", "x")
    stand_in(tmp_path, monkeypatch, f"sleep 60 & echo $! > '{tmp_path}/enfant'; wait")
    monkeypatch.setattr(soffice, "START_SECONDS", 1)
    monkeypatch.setattr(soffice, "SILENCE_SECONDS", 0)
    start = time.perf_counter()
    made = convert([document])
    assert time.perf_counter() - start < 10
    assert made.pdfs == ()
    assert [(found.code, found.fichier, found.exit_code) for found in made.findings] == [("F002", str(document), 5)]
    child = (tmp_path / "enfant").read_text().strip()
    for _ in range(100):
        state = subprocess.run(["ps", "-o", "stat=", "-p", child], capture_output=True, text=True, check=False).stdout
        if not state.strip() or state.startswith("Z"):
            break
        time.sleep(0.05)
    assert not state.strip() or state.startswith("Z")


@posix
@pytest.mark.parametrize("script", ["exit 0", "exit 1", "kill -9 $$"])
def test_a_document_that_gives_no_pdf_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, script: str) -> None:
    documents = [word(tmp_path / name / "a.docx", "x") for name in ("un", "deux")]
    stand_in(tmp_path, monkeypatch, script)
    made = convert(documents)
    assert made.pdfs == ()
    assert [(found.code, found.fichier) for found in made.findings] == [("F003", str(path)) for path in documents]


@posix
def test_an_older_pdf_does_not_pass_for_a_new_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    old = tmp_path / "a.pdf"
    old.write_bytes(b"%PDF ancien")
    os.utime(old, (1, 1))
    document = word(tmp_path / "a.docx", "x")
    stand_in(tmp_path, monkeypatch, "exit 0")
    assert [found.code for found in convert([document]).findings] == ["F003"]


# Makes a PDF of each file in turn, and notes its arguments.
WORKING = """echo "$@" >> "{folder}/appels"
for f; do case $f in *.docx) {each} echo %%EOF > "${{f%.docx}}.pdf";; esac; done"""


def calls(tmp_path: Path) -> list[str]:
    return (tmp_path / "appels").read_text().splitlines()


@posix
def test_files_of_many_folders_share_a_process_whatever_their_names(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    documents = [word(tmp_path / name, "x") for name in ("s1/agenda.docx", "s2/agenda.docx", "s2/a b.docx")]
    stand_in(tmp_path, monkeypatch, WORKING.format(folder=tmp_path, each=""))
    made = convert(documents)
    assert made.findings == ()
    assert made.pdfs == tuple(path.with_suffix(".pdf") for path in documents)
    (call,) = calls(tmp_path)
    assert "-env:UserInstallation=file:///" in call
    assert "--headless" in call
    assert sorted(path.name for path in (tmp_path / "s2").iterdir()) == [
        "a b.docx",
        "a b.pdf",
        "agenda.docx",
        "agenda.pdf",
    ]


@posix
def test_there_is_a_process_per_core_with_its_own_profile_and_none_lives_long(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    documents = [word(tmp_path / f"{n}.docx", "x") for n in range(20)]
    stand_in(tmp_path, monkeypatch, WORKING.format(folder=tmp_path, each=""))
    monkeypatch.setattr(soffice, "FILES_PER_PROCESS", 5)
    assert len(convert(documents, 2).pdfs) == 20
    profiles = [word for call in calls(tmp_path) for word in call.split() if word.startswith("-env:")]
    assert len(profiles) == 4
    assert len(set(profiles)) == 2
    assert all(call.count(".docx") == 5 for call in calls(tmp_path))


@posix
@pytest.mark.parametrize(("each", "code"), [("[ -s $f ] || kill -9 $$;", "F003"), ("[ -s $f ] || sleep 60;", "F002")])
def test_a_file_that_ends_or_hangs_libreoffice_is_named_and_the_others_are_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, each: str, code: str
) -> None:
    documents = [word(tmp_path / f"{n}.docx", "x") for n in range(6)]
    for bad in (documents[0], documents[3], documents[5]):
        bad.write_bytes(b"")
    stand_in(tmp_path, monkeypatch, WORKING.format(folder=tmp_path, each=each))
    monkeypatch.setattr(soffice, "START_SECONDS", 1)
    monkeypatch.setattr(soffice, "SILENCE_SECONDS", 1)
    made = convert(documents, 1)
    assert made.pdfs == tuple(documents[n].with_suffix(".pdf") for n in (1, 2, 4))
    assert [(found.code, found.fichier) for found in made.findings] == [(code, str(documents[n])) for n in (0, 3, 5)]


@posix
def test_half_a_pdf_is_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    documents = [word(tmp_path / f"{n}.docx", "x") for n in range(3)]
    documents[1].write_bytes(b"")
    half = "[ -s $f ] || { echo %PDF > ${f%.docx}.pdf; kill -9 $$; };"
    stand_in(tmp_path, monkeypatch, WORKING.format(folder=tmp_path, each=half))
    made = convert(documents, 1)
    assert [found.fichier for found in made.findings] == [str(documents[1])]
    assert not documents[1].with_suffix(".pdf").exists()


@posix
def test_a_libreoffice_that_makes_nothing_at_all_is_not_started_for_each_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    documents = [word(tmp_path / f"{n}.docx", "x") for n in range(30)]
    stand_in(tmp_path, monkeypatch, f'echo "$@" >> "{tmp_path}/appels"; exit 1')
    made = convert(documents, 1)
    assert len(made.findings) == 30
    assert len(calls(tmp_path)) == soffice.FRUITLESS


@pytest.mark.libreoffice
def test_libreoffice_makes_tagged_pdfs_and_names_the_file_that_it_cannot_read(tmp_path: Path) -> None:
    good = [word(tmp_path / name, "L’été à Tours & ailleurs") for name in ("s1/programme été.docx", "s2/agenda.docx")]
    broken = tmp_path / "s1" / "casse.docx"
    broken.write_bytes(b"PK\x03\x04" + bytes(100))
    made = convert([*good, broken])
    assert set(made.pdfs) == {path.with_suffix(".pdf") for path in good}
    assert [(found.code, found.fichier) for found in made.findings] == [("F003", str(broken))]
    text = subprocess.run(["pdftotext", made.pdfs[0], "-"], capture_output=True, text=True, check=True).stdout
    assert "L’été à Tours & ailleurs" in text
    told = subprocess.run(["pdfinfo", made.pdfs[0]], capture_output=True, text=True, check=True).stdout
    assert "Le titre" in told
    assert any(line.split() == ["Tagged:", "yes"] for line in told.splitlines())
    assert sorted(file.name for file in (tmp_path / "s1").iterdir()) == [
        "casse.docx",
        "programme été.docx",
        "programme été.pdf",
    ]


@pytest.mark.libreoffice
def test_each_page_becomes_a_picture_and_old_pictures_go(tmp_path: Path) -> None:
    (tmp_path / "agenda-page-9.png").write_bytes(b"old")
    made = convert([word(tmp_path / "agenda.docx", "Bonjour")])
    pictures, findings = pages(made.pdfs)
    assert findings == ()
    assert [picture.name for picture in pictures] == ["agenda-page-1.png"]
    assert not (tmp_path / "agenda-page-9.png").exists()


def test_without_poppler_there_are_no_pictures_and_one_warning(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nonexistent")
    pictures, (found,) = pages([tmp_path / "agenda.pdf"])
    assert pictures == ()
    assert (found.code, found.exit_code) == ("F004", 0)
    assert pages([]) == ((), ())
