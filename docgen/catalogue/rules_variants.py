"""The rules of what may vary in a module. Each looks at one thing and yields what is wrong with it.

C050 unknown situation     C054 never holds           C058 steps that do not add up   C062 question twice
C051 malformed range       C055 no `sinon`            C059 too many steps             C063 case without si or text
C052 unknown sequence      C056 may end up empty      C060 not ten questions          C064 point twice
C053 hidden variant        C057 fact of the schedule  C061 unknown objective          C065 unknown indifferent fact
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from docgen.catalogue.conditions import TOUJOURS, Condition, Test, read_condition, read_range
from docgen.catalogue.criteres import CRITERES, Forme
from docgen.catalogue.ecrit import STEP
from docgen.catalogue.model import Phase
from docgen.catalogue.reading import choices
from docgen.catalogue.worlds import worlds
from docgen.nearest import nearest
from docgen.source.values import group, items, text, whole
from docgen.validation.places import place

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from docgen.catalogue.conditions import Situations
    from docgen.findings import Finding
    from docgen.source import Path, Source

LISTS = {"contenu", "supports", "points"}  # whose items may end up as nothing
QUESTIONS = 10
RANGES = "Trois écritures : moins de 500, 500 à 3499, 50000 et plus ; ou un nombre seul."


def check_variants(source: Source, situations: Situations) -> Iterator[Finding]:
    """All that is wrong with what varies in the module of this file, `situations` being those that it may name."""
    checker = _Checker(source, situations)
    yield from checker.texts()
    for rank, item in enumerate(items(source.donnees.get("sequences"))):
        if isinstance(item, dict):
            yield from checker.sequence(("sequences", rank), item)
    yield from checker.quiz()
    yield from checker.indifferent()


@dataclass(frozen=True, slots=True)
class _Checker:
    source: Source
    situations: Situations

    def fault(self, path: Path, code: str, message: str, remede: str) -> Finding:
        """What is wrong there; a list is shown by its key."""
        whole_list = path[-1] in {"selon", "contenu", "etapes", "quiz"}
        return place(self.source, path, key=whole_list).finding(code, message, remede)

    def texts(self) -> Iterator[Finding]:
        """Of all conditions and cases, wherever they stand."""
        for path, node in _groups(self.source.donnees, ()):
            for key in ("si", "sauf"):
                if key in node:
                    yield from self._condition((*path, key), node[key])
            if "selon" in node:
                yield from self._cases((*path, "selon"), node["selon"])
            if path and isinstance(path[-1], int) and path[-2] in LISTS and ("texte" in node) == ("selon" in node):
                yield self.fault(
                    path, "C063", "ce point n’a pas un texte, et un seul.", "Donnez-lui « texte » ou bien « selon »."
                )
        for name, facts in group(self.source.donnees, "situations").items():
            yield from self._condition(("situations", name), facts)

    def _condition(self, path: Path, typed: Any) -> Iterator[Finding]:
        if isinstance(typed, list):
            for rank, one in enumerate(typed):
                yield from self._condition((*path, rank), one)
        elif isinstance(typed, dict):
            for name, value in typed.items():
                yield from self._fact((*path, name), name, value)
        elif isinstance(typed, str) and typed not in self.situations:
            near = nearest(typed, self.situations)
            remede = f"Écrivez « {near} »." if near else f"Situations connues : {', '.join(sorted(self.situations))}."
            yield self.fault(path, "C050", f"aucune situation ne s’appelle « {typed} ».", remede)

    def _fact(self, path: Path, name: str, value: Any) -> Iterator[Finding]:
        critere = CRITERES.get(name)
        for rank, one in enumerate(value if isinstance(value, list) else [value]):
            where = (*path, rank) if isinstance(value, list) else path
            if critere and critere.forme is Forme.NOMBRE and read_range(one) is None:
                yield self.fault(where, "C051", f"« {one} » n’est pas un intervalle que docgen comprend.", RANGES)
            if name in {"avec", "sans"} and one not in self._sequences:
                near = nearest(str(one), self._sequences)
                remede = f"Écrivez « {near} »." if near else f"Ses séquences : {', '.join(self._sequences)}."
                yield self.fault(where, "C052", f"le module n’a pas de séquence « {one} ».", remede)

    @property
    def _sequences(self) -> list[str]:
        typed = items(self.source.donnees.get("sequences"))
        return [ident for item in typed if isinstance(item, dict) and (ident := text(item.get("id")))]

    def _cases(self, path: Path, typed: Any) -> Iterator[Finding]:
        cases = items(typed)
        last = len(cases) - 1
        for rank, case in enumerate(cases):
            here = (*path, rank)
            if not isinstance(case, dict):
                continue
            if "sinon" in case and (rank != last or case.keys() - {"sinon", "pourquoi"}):
                message = "« sinon » vient seul, et en dernier."
                yield self.fault(here, "C063", message, "Mettez-le à la fin de la liste, sans « si » ni « texte ».")
            elif "sinon" not in case and not (case.keys() & {"si", "sauf"} and case.keys() & {"texte", "methodes"}):
                remede = "Donnez à cette variante « si » (ou « sauf ») et son texte ; la dernière s’écrit « sinon »."
                yield self.fault(here, "C063", "cette variante n’a pas de condition, ou pas de texte.", remede)
        point = len(path) > 2 and isinstance(path[-2], int) and path[-3] in LISTS  # noqa: PLR2004 - list, rank, selon
        if cases and not point and "sinon" not in (cases[-1] if isinstance(cases[-1], dict) else {}):
            remede = "Ajoutez en dernier « - sinon: … » : c’est le texte d’un client dont on ne sait rien."
            yield self.fault(path, "C055", "ce texte peut rester vide : il n’a pas de « sinon ».", remede)
        yield from self._reach(path, cases)

    def _reach(self, path: Path, cases: list[Any]) -> Iterator[Finding]:
        """Cases that can never be taken: nothing makes them hold, or one above always does."""
        conditions = tuple(self._read(case) for case in cases if isinstance(case, dict))
        around = self._around(path)
        found = worlds((*conditions, *around))
        if found is None or len(conditions) != len(cases):
            return
        held = [world for world in found if all(one.tient(world) for one in around)]
        for rank, condition in enumerate(conditions):
            there = [world for world in held if condition.tient(world)]
            if condition.toujours:
                continue
            if not there:
                yield self.fault(
                    (*path, rank),
                    "C054",
                    "cette variante ne vaut jamais : ses conditions s’excluent.",
                    "Revoyez sa condition et celles de la séquence, ou retirez-la.",
                )
            elif all(any(above.tient(world) for above in conditions[:rank]) for world in there):
                yield self.fault(
                    (*path, rank),
                    "C053",
                    "cette variante n’est jamais prise : celles du dessus valent toujours avant elle.",
                    "Remontez-la au-dessus des variantes plus larges, ou retirez-la.",
                )

    def _around(self, path: Path) -> tuple[Condition, ...]:
        """The conditions of what a place stands in: its point, its step, its sequence and that one's phases."""
        found = []
        node: Any = self.source.donnees
        for step in path[:-1]:
            node = node[step]
            if isinstance(node, dict):
                found.append(self._read(node))
                phases = choices(Phase, items(node.get("phases")))
                found += [Condition(si=((Test("phase", frozenset(phases)),),))] if phases else []
        return tuple(condition for condition in found if not condition.toujours)

    def _read(self, node: dict[str, Any]) -> Condition:
        return read_condition(node, self.situations)

    def sequence(self, path: Path, item: dict[str, Any]) -> Iterator[Finding]:
        """What a sequence may not do."""
        yield from self._before(path, item)
        yield from self._never(path, item)
        yield from self._points(path, item)
        yield from self._steps(path, item)

    def _before(self, path: Path, item: dict[str, Any]) -> Iterator[Finding]:
        for name in self._read(item).faits:
            if name in CRITERES and not CRITERES[name].avant:
                key = "si" if "si" in item else "sauf"
                yield self.fault(
                    (*path, key),
                    "C057",
                    f"« {name} » n’est connu qu’une fois l’horaire fait : il ne peut pas décider d’une séquence.",
                    "Mettez cette condition sur ses textes, ou décidez par un fait connu avant l’horaire.",
                )

    def _never(self, path: Path, item: dict[str, Any]) -> Iterator[Finding]:
        """Sequences, steps and points whose own condition can never hold."""
        for where, node in [(path, item), *((p, n) for p, n in _groups(item, path) if self._stands_alone(p))]:
            condition = self._read(node)
            around = self._around((*where, "si"))
            found = None if condition.toujours else worlds((condition, *around))
            if found and not any(all(one.tient(world) for one in (condition, *around)) for world in found):
                yield self.fault(
                    where,
                    "C054",
                    "cela ne vaut jamais : ses conditions s’excluent.",
                    "Revoyez sa condition et celles de la séquence, ou retirez-la.",
                )

    def _stands_alone(self, path: Path) -> bool:
        return isinstance(path[-1], int) and path[-2] in (*LISTS, "etapes")

    def _points(self, path: Path, item: dict[str, Any]) -> Iterator[Finding]:
        for key, (where, points) in _lists(path, item):
            seen: set[str] = set()
            for rank, point in enumerate(points):
                ident = text(point.get("id")) if isinstance(point, dict) else None
                if ident in seen:
                    remede = "Donnez-lui un autre identifiant : un brief le désigne par lui."
                    yield self.fault((*where, rank, "id"), "C064", f"le point « {ident} » existe déjà ici.", remede)
                seen |= {ident} if ident else set()
            if key == "contenu" and points and self._may_be_empty(where, points):
                yield self.fault(
                    where,
                    "C056",
                    "cette liste peut rester vide : aucun point indispensable n’y vaut pour tous les clients.",
                    "Gardez un point sans condition, ou un « selon » avec « sinon », ni facultatif ni en plus.",
                )

    def _may_be_empty(self, where: Path, points: list[Any]) -> bool:
        if any(isinstance(point, str) for point in points):
            return False
        essential = [p for p in points if isinstance(p, dict) and not (p.get("facultatif") or p.get("en_plus"))]
        cases = [(self._read(point), self._of_cases(point)) for point in essential]
        if any(one.toujours and any(case.toujours for case in inner) for one, inner in cases):
            return False
        around = self._around((*where, 0))
        found = worlds((*(c for one, inner in cases for c in (one, *inner)), *around))
        return found is not None and any(
            not any(one.tient(world) and any(case.tient(world) for case in inner) for one, inner in cases)
            for world in found
            if all(one.tient(world) for one in around)
        )

    def _of_cases(self, point: dict[str, Any]) -> tuple[Condition, ...]:
        cases = [self._read(case) for case in items(point.get("selon")) if isinstance(case, dict)]
        return tuple(cases) if "selon" in point else (TOUJOURS,)

    def _steps(self, path: Path, item: dict[str, Any]) -> Iterator[Finding]:
        steps = [one for one in items(item.get("etapes")) if isinstance(one, dict)]
        target, shortest = (whole(group(item, "duree").get(key), 0) for key in ("cible", "min"))
        if not steps:
            return
        where = (*path, "etapes")
        conditions = tuple(self._read(step) for step in steps)
        around = self._around((*where, 0))
        for world in worlds((*conditions, *around)) or ():
            if not all(one.tient(world) for one in around):
                continue
            there = [step for step, condition in zip(steps, conditions, strict=True) if condition.tient(world)]
            total = sum(whole(step.get("minutes"), 0) for step in there)
            if total != target:
                yield self.fault(
                    where,
                    "C058",
                    f"les étapes font {total} minutes{_seen(world)}, et la séquence en vise {target}.",
                    "Leurs minutes font la durée visée pour chaque client : "
                    "une étape sous condition a sa remplaçante, de même durée.",
                )
                return
            if len(there) * STEP > shortest:
                yield self.fault(
                    where,
                    "C059",
                    f"la séquence a {len(there)} étapes{_seen(world)} : elles ne tiennent pas dans {shortest} minutes.",
                    f"Chacune dure au moins {STEP} minutes : réunissez-en, ou allongez la durée « min ».",
                )
                return

    def quiz(self) -> Iterator[Finding]:
        """Ten questions, each about an objective of the module, each once."""
        typed = self.source.donnees.get("quiz")
        if typed is None:
            return
        questions = [one for one in items(typed) if isinstance(one, dict)]
        if len(questions) != QUESTIONS:
            message = f"le quiz a {len(questions)} questions ; il en faut {QUESTIONS}."
            remede = "Les dix mêmes questions servent à l’entrée et à la sortie : complétez ou réduisez la liste."
            yield self.fault(("quiz",), "C060", message, remede)
        known = [text(one.get("id")) for one in items(self.source.donnees.get("objectifs")) if isinstance(one, dict)]
        seen: set[str] = set()
        for rank, question in enumerate(questions):
            named, ident = text(question.get("objectif")), text(question.get("id"))
            if named and named not in known:
                remede = f"Objectifs du module : {', '.join(one for one in known if one)}."
                message = f"le module n’a pas d’objectif « {named} »."
                yield self.fault(("quiz", rank, "objectif"), "C061", message, remede)
            if ident in seen:
                message = f"la question « {ident} » existe déjà dans ce quiz."
                yield self.fault(("quiz", rank, "id"), "C062", message, "Donnez-lui un autre identifiant.")
            seen |= {ident} if ident else set()

    def indifferent(self) -> Iterator[Finding]:
        """Facts that change nothing: names and words of the table."""
        for rank, one in enumerate(items(self.source.donnees.get("indifferent"))):
            fact = text(one.get("fait")) if isinstance(one, dict) else None
            if fact is None:
                continue
            where: Path = ("indifferent", rank)
            if fact not in CRITERES:
                yield self._unknown((*where, "fait"), fact, CRITERES, "n’est pas un fait que docgen connaît")
                continue
            words = CRITERES[fact].mots
            for number, typed in enumerate(items(one.get("valeurs"))):
                if words and text(typed) not in words:
                    said = f"n’est pas une valeur de « {fact} »"
                    yield self._unknown((*where, "valeurs", number), str(typed), words, said)

    def _unknown(self, path: Path, typed: str, known: Iterable[str], said: str) -> Finding:
        near = nearest(typed, known)
        remede = f"Écrivez « {near} »." if near else f"Possibles : {', '.join(known)}."
        return self.fault(path, "C065", f"« {typed} » {said}.", remede)


def _groups(data: Any, path: Path) -> Iterator[tuple[Path, dict[str, Any]]]:
    """Every group of keys below, the facts of conditions left out."""
    below = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for step, value in below:
        if step in {"si", "sauf", "situations"}:
            continue
        if isinstance(value, dict):
            yield (*path, step), value
        yield from _groups(value, (*path, step))


def _lists(path: Path, item: dict[str, Any]) -> Iterator[tuple[str, tuple[Path, list[Any]]]]:
    for key in ("contenu", "supports"):
        yield key, ((*path, key), items(item.get(key)))
    for rank, step in enumerate(items(item.get("etapes"))):
        if isinstance(step, dict):
            yield "points", ((*path, "etapes", rank, "points"), items(step.get("points")))


def _seen(world: Any) -> str:
    """« quand services vaut directions »: the world in which a fault was found, in short; « » for the neutral one."""
    said = [
        f"{fait} = {', '.join(sorted(value.tenus)) or 'aucun'}" if hasattr(value, "tenus") else f"{fait} = {value:g}"
        for fait, value in world.items()
    ]
    return f" (par exemple {' et '.join(said)})" if said else ""
