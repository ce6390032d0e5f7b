"""Look-ups in the table of communes and EPCI that ships with docgen."""

from __future__ import annotations

import os
import sqlite3
from functools import cache, cached_property
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any

from docgen.nearest import fold
from docgen.territory.model import Commune, Division, Epci
from docgen.territory.noms import NATURES, commune_name, departement_name, epci_name, region_name
from docgen.territory.recherche import plier

if TYPE_CHECKING:
    from collections.abc import Iterator

_COLUMNS = "code, nom, liaison, siren, codes_postaux, population, departement, epci"
BEGUN = 3  # letters, from which a name is one that was begun
TABLE = Path(__file__).parent / "territoire.sqlite"


class Territoire:
    """Communes and EPCI of 2026. Opening reads nothing; a look-up reads a few pages of the file."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._turn = Lock()

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

    def epci(self, siren: str) -> Epci | None:
        """The EPCI of that SIREN."""
        row = self._one("SELECT siren, nom, nature, population, membres FROM epci WHERE siren = ?", siren)
        if row is None:
            return None
        siren, nom, nature, population, membres = row
        return Epci(siren, epci_name(nom, nature), NATURES[nature], population, tuple(membres.split()))

    def ancienne(self, code: str) -> tuple[str, Commune] | None:
        """The name of a delegated or associated commune or arrondissement of that code, and its commune of today."""
        row = self._one("SELECT nom, commune FROM ancienne WHERE code = ?", code.strip().upper())
        commune = self.commune(row[1]) if row else None
        return (row[0], commune) if row and commune else None

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

    def population_la_plus_forte(self, epci: Epci) -> int | None:
        """The population of the largest commune of an EPCI."""
        row = self._one("SELECT max(population) FROM commune WHERE epci = ?", epci.siren)
        return None if row is None or row[0] is None else int(row[0])

    def _communes(self, where: str, *values: str) -> list[Commune]:
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

    def _one(self, query: str, *values: str) -> tuple[Any, ...] | None:
        return next(iter(self._all(query, *values)), None)

    def _all(self, query: str, *values: str) -> list[tuple[Any, ...]]:
        """The rows of a query; threads take turns, for the same query of two would share its statement."""
        with self._turn:
            return self._connection.execute(query, values).fetchall()


@cache
def _opened(path: Path, _process: int) -> Territoire:
    uri = f"{path.resolve().as_uri()}?mode=ro&immutable=1"
    return Territoire(sqlite3.connect(uri, uri=True, check_same_thread=False))
