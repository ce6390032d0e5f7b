"""A brief for each of the communes of France through the real command: `python benchmarks/national.py`.

    python benchmarks/national.py                  all communes: proposals within 3 minutes and 400 MB on 2 cores
    python benchmarks/national.py --communes 2000  a sample; what the whole would take is worked out from it
    python benchmarks/national.py --etapes         one process, under cProfile: where the time goes, room by room
    python benchmarks/national.py --kit 1000       the paperwork of sessions too

Memory is the sum of the processes' proportional shares (PSS), where Linux tells it. A second run over the same folder
measures what is up to date. Each run says what it did not reach.
"""

from __future__ import annotations

import argparse
import cProfile
import os
import pstats
import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from demandes import write

ROOT = Path(__file__).parents[1]
FRANCE = 34_969
AIM_SECONDS, AIM_MEGABYTES = 180, 400
PAUSE = 0.25  # seconds between two looks at memory


@dataclass(frozen=True, slots=True)
class Mesure:
    """What a command took, all its processes together."""

    secondes: float
    cpu: float
    megaoctets: float


def measure(command: list[str], cwd: Path) -> Mesure:
    """Run a command to its end; a failing one ends the benchmark."""
    before, start, peak = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter(), 0.0
    env = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    with tempfile.TemporaryFile() as said:
        process = subprocess.Popen(command, cwd=cwd, env=env, stdout=said, stderr=said)
        while process.poll() is None:
            peak = max(peak, _memory(process.pid))
            time.sleep(PAUSE)
        seconds = time.perf_counter() - start
        said.seek(0)
        text = said.read().decode(errors="replace").strip()
    if process.returncode:
        sys.exit(f"{' '.join(command)}: exit code {process.returncode}\n{text[-2000:]}")
    if text:
        print("   ", text.splitlines()[-1])
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Mesure(seconds, cpu, peak)


def _memory(pid: int) -> float:
    """Megabytes of a process and of those that it started; 0 where the system does not tell."""
    try:
        rollup = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii")
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()
    except OSError:
        return 0.0
    own = next((int(line.split()[1]) for line in rollup.splitlines() if line.startswith("Pss:")), 0)
    return own / 1024 + sum(_memory(int(child)) for child in children)


def stages(briefs: Path, folder: Path) -> None:
    """One process under cProfile; built-in functions count for the room that called them."""
    from docgen.cli import run

    profile = cProfile.Profile()
    os.chdir(folder)
    profile.runcall(run, ["programme", str(briefs), "-j", "1", "-q", "-o", str(folder / "etapes")])
    rooms: Counter[str] = Counter()
    stats = pstats.Stats(profile).stats  # type: ignore[attr-defined]  # typeshed leaves it out
    for (file, _, _), (_, _, own, _, callers) in stats.items():
        if file == "~":
            for (caller, _, _), (_, _, seconds, _) in callers.items():
                rooms[_room(caller)] += seconds
        else:
            rooms[_room(file)] += own
    total = sum(rooms.values())
    for room, seconds in rooms.most_common(16):
        print(f"    {room:30} {seconds:8.2f} s  {100 * seconds / total:5.1f} %")


def _room(file: str) -> str:
    for before, mark in (("docgen/", f"{ROOT / 'docgen'}{os.sep}"), ("", f"site-packages{os.sep}")):
        if mark in file:
            return before + Path(file.split(mark, maxsplit=1)[1]).parts[0]
    return "Python"


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--communes", type=int, default=FRANCE)
    parser.add_argument("--kit", type=int, default=0)
    parser.add_argument("-j", type=int, default=2)
    parser.add_argument("--etapes", action="store_true")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="docgen-national-") as name:
        folder = Path(name)
        (folder / "organisme.yaml").write_bytes((ROOT / "organisme.yaml").read_bytes())
        briefs = folder / "briefs"
        write(briefs, asked.communes)
        if asked.etapes:
            stages(briefs, folder)
            return
        docgen = [str(Path(sys.executable).with_name("docgen"))]
        for label in ("proposals", "proposals, up to date"):
            made = measure([*docgen, "programme", str(briefs), "-j", str(asked.j), "-o", "out"], folder)
            _say(label, made, asked.communes, asked.j, aim=label == "proposals")
        if asked.kit:
            few = folder / "quelques-briefs"
            write(few, asked.kit)
            _say(
                "kits",
                measure([*docgen, "kit", str(few), "-j", str(asked.j), "-o", "kits"], folder),
                asked.kit,
                asked.j,
            )


def _say(label: str, made: Mesure, briefs: int, processes: int, *, aim: bool = False) -> None:
    each = made.cpu / briefs
    print(
        f"{label:22} {briefs:6} briefs  {made.secondes:7.1f} s  CPU {made.cpu:7.1f} s  {1000 * each:5.1f} ms each  "
        f"{made.megaoctets:4.0f} MB"
    )
    if aim:
        whole = FRANCE * each / processes
        print(f"{'':22} {FRANCE:6} briefs  {whole:7.1f} s of CPU on each of {processes} cores, by these figures")
        print(f"{'':22} aim: {AIM_SECONDS} s and {AIM_MEGABYTES} MB for {FRANCE} briefs on 2 cores")


if __name__ == "__main__":
    main()
