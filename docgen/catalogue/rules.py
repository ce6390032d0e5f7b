"""The rules of a module that no schema can say. Each looks at one thing and yields what is wrong with it.

C021 objective twice      C023 unknown objective      C025 weak verb (warning)       C027 bounds out of order
C022 sequence twice       C024 objective not taught   C026 unknown complement (id.)  C028 minutes do not fill
C029 unknown fact         C040 objective not taught in some phase (warning)
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docgen.catalogue.facts import FAITS, facts_in
from docgen.catalogue.model import Phase
from docgen.findings import Gravite
from docgen.francais import liste
from docgen.nearest import fold, nearest
from docgen.source.values import group, items, text, whole
from docgen.validation.places import place

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from docgen.catalogue.model import Module
    from docgen.findings import Finding
    from docgen.source import Path, Source

DEMI_JOURNEE = 195  # minutes of work in the usual half-day: 3 h 30 less a break of a quarter of an hour
PHASES = {Phase.DEBUT: "en début de mandat", Phase.MI_MANDAT: "à mi-mandat", Phase.FIN: "en fin de mandat"}

# Verbs of what cannot be observed, so not assessed (RNQ, indicateur 5: objectives that can be assessed).
WEAK_VERBS = frozenset(
    [
        "apprehender",
        "avoir",
        "comprendre",
        "connaitre",
        "decouvrir",
        "etre",
        "familiariser",
        "informer",
        "mieux",
        "sensibiliser",
        "savoir",
    ]
)


def check_rules(module: Module, source: Source) -> Iterator[Finding]:
    """All that is wrong with a module read from `source`."""
    yield from _twice(source, "objectifs", "C021", "l’objectif")
    yield from _twice(source, "sequences", "C022", "la séquence")
    yield from _objectives(module, source)
    yield from _verbs(source)
    for rank, item in enumerate(items(source.donnees.get("sequences"))):
        yield from bounds(source, ("sequences", rank, "duree"), item, "C027")
    yield from _minutes(module, source)
    yield from unknown_facts(source, (), source.donnees, "C029")


def unknown_complements(module: Module, source: Source, codes: Iterable[str]) -> Iterator[Finding]:
    """Complements that the catalogue does not hold: it may have been cut down on purpose."""
    known = set(codes)
    for rank, code in enumerate(items(source.donnees.get("complements"))):
        if text(code) not in known:
            yield place(source, ("complements", rank)).finding(
                "C026",
                f"le module {module.code} renvoie au module {code}, qui n’est pas au catalogue.",
                "Retirez ce code, ou ajoutez le fichier de ce module.",
                Gravite.AVERTISSEMENT,
            )


def unknown_facts(source: Source, path: Path, data: Any, code: str) -> Iterator[Finding]:
    """Facts between braces that no client has, in any text of `data`, which stands at `path`."""
    for where, typed in _texts(data, path):
        for name in facts_in(typed):
            if name not in FAITS:
                near = nearest(name, FAITS)
                yield place(source, where).finding(
                    code,
                    f"« {{{name}}} » n’est pas un fait que docgen connaît.",
                    f"Écrivez {{{near}}}." if near else f"Faits connus : {', '.join(FAITS)}.",
                )


def _texts(data: Any, path: Path) -> Iterator[tuple[Path, str]]:
    if isinstance(data, str):
        yield path, data
    elif isinstance(data, dict):
        for key, value in data.items():
            yield from _texts(value, (*path, key))
    elif isinstance(data, list):
        for rank, value in enumerate(data):
            yield from _texts(value, (*path, rank))


def _twice(source: Source, key: str, code: str, noun: str) -> Iterator[Finding]:
    seen: set[str] = set()
    for rank, item in enumerate(items(source.donnees.get(key))):
        ident = text(item.get("id")) if isinstance(item, dict) else None
        if ident in seen:
            yield place(source, (key, rank, "id")).finding(
                code, f"{noun} « {ident} » existe déjà dans ce module.", "Donnez-lui un autre identifiant."
            )
        if ident:
            seen.add(ident)


def _objectives(module: Module, source: Source) -> Iterator[Finding]:
    known = {objectif.id for objectif in module.objectifs}
    taught: set[str] = set()
    for rank, item in enumerate(items(source.donnees.get("sequences"))):
        served = items(item.get("objectifs")) if isinstance(item, dict) else []
        for number, typed in enumerate(served):
            if text(typed) not in known:
                yield place(source, ("sequences", rank, "objectifs", number)).finding(
                    "C023",
                    f"le module n’a pas d’objectif « {typed} ».",
                    f"Objectifs du module : {', '.join(sorted(known)) or 'aucun'}.",
                )
    for sequence in module.sequences:
        if not sequence.facultative:
            taught.update(sequence.objectifs)
    for rank, item in enumerate(items(source.donnees.get("objectifs"))):
        ident = text(item.get("id")) if isinstance(item, dict) else None
        if ident and ident not in taught:
            yield place(source, ("objectifs", rank)).finding(
                "C024",
                f"aucune séquence obligatoire ne travaille l’objectif {ident}.",
                f"Ajoutez {ident} aux « objectifs » d’une séquence qui n’est pas facultative.",
            )
        elif ident and (phases := [phase for phase in Phase if ident not in _taught(module, phase)]):
            yield place(source, ("objectifs", rank)).finding(
                "C040",
                f"aucune séquence obligatoire ne travaille l’objectif {ident} "
                f"{liste(PHASES[phase] for phase in phases)} : les documents l’y laissent de côté.",
                f"Ajoutez {ident} aux « objectifs » d’une séquence de cette phase, ou de toutes.",
                Gravite.AVERTISSEMENT,
            )


def _taught(module: Module, phase: Phase) -> set[str]:
    """The objectives that a brief of that phase gets without asking: a sequence of another phase teaches nothing."""
    core = (s for s in module.sequences if not s.facultative and s.suits(phase))
    return {ident for sequence in core for ident in sequence.objectifs}


def _verbs(source: Source) -> Iterator[Finding]:
    for rank, item in enumerate(items(source.donnees.get("objectifs"))):
        words = fold(text(item.get("texte")) or "").split() if isinstance(item, dict) else []
        first = words[1] if words[:1] in (["se"], ["s"]) and words[1:] else next(iter(words), "")
        if words and (first in WEAK_VERBS or not first.endswith(("er", "ir", "re"))):
            yield place(source, ("objectifs", rank, "texte")).finding(
                "C025",
                "cet objectif ne commence pas par un verbe d’action que l’on peut évaluer.",
                "Commencez par ce que le participant fera : choisir, comparer, rédiger, présenter…",
                Gravite.AVERTISSEMENT,
            )


def bounds(source: Source, path: Path, item: Any, code: str) -> Iterator[Finding]:
    """The three durations of a sequence, whose place is `path`, in another order than their names say."""
    typed = group(item, "duree") if isinstance(item, dict) else {}
    minutes = [whole(typed.get(key), 0) for key in ("min", "cible", "max")]
    if all(minutes) and minutes != sorted(minutes):
        yield place(source, path).finding(
            code,
            "les durées ne vont pas de la plus courte à la plus longue.",
            "Vérifiez que min ≤ cible ≤ max.",
        )


def _minutes(module: Module, source: Source) -> Iterator[Finding]:
    """The core must be able to fill the module's format at each stage of the mandate, in usual half-days."""
    wanted = module.format.demi_journees * DEMI_JOURNEE
    for phase in Phase:
        core = [s.duree for s in module.sequences if not s.facultative and s.suits(phase)]
        fewest, most = sum(duree.min for duree in core), sum(duree.max for duree in core)
        if fewest <= wanted <= most:
            continue
        gap = f"il manque {wanted - most} minutes" if most < wanted else f"{fewest - wanted} minutes sont de trop"
        yield place(source, ("sequences",), key=True).finding(
            "C028",
            f"{PHASES[phase]}, les séquences obligatoires ne remplissent pas le format « {module.format} » : {gap}.",
            "Revoyez les durées min et max, ou le nombre de séquences facultatives.",
        )
        return
