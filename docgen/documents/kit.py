"""What the documents of a session share: the session, and the information that forms with names carry."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docgen.documents.champs import champ, vue
from docgen.documents.commun import VueCommune, communs
from docgen.documents.dossier import de_l_organisme
from docgen.documents.faits import Faits
from docgen.documents.sessions import VueSession, vue_session

if TYPE_CHECKING:
    from docgen.brief.model import Session
    from docgen.documents.dossier import Dossier
    from docgen.organisme.model import Organisme
    from docgen.programme.model import ModuleAdapte
    from docgen.word.gaps import Gap

NIVEAUX = ("Non acquis", "En cours", "Acquis")  # one scale before and after, so that the two compare


@vue
class VueKit(VueCommune):
    """The fields of every document of a session."""

    session: VueSession = champ("La session : dates, lieu, formateurs, modules, emploi du temps")


@vue
class VueQuestion:
    """A question of a form."""

    numero: int = champ("Numéro de la question", 1)
    texte: str = champ("La question", "Les objectifs annoncés ont été atteints")


def du_kit(dossier: Dossier, session: Session, titre: str) -> dict[str, Any]:
    """The fields of `VueKit`, by name, for a document of that title."""
    return {**communs(dossier, titre), "session": vue_session(dossier, session)}


def information(organisme: Organisme) -> str | Gap:
    """The line that forms with names carry: who answers for them, why, how long, which rights (RGPD, art. 13)."""
    rgpd = organisme.donnees_personnelles
    for name in ("finalite", "conservation", "contact"):
        if not getattr(rgpd, name):
            return de_l_organisme("information sur les données personnelles", "donnees_personnelles", name)
    said = (
        ("Responsable", organisme.raison_sociale),
        ("Finalité", rgpd.finalite),
        ("Base légale", rgpd.base),
        ("Destinataires", rgpd.destinataires),
        ("Conservation", rgpd.conservation),
        ("Accès, rectification, effacement, opposition", rgpd.contact),
    )
    words = " ".join(f"{name} : {_bare(value)}." for name, value in said if value)
    return f"Données personnelles. {words} Réclamation : CNIL, cnil.fr."


def information_des_evaluations(dossier: Dossier) -> str | Gap | None:
    """The same line, for evaluations that ask for a name; None for anonymous ones."""
    return None if dossier.organisme.evaluations == "anonymes" else information(dossier.organisme)


def prerequis(dossier: Dossier, modules: tuple[ModuleAdapte, ...]) -> tuple[str, ...]:
    """The prerequisites of modules; each names its module where they differ."""
    fill = Faits.of(dossier).fill
    said = [(adapte.module.code, fill(adapte.module.prerequis)) for adapte in modules]
    if len({text for _, text in said}) == 1:
        return (said[0][1],)
    return tuple(f"Module {code} : {text}" for code, text in said)


def questions(textes: tuple[str, ...]) -> tuple[VueQuestion, ...]:
    """Questions, numbered from 1."""
    return tuple(VueQuestion(numero=numero, texte=texte) for numero, texte in enumerate(textes, start=1))


def attentes(dossier: Dossier, session: Session) -> tuple[str, ...]:
    """The attendus that this session works on, as every participant may read them: « … »."""
    taught = set(session.modules)
    return tuple(
        f"« {reponse.attendu.reformule or reponse.attendu.texte} »"
        for reponse in dossier.programme.couverture
        if any(ligne.module.code in taught for ligne in reponse.lignes)
    )


def question_des_attendus(attendus: tuple[str, ...], debut: str, une: str, plusieurs: str) -> tuple[str, ...]:
    """The question about what the collectivité expects; none where the session answers no attendu."""
    if not attendus:
        return ()
    return (f"{debut} : {' ; '.join(attendus)}. {une if len(attendus) == 1 else plusieurs}",)


def _bare(text: str | None) -> str:
    return (text or "").strip().rstrip(".")
