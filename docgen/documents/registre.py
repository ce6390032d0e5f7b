"""The documents that docgen makes, in the order in which a training uses them: a row each, and no other list of them.

A document is a row, a view, a template of the same stem and a golden test. To add one: write its view and its
`construire` beside `programme.py`, the script of its template in `scripts/modeles/`, and enter it here. The commands,
what the Tab key proposes, the scripts and the tests take it from here. A document's view is imported when it is made.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

    from docgen.brief.model import Session
    from docgen.catalogue.model import Catalogue
    from docgen.documents.dossier import Dossier
    from docgen.organisme.model import Organisme


@dataclass(frozen=True, slots=True)
class Document:
    """A kind of document. `commande` is the command that makes it, `source` the « module:view » of what it prints.

    The module's `construire` takes the dossier, and the session for a document made once per session; the organisation
    and its catalogue for one that is made before any brief.
    """

    cle: str
    titre: str
    commande: str  # « programme » | « kit » | « calendrier » | « brief »
    source: str
    extension: str = "docx"

    @property
    def vue(self) -> type[Any]:
        """The fields that its template may print."""
        module, _, name = self.source.partition(":")
        return getattr(_module(module), name)  # type: ignore[no-any-return]

    @property
    def construire(self) -> Callable[..., Any]:
        """What makes its view."""
        return _module(self.source.partition(":")[0]).construire  # type: ignore[no-any-return]

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

    @property
    def a_un_modele(self) -> bool:
        """Whether it is made from a Word template."""
        return self.extension == "docx"

    def build(self, dossier: Dossier, session: Session | None = None) -> Any:
        """What the template is to print, typeset. A document per session needs the session."""
        return self._composed(dossier, session) if self.par_session else self._composed(dossier)

    def build_blank(self, organisme: Organisme, catalogue: Catalogue) -> Any:
        """What the template of a document that needs no brief is to print, typeset."""
        return self._composed(organisme, catalogue)

    def _composed(self, *given: Any) -> Any:
        from docgen.documents.champs import composed

        return composed(self.construire(*given))


ROWS = (
    Document("formulaire", "Formulaire de recueil du besoin", "brief", "formulaire:VueFormulaire"),
    Document("programme", "Proposition de formation", "programme", "programme:VueProgramme"),
    Document("agenda", "Agenda de la session", "kit", "agenda:VueAgenda"),
    Document("deroule", "Déroulé du formateur", "kit", "deroule:VueDeroule"),
    Document("emargement", "Feuille d’émargement", "kit", "emargement:VueEmargement"),
    Document("positionnement", "Questionnaire de positionnement", "kit", "positionnement:VuePositionnement"),
    Document("evaluation-a-chaud", "Évaluation à chaud", "kit", "evaluation_a_chaud:VueEvaluationAChaud"),
    Document("evaluation-a-froid", "Évaluation à froid", "kit", "evaluation_a_froid:VueEvaluationAFroid"),
    Document("sessions", "Calendrier des sessions", "calendrier", "calendrier:VueCalendrier", "ics"),
)


def documents_de(commande: str) -> tuple[Document, ...]:
    """The documents that a command makes, in their order."""
    return tuple(document for document in ROWS if document.commande == commande)


def des_briefs() -> tuple[Document, ...]:
    """The Word documents that are made of a brief, in the order in which a training uses them."""
    return tuple(document for document in tous().values() if document.d_un_brief)


def tous() -> dict[str, Document]:
    """All documents that have a template, by key, in the order in which a training uses them."""
    return {document.cle: document for document in ROWS if document.a_un_modele}


@cache
def _module(name: str) -> Any:
    return import_module(f"docgen.documents.{name}")
