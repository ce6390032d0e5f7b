"""What a brief chooses, held against the catalogue: modules, their sequences, attendus.

B030 unknown module      B033 asked and withdrawn      B036 bounds out of order      B039 attendu twice
B031 module twice        B034 sequence's id is taken   B037 unknown fact             B040 session's module not chosen
B032 unknown sequence    B035 unknown objective
B041 module in no session (notice)    B029 reference that Windows reserves
B068 module without a theme of the répertoire (notice)
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from docgen.brief.reading import read_retraits
from docgen.catalogue.rules import bounds, unknown_facts
from docgen.findings import Gravite
from docgen.francais import liste
from docgen.nearest import fold, nearest
from docgen.source.values import group, items, text, texts
from docgen.validation.places import place

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docgen.catalogue.model import Catalogue, Module
    from docgen.findings import Finding
    from docgen.source import Path, Source

RESERVED = re.compile(r"con|prn|aux|nul|(com|lpt)[0-9]", re.IGNORECASE)
SHOWN = 8  # sequences in a list


def check_modules(source: Source, catalogue: Catalogue) -> Iterator[Finding]:
    """Everything that the brief asks of the catalogue."""
    seen: set[str] = set()
    for rank, item in _groups(source.donnees.get("modules")):
        code = text(item.get("code"))
        if code is None:
            continue
        path = ("modules", rank)
        if code in seen:
            yield place(source, (*path, "code")).finding(
                "B031", f"le module {code} est choisi deux fois.", "Gardez un seul des deux, avec ses ajouts."
            )
        seen.add(code)
        if code in catalogue.modules:
            yield from _sequences(source, path, item, catalogue.modules[code])
        else:
            yield _unknown_module(source, (*path, "code"), code, catalogue)
    yield from _reference(source)
    yield from _attendus(source)
    yield from _in_sessions(source, seen)


def check_themes(source: Source, catalogue: Catalogue) -> Iterator[Finding]:
    """Modules that a budget for élus is to pay for, and that are under no theme of the répertoire.

    Only what falls under it is linked to the mandate (CGCT, R1221-12), and paid as such (R2123-12). That a proposal
    names the theme is usage, not law, and the annex of the arrêté was not read: a notice, no gap, no closed list.
    """
    chosen = [(rank, item, text(item.get("code")) or "") for rank, item in _groups(source.donnees.get("modules"))]
    known = [(rank, item, catalogue.modules[code]) for rank, item, code in chosen if code in catalogue.modules]
    without = [
        (rank, module.code)
        for rank, item, module in known
        if not (text(item.get("theme_repertoire")) or module.theme_repertoire)
    ]
    if not without or text(group(source.donnees, "conditions").get("financement")) is None:
        return
    codes = liste(code for _, code in without)
    what = f"aux modules {codes}" if len(without) > 1 else f"au module {codes}"
    yield place(source, ("modules", without[0][0])).finding(
        "B068",
        f"il manque {what} un thème du répertoire des formations liées à l’exercice du mandat : une formation "
        "n’est payée à ce titre que si elle en relève (CGCT, art. R1221-12 et R2123-12).",
        "Recopiez-le de l’arrêté du 13 avril 2023, une fois pour toutes dans le catalogue (theme_repertoire), ou dans "
        "ce brief.",
        Gravite.AVIS,
    )


def _groups(value: Any) -> list[tuple[int, dict[str, Any]]]:
    return [(rank, item) for rank, item in enumerate(items(value)) if isinstance(item, dict)]


def _unknown_module(source: Source, path: Path, code: str, catalogue: Catalogue) -> Finding:
    where = place(source, path)
    if code in catalogue.ecartes:
        file = catalogue.ecartes[code]
        return where.finding("B030", f"le module {code} a des fautes.", f"Corrigez d’abord le fichier {file}.")
    titles = {module.titre: module.code for module in catalogue.modules.values()}
    near = nearest(code, titles)
    known = ", ".join(catalogue.modules)
    remede = f'Écrivez "{titles[near]}" pour « {near} ».' if near else f"Codes du catalogue : {known}."
    return where.finding("B030", f"le catalogue n’a pas de module « {code} ».", remede)


def _sequences(source: Source, path: Path, item: dict[str, Any], module: Module) -> Iterator[Finding]:
    known = {sequence.id: sequence for sequence in module.sequences}
    withdrawn = {retrait.id for retrait in read_retraits(item)}
    written: set[str] = set()
    for rank, added in enumerate(items(item.get("ajouter"))):
        where = (*path, "ajouter", rank)
        if isinstance(added, dict):
            yield from _written(source, where, added, module, written)
            continue
        ident = text(added)
        if ident and ident not in known:
            yield _unknown_sequence(source, where, ident, module)
        elif ident in withdrawn:
            yield place(source, where).finding(
                "B033", f"la séquence « {ident} » est ajoutée et retirée.", "Gardez l’un des deux."
            )
    for rank, typed in enumerate(items(item.get("retirer"))):
        ident = text(typed.get("id") if isinstance(typed, dict) else typed)
        if ident and ident not in known:
            yield _unknown_sequence(source, (*path, "retirer", rank), ident, module)


def _unknown_sequence(source: Source, path: Path, ident: str, module: Module) -> Finding:
    by_title = {fold(sequence.titre): sequence.id for sequence in module.sequences}
    near = nearest(ident, [sequence.id for sequence in module.sequences]) or by_title.get(fold(ident))
    optional = [sequence.id for sequence in module.sequences if sequence.facultative]
    remede = (
        f"Écrivez « {near} »."
        if near
        else f"Séquences facultatives : {', '.join(optional[:SHOWN])}. Toutes : docgen catalogue {module.code}."
    )
    return place(source, path).finding("B032", f"le module {module.code} n’a pas de séquence « {ident} ».", remede)


def _written(source: Source, path: Path, item: dict[str, Any], module: Module, written: set[str]) -> Iterator[Finding]:
    """A sequence that the brief writes in full."""
    ident = text(item.get("id"))
    if ident and (ident in written or any(ident == sequence.id for sequence in module.sequences)):
        yield place(source, (*path, "id")).finding(
            "B034", f"le module {module.code} a déjà une séquence « {ident} ».", "Donnez-lui un autre identifiant."
        )
    if ident:
        written.add(ident)
    known = {objectif.id for objectif in module.objectifs}
    for rank, typed in enumerate(items(item.get("objectifs"))):
        if (objectif := text(typed)) and objectif not in known:
            yield place(source, (*path, "objectifs", rank)).finding(
                "B035",
                f"le module {module.code} n’a pas d’objectif « {objectif} ».",
                f"Objectifs du module : {', '.join(sorted(known))}.",
            )
    yield from bounds(source, (*path, "duree"), item, "B036")
    yield from unknown_facts(source, path, item, "B037")


def _reference(source: Source) -> Iterator[Finding]:
    """Names that Windows keeps for itself, or changes: the reference names a folder."""
    reference = text(source.donnees.get("reference")) or ""
    if RESERVED.fullmatch(reference.split(".")[0]) or reference.endswith("."):
        yield place(source, ("reference",)).finding(
            "B029",
            f"la référence « {reference} » ne peut pas nommer un dossier sous Windows.",
            "Choisissez-en une autre, comme « JLT-2026-01 ».",
        )


def _attendus(source: Source) -> Iterator[Finding]:
    seen: set[str] = set()
    for rank, item in _groups(source.donnees.get("attendus")):
        ident = text(item.get("id"))
        if ident in seen:
            yield place(source, ("attendus", rank, "id")).finding(
                "B039", f"deux attendus portent le repère « {ident} ».", "Donnez à chacun le sien : A1, A2, A3…"
            )
        if ident:
            seen.add(ident)


def _in_sessions(source: Source, chosen: set[str]) -> Iterator[Finding]:
    sessions = _groups(source.donnees.get("sessions"))
    planned: set[str] = set()
    for rank, session in sessions:
        codes = items(session.get("modules"))
        planned |= set(texts(codes)) or chosen
        for number, typed in enumerate(codes):
            if (code := text(typed)) and code not in chosen:
                yield place(source, ("sessions", rank, "modules", number)).finding(
                    "B040",
                    f"la session {rank + 1} porte sur le module {code}, que le brief n’a pas choisi.",
                    f"Ajoutez-le à « modules », ou choisissez parmi {', '.join(sorted(chosen)) or 'ses modules'}.",
                )
    for rank, item in _groups(source.donnees.get("modules")):
        code = text(item.get("code"))
        if sessions and code and code not in planned:
            yield place(source, ("modules", rank)).finding(
                "B041",
                f"le module {code} n’est dans aucune session : la proposition le donne sans date.",
                "Ajoutez-le à une session quand sa date sera fixée.",
                Gravite.AVIS,
            )
