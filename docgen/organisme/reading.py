"""From data to an Organisme: what has not the right form is left out, since the schema tells of it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from docgen.organisme.model import (
    Agrement,
    Charte,
    Contact,
    DonneesPersonnelles,
    Formateur,
    Horaire,
    Organisme,
    Representant,
)
from docgen.validation.formats import read_date, read_horaire

if TYPE_CHECKING:
    import datetime as dt
    from pathlib import Path

    Data = dict[str, Any]

YES_NO = {"oui": True, "non": False, True: True, False: False}


def read_organisme(donnees: Data, path: Path) -> Organisme:
    """The organisation of a file at `path`, from which its logo's path starts."""
    usual = Organisme()
    return Organisme(
        **_texts(donnees, "raison_sociale", "forme", "rcs", "nda_region", "ville", "site"),
        **_texts(donnees, "qualiopi", "resultats", "modalites_acces", "delai_acces", "moyens", "accessibilite"),
        **_texts(donnees, "reclamations", "reglement", "annulation", "reglement_interieur", "sanction"),
        siret=digits(donnees.get("siret")),
        nda=digits(donnees.get("nda")),
        agrement=Agrement(**{key: _date(_group(donnees, "agrement").get(key)) for key in ("decision", "debut", "fin")}),
        representant=Representant(**_texts(_group(donnees, "representant"), "civilite", "prenom", "nom", "fonction")),
        adresse=_address(donnees.get("adresse")),
        contact=_contact(_group(donnees, "contact")),
        referent_handicap=_contact(_group(donnees, "referent_handicap")),
        formateurs=_formateurs(donnees.get("formateurs")),
        logo=_logo(donnees.get("logo"), path),
        charte=_charte(_group(donnees, "charte")),
        tva=_tva(donnees.get("tva")),
        matin=_horaire(donnees.get("matin")) or usual.matin,
        apres_midi=_horaire(donnees.get("apres_midi")) or usual.apres_midi,
        pause=_whole(donnees.get("pause"), usual.pause),
        pauses_comprises=_yes_no(donnees.get("pauses_comprises"), default=usual.pauses_comprises),
        a_froid_jours=_whole(donnees.get("a_froid_jours"), usual.a_froid_jours),
        donnees_personnelles=DonneesPersonnelles(
            **_texts(_group(donnees, "donnees_personnelles"), "finalite", "conservation", "contact")
        ),
        fichier=str(path),
    )


def text(value: Any) -> str | None:
    """What was typed, on one line; numbers as typed. None when nothing was."""
    if isinstance(value, bool) or not isinstance(value, (str, int)):
        return None
    return " ".join(str(value).split()) or None


def digits(value: Any) -> str | None:
    """A number without the spaces that people put between its groups; a letter in it stays."""
    typed = text(value)
    return typed.replace(" ", "") if typed else None


def _texts(group: Data, *keys: str) -> dict[str, Any]:
    return {key: text(group.get(key)) for key in keys}


def _group(donnees: Data, key: str) -> Data:
    found = donnees.get(key)
    return found if isinstance(found, dict) else {}


def _address(value: Any) -> str | None:
    """An address typed on several lines stands on one, with commas."""
    if not isinstance(value, str):
        return text(value)
    lines = (line.strip().rstrip(",") for line in value.splitlines())
    return text(", ".join(line for line in lines if line))


def _contact(group: Data) -> Contact:
    return Contact(**_texts(group, "nom", "courriel", "telephone"))


def _formateurs(value: Any) -> tuple[Formateur, ...]:
    items = value if isinstance(value, list) else []
    return tuple(found for item in items if isinstance(item, dict) and (found := _formateur(item)))


def _formateur(item: Data) -> Formateur | None:
    ident, prenom, nom = (text(item.get(key)) for key in ("id", "prenom", "nom"))
    if not (ident and prenom and nom):
        return None
    typed = item.get("titres")
    titres = tuple(found for one in (typed if isinstance(typed, list) else []) if (found := text(one)))
    return Formateur(ident, prenom, nom, titres, **_texts(item, "courriel", "telephone"))


def _logo(value: Any, path: Path) -> Path | None:
    typed = text(value)
    return path.parent / typed if typed else None


def _charte(group: Data) -> Charte:
    found = _texts(group, "couleur_principale", "couleur_secondaire", "police_titres", "police_texte")
    for key in ("couleur_principale", "couleur_secondaire"):
        colour = found[key]
        found[key] = colour.upper() if colour and re.fullmatch("#[0-9A-Fa-f]{6}", colour) else None
    return Charte(**found)


def _tva(value: Any) -> str | None:
    """« exoneree », « franchise », or a rate without its sign, with a decimal point: « 5.5 »."""
    typed = text(value)
    return typed.rstrip("% ").replace(",", ".") if typed else None


def _date(value: Any) -> dt.date | None:
    try:
        return read_date(value) if isinstance(value, str) else None
    except ValueError:
        return None


def _horaire(value: Any) -> Horaire | None:
    try:
        return Horaire(*read_horaire(value)) if isinstance(value, str) else None
    except ValueError:
        return None


def _whole(value: Any, default: int) -> int:
    return value if isinstance(value, int) and not isinstance(value, bool) else default


def _yes_no(value: Any, *, default: bool) -> bool:
    return YES_NO.get(value, default) if isinstance(value, (str, bool)) else default
