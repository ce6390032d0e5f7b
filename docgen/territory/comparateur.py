"""The figures of INSEE's « comparateur de territoires », as `docgen territoire importer` left them in a workspace.

A compact SQLite file: a row a commune of today, numbers in tenths, NULL for what INSEE keeps secret. Rates are worked
out from the numbers when asked for, so that those of an EPCI are of the sum of its communes.
"""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from statistics import median
from typing import TYPE_CHECKING

from docgen.errors import FaultsFoundError
from docgen.findings import Finding, Gravite

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

FORMAT = "1"
SEAL = sha256().digest_size  # bytes at the end of the file: a copy that was cut short or damaged is known at once
NOMBRES = ("population", "population_avant", "logements", "vacants", "secondaires", "chomeurs", "actifs", "mediane")
SCHEMA = f"""
CREATE TABLE source (cle TEXT PRIMARY KEY, valeur TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE chiffres (code TEXT PRIMARY KEY, {", ".join(f"{name} INTEGER" for name in NOMBRES)}) WITHOUT ROWID;
"""
TENTHS = 10
ENOUGH = 5  # communes, under which a median says too little of a stratum


@dataclass(frozen=True, slots=True)
class Taux:
    """What the figures of a place come to: percents, and euros a year for `mediane`; None where not published."""

    evolution: float | None = None  # of the population, a year
    vacants: float | None = None  # of all dwellings
    secondaires: float | None = None  # second and occasional homes, of all dwellings
    chomage: float | None = None  # as the census means it, of people of 15 to 64
    mediane: float | None = None  # median standard of living


MESURES = ("evolution", "vacants", "secondaires", "chomage", "mediane")


@dataclass(frozen=True, slots=True)
class Chiffres:
    """One place's rates, and the medians beside which they are read. Years are of the census, then of the incomes."""

    taux: Taux
    strate: Taux  # median of the communes of its stratum in its département
    comparables: Taux  # median of those that it compares with
    annee: int
    annee_avant: int | None
    annee_revenu: int | None


class Comparateur:
    """The figures of one vintage, read-only."""

    def __init__(self, connection: sqlite3.Connection, empreinte: str) -> None:
        self._connection = connection
        self.empreinte = empreinte

    @classmethod
    def open(cls, path: Path) -> Comparateur | None:
        """The file that was imported; None when there is none. Raises FaultsFoundError (U008) for a broken one."""
        try:
            data = path.read_bytes()
        except FileNotFoundError:
            return None
        except OSError:
            raise FaultsFoundError([_broken(path)]) from None
        body = data[:-SEAL]
        found = cls(sqlite3.connect(":memory:", check_same_thread=False), sha256(body).hexdigest())
        if not body or sealed(body) != data or not found._load(body):
            raise FaultsFoundError([_broken(path)])
        return found

    def _load(self, data: bytes) -> bool:
        """Take in the bytes of a database; False for one that another docgen wrote."""
        try:
            self._connection.deserialize(data)
            self.nombres(("",))
            return self._source["format"] == FORMAT and self.annee > 0
        except (sqlite3.Error, ValueError, KeyError):
            return False

    @cached_property
    def _source(self) -> dict[str, str]:
        return dict(self._connection.execute("SELECT cle, valeur FROM source").fetchall())

    @property
    def annee(self) -> int:
        """The year of the census."""
        return int(self._source["annee"])

    @property
    def annee_avant(self) -> int | None:
        """The earlier census that the population is compared with."""
        return _year(self._source.get("annee_avant"))

    @property
    def annee_revenu(self) -> int | None:
        """The year of the incomes."""
        return _year(self._source.get("annee_revenu"))

    def nombres(self, codes: Iterable[str]) -> list[tuple[int | None, ...]]:
        """The numbers of those communes, in tenths, in the order of `NOMBRES`; communes without any are left out."""
        wanted = tuple(codes)
        marks = ", ".join("?" * len(wanted))
        query = f"SELECT {', '.join(NOMBRES)} FROM chiffres WHERE code IN ({marks}) ORDER BY code"  # noqa: S608 - our own names
        return self._connection.execute(query, wanted).fetchall()

    def taux(self, codes: Iterable[str]) -> Taux:
        """The rates of a commune, or of several taken together: a median income is then unknown."""
        wanted = tuple(codes)
        rows = self.nombres(wanted)
        if not rows or len(rows) < len(wanted):
            return Taux()  # the sum of a part would pass for the whole
        return self._rates(dict(zip(NOMBRES, map(_sum, zip(*rows, strict=True)), strict=True)), alone=len(rows) == 1)

    def medianes(self, groups: Iterable[tuple[str, ...]], least: int = 1) -> Taux:
        """The median of each rate over places, each of one commune or more; None under `least` known values."""
        rates = [self.taux(codes) for codes in groups]
        known = {name: [value for each in rates if (value := getattr(each, name)) is not None] for name in MESURES}
        return Taux(**{name: median(values) for name, values in known.items() if len(values) >= least})

    def _rates(self, of: dict[str, int | None], *, alone: bool) -> Taux:
        years = self.annee - self.annee_avant if self.annee_avant else 0
        now, before = of["population"], of["population_avant"]
        trend = 100 * ((now / before) ** (1 / years) - 1) if now and before and years > 0 else None
        income = of["mediane"]
        return Taux(
            trend,
            _share(of["vacants"], of["logements"]),
            _share(of["secondaires"], of["logements"]),
            _share(of["chomeurs"], of["actifs"]),
            income / TENTHS if alone and income is not None else None,
        )


def sealed(database: bytes) -> bytes:
    """A database with its digest after it, as a workspace keeps it."""
    return database + sha256(database).digest()


def _sum(values: Iterable[int | None]) -> int | None:
    total = 0
    for value in values:
        if value is None:
            return None
        total += value
    return total


def _share(part: int | None, whole: int | None) -> float | None:
    return 100 * part / whole if part is not None and whole else None


def _year(value: str | None) -> int | None:
    return int(value) if value else None


def _broken(path: Path) -> Finding:
    return Finding(
        "U008",
        "les chiffres du comparateur de l’Insee ne se lisent plus : les documents s’en passent.",
        "Importez-les de nouveau : « docgen territoire importer FICHIER ».",
        Gravite.AVERTISSEMENT,
        str(path),
    )
