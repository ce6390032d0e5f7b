"""What the schema wants of children (ECMA-376, part 1, annex A): their order, where docxtpl puts them in another.

`{% cellbg %}`, `{% colspan %}` and `{% hm %}` insert into a cell's properties, RichText into a run's.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from docgen.word.names import W

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

# What may stand around rows, cells and paragraphs without being one (17.5.1, 17.5.2).
AROUND = frozenset(f"{W}{name}" for name in ("sdt", "sdtContent", "customXml"))


def own(holder: _Element, *tags: str) -> Iterator[_Element]:
    """The rows of a table, the cells of a row, the blocks of a cell: in content controls too, but not in each other."""
    for child in holder:
        if child.tag in tags:
            yield child
        elif child.tag in AROUND:
            yield from own(child, *tags)


# CT_TcPr (17.4.69), CT_RPr (17.3.2.28) and CT_PPr's first (17.3.1.26).
_ORDERS = {
    "tcPr": "cnfStyle tcW gridSpan hMerge vMerge tcBorders shd noWrap tcMar textDirection tcFitText vAlign hideMark",
    "rPr": "rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof snapToGrid "
    "vanish webHidden color spacing w kern position sz szCs highlight u effect bdr shd fitText vertAlign rtl cs em "
    "lang eastAsianLayout specVanish oMath",
}
_RANKS = {
    f"{W}{holder}": {f"{W}{name}": rank for rank, name in enumerate(names.split())} for holder, names in _ORDERS.items()
}


def put_in_order(root: _Element) -> None:
    """Sort the properties of cells and runs; what the schema does not name stays last, in its order."""
    for properties in root.iter(*_RANKS):
        ranks = _RANKS[str(properties.tag)]
        order = [ranks.get(str(child.tag), len(ranks)) for child in properties]
        if any(after < before for before, after in pairwise(order)):
            properties[:] = sorted(properties, key=lambda child: ranks.get(str(child.tag), len(ranks)))
    for shade in root.iter(f"{W}shd"):
        if shade.get(f"{W}val") is None:  # required (17.3.2.32), and RichText leaves it out
            shade.set(f"{W}val", "clear")
