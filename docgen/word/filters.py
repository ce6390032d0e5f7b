"""The filters of templates: those of Jinja that are of use in Word, by name.

Not here: `random` (the same values always give the same document) and those that make HTML.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from jinja2.filters import FILTERS

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

_NAMES = (
    "abs attr batch capitalize center count d default dictsort e escape filesizeformat first float forceescape format "
    "groupby indent int items join last length list lower map max min reject rejectattr replace reverse round safe "
    "select selectattr slice sort string striptags sum title tojson trim truncate unique upper urlencode wordcount "
    "wordwrap"
)


def filters_of_templates(added: Mapping[str, Callable[..., Any]] | None = None) -> dict[str, Callable[..., Any]]:
    """Those of Jinja, and those that the caller adds."""
    return {**{name: FILTERS[name] for name in _NAMES.split()}, **(added or {})}
