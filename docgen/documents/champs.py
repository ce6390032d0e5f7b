"""The fields of a document: what a template may print, what each means, and an example of it.

A view is a frozen dataclass made by `vue`; each of its fields is a `champ`, with a French description and an example.
They are the single source for the list of fields, the Word palette and the checks of templates. A view holds text
ready to print, views, tuples of either, bool and int; None stands for what is absent and need not be there, a `Gap`
for what is missing.
"""

from __future__ import annotations

from dataclasses import MISSING, Field, dataclass, field, fields, is_dataclass
from functools import cache
from operator import attrgetter
from types import NoneType
from typing import TYPE_CHECKING, Any, TypeVar, cast, dataclass_transform, get_args, get_origin, get_type_hints

from docgen.francais import typographie
from docgen.word.fields import Champ, Champs, Kind
from docgen.word.gaps import Gap

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

T = TypeVar("T")

# What holds no view is told first, since there are thousands of values in a document.
_PLAIN = frozenset({str, bool, int, NoneType})
_WORDLESS = frozenset({bool, int, NoneType, Gap})  # what has no text to typeset


def champ(description: str, exemple: object = None, *, default: Any = MISSING, brut: bool = False) -> Any:
    """A field of a view. `exemple` may be left out for a view or a list of views: theirs are enough.

    `brut` keeps French typography off an address, a code or a reference.
    """
    metadata = {"description": description, "exemple": exemple, "brut": brut}
    if default is MISSING:
        return field(metadata=metadata)
    return field(default=default, metadata=metadata)


@dataclass_transform(frozen_default=True, kw_only_default=True, field_specifiers=(champ,))
def vue(cls: type[T]) -> type[T]:
    """Make a view of a class: frozen, built by keywords.

    Views are printed, never compared nor shown: without the methods for it, that Python compiles at each start, the
    views of a proposal are made in two thirds of the time.
    """
    return dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)(cls)


def gaps_of(view: object) -> list[Gap]:
    """What is missing from a view, each once, in the order of its fields."""
    found: dict[Gap, None] = {}
    _gather(view, found)
    return list(found)


def _gather(value: object, found: dict[Gap, None]) -> None:
    kind: Any = type(value)
    if kind in _PLAIN:
        return
    if isinstance(value, Gap):
        found[value] = None
    elif isinstance(value, tuple) or is_dataclass(kind):
        for item in value if isinstance(value, tuple) else _values_of(kind)(value):
            if type(item) not in _PLAIN:
                _gather(item, found)


def composed(view: T) -> T:
    """The view with French typography in every text, once; `brut` fields are left as they are."""
    kind: Any = type(view)
    typeset = _typeset_names(kind)
    made = {
        name: _compose(value) if type(value) not in _WORDLESS and name in typeset else value
        for name, value in zip(_names(kind), _values_of(kind)(view), strict=True)
    }
    return cast("T", kind(**made))


def _compose(value: Any) -> Any:
    kind = type(value)
    if kind is str:
        return typographie(value)
    if kind is tuple:
        return tuple([_compose(item) for item in value])
    return composed(value) if kind not in _WORDLESS and is_dataclass(kind) else value


@cache
def _names(cls: type) -> tuple[str, ...]:
    return tuple(each.name for each in _champs(cls))


@cache
def _values_of(cls: type) -> Callable[[object], tuple[object, ...]]:
    """What reads all fields of a view at once."""
    names = _names(cls)
    if len(names) > 1:
        return cast("Callable[[object], tuple[object, ...]]", attrgetter(*names))
    return lambda view: tuple(getattr(view, name) for name in names)


@cache
def _typeset_names(cls: type) -> frozenset[str]:
    return frozenset(each.name for each in _champs(cls) if not each.metadata["brut"])


def mapping_of(view: object) -> dict[str, Any]:
    """What a template is given: the view's fields by name. Views inside stay views, read by attribute."""
    kind: Any = type(view)
    return {name: getattr(view, name) for name in _names(kind)}


def _champs(view: object) -> tuple[Field[Any], ...]:
    return fields(cast("Any", view))


def fields_of(cls: type) -> Champs:
    """What a template of that view may print: the tree that lint, list of fields and palette read."""
    hints = get_type_hints(cls)
    return {each.name: _field(each, hints[each.name]) for each in _champs(cls)}


def _field(each: Field[Any], hint: Any) -> Champ:
    parts = list(_parts(hint))
    view = next((part for part in parts if is_dataclass(part) and part is not Gap), None)
    if tuple in {get_origin(part) for part in parts}:
        kind = Kind.LISTE
    elif view is not None:
        kind = Kind.GROUPE
    else:
        kind = Kind.OUI_NON if bool in parts else Kind.NOMBRE if int in parts else Kind.TEXTE
    return Champ(
        nom=each.name,
        kind=kind,
        description=each.metadata["description"],
        exemple=each.metadata["exemple"],
        facultatif=NoneType in parts,
        fields=fields_of(cast("type", view)) if view is not None else {},
    )


def _parts(hint: Any) -> Iterator[Any]:
    yield hint
    for part in get_args(hint):
        yield from _parts(part)
