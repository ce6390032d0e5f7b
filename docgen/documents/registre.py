"""The documents that docgen makes, in the order in which a training uses them.

A document is a view, a template of the same stem and a golden test. To add one: write its view and its `build`
beside `programme.py`, its template in `templates/`, and enter it here.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from docgen.documents.champs import composed

if TYPE_CHECKING:
    from collections.abc import Callable

    from docgen.brief.model import Session
    from docgen.catalogue.model import Catalogue
    from docgen.documents.dossier import Dossier
    from docgen.organisme.model import Organisme


@dataclass(frozen=True, slots=True)
class Document:
    """A kind of document. `modele` is the stem of its template, `commande` the command that makes it.

    `construire` takes the dossier, and the session for a document made once per session; the organisation and its
    catalogue for one that is made before any brief.
    """

    cle: str
    titre: str
    commande: str  # « programme » | « kit » | « calendrier » | « brief »
    vue: type[Any]
    construire: Callable[..., Any]
    extension: str = "docx"

    @property
    def modele(self) -> str:
        """The stem of its template: the key itself, so that a file says what it is for."""
        return self.cle

    @property
    def par_session(self) -> bool:
        """Whether there is one per session."""
        return self.commande == "kit"

    @property
    def d_un_brief(self) -> bool:
        """Whether it is made of a brief, and kept in the folder of its reference."""
        return self.commande != "brief"

    def build(self, dossier: Dossier, session: Session | None = None) -> Any:
        """What the template is to print, typeset. A document per session needs the session."""
        arguments = (dossier, session) if self.par_session else (dossier,)
        return composed(self.construire(*arguments))

    def build_blank(self, organisme: Organisme, catalogue: Catalogue) -> Any:
        """What the template of a document that needs no brief is to print, typeset."""
        return composed(self.construire(organisme, catalogue))


def documents_de(commande: str) -> tuple[Document, ...]:
    """The documents that a command makes, in their order. Each command imports its own views alone: they are many."""
    return _DE[commande]()


def des_briefs() -> tuple[Document, ...]:
    """The documents that are made of a brief, in the order in which a training uses them."""
    return (*_du_programme(), *_du_kit())


def tous() -> dict[str, Document]:
    """All documents that have a template, by key, in the order in which a training uses them."""
    return {document.cle: document for document in (*_avant_le_brief(), *des_briefs())}


@cache
def _avant_le_brief() -> tuple[Document, ...]:
    from docgen.documents import formulaire

    titre = "Formulaire de recueil du besoin"
    return (Document("formulaire", titre, "brief", formulaire.VueFormulaire, formulaire.construire),)


@cache
def _du_programme() -> tuple[Document, ...]:
    from docgen.documents import programme

    titre = "Proposition de formation"
    return (Document("programme", titre, "programme", programme.VueProgramme, programme.construire),)


@cache
def _du_calendrier() -> tuple[Document, ...]:
    from docgen.documents import calendrier

    titre = "Calendrier des sessions"
    return (Document("sessions", titre, "calendrier", calendrier.VueCalendrier, calendrier.construire, "ics"),)


@cache
def _du_kit() -> tuple[Document, ...]:
    from docgen.documents import (
        agenda,
        deroule,
        emargement,
        evaluation_a_chaud,
        evaluation_a_froid,
        positionnement,
    )

    return (
        Document("agenda", "Agenda de la session", "kit", agenda.VueAgenda, agenda.construire),
        Document("deroule", "Déroulé du formateur", "kit", deroule.VueDeroule, deroule.construire),
        Document("emargement", "Feuille d’émargement", "kit", emargement.VueEmargement, emargement.construire),
        Document(
            "positionnement",
            "Questionnaire de positionnement",
            "kit",
            positionnement.VuePositionnement,
            positionnement.construire,
        ),
        Document(
            "evaluation-a-chaud",
            "Évaluation à chaud",
            "kit",
            evaluation_a_chaud.VueEvaluationAChaud,
            evaluation_a_chaud.construire,
        ),
        Document(
            "evaluation-a-froid",
            "Évaluation à froid",
            "kit",
            evaluation_a_froid.VueEvaluationAFroid,
            evaluation_a_froid.construire,
        ),
    )


_DE = {"programme": _du_programme, "kit": _du_kit, "calendrier": _du_calendrier, "brief": _avant_le_brief}
