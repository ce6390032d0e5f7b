"""What the organisation made of a request that was too short: said as its own choice, never as asked for."""

from docgen.brief.model import Formule, Session
from docgen.documents.dossier import Dossier
from docgen.documents.faits import Faits
from docgen.francais import liste
from docgen.programme.condensing import CONDENSE

NOTRE_CHOIX = "Ce choix est le nôtre : dites-nous si vous en préférez un autre."


def phrase(dossier: Dossier, session: Session) -> str | None:
    """What changed from the request, and that the organisation decided it; None when nothing did."""
    if session.formule is None:
        return None
    modules = f"le{'s' if len(session.modules) > 1 else ''} module{'s' if len(session.modules) > 1 else ''}"
    short = f"Les demi-journées demandées ne suffisent pas pour {modules} {liste(session.modules)}"
    said = {
        Formule.DEMI_JOURNEE: "nous en proposons une de plus",
        Formule.CONDENSE: _condensed(dossier, session),
        Formule.UN_MODULE: _alone(dossier, session),
    }
    return f"{short} : {said[session.formule]}. {NOTRE_CHOIX}"


def _condensed(dossier: Dossier, session: Session) -> str:
    fill = Faits.of(dossier).fill
    left_out = [
        f"« {fill(one.sequence.titre)} » (module {adapte.module.code})"
        for adapte in dossier.programme.deroulement(session.rang).modules
        for one in adapte.retirees
        if one.retrait.raison == CONDENSE
    ]
    shared = "nous avons réduit leurs séquences, et deux modules peuvent se partager une demi-journée"
    return f"{shared} ; nous avons laissé de côté {liste(left_out)}" if left_out else shared


def _alone(dossier: Dossier, session: Session) -> str:
    aside = [f"le module {module.code}, « {module.titre} »," for module in dossier.programme.laisses]
    others = f" ; {liste(aside)} pourra faire l’objet d’une autre session" if aside else ""
    return f"nous avons réduit la formation au module {session.enseignes[0]}{others}"
