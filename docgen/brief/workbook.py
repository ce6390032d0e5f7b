"""The rows of a participant list from an XLSX workbook: its first sheet in view that has a list.

python-calamine reads it and never runs a formula: it gives the value that the spreadsheet saved. It lays a
sheet out as one rectangle in memory, so that a single cell at XFD1048576 would end the process: what a
workbook would unpack to, and how far its cells reach, is looked at first.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from docgen.brief.formulas import without_result
from docgen.brief.rows import MAX_READ, Row, Table, list_fault, refuse_too_wide
from docgen.errors import FaultsFoundError

if TYPE_CHECKING:
    from collections.abc import Callable

MAX_UNZIPPED = 20 * 1024 * 1024  # a list of 1,000 people in a rich workbook stays far below
MAX_AREA = 500_000  # cells of the rectangle that holds all that is written: 1,000 rows of 500 columns

SHEET = re.compile(r"xl/worksheets/[^/]+\.xml", re.IGNORECASE)
CELL = re.compile(rb"<(?:\w+:)?c(?:\s[^<>]*)?(?<!/)>")  # with content: `<c r="A1048576" s="1"/>` holds a style alone
ROW = re.compile(rb"<(?:\w+:)?row\b[^<>]*>")
REFERENCE = re.compile(rb"\br\s*=\s*[\"']([A-Z]{0,3})([0-9]{1,7})[\"']")
SAVE_AGAIN = "Enregistrez-la de nouveau au format XLSX (classeur Excel), ou en CSV."


def read_xlsx(data: bytes, fichier: str, fits: Callable[[Table], bool] = lambda _: True) -> Table:
    """The rows of the first sheet that fits, else of the first one; FaultsFoundError for no list at all.

    Hidden sheets come last.
    """
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetVisibleEnum

    _refuse_bombs(data, fichier)
    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(data))
        hidden = [one.visible is not SheetVisibleEnum.Visible for one in workbook.sheets_metadata]
        ranks = sorted(range(len(workbook.sheet_names)), key=lambda rank: hidden[rank])
        sheets = [(rank, sheet) for rank in ranks if (sheet := workbook.get_sheet_by_index(rank)).height]
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return _first_that_fits(archive, sheets, fichier, fits)
    except PasswordError:
        raise _protected(fichier) from None
    except (CalamineError, LookupError):  # the second: parts that calamine finds by other ways
        raise _not_a_workbook(fichier) from None


def _first_that_fits(
    archive: zipfile.ZipFile, sheets: list[tuple[int, Any]], fichier: str, fits: Callable[[Table], bool]
) -> Table:
    """The table of the first sheet that fits; what is wrong with a sheet counts only when none does."""
    for rank, sheet in sheets:
        with suppress(FaultsFoundError):
            if fits(table := _table(archive, rank, sheet, fichier)):
                return replace(table, autres=tuple(other.name for _, other in sheets if other is not sheet))
    return _table(archive, *sheets[0], fichier) if sheets else Table(fichier, ())


def _table(archive: zipfile.ZipFile, rank: int, sheet: Any, fichier: str) -> Table:
    rows = _rows(sheet, fichier)
    return Table(fichier, rows, _merged_cells(sheet), without_result(archive, rank), sheet.name)


def _refuse_bombs(data: bytes, fichier: str) -> None:
    if data.startswith(b"\xd0\xcf\x11\xe0"):  # OLE: an XLSX behind a password, or an old XLS
        raise _protected(fichier)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = archive.infolist()
            if sum(member.file_size for member in members) > MAX_UNZIPPED:
                raise _huge(fichier)
            # Sizes may lie: `testzip` reads no further than they say, and then finds a wrong checksum.
            if len({member.filename for member in members}) < len(members) or archive.testzip():
                raise _not_a_workbook(fichier)
            if any(_area(archive.read(m)) > MAX_AREA for m in members if SHEET.fullmatch(m.filename)):
                raise _huge(fichier)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, OSError, ValueError):
        raise _not_a_workbook(fichier) from None


def _area(sheet: bytes) -> int:
    """The cells of the rectangle from A1 that holds every cell with content."""
    references = [REFERENCE.search(cell) for cell in CELL.findall(sheet)]
    if None in references:  # a cell may leave its place to be counted: then rows say how far the sheet reaches
        references += [REFERENCE.search(row) for row in ROW.findall(sheet)]
    rows = max((int(found[2]) for found in references if found), default=1)
    columns = max((_column(found[1]) for found in references if found), default=1)
    return rows * columns


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - ord("A") + 1
    return number


def _rows(sheet: Any, fichier: str) -> tuple[Row, ...]:
    left = sheet.start[1]  # `iter_rows` starts at the sheet's first row, but at its first column in use
    rows: list[Row] = []
    for ligne, cells in enumerate(sheet.iter_rows(), start=1):
        texts = ("",) * left + tuple(_cell_text(cell) for cell in cells)
        if any(texts):
            refuse_too_wide(texts, fichier, ligne)
            rows.append(Row(ligne, texts))
        if len(rows) > MAX_READ:
            break
    return tuple(rows)


def _cell_text(cell: Any) -> str:
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)  # a spreadsheet holds « 12 » as 12.0
    return " ".join(str(cell).split())


def _merged_cells(sheet: Any) -> tuple[tuple[int, int], ...]:
    return tuple(sorted((first[0] + 1, first[1] + 1) for first, _last in sheet.merged_cell_ranges or ()))


def _huge(fichier: str) -> FaultsFoundError:
    return list_fault(
        fichier,
        "P002",
        "la liste de participants s’étend démesurément : image, ou cellule remplie très loin du tableau.",
        "Copiez les seules lignes utiles dans un classeur neuf.",
    )


def _protected(fichier: str) -> FaultsFoundError:
    return list_fault(
        fichier,
        "P005",
        "la liste de participants est protégée par un mot de passe, ou date d’un ancien Excel.",
        "Enregistrez-en une copie sans mot de passe, au format XLSX (classeur Excel).",
    )


def _not_a_workbook(fichier: str) -> FaultsFoundError:
    return list_fault(fichier, "P005", "la liste de participants n’est pas un classeur lisible.", SAVE_AGAIN)
