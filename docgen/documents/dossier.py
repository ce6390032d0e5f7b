"""What every document is made from, and the words that name the training in all of them."""

from collections.abc import Iterable
from dataclasses import dataclass

from docgen.brief.model import Brief, Session
from docgen.catalogue.model import Module
from docgen.francais import duree, liste
from docgen.inclusif import ecrire
from docgen.organisme.model import Organisme
from docgen.programme.model import DemiJournee, Programme
from docgen.word.gaps import Gap

MODALITES = {"presentiel": "en présentiel", "distanciel": "à distance", "mixte": "en présentiel et à distance"}

TITRES_CITES = 2  # with more modules than these, their titles no longer make a title


def de_l_organisme(libelle: str, *chemin: str | int) -> Gap:
    """What organisme.yaml should say and does not."""
    return Gap(libelle, "organisme", chemin)


@dataclass(frozen=True, slots=True)
class Dossier:
    """A brief, its programme and the organisation that answers; `brouillon` marks the documents as drafts."""

    brief: Brief
    programme: Programme
    organisme: Organisme
    brouillon: bool = True

    @property
    def modules(self) -> tuple[Module, ...]:
        """The modules of the training, in the brief's order."""
        return tuple(adapte.module for adapte in self.programme.modules)

    @property
    def intitule(self) -> str:
        """The title of the training: one string, equal in every document (an attendance sheet is judged on it)."""
        titles = [module.titre for module in self.modules]
        if len(titles) <= TITRES_CITES:
            return " – ".join(titles)
        codes = liste(module.code for module in self.modules)
        return f"Parcours de formation {self.brief.client.nom.de_nom} : modules {codes}"

    def ecrire(self, text: str) -> str:
        """A text of docgen's or of the catalogue's, in the inclusive writing that the organisation chose."""
        return ecrire(text, self.organisme.ecriture)

    def repere(self, module: Module, objectif: str) -> str:
        """« O1 », or « 12-O1 » where several modules have an O1."""
        return objectif if len(self.modules) == 1 else f"{module.code}-{objectif}"

    def attendus(self, reperes: Iterable[str]) -> str | None:
        """« A1, A2 et A10 »: attendus by their marks, in the brief's order."""
        named = set(reperes)
        return liste(attendu.id for attendu in self.brief.attendus if attendu.id in named) or None

    def session(self, rang: int) -> Session:
        """The brief's session of that rank, from 1."""
        return self.brief.sessions[rang - 1]

    def du_brief(self, libelle: str, *chemin: str | int) -> Gap:
        """What the brief should say and does not."""
        return Gap(libelle, "brief", chemin)

    def du_client(self, libelle: str, *chemin: str | int) -> Gap:
        """What the brief should say of the client and does not."""
        return Gap(libelle, "brief", ("epci" if self.brief.client.est_epci else "commune", *chemin))

    def de_l_organisme(self, libelle: str, *chemin: str | int) -> Gap:
        """What organisme.yaml should say and does not."""
        return de_l_organisme(libelle, *chemin)

    def minutes(self, demi_journees: tuple[DemiJournee, ...]) -> int:
        """The announced length of half-days: breaks counted or not, as the organisation does."""
        breaks = 0 if self.organisme.pauses_comprises else sum(d.minutes_pause for d in demi_journees)
        return sum(d.minutes for d in demi_journees) - breaks

    def duree(self, demi_journees: tuple[DemiJournee, ...]) -> str:
        """« 7 h, pauses comprises »; without the mention where there is no break."""
        length = duree(self.minutes(demi_journees))
        if not any(d.minutes_pause for d in demi_journees):
            return length
        return f"{length}, pauses {'' if self.organisme.pauses_comprises else 'non '}comprises"
