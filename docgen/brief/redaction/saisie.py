"""What somebody answers to a question, as the value of the key that it is about. Raises ValueError, in French."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from docgen.nearest import fold, nearest
from docgen.source.writing import Cle, Liste, flow, prose
from docgen.source.writing import quoted as straight
from docgen.validation.formats import READERS, montant_of

if TYPE_CHECKING:
    from docgen.brief.redaction.cles import Declaration
    from docgen.source.writing import Bloc, Prose

    Valeur = str | Prose | Liste | Bloc

_BULLET = re.compile(r"^\s*(?:[-–—•*·‣]|[0-9]{1,2}[.)])\s+")
_FIGURE = re.compile(r"(?P<libelle>[^:=]+)[:=]\s*(?P<valeur>[^(]+?)\s*(?:\((?P<about>[^)]*)\))?\s*")
_YEAR = re.compile(r"\b(?:19|20)[0-9]{2}\b")
_AMOUNT = re.compile(r"[^0-9.,]")
_PHONE = re.compile(r"[+0-9][0-9 .()-]{7,}")
_CODE = re.compile(r"[A-Za-z0-9-]*[0-9][A-Za-z0-9-]*")
_TITLES = {"m": "Monsieur", "mr": "Monsieur", "monsieur": "Monsieur", "mme": "Madame", "madame": "Madame"}
_PARTS, _LINES = re.compile(r"\s*[,;\n]\s*"), re.compile(r"\s*[;\n]\s*")


def valeur_saisie(cle: Declaration, typed: str) -> Valeur:
    """The value of a key, as its type in the schema reads what was typed."""
    node = cle.noeud
    if "courriel" in node.get("properties", {}):
        return contact_saisi(typed)
    if cle.nom == "avancement":
        return _avancement(cle, typed)
    if cle.nom == "chiffres":
        return chiffres_saisis(lignes(typed))
    if node.get("type") == "array":
        return _liste(cle, typed)
    if "enum" in node:
        return _choix(cle.choix, typed)
    return _simple(node, typed)


def _simple(node: dict[str, Any], typed: str) -> Valeur:
    if node.get("type") == "integer":
        return str(entier_saisi(node, typed))
    if node.get("format") == "date":
        return _date(typed)
    if node.get("format") == "montant":
        return montant_saisi(typed)
    return prose(typed)


def _date(typed: str) -> str:
    from docgen.brief.formulaire.saisies import date_saisie

    try:
        return date_saisie(typed).isoformat()
    except ValueError as error:
        raise ValueError(f"{error} ; écrivez par exemple « 4/12/2026 »") from None


def lignes(typed: str) -> list[str]:
    """What a list says, an item per line or between semicolons, without its bullets."""
    return [line for one in _LINES.split(typed) if (line := _BULLET.sub("", one).strip())]


def entier_saisi(node: dict[str, Any], typed: str) -> int:
    """The one number that stands there, within the schema's bounds."""
    from docgen.brief.formulaire.saisies import nombre_saisi

    number = nombre_saisi(re.sub(r"(?<=\d)[\s\u202f\u00a0](?=\d{3}\b)", "", typed))
    if not node.get("minimum", 0) <= number <= node.get("maximum", number):
        raise ValueError(f"n’est pas entre {node.get('minimum', 0)} et {node['maximum']}")
    return number


def montant_saisi(typed: str) -> str:
    """« 1 450 € HT », « 1450,50 »: an amount as briefs write it."""
    amount = montant_of(_AMOUNT.sub("", typed))
    if amount is None:
        raise ValueError("ne se lit pas comme un montant")
    return straight(f"{amount:.2f}")


def _choix(choix: dict[str, str], typed: str) -> str:
    """The value of that name, by its number among the choices, its label or itself."""
    names = {fold(label): value for value, label in choix.items()} | {fold(value): value for value in choix}
    names |= {str(rank): value for rank, value in enumerate(choix, start=1)}
    found = names.get(fold(typed))
    near = None if found else nearest(fold(typed), names)
    if found is None and near is None:
        raise ValueError(f"n’est pas l’une des réponses : {', '.join(choix.values())}")
    return found or names[str(near)]


def _liste(cle: Declaration, typed: str) -> Valeur:
    if cle.choix:
        return flow(list(dict.fromkeys(_choix(cle.choix, one) for one in _PARTS.split(typed) if one)))
    if "items_type" in cle.noeud and cle.noeud["items_type"] == ["string", "integer"]:
        codes = list(dict.fromkeys(_CODE.findall(typed)))
        if not codes:
            raise ValueError("ne dit aucun numéro, comme « 12, 13 »")
        return f"[{', '.join(map(straight, codes))}]"
    return Liste(tuple(prose(line) for line in lignes(typed)))


def _avancement(cle: Declaration, typed: str) -> Bloc:
    """« diagnostic adopté 2024, projet en cours »: a subject, a state, perhaps a year."""
    found: list[Cle] = []
    for one in _PARTS.split(typed):
        words = fold(one)
        sujet = next((name for name in cle.noeud["properties"] if fold(name).split()[0] in words.split()), None)
        etat = next((value for value, label in cle.choix.items() if _says(words, value, label)), None)
        if sujet is None or etat is None:
            raise ValueError("ne dit pas un sujet et où il en est, comme « diagnostic adopté 2024 »")
        found.append(Cle(sujet, avancement(etat, one)))
    return tuple(found)


def _says(words: str, value: str, label: str) -> bool:
    return fold(value) in words or fold(label) in words or (value == "rien" and "pas" in words.split())


def avancement(etat: str, year: str = "") -> str:
    """« {etat: adopte, annee: 2024} »."""
    found = _YEAR.search(year)
    return f"{{etat: {etat}, annee: {found.group()}}}" if found else f"{{etat: {etat}}}"


def chiffres_saisis(typed: list[str]) -> Liste:
    """« logements vacants : 14 % (2023, LOVAC) »: what it is, its value, and in brackets its year and its source."""
    blocs: list[Bloc] = []
    for line in typed:
        found = _FIGURE.fullmatch(line)
        if found is None:
            raise ValueError("ne dit pas un chiffre, comme « logements vacants : 14 % (2023, LOVAC) »")
        about = found["about"] or ""
        year = _YEAR.search(about)
        source = re.sub(r"^[\s,;]+|[\s,;]+$", "", about.replace(year.group(), "") if year else about)
        lines = [Cle("libelle", prose(found["libelle"])), Cle("valeur", straight(found["valeur"]))]
        lines += [Cle("annee", year.group())] if year else []
        lines += [Cle("source", prose(source))] if source else []
        blocs.append(tuple(lines))
    return Liste(tuple(blocs))


def contact_saisi(typed: str) -> Bloc:
    """« Mme Claire Durand, DGS, dgs@exemple.fr, 01 99 00 12 34 »: a person, whatever the order after the name."""
    said: dict[str, str] = {}
    for part in (part for part in _PARTS.split(typed) if part):
        if "@" in part:
            READERS["email"](part)
            said["courriel"] = part
        elif _PHONE.fullmatch(part):
            said["telephone"] = part
        elif "nom" not in said:
            said |= _name(part)
        else:
            said["fonction"] = f"{said['fonction']}, {part}" if "fonction" in said else part
    order = ("civilite", "prenom", "nom", "fonction", "courriel", "telephone")
    return tuple(Cle(key, prose(said[key])) for key in order if key in said)


def _name(part: str) -> dict[str, str]:
    """A name as it is said: title, given name, family name; a lone name is the family's."""
    first, _, rest = part.partition(" ")
    title = _TITLES.get(fold(first).strip(" ."))
    given, _, family = (rest if title else part).strip().partition(" ")
    said = {"civilite": title} if title else {}
    return said | ({"prenom": given, "nom": family.strip()} if family else {"nom": given})
