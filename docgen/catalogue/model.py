"""The training modules that an organisation sells, as its catalogue files describe them."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from docgen.catalogue.ecrit import ModuleEcrit


class Format(StrEnum):
    """How long a module lasts, in the catalogue's own words."""

    DEMI_JOURNEE = "demi-journee"
    JOURNEE = "journee"
    CYCLE = "cycle-deux-jours"

    @property
    def demi_journees(self) -> int:
        """The whole half-days that it fills."""
        return {Format.DEMI_JOURNEE: 1, Format.JOURNEE: 2, Format.CYCLE: 4}[self]

    @property
    def en_mots(self) -> str:
        """« une journée »."""
        return {
            Format.DEMI_JOURNEE: "une demi-journée",
            Format.JOURNEE: "une journée",
            Format.CYCLE: "deux journées",
        }[self]


class Phase(StrEnum):
    """The stage of the municipal mandate that a sequence suits."""

    DEBUT = "debut"
    MI_MANDAT = "mi-mandat"
    FIN = "fin"


class Methode(StrEnum):
    """What participants do during a sequence; printed in the déroulé and the proposal."""

    APPORT = "apport"
    ATELIER = "atelier"
    ETUDE_DE_CAS = "etude-de-cas"
    DEBAT = "debat"
    TRAVAIL_EN_GROUPES = "travail-en-groupes"
    MISE_EN_SITUATION = "mise-en-situation"
    QUIZ = "quiz"


@dataclass(frozen=True, slots=True)
class Duree:
    """Minutes, multiples of 5, `min <= cible <= max`."""

    min: int
    cible: int
    max: int


@dataclass(frozen=True, slots=True)
class Objectif:
    """What a participant can do at the end, and how that is assessed (RNQ, indicateurs 5 and 11)."""

    id: str  # « O1 », unique in its module
    texte: str
    evaluation: str


@dataclass(frozen=True, slots=True)
class Etape:
    """A step of a sequence, for the trainer: how long, to what end, what is said and done."""

    minutes: int
    but: str
    consigne: str
    points: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Question:
    """A question of a module's quiz, the same at entry and at exit; without `choix`, it is an open one."""

    id: str
    objectif: str
    question: str
    reponse: str
    choix: tuple[str, ...] = ()
    source: str = ""
    a_verifier: bool = False  # the trainer checks the answer before it is used


@dataclass(frozen=True, slots=True)
class Sequence:
    """A stretch of a module with one aim; `facultative` for the zooms that a brief may call for."""

    id: str  # unique in its module: « est-ce-tenable », « zoom-finances »
    titre: str
    duree: Duree
    methodes: tuple[Methode, ...]
    contenu: tuple[str, ...]
    supports: tuple[str, ...]
    evaluation: str
    objectifs: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    facultative: bool = False
    phases: tuple[Phase, ...] = ()  # empty: suits every phase
    but: str = ""  # its purpose, for the trainer
    etapes: tuple[Etape, ...] = ()
    reperes: tuple[str | None, ...] = ()  # ids of the points of `contenu`, in order; None for one without

    def suits(self, phase: Phase) -> bool:
        """Whether it is taught at that stage of the mandate."""
        return not self.phases or phase in self.phases


@dataclass(frozen=True, slots=True)
class Module:
    """One module of the catalogue. `sequences` stand in teaching order, optional ones at their place.

    Its texts are those of a client of whom nothing is known. Where they vary, `ecrit` holds them as written.
    """

    code: str
    titre: str
    pourquoi: str
    parce_que: str
    format: Format
    modalites: str
    public: str
    prerequis: str
    objectifs: tuple[Objectif, ...]
    sequences: tuple[Sequence, ...]
    themes: tuple[str, ...] = ()
    theme_repertoire: str | None = None  # theme of the répertoire des formations liées au mandat
    complements: tuple[str, ...] = ()  # codes of modules that it goes with
    intention: str = ""  # the catalogue's opening words for the group of modules
    quiz: tuple[Question, ...] = ()
    ecrit: ModuleEcrit | None = field(default=None, compare=False, repr=False)

    def objectif(self, ident: str) -> Objectif:
        """The objective of that id; KeyError when the module has none."""
        return {objectif.id: objectif for objectif in self.objectifs}[ident]

    def sequence(self, ident: str) -> Sequence:
        """The sequence of that id; KeyError when the module has none."""
        return {sequence.id: sequence for sequence in self.sequences}[ident]


@dataclass(frozen=True, slots=True)
class Catalogue:
    """All sound modules, by code, in the order of their codes; and the closed vocabulary of themes.

    `ecartes` names the file of each module that has an error, `inconnus` those too broken to tell which module it is.
    """

    modules: dict[str, Module]
    themes: tuple[str, ...]
    ecartes: dict[str, str] = field(default_factory=dict)
    inconnus: tuple[str, ...] = ()
