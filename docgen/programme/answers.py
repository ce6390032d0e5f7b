"""A session too short for its modules gets answers: what would fit, at what price, for the manager to choose from.

Each is a brief that could have been written, built as any other: an answer that does not fit is not offered.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from docgen.brief.model import Formule
from docgen.brief.reading import one_more
from docgen.brief.tarifs import cout
from docgen.findings import Gravite
from docgen.francais import liste, montant, plage_horaire
from docgen.programme.building import build_programme
from docgen.programme.condensing import CONDENSE
from docgen.programme.faults import ProgrammeFault

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from docgen.brief.model import Brief, Session
    from docgen.catalogue.model import Catalogue
    from docgen.organisme.model import Organisme
    from docgen.programme.model import Programme

TOO_SHORT = frozenset({"B060", "B062"})
NOT_FITTING = TOO_SHORT | {"B061", "B080"}


@dataclass(frozen=True, slots=True)
class Answer:
    """A session as it would fit, the words for it, and what to write in the brief."""

    session: Session
    quoi: str
    a_ecrire: str


def answers(
    brief: Brief, faults: Iterable[ProgrammeFault], catalogue: Catalogue, organisme: Organisme
) -> Iterator[ProgrammeFault]:
    """For each session that is too short, a notice per answer that fits."""
    short = {fault.chemin for fault in faults if fault.code in TOO_SHORT}
    for session in brief.sessions:
        if (*session.chemin, "jours") in short and session.formule is None:
            for answer in _of_session(session):
                yield from _told(brief, answer, catalogue, organisme)


def needless(brief: Brief, catalogue: Catalogue, organisme: Organisme) -> Iterator[ProgrammeFault]:
    """For each session whose modules fit without its `formule`: documents would tell the client what is not true."""
    for session in brief.sessions:
        plain = _as_asked(session)
        if plain is None:
            continue
        sessions = tuple(plain if each is session else each for each in brief.sessions)
        _, faults = build_programme(replace(brief, sessions=sessions), catalogue, organisme)
        if not any(fault.code in NOT_FITTING for fault in faults):
            yield ProgrammeFault(
                "B166",
                (*session.chemin, "formule"),
                f"les modules de la session {session.rang} tiennent dans ses demi-journées sans cette clé, et la "
                "proposition dirait le contraire.",
                "Effacez « formule ».",
            )


def _as_asked(session: Session) -> Session | None:
    """The session without what `formule` made of it; None where that is not known: a dated day may be the one added."""
    if session.formule is None or (session.formule is Formule.DEMI_JOURNEE and session.dates):
        return None
    jours = session.jours[:-1] if session.formule is Formule.DEMI_JOURNEE else session.jours
    return replace(session, formule=None, jours=jours)


def _of_session(session: Session) -> Iterator[Answer]:
    added = one_more(session.jours)
    hours = liste(plage_horaire(horaire.debut, horaire.fin) for _, horaire in added.demi_journees)
    key = "« formule: {} »"
    line = "" if not session.dates else " et ajoutez ce jour, avec sa date,"
    yield Answer(
        replace(session, formule=Formule.DEMI_JOURNEE, jours=(*session.jours, added)),
        f"une demi-journée de plus (par exemple {hours})",
        f"Écrivez {key.format(Formule.DEMI_JOURNEE)}{line}",
    )
    yield Answer(
        replace(session, formule=Formule.CONDENSE), "un cycle condensé", f"Écrivez {key.format(Formule.CONDENSE)}"
    )
    for code in session.modules if len(session.modules) > 1 else ():
        others = [other for other in session.modules if other != code]
        codes = ", ".join(f'"{each}"' for each in (code, *others))
        first = "" if code == session.modules[0] else f" et « modules: [{codes}] »"
        yield Answer(
            replace(session, formule=Formule.UN_MODULE, modules=(code, *others)),
            f"le module {code} seul",
            f"Écrivez {key.format(Formule.UN_MODULE)}{first}",
        )


def _told(brief: Brief, answer: Answer, catalogue: Catalogue, organisme: Organisme) -> Iterator[ProgrammeFault]:
    rang = answer.session.rang
    sessions = tuple(answer.session if session.rang == rang else session for session in brief.sessions)
    programme, _ = build_programme(replace(brief, sessions=sessions), catalogue, organisme)
    if programme is None:
        return
    said = "".join((answer.quoi, _left_out(programme, rang), _price(brief, programme, organisme)))
    yield ProgrammeFault(
        "B163",
        (*answer.session.chemin, "jours"),
        f"réponse possible : {said}.",
        f"{answer.a_ecrire} dans la session {rang} ; la proposition dira que ce choix est le nôtre.",
        Gravite.AVIS,
    )


def _left_out(programme: Programme, rang: int) -> str:
    """« , sans « Choisir un cap » (module 13) ; 13-O2 quitte les documents »."""
    modules = programme.deroulement(rang).modules
    titles = [
        f"« {one.sequence.titre} » (module {adapte.module.code})"
        for adapte in modules
        for one in adapte.retirees
        if one.retrait.raison == CONDENSE
    ]
    lost = [f"{a.module.code}-{o.id}" for a in modules for o in a.module.objectifs if o.id not in a.objectifs]
    unmet = [reponse.attendu.id for reponse in programme.couverture if not reponse.lignes]
    return "".join(
        (
            f", sans {liste(titles)}" if titles else "",
            f" ; {liste(lost)} {'quittent' if len(lost) > 1 else 'quitte'} les documents" if titles and lost else "",
            f" ; {liste(unmet)} {'restent' if len(unmet) > 1 else 'reste'} sans réponse" if unmet else "",
        )
    )


def _price(brief: Brief, programme: Programme, organisme: Organisme) -> str:
    """« , à 2 800,00 €, sous le plafond de 3 000,00 € »; nothing while no price is known."""
    held = [jour.tenues for deroulement in programme.deroulements for jour in deroulement.jours]
    price = cout(brief.conditions, brief.conditions.tva or organisme.tva, held)
    if price is None:
        return ""
    ceiling = brief.budget.plafond
    if ceiling is None:
        return f", à {montant(price)}"
    over = price - ceiling
    where = f"{montant(over)} au-dessus du" if over > 0 else "sous le"
    return f", à {montant(price)}, {where} plafond de {montant(ceiling)}"
