"""The coverage: attendu → objectif → séquence → évaluation, over all that the programme teaches."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docgen.brief.model import Formule
from docgen.findings import Gravite
from docgen.francais import liste
from docgen.programme.answering import chain_strength, is_named, strength
from docgen.programme.faults import ProgrammeFault
from docgen.programme.model import LigneCouverture, Reponse, Travail

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from docgen.brief.model import Attendu, Brief, ModuleChoisi
    from docgen.catalogue.model import Catalogue, Module
    from docgen.programme.faults import Chemin
    from docgen.programme.model import Deroulement, Programme

CHAINS = 4  # more lines per attendu say less
SUGGESTIONS = 3


def cover(
    attendus: Iterable[Attendu], deroulements: Iterable[Deroulement], laisses: Iterable[Module] = ()
) -> tuple[Reponse, ...]:
    """One answer per attendu; its lines are empty when nothing answers it, or only what was left aside.

    A sequence answers an attendu that names it or an objective that it serves; where the attendu names none that is
    taught, the sequences that share a theme with it. The strongest chains are kept, then shown in teaching order.
    """
    taught = _taught(deroulements)
    aside = list(laisses)
    return tuple(_answer(attendu, _chains(attendu, taught), aside) for attendu in attendus)


def _answer(attendu: Attendu, lignes: tuple[LigneCouverture, ...], aside: list[Module]) -> Reponse:
    would = [m for m in aside if any(s.objectifs and strength(attendu, m.code, s) for s in m.sequences)]
    return Reponse(attendu, lignes, () if lignes else tuple(would))


def _taught(deroulements: Iterable[Deroulement]) -> dict[str, tuple[Module, dict[str, Travail]]]:
    """Each sequence as the first session that teaches it has it."""
    taught: dict[str, tuple[Module, dict[str, Travail]]] = {}
    for deroulement in deroulements:
        for adapte in deroulement.modules:
            module, sequences = taught.setdefault(adapte.module.code, (adapte.module, {}))
            for choix in adapte.choix:
                sequences.setdefault(choix.sequence.id, Travail(module, choix.sequence, choix.minutes))
    return taught


def _chains(attendu: Attendu, taught: dict[str, tuple[Module, dict[str, Travail]]]) -> tuple[LigneCouverture, ...]:
    weighed: list[tuple[int, int, LigneCouverture]] = []
    for module, sequences in taught.values():
        for objectif in module.objectifs:
            weights = {
                ident: chain_strength(attendu, module.code, objectif.id, travail.sequence)
                for ident, travail in sequences.items()
            }
            if (most := max(weights.values(), default=0)) > 0:
                strongest = tuple(sequences[ident] for ident, weight in weights.items() if weight == most)
                weighed.append((-most, len(weighed), LigneCouverture(module, objectif, strongest)))
    named = [entry for entry in weighed if is_named(-entry[0])]
    kept = sorted(named or weighed, key=lambda entry: entry[:2])[:CHAINS]
    return tuple(ligne for _, _, ligne in sorted(kept, key=lambda entry: entry[1]))


def unanswered(couverture: Iterable[Reponse], brief: Brief, catalogue: Catalogue) -> list[ProgrammeFault]:
    """A fault for each attendu without a chain, with what would answer it."""
    return [
        ProgrammeFault(
            "B063",
            ("attendus", rang),
            f"rien dans le programme ne répond à l’attendu {reponse.attendu.id} "
            f"« {reponse.attendu.texte} » ({_asked(reponse.attendu)}).",
            _suggestion(reponse.attendu, brief, catalogue),
        )
        for rang, reponse in enumerate(couverture)
        if not reponse.lignes and not reponse.ailleurs
    ]


def left_aside(programme: Programme) -> list[ProgrammeFault]:
    """What is told of each attendu that loses its answer with a module that the organisation left aside."""
    return [
        ProgrammeFault(
            "B165",
            reponse.attendu.chemin,
            f"l’attendu {reponse.attendu.id} « {reponse.attendu.texte} » reste sans réponse : "
            f"« formule: {Formule.UN_MODULE} » laisse le module {liste(m.code for m in reponse.ailleurs)} de côté. La "
            "proposition le dit.",
            "Rien à faire si c’est voulu ; sinon, choisissez une autre formule.",
            Gravite.AVERTISSEMENT,
        )
        for reponse in programme.couverture
        if reponse.ailleurs
    ]


def _asked(attendu: Attendu) -> str:
    """« thèmes : marketing ; séquences : cas »."""
    said = {"thèmes": attendu.themes, "séquences": attendu.sequences, "objectifs": attendu.objectifs}
    return " ; ".join(f"{name} : {', '.join(asked)}" for name, asked in said.items() if asked) or "thèmes : aucun"


def untaught(programme: Programme, brief: Brief) -> list[ProgrammeFault]:
    """What is told of each module whose objectives are not all worked on, in the whole programme or in some sessions.

    Documents leave such an objective out: it would be promised, asked about and assessed, and never taught.
    """
    return left_aside(programme) + [
        fault
        for rang, choisi in enumerate(brief.modules)
        for fault in _untaught_in(programme, choisi, ("modules", rang))
    ]


def _untaught_in(programme: Programme, choisi: ModuleChoisi, chemin: Chemin) -> Iterator[ProgrammeFault]:
    if choisi.code in {module.code for module in programme.laisses}:
        return
    taught = programme.objectifs(choisi.code)
    teaching = [(d.session, a) for d in programme.deroulements for a in d.modules if a.module.code == choisi.code]
    module = teaching[0][1].module
    lost = [objectif.id for objectif in module.objectifs if objectif.id not in taught]
    if lost:
        yield _lost(module, lost, chemin, choisi)
    for session, adapte in teaching:
        here = [o.id for o in module.objectifs if o.id in taught and o.id not in adapte.objectifs]
        if here and session is not None:
            message = (
                f"la session {session} n’a pas de séquence qui travaille {liste(here)} du module {module.code}, comme "
                "une autre session : ses documents n’en parlent pas."
            )
            remede = "Donnez les mêmes durées aux sessions, ou dites au client qu’elles diffèrent."
            yield ProgrammeFault("B038", ("sessions", session - 1), message, remede, Gravite.AVIS)


def _lost(module: Module, lost: list[str], chemin: Chemin, choisi: ModuleChoisi) -> ProgrammeFault:
    withdrawn = [s.id for s in module.sequences if choisi.retrait(s.id) and set(s.objectifs) & set(lost)]
    serving = [s.id for s in module.sequences if set(s.objectifs) & set(lost) and s.id not in withdrawn]
    leaves = "il quitte" if len(lost) == 1 else "ils quittent"
    message = (
        f"aucune séquence de ce programme ne travaille {liste(lost)} du module {module.code} : {leaves} les documents."
    )
    way = "écrivez dans « ajouter » une séquence qui les serve"
    if withdrawn:
        way = f"gardez « {withdrawn[0]} »"
    elif serving:
        way = f"ajoutez « {serving[0]} » (ajouter: [{serving[0]}])"
    remede = f"Rien à faire si c’est voulu ; sinon, {way}."
    gravite = Gravite.AVERTISSEMENT if withdrawn else Gravite.AVIS
    return ProgrammeFault("B038", (*chemin, "retirer") if withdrawn else chemin, message, remede, gravite)


def _suggestion(attendu: Attendu, brief: Brief, catalogue: Catalogue) -> str:
    chosen = {choisi.code for choisi in brief.modules}
    zooms = [
        f"« {s.id} » au module {code} (ajouter: [{s.id}])"
        for code in chosen
        for s in catalogue.modules[code].sequences
        if s.objectifs and strength(attendu, code, s)
    ]
    others = [
        f"le module {module.code} « {module.titre} »"
        for module in catalogue.modules.values()
        if module.code not in chosen
        and any(s.objectifs and strength(attendu, module.code, s) for s in module.sequences)
    ]
    ideas = [*sorted(zooms)[:SUGGESTIONS], *others[:SUGGESTIONS]]
    if not ideas:
        return "Choisissez d’autres thèmes pour cet attendu, ou écrivez une séquence qui y réponde dans « ajouter »."
    return f"Ajoutez par exemple {liste(ideas)} ; ou revoyez les thèmes de cet attendu."
