"""The seven modules of the catalogue, held to the client's own pages; and what a manager may get wrong in a file."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from docgen import workspace
from docgen.catalogue import load_catalogue
from docgen.catalogue.facts import FAITS, facts_in, fill
from docgen.catalogue.model import Catalogue, Format, Module, Phase
from docgen.catalogue.rules import DEMI_JOURNEE, WEAK_VERBS
from docgen.catalogue.themes import THEMES
from docgen.findings import Finding, Gravite

ROOT = Path(__file__).parents[2]
CATALOGUE, FINDINGS = load_catalogue([ROOT / "catalogue"])
MODULES = list(CATALOGUE.modules.values())

FACTS = {
    "11": ("Penser son mandat sur 6 ans : projet, séquences, bilan", Format.JOURNEE, ()),
    "12": ("Conduire son diagnostic de territoire", Format.JOURNEE, ("13",)),
    "13": ("Élaborer son projet de territoire", Format.JOURNEE, ("12",)),
    "14": (
        "Rendre compte de son action et anticiper son bilan de mi-mandat ou de mandat",
        Format.JOURNEE,
        (),
    ),
    "15": ("Stratégies d’attractivité territoriale et méthodologie de marketing territorial", Format.CYCLE, ()),
    "16": ("Il était une fois le marketing territorial…", Format.DEMI_JOURNEE, ()),
    "17": (
        "Communication interne et projet de territoire : le marketing du service public local",
        Format.JOURNEE,
        (),
    ),
}


def test_the_shipped_catalogue_has_no_fault() -> None:
    assert FINDINGS == []
    assert list(CATALOGUE.modules) == list(FACTS)
    assert CATALOGUE.ecartes == {}


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.code)
def test_titles_formats_and_complements_are_the_clients(module: Module) -> None:
    titre, format_, complements = FACTS[module.code]
    assert (module.titre, module.format, module.complements) == (titre, format_, complements)


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.code)
@pytest.mark.parametrize("phase", Phase)
def test_targets_fill_the_format_to_the_minute_at_each_stage_of_the_mandate(module: Module, phase: Phase) -> None:
    core = [sequence for sequence in module.sequences if not sequence.facultative and sequence.suits(phase)]
    assert sum(sequence.duree.cible for sequence in core) == module.format.demi_journees * DEMI_JOURNEE


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.code)
def test_a_module_has_three_to_six_objectives_each_taught_and_assessed(module: Module) -> None:
    assert 3 <= len(module.objectifs) <= 6
    assert all(objectif.evaluation for objectif in module.objectifs)
    taught = {ident for sequence in module.sequences if not sequence.facultative for ident in sequence.objectifs}
    assert taught == {objectif.id for objectif in module.objectifs}
    assert module.prerequis
    assert any(sequence.facultative for sequence in module.sequences)
    for sequence in module.sequences:
        assert sequence.contenu
        assert sequence.methodes
        assert sequence.supports
        assert sequence.evaluation


def test_zooms_fit_one_at_a_time() -> None:
    for module in MODULES:
        core = [s for s in module.sequences if not s.facultative and s.suits(Phase.DEBUT)]
        room = module.format.demi_journees * DEMI_JOURNEE - sum(s.duree.min for s in core)
        assert all(s.duree.min <= room for s in module.sequences if s.facultative)


# Thirty things that clients ask for (reference on pedagogy), by their themes, with a module that answers.
ATTENDUS = [
    ("pilotage-mandat priorisation", "11"), ("priorisation", "11"), ("indicateurs evaluation", "11"),
    ("indicateurs", "11"), ("finances-ppi", "11"), ("cohesion-equipe", "12"), ("elus-services", "17"),
    ("diagnostic donnees", "12"), ("donnees", "12"), ("donnees intercommunalite", "12"), ("participation", "12"),
    ("services-publics attractivite", "12"), ("amenagement-habitat transition-ecologique", "12"),
    ("economie-tourisme amenagement-habitat", "13"), ("prospective-vision", "13"), ("transition-ecologique", "13"),
    ("financements", "13"), ("intercommunalite", "13"), ("intercommunalite participation", "13"),
    ("participation finances-ppi", "11"), ("bilan evaluation", "14"), ("bilan communication", "14"),
    ("cadre-electoral", "14"), ("attractivite amenagement-habitat", "15"), ("identite-marque", "16"),
    ("marketing", "16"), ("economie-tourisme participation", "15"), ("partenariats communication", "15"),
    ("communication-interne elus-services", "17"), ("ressources-humaines attractivite", "17"),
]  # fmt: skip


@pytest.mark.parametrize(("themes", "code"), ATTENDUS)
def test_what_clients_ask_for_is_answered_by_the_module_that_is_sold_for_it(themes: str, code: str) -> None:
    answering = [s for s in CATALOGUE.modules[code].sequences if s.objectifs and set(themes.split()) & set(s.themes)]
    assert answering


def test_the_vocabulary_of_themes_is_the_same_in_the_code_and_in_both_schemas() -> None:
    for name in ("brief", "catalogue"):
        schema = json.loads(workspace.schema(name).read_text(encoding="utf-8"))
        assert schema["$defs"]["themes"]["items"]["enum"] == list(THEMES)
    used = {theme for module in MODULES for sequence in module.sequences for theme in sequence.themes}
    assert used == set(THEMES)


def test_facts_are_filled_and_none_is_left_between_braces() -> None:
    values = {name: fait.exemple for name, fait in FAITS.items()}
    for path in (ROOT / "catalogue").glob("*.yaml"):
        text = path.read_text(encoding="utf-8").replace("{min:", "(min:")
        for line in re.findall(r"[^\n]*\{[a-z]+\.[^\n]*", text):
            assert "{" not in fill(line, values)
    assert fill("l’avenir {client.de_nom}", values) == "l’avenir du Mans"
    assert facts_in("a {client.nom} b {x c") == ("client.nom", "{")


MODULE = """\
code: 18
titre: Essai
pourquoi: Parce qu’il faut essayer.
parce_que: On apprend en essayant.
format: demi-journee
modalites: Une demi-journée.
public: Élus.
prerequis: Aucun.
themes: [donnees]
objectifs:
  - {id: O1, texte: Comparer deux chiffres., evaluation: Exercice.}
  - {id: O2, texte: Rédiger une note., evaluation: Note.}
sequences:
  - id: lire
    titre: Lire
    duree: {min: 80, cible: 100, max: 120}
    methodes: [atelier]
    objectifs: [O1]
    themes: [donnees]
    contenu: ["Deux tableaux de {client.nom}"]
    supports: [Tableaux]
    evaluation: Exercice.
  - id: ecrire
    titre: Écrire
    duree: {min: 80, cible: 95, max: 120}
    methodes: [atelier]
    objectifs: [O2]
    themes: [donnees]
    contenu: [Une note]
    supports: [Modèle de note]
    evaluation: Note relue.
"""
CASES = [
    ("C001", "", "", ""),  # a folder in the place of the file
    ("C010", "public: Élus.", "publics: Élus.", "publics"),
    ("C013", "format: demi-journee", "format: trois-jours", "format"),
    ("C021", "id: O2, texte", "id: O1, texte", "Rédiger"),
    ("C022", "id: ecrire", "id: lire", "id: lire"),
    ("C023", "objectifs: [O2]", "objectifs: [O2, O3]", "O3"),
    ("C024", "objectifs: [O2]", "objectifs: [O1]", "Rédiger"),
    ("C025", "Rédiger une note", "Comprendre une note", "Comprendre"),
    ("C026", "themes: [donnees]\nobjectifs", 'themes: [donnees]\ncomplements: ["99"]\nobjectifs', "99"),
    ("C027", "{min: 80, cible: 100, max: 120}", "{min: 80, cible: 100, max: 90}", "max: 90"),
    ("C028", "{min: 80, cible: 100, max: 120}", "{min: 10, cible: 20, max: 30}", "sequences"),
    ("C029", "{client.nom}", "{client.nome}", "nome"),
]


def load(folder: Path, text: str) -> tuple[Catalogue, list[Finding]]:
    (folder / "18-essai.yaml").write_text(text, encoding="utf-8")
    return load_catalogue([ROOT / "catalogue", folder])


def test_a_module_is_added_by_adding_a_file(tmp_path: Path) -> None:
    catalogue, findings = load(tmp_path, MODULE)
    assert findings == []
    assert list(catalogue.modules) == [*FACTS, "18"]


@pytest.mark.parametrize(("code", "old", "new", "line"), CASES[1:], ids=[case[0] for case in CASES[1:]])
def test_one_thing_wrong_in_a_module_gives_its_finding_where_it_stands(
    tmp_path: Path, code: str, old: str, new: str, line: str
) -> None:
    assert old in MODULE
    text = MODULE.replace(old, new, 1)
    catalogue, findings = load(tmp_path, text)
    found = next(finding for finding in findings if finding.code == code)
    assert found.mark is not None
    assert line in text.splitlines()[found.mark.ligne - 1]
    assert found.remede
    assert found.exit_code == (3 if found.gravite is Gravite.ERREUR else 0)
    assert ("18" in catalogue.modules) == (found.gravite is not Gravite.ERREUR)
    assert list(catalogue.modules)[:7] == list(FACTS)


def test_a_code_given_twice_in_a_folder_is_a_fault_and_in_the_workspace_a_replacement(tmp_path: Path) -> None:
    (tmp_path / "autre.yaml").write_text(MODULE, encoding="utf-8")
    _, findings = load(tmp_path, MODULE)
    assert [finding.code for finding in findings] == ["C020"]
    (tmp_path / "autre.yaml").unlink()
    catalogue, findings = load(tmp_path, MODULE.replace("code: 18", "code: 12"))
    assert findings == []
    assert catalogue.modules["12"].titre == "Essai"


def test_a_file_that_cannot_be_read_stops_no_other_module(tmp_path: Path) -> None:
    (tmp_path / "19.yaml").mkdir()
    (tmp_path / "20.yaml").write_text("a: [", encoding="utf-8")
    catalogue, findings = load_catalogue([ROOT / "catalogue", tmp_path])
    assert [finding.code for finding in findings] == ["C001", "C005"]
    assert list(catalogue.modules) == list(FACTS)


def test_every_code_of_the_rules_has_a_negative_example() -> None:
    rooms = (ROOT / "docgen" / "catalogue").glob("*.py")
    source = "".join(path.read_text(encoding="utf-8") for path in rooms if path.stem != "rules_variants")
    assert set(re.findall(r'"(C\d{3})"', source)) <= {case[0] for case in CASES} | {"C020", "C030", "C040", "C041"}


def test_no_objective_of_the_catalogue_starts_with_what_cannot_be_assessed() -> None:
    first_words = {objectif.texte.split()[0].casefold() for module in MODULES for objectif in module.objectifs}
    assert not first_words & WEAK_VERBS


def test_a_file_in_the_place_of_the_catalogues_folder_is_said(tmp_path: Path) -> None:
    (tmp_path / "catalogue").write_text("?", encoding="utf-8")
    catalogue, findings = load_catalogue([ROOT / "catalogue", tmp_path / "catalogue"])
    assert [(finding.code, finding.exit_code) for finding in findings] == [("C030", 3)]
    assert list(catalogue.modules) == list(FACTS)


def test_an_objective_that_one_phase_of_the_mandate_goes_without_is_told(tmp_path: Path) -> None:
    (module,) = (ROOT / "catalogue").glob("12-*.yaml")
    begun, listening, later = module.read_text(encoding="utf-8").partition("  - id: ecouter-en-cours-de-mandat\n")
    assert "    objectifs: [O4]\n" in later
    text = begun + listening + later.replace("    objectifs: [O4]\n", "    objectifs: [O1]\n", 1)
    _, findings = load(tmp_path, text)
    (found,) = [finding for finding in findings if finding.fichier.startswith(str(tmp_path))]
    assert (found.code, found.gravite) == ("C040", Gravite.AVERTISSEMENT)
    assert "O4 à mi-mandat et en fin de mandat" in found.message
    assert found.mark is not None
    assert "id: O4" in text.splitlines()[found.mark.ligne - 1]
