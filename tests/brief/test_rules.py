"""Each rule of a brief by a negative example: a sound brief, one thing changed, one finding, at its line."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

import pytest
from test_contexte import ODD

from docgen.brief import LoadedBrief, check_brief, load_brief
from docgen.catalogue import load_catalogue
from docgen.findings import Finding, Gravite
from docgen.organisme.model import Agrement, Formateur, Lecture, Organisme
from docgen.territory import Territoire

ROOT = Path(__file__).parents[2]
TERRITOIRE = Territoire.open()
CATALOGUE, _ = load_catalogue([ROOT / "catalogue"])
ORGANISME = Organisme(
    formateurs=(Formateur("f1", "Hélène", "Vasseur"), Formateur("f2", "Marc", "Le Bihan")),
    agrement=Agrement(fin=dt.date(2027, 12, 31)),
    lecture=Lecture.LU,
)

BRIEF = """\
reference: JLT-2026-01
date: 2026-10-05
commune:
  code_insee: "37122"
  siret: "21370122000013"
attendus:
  - {id: A1, texte: Un diagnostic partagé, themes: [diagnostic]}
  - {id: A2, texte: Savoir lire les chiffres, themes: [donnees]}
modules:
  - code: "12"
    ajouter: [zoom-finances]
    retirer: [zoom-foncier]
  - code: "13"
conditions: {prix_jour: "1450", financement: budget-collectivite}
sessions:
  - modules: ["12"]
    jours:
      - {date: 2026-12-03, matin: "9:00-12:30", apres_midi: "14:00-17:30"}
    formateurs: [f1]
    participants:
      - {nom: KERVADEC, prenom: Maëlle}
      - {nom: DUPONT, prenom: Jean}
  - modules: ["13"]
    jours:
      - {date: 2026-12-10, matin: "9:00-12:30", apres_midi: "14:00-17:30"}
    formateurs: [f2]
"""
WRITTEN = (
    "ajouter: [{id: sur-place, titre: Visite, duree: {min: 20, cible: 30, max: 40}, methodes: [atelier], "
    "contenu: [Un tour du bourg], evaluation: Carnet relu"
)
JOURNEE = 'matin: "9:00-12:30", apres_midi: "14:00-17:30"}'
PEOPLE = "\n      - {nom: KERVADEC, prenom: Maëlle}\n      - {nom: DUPONT, prenom: Jean}"
SAME_TIME = '2026-12-03, soir: "17:00-20:00"}\n    participants: [{nom: KERVADEC, prenom: Maëlle}]'
TWENTY = "".join(f"\n      - {{nom: ÉLU{i}, prenom: A}}" for i in range(20))
FORTY = "".join(f"\n      - {{nom: ÉLU{i}, prenom: A}}" for i in range(40))

# code, what is replaced, by what, a piece of the line where the finding stands
CASES = [
    ("B020", 'commune:\n  code_insee: "37122"\n  siret: "21370122000013"\n', "", "reference"),
    ("B020", "attendus:\n", 'epci: {siren: "243700754"}\nattendus:\n', "epci"),
    ("B021", '"37122"\n  siret: "21370122000013"', '"37999"', "37999"),
    ("B022", "attendus:\n", "attendus:\n", ""),  # replaced below: an EPCI takes the commune's place
    ("B023", "21370122000013", "21370122000014", "21370122000014"),
    ("B024", "21370122000013", "21370261600011", "21370261600011"),
    ("B025", '  siret: "21370122000013"', '  departement: "99"', "departement"),
    (
        "B026",
        'siret: "21370122000013"',
        'siret: "21370122000013"\n  adresse: 1 rue du Port, 29300 Quimperlé',
        "adresse",
    ),
    ("B029", "JLT-2026-01", "aux.1", "aux.1"),
    ("B030", '- code: "13"', '- code: "99"', "99"),  # the session follows, below
    ("B031", '- code: "13"', '- code: "12"', 'code: "12"'),
    ("B032", "[zoom-finances]", "[zoom-finance]", "zoom-finance"),
    ("B032", "[zoom-foncier]", "[zoom-fonciers]", "zoom-fonciers"),
    ("B033", "[zoom-foncier]", "[zoom-finances]", "ajouter"),
    ("B034", "ajouter: [zoom-finances]", WRITTEN.replace("sur-place", "zoom-foncier") + "}]", "Visite"),
    ("B035", "ajouter: [zoom-finances]", WRITTEN + ", objectifs: [O9]}]", "Visite"),
    ("B036", "ajouter: [zoom-finances]", WRITTEN.replace("min: 20", "min: 35") + "}]", "Visite"),
    (
        "B037",
        "ajouter: [zoom-finances]",
        WRITTEN.replace("Un tour du bourg", '"Un tour {client.denom}"') + "}]",
        "Visite",
    ),
    ("B039", "id: A2", "id: A1", "Savoir lire"),
    ("B040", '  - modules: ["13"]', '  - modules: ["13", "14"]', "14"),
    ("B041", '  - modules: ["13"]', '  - modules: ["12"]', '- code: "13"'),
    ("B042", f", {JOURNEE}\n    formateurs: [f1]", "}\n    formateurs: [f1]", "2026-12-03"),
    (
        "B043",
        'apres_midi: "14:00-17:30"}\n    formateurs: [f1]',
        'apres_midi: "12:00-17:30"}\n    formateurs: [f1]',
        "2026-12-03",
    ),
    (
        "B044",
        "    formateurs: [f1]",
        '      - {date: 03/12/2026, soir: "18:00-21:00"}\n    formateurs: [f1]',
        "03/12/2026",
    ),
    ("B045", "date: 2026-10-05", "date: 2026-12-04", "2026-12-03"),
    ("B046", "[f1]", "[f3]", "f3"),
    (
        "B047",
        f"2026-12-10, {JOURNEE}\n    formateurs: [f2]",
        '2026-12-03, matin: "9:00-12:30"}\n    formateurs: [f1]',
        "2026-12-03",
    ),
    ("B048", f"2026-12-10, {JOURNEE}", SAME_TIME, "soir"),
    ("B049", "2026-12-10", "2028-01-11", "2028-01-11"),
    ("B050", "2026-12-10", "2026-12-06", "2026-12-06"),
    ("B051", "2026-12-10", "2026-12-25", "2026-12-25"),
    ("B053", "date: 2026-10-05", "date: 2020-10-05", "2020-10-05"),
    ("B054", "{nom: DUPONT, prenom: Jean}", "{nom: Kervadec, prenom: maelle}", "participants"),
    ("B055", PEOPLE, FORTY, "participants"),
    ("B056", "budget-collectivite", "dife", "participants"),  # with twenty people, below
    (
        "B057",
        'prix_jour: "1450", financement: budget-collectivite',
        'prix_jour: "3000", financement: mixte',
        "participants",
    ),
    (
        "B059",
        f"2026-12-10, {JOURNEE}",
        f"2026-12-10, a_distance: [soir], {JOURNEE}",
        "a_distance",
    ),
    (
        "B160",
        f"      - {{date: 2026-12-10, {JOURNEE}",
        f'      - {{souhait: un soir, soir: "18:00-21:00"}}\n      - {{date: 2026-12-10, {JOURNEE}',
        "souhait",
    ),
    ("B064", f"2026-12-10, {JOURNEE}", f"2026-12-10, a_distance: [matin], {JOURNEE}", "a_distance"),
    ("B064", "conditions:", "part_a_distance: 20\nconditions:", "part_a_distance"),
    ("B065", f"2026-12-10, {JOURNEE}", f"2026-12-10, a_distance: [matin], {JOURNEE}", "part_a_distance"),
    ("B066", "prenom: Jean}", "prenom: Jean, qualite: agent}", "participants"),
    ("B067", 'prix_jour: "1450"', 'prix_jour: "0,00"', "prix_jour"),
    ("B072", "conditions:", "public: {effectif: 40}\nconditions:", "effectif"),
    ("B073", "conditions:", "public: {effectif: 12}\nconditions:", "participants"),
    (
        "B074",
        f"2026-12-10, {JOURNEE}",
        f'2026-12-10, soir: "18:00-21:30", {JOURNEE}',
        "2026-12-10",
    ),
    ("B085", "conditions:", 'comparables: ["45232", "99999"]\nconditions:', "comparables"),
    ("B086", "conditions:", 'comparables: ["200070506"]\nconditions:', "comparables"),
    ("B087", "conditions:", 'comparables: ["37122"]\nconditions:', "comparables"),
    ("B087", "conditions:", 'comparables: ["45232", 45232]\nconditions:', "comparables"),
    ("B088", "conditions:", 'comparables: ["37233"]\nconditions:', "comparables"),
]
EXTRA = {
    "B030": ('["13"]', '["99"]'),
    "B031": ('["13"]', '["12"]'),
    "B022": ('commune:\n  code_insee: "37122"\n  siret: "21370122000013"', "epci:\n  siren: 243700755"),
    "B056": (PEOPLE, TWENTY),
    "B059": ("conditions:", "modalite: mixte\nconditions:"),
    "B066": ('prix_jour: "1450", financement: budget-collectivite', 'prix_jour: "400", financement: dife'),
    "B072": (f"    participants:{PEOPLE}\n", ""),
    "B065": ("conditions:", "modalite: mixte\npart_a_distance: 50\nconditions:"),
}
LINES = {"B022": "siren"}


def load(folder: Path, text: str) -> LoadedBrief:
    path = folder / "brief.yaml"
    path.write_text(text, encoding="utf-8")
    return load_brief(path, territoire=TERRITOIRE, organisme=ORGANISME)


def findings(folder: Path, text: str, today: dt.date | None = None) -> list[Finding]:
    loaded = load(folder, text)
    return [
        *loaded.findings,
        *check_brief(loaded, catalogue=CATALOGUE, organisme=ORGANISME, today=today),
    ]


def test_the_brief_that_the_cases_change_has_no_finding(tmp_path: Path) -> None:
    assert findings(tmp_path, BRIEF) == []
    assert load(tmp_path, BRIEF).brief is not None


@pytest.mark.parametrize(("code", "old", "new", "line"), CASES, ids=[f"{case[0]}-{i}" for i, case in enumerate(CASES)])
def test_one_thing_wrong_gives_its_finding_where_it_stands(
    tmp_path: Path, code: str, old: str, new: str, line: str
) -> None:
    text = BRIEF
    for before, after in ((old, new), EXTRA.get(code, ("", ""))):
        assert before in text
        text = text.replace(before, after, 1) if before else text
    found = findings(tmp_path, text)
    assert {finding.code for finding in found} == {code}, found
    mark = found[0].mark
    assert mark is not None
    assert LINES.get(code, line) in text.splitlines()[mark.ligne - 1]
    assert found[0].remede
    assert found[0].message.endswith(".")
    assert "'" not in found[0].message


def test_a_module_without_a_theme_is_told_by_verifier_where_somebody_is_to_pay(tmp_path: Path) -> None:
    today = dt.date(2026, 10, 6)
    (found,) = findings(tmp_path, BRIEF, today=today)
    assert (found.code, found.gravite) == ("B068", Gravite.AVIS)
    assert found.mark is not None
    assert 'code: "12"' in BRIEF.splitlines()[found.mark.ligne - 1]
    assert "aux modules 12 et 13" in found.message
    one = BRIEF.replace('code: "13"', 'code: "13"\n    theme_repertoire: Un thème')
    assert "au module 12 un thème" in findings(tmp_path, one, today=today)[0].message
    both = one.replace('code: "12"', 'code: "12"\n    theme_repertoire: Un autre')
    assert findings(tmp_path, both, today=today) == []
    assert findings(tmp_path, BRIEF.replace(", financement: budget-collectivite", ""), today=today) == []


def test_every_code_of_the_rules_has_a_negative_example() -> None:
    beside = ROOT / "tests" / "brief" / "test_rules_attendus.py"
    elsewhere = set(re.findall(r'"(B\d{3})"', beside.read_text(encoding="utf-8")))
    source = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "docgen" / "brief").glob("*.py"))
    assert set(re.findall(r'"(B\d{3})"', source)) == {
        *(case[0] for case in CASES),
        *(code for _, code, _ in ODD),
        *("B052", "B068", "B133"),
        *elsewhere,
    }


def test_a_date_gone_by_is_told_by_the_clock_that_is_handed_in_and_is_a_warning(tmp_path: Path) -> None:
    found = findings(tmp_path, BRIEF, today=dt.date(2026, 12, 5))
    assert [(f.code, f.gravite) for f in found if f.code != "B068"] == [("B052", Gravite.AVERTISSEMENT)]


WARNINGS = {
    "B026",
    "B041",
    "B048",
    "B050",
    "B051",
    "B052",
    "B053",
    "B054",
    "B055",
    "B056",
    "B057",
    "B065",
    "B088",
    "B066",
    "B067",
    "B072",
    "B073",
    "B074",
}


@pytest.mark.parametrize("case", CASES, ids=[f"{case[0]}-{i}" for i, case in enumerate(CASES)])
def test_what_no_text_of_law_says_for_sure_is_a_warning_at_most(tmp_path: Path, case: tuple[str, ...]) -> None:
    code, old, new, _ = case
    text = BRIEF
    for before, after in ((old, new), EXTRA.get(code, ("", ""))):
        text = text.replace(before, after, 1) if before else text
    for finding in findings(tmp_path, text):
        assert (finding.gravite is Gravite.ERREUR) == (finding.code not in WARNINGS)


@pytest.mark.parametrize(
    ("typed", "hint"),
    [
        ("37300", "Joué-lès-Tours"),  # a postal code
        ("joue les tours", '"37122"'),
        ("Evreux", '"27229"'),
        ("1001", '"01001"'),
        ("49001", "fait aujourd’hui partie de"),  # a delegated commune
    ],
)
def test_a_code_that_is_no_commune_is_told_which_one_was_meant(tmp_path: Path, typed: str, hint: str) -> None:
    text = BRIEF.replace('"37122"\n  siret: "21370122000013"', f'"{typed}"')
    (found,) = findings(tmp_path, text)
    assert found.code == "B021"
    assert hint in found.remede


def test_an_epci_may_be_the_client_and_brings_its_facts(tmp_path: Path) -> None:
    text = BRIEF.replace('commune:\n  code_insee: "37122"\n  siret: "21370122000013"', 'epci:\n  siren: "243700754"')
    brief = load(tmp_path, text).brief
    assert brief is not None
    assert brief.client.est_epci
    assert brief.client.communes_membres == 22
    assert brief.client.departement is not None
    assert brief.client.departement.nom.nom == "Indre-et-Loire"
    assert brief.client.conseil is None


def test_what_the_brief_says_of_its_client_comes_before_insee(tmp_path: Path) -> None:
    text = BRIEF.replace('  siret: "21370122000013"', "  nom: Le Nouveau Bourg\n  population: 400\n  epci: Pays d’Ici")
    brief = load(tmp_path, text).brief
    assert brief is not None
    client = brief.client
    assert (client.nom.nom, client.nom.de_nom, client.nom.a_nom) == (
        "Le Nouveau Bourg",
        "du Nouveau Bourg",
        "au Nouveau Bourg",
    )
    assert (client.population, client.population_source, client.conseil) == (400, None, 11)
    assert client.epci is not None
    assert client.epci.nom == "Pays d’Ici"


@pytest.mark.parametrize("code", ["01001", "2A004", "97411", "75056", "69123", "13055", "97502"])
def test_what_looks_like_a_number_stays_what_was_typed(tmp_path: Path, code: str) -> None:
    text = BRIEF.replace('"37122"\n  siret: "21370122000013"', code)
    brief = load(tmp_path, text).brief
    assert brief is not None
    assert brief.client.code == code


@pytest.mark.parametrize(
    ("old", "typed"),
    [
        ('"37122"\n  siret: "21370122000013"', "“37122”"),
        ('"9:00-12:30", apres', "“9h-12h30”, apres"),
        ('prix_jour: "1450"', "prix_jour: « 1450 »"),
    ],
)
def test_quotes_of_word_are_recognised(tmp_path: Path, old: str, typed: str) -> None:
    assert old in BRIEF
    found = findings(tmp_path, BRIEF.replace(old, typed))
    assert any("retapez-les droits" in finding.remede for finding in found)


def test_a_trainer_of_an_organisme_that_is_not_there_or_not_readable(tmp_path: Path) -> None:
    loaded = load_brief(load_path(tmp_path), territoire=TERRITOIRE, organisme=Organisme())
    (first, _) = check_brief(loaded, catalogue=CATALOGUE, organisme=Organisme())
    assert first.message.startswith("il n’y a pas d’organisme.yaml")
    broken = Organisme(lecture=Lecture.ILLISIBLE)
    loaded = load_brief(load_path(tmp_path), territoire=TERRITOIRE, organisme=broken)
    assert check_brief(loaded, catalogue=CATALOGUE, organisme=broken) == []


def load_path(folder: Path) -> Path:
    path = folder / "brief.yaml"
    path.write_text(BRIEF, encoding="utf-8")
    return path


@pytest.mark.parametrize("date", ["9999-12-31", "0001-01-01", "1926-10-05"])
def test_a_date_of_another_century_is_a_typing_error(tmp_path: Path, date: str) -> None:
    found = findings(tmp_path, BRIEF.replace("2026-12-10", date))
    assert [finding.code for finding in found] == ["B014"]


def test_a_postal_code_is_answered_with_the_commune_of_the_address_first(tmp_path: Path) -> None:
    text = BRIEF.replace('"37122"\n  siret: "21370122000013"', '"12490"\n  adresse: Mairie, 12490 Montjaux')
    (found,) = findings(tmp_path, text)
    assert found.code == "B021"
    assert 'Peut-être "12153" (Montjaux' in found.remede


def test_evenings_are_priced_as_half_days(tmp_path: Path) -> None:
    evenings = "".join(f'      - {{date: 2026-12-{day:02}, soir: "18:00-21:00"}}\n' for day in (3, 4))
    text = BRIEF.replace('      - {date: 2026-12-03, matin: "9:00-12:30", apres_midi: "14:00-17:30"}\n', evenings)
    text = text.replace('prix_jour: "1450"', 'prix_jour: "100", prix_demi_journee: "8000"').replace(
        "budget-collectivite", "dife"
    )
    found = [finding for finding in findings(tmp_path, text) if finding.code == "B057"]
    assert found
    assert "1\u202f333,33" in found[0].message  # two half-days, 16,000 €, over six hours and two élus


def test_a_list_of_nobody_is_noticed(tmp_path: Path) -> None:
    text = BRIEF.replace(f"participants:{PEOPLE}", "participants: []")
    (found,) = findings(tmp_path, text)
    assert (found.code, found.gravite) == ("P016", Gravite.AVIS)
    assert found.mark is not None
    assert "participants: []" in text.splitlines()[found.mark.ligne - 1]
