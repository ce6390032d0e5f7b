"""The organisation's colours and fonts, in the document's theme (ECMA-376, 20.1.6): styles follow by themselves."""

from __future__ import annotations

import re
from dataclasses import dataclass

from lxml import etree

from docgen.word.names import A

_THEME = re.compile(r"word/theme/theme\d*\.xml")


@dataclass(frozen=True, slots=True)
class Theme:
    """Colours as six hexadecimal digits, fonts by name; None keeps the template's own."""

    accent1: str | None = None
    accent2: str | None = None
    major_font: str | None = None
    minor_font: str | None = None


def apply_theme(parts: dict[str, bytes], theme: Theme) -> None:
    """Write colours and fonts into each theme part."""
    if theme == Theme():
        return
    for name in [name for name in parts if _THEME.fullmatch(name)]:
        root = etree.fromstring(parts[name])
        for tag, colour in (("accent1", theme.accent1), ("accent2", theme.accent2)):
            for slot in root.iter(f"{A}{tag}") if colour else ():
                for old in list(slot):
                    slot.remove(old)
                etree.SubElement(slot, f"{A}srgbClr").set("val", colour or "")
        for tag, font in (("majorFont", theme.major_font), ("minorFont", theme.minor_font)):
            for latin in root.iterfind(f".//{A}{tag}/{A}latin") if font else ():
                latin.set("typeface", font or "")
        parts[name] = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
