"""Contrast as WCAG works it out, and the nearest shade that can be read."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docgen.organisme.contraste import ENOUGH, contrast_on_white, nearest_passing


@pytest.mark.parametrize(
    ("colour", "ratio"), [("#FFFFFF", 1.0), ("#000000", 21.0), ("#777777", 4.48), ("#767676", 4.54)]
)
def test_the_ratio_is_that_of_the_recommendation(colour: str, ratio: float) -> None:
    assert contrast_on_white(colour) == pytest.approx(ratio, abs=0.01)


@given(st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06X}"))
def test_the_nearest_shade_passes_and_a_passing_colour_stays(colour: str) -> None:
    shade = nearest_passing(colour)
    assert contrast_on_white(shade) >= ENOUGH
    if contrast_on_white(colour) >= ENOUGH:
        assert shade == colour
