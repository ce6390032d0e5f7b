"""The tailored programme: what is taught, when, why, and which attendu it answers.

Time has four words: session > jour > demi-journée > séquence. Minutes count from midnight.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import datetime as dt

    from docgen.brief.model import Attendu, Periode, Remplacement, Retrait
    from docgen.catalogue.ecrit import Variante
    from docgen.catalogue.model import Module, Objectif, Sequence


class Raison(StrEnum):
    """Why a sequence is in the programme."""

    SOCLE = "socle"  # core of the module
    ATTENDU = "attendu"  # optional, called for by an attendu
    DEMANDE = "demande"  # optional, asked for in the brief's `ajouter`
    COMPLEMENT = "complement"  # optional, fills a half-day that a request added


@dataclass(frozen=True, slots=True)
class Choix:
    """A sequence that was kept, why it is there, and the target its length was drawn to.

    `attendus` are ids of the brief's attendus that it answers, gravest first. `cible` is the moved
    target in quarters of a minute (exact: three quarters of the way to a bound never needs a fraction).
    """

    sequence: Sequence
    raison: Raison
    attendus: tuple[str, ...]
    cible_quarts: int
    minutes: int  # what the schedule gave it
    variantes: tuple[Variante, ...] = ()  # of its texts, those that this client's facts chose
    perdus: tuple[Remplacement, ...] = ()  # what the brief would replace in it, and that is not there


@dataclass(frozen=True, slots=True)
class Retiree:
    """A core sequence that is not taught, and what the brief says of it."""

    sequence: Sequence
    retrait: Retrait


@dataclass(frozen=True, slots=True)
class Entree:
    """An optional sequence taken because nothing else answers an attendu, and what gave it its time. Ids, minutes."""

    sequence: str
    attendus: tuple[str, ...]
    raccourcies: tuple[tuple[str, int], ...]  # the sequences that lost time, and how many minutes each


@dataclass(frozen=True, slots=True)
class ModuleAdapte:
    """A module as one session teaches it."""

    module: Module
    choix: tuple[Choix, ...]
    possibles: tuple[Sequence, ...]  # called for by an attendu, but they do not fit
    retirees: tuple[Retiree, ...]  # core sequences that the brief's `retirer` took out
    demi_journees: int
    demi_journees_ajoutees: int  # beyond its format, for what the brief asked in `ajouter`
    variantes: tuple[Variante, ...] = ()  # of its own texts and objectives
    entrees: tuple[Entree, ...] = ()

    @property
    def objectifs(self) -> frozenset[str]:
        """The ids of the objectives that its sequences work on: another one is neither promised nor assessed."""
        return frozenset(ident for choix in self.choix for ident in choix.sequence.objectifs)


@dataclass(frozen=True, slots=True)
class Moment:
    """A stretch of a half-day: a sequence, or a break where `sequence` is None.

    A sequence cut by lunch, night or a break has several moments: `partie` 1, 2… of `parties`.
    """

    debut: int
    fin: int
    sequence: Sequence | None = None
    partie: int = 1
    parties: int = 1

    @property
    def minutes(self) -> int:
        """Its length."""
        return self.fin - self.debut


@dataclass(frozen=True, slots=True)
class DemiJournee:
    """A half-day of one module, filled to the minute: moments follow one another from debut to fin."""

    periode: Periode
    debut: int
    fin: int
    module: Module
    moments: tuple[Moment, ...]

    @property
    def minutes(self) -> int:
        """Its length, break included."""
        return self.fin - self.debut

    @property
    def minutes_pause(self) -> int:
        """The minutes of its breaks."""
        return sum(m.minutes for m in self.moments if m.sequence is None)


@dataclass(frozen=True, slots=True)
class JourDeroule:
    """A day; `date` is None while the session has no dates. `rang` counts from 1 in its déroulement."""

    rang: int
    date: dt.date | None
    demi_journees: tuple[DemiJournee, ...]  # one for each module of a half-day that modules share

    @property
    def tenues(self) -> int:
        """How many half-days people come for."""
        return len({demi_journee.periode for demi_journee in self.demi_journees})


@dataclass(frozen=True, slots=True)
class Deroulement:
    """How one session unfolds; `session` is its rank in the brief, None while there are no dates."""

    session: int | None
    modules: tuple[ModuleAdapte, ...]
    jours: tuple[JourDeroule, ...]

    @property
    def demi_journees(self) -> tuple[DemiJournee, ...]:
        """All its half-days, in order."""
        return tuple(d for jour in self.jours for d in jour.demi_journees)


@dataclass(frozen=True, slots=True)
class Travail:
    """A sequence that works on an attendu, and for how long."""

    module: Module
    sequence: Sequence
    minutes: int


@dataclass(frozen=True, slots=True)
class LigneCouverture:
    """One chain of the coverage matrix: an objective, and the sequences that lead to it, each with its evaluation."""

    module: Module
    objectif: Objectif
    travaux: tuple[Travail, ...]

    @property
    def sequences(self) -> tuple[Sequence, ...]:
        """The sequences alone."""
        return tuple(travail.sequence for travail in self.travaux)


@dataclass(frozen=True, slots=True)
class Reponse:
    """How the programme answers one attendu: attendu → objectif → séquence → évaluation."""

    attendu: Attendu
    lignes: tuple[LigneCouverture, ...]
    ailleurs: tuple[Module, ...] = ()  # what would answer it, and was left aside

    @property
    def travaux(self) -> tuple[Travail, ...]:
        """The sequences of all its lines, each once."""
        found = (
            (travail.module.code, travail.sequence.id, travail) for ligne in self.lignes for travail in ligne.travaux
        )
        return tuple({(code, ident): travail for code, ident, travail in found}.values())

    @property
    def minutes(self) -> int:
        """The time that is worked on it."""
        return sum(travail.minutes for travail in self.travaux)


@dataclass(frozen=True, slots=True)
class Programme:
    """The whole answer to a brief. One déroulement per session, in order; one without dates if none."""

    deroulements: tuple[Deroulement, ...]
    couverture: tuple[Reponse, ...]
    laisses: tuple[Module, ...] = ()  # modules asked for that the organisation left aside

    @property
    def modules(self) -> tuple[ModuleAdapte, ...]:
        """Each module once, as the first déroulement that teaches it has it, in the brief's order."""
        seen: dict[str, ModuleAdapte] = {}
        for deroulement in self.deroulements:
            for adapte in deroulement.modules:
                seen.setdefault(adapte.module.code, adapte)
        return tuple(seen.values())

    def objectifs(self, code: str) -> frozenset[str]:
        """The ids of the objectives of a module that at least one session works on."""
        taught = (adapte.objectifs for d in self.deroulements for adapte in d.modules if adapte.module.code == code)
        return frozenset().union(*taught)

    def deroulement(self, session: int) -> Deroulement:
        """The déroulement of the brief's session of that rank; KeyError when there is none."""
        for deroulement in self.deroulements:
            if deroulement.session == session:
                return deroulement
        raise KeyError(session)
