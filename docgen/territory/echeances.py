"""« Vos échéances »: what the law asks of a collectivité until the renewal of 2032, from echeances.toml.

A rule whose text was read is printed as a rule. A date that was worked out, remembered or read at second hand is for
the trainer to check, and stands on no client's paper.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

from docgen.territory.composition import METROPOLE_DE_LYON

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

TABLE = Path(__file__).parent / "echeances.toml"
DERNIERE_ANNEE = 2031  # of what comes each year; the council changes in March 2032


class Collectivite(Protocol):
    """What of a client decides its obligations: a commune or an EPCI of the brief."""

    @property
    def code(self) -> str:
        """INSEE code of a commune, SIREN of an EPCI."""

    @property
    def population(self) -> int | None:
        """Its population municipale."""

    @property
    def est_epci(self) -> bool:
        """Whether it is an EPCI."""

    @property
    def debat_budgetaire(self) -> bool | None:
        """Whether a débat d'orientation budgétaire is compulsory."""

    @property
    def dans_un_epci(self) -> bool:
        """Whether it is a commune of an EPCI à fiscalité propre, the Métropole de Lyon left out."""


@dataclass(frozen=True, slots=True)
class Echeance:
    """One obligation. `date` is its next day from the date asked about; None for a rule without a day of its own.

    `nom` is fit for any sentence. `regle` was read in the law, and has no date but the law's. `a_verifier` is the
    trainer's, with its `confiance` (S2, M or I).
    """

    id: str
    nom: str
    source: str
    rang: int  # in the table, where rules stand by what they matter
    date: dt.date | None = None
    regle: str | None = None
    a_verifier: str | None = None
    confiance: str | None = None


def echeances(client: Collectivite, date: dt.date) -> tuple[Echeance, ...]:
    """The obligations of a client from that date on: by day, and those without one last."""
    return _echeances(
        _Decisif(client.code, client.population, client.est_epci, client.debat_budgetaire, client.dans_un_epci), date
    )


class _Decisif(NamedTuple):
    """What decides of a client's obligations."""

    code: str
    population: int | None
    est_epci: bool
    debat_budgetaire: bool | None
    dans_un_epci: bool


@lru_cache(maxsize=64)  # a brief asks for the same ones from each of its sequences
def _echeances(client: _Decisif, date: dt.date) -> tuple[Echeance, ...]:
    concerned = [(rang, row) for rang, row in enumerate(_rows()) if _concerns(row.get("si", {}), client)]
    found = [one for rang, row in concerned if (one := _at(row, rang, date))]
    return tuple(sorted(found, key=lambda one: (one.date is None, one.date or date, one.rang)))


def prochaines(known: tuple[Echeance, ...], combien: int = 3) -> tuple[str, ...]:
    """The names of the next ones, each once."""
    return tuple(dict.fromkeys(one.nom for one in known if one.date))[:combien]


@cache
def _rows() -> tuple[Mapping[str, Any], ...]:
    import tomllib

    return tuple(tomllib.loads(TABLE.read_text(encoding="utf-8"))["echeance"])


def _concerns(si: Mapping[str, Any], client: Collectivite) -> bool:
    """Whether all that the row asks for holds; what is unknown does not."""
    return all(_holds(fact, value, client) for fact, value in si.items())


def _holds(fact: str, value: Any, client: Collectivite) -> bool:
    if fact == "client":
        return value == ("epci" if client.est_epci else "commune") and client.code != METROPOLE_DE_LYON
    if fact == "debat":
        return client.debat_budgetaire is value
    if fact == "intercommunalite":
        return client.dans_un_epci is value
    if fact == "habitants":
        return client.population is not None and client.population >= value[0]
    raise KeyError(fact)


def _at(row: Mapping[str, Any], rang: int, date: dt.date) -> Echeance | None:
    """The row as it stands at a date; None for one whose last day is past."""
    known = {name: row.get(name) for name in ("regle", "a_verifier", "confiance")}
    day = next(_days(row, date), None)
    if day is None and ("date" in row or "chaque_annee" in row):
        return None
    return Echeance(row["id"], row["nom"], row["source"], rang, day, **known)


def _days(row: Mapping[str, Any], date: dt.date) -> Iterator[dt.date]:
    """The days of a row from a date on."""
    if "chaque_annee" in row:
        month, day = map(int, row["chaque_annee"].split("-"))
        years = range(max(date.year, row.get("depuis", date.year)), DERNIERE_ANNEE + 1)
        yield from (each for year in years if (each := dt.date(year, month, day)) >= date)
    elif "date" in row and row["date"] >= date:
        yield row["date"]
