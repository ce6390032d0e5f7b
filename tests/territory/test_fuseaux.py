"""The clock of a place: of its postal code, else of the client's."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

import pytest

from docgen.territory import Territoire
from docgen.territory.fuseaux import PARIS, fuseau


@pytest.mark.parametrize(
    ("code", "hours"),
    [
        ("37122", 1),  # Joué-lès-Tours
        ("2A004", 1),  # Ajaccio
        ("97105", -4),  # Basse-Terre
        ("97209", -4),  # Fort-de-France
        ("97302", -3),  # Cayenne
        ("97411", 4),  # Saint-Denis
        ("97502", -3),  # Saint-Pierre
        ("97608", 3),  # Mamoudzou
        ("97701", -4),  # Saint-Barthélemy
        ("97801", -4),  # Saint-Martin
        ("98613", 12),  # Uvea
        ("98735", -10),  # Papeete
        ("98731", -9.5),  # Nuku-Hiva, Marquises
        ("98719", -9),  # Gambier
        ("98818", 11),  # Nouméa
    ],
)
def test_each_commune_has_its_winter_hour(code: str, hours: float) -> None:
    commune = Territoire.open().commune(code)
    assert commune is not None
    for zone in (
        fuseau(None, commune.codes_postaux, commune.departement.code),
        fuseau(f"Mairie, {commune.codes_postaux[0]} {commune.nom.nom}", ("37300",), "37"),
    ):
        assert dt.datetime(2027, 1, 12, 12, tzinfo=ZoneInfo(zone)).utcoffset() == dt.timedelta(hours=hours)


def test_every_departement_has_a_zone_that_the_system_knows() -> None:
    for departement in Territoire.open().departements():
        assert fuseau(None, (), departement.code) == PARIS or departement.code.startswith(("97", "98"))
        ZoneInfo(fuseau(None, (), departement.code))


def test_the_place_speaks_before_the_client() -> None:
    assert fuseau("1 place de la Mairie, 37300 Joué-lès-Tours", ("97400",), "974") == PARIS
    assert fuseau("Mairie annexe", ("97400",), "974") == "Indian/Reunion"
    assert fuseau("12345 rue longue, 97400 Saint-Denis", ("37300",), "37") == "Indian/Reunion"
    assert fuseau(None) == PARIS
