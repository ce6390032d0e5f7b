"""The engines that run in processes of their own: installed, given a template, and asked for renders by the slice."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rivals.translation import DIALECTS, translated

HERE = Path(__file__).parent
RIVALS = HERE.parent.parent / "out" / "rivals"
RUST = RIVALS / "venv" / ("Scripts" if os.name == "nt" else "bin") / "python"


@dataclass(frozen=True)
class Rival:
    """A warm process that has rendered into `output`; `spared` says what it need not do, if anything."""

    process: subprocess.Popen[str]
    output: Path
    spared: str

    def run(self, seconds: float) -> list[float]:
        """Milliseconds of each render, for so many seconds; at least one."""
        assert self.process.stdin  # noqa: S101 - a pipe
        self.process.stdin.write(f"{seconds}\n")
        self.process.stdin.flush()
        times: list[float] = json.loads(self.answer())
        return times

    def answer(self) -> str:
        """What it says next; nothing once it has stopped."""
        assert self.process.stdout  # noqa: S101 - a pipe
        return self.process.stdout.readline()

    def reason(self) -> str:
        """Why it has stopped."""
        return (self.process.communicate()[1].strip().splitlines() or ["failed"])[-1][:80]

    def close(self) -> None:
        """End it, and wait until it is gone."""
        self.process.communicate()


def prepared(template: Path, values: dict[str, Any], folder: Path, missing: dict[str, str]) -> dict[str, Rival | str]:
    """Each rival warm, with the template in its own tags; or what keeps it from rendering."""
    data = folder / "rust-docxtpl.json"
    data.write_text(json.dumps(values), encoding="utf-8")
    rust = [str(RUST), str(HERE / "rust_docxtpl_loop.py"), str(template), str(data)]
    rivals = {"rust-docxtpl": missing.get("rust-docxtpl") or _started(rust, folder / "rust-docxtpl.docx", "")}
    for engine in DIALECTS:
        rivals[engine] = missing.get(engine) or _javascript(engine, template, values, folder)
    return rivals


def _javascript(engine: str, template: Path, values: dict[str, Any], folder: Path) -> Rival | str:
    own, data = folder / f"{engine}-template.docx", folder / f"{engine}.json"
    try:
        made = translated(template, values, engine, own)
    except ValueError as fault:
        return str(fault)
    data.write_text(json.dumps(made.values), encoding="utf-8")
    command = ["node", str(HERE / "loop.mjs"), engine, str(own), str(data)]
    return _started(command, folder / f"{engine}.docx", made.spared)


def _started(command: list[str], output: Path, spared: str) -> Rival | str:
    pipe = subprocess.PIPE
    environment = {**os.environ, "DOCGEN_RIVALS": str(RIVALS)}
    command = [*command, str(output)]
    process = subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=pipe, text=True, env=environment)
    rival = Rival(process, output, spared)
    return rival if rival.answer() else rival.reason()


def install() -> dict[str, str]:
    """Put the rivals into `out/rivals`; the reason of each that cannot be had."""
    missing: dict[str, str] = {}
    if not RUST.exists():  # it refuses to run beside docxtpl, whose name it takes
        subprocess.run([sys.executable, "-m", "venv", str(RIVALS / "venv")], check=False, capture_output=True)
        command = [str(RUST), "-m", "pip", "install", "-q", "rust-docxtpl==0.1.2"]
        if not RUST.exists() or subprocess.run(command, check=False, capture_output=True).returncode:
            missing["rust-docxtpl"] = "pip cannot install it here"
    if shutil.which("node") is None or shutil.which("npm") is None:
        return missing | dict.fromkeys(DIALECTS, "needs node and npm")
    if not (RIVALS / "node_modules").exists():
        RIVALS.mkdir(parents=True, exist_ok=True)
        shutil.copy(HERE / "package.json", RIVALS)
        if subprocess.run(["npm", "install", "--silent"], check=False, capture_output=True, cwd=RIVALS).returncode:
            missing |= dict.fromkeys(DIALECTS, "npm cannot install it here")
    return missing
