"""The brief: what a commune asked for, as a training manager wrote it down.

A value carries its place: `chemin`, the keys that lead to it in the brief's file. It is neither compared nor in the
repr, which digests hash: two briefs that say the same are the same, wherever they say it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from docgen.catalogue.model import Phase  # noqa: TC001 - a brief's phase is the catalogue's
from docgen.territory.composition import LYON

if TYPE_CHECKING:
    import datetime as dt
    from decimal import Decimal

    from docgen.catalogue.model import Sequence
    from docgen.organisme.model import Formateur, Horaire
    from docgen.source import Path
    from docgen.territory.model import Division, Nom
    from docgen.territory.portrait import Portrait


PARIS = "75056"


class Priorite(StrEnum):
    """How much an attendu matters to the client."""

    HAUTE = "haute"
    NORMALE = "normale"
    BASSE = "basse"


class Periode(StrEnum):
    """The part of a day that a half-day fills, in the order of the day."""

    MATIN = "matin"
    APRES_MIDI = "apres_midi"
    SOIR = "soir"


@dataclass(frozen=True, slots=True)
class Interlocuteur:
    """The person whom the proposal is sent to."""

    civilite: str | None = None
    prenom: str | None = None
    nom: str | None = None
    fonction: str | None = None
    courriel: str | None = None
    telephone: str | None = None


@dataclass(frozen=True, slots=True)
class Client:
    """The commune or EPCI that asks: what the brief says, completed from `territory`."""

    nature: str  # « commune », « communauté de communes »…
    code: str  # INSEE code of a commune, SIREN of an EPCI
    nom: Nom
    siren: str | None = None
    siret: str | None = None
    adresse: str | None = None
    codes_postaux: tuple[str, ...] = ()
    population: int | None = None
    population_source: str | None = None  # « population municipale 2023, INSEE »; None: the brief's own figure
    departement: Division | None = None
    region: Division | None = None
    epci: Nom | None = None  # None for a commune without EPCI, and for an EPCI
    communes_membres: int | None = None  # of an EPCI
    conseil: int | None = None  # seats of the council (CGCT, L2121-2); None where the law gives another rule
    debat_budgetaire: bool | None = None  # CGCT: a commune of 3,500 inhabitants, an EPCI holding one
    homonyme: bool = False  # whether another bears its name: covers then say its département
    interlocuteur: Interlocuteur = field(default_factory=Interlocuteur)
    chemin: Path = field(default=(), compare=False, repr=False)

    @property
    def est_epci(self) -> bool:
        """Whether it is an EPCI."""
        return self.nature != "commune"

    @property
    def assemblee(self) -> str:
        """The name of its assembly, without article (CGCT, L2121-1, L2512-1, L5211-6, L5217-4)."""
        if self.code == PARIS:
            return "Conseil de Paris"
        if not self.est_epci:
            return "conseil municipal"
        return "conseil de la métropole" if self.nature == "métropole" else "conseil communautaire"

    @property
    def a_lyon(self) -> bool:
        """Whether it is the Métropole de Lyon, a collectivité and no EPCI, or one of its communes."""
        return self.departement is not None and self.departement.nom == LYON

    @property
    def dans_un_epci(self) -> bool:
        """Whether it is a commune of an EPCI."""
        return not self.est_epci and self.epci is not None and not self.a_lyon


@dataclass(frozen=True, slots=True)
class Avancement:
    """How far the collectivité has come with a piece of work, and in which year."""

    etat: str  # « rien » | « en-cours » | « adopte »
    annee: int | None = None


@dataclass(frozen=True, slots=True)
class Chiffre:
    """A local figure that the client gave, printed as typed with its source."""

    libelle: str
    valeur: str
    annee: int | None = None
    source: str | None = None


@dataclass(frozen=True, slots=True)
class Adaptation:
    """What is the client's own in the training, and the sequence where it is worked on, if any is named."""

    texte: str
    sequence: str | None = None


@dataclass(frozen=True, slots=True)
class Remplacement:
    """A point of a sequence, by its id or its first words as printed, and what is said instead."""

    sequence: str
    point: str
    par: str


@dataclass(frozen=True, slots=True)
class Contexte:
    """What the client said of its situation; `situation` is a tuple of paragraphs.

    The schema holds the closed lists of `services`, `equipe`, `avancement` (by subject) and `territoire`. None, or a
    subject left out, is what nobody has said: never the same as « rien » or an empty list.
    """

    situation: tuple[str, ...] = ()
    enjeux: tuple[str, ...] = ()
    enjeux_travailles: tuple[Adaptation, ...] = ()  # those of them that name a sequence
    services: str | None = None
    agents: int | None = None
    equipe: str | None = None
    avancement: tuple[tuple[str, Avancement], ...] = ()
    territoire: tuple[str, ...] | None = None
    chiffres: tuple[Chiffre, ...] = ()
    documents: tuple[str, ...] = ()
    chemin: Path = field(default=(), compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Public:
    """Who will be trained. `amenagements` names nobody and is printed in the déroulé alone.

    `nouveaux` counts those elected for the first time; `deja_suivi` holds codes of modules.
    """

    profil: str | None = None
    effectif: int | None = None
    amenagements: str | None = None
    nouveaux: int | None = None
    composition: str | None = None
    deja_suivi: tuple[str, ...] = ()
    chemin: Path = field(default=(), compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Attendu:
    """What the client expects of the training, and what answers it: themes, sequences and objectives by their names.

    `sequences` and `objectifs` hold ids, with the code of their module before them (« 12-O1 ») where two modules have
    the same. `reformule` says it in the organisation's words, for every participant to read. `de`, who asked for it, is
    private: out of the repr, and so of the digests that tell what makes a document stale.
    """

    id: str
    texte: str
    priorite: Priorite = Priorite.NORMALE
    themes: tuple[str, ...] = ()
    reformule: str | None = None
    sequences: tuple[str, ...] = ()
    objectifs: tuple[str, ...] = ()
    de: str | None = field(default=None, repr=False)
    chemin: Path = field(default=(), compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Retrait:
    """A sequence that a brief takes out of a module, why, and at whose request: None where the brief does not say."""

    id: str
    raison: str | None = None
    demande: str | None = None  # « client » | « formateur »

    @property
    def du_client(self) -> bool:
        """Whether the client asked for it: documents say « à votre demande » of nothing else."""
        return self.demande == "client"


@dataclass(frozen=True, slots=True)
class ModuleChoisi:
    """A module of the catalogue as the brief wants it.

    `ajouter` holds ids of the module's optional sequences and sequences written in the brief in full; `apres` says
    which sequence each of these follows: without, it stands before the last.
    """

    code: str
    ajouter: tuple[str | Sequence, ...] = ()
    retirer: tuple[Retrait, ...] = ()
    adaptation: str | None = None
    theme_repertoire: str | None = None  # instead of the catalogue's
    adaptations: tuple[Adaptation, ...] = ()
    remplacer: tuple[Remplacement, ...] = ()
    apres: tuple[tuple[str, str], ...] = ()
    chemin: Path = field(default=(), compare=False, repr=False)

    def retrait(self, ident: str) -> Retrait | None:
        """What the brief says of taking this sequence out; None when it keeps it."""
        return next((retrait for retrait in self.retirer if retrait.id == ident), None)


@dataclass(frozen=True, slots=True)
class Conditions:
    """Prices in euros before tax, never float. A half-day defaults to half of `prix_jour`."""

    prix_jour: Decimal | None = None
    prix_demi_journee: Decimal | None = None
    frais: Decimal | None = None
    tva: str | None = None  # None: the organisme's
    validite_jours: int | None = None
    financement: str | None = None  # « budget-collectivite » | « dife » | « mixte »
    chemin: Path = field(default=(), compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Budget:
    """What the client can spend: private."""

    plafond: Decimal | None = None
    chemin: Path = field(default=(), compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Lieu:
    """Where a session is held."""

    nom: str | None = None
    adresse: str | None = None
    salle: str | None = None
    acces: str | None = None
    chemin: Path = field(default=(), compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Participant:
    """Somebody enrolled in a session."""

    nom: str
    prenom: str | None = None
    civilite: str | None = None
    fonction: str | None = None
    qualite: str = "elu"  # « elu » | « agent »
    courriel: str | None = None
    chemin: Path = field(default=(), compare=False, repr=False)

    @property
    def nom_complet(self) -> str:
        """« Marie-Ange DE LA TOUR »: given name, then family name as typed."""
        return " ".join(part for part in (self.prenom, self.nom) if part)


@dataclass(frozen=True, slots=True)
class Jour:
    """A day of a session: its half-days in the order of the day. `date` is None as long as none is set.

    `souhait` is when the client would like it, in free words.
    """

    date: dt.date | None
    demi_journees: tuple[tuple[Periode, Horaire], ...]
    a_distance: tuple[Periode, ...] = ()  # those of its half-days that are held remotely, in a « mixte » training
    souhait: str | None = None
    chemin: Path = field(default=(), compare=False, repr=False)


class Formule(StrEnum):
    """How a session too short for its modules is answered; the organisation's choice, never the client's."""

    DEMI_JOURNEE = "demi-journee-de-plus"
    CONDENSE = "condense"  # its modules may share a half-day
    UN_MODULE = "un-module"  # the first of them


@dataclass(frozen=True, slots=True)
class Session:
    """One delivery: days, place, trainers, participants. `rang` counts from 1 in the brief.

    All its days have a date, or none has; `souhait` then says when the client would like it, in free words.
    """

    rang: int
    modules: tuple[str, ...]
    jours: tuple[Jour, ...]
    lieu: Lieu = field(default_factory=Lieu)
    formateurs: tuple[Formateur, ...] = ()
    participants: tuple[Participant, ...] = ()
    souhait: str | None = None
    formule: Formule | None = None
    chemin: Path = field(default=(), compare=False, repr=False)

    @property
    def enseignes(self) -> tuple[str, ...]:
        """The codes of the modules that it teaches."""
        return self.modules[:1] if self.formule is Formule.UN_MODULE else self.modules

    @property
    def dates(self) -> tuple[dt.date, ...]:
        """Its days' dates, in order; empty as long as none is set."""
        return tuple(jour.date for jour in self.jours if jour.date is not None)


@dataclass(frozen=True, slots=True)
class Brief:
    """A structurally valid brief with its client looked up.

    `phase` is what the brief says, else what the mandate calendar gives at the brief's date.
    """

    reference: str
    version: int
    date: dt.date
    client: Client
    attendus: tuple[Attendu, ...]
    modules: tuple[ModuleChoisi, ...]
    phase: Phase
    contexte: Contexte = field(default_factory=Contexte)
    public: Public = field(default_factory=Public)
    modalite: str = "presentiel"  # « presentiel » | « distanciel » | « mixte »
    part_a_distance: int | None = None  # percent of the hours of a « mixte » training that has no dates yet
    conditions: Conditions = field(default_factory=Conditions)
    comparables: tuple[str, ...] | None = None  # codes that replace those that docgen finds
    # What the territory says of the client. Not of the brief's own digest: figures that somebody imports make stale
    # those documents alone that print them.
    portrait: Portrait | None = field(default=None, repr=False, compare=False)
    sessions: tuple[Session, ...] = ()
    # Private, as the schema says: never printed, and out of the repr.
    budget: Budget = field(default_factory=Budget, repr=False)
    reponse_avant: dt.date | None = field(default=None, repr=False)
    notes: tuple[str, ...] = field(default=(), repr=False)
