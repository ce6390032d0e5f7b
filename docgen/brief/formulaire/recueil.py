"""The brief that a form becomes: every answer under its key, and in a comment where there is none."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import PurePath
from typing import TYPE_CHECKING

from docgen.brief.ecriture import SCHEMA, Cle, Note, rule, written
from docgen.brief.formulaire import besoin, organisation
from docgen.brief.formulaire.champs import SIMPLES
from docgen.brief.formulaire.collectivite import Collectivite
from docgen.brief.formulaire.reference import own_name, reference, slug
from docgen.brief.formulaire.saisies import date_saisie
from docgen.francais import date_longue
from docgen.source.writing import scalar
from docgen.territory.model import Epci

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection

    from docgen.brief.ecriture import Bloc
    from docgen.brief.formulaire.reponses import Reponses
    from docgen.catalogue.model import Catalogue
    from docgen.findings import Finding
    from docgen.territory import Territoire
    from docgen.territory.model import Commune

REFERENCE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}")
# Answers that no key of the brief holds.
SANS_CLE = ("reussite", "contraintes", "remarques", "rempli_par")


@dataclass(frozen=True, slots=True)
class Recueil:
    """The text of a brief, the name of its file without its suffix, and what could not be read."""

    texte: str
    nom: str
    findings: tuple[Finding, ...]


def recueillir(
    reponses: Reponses, *, catalogue: Catalogue, territoire: Territoire, prises: Collection[str], today: dt.date
) -> Recueil:
    """The brief of a form. `prises` are the references that other briefs have; `today` gives a reference its year."""
    collectivite = Collectivite(reponses, territoire)
    client = collectivite.trouver()
    date = _date(reponses)
    nom = _name(client, reponses.texte(SIMPLES["nom"]))
    head = _head(reponses, date, reference(nom, (date[0] or today).year, prises))
    blocs = [
        _opening(reponses),
        head,
        (rule("Le client"),),
        collectivite.bloc(client),
        (rule("La demande"),),
        besoin.contexte(reponses),
        besoin.public(reponses),
        besoin.attendus(reponses),
        besoin.modules(reponses, catalogue),
        organisation.modalite(reponses),
        (rule("Le prix"),),
        organisation.conditions(reponses),
        (rule("Les sessions"),),
        organisation.sessions(reponses) or (Note("Pas encore de dates : la proposition se fait sans."),),
        *_more(reponses),
    ]
    return Recueil(written(blocs), slug(nom), tuple(reponses.findings))


def _name(client: Commune | Epci | None, typed: str) -> str:
    """What the client is called among its like: « Montjaux », « clunisois »."""
    if isinstance(client, Epci):
        return own_name(client.nom.nom)
    return client.nom.nom if client else typed


def _opening(reponses: Reponses) -> Bloc:
    name = PurePath(reponses.fichier).name
    left = "Relisez-le en entier ; ce qui n’a pas pu être lu est marqué « À REPRENDRE » ou « À COMPLÉTER »."
    return (Note(SCHEMA), Note(f"\nBrief tiré du formulaire {name}.\n{left}"))


def _date(reponses: Reponses) -> tuple[dt.date | None, Bloc]:
    champ = SIMPLES["date"]
    typed = reponses.texte(champ)
    if not typed:
        message = "la date n’est pas dite."
        reponses.tell(champ.lieu, "B121", message, "Écrivez « date » dans le brief : c’est celle de la proposition.")
        return None, (Note("À COMPLÉTER : la date de la proposition, comme 2026-10-05."), Cle("date", ""))
    try:
        date = date_saisie(typed)
    except ValueError as error:
        return None, (reponses.illisible(champ, str(error), organisation.WRONG_DATE), Cle("date", ""))
    return date, (Cle("date", date.isoformat()),)


def _head(reponses: Reponses, date: tuple[dt.date | None, Bloc], made: str) -> Bloc:
    champ = SIMPLES["reference"]
    typed = reponses.texte(champ)
    right = bool(REFERENCE.fullmatch(typed))
    wrong: Bloc = ()
    if typed and not right:
        remede = f"Lettres, chiffres, point et tirets. Le brief porte {made}."
        wrong = (reponses.illisible(champ, "n’est pas une référence", remede),)
    return (*wrong, Cle("reference", scalar(typed if right else made)), Cle("version", "1"), *date[1], *_due(reponses))


def _due(reponses: Reponses) -> Bloc:
    champ = SIMPLES["limite"]
    typed = reponses.texte(champ)
    if not typed:
        return ()
    try:
        return (Note(f"{champ.libelle} {date_longue(date_saisie(typed))}."),)
    except ValueError as error:
        return (reponses.illisible(champ, str(error), organisation.WRONG_DATE),)


def _more(reponses: Reponses) -> list[Bloc]:
    """What no key holds, word for word."""
    said = [Note(f"{SIMPLES[tag].libelle} : {typed}") for tag in SANS_CLE if (typed := reponses.lignes(SIMPLES[tag]))]
    said += reponses.autres
    return [(rule("Ce que le formulaire dit de plus"),), tuple(said)] if said else []
