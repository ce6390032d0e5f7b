"""What may go wrong with a part once it is filled, told from its tags before any value is known.

A part is read once as Word XML with its loops and conditions in place. Where nothing can break, a render is text: no
tree of elements is built. `Needs` says what else a render owes the document.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import IntFlag
from itertools import count
from typing import TYPE_CHECKING

from jinja2 import nodes
from lxml import etree

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping


class Needs(IntFlag):
    """The passes that a part may need; only `CELLS` and `ROWS` can be told from the filled text."""

    NOTHING = 0
    CELLS = 1  # a cell may end up without a paragraph at its end
    ROWS = 2  # a row may lose all its cells, a table all its rows
    GRID = 4  # the number of columns changes
    STRAY = 8  # text may fall outside w:t
    ORDER = 16  # docxtpl puts elements where the schema has them elsewhere
    IDS = 32  # drawings, bookmarks, controls and comments are copied
    RESTART = 64  # lists start again at 1
    ALL = 127


EVERYTHING = Needs.ALL & ~Needs.RESTART
ALWAYS = Needs.ALL & ~(Needs.CELLS | Needs.ROWS)

_VALUE, _ENTER, _ENTER_LOOP, _LEAVE = "\ue010", "\ue011", "\ue012", "\ue013"
_MARKERS = re.compile("[\ue010-\ue013]")
_TOKEN = re.compile(r"<(/?)([^\s<>/]+)([^<>]*?)(/?)>|([\ue010-\ue013])|([^<\ue010-\ue013]+)")
_SKIPPED = re.compile(r"<\?[^>]*\?>|<!--.*?-->", re.DOTALL)
_HOLDERS = {f"w:{name}" for name in ("body", "hdr", "ftr", "tbl", "tr", "tc", "p", "r", "hyperlink", "sdtContent")}
# A block may close these and open the like again: `{% if %}` in one run of a paragraph, `{% endif %}` in another. As
# many are left whatever the values, one after the other.
_CUT = {f"w:{name}" for name in ("t", "r", "p", "hyperlink", "ins", "smartTag")}
# Content controls and the like stand around paragraphs, cells and rows: what they hold counts as if it stood alone.
_AROUND = {f"w:{name}" for name in ("sdt", "sdtContent", "customXml")}
_INLINE = {f"w:{name}" for name in ("p", "r", "hyperlink", "ins", "smartTag")}
_SPANS = {f"w:{name}" for name in ("gridSpan", "gridBefore", "gridAfter")}
_ID = re.compile(r'\sid="([^"]*)"')
_NAME = re.compile(r'\sw:name="([^"]*)"')
_VAL = re.compile(r'\sw:val="(\d{1,4})"')


class _UnclearError(Exception):
    """The part cannot be followed: it is built as a tree and checked each time."""


@dataclass(slots=True)
class _Element:
    name: str
    depth: int  # loops and conditions around it
    rank: int = 0  # of a table, among those of the part
    sure: bool = False  # whether what it must hold is there whatever the values
    columns: int = 0  # of a row
    rows: list[tuple[int, bool]] = field(default_factory=list)  # of a table: columns, and whether each always stands


@dataclass(slots=True)
class _Block:
    """A loop or a condition: what stood open around it, and how many of these it has left open all the way."""

    loop: bool
    around: list[_Element]
    lowest: int


# The attribute of a table whose columns tags may change. Its value is the number of columns that the table has when no
# row is left out; 0 where cells come and go.
GRID_MARK = "docgen"
_TABLE = re.compile(rf'<w:tbl(?=[\s>])(?: {GRID_MARK}="0")?')
_IN_TABLES = re.compile(r"<w:tbl(?=[\s>])|</w:tbl>|(?<=>)[^<]+")
_CELL_TAG = re.compile(r"\{[%#]-?tc\s")


def with_cell_tags_marked(xml: str) -> str:
    """A part's XML before it is patched: tables where a tag stands for its cell (`{%tc`, `{#tc`) marked.

    Once it is patched, nothing shows that there was a cell.
    """
    if "tc" not in xml or not _CELL_TAG.search(re.sub(r"<[^>]*>", "", xml)):
        return xml
    tables: list[tuple[int, list[str]]] = [(0, [])]
    marks: list[int] = []
    for token in _IN_TABLES.finditer(xml):
        if token[0] == "</w:tbl>" and len(tables) > 1:
            end, words = tables.pop()
            marks += [end] if _CELL_TAG.search("".join(words)) else []
        elif token[0].startswith("<"):
            tables.append((token.end(), []))
        else:
            tables[-1][1].append(token[0])
    for end in sorted(marks, reverse=True):
        xml = f'{xml[:end]} {GRID_MARK}="0"{xml[end:]}'
    return xml


def needs_of(tree: nodes.Template, *, in_word: bool, restarts: bool) -> Needs:
    """What a part needs after each render; `in_word` is false for the properties, which are no Word XML.

    Tables whose columns tags may change are marked in the tree: the grids of all others stay as they are.
    """
    lists = Needs.RESTART if restarts else Needs.NOTHING
    try:
        text = _SKIPPED.sub("", "".join(_flat(tree.body)))
        etree.fromstring(_MARKERS.sub("", text).encode(), etree.XMLParser(resolve_entities=False, huge_tree=True))
        walk = _Walk(in_word=in_word)
        walk.follow(text)
    except (_UnclearError, etree.XMLSyntaxError, ValueError):
        _mark_tables(tree, None)
        return EVERYTHING | lists
    if walk.grids:
        _mark_tables(tree, walk.grids if walk.tables == _count_tables(tree) else None)
    return walk.needs | lists


def _count_tables(tree: nodes.Template) -> int:
    return sum(len(_TABLE.findall(node.data)) for node in tree.find_all(nodes.TemplateData))


def _mark_tables(tree: nodes.Template, grids: Mapping[int, int] | None) -> None:
    """Mark tables by their rank in the part; all of them for None."""
    ranks = count(1)

    def marked(found: re.Match[str]) -> str:
        rank = next(ranks)
        columns = 0 if grids is None else grids.get(rank)
        return found[0] if columns is None else f'<w:tbl {GRID_MARK}="{columns}"'

    for node in tree.find_all(nodes.TemplateData):
        node.data = _TABLE.sub(marked, node.data)


def _flat(body: Iterable[nodes.Node]) -> Iterator[str]:
    """A part's text with a mark for each value, and around each loop or condition."""
    for node in body:
        if isinstance(node, nodes.Output):
            for child in node.nodes:
                yield child.data if isinstance(child, nodes.TemplateData) else _VALUE
        elif isinstance(node, nodes.If):
            for branch in (node.body, *(other.body for other in node.elif_), node.else_):
                yield from (_ENTER, *_flat(branch), _LEAVE)
        elif isinstance(node, nodes.For):
            yield from (_ENTER_LOOP, *_flat(node.body), _LEAVE, _ENTER, *_flat(node.else_), _LEAVE)
        elif isinstance(node, (nodes.FilterBlock, nodes.CallBlock)):
            raise _UnclearError  # what they make is printed as it is
        elif hasattr(node, "body"):  # macros, blocks, {% set %} … {% endset %}: what they hold may print many times
            yield from (_ENTER_LOOP, *_flat(node.body), _LEAVE)


class _Walk:
    """The elements of a part in order, those that are open on a stack."""

    def __init__(self, *, in_word: bool) -> None:
        self.needs = Needs.NOTHING
        self._in_word = in_word
        self.tables = 0
        self.grids: dict[int, int] = {}  # tables whose columns tags may change: what GRID_MARK says of each
        self._stack: list[_Element] = []
        self._blocks: list[_Block] = []
        self._ids: set[str] = set()
        self._names: set[str] = set()

    def follow(self, text: str) -> None:
        at = 0
        for token in _TOKEN.finditer(text):
            if token.start() != at:
                raise _UnclearError
            at = token.end()
            closing, name, attributes, empty, marker, words = token.groups()
            if name:
                self._tag(name, attributes, closing=bool(closing), empty=bool(empty))
            elif marker:
                self._marker(marker)
            elif words.strip() and self._top() in _HOLDERS:
                self.needs |= Needs.STRAY
        if at != len(text) or self._stack or self._blocks:
            raise _UnclearError

    def _top(self) -> str:
        return self._stack[-1].name if self._stack else ""

    def _marker(self, marker: str) -> None:
        if marker == _VALUE:
            if self._in_word and self._top() != "w:t":
                self.needs |= Needs.STRAY | Needs.ORDER
            if self._top() in {"w:tr", "w:tbl"}:
                self._touch(self._nearest("w:tbl"))
        elif marker == _LEAVE:
            block = self._blocks.pop()
            before = [element.name for element in block.around]
            if [element.name for element in self._stack] != before or not set(before[block.lowest :]) <= _CUT:
                raise _UnclearError
            self._lower(block.lowest)
        else:
            self._blocks.append(_Block(marker == _ENTER_LOOP, self._stack.copy(), len(self._stack)))

    def _lower(self, height: int) -> None:
        if self._blocks:
            self._blocks[-1].lowest = min(self._blocks[-1].lowest, height)

    def _tag(self, name: str, attributes: str, *, closing: bool, empty: bool) -> None:
        if closing:
            if not self._stack or self._stack[-1].name != name:
                raise _UnclearError
            self._close(self._stack.pop())
            self._lower(len(self._stack))
            return
        if _MARKERS.search(attributes):  # colspan, cellbg, vm, or a tag typed into an alternative text
            self.needs |= Needs.STRAY | Needs.ORDER
        element = _Element(name, len(self._blocks))
        if name == "w:tbl":
            self.tables += 1
            element.rank = self.tables
            if GRID_MARK in attributes:
                self._touch(element)
        self._identify(name, attributes)
        self._measure(name, attributes)
        if empty:
            self._close(element)
        else:
            self._stack.append(element)

    def _identify(self, name: str, attributes: str) -> None:
        """Ids that a loop copies, or that stand twice in the template."""
        in_loop = any(block.loop for block in self._blocks)
        if in_loop and (name.startswith("v:") or name in {"w:sdtPr", "w:commentRangeStart", "w:commentReference"}):
            self.needs |= Needs.IDS
        if name not in {"wp:docPr", "w:bookmarkStart"}:
            return
        pattern, seen = (_ID, self._ids) if name == "wp:docPr" else (_NAME, self._names)
        found = pattern.search(attributes)
        if found is None or found[1] in seen or in_loop:
            self.needs |= Needs.IDS
        else:
            seen.add(found[1])

    def _measure(self, name: str, attributes: str) -> None:
        """Count the columns that merged and skipped cells add to a row; those of a tracked change are past."""
        if name not in _SPANS or any(element.name.endswith("Change") for element in self._stack[-3:]):
            return
        row, found = self._nearest("w:tr"), _VAL.search(attributes)
        if row is None or found is None or len(self._blocks) != row.depth:
            self._touch(self._nearest("w:tbl"))
        else:
            row.columns += int(found[1]) - (name == "w:gridSpan")

    def _nearest(self, name: str) -> _Element | None:
        return next((element for element in reversed(self._stack) if element.name == name), None)

    def _touch(self, table: _Element | None, columns: int = 0) -> None:
        """Note that the columns of a table may change."""
        if table is not None:
            self.needs |= Needs.GRID
            self.grids[table.rank] = min(columns, self.grids.get(table.rank, columns))

    def _close(self, element: _Element) -> None:
        holder = next((each for each in reversed(self._stack) if each.name not in _AROUND), _Element("", 0))
        always = element.depth == holder.depth
        if element.name == "w:tc" and not element.sure:
            self.needs |= Needs.CELLS
        elif element.name in {"w:tr", "w:tbl"} and not element.sure:
            self.needs |= Needs.ROWS
        if element.name == "w:sdtContent" and not element.sure and holder.name not in _INLINE:
            self.needs |= Needs.CELLS
        elif element.name not in _AROUND and self._top() == "w:sdtContent":
            self._stack[-1].sure = self._stack[-1].sure or element.depth == self._stack[-1].depth
        if holder.name == "w:tc" and element.name in {"w:p", "w:tbl"}:
            holder.sure = (holder.sure or always) and element.name == "w:p"
        elif holder.name == "w:tr" and element.name == "w:tc":
            holder.sure = holder.sure or always
            holder.columns += 1
            if not always:
                self._touch(self._nearest("w:tbl"))
        elif holder.name == "w:tbl" and element.name == "w:tr":
            holder.sure = holder.sure or always
            holder.rows.append((element.columns, always))
        if element.name == "w:tbl":
            self._close_table(element)

    def _close_table(self, table: _Element) -> None:
        widths = {columns for columns, _ in table.rows}
        widest = max(widths, default=0)
        if len(widths) > 1 and not any(always and columns == widest for columns, always in table.rows):
            self._touch(table, widest)
