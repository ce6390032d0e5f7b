"""What a dossier's documents must agree on, and where the brief says it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

from docgen.coherence.valeurs import Valeur, plain, valeurs
from docgen.documents.identite import designation, espace_siret, habitants
from docgen.francais import date_longue, heure, pluriel, typographie

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from docgen.brief.model import Session
    from docgen.documents.dossier import Dossier

Chemin = tuple[str | int, ...]

_WORD = re.compile(r"\w+")
_SHORTEST = 4  # letters: a shorter name would be found in any sentence


@dataclass(frozen=True, slots=True)
class Fait:
    """A fact in words: its writings, the first being the one to expect; and the brief's keys that say it.

    `essentiel`: a document that said it must not lose it. `personne`: somebody who is to sign the attendance sheet.
    """

    libelle: str
    formes: tuple[str, ...]
    chemin: Chemin = ()
    essentiel: bool = False
    personne: bool = False

    def found_in(self, text: str) -> list[tuple[int, int]]:
        """Where a plain text says it, in any of its writings."""
        return [found.span() for found in _pattern(self.formes).finditer(text)]


@lru_cache(maxsize=20_000)  # above the people of a brief: below, each line of a list would compile them all again
def _pattern(formes: tuple[str, ...]) -> re.Pattern[str]:
    """All writings of a fact, the longest first."""
    said = "|".join(re.escape(forme) for forme in sorted(formes, key=len, reverse=True))
    return re.compile(rf"(?<!\w)(?:{said})(?!\w)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Repere:
    """A date, an hour or an amount of the brief: what it is, and the keys that say it."""

    libelle: str
    valeur: Valeur
    chemin: Chemin
    essentiel: bool = False


@dataclass(frozen=True, slots=True)
class Faits:
    """All that the documents of a dossier must agree on."""

    textes: tuple[Fait, ...]
    reperes: tuple[Repere, ...] = ()
    connues: frozenset[Valeur] = frozenset()  # what any document of the dossier states
    _rangs: dict[str, list[int]] = field(default_factory=dict, init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Sort the facts by the first word of their writings."""
        for rank, fait in enumerate(self.textes):
            for forme in fait.formes:
                first = _WORD.search(forme.casefold())
                self._rangs.setdefault(first[0] if first else "", []).append(rank)

    def repere(self, valeur: Valeur) -> Repere | None:
        """What a value is in the brief."""
        return next((repere for repere in self.reperes if repere.valeur.same(valeur)), None)

    def connait(self, valeur: Valeur) -> bool:
        """Whether a document of the dossier states that value, or the brief."""
        return any(valeur.same(connue) for connue in self.connues) or self.repere(valeur) is not None

    def possible_in(self, text: str) -> list[Fait]:
        """The facts whose first word a plain text holds: of a thousand people, those that a line may name."""
        words = {"", *_WORD.findall(text.casefold())}
        return [self.textes[rank] for rank in sorted({rank for word in words for rank in self._rangs.get(word, ())})]

    def occurrences(self, text: str) -> list[tuple[Fait, int, int]]:
        """The facts in words that a plain text states: the longest ones, which never overlap."""
        found = [(fait, *span) for fait in self.possible_in(text) for span in fait.found_in(text)]
        kept: list[tuple[Fait, int, int]] = []
        for one in sorted(found, key=lambda each: each[1] - each[2]):
            if all(one[2] <= other[1] or other[2] <= one[1] for other in kept):
                kept.append(one)
        return sorted(kept, key=lambda each: each[1])


def faits_of(dossier: Dossier, session: Session | None = None) -> Faits:
    """The facts of a brief, its programme and its organisation; with `session`, those of that one alone."""
    faits = [*_of_training(dossier), *_of_client(dossier)]
    reperes = [*_of_prices(dossier)]
    for one in (session,) if session else dossier.brief.sessions:
        faits += _of_session(one)
        reperes += _days_of(dossier, one)
    reperes += _repere("date de la proposition", date_longue(dossier.brief.date), ("date",))
    named: dict[str, Fait] = {}  # what the brief says itself comes before what the organisation does
    for fait in (*faits, *_of_organisme(dossier)):
        if fait.formes:
            named.setdefault(fait.formes[0].casefold(), fait)
    return Faits(tuple(named.values()), tuple(reperes))


def _fait(
    libelle: str, formes: Iterable[str | None], *chemin: str | int, essentiel: bool = False, personne: bool = False
) -> Fait:
    written = [plain(typographie(forme)) for forme in formes if forme]
    usable = tuple(dict.fromkeys(forme for forme in written if len(forme) >= _SHORTEST))
    return Fait(libelle, usable, chemin, essentiel, personne)


def _of_training(dossier: Dossier) -> Iterator[Fait]:
    brief = dossier.brief
    yield _fait("référence", [brief.reference], "reference", essentiel=True)
    yield _fait("version", [f"version {brief.version}"], "version")
    yield _fait("intitulé de la formation", [dossier.intitule], "modules", essentiel=True)
    for rank, module in enumerate(dossier.modules):
        yield _fait(f"titre du module {module.code}", [module.titre], "modules", rank)
    if brief.public.effectif is not None:
        yield _fait("effectif", [pluriel(brief.public.effectif, "participant")], "public", "effectif")
    if brief.conditions.validite_jours is not None:
        validity = pluriel(brief.conditions.validite_jours, "jour")
        yield _fait("validité de l’offre", [validity], "conditions", "validite_jours")


def _of_client(dossier: Dossier) -> Iterator[Fait]:
    client, (key,) = dossier.brief.client, dossier.brief.client.chemin
    person = client.interlocuteur
    nom = client.nom
    names = [nom.nom, nom.le_nom, nom.de_nom, nom.a_nom]
    yield _fait("client", names if len(nom.nom) >= _SHORTEST else [designation(client)], key, essentiel=True)
    yield _fait("adresse du client", [client.adresse], key, "adresse")
    yield _fait("SIRET du client", [client.siret and espace_siret(client.siret)], key, "siret")
    if person.nom:
        whole = " ".join(part for part in (person.prenom, person.nom) if part)
        yield _fait("interlocuteur", [whole], key, "interlocuteur", "nom")
    yield _fait("courriel de l’interlocuteur", [person.courriel], key, "interlocuteur", "courriel")
    yield _fait("téléphone de l’interlocuteur", [person.telephone], key, "interlocuteur", "telephone")
    yield _fait("population", [habitants(client.population) if client.population else None], key)


def _of_organisme(dossier: Dossier) -> Iterator[Fait]:
    organisme = dossier.organisme
    siret = espace_siret(organisme.siret) if organisme.siret else None
    yield _fait("nom de l’organisme", [organisme.raison_sociale])
    yield _fait("SIRET de l’organisme", [siret])
    yield _fait("numéro de déclaration d’activité", [organisme.nda])
    yield _fait("adresse de l’organisme", [organisme.adresse])
    for contact in (organisme.contact, organisme.referent_handicap):
        yield _fait("nom d’un contact de l’organisme", [contact.nom])
        yield _fait("courriel de l’organisme", [contact.courriel])
        yield _fait("téléphone de l’organisme", [contact.telephone])
    for formateur in organisme.formateurs:  # those of a proposal without sessions
        yield _fait("formateur", [f"{formateur.prenom} {formateur.nom}", f"{formateur.nom} {formateur.prenom}"])
    yield _fait("signataire", [" ".join(filter(None, (organisme.representant.prenom, organisme.representant.nom)))])


def _of_session(session: Session) -> Iterator[Fait]:
    path, lieu = session.chemin, session.lieu
    yield _fait("lieu", [lieu.nom], *lieu.chemin, "nom", essentiel=True)
    yield _fait("salle", [lieu.salle], *lieu.chemin, "salle")
    yield _fait("adresse du lieu", [lieu.adresse], *lieu.chemin, "adresse")
    for formateur in session.formateurs:
        names = [f"{formateur.prenom} {formateur.nom}", f"{formateur.nom} {formateur.prenom}"]
        yield _fait("formateur", names, *path, "formateurs", essentiel=True)
    for person in session.participants:
        names = [" ".join(filter(None, parts)) for parts in ((person.nom, person.prenom), (person.prenom, person.nom))]
        yield _fait("participant", names, *path, "participants", personne=True)
    if session.participants:
        count = pluriel(len(session.participants), "participant")
        plural = "s" if len(session.participants) > 1 else ""
        yield _fait("nombre de participants", [f"{count} inscrit{plural}"], *path, "participants")


def _repere(libelle: str, text: str, chemin: Chemin, *, essentiel: bool = False) -> list[Repere]:
    return [Repere(libelle, valeur, chemin, essentiel) for valeur in valeurs(plain(text))]


def _days_of(dossier: Dossier, session: Session) -> Iterator[Repere]:
    deroulement = dossier.programme.deroulement(session.rang)
    for jour in session.jours:
        if jour.date:
            yield from _repere("date de la session", date_longue(jour.date), (*jour.chemin, "date"), essentiel=True)
        for periode, horaire in jour.demi_journees:
            for minutes in (horaire.debut, horaire.fin):
                yield from _repere("horaire", heure(minutes), (*jour.chemin, periode.value), essentiel=True)
    length = dossier.duree(deroulement.demi_journees)
    yield from _repere("durée", length, (*session.chemin, "jours"), essentiel=True)


def _of_prices(dossier: Dossier) -> Iterator[Repere]:
    from docgen.documents.prix import vue_prix

    prix = vue_prix(dossier)
    yield from _repere("prix total", str(prix.total), ("conditions",), essentiel=True)
    for ligne in prix.lignes:
        yield from _repere("prix unitaire", str(ligne.unitaire), ("conditions",))
        yield from _repere("montant d’une ligne du prix", str(ligne.montant), ("conditions",))
