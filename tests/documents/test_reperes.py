"""What documents print of the territory: no rank, comparables by population alone, no date that was worked out."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from docgen.documents.territoire import a_verifier
from docgen.production import Atelier, check, load, open_atelier, view_of
from docgen.production.donnees import import_figures
from docgen.workspace import Workspace

if TYPE_CHECKING:
    from docgen.documents.contexte import VueRepere
    from docgen.production.verification import Verification

ROOT = Path(__file__).parents[2]
CSV = ROOT / "tests" / "territory" / "insee" / "base_cc_comparateur.csv"
ATELIER = open_atelier(Workspace(ROOT))
BRIEF = """\
reference: T-1
date: 2026-10-05
{client}
attendus: [{{id: A1, texte: Comprendre, themes: [marketing]}}]
modules: [{{code: "16"}}]
{more}
"""


def built(client: str, more: str = "", atelier: Atelier = ATELIER) -> Verification:
    if not client.startswith(("commune", "epci")):
        client = f'commune: {{code_insee: "{client}"}}' if len(client) == 5 else f'epci: {{siren: "{client}"}}'
    text = BRIEF.format(client=client, more=more)
    return check(atelier, load(atelier, Path("b.yaml"), text.encode()))


def view(client: str, more: str = "", atelier: Atelier = ATELIER) -> dict[str, object]:
    return dict(view_of(atelier, built(client, more, atelier), "programme"))


def reperes(client: str, more: str = "", atelier: Atelier = ATELIER) -> dict[str, VueRepere]:
    found: tuple[VueRepere, ...] = view(client, more, atelier)["contexte"].reperes  # type: ignore[attr-defined]
    return {each.libelle: each for each in found}


def plain(text: str) -> str:
    return re.sub("[\u00a0\u202f]", " ", text)


def test_a_commune_is_shown_its_share_and_the_size_of_its_epci() -> None:
    assert plain(reperes("37122")["Intercommunalité"].valeur) == (
        "Tours Métropole Val de Loire (22 communes ; vous comptez 12,8 % de leurs habitants)"
    )


def test_comparables_are_printed_with_their_population_alone() -> None:
    row = reperes("37122")["Communes comparables"]
    assert plain(row.valeur) == (
        "Olivet (Loiret, 23 507 habitants), Saint-Jean-de-Braye (Loiret, 23 147 habitants) et Fleury-les-Aubrais "
        "(Loiret, 21 804 habitants)"
    )
    assert row.source.endswith("hors de votre intercommunalité")


def test_the_brief_replaces_or_empties_the_comparables() -> None:
    row = reperes("37122", 'comparables: ["45232"]')["Communes comparables"]
    assert plain(row.valeur) == "Olivet (Loiret, 23 507 habitants)"
    assert row.source == "choisies avec vous"
    assert "Communes comparables" not in reperes("37122", "comparables: []")


@pytest.mark.parametrize("client", ["37122", "12153", "69204", "75056", "2A004", "97209", "200070506", "200046977"])
def test_no_document_ranks_the_members_of_an_epci_nor_names_one_as_comparable(client: str) -> None:
    checked = built(client)
    brief = checked.loaded.brief
    assert brief is not None
    rows = reperes(client)
    printed = " ".join(f"{each.libelle} {each.valeur}" for each in rows.values())
    assert not re.search(r"\brang\b|\bclass|\b[0-9]+e (?:commune|plus)|\b1re (?:commune|plus)", printed)
    if brief.portrait and brief.portrait.composition:
        largest = ATELIER.territoire.commune(brief.portrait.composition.la_plus_grande)
        assert largest is not None
        assert largest.nom.nom not in rows["Communes membres"].valeur


def test_communes_of_lyon_are_under_no_departmental_council() -> None:
    rows = reperes("69204")
    assert "Département et région" not in rows
    assert rows["Métropole et région"].valeur == "Métropole de Lyon, Auvergne-Rhône-Alpes"
    assert plain(rows["Métropole"].valeur).startswith("Métropole de Lyon (58 communes")
    assert rows["Métropole"].source.endswith("à vérifier")
    assert "Rhône," not in " ".join(row.valeur for row in rows.values())
    assert "pacte" not in rows["Vos échéances"].valeur
    client = built("69204").loaded.brief
    assert client is not None
    assert "L5211-11-2" in a_verifier(client.client, dt.date(2026, 12, 3))[0]


@pytest.mark.parametrize(
    ("client", "label", "value"),
    [
        ("75056", "Collectivité et région", "Ville de Paris, Île-de-France"),
        ("2A004", "Collectivité", "Collectivité de Corse"),
        ("97209", "Collectivité", "Collectivité territoriale de Martinique"),
        ("97411", "Département et région", "La Réunion"),
        ("37122", "Département et région", "Indre-et-Loire, Centre-Val de Loire"),
    ],
)
def test_paris_corse_and_overseas_are_what_they_are(client: str, label: str, value: str) -> None:
    assert reperes(client)[label].valeur == value


@pytest.mark.parametrize(
    ("client", "assembly"),
    [
        ("37122", "conseil municipal"),
        ("75056", "Conseil de Paris"),
        ("200070506", "conseil communautaire"),
        ("200046977", "conseil de la métropole"),
    ],
)
def test_an_assembly_bears_its_own_name(client: str, assembly: str) -> None:
    assert view(client)["client"].assemblee == assembly  # type: ignore[attr-defined]


def test_an_epci_that_the_brief_names_instead_is_printed_without_a_share() -> None:
    rows = reperes('commune: {code_insee: "37122", epci: Communauté de communes inventée}')
    assert rows["Intercommunalité"].valeur == "Communauté de communes inventée"


def test_the_portrait_says_in_words_what_sentences_take() -> None:
    brief = built("12153").loaded.brief
    assert brief is not None
    assert brief.portrait is not None
    assert brief.portrait.noms == "Almont-les-Junies, Lunac et Naussac"
    assert brief.portrait.un is not None
    assert brief.portrait.un.nom.de_nom == "d'Almont-les-Junies"
    assert brief.portrait.part is not None
    assert (brief.portrait.rang, round(brief.portrait.part, 1)) == (6, 8.1)
    assert brief.portrait.echeances == (
        "la préparation du budget",
        "la traduction de la sobriété foncière dans le SCoT",
        "le vote du compte financier unique",
    )
    epci = built("200070506").loaded.brief
    assert epci is not None
    assert epci.portrait is not None
    assert epci.portrait.noms is not None
    assert epci.portrait.noms.startswith("la communauté de communes du Pays de Saint Yrieix, la communauté")


@pytest.mark.parametrize("client", ["37122", "12153", "72181", "69123", "75056", "200070506", "243700754"])
@pytest.mark.parametrize("date", ["2026-10-05", "2029-01-10", "2031-06-01"])
def test_a_proposal_prints_rules_and_no_date_that_was_worked_out(client: str, date: str) -> None:
    checked = check(ATELIER, load(ATELIER, Path("b.yaml"), _at(client, date)))
    row = next(r for r in view_of(ATELIER, checked, "programme")["contexte"].reperes if r.libelle == "Vos échéances")  # type: ignore[attr-defined]
    assert not re.search(r"20[23][0-9]", row.valeur)
    assert row.valeur.count(". ") <= 2
    assert row.source


def _at(client: str, date: str) -> bytes:
    key = f'commune: {{code_insee: "{client}"}}' if len(client) == 5 else f'epci: {{siren: "{client}"}}'
    return BRIEF.format(client=key, more="").replace("2026-10-05", date).encode()


def test_the_trainer_checks_dates_before_the_session() -> None:
    brief = built("12153").loaded.brief
    assert brief is not None
    lines = a_verifier(brief.client, dt.date(2027, 3, 1))
    assert len(lines) == 5
    assert lines[0].startswith("Compte financier unique")
    assert "30 juin 2027" in lines[0]
    assert all(re.search(r"\. Source : .+\.$", line) for line in lines)


@pytest.mark.parametrize(
    ("client", "designation"),
    [
        ("93066", "Commune de Saint-Denis (Seine-Saint-Denis)"),
        ("97411", "Commune de Saint-Denis (La Réunion)"),
        ("37122", "Commune de Joué-lès-Tours"),
        ("247000623", "Communauté de communes des Quatre Rivières (Haute-Saône)"),
        ("200070506", "Communauté de communes Pays de Nexon Monts de Chalus"),
    ],
)
def test_a_homonym_carries_its_departement_on_covers(client: str, designation: str) -> None:
    assert view(client)["client"].designation == designation  # type: ignore[attr-defined]


def test_without_figures_nothing_is_missing_and_nothing_is_invented() -> None:
    labels = reperes("12153").keys()
    assert {"Logements vacants", "Niveau de vie médian", "Évolution de la population"}.isdisjoint(labels)


def test_figures_are_printed_beside_medians_with_their_year(tmp_path: Path) -> None:
    workspace = Workspace(tmp_path)
    import_figures(workspace, CSV)
    rows = reperes("12153", atelier=open_atelier(workspace))
    said = {label: plain(row.valeur) for label, row in rows.items()}
    assert said["Évolution de la population"] == (
        "−0,9 % par an de 2016 à 2022 (médianes : strate du département 0 %, comparables 0 %)"
    )
    assert said["Logements vacants"] == "10 % (médianes : strate du département 10 %, comparables 10 %)"
    assert said["Niveau de vie médian"].startswith("20 480 € par an (médianes : ")
    assert rows["Niveau de vie médian"].source == "Insee, comparateur de territoires, revenus 2021"
    assert rows["Logements vacants"].source == "Insee, comparateur de territoires, recensement 2022"
    # No figure of a comparable by its name.
    named = {"Almont-les-Junies", "Lunac", "Naussac"}
    assert [label for label, value in said.items() if any(name in value for name in named)] == ["Communes comparables"]
