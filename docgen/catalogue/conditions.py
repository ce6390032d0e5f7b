"""Conditions: what a variant asks of the facts. Three values: an unknown fact makes a condition neither true nor false.

Such a condition does not hold, `si` and `sauf` alike: nothing is guessed, the neutral text is taken.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, TypeAlias

from docgen.catalogue.criteres import CRITERES, Forme
from docgen.source.values import text

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

INFINI = float("inf")
_RANGE = re.compile(r"(?:moins de (?P<below>\d+)|(?P<low>\d+) à (?P<high>\d+)|(?P<least>\d+) et plus|(?P<one>\d+))")
_SPACES = re.compile(r"(?<=\d)[ \u00a0\u202f](?=\d{3}\b)")

Bornes: TypeAlias = "tuple[float, float]"  # inclusive
Groupe: TypeAlias = "tuple[Test, ...]"  # all hold
Situations: TypeAlias = "Mapping[str, tuple[Groupe, ...]]"  # any holds


@dataclass(frozen=True, slots=True)
class Mots:
    """The words of a fact that hold, and those of which nobody knows; all others do not hold."""

    tenus: frozenset[str]
    inconnus: frozenset[str] = frozenset()

    @classmethod
    def of(cls, *mots: str) -> Mots:
        """Words that hold, alone."""
        return cls(frozenset(mots))


Faits: TypeAlias = "Mapping[str, float | Mots]"  # by the name that a test has; what is unknown is not there


@dataclass(frozen=True, slots=True)
class Test:
    """What a condition asks of one fact: one of these words, or to stand in one of these ranges.

    `fait` is a name of CRITERES, with its subject where it has some (« avancement.diagnostic »). Neither words nor
    ranges: what was typed could not be read, and never holds.
    """

    fait: str
    mots: frozenset[str] = frozenset()
    bornes: tuple[Bornes, ...] = ()

    def tient(self, faits: Faits) -> bool | None:
        """Whether it holds; None when nobody knows."""
        known = faits.get(self.fait)
        if known is None:
            return None
        if isinstance(known, Mots):
            if self.mots & known.tenus:
                return True
            return None if self.mots & known.inconnus else False
        return any(low <= known <= high for low, high in self.bornes)


@dataclass(frozen=True, slots=True)
class Condition:
    """`si` and `sauf`, each one of its groups; without any, it always holds. `noms`: the situations it names."""

    si: tuple[Groupe, ...] | None = None
    sauf: tuple[Groupe, ...] | None = None
    noms: tuple[str, ...] = ()

    @property
    def toujours(self) -> bool:
        """Whether it asks for nothing."""
        return self.si is None and self.sauf is None

    def tient(self, faits: Faits) -> bool:
        """Whether it holds for certain."""
        if self.si is not None and _any(self.si, faits) is not True:
            return False
        return self.sauf is None or _any(self.sauf, faits) is False

    @property
    def groupes(self) -> tuple[Groupe, ...]:
        """All its groups."""
        return (*(self.si or ()), *(self.sauf or ()))

    @property
    def faits(self) -> tuple[str, ...]:
        """The facts that it asks about, each once: names of CRITERES."""
        return tuple(dict.fromkeys(test.fait.partition(".")[0] for groupe in self.groupes for test in groupe))


TOUJOURS = Condition()


def _any(groupes: Iterable[Groupe], faits: Faits) -> bool | None:
    found = [_all(groupe, faits) for groupe in groupes]
    return True if True in found else None if None in found else False


def _all(groupe: Groupe, faits: Faits) -> bool | None:
    found = [test.tient(faits) for test in groupe]
    return False if False in found else None if None in found else True


def decisive(condition: Condition, faits: Faits) -> tuple[str, ...]:
    """What is known of the facts that a condition asks about: « habitants : 412 », « services : equipe-reduite »."""
    found: dict[str, None] = {}
    for test in (test for groupe in condition.groupes for test in groupe):
        known = faits.get(test.fait)
        if isinstance(known, Mots):
            if shared := sorted(test.mots & known.tenus):
                found[f"{test.fait} : {', '.join(shared)}"] = None
        elif known is not None:
            found[f"{test.fait} : {known:g}"] = None
    return tuple(found)


def read_condition(data: Mapping[str, Any], situations: Situations) -> Condition:
    """The condition under `si:` and `sauf:`; what cannot be read never holds (rules tell of it)."""
    if "si" not in data and "sauf" not in data:
        return TOUJOURS
    si, sauf = (read_groups(data[key], situations) if key in data else None for key in ("si", "sauf"))
    return Condition(si, sauf, tuple(name for key in ("si", "sauf") for name in names_in(data.get(key))))


def read_groups(typed: Any, situations: Situations) -> tuple[Groupe, ...]:
    """A name, a group of facts, or a list of either: any of them."""
    if isinstance(typed, list):
        return tuple(group for one in typed for group in read_groups(one, situations))
    if isinstance(typed, dict):
        return (tuple(test for name, value in typed.items() for test in _tests(name, value)),)
    return situations.get(text(typed) or "", ((Test(""),),))


def names_in(typed: Any) -> tuple[str, ...]:
    """The situations that a condition names."""
    if isinstance(typed, list):
        return tuple(name for one in typed for name in names_in(one))
    return (typed,) if isinstance(typed, str) else ()


def _tests(name: str, value: Any) -> list[Test]:
    critere = CRITERES.get(name)
    if critere is None:
        return [Test(name)]
    if critere.forme is Forme.SUJETS:
        subjects = value.items() if isinstance(value, dict) else [("", ())]
        return [Test(f"{name}.{subject}", _words(words)) for subject, words in subjects]
    if critere.forme is Forme.NOMBRE:
        found = [read_range(one) for one in (value if isinstance(value, list) else [value])]
        return [Test(name, bornes=tuple(bounds for bounds in found if bounds))]
    return [Test(name, _words(value))]


def _words(value: Any) -> frozenset[str]:
    return frozenset(found for one in (value if isinstance(value, list) else [value]) if (found := text(one)))


def read_range(typed: Any) -> Bornes | None:
    """« moins de 500 », « 500 à 3499 », « 50000 et plus », 4: bounds, inclusive; None for another spelling."""
    typed = text(typed)
    return _read_range(typed) if typed else None


@cache
def _read_range(typed: str) -> Bornes | None:
    found = _RANGE.fullmatch(_SPACES.sub("", typed).strip())
    if not found:
        return None
    below, low, high, least, one = (int(number) if number else None for number in found.groups())
    if below is not None:
        return (-INFINI, below - 1) if below else None
    if low is not None and high is not None:
        return (low, high) if low <= high else None
    if least is not None:
        return (least, INFINI)
    return (one, one) if one is not None else None
