"""How much a template may do in one render: steps, characters, output. It always stops at the same point.

Nothing here looks at the clock: limits count what is done, so that a slow machine makes the same documents. They stand
far above any document's needs (the proposal of a town takes 6 000 steps), and keep the worst template within five
seconds and 500 MB.
"""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING, Any

from jinja2.exceptions import SecurityError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

STEPS = 3_000_000  # passes of loops and calls of macros, each counted with the tags inside
MADE = 20_000_000  # characters and items that filters, operators and methods make, in all
PRINTED = 50_000_000  # characters of one part
_LARGEST_NUMBER = 100_000  # bits
_WIDEST = 1_000  # characters that a number in a format may ask for
_NUMBER = re.compile(r"\d{4,}")
_SHORT = 10_000  # characters: a longer text is counted as soon as it is printed
_CHUNK = 1_000  # pieces that are joined before they are counted: 10 MB at most, with `_SHORT`


class Budget:
    """What one render of one part has used up."""

    __slots__ = ("made", "steps")

    def __init__(self) -> None:
        self.steps = self.made = 0

    def step(self, count: int) -> None:
        """Raise SecurityError when that many steps more are too many."""
        self.steps += count
        if self.steps > STEPS:
            raise SecurityError("too many steps")

    def make(self, size: int) -> None:
        """Raise SecurityError when that many characters or items more are too many."""
        self.made += size
        if self.made > MADE:
            raise SecurityError("too large")

    def loop(self, items: Any, weight: int) -> Any:
        """What a loop goes over, counted; `weight` is the number of tags inside."""
        if isinstance(items, (str, bytes, list, tuple, dict, set, frozenset, range)):
            self.step(len(items) * weight)
            return items
        most = (STEPS - self.steps) // weight
        listed = list(islice(items, most + 1))
        self.step(len(listed) * weight)
        return listed

    def measured(self, value: Any) -> Any:
        """The value, its size counted."""
        self.make(self.size(value))
        return value

    def size(self, value: Any) -> int:
        """About how many characters a value prints, with what it holds: lists in lists may hold each other often."""
        total = 0
        waiting: list[Any] = [value]
        while waiting:
            one = waiting.pop()
            if isinstance(one, (str, bytes)):
                total += len(one)
            elif isinstance(one, dict):
                total += 2 * len(one) + 2
                waiting += [*one.keys(), *one.values()]
            elif isinstance(one, (list, tuple, set, frozenset)):
                total += len(one) + 2
                waiting += one
            else:
                total += 8
            if total + len(waiting) > MADE - self.made:
                raise SecurityError("too large")
        return total

    def printed(self, text: str) -> None:
        """Count a long text when it is printed; short ones are counted together."""
        if len(text) > _SHORT:
            self.make(len(text))

    def operate(self, operator: str, left: Any, right: Any) -> None:
        """Raise SecurityError when `left operator right` would be too large (`9**9**9`, `'%0999999999d' % 1`)."""
        if isinstance(left, int) and isinstance(right, int):
            bits = left.bit_length() * abs(right) if operator == "**" else left.bit_length() + right.bit_length()
            if bits > _LARGEST_NUMBER:
                raise SecurityError("number too large")
        elif operator == "*":
            for thing, times in ((left, right), (right, left)):
                if isinstance(times, int) and isinstance(thing, (str, bytes, list, tuple)):
                    self.make(self.size(thing) * max(times, 0))
        elif operator == "%" and isinstance(left, (str, bytes)):
            self.format(left if isinstance(left, str) else left.decode("latin-1"), right)
        elif operator == "+" and hasattr(left, "__len__") and hasattr(right, "__len__"):
            self.make(len(left) + len(right))

    def format(self, pattern: str, values: Any) -> None:
        """Raise SecurityError for a `%` format that pads without measure; count what it makes."""
        if "*" in pattern or _too_wide(pattern):
            raise SecurityError("format too wide")
        self.make(len(pattern) + pattern.count("%") * (self.size(values) + _WIDEST))


def _too_wide(pattern: str) -> bool:
    return any(int(number[:9]) > _WIDEST for number in _NUMBER.findall(pattern))


def check_width(pattern: str) -> None:
    """Raise SecurityError for a format that asks for more than 1 000 characters (`{:>999999999}`)."""
    if _too_wide(pattern):
        raise SecurityError("format too wide")


def collected(pieces: Iterator[str]) -> str:
    """The pieces of a part, joined. Raises SecurityError beyond `PRINTED`, before they are."""
    kept: list[str] = []
    total = 0
    while chunk := list(islice(pieces, _CHUNK)):
        total += sum(map(len, chunk))
        if total > PRINTED:
            raise SecurityError("too much output")
        kept += chunk
    return "".join(kept)


def joined(pieces: Iterable[str]) -> str:
    """What a macro or a block makes. Raises SecurityError beyond `MADE`, before it is joined."""
    listed = list(pieces)
    if sum(map(len, listed)) > MADE:
        raise SecurityError("too much output")
    return "".join(listed)
