"""Real communes and EPCI, looked up as people type them."""

from __future__ import annotations

import sqlite3
from concurrent.futures import ThreadPoolExecutor

import pytest

from docgen.territory import Territoire, debat_budgetaire
from docgen.territory.recherche import plier
from docgen.territory.territoire import TABLE


@pytest.fixture(scope="module")
def territoire() -> Territoire:
    return Territoire.open()


@pytest.fixture(scope="module")
def codes() -> list[str]:
    with sqlite3.connect(TABLE) as connection:
        found = [code for (code,) in connection.execute("SELECT code FROM commune")]
    connection.close()
    return found


@pytest.mark.parametrize(
    ("typed", "code", "de_nom", "a_nom"),
    [
        ("le mans", "72181", "du Mans", "au Mans"),
        ("Évreux", "27229", "d'Évreux", "à Évreux"),
        ("les herbiers", "85109", "des Herbiers", "aux Herbiers"),
        ("AIX EN PROVENCE", "13001", "d'Aix-en-Provence", "à Aix-en-Provence"),
        ("la-rochelle", "17300", "de La Rochelle", "à La Rochelle"),
        ("L'hay les roses", "94038", "de L'Haÿ-les-Roses", "à L'Haÿ-les-Roses"),
        ("havre", "76351", "du Havre", "au Havre"),
        ("aux marais", "60703", "des Marais", "aux Marais"),
        ("los masos", "66104", "de Los Masos", "à Los Masos"),
        ("mamoudzou", "97611", "de Mamoudzou", "à Mamoudzou"),
        ("2a004", "2A004", "d'Ajaccio", "à Ajaccio"),
        ("01001", "01001", "de L'Abergement-Clémenciat", "à L'Abergement-Clémenciat"),
        ("37000", "37261", "de Tours", "à Tours"),
        ("paris 11e arrondissement", "75056", "de Paris", "à Paris"),
        ("Arbignieu", "01015", "d'Arboys en Bugey", "à Arboys en Bugey"),
        ("st pierre des corps", "37233", "de Saint-Pierre-des-Corps", "à Saint-Pierre-des-Corps"),
    ],
)
def test_a_commune_is_found_as_people_type_it(
    territoire: Territoire, typed: str, code: str, de_nom: str, a_nom: str
) -> None:
    found = territoire.communes_nommees(typed)[0]
    assert (found.code, found.nom.de_nom, found.nom.a_nom) == (code, de_nom, a_nom)


def test_homonyms_are_all_given_the_most_populated_first(territoire: Territoire) -> None:
    found = territoire.communes_nommees("saint denis")
    assert [c.departement.code for c in found] == ["974", "93", "11", "30"]


def test_a_wrong_letter_still_leads_to_the_commune(territoire: Territoire) -> None:
    assert territoire.communes_nommees("Joué-lès-Tour") == []
    assert "37122" in [c.code for c in territoire.proches("Joué-lès-Tour")]


def test_a_code_of_a_delegated_commune_leads_to_the_commune_of_today(territoire: Territoire) -> None:
    found = territoire.ancienne("75111")
    assert found is not None
    assert (found[0], found[1].code) == ("Paris 11e Arrondissement", "75056")
    assert territoire.ancienne("99999") is None


def test_all_communes_and_epci_of_2026_are_there(territoire: Territoire, codes: list[str]) -> None:
    communes = [commune for code in codes if (commune := territoire.commune(code))]
    assert len(communes) == 34_969
    assert sum(c.siren is None for c in communes) == 94
    assert sum(c.population is None for c in communes) == 6
    assert sum(c.epci is None for c in communes) == 98
    assert len({c.epci for c in communes} - {None}) == 1_255


def test_no_name_in_a_sentence_breaks_french(territoire: Territoire, codes: list[str]) -> None:
    for code in codes:
        commune = territoire.commune(code)
        assert commune is not None
        nom = commune.nom
        assert nom.de_nom.startswith(("de ", "d'", "du ", "des "))
        assert nom.a_nom.startswith(("à ", "au ", "aux "))
        for said in (nom.de_nom, nom.a_nom):
            assert "  " not in said
            assert not said.startswith(("de Le ", "de Les ", "à Le ", "à Les ", "du Le ", "au Le "))


def test_a_commune_of_an_epci_is_one_of_its_members(territoire: Territoire) -> None:
    joue = territoire.commune("37122")
    assert joue is not None
    epci = territoire.epci(joue.epci or "")
    assert epci is not None
    assert joue.code in epci.membres
    assert (epci.nom.nom, epci.nom.de_nom) == ("Tours Métropole Val de Loire", "de Tours Métropole Val de Loire")


@pytest.mark.parametrize(
    ("siren", "nature", "de_nom"),
    [
        ("200067254", "communauté d'agglomération", "de la communauté d'agglomération Pau Béarn Pyrénées"),
        ("246700488", "métropole", "de l'Eurométropole de Strasbourg"),
        ("200046977", "métropole", "de la métropole de Lyon"),
        ("244500468", "métropole", "d'Orléans Métropole"),
    ],
)
def test_an_epci_is_named_with_its_kind(territoire: Territoire, siren: str, nature: str, de_nom: str) -> None:
    epci = territoire.epci(siren)
    assert epci is not None
    assert (epci.nature, epci.nom.de_nom) == (nature, de_nom)


def test_the_budget_debate_starts_at_3500_inhabitants(territoire: Territoire) -> None:
    joue = territoire.commune("37122")
    village = territoire.commune("30247")
    assert joue is not None
    assert village is not None
    assert debat_budgetaire(joue, territoire) is True
    assert debat_budgetaire(village, territoire) is False
    metropole = territoire.epci(joue.epci or "")
    assert metropole is not None
    assert debat_budgetaire(metropole, territoire) is True


def test_vintages_are_said_and_told_apart(territoire: Territoire) -> None:
    assert "Insee" in territoire.millesime_communes
    assert "DGCL" in territoire.millesime_epci
    assert "2026" in territoire.millesime


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("saint denis", "97411"),
        ("Saint-Denis (93)", "93066"),
        ("hay-les-r", "94038"),
        ("le man", "72181"),
        ("joué", "37122"),
        ("3712", "37122"),
        ("2a004", "2A004"),
    ],
)
def test_a_commune_is_found_by_the_beginning_of_its_name(territoire: Territoire, typed: str, first: str) -> None:
    found = territoire.communes_commencant(typed) or territoire.communes_nommees(typed)
    assert found[0].code == first


def test_names_of_today_go_alone_where_there_are_any(territoire: Territoire) -> None:
    names = [plier(commune.nom.nom) for commune in territoire.communes_commencant("saint-d")]
    assert all(name.startswith("saint d") for name in names)


@pytest.mark.parametrize(
    ("code", "typed"), [("37122", "joue-les-tours"), ("93066", "saint-denis-93"), ("17464", "17464")]
)
def test_what_is_typed_for_a_commune_means_it_alone(territoire: Territoire, code: str, typed: str) -> None:
    commune = territoire.commune(code)
    assert commune is not None
    assert territoire.designation(commune) == typed
    assert territoire.communes_nommees(typed) == [commune]


def test_many_threads_get_their_own_answers(territoire: Territoire, codes: list[str]) -> None:
    asked = codes[::20] * 2
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(territoire.commune, asked))
    assert [commune.code for commune in found if commune] == asked
