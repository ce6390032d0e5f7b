"""The organisation's colours and fonts, in the document's theme (ECMA-376, 20.1.6): styles follow by themselves."""

from __future__ import annotations

import colorsys
import re
from dataclasses import dataclass
from functools import lru_cache

from lxml import etree

from docgen.word.names import A, W

_THEME = re.compile(r"word/theme/theme\d*\.xml")
_COLOURED = re.compile(r"word/(styles|numbering|document|header\d*|footer\d*)\.xml")
# The name of a colour in the theme, what changes it, and the attribute that holds it in figures.
_NAMED = (
    ("themeColor", "themeTint", "themeShade", "color"),
    ("themeFill", "themeFillTint", "themeFillShade", "fill"),
)


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
        parts[name] = _themed(parts[name], theme)
    if theme.accent1 is None and theme.accent2 is None:
        return
    for name in [name for name in parts if _COLOURED.fullmatch(name)]:
        if b"accent" in parts[name]:
            # Styles are the same at every render; stories are not.
            repaint = _repaint if name in _SAME else _repaint.__wrapped__
            parts[name] = repaint(parts[name], theme)


_SAME = ("word/styles.xml", "word/numbering.xml")


@lru_cache(maxsize=32)
def _themed(xml: bytes, theme: Theme) -> bytes:
    root = etree.fromstring(xml)
    for tag, colour in (("accent1", theme.accent1), ("accent2", theme.accent2)):
        for slot in root.iter(f"{A}{tag}") if colour else ():
            for old in list(slot):
                slot.remove(old)
            etree.SubElement(slot, f"{A}srgbClr").set("val", colour or "")
    for tag, font in (("majorFont", theme.major_font), ("minorFont", theme.minor_font)):
        for latin in root.iterfind(f".//{A}{tag}/{A}latin") if font else ():
            latin.set("typeface", font or "")
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))


@lru_cache(maxsize=32)
def _repaint(xml: bytes, theme: Theme) -> bytes:
    """Write the colours beside their names in the theme: Word reads the name, LibreOffice what stands beside it."""
    colours = {"accent1": theme.accent1, "accent2": theme.accent2}
    root = etree.fromstring(xml)
    for element in root.iter(f"{W}*"):
        for named, tint, shade, literal in _NAMED:
            colour = colours.get(element.get(f"{W}{named}", ""))
            if colour is None:
                continue
            beside = "val" if literal == "color" and element.tag == f"{W}color" else literal
            element.set(f"{W}{beside}", _lightened(colour, element.get(f"{W}{tint}"), element.get(f"{W}{shade}")))
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))


def _lightened(colour: str, tint: str | None, shade: str | None) -> str:
    """A colour lightened by a tint or darkened by a shade, in 255ths of its luminance (ECMA-376, 17.3.2.6)."""
    red, green, blue = (int(colour[i : i + 2], 16) / 255 for i in (0, 2, 4))
    hue, light, saturation = colorsys.rgb_to_hls(red, green, blue)
    if tint is not None:
        kept = int(tint, 16) / 255
        light = light * kept + 1 - kept
    if shade is not None:
        light *= int(shade, 16) / 255
    return "".join(f"{round(255 * channel):02X}" for channel in colorsys.hls_to_rgb(hue, light, saturation))
