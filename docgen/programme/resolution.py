"""A module as written made plain for a client, in two stages.

before the schedule: which sequences a session may have (facts of the brief and of the group)
after it: the texts, for the half-day and the length that the schedule gave each sequence
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from docgen.brief.model import Periode
from docgen.catalogue.conditions import Mots
from docgen.catalogue.ecrit import Choosing, Juge
from docgen.programme import facts, wording
from docgen.programme.model import Deroulement
from docgen.programme.sentences import filled, filled_sequence

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Mapping
    from collections.abc import Sequence as Row

    from docgen.brief.model import Brief, Session
    from docgen.catalogue.ecrit import SequenceEcrite
    from docgen.catalogue.model import Module, Sequence
    from docgen.programme.facts import Known
    from docgen.programme.model import Choix, DemiJournee, JourDeroule, ModuleAdapte

MOMENTS = {Periode.MATIN: "matin", Periode.APRES_MIDI: "apres-midi", Periode.SOIR: "soir"}


class Resolution:
    """A brief's own facts, worked out once, and what they make of each session."""

    def __init__(self, brief: Brief) -> None:
        self.brief = brief
        self._of_brief = facts.facts_of_brief(brief)

    def before(self, session: Session | None, codes: Row[str], module: Module) -> Known:
        """What is known of a session before its schedule is made."""
        if module.ecrit is None:
            return {}
        return {**self._of_brief, **facts.facts_of_session(self.brief, session, codes, module)}

    def after(self, session: Session | None, deroulement: Deroulement) -> Deroulement:
        """The session with the texts of its modules as this group, on these half-days, gets them."""
        codes = [adapte.module.code for adapte in deroulement.modules]
        modules, taught = [], {}
        for adapte in deroulement.modules:
            known = self.before(session, codes, adapte.module)
            made = _Module(self.brief, session, deroulement, adapte, known).adapted()
            modules.append(made)
            taught[made.module.code] = made
        days = tuple(_day(jour, taught) for jour in deroulement.jours)
        return Deroulement(deroulement.session, tuple(modules), days)


def _day(jour: JourDeroule, taught: Mapping[str, ModuleAdapte]) -> JourDeroule:
    return replace(jour, demi_journees=tuple(_half_day(d, taught[d.module.code]) for d in jour.demi_journees))


def _half_day(demi_journee: DemiJournee, adapte: ModuleAdapte) -> DemiJournee:
    plain = {choix.sequence.id: choix.sequence for choix in adapte.choix}
    moments = tuple(
        replace(moment, sequence=plain[moment.sequence.id]) if moment.sequence else moment
        for moment in demi_journee.moments
    )
    return replace(demi_journee, module=adapte.module, moments=moments)


class _Module:
    """One module of one session, its half-days known."""

    def __init__(
        self, brief: Brief, session: Session | None, deroulement: Deroulement, adapte: ModuleAdapte, known: Known
    ) -> None:
        self.brief, self.session, self.adapte = brief, session, adapte
        self.half_days = list(_of_module(deroulement, adapte.module.code))
        taught = [choix.sequence.id for choix in adapte.choix]
        self.known = {**known, **facts.facts_of_schedule(adapte.module, taught)} if known else known
        self._people = facts.size(brief, session)
        self._judges: dict[int, Juge] = {}
        self._idle_judge = Juge(self.known)
        self._said: dict[tuple[int, bool], dict[str, str]] = {}

    def adapted(self) -> ModuleAdapte:
        """The module and its sequences, plain."""
        chosen = tuple(self._choix(choix) for choix in self.adapte.choix)
        module, written = self.adapte.module, self.adapte.module.ecrit
        choosing = Choosing(Juge({**self.known, **self._common()}))
        made = filled(choosing.module(module, written) if written else module, self._words(0, common=True))
        said = {c.sequence.id: c.sequence for c in chosen}
        removed = [retiree.sequence for retiree in self.adapte.retirees]
        said |= {s.id: self._idle(s) for s in (*self.adapte.possibles, *removed)}
        return replace(
            self.adapte,
            module=replace(made, sequences=tuple(said.get(s.id, s) for s in module.sequences)),
            choix=chosen,
            possibles=tuple(said[s.id] for s in self.adapte.possibles),
            retirees=tuple(replace(r, sequence=said[r.sequence.id]) for r in self.adapte.retirees),
            variantes=tuple(choosing.variantes),
        )

    def _choix(self, choix: Choix) -> Choix:
        rang = self._first(choix.sequence.id)
        choosing = Choosing(self._judge(rang))
        written = self._written(choix.sequence)
        plain = choosing.sequence(written, choix.minutes) if written else choix.sequence
        return replace(choix, sequence=filled_sequence(plain, self._words(rang)), variantes=tuple(choosing.variantes))

    def _judge(self, rang: int) -> Juge:
        """By all that is known in a half-day."""
        if rang not in self._judges:
            self._judges[rang] = Juge({**self.known, **self._of_half_day(rang)})
        return self._judges[rang]

    def _idle(self, sequence: Sequence) -> Sequence:
        """A sequence that is named and not taught."""
        written = self._written(sequence)
        return Choosing(self._idle_judge).sequence(written) if written else sequence

    def _written(self, sequence: Sequence) -> SequenceEcrite | None:
        written = self.adapte.module.ecrit
        return written.sequences.get(sequence.id) if written else None

    def _first(self, ident: str) -> int:
        """The half-day in which a sequence begins."""
        return next(
            rang
            for rang, (_, half_day) in enumerate(self.half_days)
            if any(moment.sequence and moment.sequence.id == ident for moment in half_day.moments)
        )

    def _of_half_day(self, rang: int) -> Known:
        if not self.known:
            return {}
        jour, half_day = self.half_days[rang]
        found: Known = {
            "moment": Mots.of(MOMENTS[half_day.periode]),
            "pauses": Mots.of("avec" if half_day.minutes_pause else "sans"),
        }
        remote = _remote(self.brief, self.session, jour.rang, half_day.periode)
        if remote is not None:
            found["modalite"] = Mots.of("distanciel" if remote else "presentiel")
        return found

    def _common(self) -> Known:
        """What is the same in all its half-days."""
        first, *others = [self._of_half_day(rang) for rang in range(len(self.half_days))]
        return {name: value for name, value in first.items() if all(other.get(name) == value for other in others)}

    def _words(self, rang: int, *, common: bool = False) -> dict[str, str]:
        """What stands for the braces in the texts of a half-day; with `common`, of all of them."""
        if (rang, common) not in self._said:
            self._said[rang, common] = {
                **wording.of_group(self._people),
                **wording.of_mandate(self._date(rang)),
                **wording.of_data(self.brief, self._date(rang)),
                **self._moment(rang, common=common),
            }
        return self._said[rang, common]

    def _date(self, rang: int) -> dt.date:
        return self.half_days[rang][0].date or self.brief.date

    def _moment(self, rang: int, *, common: bool) -> dict[str, str]:
        if common and len(self.half_days) > 1:
            return wording.of_moment()
        jour, half_day = self.half_days[rang]
        if not rang:
            return wording.of_moment(half_day.periode)
        day, before = self.half_days[rang - 1]
        apart = (jour.date - day.date).days if jour.date and day.date else None
        return wording.of_moment(half_day.periode, before.periode, 0 if jour.rang == day.rang else apart)


def _of_module(deroulement: Deroulement, code: str) -> Iterator[tuple[JourDeroule, DemiJournee]]:
    for jour in deroulement.jours:
        for half_day in jour.demi_journees:
            if half_day.module.code == code:
                yield jour, half_day


def _remote(brief: Brief, session: Session | None, jour: int, periode: Periode) -> bool | None:
    """Whether a half-day is remote; None where a mixed training does not say so yet."""
    if brief.modalite != "mixte":
        return brief.modalite == "distanciel"
    if session is None:
        return None
    return periode in session.jours[jour - 1].a_distance
