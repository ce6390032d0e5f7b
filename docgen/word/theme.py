"""The organisation's colours and fonts, in the document's theme (ECMA-376, 20.1.6): styles follow by themselves."""

from __future__ import annotations

import colorsys
from dataclasses import dataclass
from functools import lru_cache

from lxml import etree

from docgen.word.names import A, W
from docgen.word.relations import Role, main_of, related, stories

# Stories whose colours are told in figures too; styles are the same at every render, stories are not.
_STORIES = (Role.CORPS, Role.EN_TETE, Role.PIED)
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
    main = main_of(parts)
    for name in related(parts, main, "theme"):
        parts[name] = _themed(parts[name], theme)
    if theme.accent1 is None and theme.accent2 is None:
        return
    same = {*related(parts, main, "styles"), *related(parts, main, "numbering")}
    for name in (*same, *(name for name, role in stories(parts).items() if role in _STORIES)):
        if b"accent" in parts[name]:
            repaint = _repaint if name in same else _repaint.__wrapped__
            parts[name] = repaint(parts[name], theme)


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
