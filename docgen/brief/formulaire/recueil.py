"""The brief that a form becomes: every answer under its key, and in a comment where there is none."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePath
from typing import TYPE_CHECKING

from docgen.brief.formulaire import besoin, organisation
from docgen.brief.formulaire.champs import SIMPLES
from docgen.brief.formulaire.collectivite import Collectivite
from docgen.brief.formulaire.saisies import date_saisie
from docgen.brief.redaction.ebauche import Ebauche
from docgen.brief.reference import is_usable, own_name, propose, slug
from docgen.source.writing import Cle, Note, scalar
from docgen.territory.model import Epci
from docgen.territory.presentation import facts

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection

    from docgen.brief.formulaire.reponses import Reponses
    from docgen.catalogue.model import Catalogue
    from docgen.findings import Finding
    from docgen.source.writing import Bloc
    from docgen.territory import Territoire
    from docgen.territory.model import Commune

# Answers that no key of the brief holds.
SANS_CLE = ("reussite", "contraintes", "remarques", "rempli_par")


@dataclass(frozen=True, slots=True)
class Recueil:
    """A brief begun, the name of its file without its suffix, and what could not be read."""

    ebauche: Ebauche
    nom: str
    findings: tuple[Finding, ...]


def recueillir(
    reponses: Reponses, *, catalogue: Catalogue, territoire: Territoire, prises: Collection[str], today: dt.date
) -> Recueil:
    """The brief of a form. `prises` are the references that other briefs have; `today` gives a reference its year."""
    collectivite = Collectivite(reponses, territoire)
    client = collectivite.trouver()
    date = _date(reponses)
    nom = client.nom.nom if client else reponses.texte(SIMPLES["nom"])
    reference = _reference(reponses, propose(nom, (date[0] or today).year, prises))
    contexte = (besoin.contexte(reponses), besoin.public(reponses), besoin.attendus(reponses))
    modules, about = besoin.modules(reponses, catalogue)
    how = (
        organisation.modalite(reponses),
        organisation.conditions(reponses),
        organisation.budget(reponses),
        organisation.sessions(reponses),
    )
    parts = (reference[1], _due(reponses), date[1], collectivite.bloc(client), *contexte, about, *how)
    ebauche = Ebauche(
        reference=reference[0],
        connu=tuple(line for part in parts for line in part),
        faits=tuple(facts(client, territoire)) if client else (),
        modules=modules,
        origine=PurePath(reponses.fichier).name,
        suite=_more(reponses),
    )
    return Recueil(ebauche, _file_name(client, nom), tuple(reponses.findings))


def _file_name(client: Commune | Epci | None, nom: str) -> str:
    """« montjaux », « clunisois »: what the client is called among its like."""
    return slug(own_name(nom) if isinstance(client, Epci) else nom)


def _date(reponses: Reponses) -> tuple[dt.date | None, Bloc]:
    champ = SIMPLES["date"]
    typed = reponses.texte(champ)
    if not typed:
        message = "la date n’est pas dite."
        reponses.tell(champ.lieu, "B121", message, "Écrivez « date » dans le brief : c’est celle de la proposition.")
        return None, ()
    try:
        date = date_saisie(typed)
    except ValueError as error:
        return None, (reponses.illisible(champ, str(error), organisation.WRONG_DATE), Cle("date"))
    return date, (Cle("date", date.isoformat()),)


def _reference(reponses: Reponses, made: str) -> tuple[str, Bloc]:
    """The reference, that of the form where it says a sound one; and the note about it."""
    champ = SIMPLES["reference"]
    typed = reponses.texte(champ)
    if not typed or is_usable(typed):
        return typed or made, ()
    remede = f"Lettres, chiffres, point et tirets. Le brief porte {made}."
    return made, (reponses.illisible(champ, "n’est pas une référence", remede), Cle("reference", scalar(made)))


def _due(reponses: Reponses) -> Bloc:
    champ = SIMPLES["limite"]
    typed = reponses.texte(champ)
    if not typed:
        return ()
    try:
        return (Cle("reponse_avant", date_saisie(typed).isoformat()),)
    except ValueError as error:
        return (reponses.illisible(champ, str(error), organisation.WRONG_DATE), Cle("reponse_avant"))


def _more(reponses: Reponses) -> tuple[Note, ...]:
    """What no key holds, word for word."""
    said = [(SIMPLES[tag].libelle, typed) for tag in SANS_CLE if (typed := reponses.lignes(SIMPLES[tag]))]
    return (*(Note(f"{asked}{'' if asked.endswith('?') else ' :'} {typed}") for asked, typed in said), *reponses.autres)
