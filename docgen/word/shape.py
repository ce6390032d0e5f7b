"""What may go wrong with a part once it is filled, told from its tags before any value is known.

A part is read once as Word XML with its loops and conditions in place. Where nothing can break, a render is text: no
tree of elements is built. `Needs` says what else a render owes the document.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import IntFlag
from typing import TYPE_CHECKING

from jinja2 import nodes
from lxml import etree

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


class Needs(IntFlag):
    """The passes that a part may need; only `CELLS` and `ROWS` can be told from the filled text."""

    NOTHING = 0
    CELLS = 1  # a cell may end up without a paragraph at its end
    ROWS = 2  # a row may lose all its cells, a table all its rows
    GRID = 4  # the number of columns changes
    STRAY = 8  # text may fall outside w:t
    ORDER = 16  # docxtpl puts elements where the schema has them elsewhere
    IDS = 32  # drawings and bookmarks are copied
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
_ID = re.compile(r'\sid="([^"]*)"')
_NAME = re.compile(r'\sw:name="([^"]*)"')
_VAL = re.compile(r'\sw:val="(\d{1,4})"')


class _UnclearError(Exception):
    """The part cannot be followed: it is built as a tree and checked each time."""


@dataclass(slots=True)
class _Element:
    name: str
    depth: int  # loops and conditions around it
    sure: bool = False  # whether what it must hold is there whatever the values
    columns: int = 0  # of a row, or of a table's grid
    rows: list[tuple[int, bool]] = field(default_factory=list)  # of a table: columns, and whether it always stands


@dataclass(slots=True)
class _Block:
    """A loop or a condition: what stood open around it, and how many of these it has left open all the way."""

    loop: bool
    around: list[_Element]
    lowest: int


def needs_of(tree: nodes.Template, *, in_word: bool, restarts: bool) -> Needs:
    """What a part needs after each render; `in_word` is false for the properties, which are no Word XML."""
    lists = Needs.RESTART if restarts else Needs.NOTHING
    try:
        text = _SKIPPED.sub("", "".join(_flat(tree.body)))
        etree.fromstring(_MARKERS.sub("", text).encode(), etree.XMLParser(resolve_entities=False, huge_tree=True))
        walk = _Walk(in_word=in_word)
        walk.follow(text)
    except (_UnclearError, etree.XMLSyntaxError, ValueError):
        return EVERYTHING | lists
    return walk.needs | lists


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
            self.needs |= Needs.STRAY | Needs.ORDER | Needs.GRID
        element = _Element(name, len(self._blocks))
        self._identify(name, attributes)
        self._measure(name, attributes)
        if empty:
            self._close(element)
        else:
            self._stack.append(element)

    def _identify(self, name: str, attributes: str) -> None:
        """Ids that a loop copies, or that stand twice in the template."""
        if name not in {"wp:docPr", "w:bookmarkStart"}:
            return
        pattern, seen = (_ID, self._ids) if name == "wp:docPr" else (_NAME, self._names)
        found = pattern.search(attributes)
        if found is None or found[1] in seen or any(block.loop for block in self._blocks):
            self.needs |= Needs.IDS
        else:
            seen.add(found[1])

    def _measure(self, name: str, attributes: str) -> None:
        """Count the columns of grids and rows."""
        if name == "w:gridCol":
            table = self._nearest("w:tbl")
            if table is not None:
                table.columns += 1
        elif name in {"w:gridSpan", "w:gridBefore", "w:gridAfter"}:
            row, found = self._nearest("w:tr"), _VAL.search(attributes)
            if row is None or found is None:
                self.needs |= Needs.GRID
            else:
                row.columns += int(found[1]) - (name == "w:gridSpan")

    def _nearest(self, name: str) -> _Element | None:
        return next((element for element in reversed(self._stack) if element.name == name), None)

    def _close(self, element: _Element) -> None:
        parent = self._stack[-1] if self._stack else _Element("", 0)
        always = element.depth == parent.depth
        if element.name == "w:tbl":
            self._close_table(element)
        elif element.name == "w:tc" and not element.sure:
            self.needs |= Needs.CELLS
        elif element.name == "w:tr" and not element.sure:
            self.needs |= Needs.ROWS
        if parent.name == "w:tc" and element.name in {"w:p", "w:sdt", "w:tbl"}:
            parent.sure = (parent.sure or always) and element.name != "w:tbl"
        elif parent.name == "w:tr" and element.name in {"w:tc", "w:sdt"}:
            parent.sure = parent.sure or always
            parent.columns += element.name == "w:tc"
            self.needs |= Needs.NOTHING if always else Needs.GRID
        elif parent.name == "w:tbl" and element.name in {"w:tr", "w:sdt"}:
            parent.sure = parent.sure or always
            parent.rows.append((element.columns, always))

    def _close_table(self, table: _Element) -> None:
        if not table.sure:
            self.needs |= Needs.ROWS
        widths = {columns for columns, _ in table.rows}
        widest = max(widths, default=0)
        stays = len(widths) == 1 or any(always and columns == widest for columns, always in table.rows)
        if widest != table.columns or not stays:
            self.needs |= Needs.GRID
