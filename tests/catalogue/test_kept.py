"""What a sound module's file says is kept for later runs, and never believed of another file."""

from __future__ import annotations

import errno
import subprocess
import sys
from pathlib import Path

import pytest

from docgen.catalogue import load_catalogue

MODULE = (Path(__file__).parents[2] / "catalogue" / "17-communication-interne-et-projet-de-territoire.yaml").read_text(
    encoding="utf-8"
)
SCRIPT = """
import sys
from pathlib import Path
from docgen.catalogue import load_catalogue
catalogue, findings = load_catalogue([Path(sys.argv[1])])
print(repr(catalogue.modules), findings, sep="\\n")
"""


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("DOCGEN_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "catalogue").mkdir()
    (tmp_path / "catalogue" / "17.yaml").write_text(MODULE, encoding="utf-8")
    return tmp_path / "catalogue"


def title(folder: Path) -> str:
    return load_catalogue([folder])[0].modules["17"].titre


def test_a_second_run_checks_nothing_and_reads_the_same(cache: Path, folder: Path) -> None:
    runs = [subprocess.run([sys.executable, "-c", SCRIPT, str(folder)], check=True, capture_output=True) for _ in "12"]
    first, second = (run.stdout.decode().splitlines() for run in runs)
    assert len(list(cache.glob("*.module"))) == 1
    assert first == second
    assert "17" in first[0]


def test_a_changed_file_is_read_again(cache: Path, folder: Path) -> None:
    before = title(folder)
    (folder / "17.yaml").write_text(MODULE.replace(before, "Un autre titre", 1), encoding="utf-8")
    assert cache.is_dir()
    assert title(folder) == "Un autre titre"


def test_a_file_at_fault_is_told_each_time(cache: Path, folder: Path) -> None:
    (folder / "17.yaml").write_text(f"{MODULE}\ncouleur: bleu\n", encoding="utf-8")
    told = [[(one.code, one.mark) for one in load_catalogue([folder])[1]] for _ in "12"]
    assert told[0] == told[1]
    assert told[0][0][0] == "C010"
    assert not list(cache.glob("*.module"))


def test_a_module_that_was_kept_is_still_told_with_its_line(cache: Path, folder: Path) -> None:
    (folder / "17-bis.yaml").write_text(MODULE, encoding="utf-8")
    told = [load_catalogue([folder])[1] for _ in "12"]
    assert list(cache.glob("*.module"))
    assert told[0] == told[1]
    assert [one.code for one in told[0] if one.mark] == [one.code for one in told[0]]
    assert "C020" in {one.code for one in told[0]}


@pytest.mark.parametrize("damage", [b"", b"x" * 100, None])
def test_what_is_damaged_is_read_anew(cache: Path, folder: Path, damage: bytes | None) -> None:
    before = title(folder)
    for entry in cache.glob("*.module"):
        entry.write_bytes(entry.read_bytes()[:-7] if damage is None else damage)
    assert title(folder) == before


@pytest.mark.parametrize("named", ["", "/dev/null/cache"])
def test_without_a_folder_all_works_and_nothing_is_kept(
    folder: Path, named: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DOCGEN_CACHE", named)
    assert title(folder) == title(folder)


def test_a_full_or_read_only_disk_is_no_fault(cache: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_args: object) -> None:
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(Path, "replace", full)
    assert title(folder)
    assert list(cache.iterdir()) == []


def test_two_runs_at_once_read_the_same(cache: Path, folder: Path) -> None:
    command = [sys.executable, "-c", SCRIPT, str(folder)]
    runs = [subprocess.Popen(command, stdout=subprocess.PIPE) for _ in "1234"]
    assert len({run.communicate()[0].splitlines()[0] for run in runs}) == 1
    assert len(list(cache.iterdir())) == 1
