"""What blocks do to the frame around them: headers and text boxes that end up empty, merged cells cut by a loop."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docgen.word.lint.blocks import Block, taken_away
from docgen.word.lint.report import spot_of
from docgen.word.names import W

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lxml.etree import _Element

    from docgen.word.lint.report import Report
    from docgen.word.lint.tags import Tag

# The engine gives a cell its paragraph back; these it leaves as they are.
_FRAMES = {f"{W}hdr": "l’en-tête", f"{W}ftr": "le pied de page", f"{W}txbxContent": "la zone de texte"}
_CONTENT = (f"{W}p", f"{W}tbl", f"{W}sdt")


def check_frames(items: Iterable[Tag | Block], report: Report) -> None:
    """Check each block against what stands around it."""
    emptied: dict[_Element, list[Block]] = {}
    for block in _blocks(items):
        if block.end is None or block.opener.broken:
            continue
        if block.opener.prefix == "tr":
            _check_merges(block, report)
        paragraph = taken_away(block.opener) if block.opener.prefix == "p" else None
        frame = None if paragraph is None else paragraph.getparent()
        if frame is not None and frame.tag in _FRAMES and len(block.branches) == 1:
            emptied.setdefault(frame, []).append(block)
    for frame, blocks in emptied.items():
        if not _keeps_something(frame, blocks):
            report.warning(
                "M050",
                spot_of(blocks[0].opener),
                f"{_FRAMES[frame.tag]} n’aurait plus aucun paragraphe, et Word pourrait refuser le document.",
                "Ajoutez un paragraphe vide avant ou après le bloc.",
            )


def _blocks(items: Iterable[Tag | Block]) -> Iterator[Block]:
    for item in items:
        if isinstance(item, Block):
            yield item
            for _, inner in item.branches:
                yield from _blocks(inner)


def _between(block: Block) -> list[_Element]:
    """What the block's two tags enclose, themselves included, in the parent that they share."""
    if block.end is None or block.end.prefix != block.opener.prefix:
        return []
    first, last = taken_away(block.opener), taken_away(block.end)
    if first is None or last is None or first.getparent() is not last.getparent():
        return []
    found = [first]
    for each in first.itersiblings():
        found.append(each)
        if each is last:
            return found
    return []


def _keeps_something(frame: _Element, blocks: list[Block]) -> bool:
    gone = {element for block in blocks for element in _between(block)}
    return not gone or any(child not in gone for child in frame if child.tag in _CONTENT)


def _check_merges(block: Block, report: Report) -> None:
    """A cell merged downwards that starts in the block's rows and goes on after them."""
    rows = _between(block)
    after = next((each for each in rows[-1].itersiblings(f"{W}tr")), None) if rows else None
    if after is None or not any(_merge(cell) == "restart" for row in rows for cell in row.iter(f"{W}tc")):
        return
    if any(_merge(cell) == "continue" for cell in after.iterchildren(f"{W}tc")):
        report.warning(
            "M051",
            spot_of(block.opener),
            "des cellules fusionnées verticalement commencent dans ces lignes et continuent après elles.",
            "Fractionnez ces cellules, ou faites-les tenir entières entre les deux balises.",
        )


def _merge(cell: _Element) -> str:
    merge = cell.find(f"{W}tcPr/{W}vMerge")
    return "" if merge is None else merge.get(f"{W}val", "continue")
