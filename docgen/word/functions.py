"""The functions that a template may call: `range` and `namespace`. Jinja's others are of no use here, and doors.

`loop.cycle` and `loop.last` do what `cycler` and `joiner` do (Jinja manual, "List of Global Functions").
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from jinja2.sandbox import safe_range
from jinja2.utils import Namespace

if TYPE_CHECKING:
    from collections.abc import Callable


def _namespace(**values: Any) -> Namespace:
    """Named values that `{% set ns.total = … %}` changes from within a loop."""
    return Namespace(values)


FUNCTIONS: dict[str, Callable[..., Any]] = {"range": safe_range, "namespace": _namespace}
