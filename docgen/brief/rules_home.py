"""What a brief says of one sequence of a module: adaptations, points said otherwise, enjeux, the place of its own.

B037 unknown fact     B151 unknown sequence     B152 adaptation without a sequence (notice)     B155 place unknown
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docgen.catalogue.rules import unknown_facts
from docgen.findings import Gravite
from docgen.nearest import nearest
from docgen.source.values import group, items, text
from docgen.validation.places import place

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from docgen.catalogue.model import Catalogue
    from docgen.findings import Finding
    from docgen.source import Path, Source

    Groups = list[tuple[Path, dict[str, Any]]]


def check_home(source: Source, catalogue: Catalogue) -> Iterator[Finding]:
    """Sequences that are named and that no chosen module has."""
    every: list[str] = []
    for path, item in _groups(source.donnees.get("modules"), "modules"):
        code = text(item.get("code")) or ""
        if code not in catalogue.modules:
            continue
        written = [ident for _, one in _groups(item.get("ajouter")) if (ident := text(one.get("id")))]
        idents = [*(sequence.id for sequence in catalogue.modules[code].sequences), *written]
        named = [*idents, *(f"{code}-{ident}" for ident in idents)]
        every += named
        for key in ("adaptations", "remplacer"):
            for where, one in _groups(item.get(key), *path, key):
                yield from _unknown(source, where, one, named, f"le module {code} n’a pas")
                yield from unknown_facts(source, where, one, "B037")
        yield from _places(source, path, item, idents)
    for where, one in _groups(group(source.donnees, "contexte").get("enjeux"), "contexte", "enjeux"):
        if every:
            yield from _unknown(source, where, one, every, "les modules de ce brief n’ont pas")


def check_told_nowhere(source: Source) -> Iterator[Finding]:
    """Adaptations that name no sequence: the trainer's sheet has no place for them."""
    for path, item in _groups(source.donnees.get("modules"), "modules"):
        alone = [((*path, "adaptation"), item.get("adaptation"))]
        alone += [(where, one.get("texte")) for where, one in _groups(item.get("adaptations"), *path, "adaptations")
                  if not text(one.get("sequence"))]  # fmt: skip
        for where, said in alone:
            if text(said):
                yield place(source, where).finding(
                    "B152",
                    "cette adaptation ne nomme pas de séquence : seule la proposition la dit, le déroulé n’en "
                    "parle pas.",
                    "Écrivez-la sous « adaptations », avec la séquence où elle se travaille : {sequence: …, texte: …}.",
                    Gravite.AVIS,
                )


def _groups(value: Any, *path: str | int) -> Groups:
    return [((*path, rank), item) for rank, item in enumerate(items(value)) if isinstance(item, dict)]


def _unknown(source: Source, path: Path, item: dict[str, Any], known: Collection[str], who: str) -> Iterator[Finding]:
    ident = text(item.get("sequence"))
    if ident and ident not in known:
        near = nearest(ident, known)
        remede = f"Écrivez « {near} »." if near else "« docgen catalogue » et le code du module les listent."
        yield place(source, (*path, "sequence")).finding("B151", f"{who} de séquence « {ident} ».", remede)


def _places(source: Source, path: Path, item: dict[str, Any], idents: list[str]) -> Iterator[Finding]:
    """Where the sequences that the brief writes stand: after one of the module's, by way of its own perhaps."""
    after = {text(one.get("id")): text(one.get("apres")) for _, one in _groups(item.get("ajouter"))}
    for where, one in _groups(item.get("ajouter"), *path, "ajouter"):
        target = text(one.get("apres"))
        if target is None:
            continue
        if target not in idents:
            near = nearest(target, idents)
            remede = f"Écrivez « {near} »." if near else f"Séquences du module : {', '.join(idents[:8])}."
            message = f"« apres » nomme la séquence « {target} », que ce module n’a pas."
            yield place(source, (*where, "apres")).finding("B155", message, remede)
        elif _turns_round(text(one.get("id")), after):
            message = "cette séquence attend, pour avoir sa place, une séquence qui l’attend elle-même."
            yield place(source, (*where, "apres")).finding(
                "B155", message, "Nommez dans « apres » une séquence du module."
            )


def _turns_round(ident: str | None, after: dict[str | None, str | None]) -> bool:
    met: set[str | None] = set()
    while ident in after and ident not in met:
        met.add(ident)
        ident = after[ident]
    return ident in met
