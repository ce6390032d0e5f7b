"""PDF through LibreOffice: tagged (PDF/UA), a process per core, each with a profile of its own and a time limit."""

from __future__ import annotations

import errno
import os
import shutil
import subprocess
import tempfile
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING

from docgen.errors import FaultsFoundError
from docgen.findings import Finding, Gravite
from docgen.francais import panne
from docgen.machine import cores
from docgen.output.atomic import write_atomically
from docgen.output.soffice import ROOM, Fate, Worker, guarded

if TYPE_CHECKING:
    from collections.abc import Sequence

POPPLER_SECONDS = 20
DOTS_PER_INCH = 80
_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EROFS})
_OF_LIBREOFFICE = frozenset({"F002", "F003"})
WORTH_A_PROCESS = 4  # files: LibreOffice takes as long to start

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


def convert(documents: Sequence[Path], processus: int | None = None) -> Conversion:
    """Make a PDF beside each document, with as many processes as asked, else one per core.

    Findings: F001 no LibreOffice, F002 too slow, F003 not converted, F005 no room to work in; and E001 to E006, a PDF
    that cannot be written.
    """
    if not documents:
        return Conversion((), ())
    program = find_libreoffice()
    if program is None:
        return Conversion((), (_absent(),))
    try:
        results = _in_parallel(program, documents, processus or cores())
    except OSError:  # DOCGEN_SOFFICE names no program
        return Conversion((), (_absent(),))
    pdfs = [document.with_suffix(".pdf") for document in documents if results[document] is None]
    return Conversion(tuple(pdfs), tuple(dict.fromkeys(found for d in documents if (found := results[d]) is not None)))


def _in_parallel(program: str, documents: Sequence[Path], processes: int) -> dict[Path, Finding | None]:
    """What kept each document from becoming a PDF; None when it did."""
    workers = max(1, min(processes, len(documents) // WORTH_A_PROCESS))
    stop = Event()
    results: dict[Path, Finding | None] = {}
    with ThreadPoolExecutor(workers) as pool:
        # Every n-th: long and short documents alternate, so that all processes end about together.
        shares = [pool.submit(_share, program, documents[rank::workers], stop) for rank in range(workers)]
        try:
            for share in shares:
                results.update(share.result())
        except BaseException:
            stop.set()
            raise
    return results


def _share(program: str, documents: Sequence[Path], stop: Event) -> dict[Path, Finding | None]:
    """What became of each. Raises OSError when the program cannot be started."""
    settled: dict[Path, Finding | None] = {}
    try:
        with tempfile.TemporaryDirectory(prefix="docgen-lo-", ignore_cleanup_errors=True) as folder:
            worker = Worker(program, Path(folder), stop)
            with guarded(Path(folder)) as worker.guard:
                for document, fate, pdf in worker.convert(documents):
                    settled[document] = _settled(document, fate, pdf)
            if any(found is not None and found.code in _OF_LIBREOFFICE for found in settled.values()):
                worker.see_room()
    except OSError as error:
        if error.filename is not None and error.errno not in _FULL:
            raise
        failed = [d for d in documents if d not in settled or ((found := settled[d]) and found.code in _OF_LIBREOFFICE)]
        settled.update(dict.fromkeys(failed, _no_room(error)))
    return settled


def _settled(document: Path, fate: Fate, pdf: bytes) -> Finding | None:
    """Put the PDF beside its document, or say why not."""
    if fate is not Fate.FAIT:
        return _failure(document, late=fate is Fate.TROP_LONG)
    try:
        write_atomically(document.with_suffix(".pdf"), pdf, durable=False)
    except FaultsFoundError as error:
        return error.findings[0]
    return None


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
        subprocess.run(command, check=False, capture_output=True, timeout=POPPLER_SECONDS)  # noqa: S603 - poppler, and PDFs that docgen wrote
        pictures += sorted(pdf.parent.glob(f"{pdf.stem}-page-*.png"))
    return tuple(pictures), ()


def _absent() -> Finding:
    message = "LibreOffice n’est pas installé : les PDF ne sont pas faits ; les documents Word sont là."
    remede = "Installez LibreOffice (libreoffice.org), puis relancez ; ou enregistrez en PDF depuis Word."
    return Finding("F001", message, remede)


def _no_room(error: OSError) -> Finding:
    place = tempfile.tempdir or os.environ.get("TMPDIR") or os.environ.get("TEMP") or "/tmp"  # noqa: S108 - named only
    message = (
        f"LibreOffice n’a pas pu travailler dans ce dossier temporaire : {panne(error)} ; les documents Word sont là, "
        "pas tous les PDF."
    )
    remede = (
        f"Libérez-y {ROOM // 1_000_000} Mo, ou nommez un autre dossier par la variable TMPDIR (TEMP sous Windows), "
        "puis relancez."
    )
    return Finding("F005", message, remede, fichier=str(place))


def _failure(file: Path, *, late: bool) -> Finding:
    if late:
        message = "LibreOffice n’a pas répondu à temps : le PDF n’est pas fait."
        return Finding("F002", message, "Fermez LibreOffice s’il est ouvert, puis relancez.", fichier=str(file))
    message = "LibreOffice n’a pas pu en faire un PDF."
    remede = "Ouvrez le document dans Word ou LibreOffice pour voir ce qui ne va pas."
    return Finding("F003", message, remede, fichier=str(file))
