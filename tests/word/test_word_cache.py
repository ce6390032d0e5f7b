"""Compiled templates are kept for later runs, and never trusted more than they deserve."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from pathlib import Path

import docx
import pytest

from docgen import store
from docgen.word import cache
from docgen.word.reading import text_of
from docgen.word.template import Template

SCRIPT = """
import sys
from pathlib import Path
from docgen.word.template import Template
sys.stdout.buffer.write(Template.open(Path(sys.argv[1])).render({"nom": sys.argv[2]}))
print("docxtpl" in sys.modules, file=sys.stderr)
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("DOCGEN_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"


@pytest.fixture
def template(tmp_path: Path) -> Path:
    document = docx.Document()
    document.add_paragraph("Chère {{ nom }}")
    document.save(str(tmp_path / "modele.docx"))
    return tmp_path / "modele.docx"


def run(template: Path, name: str) -> tuple[bytes, str]:
    """A document made by a process of its own, and whether that process needed docxtpl."""
    result = subprocess.run([sys.executable, "-c", SCRIPT, str(template), name], check=True, capture_output=True)
    return result.stdout, result.stderr.decode().strip()


def test_a_second_run_needs_neither_docxtpl_nor_another_result(folder: Path, template: Path) -> None:
    first, needed = run(template, "Maëlle")
    assert needed == "True"
    assert list(folder.glob("*.modele"))
    again, needed = run(template, "Maëlle")
    assert needed == "False"
    assert again == first
    assert "Chère Anne" in text_of(run(template, "Anne")[0])


def test_an_edited_template_is_compiled_anew(folder: Path, template: Path) -> None:
    assert folder.parent == template.parent
    Template.open(template)
    document = docx.Document(str(template))
    document.paragraphs[0].runs[0].text = "Cher {{ nom }}"
    document.save(str(template))
    assert "Cher Jean" in text_of(Template.open(template).render({"nom": "Jean"}))


@pytest.mark.parametrize("damage", [b"", b"x" * 100, None])
def test_what_is_damaged_is_compiled_anew(folder: Path, template: Path, damage: bytes | None) -> None:
    Template.open(template)
    for entry in folder.glob("*.modele"):
        entry.write_bytes(entry.read_bytes()[:-7] if damage is None else damage)
    assert "Chère Anne" in text_of(Template.open(template).render({"nom": "Anne"}))


@pytest.mark.skipif(sys.platform == "win32", reason="permissions of POSIX")
def test_a_folder_that_others_may_write_is_not_read(folder: Path, template: Path) -> None:
    folder.mkdir()
    folder.chmod(0o777)
    Template.open(template)
    assert list(folder.iterdir()) == []


@pytest.mark.parametrize("named", ["", "/dev/null/cache"])
def test_without_a_folder_all_works_and_nothing_is_kept(
    template: Path, named: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DOCGEN_CACHE", named)
    assert "Chère Anne" in text_of(Template.open(template).render({"nom": "Anne"}))


def test_the_folder_is_pruned(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store, "KEPT", 3)
    code = compile("1", "<template>", "eval")
    for i in range(6):
        cache.keep(f"{i}", cache.Compiled("source", code))
        os.utime(folder / f"{i}.modele", (i, i))
    assert sorted(entry.stem for entry in folder.glob("*.modele")) == ["3", "4", "5"]
    assert cache.find("5") is not None
    assert cache.find("0") is None


def test_the_usual_folder_is_the_systems(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("DOCGEN_CACHE")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setattr(sys, "platform", "linux")
    cache.keep("a", cache.Compiled("source", compile("1", "<template>", "eval")))
    assert (tmp_path / "docgen" / "a.modele").is_file()


def test_what_a_killed_run_or_a_full_disk_left_goes(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    code = compile("1", "<template>", "eval")
    left, begun = folder / "a.tmp", folder / "b.tmp"
    folder.mkdir(mode=0o700)
    left.touch()
    begun.touch()
    os.utime(left, (1, 1))
    cache.keep("a", cache.Compiled("source", code))
    assert sorted(entry.name for entry in folder.iterdir()) == ["a.modele", "b.tmp"]

    def full(*_args: object) -> None:
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(Path, "replace", full)
    cache.keep("b", cache.Compiled("source", code))
    assert sorted(entry.name for entry in folder.iterdir()) == ["a.modele", "b.tmp"]
