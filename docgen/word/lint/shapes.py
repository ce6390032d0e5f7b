"""What an expression gives, as far as the fields of the document tell; the scopes and guards that surround it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from itertools import count
from typing import TYPE_CHECKING

from docgen.word.fields import Champ, Kind

if TYPE_CHECKING:
    from collections.abc import Mapping

Path = tuple[str | int, ...]
_BINDINGS = count(1)


@dataclass(frozen=True, slots=True)
class Shape:
    """`kind` None: unknown, anything goes. `path` identifies a field for guards; `said` is the field as typed."""

    kind: Kind | None = None
    fields: Mapping[str, Champ] = field(default_factory=dict)
    facultatif: bool = False
    path: Path = ()
    said: str = ""
    method: bool = False
    constant: bool = False
    items_of: str = ""  # of what a loop goes through: the list, as typed

    def child(self, champ: Champ) -> Shape:
        """A field of a group."""
        said = f"{self.said}.{champ.nom}" if self.said else champ.nom
        return Shape(champ.kind, champ.fields, champ.facultatif, (*self.path, champ.nom), said)

    def item(self, said: str = "") -> Shape:
        """An item of a list: a group when the list has fields, a text otherwise; `said` as one writes it."""
        if self.kind is not Kind.LISTE or self.constant:
            return ANY
        if self is NUMBERS:
            return NUMBER
        return Shape(Kind.GROUPE if self.fields else Kind.TEXTE, self.fields, said=said, items_of=self.said)

    def named(self, name: str) -> Shape:
        """The same under a name of its own: a loop variable, `{% set %}`."""
        return replace(self, path=(next(_BINDINGS), name), said=name)


ANY = Shape()
TEXT, NUMBER, TRUTH = Shape(Kind.TEXTE), Shape(Kind.NOMBRE), Shape(Kind.OUI_NON)
METHOD = Shape(method=True)
NUMBERS = Shape(Kind.LISTE, said="range(…)")

_LOOP_NUMBERS = ("index", "index0", "revindex", "revindex0", "length", "depth", "depth0")
LOOP = Shape(
    Kind.GROUPE,
    {
        **{name: Champ(name, Kind.NOMBRE) for name in _LOOP_NUMBERS},
        **{name: Champ(name, Kind.OUI_NON) for name in ("first", "last")},
    },
    said="loop",
)
LOOP_UNTYPED = frozenset({"previtem", "nextitem", "cycle", "changed"})


def of_constant(value: object) -> Shape:
    """What is written out in a tag: a text, a number."""
    kinds: dict[type, Kind] = {str: Kind.TEXTE, bool: Kind.OUI_NON, int: Kind.NOMBRE, float: Kind.NOMBRE}
    return Shape(kinds.get(type(value)), constant=True)


class Scope:
    """Names that can be used, innermost first."""

    def __init__(self, names: Mapping[str, Shape], above: Scope | None = None) -> None:
        self._names, self._above = dict(names), above

    def inside(self, names: Mapping[str, Shape]) -> Scope:
        """A scope within this one."""
        return Scope(names, self)

    def bind(self, name: str, shape: Shape) -> None:
        """`{% set name = … %}`."""
        self._names[name] = shape

    def find(self, name: str) -> Shape | None:
        """What a name stands for."""
        if name in self._names:
            return self._names[name]
        return self._above.find(name) if self._above else None

    def names(self) -> dict[str, Shape]:
        """All names, innermost last."""
        return {**(self._above.names() if self._above else {}), **self._names}


@dataclass(frozen=True, slots=True)
class Guards:
    """Fields known to be there, by `{% if champ %}`; `is defined` is no guard, for None passes it."""

    sure: frozenset[Path] = frozenset()

    def __or__(self, other: Guards) -> Guards:
        return Guards(self.sure | other.sure)

    def __and__(self, other: Guards) -> Guards:
        return Guards(self.sure & other.sure)


NOTHING = Guards()
