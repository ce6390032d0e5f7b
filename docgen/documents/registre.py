"""The documents that docgen makes, in the order in which a training uses them.

A document is a view, a template of the same stem and a golden test. To add one: write its view and its `build`
beside `programme.py`, its template in `templates/`, and enter it here.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from docgen.documents.champs import composed

if TYPE_CHECKING:
    from collections.abc import Callable

    from docgen.brief.model import Session
    from docgen.documents.commun import VueCommune
    from docgen.documents.dossier import Dossier


@dataclass(frozen=True, slots=True)
class Document:
    """A kind of document. `modele` is the stem of its template, `commande` the command that makes it.

    `construire` takes the dossier, and the session for a document made once per session.
    """

    cle: str
    titre: str
    commande: str  # « programme » | « kit »
    vue: type[VueCommune]
    construire: Callable[..., VueCommune]

    @property
    def modele(self) -> str:
        """The stem of its template: the key itself, so that a file says what it is for."""
        return self.cle

    @property
    def par_session(self) -> bool:
        """Whether there is one per session."""
        return self.commande == "kit"

    def build(self, dossier: Dossier, session: Session | None = None) -> VueCommune:
        """What the template is to print, typeset. A document per session needs the session."""
        arguments = (dossier, session) if self.par_session else (dossier,)
        return composed(self.construire(*arguments))


def documents_de(commande: str) -> tuple[Document, ...]:
    """The documents that a command makes, in their order. Each command imports its own views alone: they are many."""
    return _du_programme() if commande == "programme" else _du_kit()


def tous() -> dict[str, Document]:
    """All documents by key, in the order in which a training uses them."""
    return {document.cle: document for document in (*_du_programme(), *_du_kit())}


@cache
def _du_programme() -> tuple[Document, ...]:
    from docgen.documents import programme

    titre = "Proposition de formation"
    return (Document("programme", titre, "programme", programme.VueProgramme, programme.construire),)


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
