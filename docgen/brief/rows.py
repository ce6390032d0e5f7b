"""The rows of a participant list: cells as text, each with where it stands; and how CSV gives them.

CSV: `;`, `,` or tab; UTF-8 with or without BOM, UTF-16 with BOM (Excel's « texte Unicode »), else
Windows-1252.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from docgen.errors import FaultsFoundError
from docgen.findings import Mark
from docgen.validation.places import Place

if TYPE_CHECKING:
    from collections.abc import Sequence

MAX_ROWS = 1_000
MAX_READ = MAX_ROWS + 50  # a title above, a few empty rows
MAX_CELLS = 60  # in a row
EMPTY_LIST = ("P016", "la liste est vide.", "Ajoutez une ligne par participant.")
DELIMITERS = ";\t,"


@dataclass(frozen=True, slots=True)
class Row:
    """A row that holds something; `ligne` is its number in the file, from 1."""

    ligne: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """What a list file holds. `merged` are the first cells of merged ranges, (row, column) from 1.

    `sans_resultat` names the cells (« B3 ») that show nothing, because their formula gave nothing.
    """

    fichier: str
    rows: tuple[Row, ...]
    merged: tuple[tuple[int, int], ...] = ()
    sans_resultat: frozenset[str] = frozenset()
    feuille: str = ""  # of a workbook
    autres: tuple[str, ...] = ()  # its other sheets that hold something, and are not read

    def place(self, ligne: int, colonne: int = 1) -> Place:
        """The place of a cell: a spreadsheet has columns where a text has characters."""
        return Place(self.fichier, Mark(ligne, colonne), f"ligne {ligne}, colonne {colonne}")


def list_fault(fichier: str, code: str, message: str, remede: str, ligne: int | None = None) -> FaultsFoundError:
    """The error that ends the reading of a list."""
    mark = Mark(ligne, 1) if ligne else None
    return FaultsFoundError([Place(fichier, mark, "liste de participants").finding(code, message, remede)])


def read_csv(data: bytes, fichier: str) -> Table:
    """The rows of a CSV list; FaultsFoundError when it cannot be read as one."""
    text = _decode(data, fichier)
    lines = text.splitlines(keepends=True)
    skipped = 1 if lines and lines[0].lower().startswith("sep=") else 0  # a hint that Excel writes and reads
    header = next((line for line in lines[skipped:] if line.strip()), "")
    reader = csv.reader(lines[skipped:], delimiter=_delimiter(header), strict=True)
    rows: list[Row] = []
    start = skipped + 1
    try:
        for record in reader:
            refuse_too_wide(record, fichier, start)
            if any(cell.strip() for cell in record):
                rows.append(Row(start, tuple(" ".join(cell.split()) for cell in record)))
            if len(rows) > MAX_READ:
                break
            start = skipped + reader.line_num + 1
    except csv.Error as error:
        if "field larger" in str(error):
            message = f"une cellule de la ligne {start} est démesurée."
            raise list_fault(
                fichier, "P008", message, "Gardez une ligne par personne, et les seules colonnes utiles.", start
            ) from None
        raise list_fault(
            fichier,
            "P007",
            f"la liste de participants ne se lit plus à partir de la ligne {start} : un guillemet y est "
            "ouvert et jamais fermé, ou mal placé.",
            "Corrigez les guillemets de cette ligne, ou enregistrez de nouveau la liste depuis le tableur.",
            start,
        ) from None
    return Table(fichier, tuple(rows))


def _decode(data: bytes, fichier: str) -> str:
    if data.startswith(b"PK"):
        message = "la liste de participants porte un nom de fichier CSV, mais c’est un classeur ou une archive."
        raise list_fault(fichier, "P005", message, "Renommez-la en .xlsx, ou enregistrez-la au format « CSV UTF-8 ».")
    encodings = ("utf-16",) if data.startswith((b"\xff\xfe", b"\xfe\xff")) else ("utf-8-sig", "cp1252")
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise list_fault(
        fichier,
        "P003",
        "la liste de participants n’est pas un texte CSV, ou ses accents sont illisibles.",
        "Depuis le tableur, enregistrez-la au format « CSV UTF-8 », ou au format XLSX.",
    )


def _delimiter(header: str) -> str:
    return max(DELIMITERS, key=header.count)


def refuse_too_wide(cells: Sequence[Any], fichier: str, ligne: int) -> None:
    """Stop at a row that no list of people has."""
    if len(cells) > MAX_CELLS:
        raise list_fault(
            fichier,
            "P008",
            f"la ligne {ligne} de la liste compte plus de {MAX_CELLS} colonnes.",
            "Gardez une ligne par personne, et les seules colonnes utiles.",
            ligne,
        )
