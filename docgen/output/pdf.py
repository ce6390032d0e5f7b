"""PDF through LibreOffice: tagged (PDF/UA), several files per process, with a profile of its own and a time limit."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from docgen.findings import Finding, Gravite

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

START_SECONDS = 60
SECONDS_PER_FILE = 20
DOTS_PER_INCH = 80

# LibreOffice help, "PDF Export Command Line Parameters".
_OPTIONS = {
    "UseTaggedPDF": {"type": "boolean", "value": "true"},
    "PDFUACompliance": {"type": "boolean", "value": "true"},
    "DisplayPDFDocumentTitle": {"type": "boolean", "value": "true"},
    "ExportBookmarks": {"type": "boolean", "value": "true"},
}
_USUAL_PLACES = (
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    r"C:\Program Files\LibreOffice\program\soffice.com",
    r"C:\Program Files (x86)\LibreOffice\program\soffice.com",
)


@dataclass(frozen=True, slots=True)
class Conversion:
    """The PDF files that were made, each beside its document, and what kept others from being made."""

    pdfs: tuple[Path, ...]
    findings: tuple[Finding, ...]


def find_libreoffice() -> str | None:
    """The program: named by DOCGEN_SOFFICE, on the PATH, or at its usual place."""
    named = os.environ.get("DOCGEN_SOFFICE")
    found = named or shutil.which("soffice") or shutil.which("libreoffice")
    return found or next((place for place in _USUAL_PLACES if Path(place).is_file()), None)


def convert(documents: Sequence[Path]) -> Conversion:
    """Make a PDF beside each document. Findings: F001 no LibreOffice, F002 too slow, F003 not converted."""
    if not documents:
        return Conversion((), ())
    program = find_libreoffice()
    if program is None:
        return Conversion((), (_absent(),))
    by_folder: dict[Path, list[Path]] = defaultdict(list)
    for document in documents:
        by_folder[document.parent].append(document)
    pdfs: list[Path] = []
    findings: list[Finding] = []
    with tempfile.TemporaryDirectory(prefix="docgen-lo-", ignore_cleanup_errors=True) as profile:
        for folder, files in by_folder.items():
            try:
                late = _run(program, Path(profile), folder, files)
            except OSError:  # DOCGEN_SOFFICE names no program
                return Conversion(tuple(pdfs), (*findings, _absent()))
            for file in files:
                pdf = file.with_suffix(".pdf")
                fresh = pdf.is_file() and pdf.stat().st_mtime_ns >= file.stat().st_mtime_ns
                pdfs += [pdf] if fresh else []
                findings += [] if fresh else [_failure(file, late=late)]
    return Conversion(tuple(pdfs), tuple(findings))


def pages(pdfs: Sequence[Path]) -> tuple[tuple[Path, ...], tuple[Finding, ...]]:
    """A PNG per page beside each PDF, through poppler. Finding: F004 (a warning) where poppler is not installed."""
    if not pdfs:
        return (), ()
    program = shutil.which("pdftoppm")
    if program is None:
        message = "les pages ne sont pas faites en images : il faut le programme pdftoppm (poppler)."
        remede = "Installez poppler-utils, ou ouvrez le PDF."
        return (), (Finding("F004", message, remede, Gravite.AVERTISSEMENT),)
    pictures: list[Path] = []
    for pdf in pdfs:
        for old in pdf.parent.glob(f"{pdf.stem}-page-*.png"):
            old.unlink()
        command = [program, "-png", "-r", str(DOTS_PER_INCH), str(pdf), str(pdf.with_name(f"{pdf.stem}-page"))]
        subprocess.run(command, check=False, capture_output=True, timeout=SECONDS_PER_FILE)  # noqa: S603 - as above
        pictures += sorted(pdf.parent.glob(f"{pdf.stem}-page-*.png"))
    return tuple(pictures), ()


def _run(program: str, profile: Path, folder: Path, files: Iterable[Path]) -> bool:
    """Convert the files of one folder; whether the time ran out."""
    names = [str(file) for file in files]
    command = [
        program,
        "--headless",
        "--norestore",
        f"-env:UserInstallation={profile.resolve().as_uri()}",
        "--convert-to",
        f"pdf:writer_pdf_Export:{json.dumps(_OPTIONS, separators=(',', ':'))}",
        "--outdir",
        str(folder),
        *names,
    ]
    process = subprocess.Popen(  # noqa: S603 - LibreOffice, and paths that docgen wrote
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, stdin=subprocess.DEVNULL, start_new_session=True
    )
    try:
        process.wait(START_SECONDS + SECONDS_PER_FILE * len(names))
    except subprocess.TimeoutExpired:
        return True
    finally:
        _end(process)
    return False


def _end(process: subprocess.Popen[bytes]) -> None:
    """Leave nothing running: soffice is a script that starts the real program."""
    if process.poll() is not None:
        return
    if sys.platform == "win32":
        process.kill()
    else:
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def _absent() -> Finding:
    message = "LibreOffice n’est pas installé : les PDF ne sont pas faits ; les documents Word sont là."
    remede = "Installez LibreOffice (libreoffice.org), puis relancez ; ou enregistrez en PDF depuis Word."
    return Finding("F001", message, remede)


def _failure(file: Path, *, late: bool) -> Finding:
    if late:
        message = "LibreOffice n’a pas répondu à temps : le PDF n’est pas fait."
        return Finding("F002", message, "Fermez LibreOffice s’il est ouvert, puis relancez.", fichier=str(file))
    message = "LibreOffice n’a pas pu en faire un PDF."
    remede = "Ouvrez le document dans Word ou LibreOffice pour voir ce qui ne va pas."
    return Finding("F003", message, remede, fichier=str(file))
