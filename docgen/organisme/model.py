"""The training organisation: `organisme.yaml`. What it leaves out is None, and a gap of a draft."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from docgen.inclusif import Ecriture

if TYPE_CHECKING:
    import datetime as dt
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Formateur:
    """A trainer, with the titles that tie them to the subject (Code du travail, L6352-1)."""

    id: str
    prenom: str
    nom: str
    titres: tuple[str, ...] = ()
    courriel: str | None = None
    telephone: str | None = None


@dataclass(frozen=True, slots=True)
class Agrement:
    """The minister's approval to train élus (CGCT, L1221-3)."""

    decision: dt.date | None = None
    debut: dt.date | None = None
    fin: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Contact:
    """Whom to call; `nom` names a person or a service."""

    nom: str | None = None
    courriel: str | None = None
    telephone: str | None = None


@dataclass(frozen=True, slots=True)
class Representant:
    """Who signs for the organisation."""

    civilite: str | None = None
    prenom: str | None = None
    nom: str | None = None
    fonction: str | None = None


@dataclass(frozen=True, slots=True)
class Horaire:
    """A half-day's hours, in minutes after midnight, `debut < fin`, multiples of 5."""

    debut: int
    fin: int

    @property
    def minutes(self) -> int:
        """Its length."""
        return self.fin - self.debut


@dataclass(frozen=True, slots=True)
class Charte:
    """Colours (« #1F3A5F ») and fonts of the documents; None keeps the template's own."""

    couleur_principale: str | None = None
    couleur_secondaire: str | None = None
    police_titres: str | None = None
    police_texte: str | None = None


@dataclass(frozen=True, slots=True)
class DonneesPersonnelles:
    """The information line that forms with names carry (RGPD, art. 13)."""

    finalite: str | None = None
    conservation: str | None = None
    contact: str | None = None
    base: str | None = None  # legal ground (art. 6)
    destinataires: str | None = None  # besides the organisation


class Lecture(StrEnum):
    """What became of reading organisme.yaml."""

    LU = "lu"
    ABSENT = "absent"
    ILLISIBLE = "illisible"  # there, and nothing in it could be read


@dataclass(frozen=True, slots=True)
class Organisme:
    """Who trains. The defaults for hours and breaks are those of design: section 3, not legal values."""

    raison_sociale: str | None = None
    forme: str | None = None  # « SARL au capital de 10 000 € »
    rcs: str | None = None  # « RCS Tours 123 456 782 »
    siret: str | None = None
    nda: str | None = None
    nda_region: str | None = None
    agrement: Agrement = field(default_factory=Agrement)
    representant: Representant = field(default_factory=Representant)
    adresse: str | None = None  # on one line, postcode and town included
    ville: str | None = None  # where papers are signed: « Fait à Tours »
    contact: Contact = field(default_factory=Contact)
    site: str | None = None
    referent_handicap: Contact = field(default_factory=Contact)
    formateurs: tuple[Formateur, ...] = ()
    logo: Path | None = None
    charte: Charte = field(default_factory=Charte)
    tva: str | None = None  # « exoneree » | « franchise » | a rate such as « 20 »
    mention_tva: str | None = None  # the organisation's own words for its exemption
    qualiopi: str | None = None  # what the organisation may say of its certification
    modalites_acces: str | None = None
    delai_acces: str | None = None
    moyens: str | None = None
    accessibilite: str | None = None
    reclamations: str | None = None
    reglement: str | None = None  # terms of payment (Code du travail, D6353-1)
    annulation: str | None = None  # what a cancellation costs
    reglement_interieur: str | None = None  # where participants read it (Code du travail, L6353-8)
    sanction: str | None = None  # what participants are given at the end (D6353-1; CGCT, R1221-22)
    resultats: str | None = None  # satisfaction, attainment (RNQ, indicateur 2)
    matin: Horaire = Horaire(9 * 60, 12 * 60 + 30)
    apres_midi: Horaire = Horaire(14 * 60, 17 * 60 + 30)
    pause: int = 15  # minutes, in each half-day of more than `PAUSE_AU_DELA`
    pauses_comprises: bool = True  # whether announced hours count the breaks
    a_froid_jours: int = 60
    evaluations: str = "nominatives"  # or « anonymes »
    ecriture: Ecriture = Ecriture.POINT_MEDIAN
    donnees_personnelles: DonneesPersonnelles = field(default_factory=DonneesPersonnelles)
    constats_acceptes: tuple[str, ...] = ()  # codes of the notices and warnings that it lives with
    fichier: str = "organisme.yaml"  # where it was read, for messages
    lecture: Lecture = Lecture.ABSENT


PAUSE_AU_DELA = 150  # minutes: a half-day of more than 2 h 30 has a break
