"""Look-ups in the table of communes and EPCI that ships with docgen."""

from __future__ import annotations

import os
import sqlite3
from dataclasses import replace
from functools import cache, cached_property
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any

from docgen.nearest import fold
from docgen.territory.composition import LYON, METROPOLE_DE_LYON
from docgen.territory.model import Commune, Division, Epci
from docgen.territory.noms import NATURES, commune_name, departement_name, epci_name, region_name
from docgen.territory.recherche import plier

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sized

_COLUMNS = "code, nom, liaison, siren, codes_postaux, population, departement, epci"
_EPCI = "SELECT siren, nom, nature, population, membres FROM epci"
BEGUN = 3  # letters, from which a name is one that was begun
TABLE = Path(__file__).parent / "territoire.sqlite"


class Territoire:
    """Communes and EPCI of 2026. Opening reads nothing; a look-up reads a few pages of the file."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._turn = Lock()
        self._membres: dict[str, tuple[tuple[str, int], ...]] = {}

    @classmethod
    def open(cls, path: Path = TABLE) -> Territoire:
        """The table, read-only; it is opened once in a process, and stays open until its end."""
        return _opened(path, os.getpid())  # SQLite's connections are not to be carried into a fork

    @cached_property
    def _source(self) -> dict[str, str]:
        return dict(self._all("SELECT cle, valeur FROM source"))

    @property
    def millesime(self) -> str:
        """Source and vintages, as a French sentence."""
        return self._source["millesime"]

    @property
    def millesime_communes(self) -> str:
        """What the population of a commune is, in a few words."""
        return self._source["population_communes"]

    @property
    def millesime_epci(self) -> str:
        """What the population of an EPCI is, in a few words."""
        return self._source["population_epci"]

    def commune(self, code: str) -> Commune | None:
        """The commune of that INSEE code (« 37122 », « 2A004 »); None for a code that is no commune of 2026."""
        found = self._communes("WHERE code = ?", code.strip().upper())
        return found[0] if found else None

    def existe(self, code: str) -> bool:
        """Whether a commune of 2026 has that INSEE code."""
        return code in self._codes

    @cached_property
    def _codes(self) -> frozenset[str]:
        return frozenset(code for (code,) in self._all("SELECT code FROM commune"))

    def epci(self, siren: str) -> Epci | None:
        """The EPCI of that SIREN."""
        row = self._one(f"{_EPCI} WHERE siren = ?", siren)
        return _epci(*row) if row else None

    def ancienne(self, code: str) -> tuple[str, Commune] | None:
        """The name of a delegated or associated commune or arrondissement of that code, and its commune of today."""
        row = self._one("SELECT nom, commune FROM ancienne WHERE code = ?", code.strip().upper())
        commune = self.commune(row[1]) if row else None
        return (row[0], commune) if row and commune else None

    def ancien_nom(self, commune: Commune, texte: str) -> str | None:
        """The name of another time by which a text gives this commune; None where it is its own name, or a code."""
        folded = plier(texte)
        own, older = plier(commune.nom.nom), self._all("SELECT nom FROM ancienne WHERE commune = ?", commune.code)
        typed = {folded, folded.removesuffix(f" {commune.departement.code.lower()}")}
        return None if own in typed else next((nom for (nom,) in older if plier(nom) in typed), None)

    def communes_nommees(self, texte: str, limite: int = 20) -> list[Commune]:
        """The communes of that name, INSEE code or postal code, the most populated first.

        Accents, case, hyphens and article are free. The name of a delegated commune or of an arrondissement gives its
        commune. What stands after a name tells homonyms apart: a département (« Saint-Denis (93) », « saint-denis-93 »,
        « Beaune (Côte-d'Or) ») or an INSEE code (« couchey-21200 »).
        """
        typed = texte.strip()
        if len(typed) == 5 and typed[:2].isalnum() and typed[2:].isdigit():  # noqa: PLR2004 - both kinds of code
            by_code = self._communes("WHERE code = ?", typed.upper())
            by_post = self._communes("WHERE ' ' || codes_postaux || ' ' LIKE ?", f"% {typed} %")
            return list(dict.fromkeys([*by_code, *by_post]))[:limite]
        return (self._of_name(plier(typed)) or self._of_name_and_place(plier(typed)))[:limite]

    def communes_commencant(self, texte: str, limite: int = 20) -> list[Commune]:
        """The communes whose name, INSEE code or postal code begins so: those of that very name, then by population.

        Names of delegated communes count where no commune of today has such a name.
        """
        folded = plier(texte)
        if folded[:1].isdigit():
            typed = folded.upper()
            where = "WHERE code LIKE ? OR ' ' || codes_postaux LIKE ?"
            return self._communes(where, f"{typed}%", f"% {typed}%")[:limite]
        where = "WHERE code IN (SELECT code FROM recherche WHERE nom >= ? AND nom < ?)"
        longer = self._communes(where, folded, f"{folded}\U0010ffff")
        today = [commune for commune in longer if plier(commune.nom.nom).startswith(folded)]
        return list(dict.fromkeys([*self._of_name(folded), *(today or longer)]))[:limite]

    def designation(self, commune: Commune) -> str:
        """What to type for this commune and no other: « joue-les-tours », « saint-denis-93 », or its INSEE code."""
        slug = fold(commune.nom.nom).replace(" ", "-")
        names = (slug, f"{slug}-{commune.departement.code.lower()}", commune.code)
        alone = (name for name in names if self.communes_nommees(name) == [commune])
        return next(alone, f"{slug}-{commune.code.lower()}")

    def _of_name(self, folded: str) -> list[Commune]:
        return self._communes("WHERE code IN (SELECT code FROM recherche WHERE nom = ?)", folded)

    def _of_name_and_place(self, folded: str) -> list[Commune]:
        """The communes of a name that the code or the name of their département follows, or their own code."""
        name, _, code = folded.rpartition(" ")
        found = [one for one in self._of_name(name) if code in {one.departement.code.lower(), one.code.lower()}]
        places = [f" {plier(departement.nom.nom)}" for departement in self.departements()]
        for place in (place for place in places if not found and folded.endswith(place)):
            named = self._of_name(folded.removesuffix(place))
            found += [one for one in named if f" {plier(one.departement.nom.nom)}" == place]
        return found

    def proches(self, texte: str, limite: int = 5) -> list[Commune]:
        """Communes whose name begins as what was typed, else is near it."""
        from docgen.nearest import nearest_all

        if len(plier(texte)) >= BEGUN and (begun := self.communes_commencant(texte, limite)):
            return begun

        names = [name for (name,) in self._all("SELECT DISTINCT nom FROM recherche")]
        near = nearest_all(plier(texte), names, limit=limite)
        return [commune for name in near for commune in self.communes_nommees(name, 1)][:limite]

    def epci_nommes(self, texte: str, limite: int = 5) -> list[Epci]:
        """EPCI whose name is near what was typed."""
        from docgen.nearest import nearest_all

        names = dict(self._names_of_epci())
        sirens = dict.fromkeys(names[name] for name in nearest_all(texte, names, limit=2 * limite))
        return [epci for siren in sirens if (epci := self.epci(siren)) is not None][:limite]

    def epci_du_nom(self, texte: str) -> list[Epci]:
        """The EPCI of that very name, as INSEE writes it or in full: « communauté de communes du Pays de Saverne »."""
        folded = plier(texte)
        sirens = dict.fromkeys(siren for nom, siren in self._names_of_epci() if plier(nom) == folded)
        return [epci for siren in sirens if (epci := self.epci(siren)) is not None]

    def _names_of_epci(self) -> Iterator[tuple[str, str]]:
        """Each name of each EPCI, with its SIREN."""
        for nom, nature, siren in self._all("SELECT nom, nature, siren FROM epci"):
            yield nom, siren
            yield epci_name(nom, nature).nom, siren

    def codes_proches(
        self, departements: Iterable[str], population: int, least: int, most: int
    ) -> list[tuple[str, str]]:
        """Code and EPCI of the communes of those départements, from `least` to `most` inhabitants.

        Those whose population is the closest to `population` come first.
        """
        # A commune's code begins with its département's: the table's key finds them.
        ranges = [(code, f"{code}~") for code in departements]
        if not ranges:
            return []
        where = " OR ".join("code BETWEEN ? AND ?" for _ in ranges)
        bounds = [bound for pair in ranges for bound in pair]
        query = f"SELECT code, epci FROM commune WHERE ({where}) AND population BETWEEN ? AND ? ORDER BY abs(population - ?), code"  # noqa: E501, S608 - marks alone
        return self._all(query, *bounds, least, most, population)

    def populations(self, siren: str) -> tuple[tuple[str, int], ...]:
        """Code and population of the communes of an EPCI, the most populous first; those without one left out."""
        if siren not in self._membres:
            row = self._one("SELECT membres FROM epci WHERE siren = ?", siren)
            members = row[0].split() if row else []
            where = f"WHERE code IN ({_marks(members)}) AND population IS NOT NULL ORDER BY population DESC, code"
            self._membres[siren] = tuple(self._all(f"SELECT code, population FROM commune {where}", *members))  # noqa: S608 - marks alone
        return self._membres[siren]

    def la_plus_peuplee(self, siren: str) -> str | None:
        """The INSEE code of the most populous commune of an EPCI."""
        return next((code for code, _ in self.populations(siren)), None)

    def epci_peuples(self, nature: str, least: int, most: int) -> list[Epci]:
        """The EPCI of that kind (« communauté de communes ») whose population is from `least` to `most`."""
        kinds = tuple(code for code, name in NATURES.items() if name == nature)
        where = f"WHERE nature IN ({_marks(kinds)}) AND population BETWEEN ? AND ? ORDER BY siren"
        return [_epci(*row) for row in self._all(f"{_EPCI} {where}", *kinds, least, most)]

    def regions_des_departements(self) -> dict[str, str]:
        """The code of the région of each département, by code."""
        return {code: region.code for code, (_, region) in sorted(self._divisions.items())}

    def a_un_homonyme(self, client: Commune | Epci) -> bool:
        """Whether another commune, or another EPCI of the same kind, bears that very name."""
        if isinstance(client, Epci):
            query = "SELECT count(*) FROM epci WHERE nom = (SELECT nom FROM epci WHERE siren = ?)"
            row = self._one(query, client.siren)
            return row is not None and row[0] > 1
        same = fold(client.nom.nom)
        return any(each.code != client.code and fold(each.nom.nom) == same for each in self._of_name(plier(same)))

    def population_la_plus_forte(self, epci: Epci) -> int | None:
        """The population of the largest commune of an EPCI."""
        row = self._one("SELECT max(population) FROM commune WHERE epci = ?", epci.siren)
        return None if row is None or row[0] is None else int(row[0])

    def _communes(self, where: str, *values: str | int) -> list[Commune]:
        # `where` is this file's own; what people type goes through `values`.
        query = f"SELECT {_COLUMNS} FROM commune {where} ORDER BY population DESC, code"  # noqa: S608 - see above
        return [self._commune(*row) for row in self._all(query, *values)]

    def _commune(  # noqa: PLR0913, PLR0917 - the columns of the table
        self,
        code: str,
        nom: str,
        liaison: int,
        siren: str | None,
        postaux: str,
        population: int | None,
        departement: str,
        epci: str | None,
    ) -> Commune:
        departement_, region = self._divisions[departement]
        if epci == METROPOLE_DE_LYON:
            departement_ = replace(departement_, nom=LYON)
        name = commune_name(nom, liaison)
        return Commune(code, name, siren, tuple(postaux.split()), population, departement_, region, epci)

    @cached_property
    def _divisions(self) -> dict[str, tuple[Division, Division]]:
        """Each département by its code, with its région."""
        regions = {
            code: Division(code, region_name(code, nom, liaison))
            for code, nom, liaison in self._all("SELECT code, nom, liaison FROM region")
        }
        return {
            code: (Division(code, departement_name(code, nom, liaison)), regions[region])
            for code, nom, liaison, region in self._all("SELECT code, nom, liaison, region FROM departement")
        }

    def departements(self) -> list[Division]:
        """All départements and what stands for one overseas, by code."""
        return [departement for departement, _ in sorted(self._divisions.values(), key=lambda pair: pair[0].code)]

    def _one(self, query: str, *values: str | int) -> tuple[Any, ...] | None:
        return next(iter(self._all(query, *values)), None)

    def _all(self, query: str, *values: str | int) -> list[tuple[Any, ...]]:
        """The rows of a query; threads take turns, for the same query of two would share its statement."""
        with self._turn:
            return self._connection.execute(query, values).fetchall()


def _epci(siren: str, nom: str, nature: str, population: int | None, membres: str) -> Epci:
    return Epci(siren, epci_name(nom, nature), NATURES[nature], population, tuple(membres.split()))


def _marks(values: Sized) -> str:
    """« ?, ?, ? », for a list of values in a query."""
    return ", ".join("?" * len(values))


@cache
def _opened(path: Path, _process: int) -> Territoire:
    uri = f"{path.resolve().as_uri()}?mode=ro&immutable=1"
    return Territoire(sqlite3.connect(uri, uri=True, check_same_thread=False))
