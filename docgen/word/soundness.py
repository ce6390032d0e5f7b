"""What Word calls « unreadable content », mended after rendering.

Each rule is one that a false `{%p if %}` or a loop breaks. Clauses are those of ECMA-376, part 1.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from docgen.word.names import W14, WP, W

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

_BLOCKS = {f"{W}p", f"{W}tbl", f"{W}sdt"}


def repair(root: _Element) -> None:
    """Make one rendered part sound; what is sound already is left as it is."""
    _drop_empty_rows_and_tables(root)
    _end_cells_with_a_paragraph(root)
    for table in root.iter(f"{W}tbl"):
        _fit_grid(table)
    _number_drawings(root)
    _number_bookmarks(root)
    _forget_repeated_paragraph_ids(root)


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
    widest = max(_rows(table), key=_columns, default=None)
    grid = table.find(f"{W}tblGrid")
    if widest is None or (grid is not None and len(grid) == _columns(widest)):
        return
    if grid is None:
        grid = table.makeelement(f"{W}tblGrid", {})
        properties = table.find(f"{W}tblPr")
        table.insert(0 if properties is None else list(table).index(properties) + 1, grid)
    for column in list(grid):
        grid.remove(column)
    for width in _widths(widest):
        grid.append(grid.makeelement(f"{W}gridCol", {f"{W}w": str(width)}))


def _rows(table: _Element) -> Iterator[_Element]:
    return table.iterchildren(f"{W}tr")


def _span(cell: _Element) -> int:
    span = cell.find(f"{W}tcPr/{W}gridSpan")
    return int(span.get(f"{W}val", "1")) if span is not None else 1


def _columns(row: _Element) -> int:
    return sum(_span(cell) for cell in row.iterchildren(f"{W}tc"))


def _widths(row: _Element) -> Iterator[int]:
    for cell in row.iterchildren(f"{W}tc"):
        width = cell.find(f"{W}tcPr/{W}tcW")
        total = int(width.get(f"{W}w", "0")) if width is not None and width.get(f"{W}type") == "dxa" else 0
        yield from [total // _span(cell)] * _span(cell)


def _number_drawings(root: _Element) -> None:
    # wp:docPr ids are unique in the document (20.4.2.5); a loop copies them.
    for number, properties in enumerate(root.iter(f"{WP}docPr"), start=1):
        properties.set("id", str(number))


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
