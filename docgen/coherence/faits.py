"""What a dossier's documents must agree on, and where the brief says it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from docgen.coherence.valeurs import Valeur, plain, valeurs
from docgen.documents.identite import designation, espace_siret, habitants
from docgen.francais import date_longue, heure, pluriel, typographie

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from docgen.brief.model import Session
    from docgen.documents.dossier import Dossier

Chemin = tuple[str | int, ...]
Occurrence = tuple["Fait", int, int]  # a fact, and the two offsets between which a text says it

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
    _formes: dict[tuple[str, ...], list[tuple[Fait, str]]] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )
    _longueurs: dict[str, set[int]] = field(default_factory=dict, init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Sort the writings by their words, and note how many words may follow a first one."""
        for fait in self.textes:
            for forme in fait.formes:
                words = tuple(word.casefold() for word in _WORD.findall(forme))
                if words:
                    self._formes.setdefault(words, []).append((fait, forme))
                    self._longueurs.setdefault(words[0], set()).add(len(words))

    def repere(self, valeur: Valeur) -> Repere | None:
        """What a value is in the brief."""
        return next((repere for repere in self.reperes if repere.valeur.same(valeur)), None)

    def connait(self, valeur: Valeur) -> bool:
        """Whether a document of the dossier states that value, or the brief."""
        return any(valeur.same(connue) for connue in self.connues) or self.repere(valeur) is not None

    def found(self, text: str) -> list[Occurrence]:
        """Where a plain text says which facts in words, in any of their writings.

        The words of the text lead to the facts: a line takes no longer among twelve thousand people than among ten.
        """
        spans = [word.span() for word in _WORD.finditer(text)]
        words = [text[debut:fin].casefold() for debut, fin in spans]
        return [
            (fait, debut, debut + len(forme))
            for rank, word in enumerate(words)
            for length in self._longueurs.get(word, ())
            for fait, forme in self._formes.get(tuple(words[rank : rank + length]), ())
            if (debut := spans[rank][0] - _before(forme)) >= 0
            and text[debut : debut + len(forme)].casefold() == forme.casefold()
        ]

    def occurrences(self, text: str) -> list[Occurrence]:
        """The facts in words that a plain text states: the longest ones, which never overlap."""
        return apart(self.found(text))


def apart(found: Iterable[Occurrence]) -> list[Occurrence]:
    """Those that do not overlap, in order; of two that do, the longer."""
    kept: list[Occurrence] = []
    taken: set[int] = set()
    for one in sorted(found, key=lambda each: each[1] - each[2]):
        letters = range(one[1], one[2])
        if taken.isdisjoint(letters):
            kept.append(one)
            taken.update(letters)
    return sorted(kept, key=lambda each: each[1])


def _before(forme: str) -> int:
    """How many letters of a writing stand before its first word: a guillemet, a bracket."""
    first = _WORD.search(forme)
    return first.start() if first else 0


def faits_of(dossier: Dossier, session: Session | None = None, connues: Iterable[Valeur] = ()) -> Faits:
    """The facts of a brief, its programme and its organisation; with `session`, those of that one alone.

    `connues`: what the documents of the dossier state.
    """
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
    return Faits(tuple(named.values()), tuple(reperes), frozenset(connues))


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
