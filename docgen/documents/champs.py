"""The fields of a document: what a template may print, what each means, and an example of it.

A view is a frozen dataclass made by `vue`; each of its fields is a `champ`, with a French description and an example.
They are the single source for the list of fields, the Word palette and the checks of templates. A view holds text
ready to print, views, tuples of either, bool and int; None stands for what is absent and need not be there, a `Gap`
for what is missing.
"""

from __future__ import annotations

from dataclasses import MISSING, Field, dataclass, field, fields, is_dataclass, replace
from types import NoneType
from typing import TYPE_CHECKING, Any, TypeVar, cast, dataclass_transform, get_args, get_origin, get_type_hints

from docgen.francais import typographie
from docgen.word.fields import Champ, Champs, Kind
from docgen.word.gaps import Gap

if TYPE_CHECKING:
    from collections.abc import Iterator

T = TypeVar("T")


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
    return list(dict.fromkeys(_gaps(view)))


def _gaps(value: object) -> Iterator[Gap]:
    if isinstance(value, Gap):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from _gaps(item)
    elif is_dataclass(value):
        for each in fields(value):
            yield from _gaps(getattr(value, each.name))


def composed(view: T) -> T:
    """The view with French typography in every text, once; `brut` fields are left as they are."""
    texts = {each.name: _compose(getattr(view, each.name)) for each in _champs(view) if not each.metadata["brut"]}
    return cast("T", replace(cast("Any", view), **texts))


def _compose(value: Any) -> Any:
    if isinstance(value, str):
        return typographie(value)
    if isinstance(value, tuple):
        return tuple(_compose(item) for item in value)
    if is_dataclass(value) and not isinstance(value, Gap):
        return composed(value)
    return value


def mapping_of(view: object) -> dict[str, Any]:
    """What a template is given: the view's fields by name. Views inside stay views, read by attribute."""
    return {each.name: getattr(view, each.name) for each in _champs(view)}


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
