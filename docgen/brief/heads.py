"""What a list's rows are, where a word alone does not tell: a « titre » of people or of mandates, a row of totals."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from docgen.findings import Gravite
from docgen.nearest import fold

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docgen.brief.rows import Row, Table
    from docgen.findings import Finding

CIVILITES = frozenset(
    {"m", "mr", "mme", "mlle", "monsieur", "madame", "mademoiselle", "dr", "docteur", "me", "maitre", "pr"}
)
TITLE = "titre"
MANDATES = frozenset({"fonction", "mandat", "poste"})
# « Total : 8 », « Nombre de participants », « 12 inscrits »: a count, when nothing but figures stands beside.
_PEOPLE = "(participants?|inscrits?|elus?|agents?|personnes?)"
_COUNT = re.compile(rf"((sous )?total( general)?|nombre|effectif)( total)?( d| des?)?( {_PEOPLE})?|{_PEOPLE}")
_FIGURES = re.compile(r"[0-9]+")


def with_title_settled(table: Table, header: Row, below: Sequence[Row]) -> tuple[Row, list[Finding]]:
    """The header with its « titre » named by what stands under it: « Mme » is a civilité, « Adjoint » a fonction."""
    rank = next((i for i, cell in enumerate(header.cells) if fold(cell) == TITLE), None)
    if rank is None or _are_civilites([row.cells[rank] for row in below if rank < len(row.cells)]):
        return header, []
    taken = any(fold(cell) in MANDATES for cell in header.cells)
    said = "n’est pas utilisée : une autre donne la fonction" if taken else "est lue comme « fonction »"
    where = table.place(header.ligne, rank + 1)
    told = where.finding(
        "P013" if taken else "P012",
        f"la colonne « {header.cells[rank]} » {said}.",
        "Si ce sont des civilités, appelez-la « civilite ».",
        Gravite.AVIS,
    )
    name = "" if taken else "fonction"
    return replace(header, cells=(*header.cells[:rank], name, *header.cells[rank + 1 :])), [told]


def _are_civilites(cells: list[str]) -> bool:
    typed = [fold(cell) for cell in cells if cell]
    return 2 * sum(cell in CIVILITES for cell in typed) >= len(typed)


def is_total(row: Row) -> bool:
    """Whether a row counts people instead of naming one."""
    cells = [" ".join(_FIGURES.sub(" ", fold(cell)).split()) for cell in row.cells]
    words = [cell for cell in cells if cell]
    counts = sum(1 for cell in row.cells if _FIGURES.search(cell))
    # « Nombre » may be somebody's name; beside it a figure stands, or the row is about « total ».
    return bool(words) and all(map(_COUNT.fullmatch, words)) and (counts > 0 or "total" in words[0].split())
