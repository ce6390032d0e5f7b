"""What is asked for: context, people, attendus, modules.

B121 nothing asked for     B125 module that the catalogue has not     B131 part of a row without the rest
B122 unreadable answer     B126 subject unknown or not said
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from docgen.brief.formulaire.champs import ATTENTES, MODULES, PRIORITES, SIMPLES, champs_attendu
from docgen.brief.formulaire.choix import one_alone
from docgen.brief.formulaire.declarees import declarees
from docgen.brief.formulaire.saisies import nombre_saisi
from docgen.catalogue.mots import modules_in, themes_of
from docgen.catalogue.themes import THEMES
from docgen.findings import Gravite
from docgen.francais import liste
from docgen.nearest import fold, nearest
from docgen.source.writing import Cle, Liste, Note, flow, prose
from docgen.source.writing import quoted as straight
from docgen.validation.wording import quoted

if TYPE_CHECKING:
    from docgen.brief.formulaire.champs import Champ
    from docgen.brief.formulaire.reponses import Reponses
    from docgen.catalogue.model import Catalogue, Module
    from docgen.source.writing import Bloc

LARGEST_GROUP = 1000
LONGEST_NAME = 120  # characters: beyond, no name is looked for
_BULLET = re.compile(r"^\s*(?:[-–—•*·‣]|[0-9]{1,2}[.)])\s+")
_BETWEEN, _LINES = re.compile(r"[,;/\n]"), re.compile(r"[;\n]")
MANY = 20  # names in one answer: what follows is told in one piece


def contexte(reponses: Reponses) -> Bloc:
    """`contexte:`; nothing when the form says nothing of it."""
    situation = reponses.lignes(SIMPLES["situation"])
    enjeux = [line for typed in reponses.lignes(SIMPLES["enjeux"]).split("\n") if (line := _BULLET.sub("", typed))]
    lines: list[Note | Cle] = [Cle("situation", prose(situation))] if situation else []
    if enjeux:
        lines.append(Cle("enjeux", Liste(tuple(prose(one) for one in enjeux))))
    lines += declarees(reponses, "contexte")
    return (Cle("contexte", tuple(lines)),) if lines else ()


def public(reponses: Reponses) -> Bloc:
    """`public:`; what participants know already has no key, and is a comment there."""
    lines: list[Note | Cle] = []
    if profil := reponses.texte(SIMPLES["profil"]):
        lines.append(Cle("profil", prose(profil)))
    lines += _effectif(reponses, SIMPLES["effectif"])
    if besoins := reponses.texte(SIMPLES["amenagements"]):
        lines.append(Cle("amenagements", prose(besoins)))
    lines += declarees(reponses, "public")
    if niveau := reponses.lignes(SIMPLES["niveau"]):
        lines.append(Note(f"{SIMPLES['niveau'].libelle} : {niveau}"))
    return (Cle("public", tuple(lines)),)


def _effectif(reponses: Reponses, champ: Champ) -> Bloc:
    typed = reponses.texte(champ)
    if not typed:
        return ()
    try:
        number = nombre_saisi(typed)
    except ValueError as error:
        return (
            reponses.illisible(champ, str(error), "Écrivez « effectif » en chiffres : un seul nombre."),
            Cle("effectif"),
        )
    if not 1 <= number <= LARGEST_GROUP:
        return (
            reponses.illisible(champ, "n’est pas un effectif", f"Un nombre de 1 à {LARGEST_GROUP}."),
            Cle("effectif"),
        )
    return (Cle("effectif", str(number)),)


def attendus(reponses: Reponses) -> Bloc:
    """`attendus:`, numbered anew: empty rows are passed over."""
    rows = [champs_attendu(rang) for rang in reponses.rangs("attendu")]
    written = [row for row in rows if reponses.texte(row["texte"])]
    _orphans(reponses, [row for row in rows if row not in written])
    if not written:
        message = "aucun attendu n’est écrit, et la proposition répond à des attendus."
        reponses.tell(ATTENTES, "B121", message, "Demandez au client ce qu’il attend ; un seul suffit.")
        return ()
    return (Cle("attendus", Liste(tuple(_attendu(reponses, row, rank) for rank, row in enumerate(written, start=1)))),)


def _orphans(reponses: Reponses, rows: list[dict[str, Champ]]) -> None:
    for row in rows:
        ticked = [cle for cle in PRIORITES if row[cle].repere in reponses.cases]
        said = [f"priorité {cle}" for cle in ticked] + [typed for typed in [reponses.texte(row["themes"])] if typed]
        if said:
            message = f"cette ligne n’a pas de texte, et pourtant : {liste(said)}."
            reponses.tell(row["texte"].lieu, "B131", message, "Demandez au client l’attendu, et ajoutez-le au brief.")
            reponses.autres.append(Note(f"{row['texte'].libelle.capitalize()}, sans texte : {liste(said)}"))


def _attendu(reponses: Reponses, row: dict[str, Champ], rank: int) -> Bloc:
    texte = reponses.texte(row["texte"])
    lines: list[Note | Cle] = [Cle("id", f"A{rank}"), Cle("texte", prose(texte))]
    ticked = reponses.coches(row[cle] for cle in PRIORITES)
    words = [champ.repere.rsplit("-", 1)[1] for champ in ticked]
    if one_alone(reponses, ticked, words):
        lines.append(Cle("priorite", words[0]))
    elif words:
        lines += (Note(f"À REPRENDRE : priorite : {liste(words)}"), Cle("priorite"))
    return (*lines, *_themes(reponses, row["themes"], texte))


def _themes(reponses: Reponses, champ: Champ, texte: str) -> Bloc:
    known, unknown = _read_themes(reponses.texte(champ))
    notes = []
    for typed in unknown:
        near = [theme for theme in themes_of(typed[:LONGEST_NAME]) if theme not in known]
        notes.append(_near_themes(reponses, champ, typed, near) if near else _unknown_theme(reponses, champ, typed))
        known += near
    if not known:
        known = themes_of(texte)
        if known:
            said = liste(THEMES[theme] for theme in known)
            message = f"le sujet n’est pas dit ; les mots de l’attendu donnent : {said}."
            remede = "Vérifiez « themes » dans le brief : ils choisissent les séquences."
            reponses.tell(champ.lieu, "B126", message, remede, Gravite.AVERTISSEMENT)
            notes.append(Note("Sujet déduit des mots de l’attendu : à vérifier."))
        elif not unknown:
            message = "le sujet n’est pas dit, et les mots de l’attendu ne le donnent pas."
            reponses.tell(champ.lieu, "B126", message, f"Écrivez « themes » dans le brief : {', '.join(THEMES)}.")
    return (*notes, Cle("themes", flow(known) if known else ""))


def _read_themes(typed: str) -> tuple[list[str], list[str]]:
    """The themes that are named, by label or by key; and the names that are none."""
    names = {fold(label): key for key, label in THEMES.items()} | {fold(key): key for key in THEMES}
    if fold(typed) in names:
        return [names[fold(typed)]], []
    pieces = _pieces(_BETWEEN, typed)
    known = [names[fold(piece)] for piece in pieces if fold(piece) in names]
    return list(dict.fromkeys(known)), [piece for piece in pieces if fold(piece) not in names]


def _pieces(separator: re.Pattern[str], typed: str) -> list[str]:
    return [piece.strip() for piece in separator.split(typed, MANY) if piece.strip()]


def _near_themes(reponses: Reponses, champ: Champ, typed: str, near: list[str]) -> Note:
    """« finances » is no subject of the list, and says which one is meant."""
    said = liste(f"« {THEMES[theme]} »" for theme in near)
    message = f"{quoted(typed)} n’est pas un sujet de la liste ; ses mots donnent : {said}."
    remede = "Vérifiez « themes » dans le brief : ils choisissent les séquences."
    reponses.tell(champ.lieu, "B126", message, remede, Gravite.AVERTISSEMENT)
    return Note(f"Sujet « {typed} » lu comme {said} : à vérifier.")


def _unknown_theme(reponses: Reponses, champ: Champ, typed: str) -> Note:
    names = {label: key for key, label in THEMES.items()} | {key: key for key in THEMES}
    near = nearest(typed[:LONGEST_NAME], names)
    remede = f"Écrivez « {names[near]} » dans le brief, pour « {near} »." if near else f"Sujets : {', '.join(THEMES)}."
    reponses.tell(champ.lieu, "B126", f"{quoted(typed)} n’est pas un sujet de la liste.", remede)
    return Note(f"À REPRENDRE : sujet : {typed}")


def modules(reponses: Reponses, catalogue: Catalogue) -> tuple[tuple[Module, ...], Bloc]:
    """Those that are ticked, then those that are named in words; and the notes about `modules:`."""
    codes: list[str] = []
    notes: list[Note] = []
    for code in reponses.modules():
        if code in catalogue.modules:
            codes.append(code)
        else:
            spoilt = catalogue.ecartes.get(code)
            why = "a des fautes" if spoilt else "n’est pas au catalogue"
            remede = (
                f"Corrigez d’abord {spoilt}." if spoilt else f"Codes du catalogue : {', '.join(catalogue.modules)}."
            )
            message = f"le module {code} est coché, et {why}."
            reponses.tell(f"{MODULES} › module {code}", "B125", message, remede)
            notes.append(Note(f"À REPRENDRE : module {code}"))
    notes += _named_modules(reponses, catalogue, codes)
    kept = list(dict.fromkeys(codes))
    if not kept:
        message = "aucun module n’est coché."
        reponses.tell(MODULES, "B121", message, "Choisissez-le avec le client : « docgen catalogue » les liste.")
    return tuple(catalogue.modules[code] for code in kept), (*notes, Cle("modules"))


def _named_modules(reponses: Reponses, catalogue: Catalogue, codes: list[str]) -> list[Note]:
    """Modules that somebody wrote instead of ticking them; what is none is a wish, and a comment."""
    champ = SIMPLES["module_autre"]
    titles = {module.titre: module.code for module in catalogue.modules.values()}
    notes = []
    for typed in _pieces(_LINES, reponses.lignes(champ)):
        named = modules_in(typed, catalogue)
        if named and all(code in catalogue.modules for code in named):
            codes += named
            continue
        near = nearest(typed[:LONGEST_NAME], titles)
        remede = (
            f"S’il s’agit de « {near} », ajoutez le module {straight(titles[near])} au brief."
            if near
            else "Répondez-lui, ou ajoutez un module au catalogue."
        )
        message = f"{quoted(typed)} n’est pas un module du catalogue."
        reponses.tell(champ.lieu, "B125", message, remede, Gravite.AVERTISSEMENT)
        notes.append(Note(f"Thème demandé en plus : {typed}"))
    return notes
