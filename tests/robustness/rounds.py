"""How long examples are made: a few, the same each time, or others for as long as asked."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

import hypothesis
from hypothesis import given, settings

if TYPE_CHECKING:
    from collections.abc import Callable

    from hypothesis import strategies as st

PER_ROUND = 200  # examples of one round of a long run


def go_on(check: Callable[..., None], examples: int, minutes: float, **given_: st.SearchStrategy[Any]) -> None:
    """Hold a check against the same few examples, or against ever others for that many minutes."""
    if not minutes:
        settings(max_examples=examples, database=None)(given(**given_)(check))()
        return
    end, tried = time.monotonic() + minutes * 60, 0
    while time.monotonic() < end:
        hypothesis.seed(time.time_ns())(
            settings(max_examples=PER_ROUND, database=None, derandomize=False)(given(**given_)(check))
        )()
        tried += PER_ROUND
    print(f"{tried} examples")  # noqa: T201 - a long run says what it did
