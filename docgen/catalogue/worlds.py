"""Every way in which the facts that some conditions ask about may turn out: enough to tell what can ever hold.

Of a number, one value in each interval that the conditions tell apart; of a word, each that they name and another; of
words that may hold together, all combinations of those named. Unknown is a way too, where a fact may be unknown.
"""

from __future__ import annotations

from functools import cache
from itertools import chain, combinations, product
from typing import TYPE_CHECKING, TypeAlias

from docgen.catalogue.conditions import INFINI, Mots
from docgen.catalogue.criteres import CRITERES, EPCI, LYON, Forme

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from docgen.catalogue.conditions import Condition, Test

World: TypeAlias = "dict[str, float | Mots]"

LIMIT = 20_000  # worlds: beyond, nothing is claimed
TOGETHER = {"territoire", "deja_suivi", "attendu", "avec", "sans", "modules"}  # whose words may hold together
COMBINED = 4  # words: of more, one at a time, none, and all
KNOWN = {"client", "phase", "attendu", "place", "modules", "avec", "sans", "moment", "pauses"}  # never unknown
OTHER = "?"
PLACES = (("premier",), ("dernier",), (), ("premier", "dernier", "seul"))
OF_EPCI = {"communes", "part_de_la_plus_grande"}


@cache
def worlds(conditions: tuple[Condition, ...]) -> tuple[World, ...] | None:
    """The worlds that these conditions tell apart; None when there are too many."""
    tests: dict[str, list[Test]] = {}
    for test in chain.from_iterable(groupe for condition in conditions for groupe in condition.groupes):
        tests.setdefault(test.fait, []).append(test)
    if OF_EPCI & tests.keys():
        tests.setdefault("client", [])
    by_fact = {fait: tuple(ways(fait, asked)) for fait, asked in tests.items()}
    count = 1
    for way in by_fact.values():
        count *= len(way)
    if count > LIMIT:
        return None
    made = (dict(zip(by_fact, values, strict=True)) for values in product(*by_fact.values()))
    return tuple({f: v for f, v in world.items() if v is not None} for world in made if _possible(world))


def _possible(world: dict[str, float | Mots | None]) -> bool:
    """A commune has no communes."""
    client = world.get("client")
    counted = any(world.get(fait) is not None for fait in OF_EPCI)
    return not (counted and isinstance(client, Mots) and "commune" in client.tenus)


def ways(fait: str, tests: list[Test]) -> Iterator[float | Mots | None]:
    """How a fact may turn out, as far as these tests tell it apart; None first, where it may be unknown."""
    name = fait.partition(".")[0]
    if name not in KNOWN:
        yield None
    if name not in CRITERES:
        return
    if CRITERES[name].forme is Forme.NOMBRE:
        yield from _numbers(tests)
        return
    yield from (Mots(frozenset(words)) for words in _words(name, tuple(_named(tests))))


def _named(tests: list[Test]) -> list[str]:
    return sorted({word for test in tests for word in test.mots})


def _numbers(tests: list[Test]) -> Iterator[float]:
    """The first number of each interval."""
    starts = {0.0}
    for low, high in chain.from_iterable(test.bornes for test in tests):
        starts |= {max(low, 0)} | ({high + 1} if high != INFINI else set())
    yield from sorted(starts)


def _words(name: str, named: tuple[str, ...]) -> Iterable[tuple[str, ...]]:
    if name == "client":
        kinds = [word for word in named if word in EPCI and word != "epci"]
        lyon = [("epci", "metropole", LYON)] if LYON in named else []
        return [("commune",), *(("epci", kind) for kind in [*kinds, OTHER]), *lyon]
    if name == "place":
        return PLACES
    if name in TOGETHER:
        sizes = range(len(named) + 1) if len(named) <= COMBINED else (0, 1, len(named))
        return chain.from_iterable(combinations(named, size) for size in sizes)
    closed = set(CRITERES[name].mots) <= set(named)
    return [*((word,) for word in named), *([] if closed else [(OTHER,)])]
