"""Colours that can be read: contrast as WCAG 2.2 defines it, and lighter variants for dark pages."""

import colorsys

LIGHT_PAGE = "#FFFFFF"
DARK_PAGE = "#14181D"
READABLE = 4.5
"""WCAG 2.2, success criterion 1.4.3: contrast of text to its background."""


def _channels(colour: str) -> tuple[float, float, float]:
    red, green, blue = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    return red, green, blue


def find_luminance(colour: str) -> float:
    """Return the relative luminance (0 black to 1 white) of ``#RRGGBB``, as WCAG 2.2 defines it."""
    linear = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in _channels(colour))
    return sum(weight * c for weight, c in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def find_contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours, 1 to 21.

    >>> round(find_contrast("#000000", "#FFFFFF"))
    21
    """
    low, high = sorted((find_luminance(one), find_luminance(other)))
    return (high + 0.05) / (low + 0.05)


def make_dark(colour: str, page: str = DARK_PAGE) -> str:
    """Return the colour, lightened in steps of 2 % until it can be read on a dark page; the hue stays."""
    hue, light, full = colorsys.rgb_to_hls(*_channels(colour))
    while find_contrast(colour, page) < READABLE and light < 1:
        light = min(1.0, light + 0.02)
        colour = "#" + "".join(f"{round(c * 255):02X}" for c in colorsys.hls_to_rgb(hue, light, full))
    return colour
