"""Who asks: the commune or EPCI that a form names, and whom to write to.

B121 nothing asked for     B122 unreadable answer     B123 unknown or ambiguous collectivité     B124 two choices
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from docgen.brief.formulaire.champs import COLLECTIVITE, SIMPLES
from docgen.brief.formulaire.choix import choisi
from docgen.brief.reference import own_name
from docgen.francais import liste
from docgen.source.writing import Cle, Note, prose
from docgen.source.writing import quoted as straight
from docgen.territory.model import Commune, Epci
from docgen.territory.recherche import plier
from docgen.validation.formats import READERS
from docgen.validation.wording import quoted

if TYPE_CHECKING:
    from docgen.brief.formulaire.reponses import Reponses
    from docgen.source.writing import Bloc
    from docgen.territory import Territoire

NATURES = {"nature-commune": "commune", "nature-epci": "epci"}
SIREN, SIRET = 9, 14  # digits
SHOWN, HOMONYMES = 4, 200
LONGEST_PHONE, LONGEST_NAME = 30, 120  # characters: beyond, no name is looked for
_PERSON = {
    "civilite": "civilite",
    "prenom": "prenom",
    "nom": "nom_contact",
    "fonction": "fonction",
    "courriel": "courriel",
    "telephone": "telephone",
}


@dataclass(slots=True)
class Collectivite:
    """Finds who asks among the communes and EPCI, and writes the part of the brief that says so."""

    reponses: Reponses
    territoire: Territoire

    def trouver(self) -> Commune | Epci | None:
        """Who asks; None when that cannot be known, which a finding tells."""
        nature = choisi(self.reponses, NATURES)
        nom, code = self._said("nom")[:LONGEST_NAME], _bare(self._said("code"))
        if not nom and not code and not self._said("code_postal"):
            self._tell("B121", "rien ne dit quelle collectivité demande la formation.", "Demandez son nom au client.")
            return None
        if nature == "epci" or (nature is None and len(code) in {SIREN, SIRET}):
            return self._epci(nom, code[:SIREN])
        found = self._communes(nom, code)
        if not found and nature is None:
            epcis = self._named_epci(nom)
            if len(epcis) == 1:
                return epcis[0]
        if len(found) == 1:
            return found[0]
        self._which_commune(nom, found)
        return None

    def bloc(self, client: Commune | Epci | None) -> Bloc:
        """`commune:` or `epci:`, with all that the form says of the client."""
        epci = isinstance(client, Epci) or (client is None and self._is_epci())
        code = straight(client.siren if isinstance(client, Epci) else client.code) if client else ""
        said = () if client else self._typed()
        head: Bloc = (*said, Cle("siren" if epci else "code_insee", code))
        return (Cle("epci" if epci else "commune", (*head, *self._siret(), *self._text("adresse"), *self._person())),)

    def _said(self, name: str) -> str:
        return self.reponses.texte(SIMPLES[name])

    def _is_epci(self) -> bool:
        return "nature-epci" in self.reponses.cases and "nature-commune" not in self.reponses.cases

    def _typed(self) -> tuple[Note, ...]:
        names = [name for name in ("nom", "code_postal", "code") if self._said(name)]
        said = liste(f"{SIMPLES[name].libelle.lower()} : {self._said(name)}" for name in names)
        return (Note(f"À REPRENDRE : le formulaire dit {said}."),) if said else ()

    def _tell(self, code: str, message: str, remede: str) -> None:
        self.reponses.tell(f"{COLLECTIVITE} › {SIMPLES['nom'].libelle}", code, message, remede)

    def _communes(self, nom: str, code: str) -> list[Commune]:
        """The communes that all of name, postal code and code point to."""
        sets = []
        if nom:
            sets.append(self.territoire.communes_nommees(nom, HOMONYMES))
        if code:
            sets.append(self.territoire.communes_nommees(code, HOMONYMES))  # often the postal code, typed there
        postal = _bare(self._said("code_postal"))
        if postal:
            found = self.territoire.communes_nommees(postal, HOMONYMES)
            sets.append([commune for commune in found if postal in commune.codes_postaux])
        common = [commune for commune in sets[0] if all(commune in other for other in sets[1:])]
        exact = [commune for commune in common if code and commune.code == code]
        same = [commune for commune in common if nom and plier(commune.nom.nom) == plier(nom)]
        return exact or (same if len(same) == 1 else common)

    def _which_commune(self, nom: str, found: list[Commune]) -> None:
        typed = " ".join(part for part in (nom, self._said("code_postal"), self._said("code")) if part)
        named = self.territoire.communes_nommees(nom, HOMONYMES) if nom else []
        postal = _bare(self._said("code_postal"))
        of_post = self.territoire.communes_nommees(postal, HOMONYMES) if postal else []
        near = found or named or self.territoire.proches(nom or typed, SHOWN) or of_post
        shown = ", ".join(f"{straight(c.code)} ({c.nom}, {c.departement.nom})" for c in near[:SHOWN])
        if found:
            message = f"plusieurs communes répondent à {quoted(typed)}."
        elif named:
            message = f"le nom et les codes ne vont pas ensemble : {quoted(typed)}."
        else:
            message = f"aucune commune de 2026 ne répond à {quoted(typed)}."
        remede = f"Écrivez « code_insee » dans le brief. Peut-être {shown} ?" if shown else _LOOK
        self._tell("B123", message, remede)

    def _epci(self, nom: str, siren: str) -> Epci | None:
        by_code = self.territoire.epci(siren) if siren else None
        found = [by_code] if by_code else self._named_epci(nom)
        if len(found) == 1:
            return found[0]
        near = found or self.territoire.epci_nommes(nom, SHOWN)
        shown = ", ".join(f"{straight(epci.siren)} ({epci.nom})" for epci in near[:SHOWN])
        message = f"aucune intercommunalité ne répond sûrement à {quoted(nom or siren)}."
        self._tell("B123", message, f"Écrivez « siren » dans le brief. Peut-être {shown} ?" if shown else _LOOK)
        return None

    def _named_epci(self, nom: str) -> list[Epci]:
        """The EPCI of that very name, with or without its kind."""
        if len(named := self.territoire.epci_du_nom(nom)) == 1:
            return named
        near = self.territoire.epci_nommes(nom, SHOWN) if nom else []
        exact = [epci for epci in near if own_name(epci.nom.nom) == own_name(nom)]
        return exact or (near if len(near) == 1 else [])

    def _siret(self) -> Bloc:
        champ = SIMPLES["siret"]
        typed = self.reponses.texte(champ)
        digits = _bare(typed)
        if not typed:
            return ()
        if len(digits) == SIRET and digits.isdigit():
            return (Cle("siret", straight(digits)),)
        return (self.reponses.illisible(champ, "n’est pas un SIRET", "Il en faut les quatorze chiffres."), Cle("siret"))

    def _text(self, key: str, field: str = "") -> Bloc:
        champ = SIMPLES[field or key]
        typed = self.reponses.texte(champ)
        if not typed:
            return ()
        if wrong := _wrong(key, typed):
            return (self.reponses.illisible(champ, wrong, "Demandez-le au client."), Cle(key))
        return (Cle(key, prose(typed)),)

    def _person(self) -> Bloc:
        lines = (line for key, field in _PERSON.items() for line in self._text(key, field))
        return (Cle("interlocuteur", tuple(lines)),)


_LOOK = "Cherchez-la avec « docgen commune NOM », et écrivez son code dans le brief."


def _bare(typed: str) -> str:
    return re.sub(r"[\s.]", "", typed).upper()


def _wrong(key: str, typed: str) -> str:
    """What keeps an answer from being what it should be; empty when nothing does."""
    if key == "telephone":
        return "est trop long pour un numéro" if len(typed) > LONGEST_PHONE else ""
    if key == "courriel":
        try:
            READERS["email"](typed)
        except ValueError as error:
            return str(error)
    return ""
