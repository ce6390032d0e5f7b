"""What attendus name, held against the modules that the brief chose; and words that ask for something else.

B140 attendu that names nothing     B142 unknown objective     B145 consultancy (warning)
B141 unknown sequence               B143 name of several       B146 campaign (warning)
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from docgen.findings import Gravite
from docgen.francais import liste
from docgen.nearest import fold, nearest
from docgen.source.values import group, items, text, texts
from docgen.validation.places import place

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docgen.catalogue.model import Catalogue
    from docgen.findings import Finding
    from docgen.source import Path, Source
    from docgen.validation.places import Place

    Known = dict[str, list[str]]  # an id, and the codes of the modules that have it

# Folded words. What is asked for is work done for the client, or a seminar: no budget for the training of élus pays it.
_CONSEIL = re.compile(
    r"\b(?:(?:re)?redig\w+|ecri(?:re|vez|vent)|produi\w+|fournir|livrer|remettre|elaborer pour nous)"
    r" (?:nous )?(?:pour nous )?(?:notre|nos|le|la|un|une|votre)"
    r" (?:projet|diagnostic|bilan|strategie|programme|plan|feuille de route|charte|rapport|etude)\b"
    r"|\blivrables?\b|(?<!salle de )(?<!salles de )\bseminaires?\b|\bteam building\b|\bcle en main\b"
)
# An election to be won: neither public money nor the DIFE pays for it (Code électoral, L52-8).
_CAMPAGNE = re.compile(
    r"\b(?:reelections?|(?:etre|se faire) reelus?|se faire reelire|reelire|"
    r"(?:notre|nos|ma|mon) (?:liste|candidature)|colistiers?|programme electoral|"
    r"(?:notre|ma|la prochaine) campagne electorale"
    r"|(?:gagner|remporter) (?:les|l|la|nos) (?:prochaines? )?(?:elections?|municipales|mairie|scrutin))\b"
)
_APPRENDRE = (
    "Proposez-lui un apprentissage, par exemple : « Savoir conduire nous-mêmes cette démarche : ses étapes, ses choix, "
    "sa méthode ». Ses mots restent ; les vôtres vont dans « reformule »."
)
_RENDRE_COMPTE = (
    "Proposez-lui un apprentissage lié au mandat, par exemple : « Savoir rendre compte du mandat à tous les habitants, "
    "dans les règles de la période préélectorale ». Ses mots restent ; les vôtres vont dans « reformule »."
)


def check_attendus(source: Source, catalogue: Catalogue) -> Iterator[Finding]:
    """The sequences and objectives that attendus name, and what they ask for."""
    sequences, objectifs = _known(source, catalogue)
    for rank, item in enumerate(items(source.donnees.get("attendus"))):
        if not isinstance(item, dict):
            continue
        path: Path = ("attendus", rank)
        if not any(texts(item.get(key)) for key in ("themes", "sequences", "objectifs")):
            yield place(source, (*path, "themes")).finding(
                "B140",
                f"« themes » manque : rien ne dit ce qui peut répondre à l’attendu {text(item.get('id')) or rank + 1}.",
                "Écrivez ses thèmes (themes: [diagnostic]), ou les séquences ou objectifs qui y répondent.",
            )
        yield from _names(source, (*path, "sequences"), item, sequences, "séquence")
        yield from _names(source, (*path, "objectifs"), item, objectifs, "objectif")
    yield from _something_else(source)


def _known(source: Source, catalogue: Catalogue) -> tuple[Known, Known]:
    """The sequences and the objectives of the chosen modules, those that the brief writes included."""
    sequences: Known = {}
    objectifs: Known = {}
    for typed in items(source.donnees.get("modules")):
        code = text(group({"module": typed}, "module").get("code"))
        if code not in catalogue.modules:
            continue
        module = catalogue.modules[code]
        written = (text(added.get("id")) for added in items(typed.get("ajouter")) if isinstance(added, dict))
        for ident in (*(sequence.id for sequence in module.sequences), *filter(None, written)):
            sequences.setdefault(ident, []).append(code)
        for objectif in module.objectifs:
            objectifs.setdefault(objectif.id, []).append(code)
    return sequences, objectifs


def _names(source: Source, path: Path, item: dict[str, Any], known: Known, kind: str) -> Iterator[Finding]:
    full = {f"{code}-{ident}" for ident, codes in known.items() for code in codes}
    for rank, typed in enumerate(items(item.get(str(path[-1])))):
        ident = text(typed)
        if not ident or not known or ident in full:
            continue
        where = place(source, (*path, rank))
        codes = known.get(ident, [])
        if len(codes) > 1:
            ways = " ou ".join(f"« {code}-{ident} »" for code in codes)
            yield where.finding("B143", f"« {ident} » est dans les modules {liste(codes)}.", f"Écrivez {ways}.")
        elif not codes:
            yield _unknown(where, ident, [*known, *sorted(full)], kind)


def _unknown(where: Place, ident: str, names: list[str], kind: str) -> Finding:
    near = nearest(ident, names)
    few = [name for name in names if name.isalnum()] if kind == "objectif" else []
    remede = f"Écrivez « {near} »." if near else f"Objectifs : {', '.join(few)}." if few else _LISTED
    code, une = ("B141", "n’ont pas de séquence") if kind == "séquence" else ("B142", "n’ont pas d’objectif")
    return where.finding(code, f"les modules de ce brief {une} « {ident} ».", remede)


_LISTED = "« docgen catalogue » et le code du module les listent."


def _something_else(source: Source) -> Iterator[Finding]:
    """Words that ask for consultancy or for a campaign. A warning: they stay as the client wrote them."""
    for path, typed in _said(source):
        folded = fold(typed)
        if found := _CONSEIL.search(folded):
            said = _as_typed(typed, found)
            yield place(source, path).finding(
                "B145",
                f"{said} demande un conseil ou un séminaire : ce n’est pas une formation, et le budget de "
                "formation des élus ne le paie pas.",
                _APPRENDRE,
                Gravite.AVERTISSEMENT,
            )
        if found := _CAMPAGNE.search(folded):
            said = _as_typed(typed, found)
            yield place(source, path).finding(
                "B146",
                f"{said} parle d’une élection à gagner : ni la collectivité ni le DIFE ne paient une "
                "campagne (Code électoral, art. L52-8).",
                _RENDRE_COMPTE,
                Gravite.AVERTISSEMENT,
            )


def _as_typed(typed: str, found: re.Match[str]) -> str:
    """« Rédiger notre projet », as the client wrote it, where « rediger notre projet » was found once folded."""
    words = list(re.finditer(r"[^\W_]+", typed))
    first, count = len(found.string[: found.start()].split()), len(found.group().split())
    kept = words[first : first + count]
    return f"« {typed[kept[0].start() : kept[-1].end()] if kept else found.group()} »"


def _said(source: Source) -> Iterator[tuple[Path, str]]:
    """The client's sentences: attendus, situation, enjeux."""
    for rank, item in enumerate(items(source.donnees.get("attendus"))):
        if isinstance(item, dict) and (said := text(item.get("texte"))):
            yield ("attendus", rank, "texte"), said
    contexte = group(source.donnees, "contexte")
    if situation := text(contexte.get("situation")):
        yield ("contexte", "situation"), situation
    for rank, item in enumerate(items(contexte.get("enjeux"))):
        said = text(item.get("texte")) if isinstance(item, dict) else text(item)
        if said:
            yield ("contexte", "enjeux", rank), said
