"""Kill a command in the middle of its work, and see what it leaves and what the next one makes of it.

python killing.py FOLDER calls          before and after each call that changes the disk, in a fork
python killing.py FOLDER moments 300    at random moments of that many runs, each a process of its own
"""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from desk import BRIEF, EDITED, FINAL, REFERENCE, ROOT, SESSION, a_desk, check_whole, docgen, files_of, put

from docgen.documents.registre import documents_de
from docgen.output import atomic
from docgen.output.atomic import PREFIX
from docgen.output.manifest import read_manifest

if TYPE_CHECKING:
    from collections.abc import Callable

    from desk import Files

CHANGED = ("emargement", "evaluation-a-froid")
ON_DISK = ("open", "write", "fdopen", "fsync", "chmod", "replace", "unlink")
CHANGE = (b"version: 1", b"version: 2")  # of a brief, between a run that was killed and the next
KIT = ["kit", "--document", "emargement", "--document", "evaluation-a-froid"]
# All but the one that is final, which no draft replaces.
REST = [
    "kit",
    *(f"--document={name}" for name in [each.cle for each in documents_de("kit")] if name != Path(FINAL).stem),
]
WRITING = 0.03  # seconds that writing takes, about
STARTING = 0.35  # of a run: until then it imports, and touches nothing


class CountedOs:
    """The os module, whose calls that change the disk are counted: `at` is told 0 before the first, 1 after it, 2…"""

    def __init__(self, at: Callable[[int], None]) -> None:
        self._at = at
        self.calls = 0

    def __getattr__(self, name: str) -> Any:
        real = getattr(os, name)
        return self._counted(real) if name in ON_DISK else real

    def _counted(self, real: Any) -> Any:
        def call(*args: Any, **kwargs: Any) -> Any:
            before, self.calls = self.calls, self.calls + 2
            self._at(before)
            made = real(*args, **kwargs)
            self._at(before + 1)
            return made

        return call


def new_templates(folder: Path) -> None:
    """Templates of one's own that say something else: two documents are to be made again, nobody's work among them."""
    import docx

    (folder / "templates").mkdir(exist_ok=True)
    for stem in CHANGED:
        template = docx.Document(str(ROOT / "templates" / f"{stem}.docx"))
        template.add_paragraph("Nouvelle version")
        template.save(str(folder / "templates" / f"{stem}.docx"))


def reworded(files: Files) -> Files:
    """The same files, of a person who went on with the brief."""
    return {**files, BRIEF: files[BRIEF].replace(*CHANGE)}


def check_killed(folder: Path, before: Files) -> None:
    """Documents are whole or absent, and the manifest; nobody's work has changed."""
    after = files_of(folder)
    for name in {EDITED, FINAL} & before.keys():
        assert after[name] == before[name]
    for name, data in after.items():
        if name.endswith(".docx") and name.startswith("out/") and before.get(name) != data:
            check_whole(data)
    if (folder / "out" / REFERENCE / "manifeste.json").exists():
        assert read_manifest(folder / "out" / REFERENCE) is not None


def check_next(folder: Path, args: list[str]) -> None:
    """The same command again ends its work, and leaves nothing of the killed one."""
    told = docgen(folder, *args)
    assert told.code == 0, told.printed
    left = [path for path in folder.rglob("*") if path.name.startswith(PREFIX)]
    assert left == []
    known = read_manifest(folder / "out" / REFERENCE)
    assert known is not None
    made = {path.relative_to(folder / "out" / REFERENCE).as_posix() for path in (folder / "out").rglob("*.docx")}
    assert made == set(known.documents)
    for path in (folder / "out").rglob("*.docx"):
        check_whole(path.read_bytes())


def kill_at_each_call(folder: Path, files: Files) -> int:
    """In a fork, die at each point in turn until the command gets to its end; how many times it died.

    The next run finds the brief as it was, or changed: what docgen itself had written is never taken for a person's.
    """
    for point in range(1_000):
        put(folder, files)
        child = os.fork()
        if child == 0:
            _die_at(folder, point)
        _, status = os.waitpid(child, 0)
        if not os.WIFSIGNALED(status):
            assert os.waitstatus_to_exitcode(status) == 0
            return point
        check_killed(folder, files)
        time.sleep(0.01)
        left = files_of(folder)
        check_next(folder, KIT)
        put(folder, reworded(left))
        check_next(folder, KIT)
    raise AssertionError("the command never ends")


def _die_at(folder: Path, point: int) -> None:
    def die(call: int) -> None:
        if call == point:
            os.kill(os.getpid(), signal.SIGKILL)

    setattr(atomic, "os", CountedOs(die))  # noqa: B010 - a module is no attribute for mypy
    os._exit(docgen(folder, *KIT).code)


def kill_at_random(folder: Path, files: Files, times: int) -> tuple[int, int]:
    """Kill real processes; how many times it came in time, and in how many of these when something was written.

    Half of the moments lie anywhere in the run, half in the short time when it writes.
    """
    chance = random.Random(time.time_ns())  # noqa: S311 - moments, no secrets
    fresh = {name: data for name, data in files.items() if not name.startswith("out/")}
    whole = _seconds(folder, files)
    killed = half = 0
    for turn in range(times):
        before = fresh if turn % 3 == 0 else files
        command = ["programme"] if turn % 3 == 0 and turn % 2 else REST
        put(folder, before)
        process = _start(folder, command)
        if turn % 4 < 2:
            time.sleep(whole * chance.uniform(STARTING, 1.05))
        else:
            _wait_for_writing(folder, process, before)
            time.sleep(chance.uniform(0, WRITING))
        process.kill()
        if process.wait() == -signal.SIGKILL:
            killed += 1
            half += files_of(folder) != before
            check_killed(folder, before)
            if before is fresh and turn % 2:
                put(folder, reworded(files_of(folder)))
        check_next(folder, command)
    return killed, half


def _wait_for_writing(folder: Path, process: subprocess.Popen[bytes], before: Files) -> None:
    """Until the first file is begun."""
    watched = (folder / SESSION) if any(name.startswith("out/") for name in before) else folder / "out"
    old = _changed(watched)
    while process.poll() is None and _changed(watched) == old:
        pass


def _changed(path: Path) -> int:
    return path.stat().st_mtime_ns if path.exists() else 0


def _start(folder: Path, command: list[str]) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "docgen", *command],
        cwd=folder,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def _seconds(folder: Path, files: Files) -> float:
    """How long a whole run takes: the best of three."""
    taken = []
    for _ in range(3):
        put(folder, files)
        start = time.monotonic()
        assert _start(folder, REST).wait() == 0
        taken.append(time.monotonic() - start)
    return min(taken)


def main(folder: Path, how: str, times: int = 0) -> None:
    """Print what was done."""
    os.environ["DOCGEN_CACHE"] = ""
    desk = Path(tempfile.mkdtemp(dir=folder)) / "bureau"
    desk.mkdir()
    a_desk(desk)
    new_templates(desk)
    files = files_of(desk)
    if how == "calls":
        print(f"killed at {kill_at_each_call(desk, files)} points")  # noqa: T201
    else:
        killed, half = kill_at_random(desk, files, times)
        print(f"killed {killed} times of {times}, {half} times with something written")  # noqa: T201
    shutil.rmtree(desk)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], *map(int, sys.argv[3:]))
