"""The brand's colour: whatever a spec says, people can read what is written in it and on it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from scaffold.spec.palette import contrast, palette

AA = 4.5
WHITE = "#ffffff"
LIGHT_SURFACES = (WHITE, "#f7f7fb")
DARK_SURFACES = ("#171a23", "#0f1117")

colors = st.integers(0, 0xFFFFFF).map("#{:06x}".format)


@given(colors)
def test_text_in_the_colour_can_be_read_on_every_surface(color: str) -> None:
    """The brand's shades reach WCAG AA in light and in dark."""
    shades = palette(color)
    assert all(contrast(shades.text_light, surface) >= AA for surface in LIGHT_SURFACES)
    assert all(contrast(shades.text_dark, surface) >= AA for surface in DARK_SURFACES)


@given(colors)
def test_text_on_the_colour_can_be_read(color: str) -> None:
    """A button's label reaches WCAG AA on the button."""
    shades = palette(color)
    assert contrast(shades.on_light, shades.fill_light) >= AA
    assert contrast(shades.on_dark, shades.fill_dark) >= AA


@given(colors)
def test_white_can_be_read_on_every_backdrop(color: str) -> None:
    """The sign-in page writes white on its gradient."""
    shades = palette(color)
    assert all(contrast(WHITE, each) >= AA for each in (shades.deep, shades.glow, shades.accent))


@given(colors)
def test_the_colour_itself_fills_buttons(color: str) -> None:
    """In light, a button has the very colour of the spec."""
    assert palette(color).fill_light == color


def test_a_readable_colour_is_left_alone() -> None:
    """Shades are made only where they are needed."""
    assert palette("#4f46e5").text_light == "#4f46e5"
    assert palette("#ffd400").text_dark == "#ffd400"


def test_contrast_is_that_of_wcag() -> None:
    """Black on white is 21, a colour on itself 1."""
    assert round(contrast("#000000", WHITE), 6) == 21
    assert contrast("#4f46e5", "#4f46e5") == 1
