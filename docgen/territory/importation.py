"""INSEE's « comparateur de territoires » file, CSV or XLSX, turned into the compact file of a workspace.

    insee.fr, « Comparateur de territoires », base_cc_comparateur.csv: `;`, a row a commune of the census, columns by
    name with their vintage (P22_POP, P16_POP, P22_LOG, P22_LOGVAC, P22_RSECOCC, P22_CHOM1564, P22_ACT1564; MED21, or
    MED_SL23 since the 2023 incomes), « s » for what is secret; Paris, Lyon and Marseille by arrondissement.
    base_cc_comparateur.xlsx: sheet COM, the same names on line 6.

U002 unreadable    U004 line cut short    U006 code           U009 column missing (notice)
U003 other file    U005 number            U007 no commune
"""

from __future__ import annotations

import re
import sqlite3
from dataclasses import dataclass
from typing import TYPE_CHECKING

from docgen.errors import FaultsFoundError
from docgen.findings import Finding, Gravite, Mark
from docgen.territory.comparateur import FORMAT, NOMBRES, SCHEMA, TENTHS, sealed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from docgen.territory.tableur import Ligne
    from docgen.territory.territoire import Territoire

CODE = "CODGEO"
# What each number is called, its vintage left out; the second name of the income is that of the files since 2026.
COLONNES = {
    "population": r"P(\d\d)_POP",
    "logements": r"P(\d\d)_LOG",
    "vacants": r"P(\d\d)_LOGVAC",
    "secondaires": r"P(\d\d)_RSECOCC",
    "chomeurs": r"P(\d\d)_CHOM1564",
    "actifs": r"P(\d\d)_ACT1564",
    "mediane": r"MED(?:_SL)?(\d\d)",
}
DITES = {
    "population_avant": "la population du recensement précédent",
    "logements": "le nombre de logements",
    "vacants": "les logements vacants",
    "secondaires": "les résidences secondaires",
    "chomeurs": "les chômeurs",
    "actifs": "les actifs",
    "mediane": "le revenu médian",
}
SECRET = frozenset({"", "s", "nd", "n.d.", "so", "c", "nan"})  # what INSEE writes for what it does not publish
NUMBER = re.compile(r"[0-9]{1,12}(?:[.,][0-9]+)?(?:[eE][+-]?[0-9]{1,2})?")
INSEE = re.compile(r"[0-9][0-9AB][0-9]{3}")
LARGEST = 1e12  # no count of people or euros comes near
NINETIES = 60  # « P99 » is of 1999, « P22 » of 2022
WHERE_FROM = "Donnez « base_cc_comparateur » tel que l’Insee le publie (insee.fr, « Comparateur de territoires »)."
HEAD_WITHIN = 20  # lines


@dataclass(frozen=True, slots=True)
class Importe:
    """The compact file, how many communes it has, the codes of today's table that it knows not, and notices."""

    contenu: bytes
    communes: int
    inconnus: tuple[str, ...]
    annee: int
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class _Entete:
    """Which column holds what, from 0, and the year of each."""

    ligne: int
    largeur: int
    code: int
    rangs: Mapping[str, int]
    annees: Mapping[str, int]


def read(data: bytes, fichier: str, territoire: Territoire) -> Importe:
    """The compact file for what was downloaded. Raises FaultsFoundError with the first fault: there may be thousands.

    Arrondissements and communes that merged since are added to their commune of today, without a median income.
    """
    from docgen.territory.tableur import lignes

    rows = iter(lignes(data, fichier))
    head = _head(rows, fichier)
    found: dict[str, list[tuple[int | None, ...]]] = {}
    unknown: list[str] = []
    seen: dict[str, int] = {}
    for row in rows:
        code, numbers = _commune(row, head, seen, fichier)
        today = _today(code, territoire)
        if today is None:
            unknown.append(code)
        else:
            found.setdefault(today, []).append(numbers)
    if not found:
        message = "ce fichier ne contient aucune commune que docgen connaisse."
        raise FaultsFoundError([Finding("U007", message, WHERE_FROM, fichier=fichier)])
    table = {code: _together(found[code]) for code in sorted(found)}
    return Importe(_file(table, head), len(table), tuple(unknown), head.annees["population"], _missing(head, fichier))


def _head(rows: Iterator[Ligne], fichier: str) -> _Entete:
    """The line of names, with what is read after it; it is the first of a CSV, the sixth of the XLSX."""
    for row, _ in zip(rows, range(HEAD_WITHIN), strict=False):
        names = [cell.strip().upper() for cell in row.cellules]
        if CODE in names:
            return _columns(names, row, fichier)
    message = f"ce fichier n’est pas le comparateur de l’Insee : aucune de ses premières lignes ne nomme « {CODE} »."
    raise FaultsFoundError([Finding("U003", message, WHERE_FROM, fichier=fichier)])


def _columns(names: list[str], row: Ligne, fichier: str) -> _Entete:
    ranks: dict[str, int] = {}
    years: dict[str, int] = {}
    for number, pattern in COLONNES.items():
        vintages = sorted(
            ((_full(found[1]), rank) for rank, name in enumerate(names) if (found := re.fullmatch(pattern, name))),
            reverse=True,
        )
        keys = ("population", "population_avant") if number == "population" else (number,)
        for key, (year, rank) in zip(keys, vintages, strict=False):
            ranks[key], years[key] = rank, year
    twice = next(
        (name for name in names if name and names.count(name) > 1 and name in {CODE, *_read(names, ranks)}), ""
    )
    if "population" not in ranks or twice:
        reason = f"« {twice} » y est deux fois" if twice else "aucune colonne n’y donne la population (« P22_POP »)"
        message = f"ce fichier n’est pas le comparateur de l’Insee : {reason}."
        raise FaultsFoundError([_at("U003", fichier, row.numero, names.index(twice or CODE), message, WHERE_FROM)])
    return _Entete(row.numero, len(names), names.index(CODE), ranks, years)


def _read(names: list[str], ranks: Mapping[str, int]) -> set[str]:
    return {names[rank] for rank in ranks.values()}


def _full(year: str) -> int:
    return int(year) + (1900 if int(year) >= NINETIES else 2000)


def _commune(row: Ligne, head: _Entete, seen: dict[str, int], fichier: str) -> tuple[str, tuple[int | None, ...]]:
    if len(row.cellules) < head.largeur:
        message = (
            f"la ligne {row.numero} a {len(row.cellules)} cellules, et l’en-tête {head.largeur} : le fichier est coupé."
        )
        raise FaultsFoundError([_at("U004", fichier, row.numero, 0, message, WHERE_FROM)])
    typed = row.cellules[head.code].strip().upper()
    code = typed.zfill(5)  # a spreadsheet drops the zero of « 01001 »
    if not INSEE.fullmatch(code):
        message = f"« {typed} » n’est pas un code de commune."
        raise FaultsFoundError([_at("U006", fichier, row.numero, head.code, message, WHERE_FROM)])
    if code in seen:
        message = f"la commune {code} est deux fois dans le fichier, lignes {seen[code]} et {row.numero}."
        raise FaultsFoundError([_at("U006", fichier, row.numero, head.code, message, WHERE_FROM)])
    seen[code] = row.numero
    return code, tuple(_number(row, head.rangs.get(name), fichier) for name in NOMBRES)


def _number(row: Ligne, rank: int | None, fichier: str) -> int | None:
    """The number of a cell in tenths; None for a secret one, or a column that is not there."""
    if rank is None:
        return None
    typed = "".join(row.cellules[rank].split())
    if typed.casefold() in SECRET:
        return None
    value = float(typed.replace(",", ".")) if NUMBER.fullmatch(typed) else LARGEST
    if value >= LARGEST:
        message = f"« {row.cellules[rank].strip()} » n’est pas un nombre."
        raise FaultsFoundError([_at("U005", fichier, row.numero, rank, message, WHERE_FROM)])
    return round(value * TENTHS)


def _today(code: str, territoire: Territoire) -> str | None:
    if territoire.existe(code):
        return code
    former = territoire.ancienne(code)
    return former[1].code if former else None


def _together(rows: list[tuple[int | None, ...]]) -> tuple[int | None, ...]:
    """One row as it is; several added up, without the median income, which cannot be."""
    if len(rows) == 1:
        return rows[0]
    sums = [None if None in column else sum(value or 0 for value in column) for column in zip(*rows, strict=True)]
    return (*sums[:-1], None)


def _file(table: Mapping[str, tuple[int | None, ...]], head: _Entete) -> bytes:
    connection = sqlite3.connect(":memory:")
    connection.executescript(SCHEMA)
    source = {"format": FORMAT, "annee": str(head.annees["population"])}
    for key, name in (("annee_avant", "population_avant"), ("annee_revenu", "mediane")):
        if name in head.annees:
            source[key] = str(head.annees[name])
    connection.executemany("INSERT INTO source VALUES (?, ?)", sorted(source.items()))
    marks = ", ".join("?" * (1 + len(NOMBRES)))
    connection.executemany(f"INSERT INTO chiffres VALUES ({marks})", ((code, *row) for code, row in table.items()))  # noqa: S608 - marks alone
    connection.commit()
    connection.execute("VACUUM")
    content = connection.serialize()
    connection.close()
    return sealed(content)


def _missing(head: _Entete, fichier: str) -> tuple[Finding, ...]:
    absent = [DITES[name] for name in NOMBRES if name not in head.rangs]
    if not absent:
        return ()
    message = f"ce fichier ne donne pas {_listed(absent)} : les documents s’en passeront."
    return (
        Finding("U009", message, "Prenez le fichier complet de l’Insee si vous en avez besoin.", Gravite.AVIS, fichier),
    )


def _listed(words: Iterable[str]) -> str:
    from docgen.francais import liste

    return liste(words)


def _at(code: str, fichier: str, ligne: int, rang: int, message: str, remede: str) -> Finding:  # noqa: PLR0913, PLR0917 - a finding and its place
    lieu = f"ligne {ligne}, colonne {rang + 1}"
    return Finding(code, message, remede, fichier=fichier, mark=Mark(ligne, rang + 1), lieu=lieu)
