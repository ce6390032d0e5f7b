"""What one render of one part of a template knows, beside its values."""

from __future__ import annotations

from typing import Any

from jinja2.runtime import Context

from docgen.word.limits import Budget


class Rendering(Context):
    """What one render of one part knows: its values, what it has used up, and what it printed that needs more work."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.budget = Budget()
        self.gaps = False  # a gap was printed, to be highlighted
        self.markup = False  # Word XML was printed (RichText, `|safe`), to be checked
        self.breaks = False  # it holds the line breaks of docxtpl, to be made
        self.loops: dict[int, tuple[Any, int]] = {}  # loops whose numbering starts again, each with its number
