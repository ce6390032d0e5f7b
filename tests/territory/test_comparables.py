"""Whom a client is compared with: like it by rule, and what it is taken for what it is."""

from __future__ import annotations

import sqlite3

import pytest

from docgen.territory import Territoire
from docgen.territory.comparables import comparables, strate
from docgen.territory.composition import composition, place_of
from docgen.territory.model import Commune, Epci
from docgen.territory.portrait import portrait
from docgen.territory.territoire import TABLE

T = Territoire.open()


def commune(code: str) -> Commune:
    found = T.commune(code)
    assert found is not None
    return found


def epci(siren: str) -> Epci:
    found = T.epci(siren)
    assert found is not None
    return found


def some_codes(step: int) -> list[str]:
    connection = sqlite3.connect(TABLE)
    codes = [code for (code,) in connection.execute("SELECT code FROM commune ORDER BY code")]
    connection.close()
    return codes[::step]


def largest(siren: str | None) -> str | None:
    """The most populous commune of an EPCI, by another way than the code's."""
    members = [commune(code) for code in epci(siren).membres] if siren else []
    return min(members, key=lambda each: (-(each.population or 0), each.code)).code if members else None


def test_three_communes_of_the_departement_are_like_a_village() -> None:
    assert [str(each.nom) for each in comparables(commune("12153"), T)] == ["Almont-les-Junies", "Lunac", "Naussac"]


def test_comparables_of_any_commune_are_like_it_and_of_no_neighbour() -> None:
    checked = 0
    for code in some_codes(211):
        client = commune(code)
        first = client.code == largest(client.epci)
        found = [each for each in comparables(client, T) if isinstance(each, Commune)]
        assert len(set(found)) == len(found) <= 3
        for other in found:
            checked += 1
            assert client.population is not None
            assert other.population is not None
            assert strate(other.population) == strate(client.population)
            assert max(other.population, client.population) <= 2 * min(other.population, client.population)
            assert other.epci is None or other.epci != client.epci
            assert (other.code == largest(other.epci)) == first
            assert (other.departement.code >= "97") == (client.departement.code >= "97")
    assert checked > 400


def test_the_departement_comes_before_the_region_and_the_region_before_the_rest() -> None:
    beaune = commune("21054")  # most populous of its EPCI: nobody in the Côte-d'Or is like it
    found = comparables(beaune, T)
    assert [each.region.code for each in found if isinstance(each, Commune)] == [beaune.region.code] * 3
    assert beaune.departement.code not in {each.departement.code for each in found if isinstance(each, Commune)}


def test_paris_is_like_nobody_and_overseas_like_overseas() -> None:
    assert comparables(commune("75056"), T) == ()
    assert {each.code[:2] for each in comparables(commune("97209"), T) if isinstance(each, Commune)} == {"97"}
    ajaccio = [each.code for each in comparables(commune("2A004"), T) if isinstance(each, Commune)]
    assert len(ajaccio) == 3
    assert not any(code.startswith("97") for code in ajaccio)


def test_a_commune_without_a_population_has_no_comparable() -> None:
    from dataclasses import replace

    assert comparables(replace(commune("12153"), population=None), T) == ()


def test_an_epci_is_like_epci_of_its_kind_and_size() -> None:
    found = comparables(epci("243700754"), T)
    assert [str(each.nom) for each in found] == ["Orléans Métropole", "Clermont Auvergne Métropole", "Dijon Métropole"]
    near = comparables(epci("200070506"), T)
    assert {each.nature for each in near if isinstance(each, Epci)} == {"communauté de communes"}


def test_the_metropole_de_lyon_is_no_epci_and_its_communes_have_no_departement() -> None:
    assert comparables(epci("200046977"), T) == ()
    assert all(epci("200046977") not in comparables(epci(siren), T) for siren in ("243100518", "200093201"))
    assert [commune(code).departement.nom.nom for code in ("69123", "69204", "69264")] == [
        "Métropole de Lyon", "Métropole de Lyon", "Rhône",
    ]  # fmt: skip
    assert commune("69204").departement.code == "69"  # holidays and time zones go by it


def test_shares_are_of_the_sum_of_the_members() -> None:
    beaune = commune("21054")
    place = place_of(beaune, T)
    assert place is not None
    members = [each.population or 0 for each in map(commune, epci(str(beaune.epci)).membres)]
    assert place.part == pytest.approx(100 * (beaune.population or 0) / sum(members))
    assert (place.rang, place.composition.communes) == (1, len(members))
    whole = composition(epci(str(beaune.epci)), T)
    assert whole == place.composition
    assert place_of(commune("97701"), T) is None  # no EPCI there


def test_ranks_of_an_epci_are_one_to_the_number_of_its_communes() -> None:
    members = epci("200070506").membres
    ranks = sorted(place.rang for code in members if (place := place_of(commune(code), T)))
    assert ranks == list(range(1, len(members) + 1))


def test_what_the_brief_names_replaces_what_docgen_finds() -> None:
    client = commune("12153")
    chosen = portrait(client, T, choisis=("58197", "71137"))
    assert [str(each.nom) for each in chosen.comparables] == ["Nuars", "Cluny"]
    assert portrait(client, T, choisis=()).comparables == ()


def test_the_words_that_the_table_tells() -> None:
    assert portrait(commune("21054"), T).traits.presents == ("ville-centre",)
    assert portrait(commune("37122"), T).traits.presents == ()
    assert portrait(commune("97209"), T).traits.presents == ("outre-mer", "ville-centre")
    assert portrait(epci("249720061"), T).traits.presents == ("outre-mer",)
    assert "ville-centre" not in portrait(epci("249720061"), T).traits.connus


def test_a_homonym_is_one_of_the_same_name_whatever_its_accents() -> None:
    assert T.a_un_homonyme(commune("93066"))  # Saint-Denis
    assert not T.a_un_homonyme(commune("37122"))
    assert T.a_un_homonyme(epci("247000623"))  # there are two « CC des Quatre Rivières »
    assert not T.a_un_homonyme(epci("243700754"))
