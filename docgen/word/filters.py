"""Jinja's filters within limits: what each is about to make is counted before it makes it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from jinja2 import pass_context
from jinja2.exceptions import SecurityError
from jinja2.filters import FILTERS
from jinja2.utils import _PassArg

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from docgen.word.limits import Budget

# Not here: `random` (the same values always give the same document) and those that make HTML.
_LEFT_OUT = frozenset({"random", "urlize", "xmlattr", "pprint"})
_DIGITS = 300  # more than a float holds
_WRAPPED = 20_000  # characters: wrapping one long word takes the square of its length
_STRIPPED = 1_000


def bounded_filters(added: Mapping[str, Callable[..., Any]] | None = None) -> dict[str, Callable[..., Any]]:
    """The filters of a template: Jinja's and those that the caller adds, by name."""
    kept = {name: filter_ for name, filter_ in FILTERS.items() if name not in _LEFT_OUT}
    return {**kept, **{name: _bounded(kept[name], check) for name, check in _CHECKS.items()}, **(added or {})}


def _bounded(original: Callable[..., Any], check: Callable[..., None]) -> Callable[..., Any]:
    needs = _PassArg.from_obj(original)

    @pass_context
    def filter_(context: Any, value: Any, *args: Any, **kwargs: Any) -> Any:
        if not isinstance(value, (str, bytes, list, tuple, dict, int, float)) and hasattr(value, "__next__"):
            value = context.budget.loop(value, 1)  # what `map` and `select` give is made only once
        check(context.budget, value, *args, **kwargs)
        first: list[Any] = []
        if needs is _PassArg.context:
            first = [context]
        elif needs is _PassArg.eval_context:
            first = [context.eval_ctx]
        elif needs is _PassArg.environment:
            first = [context.environment]
        result = original(*first, value, *args, **kwargs)
        if isinstance(result, (str, list)):
            context.budget.make(len(result))
        return result

    return filter_


def _nothing(_budget: Budget, *_args: Any, **_kwargs: Any) -> None:
    """What comes out is a few times what went in, and is counted then."""


def _width(budget: Budget, _value: Any, width: int = 80, *_args: Any) -> None:
    budget.make(_number(width))


def _indent(budget: Budget, value: Any, width: int | str = 4, *_args: Any, **_kwargs: Any) -> None:
    each = len(width) if isinstance(width, str) else _number(width)
    budget.make((len(str(value).splitlines()) + 1) * each)


def _wordwrap(budget: Budget, value: Any, *args: Any, **kwargs: Any) -> None:
    wrapstring = kwargs.get("wrapstring") or (args[2] if len(args) > 2 else None) or ""  # noqa: PLR2004 - its place
    if len(str(value)) > _WRAPPED:
        raise SecurityError("text too long to wrap")
    budget.make(len(str(value)) * (1 + len(str(wrapstring))))


def _replace(budget: Budget, value: Any, old: Any, new: Any, *_args: Any, **_kwargs: Any) -> None:
    text, was = str(value), str(old)
    budget.make(len(text) + (text.count(was) + 1) * 5 * len(str(new)))  # 5: as Word XML, « & » is « &amp; »


def _join(budget: Budget, value: Any, d: Any = "", **_kwargs: Any) -> None:
    items = value if isinstance(value, (str, list, tuple, dict)) else list(value)
    budget.make(budget.size(items) + len(items) * budget.size(d))


def _measured(budget: Budget, value: Any, *_args: Any, **_kwargs: Any) -> None:
    budget.measured(value)


def _format(budget: Budget, value: Any, *args: Any, **kwargs: Any) -> None:
    budget.format(str(value), [args, kwargs])


def _count(budget: Budget, _value: Any, count: int, *_args: Any, **_kwargs: Any) -> None:
    budget.make(_number(count))


def _round(_budget: Budget, _value: Any, precision: int = 0, *_args: Any, **_kwargs: Any) -> None:
    if _number(precision) > _DIGITS:
        raise SecurityError("too many digits")


def _sum(_budget: Budget, _value: Any, _attribute: Any = None, start: Any = 0, **_kwargs: Any) -> None:
    if not isinstance(start, (int, float)) and hasattr(start, "__len__"):
        raise SecurityError("sum of lists")


def _strip(_budget: Budget, _value: Any, chars: str | None = None) -> None:
    if chars is not None and len(chars) > _STRIPPED:
        raise SecurityError("too many characters to strip")


def _striptags(_budget: Budget, value: Any) -> None:
    if len(str(value)) > 10 * _WRAPPED:
        raise SecurityError("text too long")


def _tojson(budget: Budget, value: Any, indent: int | None = None) -> None:
    if indent is not None and _number(indent) > 8:  # noqa: PLR2004 - spaces
        raise SecurityError("indent too wide")
    budget.make(6 * budget.size(value))  # \u0000


def _number(value: Any) -> int:
    """A number of characters or items; Jinja's own filter says what is wrong with anything else."""
    return abs(value) if isinstance(value, int) else 0


_CHECKS: dict[str, Callable[..., None]] = {
    "batch": _count,
    "center": _width,
    "forceescape": _nothing,
    "format": _format,
    "indent": _indent,
    "join": _join,
    "list": _nothing,
    "replace": _replace,
    "round": _round,
    "slice": _count,
    "string": _measured,
    "striptags": _striptags,
    "sum": _sum,
    "tojson": _tojson,
    "trim": _strip,
    "truncate": _nothing,
    "urlencode": _measured,
    "wordwrap": _wordwrap,
}

# Methods of texts, lists and mappings that templates may call; all others of Python's own types are refused.
_TEXT = frozenset(
    {"capitalize", "casefold", "count", "endswith", "find", "index", "isalnum", "isalpha", "isascii", "isdecimal"}
    | {"isdigit", "islower", "isnumeric", "isprintable", "isspace", "istitle", "isupper", "lower", "partition"}
    | {"removeprefix", "removesuffix", "rfind", "rindex", "rpartition", "rsplit", "split", "splitlines", "startswith"}
    | {"swapcase", "title", "upper", "unescape"}
)
_METHODS: dict[str, Callable[..., None]] = {
    "center": _width,
    "ljust": _width,
    "rjust": _width,
    "zfill": _width,
    "replace": _replace,
    "strip": _strip,
    "lstrip": _strip,
    "rstrip": _strip,
}
_OTHERS = frozenset({"count", "index", "copy", "get", "items", "keys", "values"})


def check_call(budget: Budget, method: Any, args: tuple[Any, ...], kwargs: dict[str, Any]) -> None:
    """Count what a method of a text, a list or a date is about to make. Raises SecurityError for one not allowed."""
    owner, name = getattr(method, "__self__", None), getattr(method, "__name__", "")
    if isinstance(owner, str):
        _check_text(budget, owner, name, args, kwargs)
    elif isinstance(owner, (list, tuple, dict)):
        _allow(name, _OTHERS)
    elif isinstance(owner, (int, float, bytes, bytearray, complex)):
        _allow(name, frozenset({"is_integer", "bit_length"}))
    elif name in {"strftime", "__format__"}:
        for text in (*args, *kwargs.values()):
            # A width of one digit is all that a date needs; the C library pads to any.
            if isinstance(text, str) and (len(text) > _STRIPPED or any(map(text.__contains__, _WIDTHS))):
                raise SecurityError("format too wide")


def _check_text(budget: Budget, owner: str, name: str, args: tuple[Any, ...], kwargs: dict[str, Any]) -> None:
    if name == "join":
        _join(budget, args[0] if args else (), owner)
    elif name in _METHODS:
        _METHODS[name](budget, owner, *args, **kwargs)
    else:
        _allow(name, _TEXT)


def _allow(name: str, allowed: frozenset[str]) -> None:
    if name not in allowed:
        raise SecurityError(f"{name} is not allowed")


_WIDTHS = tuple(f"{tens}{ones}" for tens in range(1, 10) for ones in range(10))
