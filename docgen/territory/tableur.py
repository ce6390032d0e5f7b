"""The lines of a spreadsheet file that INSEE publishes: CSV, XLSX (its sheet COM), or the ZIP archive around either.

python-calamine lays a sheet out as one rectangle in memory: how large a workbook is, and how far its cells reach, is
looked at first.
"""

from __future__ import annotations

import csv
import io
import re
import zipfile
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from docgen.errors import FaultsFoundError
from docgen.findings import Finding, Mark

if TYPE_CHECKING:
    from collections.abc import Iterator

SHEET = "COM"
MAX_BYTES = 64 * 1024 * 1024  # of the file; INSEE's CSV has 8, its XLSX 9
MAX_UNZIPPED = 512 * 1024 * 1024
MAX_ROWS, MAX_COLUMNS = 60_000, 400  # there are 35,000 communes and 40 columns
WORKSHEET = re.compile(r"xl/worksheets/[^/]+\.xml", re.IGNORECASE)
REFERENCE = re.compile(rb"<(?:\w+:)?c\s[^<>]*?\br\s*=\s*[\"']([A-Z]{1,3})([0-9]{1,7})[\"']")
CHUNK, LONGEST_TAG = 1 << 20, 512
SAVE_AGAIN = "Donnez le fichier CSV ou XLSX tel que l’Insee le publie."
TABLES = re.compile(r"(?!meta_)[^/]*\.(?:csv|xlsx)", re.IGNORECASE)  # the archive also holds a dictionary, meta_…csv


@dataclass(frozen=True, slots=True)
class Ligne:
    """A line that holds something; `numero` is its number in the file, from 1."""

    numero: int
    cellules: tuple[str, ...]


def lignes(data: bytes, fichier: str) -> Iterator[Ligne]:
    """The lines of the file, the empty ones left out. Raises FaultsFoundError (U002, U004)."""
    if len(data) > MAX_BYTES:
        raise _unreadable(fichier, "ce fichier est démesuré")
    if not data.strip():
        raise _unreadable(fichier, "ce fichier est vide")
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise _unreadable(fichier, "ce classeur date d’un ancien Excel, ou un mot de passe le protège")
    if not data.startswith(b"PK"):
        return _of_csv(data, fichier)
    try:
        return _of_archive(data, fichier)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, OSError, ValueError):
        raise _unreadable(fichier, "ce classeur est coupé ou abîmé") from None


def _of_archive(data: bytes, fichier: str) -> Iterator[Ligne]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        members = archive.infolist()
        if sum(member.file_size for member in members) > MAX_UNZIPPED:
            raise _unreadable(fichier, "ce classeur est démesuré")
        names = [member.filename for member in members]
        if "xl/workbook.xml" in names:
            for name in names:
                if WORKSHEET.fullmatch(name):
                    _refuse_too_far(archive, name, fichier)
            return _of_xlsx(data, fichier)
        inside = [name for name in names if TABLES.fullmatch(name)]
        if len(inside) != 1:
            raise _unreadable(fichier, "cette archive ne contient pas un fichier CSV ou XLSX, et un seul")
        content = archive.read(inside[0])
    if content.startswith(b"PK") and not inside[0].lower().endswith(".xlsx"):
        raise _unreadable(fichier, "cette archive en contient une autre")
    return lignes(content, fichier)


def _refuse_too_far(archive: zipfile.ZipFile, name: str, fichier: str) -> None:
    """Stop at a sheet whose cells reach farther than any list of communes; sizes that archives tell may lie."""
    read, kept = 0, b""
    with archive.open(name) as sheet:
        while chunk := sheet.read(CHUNK):
            read += len(chunk)
            for letters, row in REFERENCE.findall(kept + chunk):
                if int(row) > MAX_ROWS or _column(letters) > MAX_COLUMNS:
                    raise _unreadable(fichier, "ce classeur a une cellule remplie très loin du tableau")
            if read > MAX_UNZIPPED:
                raise _unreadable(fichier, "ce classeur est démesuré")
            kept = chunk[-LONGEST_TAG:]


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - ord("A") + 1
    return number


def _of_xlsx(data: bytes, fichier: str) -> Iterator[Ligne]:
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError

    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(data))
        names = workbook.sheet_names
        if SHEET not in names:
            reason = f"ce classeur n’a pas de feuille « {SHEET} » ({', '.join(names[:5])})"
            raise _unreadable(fichier, reason, "U003")
        sheet = workbook.get_sheet_by_name(SHEET)
    except (CalamineError, PasswordError, LookupError):
        raise _unreadable(fichier, "ce classeur est coupé ou abîmé") from None
    left = ("",) * sheet.start[1] if sheet.start else ()  # a row is given from the first column in use
    return (
        Ligne(numero, (*left, *map(_text, cells)))
        for numero, cells in enumerate(sheet.iter_rows(), start=1)
        if any(cell not in {"", None} for cell in cells)
    )


def _text(cell: Any) -> str:
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)  # a spreadsheet holds « 12 » as 12.0
    return str(cell).strip()


def _of_csv(data: bytes, fichier: str) -> Iterator[Ligne]:
    text = _decoded(data, fichier)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=True)
    while True:
        numero = reader.line_num + 1
        try:
            cells = next(reader, None)
        except csv.Error:
            message = f"le fichier ne se lit plus à partir de la ligne {numero}."
            mark = Mark(numero, 1)
            raise FaultsFoundError([Finding("U004", message, SAVE_AGAIN, fichier=fichier, mark=mark)]) from None
        if cells is None:
            return
        if any(cell.strip() for cell in cells):
            yield Ligne(numero, tuple(cells))


def _delimiter(text: str) -> str:
    first = text[:4096].split("\n", 1)[0]
    return max(";\t,", key=first.count)


def _decoded(data: bytes, fichier: str) -> str:
    encodings = ("utf-16",) if data.startswith((b"\xff\xfe", b"\xfe\xff")) else ("utf-8-sig", "cp1252")
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise _unreadable(fichier, "ce fichier n’est ni un CSV ni un classeur XLSX")


def _unreadable(fichier: str, reason: str, code: str = "U002") -> FaultsFoundError:
    return FaultsFoundError([Finding(code, f"{reason}.", SAVE_AGAIN, fichier=fichier)])
