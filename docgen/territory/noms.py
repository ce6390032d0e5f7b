"""Names with their article contracted: « du Mans », « en Indre-et-Loire », « de la communauté de communes … ».

`liaison` is INSEE's *type de nom en clair* (TNCC, Code officiel géographique): 0 none, 1 elided, 2 le, 3 la, 4 les,
5 l', 6 aux, 7 las, 8 los. A commune's article is a part of its name, a département's is not.
"""

from __future__ import annotations

from docgen.territory.model import Nom
from docgen.territory.recherche import plier

_ARTICLES = {2: "le ", 3: "la ", 4: "les ", 5: "l'"}

# Départements of which one says « en »: feminine ones of common use, and those whose name begins with « Haute- ».
_EN = frozenset(
    {"16", "17", "19", "21", "23", "24", "2A", "2B", "31", "33", "43", "44", "48", "49", "52", "53", "54", "57", "70"}
    | {"71", "73", "74", "76", "77", "85", "87", "93", "971", "972", "973", "987", "988"}
)
# Names that INSEE gives without an article and that speech gives one, by code of département.
_SPOKEN = {
    "49": "le ",
    "54": "la ",
    "71": "la ",
    "77": "la ",
    "984": "les ",
    "987": "la ",
    "988": "la ",
    "989": "l'",
}
_REGIONS_SPOKEN = {"27": "la ", "28": "la ", "53": "la ", "93": "la ", "94": "la ", "987": "la ", "988": "la "}
_REGIONS_DANS = frozenset({"32", "44", "52"})  # « dans les Hauts-de-France », « dans le Grand Est »
_REGIONS_A = frozenset({"04", "06", "975", "977", "978", "984", "986", "989"})


def commune_name(nom: str, liaison: int) -> Nom:
    """A commune: « Le Mans » (2), « Évreux » (1), « Les Herbiers » (4), « L'Haÿ-les-Roses » (5)."""
    if liaison == 2:  # noqa: PLR2004 - TNCC
        return Nom(nom, f"du {nom[3:]}", f"au {nom[3:]}", nom)
    if liaison == 4:  # noqa: PLR2004 - TNCC
        return Nom(nom, f"des {nom[4:]}", f"aux {nom[4:]}", nom)
    if liaison == 6:  # noqa: PLR2004 - TNCC, « Aux Marais »
        return Nom(nom, f"des {nom[4:]}", f"aux {nom[4:]}", nom)
    return Nom(nom, f"d'{nom}" if liaison == 1 else f"de {nom}", f"à {nom}", nom)


def liaison_of(nom: str) -> int:
    """The TNCC of a commune's name as somebody typed it, article first: 2 for « Le Mans », 1 for « Évreux »."""
    articles = {"le ": 2, "la ": 3, "les ": 4, "l'": 5, "l’": 5}
    lowered = nom.casefold()
    article = next((number for word, number in articles.items() if lowered.startswith(word)), None)
    if article is not None:
        return article
    return 1 if plier(nom)[:1] in set("aeiouy") else 0


def departement_name(code: str, nom: str, liaison: int) -> Nom:
    """A département, whose name comes without its article."""
    spoken = _SPOKEN.get(code)
    article = spoken or _ARTICLES.get(liaison, "l'" if liaison == 1 else "")
    if code in _EN or liaison == 1:
        where = f"en {nom}"
    else:
        where = f"dans {article}{nom}" if article and code != "989" else f"à {article}{nom}"
    named = _ARTICLES.get(liaison) or (spoken if code in {"984", "989"} else None)
    return Nom(nom, _of(nom, named, liaison), where, f"{article}{nom}")


def region_name(code: str, nom: str, liaison: int) -> Nom:
    """A région: « de Bretagne », « en Bretagne », « la Bretagne »."""
    article = _REGIONS_SPOKEN.get(code) or _ARTICLES.get(liaison, "l'" if liaison == 1 else "")
    where = f"à {nom}" if code in _REGIONS_A else f"en {nom}"
    if code in _REGIONS_DANS:
        where = f"dans {article}{nom}"
    return Nom(nom, _of(nom, _ARTICLES.get(liaison), liaison), where, f"{article}{nom}")


def _of(nom: str, article: str | None, liaison: int) -> str:
    contracted = {"le ": "du ", "les ": "des "}
    if article:
        return f"{contracted.get(article, f'de {article}')}{nom}"
    return f"d'{nom}" if liaison == 1 else f"de {nom}"


NATURES = {
    "CC": "communauté de communes",
    "CA": "communauté d'agglomération",
    "CU": "communauté urbaine",
    "METRO": "métropole",
    "MET69": "métropole",
}


def epci_name(nom: str, nature: str) -> Nom:
    """An EPCI as it is said: « CC du Pays de Saverne » is « la communauté de communes du Pays de Saverne »."""
    if nature in {"CC", "CA", "CU"}:
        said = f"{NATURES[nature]} {nom.removeprefix(nature).strip()}"
        return Nom(said, f"de la {said}", f"à la {said}", f"la {said}")
    if nom.startswith("Métropole "):
        said = f"métropole {nom.removeprefix('Métropole ')}"
        return Nom(said, f"de la {said}", f"à la {said}", f"la {said}")
    if nom.startswith("Eurométropole"):
        return Nom(nom, f"de l'{nom}", f"à l'{nom}", f"l'{nom}")
    return Nom(nom, f"d'{nom}" if nom[:1] in "AEIOUYÉÈÎ" else f"de {nom}", f"à {nom}", nom)
