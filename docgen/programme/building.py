"""A brief and the catalogue made into a programme: every session, or the one to come, and the coverage."""

from __future__ import annotations

from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING

from docgen.brief.model import Formule, Periode
from docgen.francais import duree, liste, plage_horaire, pluriel
from docgen.organisme.model import PAUSE_AU_DELA, Horaire
from docgen.programme.condensing import condense, missing_minutes
from docgen.programme.coverage import cover, unanswered
from docgen.programme.faults import ProgrammeFault
from docgen.programme.fitting import bounds
from docgen.programme.laying import adapted, days_of
from docgen.programme.model import Deroulement, Programme
from docgen.programme.resolution import Resolution
from docgen.programme.schedule import STEP
from docgen.programme.selection import select
from docgen.programme.sharing import Creneau, Part, fill, pause_of, share, shortfall

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from docgen.brief.model import Brief, ModuleChoisi, Session
    from docgen.catalogue.model import Catalogue, Module
    from docgen.organisme.model import Organisme
    from docgen.programme.faults import Chemin
    from docgen.programme.fitting import Fit
    from docgen.programme.selection import Candidate, Selection

MOST_MOVED = 120  # minutes by which a remedy moves the end of a half-day
EFFORT = 6_000_000  # durations weighed for one plan of every session: about a second
TRIES = 200  # plans that a session's fault is worth, of sessions of the usual size
AJOUTS = 3  # half-days that requests may add to a module before the brief is asked to think again

Chosen = tuple["Module", "Selection"]


def build_programme(
    brief: Brief, catalogue: Catalogue, organisme: Organisme
) -> tuple[Programme | None, tuple[ProgrammeFault, ...]]:
    """Tailor the catalogue to a brief whose modules all exist. Pure and deterministic; all faults at once.

    The programme is None when a session cannot be filled or an attendu is answered by nothing.
    """
    resolution = Resolution(brief)
    deroulements: list[Deroulement] = []
    faults: list[ProgrammeFault] = []
    planned = {code for session in brief.sessions for code in session.modules}
    to_come = [choisi for choisi in brief.modules if choisi.code not in planned]
    groups = [(session, _chosen(resolution, session, session.enseignes, catalogue)) for session in brief.sessions]
    undated = _chosen(resolution, None, [choisi.code for choisi in to_come], catalogue)
    answered = _answered([*(chosen for _, chosen in groups), undated])
    dated = [(session, _with_others(chosen, answered)) for session, chosen in groups]
    effort = sum(_effort(session, [selection for _, selection in chosen.values()]) for session, chosen in dated)
    if effort > EFFORT:
        return None, (_too_much({code: one for _, chosen in dated for code, one in chosen.items()}),)
    tries = min(TRIES, EFFORT // max(1, effort))
    for session, chosen in dated:
        parts, fault = _session(session, list(chosen.values()), organisme, brief, tries)
        faults += fault
        deroulements += _deroulement(resolution, session, parts) if not fault else []
    if to_come:
        parts, fault = _undated(to_come, _with_others(undated, answered), organisme, brief)
        faults += fault
        deroulements += _deroulement(resolution, None, parts) if not fault else []
    if faults:
        return None, tuple(faults)
    taught = {code for session in brief.sessions for code in session.enseignes}
    left = tuple(catalogue.modules[code] for code in catalogue.modules if code in planned - taught)
    couverture = cover(brief.attendus, deroulements, left)
    faults += unanswered(couverture, brief, catalogue)
    return (None if faults else Programme(tuple(deroulements), couverture, left)), tuple(faults)


def _chosen(
    resolution: Resolution, session: Session | None, codes: Sequence[str], catalogue: Catalogue
) -> dict[str, Chosen]:
    """Each module with its candidates for the group of this session."""
    brief = resolution.brief
    wanted = {choisi.code: choisi for choisi in brief.modules}
    modules = {code: catalogue.modules[code] for code in codes}
    return {
        code: (module, select(module, wanted[code], brief, resolution.before(session, codes, module)))
        for code, module in modules.items()
    }


def _answered(groups: Iterable[dict[str, Chosen]]) -> dict[str, frozenset[str]]:
    """The attendus that each module answers in some session, whatever is called."""
    found: dict[str, frozenset[str]] = {}
    for chosen in groups:
        for code, (_, selection) in chosen.items():
            found[code] = found.get(code, frozenset()) | selection.repondent
    return found


def _with_others(chosen: dict[str, Chosen], answered: dict[str, frozenset[str]]) -> dict[str, Chosen]:
    """Each module's candidates, with what the other modules answer."""
    return {
        code: (module, replace(selection, ailleurs=frozenset().union(*(a for c, a in answered.items() if c != code))))
        for code, (module, selection) in chosen.items()
    }


def _deroulement(resolution: Resolution, session: Session | None, parts: Sequence[Part]) -> list[Deroulement]:
    fitted: list[tuple[Part, Fit]] = [(part, part.fit) for part in parts if part.fit is not None]
    modules = tuple(adapted(part, fit) for part, fit in fitted)
    return [resolution.after(session, Deroulement(session.rang if session else None, modules, days_of(fitted)))]


def _session(
    session: Session, chosen: list[Chosen], organisme: Organisme, brief: Brief, tries: int
) -> tuple[tuple[Part, ...], list[ProgrammeFault]]:
    creneaux = [
        Creneau(rang, jour.date, periode, horaire, pause_of(horaire, organisme.pause))
        for rang, jour in enumerate(session.jours, start=1)
        for periode, horaire in jour.demi_journees
    ]
    chemin = (*session.chemin, "jours")
    if session.formule is Formule.CONDENSE:
        return _condensed(chosen, creneaux, brief, (*session.chemin, "formule"))
    if len(creneaux) < len(chosen):
        return (), [_too_few_half_days(len(creneaux), chosen, chemin)]
    parts = share(chosen, creneaux, tries)
    if parts is None:
        return (), [_not_shared(len(creneaux), len(chosen), (*session.chemin, "modules"))]
    return parts, [_misfit(part, chemin, tries) for part in parts if part.fit is None]


def _condensed(
    chosen: list[Chosen], creneaux: list[Creneau], brief: Brief, chemin: Chemin
) -> tuple[tuple[Part, ...], list[ProgrammeFault]]:
    parts = condense(chosen, creneaux, brief.attendus)
    if all(part.fit for part in parts):
        return parts, []
    missing = missing_minutes(chosen, creneaux, brief.attendus)
    lack = f" : il manque encore {duree(missing)}" if missing else ""
    message = f"même condensés, les modules de cette session ne remplissent pas exactement ses demi-journées{lack}."
    remede = "Allongez les demi-journées, ou choisissez une autre formule."
    return (), [ProgrammeFault("B164", chemin, message, remede)]


def _effort(session: Session, selections: list[Selection]) -> int:
    """How many durations one plan of a session weighs, at most: each of each sequence, from each of its minutes."""
    slots = [c.slot for s in selections for c in (*s.socle, *s.demandees, *s.appelees, *s.autres)]
    minutes = sum(horaire.minutes for jour in session.jours for _, horaire in jour.demi_journees)
    durations = sum((slot.max - slot.min) // STEP + 1 for slot in slots)
    return durations * min(minutes, sum(slot.max for slot in slots)) // STEP


def _undated(
    to_come: list[ModuleChoisi], chosen: dict[str, Chosen], organisme: Organisme, brief: Brief
) -> tuple[tuple[Part, ...], list[ProgrammeFault]]:
    """The modules one after the other at the organisation's usual hours; what was asked for may add half-days."""
    parts: list[Part] = []
    faults: list[ProgrammeFault] = []
    used = 0
    for choisi in to_come:
        module, selection = chosen[choisi.code]
        part = _at_usual_hours(module, selection, used, organisme)
        if part.fit is None:
            faults.append(_misfit(part, ("modules", brief.modules.index(choisi)), TRIES))
        parts.append(part)
        used += len(part.creneaux)
    return tuple(parts), faults


def _at_usual_hours(module: Module, selection: Selection, used: int, organisme: Organisme) -> Part:
    nominal = module.format.demi_journees
    first = fill(module, selection, _usual(used, nominal, organisme))
    if first.fit is not None or not selection.demandees:
        return first
    for added in range(1, AJOUTS + 1):
        part = fill(module, selection, _usual(used, nominal + added, organisme))
        if part.fit is not None:
            return part
    return first


def _usual(used: int, count: int, organisme: Organisme) -> list[Creneau]:
    """`count` half-days from the `used`-th on, morning and afternoon in turn."""
    hours = ((Periode.MATIN, organisme.matin), (Periode.APRES_MIDI, organisme.apres_midi))
    return [
        Creneau(rang // 2 + 1, None, hours[rang % 2][0], hours[rang % 2][1], _usual_pause(rang, organisme))
        for rang in range(used, used + count)
    ]


def _usual_pause(rang: int, organisme: Organisme) -> int:
    return pause_of(organisme.apres_midi if rang % 2 else organisme.matin, organisme.pause)


def _too_few_half_days(count: int, chosen: list[Chosen], chemin: Chemin) -> ProgrammeFault:
    return ProgrammeFault(
        "B062",
        chemin,
        f"la session a {pluriel(count, 'demi-journée')} pour {pluriel(len(chosen), 'module')} ; "
        "deux modules ne partagent jamais une demi-journée.",
        "Ajoutez des demi-journées à cette session, ou répartissez ses modules sur plusieurs sessions.",
    )


def _not_shared(count: int, modules: int, chemin: Chemin) -> ProgrammeFault:
    return ProgrammeFault(
        "B080",
        chemin,
        f"docgen n’a pas trouvé comment partager {pluriel(count, 'demi-journée')} entre {pluriel(modules, 'module')}.",
        "Faites de chaque module une session, avec ses jours ; les horaires de chacun seront alors vérifiés à part.",
    )


def _too_much(chosen: dict[str, Chosen]) -> ProgrammeFault:
    candidates = [c for _, s in chosen.values() for c in (*s.socle, *s.demandees, *s.appelees, *s.autres)]
    loosest = max((c.sequence for c in candidates), key=lambda sequence: sequence.duree.max - sequence.duree.min)
    return ProgrammeFault(
        "B081",
        ("sessions",),
        "les sessions de ce brief sont trop longues, et les durées de leurs séquences trop libres, pour être réparties "
        "à la minute.",
        f"Resserrez les durées, par exemple celle de « {loosest.id} » ({duree(loosest.duree.min)} à "
        f"{duree(loosest.duree.max)}), ou répartissez les sessions sur plusieurs briefs.",
    )


def _misfit(part: Part, chemin: Chemin, tries: int) -> ProgrammeFault:
    missing = shortfall(part)
    where = f"le module {part.module.code} « {part.module.titre} »"
    hours = pluriel(len(part.creneaux), "demi-journée")
    if missing > 0:
        message = f"{where} ne tient pas dans {hours} : il manque {duree(missing)}, même au plus court."
        return ProgrammeFault("B060", chemin, message, _what_to_drop(part, missing))
    if missing < 0:
        message = f"{where} ne remplit pas {hours} : il reste {duree(-missing)}, même au plus long."
        remede = f"{_hours_that_fit(part, tries)}Ou ajoutez une séquence au module."
        return ProgrammeFault("B061", chemin, message, remede)
    message = f"{where} ne se répartit pas exactement dans {hours}."
    remede = _hours_that_fit(part, tries) or "Changez les horaires de 5 ou 10 minutes."
    return ProgrammeFault("B061", chemin, message, remede.strip())


def _hours_that_fit(part: Part, tries: int) -> str:
    """The nearest hours that the module fills: all half-days, else one of them, end earlier or later."""
    for moved in islice(_other_hours(part), tries):
        if fill(part.module, part.selection, moved).fit:
            changed = [c.horaire for c, old in zip(moved, part.creneaux, strict=True) if c is not old]
            return f"Par exemple, ces horaires conviennent : {liste(plage_horaire(h.debut, h.fin) for h in changed)}. "
    return ""


def _other_hours(part: Part) -> Iterator[tuple[Creneau, ...]]:
    """The half-days with other ends, the nearest first; only those as long in all as the module may be."""
    fewest, most = bounds(part.selection)
    total = sum(creneau.capacite for creneau in part.creneaux)
    for change in (sign * minutes for minutes in range(STEP, MOST_MOVED + STEP, STEP) for sign in (-1, 1)):
        moved = tuple(_ending(creneau, change) for creneau in part.creneaux)
        if all(c.capacite > 0 for c in moved) and fewest <= sum(c.capacite for c in moved) <= most:
            yield moved
        for k in range(len(moved) - 1, -1, -1):
            gained = moved[k].capacite - part.creneaux[k].capacite
            if moved[k].capacite > 0 and fewest <= total + gained <= most:
                yield (*part.creneaux[:k], moved[k], *part.creneaux[k + 1 :])


def _ending(creneau: Creneau, by: int) -> Creneau:
    """The half-day with another end, its break as its length then asks."""
    horaire = Horaire(creneau.horaire.debut, max(creneau.horaire.debut + STEP, creneau.horaire.fin + by))
    return replace(creneau, horaire=horaire, pause=creneau.pause if horaire.minutes > PAUSE_AU_DELA else 0)


def _what_to_drop(part: Part, missing: int) -> str:
    """The requests first, then core sequences that serve no attendu; and how much longer the half-days could be."""
    idle = [c for c in part.selection.socle if not c.attendus and c.sequence.objectifs]
    droppable = sorted(
        (*part.selection.demandees, *idle), key=lambda c: (bool(_only_by(c, part)), -c.sequence.duree.min)
    )
    names = [f"« {c.sequence.id} » ({duree(c.sequence.duree.min)}{_lost_with(c, part)})" for c in droppable[:3]]
    lengthen = f"Allongez les demi-journées de {duree(missing)} en tout, ajoutez-en une"
    return f"{lengthen}, ou retirez par exemple {' ou '.join(names)}." if names else f"{lengthen}."


def _lost_with(candidate: Candidate, part: Part) -> str:
    """« , et O4 quitte les documents »: a client is not to be promised what is no longer taught."""
    lost = _only_by(candidate, part)
    return f", et {liste(lost)} {'quittent' if len(lost) > 1 else 'quitte'} alors les documents" if lost else ""


def _only_by(candidate: Candidate, part: Part) -> list[str]:
    """The objectives that no other sequence in view works on."""
    others = [c for c in (*part.selection.socle, *part.selection.demandees) if c is not candidate]
    served = {ident for other in others for ident in other.sequence.objectifs}
    return [ident for ident in candidate.sequence.objectifs if ident not in served]
