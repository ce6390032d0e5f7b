"""docgen's PDF beside a bare LibreOffice over the same files: `python benchmarks/pdf.py [BRIEFS] [PROCESSES]`.

The bare one is `soffice --headless --convert-to pdf`, as many processes as docgen has, an equal share of the files
each, a new profile each; docgen's own adds tags for PDF/UA, time limits and restarts. The aim is 1.3 times its time.
Rounds alternate, so that a slow moment of the machine falls on both sides.
"""

from __future__ import annotations

import datetime as dt
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from demandes import write

from docgen.machine import cores
from docgen.output.pdf import convert, find_libreoffice
from docgen.production import Commande, open_atelier, produce
from docgen.workspace import Workspace

ROOT = Path(__file__).parents[1]
ROUNDS = 3
AIM = 1.3


def documents(folder: Path, briefs: int) -> list[Path]:
    """Proposals and paperwork of some communes."""
    write(folder / "briefs", briefs)
    atelier = open_atelier(Workspace(ROOT))
    commande = Commande(("programme", "kit"), sortie=folder / "out")
    now = dt.datetime.now(dt.UTC)
    made = (produce(atelier, brief, commande=commande, now=now) for brief in sorted((folder / "briefs").iterdir()))
    return [written.chemin for production in made for written in production.documents]


def bare(program: str, files: list[Path], folder: Path, processes: int) -> None:
    """LibreOffice by itself. Copies first: files of different folders share names."""
    running = []
    for share in range(processes):
        work = folder / f"nu-{share}"
        work.mkdir()
        names = []
        for rank, file in enumerate(files[share::processes]):
            names.append(work / f"{rank}.docx")
            names[-1].write_bytes(file.read_bytes())
        profile = f"-env:UserInstallation={(work / 'profil').as_uri()}"
        command = [program, "--headless", profile, "--convert-to", "pdf", "--outdir", str(work), *map(str, names)]
        running.append(subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL))
    for process in running:
        process.wait()


def main() -> None:
    """Measure and print."""
    briefs = int(sys.argv[1]) if len(sys.argv) > 1 else 20
    processes = int(sys.argv[2]) if len(sys.argv) > 2 else cores()  # noqa: PLR2004 - the second argument
    program = find_libreoffice()
    if program is None:
        sys.exit("LibreOffice is not installed")
    times: dict[str, list[tuple[float, float]]] = {"docgen": [], "bare": []}
    with tempfile.TemporaryDirectory(prefix="docgen-pdf-") as name:
        files = documents(Path(name), briefs)
        for turn in range(ROUNDS):
            folder = Path(name) / str(turn)
            folder.mkdir()
            for label, taken in times.items():
                start, cpu = time.perf_counter(), _cpu()
                if label == "bare":
                    bare(program, files, folder, processes)
                else:
                    conversion = convert(files, processes)
                    if conversion.findings:
                        sys.exit(f"docgen failed: {conversion.findings}")
                taken.append((time.perf_counter() - start, _cpu() - cpu))
    medians = {
        label: [statistics.median(column) for column in zip(*rows, strict=True)] for label, rows in times.items()
    }
    for label, (seconds, cpu) in medians.items():
        print(f"{label:7} {len(files)} files, {processes} processes  {seconds:6.1f} s  CPU {cpu:6.1f} s")
    ratios = [ours / theirs for ours, theirs in zip(medians["docgen"], medians["bare"], strict=True)]
    print(f"ratio {ratios[0]:.2f} in time, {ratios[1]:.2f} in CPU (aim {AIM})")


def _cpu() -> float:
    ended = os.times()
    return ended.user + ended.system + ended.children_user + ended.children_system


if __name__ == "__main__":
    main()
