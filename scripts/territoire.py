"""Rebuild docgen/territory/territoire.sqlite: `python scripts/territoire.py [ARCHIVE.tgz]`.

The archive is that of the npm package `@etalab/decoupage-administratif`; without one, `npm pack` fetches it. The same
archive and the same SQLite give the same bytes.
"""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path
from typing import Any

from docgen.territory.recherche import plier
from docgen.territory.territoire import TABLE

PACKAGE = "@etalab/decoupage-administratif@6.0.0"

_ARTICLED = 2  # TNCC from here on: the name begins with an article

SCHEMA = """
PRAGMA page_size = 4096;
CREATE TABLE source (cle TEXT PRIMARY KEY, valeur TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE region (code TEXT PRIMARY KEY, nom TEXT, liaison INTEGER) WITHOUT ROWID;
CREATE TABLE departement (code TEXT PRIMARY KEY, nom TEXT, liaison INTEGER, region TEXT) WITHOUT ROWID;
CREATE TABLE commune (
  code TEXT PRIMARY KEY, nom TEXT, liaison INTEGER, siren TEXT, codes_postaux TEXT, population INTEGER,
  departement TEXT, epci TEXT
) WITHOUT ROWID;
CREATE TABLE epci (siren TEXT PRIMARY KEY, nom TEXT, nature TEXT, population INTEGER, membres TEXT) WITHOUT ROWID;
CREATE TABLE ancienne (code TEXT PRIMARY KEY, nom TEXT, commune TEXT) WITHOUT ROWID;
CREATE TABLE recherche (nom TEXT, code TEXT, PRIMARY KEY (nom, code)) WITHOUT ROWID;
"""

SOURCE = {
    "paquet": PACKAGE,
    "licence": "données : Licence Ouverte ; code : MIT",
    "population_communes": "population municipale, Insee, populations légales diffusées avec le découpage 2026",
    "population_epci": "population municipale, DGCL, liste des EPCI au 1er janvier 2026",
    "millesime": (
        "découpage administratif 2026 (Insee, DGCL, La Poste ; paquet @etalab/decoupage-administratif 6.0.0, Licence "
        "Ouverte). Communes : population municipale de l'Insee. EPCI : population municipale de la DGCL, d'un autre "
        "millésime ; les deux ne s'additionnent pas."
    ),
}


def read(archive: Path) -> dict[str, list[dict[str, Any]]]:
    """The JSON files of the package that are used, by their stem."""
    wanted = ("communes", "departements", "regions", "epci")
    with tarfile.open(archive) as tar:
        return {name: json.load(_member(tar, f"package/data/{name}.json")) for name in wanted}


def _member(tar: tarfile.TarFile, name: str) -> Any:
    found = tar.extractfile(name)
    if found is None:
        message = f"{name} is not in the archive"
        raise SystemExit(message)
    return found


def build(data: dict[str, list[dict[str, Any]]], target: Path) -> None:
    """Write the table anew."""
    target.unlink(missing_ok=True)
    connection = sqlite3.connect(target)
    connection.executescript(SCHEMA)
    communes = [c for c in data["communes"] if c["type"] == "commune-actuelle"]
    anciennes = [c for c in data["communes"] if c["type"] != "commune-actuelle"]
    epci_of = {member["code"]: epci["code"] for epci in data["epci"] for member in epci["membres"]}
    _insert(connection, "source", SOURCE.items())
    _insert(connection, "region", ((r["code"], r["nom"], r["typeLiaison"]) for r in data["regions"]))
    _insert(
        connection,
        "departement",
        # Overseas collectivities have no région: they are their own.
        ((d["code"], d["nom"], d["typeLiaison"], d.get("region", d["code"])) for d in data["departements"]),
    )
    _insert(connection, "commune", (_commune(c, epci_of.get(c["code"])) for c in communes))
    _insert(connection, "epci", map(_epci, data["epci"]))
    # A delegated commune that shares the code and name of its commune is found by it.
    current = {c["code"] for c in communes}
    _insert(
        connection,
        "ancienne",
        ((c["code"], c["nom"], c.get("chefLieu") or c["commune"]) for c in anciennes if c["code"] not in current),
    )
    names = {(plier(c["nom"]), c["code"]) for c in communes}
    names |= {(plier(c["nom"]), c.get("chefLieu") or c["commune"]) for c in anciennes}
    _insert(connection, "recherche", names)
    connection.commit()
    connection.execute("VACUUM")
    connection.close()


def _insert(connection: sqlite3.Connection, table: str, rows: Any) -> None:
    ordered = sorted(rows, key=lambda row: row[:2])
    marks = ", ".join("?" * len(ordered[0]))
    connection.executemany(f"INSERT INTO {table} VALUES ({marks})", ordered)  # noqa: S608 - our own names


def _commune(c: dict[str, Any], epci: str | None) -> tuple[Any, ...]:
    postal = " ".join(c.get("codesPostaux", ()))
    liaison = c.get("typeLiaison")
    if liaison is None or (liaison < _ARTICLED and c["nom"].startswith(("Le ", "La ", "Les ", "L'"))):
        liaison = _liaison(c["nom"])
    return (c["code"], c["nom"], liaison, c.get("siren"), postal, c.get("population"), c["departement"], epci)


def _liaison(nom: str) -> int:
    """Read it off the name: none is given overseas, and « Le Vernet-Chaméane » goes without its article (TNCC)."""
    for article, liaison in (("Le ", 2), ("La ", 3), ("Les ", 4), ("L'", 5)):
        if nom.startswith(article):
            return liaison
    return 1 if plier(nom)[:1] in set("aeiouyh") else 0


def _epci(epci: dict[str, Any]) -> tuple[Any, ...]:
    members = " ".join(sorted(member["code"] for member in epci["membres"]))
    return (epci["code"], " ".join(epci["nom"].split()), epci["type"], epci["populationMunicipale"], members)


def main(arguments: list[str]) -> None:
    """Build from the archive named, or from the one that npm gives."""
    if arguments:
        build(read(Path(arguments[0])), TABLE)
    else:
        with tempfile.TemporaryDirectory() as folder:
            subprocess.run(["npm", "pack", "--silent", PACKAGE], check=True, cwd=folder)
            build(read(next(Path(folder).glob("*.tgz"))), TABLE)
    print(f"{TABLE}: {TABLE.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main(sys.argv[1:])
