"""How many people, and what each of their hours costs: warnings, since a person may know better.

B054 homonyms    B055 more élus than seats    B056 DIFE: too many    B057 DIFE: too dear
B066 agents on the DIFE    B067 a price of nothing
B072 another size than the modules' group (notice)    B073 another number than the list's (notice)
"""

from __future__ import annotations

import re
from collections import Counter
from decimal import Decimal
from typing import TYPE_CHECKING

from docgen.brief.tarifs import arrondi, journees, tarifs
from docgen.findings import Finding, Gravite
from docgen.francais import montant, pluriel
from docgen.nearest import fold
from docgen.organisme.model import PAUSE_AU_DELA
from docgen.validation.places import place

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docgen.brief.model import Brief, Session
    from docgen.catalogue.model import Catalogue
    from docgen.organisme.model import Organisme
    from docgen.source import Source

# Arrêté of 12 July 2021 on the DIFE, as secondary pages report it in 2026: a warning at most.
DIFE_PARTICIPANTS = 15
DIFE_EUROS_PER_HOUR = Decimal(80)
DIFE = frozenset({"dife", "mixte"})
_GROUP = re.compile(r"groupe de ([0-9]{1,3}) à ([0-9]{1,3})")


def check_people(source: Source, brief: Brief, organisme: Organisme, catalogue: Catalogue) -> Iterator[Finding]:
    """All that is odd about the people of each session, and about the prices."""
    yield from _free(source, brief)
    yield from _group(source, brief, catalogue)
    yield from _other_number(source, brief)
    for session in brief.sessions:
        yield from _homonyms(source, session)
        yield from _more_than_the_council(source, brief, session)
        if brief.conditions.financement == "dife":
            yield from _agents(source, session)
        if brief.conditions.financement in DIFE:
            yield from _dife(source, brief, session, organisme)


def _free(source: Source, brief: Brief) -> Iterator[Finding]:
    for key, what in (("prix_jour", "d’une journée"), ("prix_demi_journee", "d’une demi-journée")):
        if getattr(brief.conditions, key) == 0:
            yield place(source, ("conditions", key)).finding(
                "B067",
                f"le prix {what} est de 0 € : la proposition annoncerait une formation gratuite.",
                "Écrivez le prix ; retirez la ligne s’il n’est pas encore fixé.",
                Gravite.AVERTISSEMENT,
            )


def _group(source: Source, brief: Brief, catalogue: Catalogue) -> Iterator[Finding]:
    """A group that a module, by its own words, is not made for."""
    effectif = brief.public.effectif
    for choisi in brief.modules:
        module = catalogue.modules.get(choisi.code)
        found = _GROUP.search(module.public) if module else None
        if effectif and found and not int(found[1]) <= effectif <= int(found[2]):
            yield place(source, ("public", "effectif")).finding(
                "B072",
                f"{pluriel(effectif, 'participant')} par session, et le module {choisi.code} dit « {found[0]} ».",
                "Partagez le groupe en plusieurs sessions, ou convenez-en avec le client.",
                Gravite.AVIS,
            )
            return


def _other_number(source: Source, brief: Brief) -> Iterator[Finding]:
    effectif = brief.public.effectif
    for session in brief.sessions:
        enrolled = len(session.participants)
        if effectif and enrolled and enrolled != effectif:
            yield place(source, ("sessions", session.rang - 1, "participants"), key=True).finding(
                "B073",
                f"la liste de la session {session.rang} compte {pluriel(enrolled, 'personne')}, et l’effectif annoncé "
                f"par session est de {effectif}.",
                "Complétez la liste, ou corrigez « effectif ».",
                Gravite.AVIS,
            )


def _warning(source: Source, session: Session, code: str, message: str, remede: str) -> Finding:
    where = place(source, (*session.chemin, "participants"), key=True)
    return where.finding(code, message, remede, Gravite.AVERTISSEMENT)


def _homonyms(source: Source, session: Session) -> Iterator[Finding]:
    names = Counter(fold(participant.nom_complet) for participant in session.participants)
    shown: set[str] = set()
    for participant in session.participants:
        name = fold(participant.nom_complet)
        if names[name] > 1 and name not in shown:
            shown.add(name)
            yield _warning(
                source,
                session,
                "B054",
                f"« {participant.nom_complet} » est inscrit {names[name]} fois à la session {session.rang}.",
                "S’il s’agit de deux personnes, distinguez-les (second prénom, fonction) ; sinon, retirez le double.",
            )


def _more_than_the_council(source: Source, brief: Brief, session: Session) -> Iterator[Finding]:
    seats = brief.client.conseil
    elected = sum(participant.qualite == "elu" for participant in session.participants)
    if seats is not None and elected > seats:
        yield _warning(
            source,
            session,
            "B055",
            f"{elected} élus sont inscrits à la session {session.rang}, et le conseil compte {seats} sièges.",
            "Vérifiez la liste, et la qualité (elu ou agent) de chacun.",
        )


def _agents(source: Source, session: Session) -> Iterator[Finding]:
    """The right is each élu's own (CGCT, L2123-12-1)."""
    agents = sum(participant.qualite == "agent" for participant in session.participants)
    if agents:
        are = "agents sont inscrits" if agents > 1 else "agent est inscrit"
        yield _warning(
            source,
            session,
            "B066",
            f"{agents} {are} à la session {session.rang}, et le DIFE ne finance que des élus.",
            "Écrivez « financement: mixte » : la collectivité paie alors pour ses agents.",
        )


def _dife(source: Source, brief: Brief, session: Session, organisme: Organisme) -> Iterator[Finding]:
    elected = sum(participant.qualite == "elu" for participant in session.participants)
    people = len(session.participants) or brief.public.effectif or 0
    if people > DIFE_PARTICIPANTS:
        yield _warning(
            source,
            session,
            "B056",
            f"{people} participants à la session {session.rang} : le DIFE en finance {DIFE_PARTICIPANTS} au plus.",
            "Partagez le groupe en deux sessions, ou changez le financement.",
        )
    price = _price(brief, session)
    hours = Decimal(_announced(session, organisme)) / 60
    payers = elected or people
    if price is not None and hours and payers and price / hours / payers > DIFE_EUROS_PER_HOUR:
        each = arrondi(price / hours / payers)
        yield _warning(
            source,
            session,
            "B057",
            f"la session {session.rang} revient à {montant(each)} HT par heure et par élu : le DIFE en paie "
            f"{montant(DIFE_EUROS_PER_HOUR)} au plus.",
            "Baissez le prix, élargissez le groupe, ou changez le financement.",
        )


def _announced(session: Session, organisme: Organisme) -> int:
    """The minutes that the documents announce: breaks counted or not, as the organisation does."""
    held = [horaire.minutes for jour in session.jours for _, horaire in jour.demi_journees]
    breaks = 0 if organisme.pauses_comprises else organisme.pause * sum(each > PAUSE_AU_DELA for each in held)
    return sum(held) - breaks


def _price(brief: Brief, session: Session) -> Decimal | None:
    days, halves = journees(len(jour.demi_journees) for jour in session.jours)
    day, half = tarifs(brief.conditions)
    return None if day is None or half is None else day * days + half * halves
