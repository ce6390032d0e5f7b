"""The rich console that tables are printed to: colours on a terminal, plain text in a pipe."""

from __future__ import annotations

from rich.console import Console


def console() -> Console:
    """Standard output; rich honours NO_COLOR and the terminal's width by itself, 80 columns in a pipe."""
    return Console(soft_wrap=False, emoji=False)
