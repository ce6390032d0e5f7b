"""Whether a colour can be read on white: the contrast ratio of WCAG 2.2, and the nearest shade that passes."""

from __future__ import annotations

import colorsys

ENOUGH = 4.5  # WCAG 2.2, success criterion 1.4.3, text of ordinary size


def contrast_on_white(colour: str) -> float:
    """The ratio of « #1F3A5F » to white: 1 for white itself, 21 for black."""
    red, green, blue = (_linear(int(colour[i : i + 2], 16) / 255) for i in (1, 3, 5))
    return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05)


def nearest_passing(colour: str) -> str:
    """The same hue, darkened just enough to be read on white; the colour itself when it passes."""
    hue, light, saturation = colorsys.rgb_to_hls(*(int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)))
    darker = colour.upper()
    while contrast_on_white(darker) < ENOUGH:
        light = max(0.0, light - 0.005)
        channels = colorsys.hls_to_rgb(hue, light, saturation)
        darker = "#" + "".join(f"{round(255 * channel):02X}" for channel in channels)
    return darker


def _linear(channel: float) -> float:
    low = 0.04045
    return channel / 12.92 if channel <= low else ((channel + 0.055) / 1.055) ** 2.4
