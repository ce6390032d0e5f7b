"""From data to an Organisme: what has not the right form is left out, since the schema tells of it."""

from __future__ import annotations

import re
from dataclasses import fields
from typing import TYPE_CHECKING, Any

from docgen.inclusif import Ecriture
from docgen.organisme.model import (
    Agrement,
    Charte,
    Contact,
    DonneesPersonnelles,
    Formateur,
    Horaire,
    Lecture,
    Organisme,
    Representant,
)
from docgen.source.values import address, digits, group, items, text, texts, texts_of, whole, yes
from docgen.validation.acceptes import acceptes
from docgen.validation.formats import date_of, horaire_of

if TYPE_CHECKING:
    from pathlib import Path

    Data = dict[str, Any]


def read_organisme(donnees: Data, path: Path) -> Organisme:
    """The organisation of a file at `path`, from which its logo's path starts."""
    usual = Organisme()
    return Organisme(
        **texts_of(donnees, "raison_sociale", "forme", "rcs", "nda_region", "ville", "site"),
        **texts_of(donnees, "qualiopi", "resultats", "modalites_acces", "delai_acces", "moyens", "accessibilite"),
        **texts_of(donnees, "reclamations", "reglement", "annulation", "reglement_interieur", "sanction"),
        siret=digits(donnees.get("siret")),
        nda=digits(donnees.get("nda")),
        agrement=Agrement(
            **{key: date_of(group(donnees, "agrement").get(key)) for key in ("decision", "debut", "fin")}
        ),
        representant=Representant(**texts_of(group(donnees, "representant"), "civilite", "prenom", "nom", "fonction")),
        adresse=address(donnees.get("adresse")),
        contact=_contact(group(donnees, "contact")),
        referent_handicap=_contact(group(donnees, "referent_handicap")),
        formateurs=_formateurs(donnees.get("formateurs")),
        logo=_logo(donnees.get("logo"), path),
        charte=_charte(group(donnees, "charte")),
        tva=read_tva(donnees.get("tva")),
        mention_tva=text(donnees.get("mention_tva")),
        matin=_hours(donnees, "matin") or usual.matin,
        apres_midi=_hours(donnees, "apres_midi") or usual.apres_midi,
        pause=whole(donnees.get("pause"), usual.pause),
        pauses_comprises=yes(donnees.get("pauses_comprises"), default=usual.pauses_comprises),
        a_froid_jours=whole(donnees.get("a_froid_jours"), usual.a_froid_jours),
        evaluations=text(donnees.get("evaluations")) or usual.evaluations,
        ecriture=next((each for each in Ecriture if each == donnees.get("ecriture")), usual.ecriture),
        donnees_personnelles=DonneesPersonnelles(
            **texts_of(group(donnees, "donnees_personnelles"), *(each.name for each in fields(DonneesPersonnelles)))
        ),
        constats_acceptes=acceptes(donnees),
        fichier=str(path),
        lecture=Lecture.LU,
    )


def _contact(found: Data) -> Contact:
    return Contact(**texts_of(found, "nom", "courriel", "telephone"))


def _formateurs(value: Any) -> tuple[Formateur, ...]:
    return tuple(found for item in items(value) if isinstance(item, dict) and (found := read_formateur(item)))


def read_formateur(item: Data) -> Formateur | None:
    """A trainer; None without id, given name or family name."""
    ident, prenom, nom = (text(item.get(key)) for key in ("id", "prenom", "nom"))
    if not (ident and prenom and nom):
        return None
    return Formateur(ident, prenom, nom, texts(item.get("titres")), **texts_of(item, "courriel", "telephone"))


def _logo(value: Any, path: Path) -> Path | None:
    typed = text(value)
    return path.parent / typed if typed else None


def _charte(typed: Data) -> Charte:
    found = texts_of(typed, "couleur_principale", "couleur_secondaire", "police_titres", "police_texte")
    for key in ("couleur_principale", "couleur_secondaire"):
        colour = found[key]
        found[key] = colour.upper() if colour and re.fullmatch("#[0-9A-Fa-f]{6}", colour) else None
    return Charte(**found)


def read_tva(value: Any) -> str | None:
    """« exoneree », « franchise », or a rate without its sign, with a decimal point: « 5.5 »."""
    typed = text(value)
    return typed.rstrip("% ").replace(",", ".") if typed else None


def _hours(donnees: Data, key: str) -> Horaire | None:
    found = horaire_of(donnees.get(key))
    return Horaire(*found) if found else None
