"""LibreOffice at work: one process after the other over a share of the files, each watched, none trusted.

A process is given some files; it is ended when it makes nothing for too long, and another takes up where it stopped,
after the file that it fell on. None lives long enough to grow.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path
    from threading import Event
    from typing import IO

START_SECONDS = 60
SILENCE_SECONDS = 60  # without a new PDF: the longest proposals take two or three
FILES_PER_PROCESS = 60  # some 20 seconds of work: a start is a twentieth of it, and memory has no time to grow
FRUITLESS = 3  # processes in a row that made nothing: the fault is not in the files
END_OF_PDF = b"%%EOF"  # a PDF without it is half a file
LOOK = 0.05  # seconds
ROOM = 20_000_000  # bytes that a profile and a batch of documents take

# What it is told ends with docgen, however docgen ends: the pipe is closed by the system.
_GUARDIAN = """
import os, shutil, signal, sys, time
told = "0"
for line in sys.stdin:
    told = line.strip()
if told != "0":
    try:
        os.killpg(int(told), signal.SIGKILL) if os.name == "posix" else os.kill(int(told), signal.SIGTERM)
    except OSError:
        pass
    time.sleep(0.2)
    shutil.rmtree(sys.argv[1], ignore_errors=True)
"""

# LibreOffice help, "PDF Export Command Line Parameters".
_OPTIONS = {
    "UseTaggedPDF": {"type": "boolean", "value": "true"},
    "PDFUACompliance": {"type": "boolean", "value": "true"},
    "DisplayPDFDocumentTitle": {"type": "boolean", "value": "true"},
    "ExportBookmarks": {"type": "boolean", "value": "true"},
}


class Fate(StrEnum):
    """What became of a file."""

    FAIT = "fait"
    IMPOSSIBLE = "impossible"  # LibreOffice made nothing of it
    TROP_LONG = "trop long"  # LibreOffice was still at it when its time ran out


@dataclass(slots=True)
class Worker:
    """Converts files in turn, in a folder of its own: a profile, and copies under plain names that cannot clash."""

    program: str
    folder: Path
    stop: Event
    guard: IO[str] | None = field(default=None, init=False)
    fruitless: int = field(default=0, init=False)

    def convert(self, documents: Sequence[Path]) -> Iterator[tuple[Path, Fate, bytes]]:
        """Each document with its fate and its PDF. Raises OSError when the program cannot be started."""
        left = list(documents)
        while left and not self.stop.is_set():
            batch, rest = left[:FILES_PER_PROCESS], left[FILES_PER_PROCESS:]
            if self.fruitless >= FRUITLESS:
                yield from ((document, Fate.IMPOSSIBLE, b"") for document in left)
                return
            made, ended_well = self._run(batch)
            self.fruitless = 0 if made else self.fruitless + 1
            # Files are taken in order: what it fell on comes after the last that it made.
            reached = len(batch) if ended_well else max(made, default=-1) + 2
            for rank, document in enumerate(batch[:reached]):
                fell = ended_well is None and rank == reached - 1
                yield document, _fate(done=rank in made, fell=fell), made.get(rank, b"")
            left = [*batch[reached:], *rest]

    def see_room(self) -> None:
        """See that there is room to work in: LibreOffice, without any, says nothing. Raises OSError."""
        (self.folder / "place").write_bytes(bytes(ROOM))

    def _run(self, documents: Sequence[Path]) -> tuple[dict[int, bytes], bool | None]:
        """One process: the PDFs by rank, and whether it ended as it should; None when it had to be ended."""
        work = self.folder / "travail"
        shutil.rmtree(work, ignore_errors=True)
        work.mkdir()
        names = [work / f"{rank}{document.suffix}" for rank, document in enumerate(documents)]
        for document, name in zip(documents, names, strict=True):
            shutil.copyfile(document, name)
        process = self._start(work, names)
        self._confide(process.pid)
        try:
            in_time = self._watch(process, work)
        finally:
            _end(process)
            self._confide(0)
        found = {int(pdf.stem): pdf.read_bytes() for pdf in work.glob("*.pdf")}
        made = {rank: content for rank, content in found.items() if content.rstrip().endswith(END_OF_PDF)}
        return made, (process.returncode == 0 if in_time else None)

    def _start(self, work: Path, names: Sequence[Path]) -> subprocess.Popen[bytes]:
        command = [
            self.program,
            "--headless",
            "--norestore",
            f"-env:UserInstallation={(self.folder / 'profil').resolve().as_uri()}",
            "--convert-to",
            f"pdf:writer_pdf_Export:{json.dumps(_OPTIONS, separators=(',', ':'))}",
            "--outdir",
            str(work),
            *map(str, names),
        ]
        return subprocess.Popen(  # noqa: S603 - LibreOffice, and copies that docgen named
            command,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            stdin=subprocess.DEVNULL,
            start_new_session=True,
            env={**os.environ, **dict.fromkeys(("TMPDIR", "TEMP", "TMP"), str(self.folder))},  # where room was found
        )

    def _confide(self, process: int) -> None:
        """Tell the guardian what to end if docgen dies; 0 for nothing."""
        if self.guard is not None:
            with suppress(OSError):  # it was ended too
                self.guard.write(f"{process}\n")
                self.guard.flush()

    def _watch(self, process: subprocess.Popen[bytes], work: Path) -> bool:
        """Wait; False when nothing came for too long, or somebody asked to stop."""
        seen, patience = 0, START_SECONDS + SILENCE_SECONDS
        end = time.monotonic() + patience
        while process.poll() is None:
            if self.stop.wait(LOOK) or time.monotonic() > end:
                return False
            made = sum(1 for _ in work.glob("*.pdf"))
            if made > seen:
                seen, end = made, time.monotonic() + SILENCE_SECONDS
        return True


@contextmanager
def guarded(folder: Path) -> Iterator[IO[str] | None]:
    """A process that outlives docgen when docgen is killed: it ends what it was told last, and removes the folder."""
    guardian = subprocess.Popen(  # noqa: S603 - Python itself, and a script of docgen's own
        [sys.executable, "-I", "-S", "-c", _GUARDIAN, str(folder)],
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
        text=True,
    )
    try:
        yield guardian.stdin
    finally:
        with suppress(OSError):
            guardian.communicate()


def _fate(*, done: bool, fell: bool) -> Fate:
    if fell:
        return Fate.TROP_LONG
    return Fate.FAIT if done else Fate.IMPOSSIBLE


def _end(process: subprocess.Popen[bytes]) -> None:
    """Leave nothing running: soffice is a script that starts the real program."""
    if process.poll() is not None:
        return
    if sys.platform == "win32":
        process.kill()
    else:
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
