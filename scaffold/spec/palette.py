"""Readable shades of a brand color, for light and dark mode."""

from __future__ import annotations

import colorsys
from functools import cache
from typing import Final, NamedTuple, TypeAlias

from scaffold.names import Identifier

Rgb: TypeAlias = tuple[float, float, float]

WHITE: Final[Rgb] = (1.0, 1.0, 1.0)
BLACK: Final[Rgb] = (0.0, 0.0, 0.0)
# The background colors in the generated frontend's base.css.
LIGHT_SURFACE: Final = "#f7f7fb"
DARK_SURFACE: Final = "#171a23"

# WCAG 2.2 AA requires 4.5; the margin absorbs rounding.
MIN_CONTRAST: Final = 4.6
DEEP_CONTRAST: Final = 10.0
# The share of the brand color in a tinted surface, such as the current page's tab.
TINT: Final = 0.12
ACCENT_HUE_SHIFT: Final = 0.12
_STEPS: Final = 200


class Palette(NamedTuple):
    """Colors as `#rrggbb`."""

    text_light: Identifier
    text_dark: Identifier
    fill_light: Identifier
    fill_dark: Identifier
    on_light: Identifier
    on_dark: Identifier
    deep: Identifier
    glow: Identifier
    accent: Identifier


@cache  # several templates use it
def palette(color: str) -> Palette:
    """Derive a palette: text on both backgrounds, fills with their text, and a dark backdrop."""
    brand = _parse(color)
    light = _readable(brand, _parse(LIGHT_SURFACE), darker=True)
    dark = _readable(brand, _parse(DARK_SURFACE), darker=False)
    rotated = _rotate_hue(brand, ACCENT_HUE_SHIFT)
    return Palette(
        text_light=_format(light),
        text_dark=_format(dark),
        fill_light=_format(brand),
        fill_dark=_format(dark),
        on_light=_format(_text_on(brand)),
        on_dark=_format(_text_on(dark)),
        deep=_format(_backdrop(brand, DEEP_CONTRAST)),
        glow=_format(_backdrop(brand, MIN_CONTRAST)),
        accent=_format(_backdrop(rotated, MIN_CONTRAST)),
    )


def contrast(first: str, second: str) -> float:
    """Return the WCAG contrast ratio of two colors, 1 to 21."""
    return _contrast(_parse(first), _parse(second))


def _readable(color: Rgb, surface: Rgb, *, darker: bool) -> Rgb:
    """Return the closest shade that is readable on a surface, tinted or not."""
    shades = _shades(color, darker=darker)
    return next(
        shade for shade in shades if _contrast(shade, _mix(shade, surface, TINT)) >= MIN_CONTRAST
    )


def _backdrop(color: Rgb, ratio: float) -> Rgb:
    """Return the closest shade on which white text is readable."""
    return next(shade for shade in _shades(color, darker=True) if _contrast(shade, WHITE) >= ratio)


def _text_on(fill: Rgb) -> Rgb:
    return WHITE if _contrast(fill, WHITE) >= MIN_CONTRAST else BLACK


def _shades(color: Rgb, *, darker: bool) -> list[Rgb]:
    """Return the shades from the color to black or to white, by lightness."""
    hue, lightness, saturation = colorsys.rgb_to_hls(*color)
    end = 0.0 if darker else 1.0
    steps = (step / _STEPS for step in range(_STEPS + 1))
    return [
        _rounded(colorsys.hls_to_rgb(hue, lightness + (end - lightness) * step, saturation))
        for step in steps
    ]


def _rotate_hue(color: Rgb, turns: float) -> Rgb:
    hue, lightness, saturation = colorsys.rgb_to_hls(*color)
    return colorsys.hls_to_rgb((hue + turns) % 1, lightness, saturation)


def _mix(color: Rgb, other: Rgb, share: float) -> Rgb:
    red, green, blue = (a * share + b * (1 - share) for a, b in zip(color, other, strict=True))
    return red, green, blue


def _contrast(first: Rgb, second: Rgb) -> float:
    high, low = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def _luminance(color: Rgb) -> float:
    # https://www.w3.org/TR/WCAG22/#dfn-relative-luminance
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4  # noqa: PLR2004
        for part in color
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _rounded(color: Rgb) -> Rgb:
    """Round to eight bits per channel."""
    return _parse(_format(color))


def _parse(color: str) -> Rgb:
    red, green, blue = (int(color[start : start + 2], 16) / 255 for start in (1, 3, 5))
    return red, green, blue


def _format(color: Rgb) -> Identifier:
    return Identifier("#" + "".join(f"{round(part * 255):02x}" for part in color))
