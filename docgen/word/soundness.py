"""What Word calls « unreadable content », mended after rendering.

Each rule is one that a false `{%p if %}` or a loop breaks. Clauses are those of ECMA-376, part 1.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from docgen.word.names import OFFICE, VML, W14, WP, W
from docgen.word.schema import AROUND, own, put_in_order
from docgen.word.shape import GRID_MARK, Needs

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

_BLOCKS = (f"{W}p", f"{W}tbl")
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
    if needs & (Needs.CELLS | Needs.ROWS):
        _mend_emptied_controls(root)
    if needs & Needs.ROWS:
        _drop_empty_rows_and_tables(root)
    if needs & (Needs.CELLS | Needs.ROWS):
        _end_cells_with_a_paragraph(root)
    if needs & Needs.GRID:
        for table in root.iter(f"{W}tbl"):
            usual = table.attrib.pop(GRID_MARK, "")
            if usual:
                _fit_grid(table, int(usual))
    if needs & Needs.IDS:
        _number_drawings(root, first_id)
        _number_shapes(root, first_id)
        _number_bookmarks(root)
        _leave_one_of_each_comment(root)
        _forget_repeated_control_ids(root)
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


def _mend_emptied_controls(root: _Element) -> None:
    # One around paragraphs keeps one, else there is no place left to click; one around rows or cells goes with them.
    for content in list(root.iter(f"{W}sdtContent")):
        around = next((each for each in content.iterancestors() if each.tag not in AROUND), None)
        control = content.getparent()
        if len(content) or around is None or control is None:
            continue
        if around.tag in _STORIES:
            content.append(content.makeelement(f"{W}p", {}))
        elif around.tag in {f"{W}tbl", f"{W}tr"}:
            _remove(control)


def _drop_empty_rows_and_tables(root: _Element) -> None:
    # CT_Row needs a cell and CT_Tbl a row to be shown (17.4.78, 17.4.37).
    for row in list(root.iter(f"{W}tr")):
        if next(own(row, f"{W}tc"), None) is None:
            _remove(row)
    for table in list(root.iter(f"{W}tbl")):
        if next(own(table, f"{W}tr"), None) is None:
            _remove(table)


def _end_cells_with_a_paragraph(root: _Element) -> None:
    # A cell ends with a paragraph, even an empty one (17.4.65); a table may not be its last block.
    for cell in root.iter(f"{W}tc"):
        blocks = list(own(cell, *_BLOCKS))
        if not blocks or blocks[-1].tag == f"{W}tbl":
            cell.append(cell.makeelement(f"{W}p", {}))


_STORIES = {f"{W}{name}" for name in ("body", "hdr", "ftr", "tc", "txbxContent", "footnote", "endnote")}


def _fit_grid(table: _Element, usual: int) -> None:
    """Give the table a column per cell of its widest row, in the width that it has: cells may have come or gone.

    A table that merely lost rows keeps its grid while one of its `usual` number of columns stands. What a tracked
    change says of the grid before (w:tblGridChange) stays.
    """
    rows = [list(_columns(row)) for row in own(table, f"{W}tr")]
    count = max((start + span for row in rows for _, start, span in row), default=0)
    grid = table.find(f"{W}tblGrid")
    if grid is None:
        grid = table.makeelement(f"{W}tblGrid", {})
        properties = table.find(f"{W}tblPr")
        table.insert(0 if properties is None else list(table).index(properties) + 1, grid)
    old = grid.findall(f"{W}gridCol")
    if not count or count in {len(old), usual}:
        return
    widths = _widths(rows, count, [_whole(column.get(f"{W}w")) for column in old])
    for column in old:
        grid.remove(column)
    grid[:0] = [grid.makeelement(f"{W}gridCol", {f"{W}w": str(width)}) for width in widths]
    if table.find(f"{W}tblPr/{W}tblLayout[@{W}type='fixed']") is not None:
        _narrow_cells(rows, widths)


def _narrow_cells(rows: list[list[tuple[_Element | None, int, int]]], widths: list[int]) -> None:
    # In a table of fixed widths Word goes by those of cells (17.18.87), and would print the new columns off the page.
    for cell, start, span in (each for row in rows for each in row):
        asked = cell.find(f"{W}tcPr/{W}tcW") if cell is not None and span == 1 else None
        if asked is not None and asked.get(f"{W}type", "dxa") == "dxa":
            asked.set(f"{W}w", str(widths[start]))


def _columns(row: _Element) -> Iterator[tuple[_Element | None, int, int]]:
    """The cells of a row with the column where each starts and how many it takes; None for columns left out."""
    at = 0
    for name, cells in (("gridBefore", ()), ("", own(row, f"{W}tc")), ("gridAfter", ())):  # 17.4.14, 17.4.15
        for cell in cells or (None,) * bool(name):
            span = row.find(f"{W}trPr/{W}{name}") if cell is None else cell.find(f"{W}tcPr/{W}gridSpan")
            taken = int(cell is not None) if span is None else _number(span)
            yield cell, at, taken
            at += taken


def _widths(rows: list[list[tuple[_Element | None, int, int]]], count: int, old: list[int]) -> list[int]:
    """A width for each column: its cell's, else what stood there, else the mean; all in proportion to the old total."""
    total = sum(old)
    mean = total // len(old) if old else 0
    found = [*old[:count], *([mean] * (count - len(old)))]
    for row in reversed(rows):  # the first row has the last word, as in Word
        for cell, start, span in row:
            if cell is not None and span == 1:
                found[start] = _width(cell, total) or found[start]
    every = sum(found)
    if not total or not every:
        return found
    edges = [round(total * sum(found[:at]) / every) for at in range(count + 1)]
    return [after - before for before, after in pairwise(edges)]


def _width(cell: _Element, total: int) -> int:
    """The width that a cell asks for, in twentieths of a point or in fiftieths of a percent (17.18.90); 0 for none."""
    asked = cell.find(f"{W}tcPr/{W}tcW")
    if asked is None:
        return 0
    kind, width = asked.get(f"{W}type", "dxa"), asked.get(f"{W}w", "")
    if kind == "pct":
        return total * _whole(width.removesuffix("%")) // (100 if width.endswith("%") else 5000)
    return _whole(width) if kind == "dxa" else 0


def _whole(text: str | None) -> int:
    return int(text) if text and text.isdecimal() else 0


def _number(element: _Element) -> int:
    value = element.get(f"{W}val", "1")
    if not value.strip().isdecimal() or int(value) > _MAX_COLUMNS:
        message = f"« {value[:_SHOWN]} » n’est pas un nombre de colonnes"
        raise UnsoundError(message, "Donnez à {% colspan … %} un champ qui contient un nombre.")
    return int(value)


def _number_drawings(root: _Element, first_id: int) -> None:
    # wp:docPr ids are unique in the document (20.4.2.5), over all its parts; a loop copies them.
    seen = {""}
    for number, properties in enumerate(root.iter(f"{WP}docPr"), start=first_id):
        if properties.get("id", "") in seen:
            properties.set("id", str(number))
        seen.add(properties.get("id", ""))


def _number_shapes(root: _Element, first_id: int) -> None:
    # Shapes of VML, and the embedded objects that name theirs; `o:spid` is what Word made of the id, and will again.
    seen: set[str] = set()
    for number, shape in enumerate(root.iter(f"{VML}*"), start=first_id):
        ident = shape.get("id", "")
        if ident in seen and shape.tag != f"{VML}shapetype":
            shape.set("id", f"{ident}_{number}")
            shape.attrib.pop(f"{OFFICE}spid", "")
            around = shape.getparent()
            for named in around.iterfind(f"{OFFICE}OLEObject") if around is not None else ():
                named.set("ShapeID", shape.get("id", ""))
        elif ident:
            seen.add(ident)


def _leave_one_of_each_comment(root: _Element) -> None:
    # A comment has one place (17.13.4): one that a loop repeats keeps the first, as a bookmark does.
    seen: set[tuple[object, str]] = set()
    for mark in list(root.iter(*(f"{W}comment{name}" for name in ("RangeStart", "RangeEnd", "Reference")))):
        key = mark.tag, mark.get(f"{W}id", "")
        if key in seen:
            _remove(mark)
        seen.add(key)


def _forget_repeated_control_ids(root: _Element) -> None:
    # The id of a content control is unique, and not required (17.5.2.18): Word makes new ones where they lack.
    seen: set[str] = set()
    for ident in list(root.iterfind(f".//{W}sdtPr/{W}id")):
        if ident.get(f"{W}val", "") in seen:
            _remove(ident)
        seen.add(ident.get(f"{W}val", ""))


def _number_bookmarks(root: _Element) -> None:
    """Unique ids and names (17.13.6.2): a bookmark that a loop repeats keeps its first place alone."""
    names: set[str] = set()
    standing: set[str] = set()  # ids of bookmarks that are open here
    repeated: set[str] = set()
    for mark in list(root.iter(f"{W}bookmarkStart", f"{W}bookmarkEnd")):
        ident, name = mark.get(f"{W}id", ""), mark.get(f"{W}name", "")
        if mark.tag == f"{W}bookmarkEnd":
            if ident not in standing and ident in repeated:
                _remove(mark)
            standing.discard(ident)
        elif name in names:
            repeated.add(ident)
            _remove(mark)
        else:
            names.add(name)
            standing.add(ident)


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
