"""Which sequences of a module a brief calls for, and the length that each is drawn to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from docgen.brief.model import Priorite
from docgen.programme.answering import GRAVITY, is_named, served_by, strength
from docgen.programme.model import Raison, Retiree
from docgen.programme.schedule import Slot

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Sequence as Row

    from docgen.brief.model import Attendu, Brief, ModuleChoisi
    from docgen.catalogue.conditions import Faits
    from docgen.catalogue.model import Module, Sequence


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sequence at its place in the module, why it would be there, and the attendus that it serves, gravest first."""

    sequence: Sequence
    raison: Raison
    attendus: tuple[Attendu, ...]
    rang: int  # its place in the module, custom sequences included
    nommee: frozenset[str] = frozenset()  # ids of the attendus that name it, or an objective that it serves

    @property
    def slot(self) -> Slot:
        """Its bounds and moved target."""
        return Slot(self.sequence.duree.min, self.sequence.duree.max, moved_target(self))

    @property
    def haute(self) -> bool:
        """Whether it serves an attendu that matters most: it is not to be taught under its target."""
        return bool(self.attendus) and self.attendus[0].priorite is Priorite.HAUTE

    @property
    def repond(self) -> frozenset[str]:
        """The ids of the attendus that it is an answer to: what serves no objective is none.

        One that names its answer is answered by nothing else.
        """
        served = self.attendus if self.sequence.objectifs else ()
        return frozenset(a.id for a in served if a.id in self.nommee or not (a.sequences or a.objectifs))


@dataclass(frozen=True, slots=True)
class Selection:
    """The sequences of a module by what the brief says of them; `appelees` in the order in which they are tried.

    `ailleurs`: ids of the attendus that another module of the brief answers, whatever is called here.
    """

    socle: tuple[Candidate, ...]
    demandees: tuple[Candidate, ...]
    appelees: tuple[Candidate, ...]
    autres: tuple[Candidate, ...]
    retirees: tuple[Retiree, ...]
    ailleurs: frozenset[str] = frozenset()

    @property
    def repondent(self) -> frozenset[str]:
        """The attendus that its core and what was asked for answer."""
        return frozenset().union(*(candidate.repond for candidate in (*self.socle, *self.demandees)))


def moved_target(candidate: Candidate) -> int:
    """The target in quarters of a minute, moved by the gravest attendu that the sequence serves.

    `haute`: three quarters of the way to the max. `normale`: where it is. `basse` or none: halfway to the min.
    """
    duree = candidate.sequence.duree
    gravest = candidate.attendus[0].priorite if candidate.attendus else Priorite.BASSE
    if gravest is Priorite.HAUTE:
        return 4 * duree.cible + 3 * (duree.max - duree.cible)
    if gravest is Priorite.NORMALE:
        return 4 * duree.cible
    return 4 * duree.cible - 2 * (duree.cible - duree.min)


def select(module: Module, choisi: ModuleChoisi, brief: Brief, faits: Faits) -> Selection:
    """Sort the module's sequences, and those written in the brief, by why they would be taught.

    What the brief asks for by name is taken whatever its phase and its condition.
    """
    ordered = _with_custom(module, choisi)
    asked = {added if isinstance(added, str) else added.id for added in choisi.ajouter}
    wanted = [s for s in ordered if choisi.retrait(s.id) is None and (s.id in asked or _suits(s, module, brief, faits))]
    candidates = [_candidate(module.code, s, rang, asked, brief.attendus) for rang, s in enumerate(wanted)]
    return Selection(
        socle=_of(candidates, Raison.SOCLE),
        demandees=_of(candidates, Raison.DEMANDE),
        appelees=tuple(sorted(_of(candidates, Raison.ATTENDU), key=_wish)),
        autres=_of(candidates, Raison.COMPLEMENT),
        retirees=tuple(Retiree(s, retrait) for s in ordered if not s.facultative and (retrait := choisi.retrait(s.id))),
    )


def _suits(sequence: Sequence, module: Module, brief: Brief, faits: Faits) -> bool:
    written = module.ecrit.sequences.get(sequence.id) if module.ecrit else None
    return sequence.suits(brief.phase) and (written is None or written.condition.tient(faits))


def _with_custom(module: Module, choisi: ModuleChoisi) -> list[Sequence]:
    """The module's sequences; those that the brief writes stand after the one it says, else before the closing one."""
    apres = dict(choisi.apres)
    custom = [added for added in choisi.ajouter if not isinstance(added, str)]

    def followed(sequence: Sequence) -> list[Sequence]:
        return [sequence, *(each for one in custom if apres.get(one.id) == sequence.id for each in followed(one))]

    placed = [one for one in custom if one.id not in apres]
    return [each for one in (*module.sequences[:-1], *placed, *module.sequences[-1:]) for each in followed(one)]


def _candidate(code: str, sequence: Sequence, rang: int, asked: set[str], attendus: Row[Attendu]) -> Candidate:
    served = served_by(code, sequence, attendus)
    if sequence.id in asked:
        raison = Raison.DEMANDE
    elif not sequence.facultative:
        raison = Raison.SOCLE
    else:
        raison = Raison.ATTENDU if served else Raison.COMPLEMENT
    named = frozenset(a.id for a in served if is_named(strength(a, code, sequence)))
    return Candidate(sequence, raison, served, rang, named)


def _of(candidates: Iterable[Candidate], raison: Raison) -> tuple[Candidate, ...]:
    return tuple(candidate for candidate in candidates if candidate.raison is raison)


def _wish(candidate: Candidate) -> tuple[int, bool, int, int]:
    """The gravest attendu first, then those that are named, then the most themes shared, then the module's order."""
    shared = {theme for attendu in candidate.attendus for theme in attendu.themes} & set(candidate.sequence.themes)
    return (GRAVITY[candidate.attendus[0].priorite], not candidate.nommee, -len(shared), candidate.rang)
