"""The theme: two accents, greys, a font for headings and one for text (ECMA-376, part 1, 20.1.6.9).

Styles name these roles, never a colour or a font, so that an organisation's charter replaces them all at once.
"""

DARK, LIGHT, ACCENT1, ACCENT2 = "404955", "F2F4F7", "1F3A5F", "2F6F62"
HEADINGS, TEXT = "Calibri", "Calibri"

_COLOURS = {
    "dk1": '<a:sysClr val="windowText" lastClr="000000"/>',
    "lt1": '<a:sysClr val="window" lastClr="FFFFFF"/>',
    "dk2": f'<a:srgbClr val="{DARK}"/>',
    "lt2": f'<a:srgbClr val="{LIGHT}"/>',
    "accent1": f'<a:srgbClr val="{ACCENT1}"/>',
    "accent2": f'<a:srgbClr val="{ACCENT2}"/>',
    "accent3": '<a:srgbClr val="5B7694"/>',
    "accent4": '<a:srgbClr val="8A6D3B"/>',
    "accent5": '<a:srgbClr val="7A4B5E"/>',
    "accent6": '<a:srgbClr val="6B7280"/>',
    "hlink": f'<a:srgbClr val="{ACCENT1}"/>',
    "folHlink": '<a:srgbClr val="5B4B7A"/>',
}


def theme() -> str:
    """`word/theme/theme1.xml`."""
    colours = "".join(f"<a:{slot}>{colour}</a:{slot}>" for slot, colour in _COLOURS.items())
    fills = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>' * 3
    lines = "".join(
        f'<a:ln w="{width}"><a:solidFill><a:schemeClr val="phClr"/></a:solidFill></a:ln>'
        for width in (6350, 12700, 19050)
    )
    effects = "<a:effectStyle><a:effectLst/></a:effectStyle>" * 3
    return (
        '<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" name="docgen"><a:themeElements>'
        f'<a:clrScheme name="docgen">{colours}</a:clrScheme>'
        f'<a:fontScheme name="docgen"><a:majorFont>{_font(HEADINGS)}</a:majorFont>'
        f"<a:minorFont>{_font(TEXT)}</a:minorFont></a:fontScheme>"
        f'<a:fmtScheme name="docgen"><a:fillStyleLst>{fills}</a:fillStyleLst><a:lnStyleLst>{lines}</a:lnStyleLst>'
        f"<a:effectStyleLst>{effects}</a:effectStyleLst><a:bgFillStyleLst>{fills}</a:bgFillStyleLst></a:fmtScheme>"
        "</a:themeElements></a:theme>"
    )


def _font(latin: str) -> str:
    return f'<a:latin typeface="{latin}"/><a:ea typeface=""/><a:cs typeface=""/>'
