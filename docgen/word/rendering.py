"""What one render of one part of a template knows, beside its values."""

from __future__ import annotations

from typing import Any

from jinja2.runtime import Context

from docgen.word.characters import ValueFaultError

# Passes of loops and calls: far above any document's needs (10 000 people printed ten times). They are counted, not
# timed, so that a loop without an end stops at the same tag on every machine.
STEPS = 1_000_000


class Rendering(Context):
    """What one render of one part knows: its values, its steps, and what it printed that needs more work."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.steps = 0
        self.gaps = False  # a gap was printed, to be highlighted
        self.markup = False  # Word XML was printed (RichText, `|safe`), to be checked
        self.breaks = False  # it holds the line breaks of docxtpl, to be made
        self.loops: dict[int, tuple[Any, int]] = {}  # loops whose numbering starts again, each with its number

    def step(self, count: int) -> None:
        """Raise ValueFaultError (M007) when that many steps more are too many."""
        self.steps += count
        if self.steps > STEPS:
            raise ValueFaultError("M007", "la balise n’en finit pas.", "Retirez ce qui se répète sans fin.")
