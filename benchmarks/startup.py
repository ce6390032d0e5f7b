"""Whole-process times of docgen beside its rivals, in one run: `python benchmarks/startup.py`.

Prints medians and ratios; the aims are `docgen --help` within 1.5 times a bare click program, and one
`docgen programme` no slower than a 20-line script that validates and renders the same template once.
Runs alternate, so that a slow moment of the machine falls on both sides.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import yaml
from values import plain

from docgen.production import open_atelier, verify, view_of
from docgen.source import load_source
from docgen.workspace import Workspace, schema

HERE = Path(__file__).parent
ROOT = HERE.parent
BRIEF = ROOT / "briefs" / "exemple.yaml"
ROUNDS = 15


def measure(contenders: dict[str, list[str]], cwd: Path) -> dict[str, float]:
    """Median wall-clock seconds of each command over `ROUNDS` alternating runs, after one to warm up."""
    times: dict[str, list[float]] = {name: [] for name in contenders}
    # An installed program is compiled once: a shell that forbids it would time the compiler.
    env = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    for turn in range(ROUNDS + 1):
        for name, command in contenders.items():
            start = time.perf_counter()
            subprocess.run(command, check=True, capture_output=True, cwd=cwd, env=env)
            if turn:
                times[name].append(time.perf_counter() - start)
    return {name: statistics.median(values) for name, values in times.items()}


def rival(folder: Path) -> list[str]:
    """The 20-line script's command, with the values of docgen's own view of the same brief."""
    workspace = Workspace(ROOT)
    atelier = open_atelier(workspace)
    view = view_of(atelier, verify(atelier, BRIEF), "programme")
    values = folder / "values.json"
    values.write_text(json.dumps(plain(view)), encoding="utf-8")
    # Dumped again, so that dates and codes are quoted: the safe loader would read them otherwise.
    brief = folder / "brief.yaml"
    data = load_source(BRIEF, "B").donnees
    brief.write_text(yaml.safe_dump(data, allow_unicode=True), encoding="utf-8")
    script = str(HERE / "twenty_lines.py")
    template = workspace.template("programme")
    return [sys.executable, script, str(brief), str(schema("brief")), str(template), str(values), "rival.docx"]


def main() -> None:
    """Measure both pairs and print them."""
    docgen = str(Path(sys.executable).with_name("docgen"))
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        pairs = [
            ("docgen --help", [docgen, "--help"], [sys.executable, str(HERE / "minimal_click.py"), "--help"], 1.5),
            (
                "docgen programme",
                [docgen, "programme", "-q", "--force", "-o", "out", str(BRIEF)],
                rival(folder),
                1.0,
            ),
        ]
        for label, ours, theirs, aim in pairs:
            medians = measure({"ours": ours, "theirs": theirs}, folder)
            ratio = medians["ours"] / medians["theirs"]
            print(
                f"{label:18} {medians['ours'] * 1000:6.0f} ms   rival {medians['theirs'] * 1000:6.0f} ms   "
                f"ratio {ratio:.2f} (aim {aim})"
            )


if __name__ == "__main__":
    main()
