"""The functions that a template may call: `range` and `namespace`. Jinja's others are of no use here, and doors.

`loop.cycle` and `loop.last` do what `cycler` and `joiner` do (Jinja manual, "List of Global Functions").
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from jinja2.exceptions import SecurityError
from jinja2.utils import Namespace

if TYPE_CHECKING:
    from collections.abc import Callable

LONGEST = 100_000  # numbers of a range: as many as Jinja's own sandbox lets through


def _range(*bounds: int) -> range:
    """`range(stop)`, `range(start, stop[, step])`. Raises SecurityError for one longer than `LONGEST`."""
    made = range(*bounds)
    if made[LONGEST:]:  # its length may be more than Python can say
        raise SecurityError("range too long")
    return made


def _namespace(**values: Any) -> Namespace:
    """Named values that `{% set ns.total = … %}` changes from within a loop."""
    return Namespace(values)


FUNCTIONS: dict[str, Callable[..., Any]] = {"range": _range, "namespace": _namespace}
