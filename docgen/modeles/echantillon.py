"""A document filled with what strains it: forty people with long names, four half-days, options left out."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING

from docgen.brief.model import Contexte, Jour, Participant, Periode, Session
from docgen.organisme.model import Horaire
from docgen.production import verify, view_of
from docgen.production.verification import Verification
from docgen.programme import build_programme
from docgen.workspace import BRIEFS, shipped

if TYPE_CHECKING:
    from collections.abc import Mapping

    from docgen.brief.model import Brief
    from docgen.documents.registre import Document
    from docgen.production import Atelier

EXEMPLE = "exemple.yaml"
PARTICIPANTS = 40
NOMS = (
    ("DE LA ROCHEFOUCAULD-MONTBEL", "Marie-Bérengère"),
    ("N’GUYEN", "Lê Văn"),
    ("O’CONNOR-SAINT-HILAIRE", "Anne-Charlotte"),
    ("LY", "Na"),
    ("ÇELIK-Œ’HÉROUVILLE", "Zoé"),
)
FONCTIONS = (
    "conseillère municipale déléguée à la transition écologique, aux mobilités et à la participation",
    "maire",
    None,
)


def sample(atelier: Atelier, document: Document) -> Mapping[str, object]:
    """What the document's template is given for a preview: the shipped example, strained."""
    loaded = verify(atelier, shipped() / BRIEFS / EXEMPLE).loaded
    if loaded.brief is None:
        raise ValueError("the shipped example does not load")
    brief = _strained(loaded.brief)
    programme, faults = build_programme(brief, atelier.catalogue, atelier.organisme)
    if programme is None:
        raise ValueError(f"the strained example cannot be built: {faults}")
    strained = Verification(replace(loaded, brief=brief), programme, ())
    return view_of(atelier, strained, document.cle)


def _strained(brief: Brief) -> Brief:
    return replace(
        brief,
        modules=(replace(brief.modules[0], code="15", ajouter=(), retirer=(), adaptation=None),),
        contexte=Contexte(brief.contexte.situation * 2, ()),
        sessions=(_session(brief.sessions[0]),),
    )


def _session(session: Session) -> Session:
    hours = ((Periode.MATIN, Horaire(540, 750)), (Periode.APRES_MIDI, Horaire(840, 1050)))
    first = session.dates[0]
    days = tuple(Jour(first + dt.timedelta(days=i), hours) for i in range(2))
    return Session(1, ("15",), days, replace(session.lieu, salle=None, acces=None), session.formateurs, _people())


def _people() -> tuple[Participant, ...]:
    return tuple(
        Participant(
            nom=NOMS[i % len(NOMS)][0],
            prenom=NOMS[i % len(NOMS)][1],
            fonction=FONCTIONS[i % len(FONCTIONS)],
            qualite="elu" if i % 9 else "agent",
        )
        for i in range(PARTICIPANTS)
    )
