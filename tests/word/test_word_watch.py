"""Whatever a template asks for, it is stopped, and nothing is left; what runs in the watched child is the same work."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

import psutil
import pytest
from bombs import BOMBS, VALUES
from word_files import fault, lines, png, saved, with_parts, with_pictures, word

from docgen.errors import FaultsFoundError
from docgen.production.livres import LIVRES
from docgen.word import watch
from docgen.word.fields import fields_of_data
from docgen.word.gaps import Gap
from docgen.word.lint import lint
from docgen.word.template import Template
from scripts.modeles.__main__ import livres

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[2]
# Put before what the child imports, it switches off all that is counted inside Jinja.
WITHOUT_THE_FIRST_WALL = "from docgen.word import rendering; rendering.STEPS = 10**18; "


@pytest.fixture(autouse=True)
def cache(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DOCGEN_CACHE", str(tmp_path_factory.getbasetemp() / "compiled"))


@pytest.fixture
def child(monkeypatch: pytest.MonkeyPatch) -> Iterator[watch.Ward]:
    """A child of the test's own."""
    ward = watch.Ward()
    monkeypatch.setattr(watch, "_WARDS", {os.getpid(): ward})
    yield ward
    ward.end()


def edited(folder: Path, *paragraphs: str, rows: list[list[str]] | None = None) -> Path:
    path = folder / "lettre.docx"
    path.write_bytes(saved(word(*paragraphs, rows=rows or ())))
    return path


def opened(path: Path) -> watch.EditedTemplate:
    made, _ = watch.open_template(path, own=())
    assert isinstance(made, watch.EditedTemplate)
    return made


@pytest.mark.parametrize("name", BOMBS)
def test_no_template_goes_on_for_ever(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # Limits of a few documents' time, so that a hundred bombs are soon gone off; their own are below.
    monkeypatch.setattr(watch, "SECONDS", 0.1)
    monkeypatch.setattr(watch, "MEMORY", 120_000_000)
    path = edited(tmp_path, "Avant", BOMBS[name])
    compiled_once(path)
    found = fault(lambda: opened(path).render(VALUES))
    assert found.code in {"M003", "M007"}
    assert found.fichier == str(path)
    assert found.lieu in {"corps du document", "tout le modèle"}


def compiled_once(path: Path) -> None:
    """Compile a template here, into the cache, so that not each new child has to import docxtpl for it."""
    with suppress(FaultsFoundError):
        Template.open(path)


MEASURED = """
import sys
from pathlib import Path
from docgen.word import watch
watch.BOOT = watch.BOOT.replace("from docgen.word.confined", sys.argv[1] + "from docgen.word.confined")
from docgen.cli import main
main(sys.argv[2:])
"""


@pytest.mark.parametrize("name", ["a power", "a wide format", "silent loops in loops", "sort of ten million"])
def test_without_the_first_wall_the_second_holds(name: str, tmp_path: Path) -> None:
    values = "{% set long = 'a' * 1000000 %}{% set r = range(100000)|list %}{% set xs = range(1000) %}"
    path = edited(tmp_path, "Avant", values + BOMBS[name])
    data = tmp_path / "valeurs.yaml"
    data.write_text("a: 1\n", encoding="utf-8")
    arguments = ["modeles", "remplir", str(path), str(data), "-o", "fait.docx"]
    command = [sys.executable, "-c", MEASURED, WITHOUT_THE_FIRST_WALL, *arguments]
    with (tmp_path / "dit").open("w", encoding="utf-8") as said:
        run = subprocess.Popen(command, cwd=tmp_path, stderr=said)
        seconds, megabytes = measured(run)
    assert "[M007]" in (tmp_path / "dit").read_text(encoding="utf-8")
    assert run.returncode == 3
    assert not (tmp_path / "fait.docx").exists()
    assert seconds < 5
    assert megabytes < 500


def measured(run: subprocess.Popen[bytes]) -> tuple[float, float]:
    """Processor seconds and the largest resident megabytes of a program and its children, until it has ended."""
    largest = 0
    family = {run.pid: psutil.Process(run.pid)}
    spent: dict[int, float] = {}
    while run.poll() is None:
        resident = 0
        with suppress(psutil.Error):
            family |= {each.pid: each for each in family[run.pid].children(recursive=True)}
        for pid, one in family.items():
            with suppress(psutil.Error):
                resident += one.memory_info().rss
                spent[pid] = one.cpu_times().user + one.cpu_times().system
        largest = max(largest, resident)
        time.sleep(0.01)
    assert len(family) > 1
    assert not [one for one in family.values() if one.is_running() and one.status() != psutil.STATUS_ZOMBIE]
    return sum(spent.values()), largest / 1e6


def test_after_one_that_was_ended_the_next_template_is_filled(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    good = opened(edited(tmp_path, "{{ x }}"))
    bomb = opened(edited(tmp_path, BOMBS["a wide format"]))
    monkeypatch.setattr(watch, "MEMORY", 120_000_000)
    assert fault(lambda: bomb.render({})).code == "M007"
    assert lines(good.render({"x": "après"})) == ["après"]


def test_what_comes_out_of_the_child_is_what_would_come_out_of_here(tmp_path: Path) -> None:
    @dataclass(frozen=True, slots=True)
    class Vue:
        nom: str
        manque: Gap

    logo = tmp_path / "logo.png"
    logo.write_bytes(png(30, 10))
    path = tmp_path / "lettre.docx"
    path.write_bytes(saved(with_pictures("logo")))
    for tag in ("{{ vue.nom }} {{ vue.manque }} {{ d.a }} {% for x in xs %}{{ x.nom }}{% endfor %}", "{{ vue.non }}"):
        path = edited(tmp_path, tag)
        vue = Vue("Jean & Cie", Gap("le prix", "brief", ("prix",)))
        values = {"vue": vue, "d": {"a": 1}, "xs": (vue, vue)}

        def here(path: Path = path, values: dict[str, object] = values) -> bytes:
            return Template.open(path).render(values, pictures={"logo": logo})

        def there(path: Path = path, values: dict[str, object] = values) -> bytes:
            return opened(path).render(values, pictures={"logo": logo})

        if "non" in tag:
            assert fault(here) == fault(there)
        else:
            assert here() == there()


def test_the_check_and_its_comments_are_the_same_in_the_child(tmp_path: Path) -> None:
    path = edited(tmp_path, "{{ nomm }}", "{% for x in nom %}")
    fields = fields_of_data({"nom": "x"})
    assert watch.lint(path, fields, own=()) == lint(path, fields)
    assert b"PK" in watch.annotate(path, fields)[:2]


def test_one_child_serves_all_threads(tmp_path: Path, child: watch.Ward) -> None:
    made = opened(edited(tmp_path, "{{ x }}"))
    before = child._child
    with ThreadPoolExecutor(8) as pool:
        texts = list(pool.map(lambda number: lines(made.render({"x": number})), range(40)))
    assert texts == [[str(number)] for number in range(40)]
    assert child._child is before


def test_a_picture_is_read_from_the_folder_where_docgen_is_now(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "x.docx"
    path.write_bytes(saved(with_pictures("logo")))
    for folder in (tmp_path / "un", tmp_path / "deux"):
        folder.mkdir()
        (folder / "logo.png").write_bytes(png(4, 4))
        monkeypatch.chdir(folder)
        assert opened(path).render({}, pictures={"logo": Path("logo.png")})


def test_a_template_is_our_own_by_its_bytes_alone(tmp_path: Path) -> None:
    data = (ROOT / "templates" / "agenda.docx").read_bytes()
    own, other = tmp_path / "autre-nom.docx", tmp_path / "agenda.docx"
    own.write_bytes(data)
    other.write_bytes(with_parts(data, {"word/extra.xml": b"<x/>"}))
    assert isinstance(watch.open_template(own, LIVRES)[0], Template)
    assert isinstance(watch.open_template(other, LIVRES)[0], watch.EditedTemplate)


def test_the_digests_are_those_of_the_shipped_templates() -> None:
    found = {sha256(path.read_bytes()).hexdigest() for path in (ROOT / "templates").glob("*.docx")}
    assert found == LIVRES, "python -m scripts.modeles"
    assert livres() == (ROOT / "docgen" / "production" / "livres.py").read_text(encoding="utf-8")


@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
def test_the_child_ends_with_a_parent_that_was_killed(tmp_path: Path) -> None:
    path = edited(tmp_path, BOMBS["silent loops in loops"])
    script = f"""
import sys
from pathlib import Path
from docgen.word import watch
watch.BOOT = watch.BOOT.replace("from docgen.word.confined", {WITHOUT_THE_FIRST_WALL!r} + "from docgen.word.confined")
watch.warm()
print(watch._ward()._child.pid, flush=True)
watch.open_template(Path({str(path)!r}), ())[0].render({{"xs": list(range(1000))}})
"""
    parent = subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, text=True)
    assert parent.stdout is not None
    grandchild = psutil.Process(int(parent.stdout.readline()))
    while grandchild.is_running() and grandchild.cpu_times().user < 0.8:  # it is at work
        time.sleep(0.02)
    parent.send_signal(signal.SIGKILL)
    parent.wait()
    parent.stdout.close()
    grandchild.wait(timeout=5)


def test_nothing_is_started_for_shipped_templates(child: watch.Ward) -> None:
    path = ROOT / "templates" / "emargement.docx"
    watch.open_template(path, LIVRES)
    watch.lint(path, None, LIVRES)
    assert child._child is None


@pytest.mark.usefixtures("child")
def test_a_frozen_program_starts_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    script = Path(sys.executable).with_name("docgen.exe" if sys.platform == "win32" else "docgen")
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", str(script))
    assert lines(opened(edited(tmp_path, "{{ x }}")).render({"x": 1})) == ["1"]


def test_both_ways_of_measuring_agree() -> None:
    if sys.platform != "linux":
        pytest.skip("one way only")
    seconds, resident = watch.usage_on_linux(os.getpid())
    others = watch.usage_elsewhere(os.getpid())
    assert others[0] == pytest.approx(seconds, abs=0.5)
    assert others[1] == pytest.approx(resident, rel=0.2)


def test_a_bug_in_the_child_is_owned_up_to(tmp_path: Path) -> None:
    made = opened(edited(tmp_path, "{{ x }}"))
    with pytest.raises(RuntimeError, match="AttributeError"):
        made.render({"x": 1}, theme="no theme")  # type: ignore[arg-type]


def test_a_brief_of_a_thousand_people_passes(tmp_path: Path) -> None:
    rows = [["{%tr for p in people %}", "", ""], ["{{ p.nom }}", "{{ p.fonction }}", "{{ loop.index }}"]]
    rows.append(["{%tr endfor %}", "", ""])
    people = [{"nom": f"Personne {number}", "fonction": "conseillère municipale"} for number in range(1000)]
    rendered = opened(edited(tmp_path, rows=rows)).render({"people": people})
    assert b"PK" in rendered[:2]
