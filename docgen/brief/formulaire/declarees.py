"""Answers to the fields that the schema declares: each under its key, read as its type says; and back into a form.

B122 unreadable answer     B124 two choices
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from docgen.brief.formulaire.champs import DECLAREES
from docgen.brief.formulaire.choix import choisi
from docgen.brief.model import Chiffre
from docgen.brief.redaction.cles import Cles
from docgen.brief.redaction.saisie import valeur_saisie
from docgen.source.writing import Cle, flow
from docgen.workspace import schema

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docgen.brief.formulaire.reponses import Reponses
    from docgen.brief.model import Brief
    from docgen.brief.redaction.cles import Declaration
    from docgen.source.writing import Bloc


def declarees(reponses: Reponses, groupe: str) -> Bloc:
    """The keys of a group that the form answers, in the schema's order."""
    cles = Cles.of(schema("brief"))
    named = [chemin for chemin in DECLAREES if chemin.rpartition(".")[0] == groupe]
    return tuple(line for chemin in named for line in _answered(reponses, cles.declaration(chemin)))


def _answered(reponses: Reponses, cle: Declaration) -> Bloc:
    champs = DECLAREES[cle.chemin]
    if cle.choix and len(champs) > 1:
        values = {champ.repere: champ.repere.removeprefix(f"{cle.nom}-") for champ in champs}
        if cle.noeud.get("type") == "array":
            ticked = [values[champ.repere] for champ in reponses.coches(champs)]
            return (Cle(cle.nom, flow(ticked)),) if ticked else ()
        chosen = choisi(reponses, values)
        return (Cle(cle.nom, chosen),) if chosen else ()
    (champ,) = champs
    typed = reponses.lignes(champ)
    if not typed:
        return ()
    try:
        return (Cle(cle.nom, valeur_saisie(cle, typed)),)
    except ValueError as error:
        remede = f"Écrivez « {cle.nom} » dans le brief : {cle.noeud['description']}"
        return (reponses.illisible(champ, str(error), remede),)


def valeurs(brief: Brief) -> Iterator[tuple[str, str | bool]]:
    """What a brief says of them already, by the tag of the field."""
    cles = Cles.of(schema("brief"))
    for chemin, champs in DECLAREES.items():
        value: object = brief
        for name in chemin.split("."):
            value = getattr(value, name)
        if len(champs) > 1:
            said = value if isinstance(value, tuple) else (value,)
            yield from (
                (champ.repere, champ.repere.removeprefix(f"{chemin.rpartition('.')[2]}-") in said) for champ in champs
            )
        elif value not in (None, ()):
            yield champs[0].repere, _typed(cles.declaration(chemin), value)


def _typed(cle: Declaration, value: object) -> str:
    """A value as somebody would have typed it in the form."""
    if not isinstance(value, tuple):
        return str(value)
    if cle.nom == "avancement":
        said = (f"{sujet} {cle.choix[one.etat].casefold()} {one.annee or ''}".strip() for sujet, one in value)
        return ", ".join(said)
    return "\n".join(_figure(one) if isinstance(one, Chiffre) else str(one) for one in value)


def _figure(chiffre: Chiffre) -> str:
    about = ", ".join(part for part in (chiffre.annee and str(chiffre.annee), chiffre.source) if part)
    return f"{chiffre.libelle} : {chiffre.valeur}" + (f" ({about})" if about else "")
