"""When, where and how: format, days, funding.

B122 unreadable answer     B124 two choices     B131 part of a row without the rest
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from docgen.brief.formulaire.champs import PERIODES, SIMPLES, champs_jour
from docgen.brief.formulaire.choix import choisi
from docgen.brief.formulaire.declarees import declarees
from docgen.brief.formulaire.saisies import date_saisie, horaire_saisi, nombre_saisi
from docgen.findings import Gravite
from docgen.francais import liste
from docgen.source.writing import Cle, Liste, Note, prose
from docgen.source.writing import quoted as straight

if TYPE_CHECKING:
    from docgen.brief.formulaire.champs import Champ
    from docgen.brief.formulaire.reponses import Reponses
    from docgen.source.writing import Bloc

MODALITES = {cle: cle for cle in ("presentiel", "distanciel", "mixte")}
FINANCEMENTS = {"paie-collectivite": "budget-collectivite", "paie-dife": "dife", "paie-mixte": "mixte"}
LIEU = {"nom": "lieu_nom", "adresse": "lieu_adresse", "salle": "lieu_salle", "acces": "lieu_acces"}
WRONG_DATE = "Écrivez le jour, le mois et l’année : 03/12/2026."
WRONG_HOURS = "Écrivez le début et la fin, de cinq en cinq minutes : 9 h – 12 h 30."


def modalite(reponses: Reponses) -> Bloc:
    """`modalite:`, where it is said."""
    chosen = choisi(reponses, MODALITES)
    return (Cle("modalite", chosen),) if chosen else ()


def conditions(reponses: Reponses) -> Bloc:
    """`conditions:`: who pays; prices are not the client's to say."""
    chosen = choisi(reponses, FINANCEMENTS)
    return (Cle("conditions", (Cle("financement", chosen),)),) if chosen else ()


def budget(reponses: Reponses) -> Bloc:
    """`budget:`, where the client says what it can spend."""
    said = declarees(reponses, "budget")
    return (Cle("budget", said),) if said else ()


def sessions(reponses: Reponses) -> Bloc:
    """`sessions:`, one per group, with the place in each; without a value while no day can be read."""
    groups: dict[int, list[Bloc]] = {}
    lost: list[Note] = []
    rows = [champs_jour(rang) for rang in reponses.rangs("jour")]
    dated = any(_is_date(reponses.texte(row["date"])) for row in rows)
    for row in rows:
        day = _day(reponses, row, dated=dated)
        if day is None:
            continue
        group, lines = day
        if any(isinstance(line, Cle) for line in lines):
            groups.setdefault(group, []).append(lines)
        else:
            lost += [line for line in lines if isinstance(line, Note)]
    place = _place(reponses)
    if not groups:
        said = [f"{line.nom} : {' '.join(line.valeur.paragraphes)}" for line in place]  # type: ignore[union-attr]
        return (*lost, *((Note(f"Lieu souhaité : {' ; '.join(said)}"),) if said else ()), Cle("sessions"))
    items = tuple((Cle("jours", Liste(tuple(days))), Cle("lieu", place)) for _, days in sorted(groups.items()))
    return (*lost, Cle("sessions", Liste(items)))


def _place(reponses: Reponses) -> tuple[Cle, ...]:
    return tuple(Cle(key, prose(typed)) for key, field in LIEU.items() if (typed := reponses.texte(SIMPLES[field])))


def _day(reponses: Reponses, row: dict[str, Champ], *, dated: bool) -> tuple[int, Bloc] | None:
    """The group and the lines of a row; None for an empty one. Without a day that can be read, notes alone.

    While no row of the form is dated, hours do without a date, and « un samedi de février » is what the client wishes.
    """
    said = {name: typed for name, champ in row.items() if (typed := reponses.texte(champ))}
    if not said:
        return None
    group = _group(reponses, row["groupe"])
    wished = None if dated or not said.keys() & PERIODES.keys() else _wish(said.get("date", ""))
    date = _date(reponses, row["date"], said) if wished is None else None
    hours = [line for name in PERIODES if name in said for line in _hours(reponses, row[name], name)]
    if isinstance(date, Note):
        rest = said_of(said)
        return 0, (Note(f"{date.texte} ; {rest}" if rest else date.texte),)
    if not any(name in said for name in PERIODES):
        reponses.tell(row["date"].lieu, "B131", "ce jour n’a pas d’horaires.", WRONG_HOURS, Gravite.AVERTISSEMENT)
    when = (date,) if date else (Cle("souhait", prose(wished)),) if wished else ()
    return (group[0], (*group[1], *when, *hours))


def _is_date(typed: str) -> bool:
    try:
        return bool(date_saisie(typed)) if typed else False
    except ValueError:
        return False


def _wish(typed: str) -> str | None:
    """What a client writes who has no date yet, « février 2027 »; None for a date that is mistyped: it has a day."""
    return typed if all(len(number) == len("2027") for number in re.findall(r"[0-9]+", typed)) else None


def said_of(said: dict[str, str]) -> str:
    """The other answers of a row, in words."""
    return liste(f"{PERIODES.get(name, name).lower()} : {typed}" for name, typed in said.items() if name != "date")


def _group(reponses: Reponses, champ: Champ) -> tuple[int, Bloc]:
    """The number of a group, the first when none is said."""
    typed = reponses.texte(champ)
    if not typed:
        return 1, ()
    try:
        return nombre_saisi(typed), ()
    except ValueError as error:
        return 1, (reponses.illisible(champ, str(error), "Numérotez les groupes : 1, 2, 3."),)


def _date(reponses: Reponses, champ: Champ, said: dict[str, str]) -> Cle | Note:
    if "date" not in said:
        message = f"cette ligne n’a pas de date, et pourtant : {said_of(said)}."
        reponses.tell(champ.lieu, "B131", message, "Demandez-la au client, et ajoutez ce jour au brief.")
        return Note(f"À REPRENDRE : {champ.libelle} : rien")
    try:
        return Cle("date", date_saisie(said["date"]).isoformat())
    except ValueError as error:
        return reponses.illisible(champ, str(error), WRONG_DATE)


def _hours(reponses: Reponses, champ: Champ, name: str) -> Bloc:
    try:
        start, end = horaire_saisi(reponses.texte(champ))
    except ValueError as error:
        return (reponses.illisible(champ, str(error), WRONG_HOURS),)
    return (Cle(name, straight(f"{start // 60}:{start % 60:02}-{end // 60}:{end % 60:02}")),)
