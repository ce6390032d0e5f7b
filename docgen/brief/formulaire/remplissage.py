"""A brief put into a form: what is known already, for the client to read again and complete.

B132 more than the form has rows for (warning)
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from docgen.brief.formulaire.champs import ATTENDUS, JOURS, SIMPLES, champ_module, champs_attendu, champs_jour
from docgen.brief.formulaire.declarees import valeurs
from docgen.brief.formulaire.organisation import FINANCEMENTS, LIEU
from docgen.catalogue.themes import THEMES
from docgen.findings import Finding, Gravite
from docgen.francais import heure, majuscule_initiale, pluriel

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from docgen.brief.model import Attendu, Brief, Jour

    Valeur = str | bool | dt.date


def remplir(brief: Brief, fichier: str) -> tuple[dict[str, Valeur], list[Finding]]:
    """The values of the form's fields by tag, and what finds no place there."""
    values: dict[str, Valeur] = {}
    for pairs in (_client(brief), _demande(brief), _attendus(brief), _jours(brief), valeurs(brief)):
        values |= {tag: value for tag, value in pairs if value}
    return values, list(_left_out(brief, fichier))


def _client(brief: Brief) -> Iterator[tuple[str, Valeur]]:
    client, person = brief.client, brief.client.interlocuteur
    yield ("nature-epci" if client.est_epci else "nature-commune"), True
    yield "nom", client.nom.nom
    yield "code", client.code
    yield "code_postal", client.codes_postaux[0] if len(client.codes_postaux) == 1 else ""
    yield "siret", client.siret or ""
    yield "adresse", client.adresse or ""
    yield "nom_contact", person.nom or ""
    for name in ("civilite", "prenom", "fonction", "courriel", "telephone"):
        yield name, getattr(person, name) or ""


def _demande(brief: Brief) -> Iterator[tuple[str, Valeur]]:
    yield "situation", "\n".join(brief.contexte.situation)
    yield "enjeux", "\n".join(brief.contexte.enjeux)
    yield "profil", brief.public.profil or ""
    yield "effectif", str(brief.public.effectif or "")
    yield "amenagements", brief.public.amenagements or ""
    for module in brief.modules:
        yield champ_module(module.code).repere, True
    yield brief.modalite, True
    for tag, value in FINANCEMENTS.items():
        yield tag, brief.conditions.financement == value
    yield "reference", brief.reference
    yield "date", brief.date
    if brief.reponse_avant:
        yield "limite", brief.reponse_avant


def _attendus(brief: Brief) -> Iterator[tuple[str, Valeur]]:
    for rang, attendu in enumerate(brief.attendus[:ATTENDUS], start=1):
        row = champs_attendu(rang)
        yield row["texte"].repere, attendu.texte
        yield row[attendu.priorite.value].repere, True
        yield row["themes"].repere, _sujets(attendu)


def _sujets(attendu: Attendu) -> str:
    return ", ".join(majuscule_initiale(THEMES[theme]) for theme in attendu.themes if theme in THEMES)


def _days(brief: Brief) -> list[tuple[int, Jour]]:
    return [(session.rang, jour) for session in brief.sessions for jour in session.jours]


def _jours(brief: Brief) -> Iterator[tuple[str, Valeur]]:
    wishes = {session.rang: session.souhait for session in brief.sessions}
    for rang, (group, jour) in enumerate(_days(brief)[:JOURS], start=1):
        row = champs_jour(rang)
        yield row["groupe"].repere, str(group)
        if when := jour.date or jour.souhait or wishes[group]:
            yield row["date"].repere, when
        for periode, horaire in jour.demi_journees:
            yield row[periode.value].repere, f"{heure(horaire.debut)} – {heure(horaire.fin)}"
    lieux = {session.lieu for session in brief.sessions}
    if len(lieux) == 1:
        for name, field in LIEU.items():
            yield SIMPLES[field].repere, getattr(next(iter(lieux)), name) or ""


def _left_out(brief: Brief, fichier: str) -> Iterator[Finding]:
    for count, rows, what in (
        (len(brief.attendus), ATTENDUS, "attendu"),
        (len(_days(brief)), JOURS, "jour"),
    ):
        if count > rows:
            message = f"le brief compte {pluriel(count, what)}, et le formulaire {rows} lignes."
            remede = "Les premiers y sont ; copiez une ligne du tableau dans Word pour les autres."
            yield Finding("B132", message, remede, Gravite.AVERTISSEMENT, fichier)
    if len({session.lieu for session in brief.sessions}) > 1:
        message = "les sessions du brief n’ont pas toutes le même lieu, et le formulaire n’en demande qu’un."
        yield Finding("B132", message, "Le lieu y est laissé vide.", Gravite.AVERTISSEMENT, fichier)
