"""What Word calls « unreadable content », mended after rendering.

Each rule is one that a false `{%p if %}` or a loop breaks. Clauses are those of ECMA-376, part 1.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from docgen.word.names import W14, WP, W
from docgen.word.schema import put_in_order
from docgen.word.shape import Needs

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

_BLOCKS = {f"{W}p", f"{W}tbl", f"{W}sdt"}
_HOLDERS = tuple(
    f"{W}{name}" for name in ("body", "hdr", "ftr", "tbl", "tr", "tc", "p", "r", "hyperlink", "sdtContent")
)
_SHOWN = 60
_MAX_COLUMNS = 1_000  # Word itself stops at 63


class UnsoundError(Exception):
    """What no repair can mend; the message and the remedy are French."""

    def __init__(self, message: str, remede: str) -> None:
        self.remede = remede
        super().__init__(message)


def repair(root: _Element, needs: Needs, first_id: int) -> None:
    """Make one rendered part sound; what is sound already is left as it is. New drawing ids start at `first_id`.

    `needs` names the rules that this part may break. Raises UnsoundError for what only the template's author can mend.
    """
    if needs & Needs.STRAY:
        _refuse_stray_text(root)
    if needs & Needs.ORDER:
        put_in_order(root)
    if needs & Needs.ROWS:
        _drop_empty_rows_and_tables(root)
    if needs & (Needs.CELLS | Needs.ROWS):
        _end_cells_with_a_paragraph(root)
    if needs & Needs.GRID:
        for table in root.iter(f"{W}tbl"):
            _fit_grid(table)
    if needs & Needs.IDS:
        _number_drawings(root, first_id)
        _number_bookmarks(root)
        _forget_repeated_paragraph_ids(root)


def _refuse_stray_text(root: _Element) -> None:
    # Text outside w:t is not shown (17.3.3.31): `{{p nom }}` and `{{r nom }}` print Word XML, never plain text.
    for element in root.iter(*_HOLDERS):
        for text in (element.text, *(child.tail for child in element)):
            if text and text.strip():
                message = f"le texte « {text.strip()[:_SHOWN]} » tombe hors de tout paragraphe"
                raise UnsoundError(message, "Écrivez {{ champ }}, sans p ni r après les accolades.")
    for shown in root.iter(f"{W}t"):
        if len(shown):  # CT_Text holds no element (17.3.3.31): Word does not open such a file
            message = "un texte mis en forme (RichText) est imprimé au milieu d’un texte"
            raise UnsoundError(
                message, "Écrivez {{r champ }} pour un texte mis en forme, {{p champ }} pour des alinéas."
            )


def _drop_empty_rows_and_tables(root: _Element) -> None:
    # CT_Row needs a cell and CT_Tbl a row to be shown (17.4.78, 17.4.37).
    for row in list(root.iter(f"{W}tr")):
        if row.find(f"{W}tc") is None and row.find(f"{W}sdt") is None:
            _remove(row)
    for table in list(root.iter(f"{W}tbl")):
        if table.find(f"{W}tr") is None and table.find(f"{W}sdt") is None:
            _remove(table)


def _end_cells_with_a_paragraph(root: _Element) -> None:
    # A cell ends with a paragraph, even an empty one (17.4.65); a table may not be its last block.
    for cell in root.iter(f"{W}tc"):
        blocks = [child for child in cell if child.tag in _BLOCKS]
        if not blocks or blocks[-1].tag == f"{W}tbl":
            cell.append(cell.makeelement(f"{W}p", {}))


def _fit_grid(table: _Element) -> None:
    """Give the table a column per cell of its widest row: a `{%tc for %}` changes how many there are."""
    widest, columns = _widest(table)
    grid = table.find(f"{W}tblGrid")
    if widest is None or (grid is not None and len(grid) == columns):
        return
    if grid is None:
        grid = table.makeelement(f"{W}tblGrid", {})
        properties = table.find(f"{W}tblPr")
        table.insert(0 if properties is None else list(table).index(properties) + 1, grid)
    for column in list(grid):
        grid.remove(column)
    for width in _widths(widest):
        grid.append(grid.makeelement(f"{W}gridCol", {f"{W}w": str(width)}))


_SPAN = f"{W}gridSpan"
_SKIPS = (f"{W}gridBefore", f"{W}gridAfter")  # 17.4.14, 17.4.15
_CELL = f"{W}tc"


def _widest(table: _Element) -> tuple[_Element | None, int]:
    """The row that takes the most columns of the grid, those that it skips before and after included; and how many."""
    more: dict[_Element, int] = {}
    for element in table.iter(_SPAN, *_SKIPS):  # few tables merge: rows are as wide as they have cells
        holder = element.getparent()
        held = None if holder is None else holder.getparent()
        row = held if held is None or element.tag != _SPAN else held.getparent()
        if row is not None:
            more[row] = more.get(row, 0) + _number(element) - (element.tag == _SPAN)
    best, columns = None, -1
    for row in table.iterchildren(f"{W}tr"):
        count = len(row.findall(_CELL)) + more.get(row, 0)
        if count > columns:
            best, columns = row, count
    return best, columns


def _span(cell: _Element) -> int:
    span = cell.find(f"{W}tcPr/{W}gridSpan")
    return _number(span) if span is not None else 1


def _number(element: _Element) -> int:
    value = element.get(f"{W}val", "1")
    if not value.strip().isdecimal() or int(value) > _MAX_COLUMNS:
        message = f"« {value[:_SHOWN]} » n’est pas un nombre de colonnes"
        raise UnsoundError(message, "Donnez à {% colspan … %} un champ qui contient un nombre.")
    return int(value)


def _skipped(row: _Element, name: str) -> int:
    skip = row.find(f"{W}trPr/{W}{name}")
    return 0 if skip is None else _number(skip)


def _widths(row: _Element) -> Iterator[int]:
    yield from [0] * _skipped(row, "gridBefore")
    for cell in row.iterchildren(f"{W}tc"):
        width = cell.find(f"{W}tcPr/{W}tcW")
        given = width.get(f"{W}w", "0") if width is not None and width.get(f"{W}type") == "dxa" else "0"
        total = int(given) if given.isdecimal() else 0
        yield from [total // _span(cell)] * _span(cell)
    yield from [0] * _skipped(row, "gridAfter")


def _number_drawings(root: _Element, first_id: int) -> None:
    # wp:docPr ids are unique in the document (20.4.2.5), over all its parts; a loop copies them.
    seen = {""}
    for number, properties in enumerate(root.iter(f"{WP}docPr"), start=first_id):
        if properties.get("id", "") in seen:
            properties.set("id", str(number))
        seen.add(properties.get("id", ""))


def _number_bookmarks(root: _Element) -> None:
    """Unique ids and names (17.13.6.2): a bookmark that a loop repeats keeps its first place alone."""
    starts = list(root.iter(f"{W}bookmarkStart"))
    names: set[str] = set()
    for start in starts:
        name = start.get(f"{W}name", "")
        if name in names:
            _remove_with_end(root, start)
        names.add(name)


def _remove_with_end(root: _Element, start: _Element) -> None:
    ident = start.get(f"{W}id")
    following = (end for end in root.iter(f"{W}bookmarkEnd") if end.get(f"{W}id") == ident)
    ends = list(following)
    if len(ends) > 1:
        _remove(ends[-1])
    _remove(start)


def _forget_repeated_paragraph_ids(root: _Element) -> None:
    # w14:paraId and w14:textId are unique in the document (MS-DOCX, 2.2.4); Word makes new ones where they lack.
    for attribute in (f"{W14}paraId", f"{W14}textId"):
        seen: set[str] = set()
        for element in root.iter(f"{W}p", f"{W}tr"):
            value = element.get(attribute)
            if value is not None and value in seen:
                del element.attrib[attribute]
            elif value is not None:
                seen.add(value)


def _remove(element: _Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)
