"""Tables of contents, which Word alone can lay out: it is asked to, when it opens the document."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lxml import etree

from docgen.word.names import W
from docgen.word.relations import main_of, related

if TYPE_CHECKING:
    from collections.abc import Mapping

_FIELD = re.compile(rb'<w:instrText[^>]*>\s*TOC\b|w:instr="\s*TOC\b')
# What may stand after w:updateFields (CT_Settings, ECMA-376, part 1, 17.15.1.78).
_AFTER = frozenset(
    f"{W}{name}"
    for name in (
        *("hdrShapeDefaults", "footnotePr", "endnotePr", "compat", "docVars", "rsids", "attachedSchema"),
        *("themeFontLang", "clrSchemeMapping", "doNotIncludeSubdocsInStats", "doNotAutoCompressPictures"),
        *("forceUpgrade", "captions", "readModeInkLockDown", "smartTagType", "shapeDefaults", "doNotEmbedSmartTags"),
        *("decimalSymbol", "listSeparator"),
    )
)


def settings_to_update(parts: Mapping[str, bytes]) -> dict[str, bytes]:
    """The settings that make Word update its fields (17.15.1.90), where the body holds a table of contents."""
    main = main_of(parts)
    name = next(iter(related(parts, main, "settings")), "")
    if not name or not _FIELD.search(parts[main]):
        return {}
    try:
        root = etree.fromstring(parts[name], etree.XMLParser(resolve_entities=False))
    except etree.XMLSyntaxError:  # no business of a render: Word will tell
        return {}
    found = root.find(f"{W}updateFields")
    if found is None:
        found = root.makeelement(f"{W}updateFields", {})
        foreign = [child for child in root if child.tag in _AFTER or not str(child.tag).startswith(W)]
        if foreign:
            foreign[0].addprevious(found)
        else:
            root.append(found)
    found.set(f"{W}val", "true")
    return {name: etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)}
