"""Rules of what attendus and adaptations name, and of words that ask for no training: each at its line."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest
from test_rules import BRIEF, CATALOGUE, ORGANISME, TERRITOIRE

from docgen.brief import check_brief, load_brief
from docgen.findings import Finding, Gravite
from docgen.programme import build_programme

if TYPE_CHECKING:
    from pathlib import Path


def findings_of(tmp_path: Path, text: str) -> list[Finding]:
    path = tmp_path / "x.yaml"
    path.write_text(text, encoding="utf-8")
    loaded = load_brief(path, territoire=TERRITOIRE, organisme=ORGANISME)
    return [*loaded.findings, *check_brief(loaded, catalogue=CATALOGUE, organisme=ORGANISME)]


A13 = '  - code: "13"'
A2 = "{id: A2, texte: Savoir lire les chiffres, themes: [donnees]}"
FAULTS = [
    ("B140", A2, "{id: A2, texte: Savoir lire les chiffres}", 8, "themes"),
    ("B141", A2, "{id: A2, texte: Savoir lire, sequences: [zoom-financez]}", 8, "« zoom-finances »"),
    ("B142", A2, "{id: A2, texte: Savoir lire, objectifs: [O99]}", 8, "O1"),
    ("B143", A2, "{id: A2, texte: Savoir lire, objectifs: [O1]}", 8, "« 12-O1 » ou « 13-O1 »"),
    ("B145", "Savoir lire les chiffres", "Rédiger notre projet de territoire", 8, "Savoir conduire"),
    ("B145", "Savoir lire les chiffres", "Un livrable en fin de séance", 8, "reformule"),
    ("B145", "Savoir lire les chiffres", "Un séminaire du bureau", 8, "Savoir conduire"),
    ("B146", "Savoir lire les chiffres", "Préparer notre réélection", 8, "rendre compte"),
    ("B146", "Savoir lire les chiffres", "Faire connaître notre liste", 8, "rendre compte"),
    ("B151", A13, A13 + "\n    adaptations: [{sequence: zzz, texte: Ici}]", 14, "docgen catalogue"),
    ("B037", A13, A13 + '\n    adaptations: [{texte: "{client.nm}"}]', 14, "{client.nom}"),
]  # fmt: skip


@pytest.mark.parametrize("fault", FAULTS)
def test_one_fault_is_one_finding_at_its_line(tmp_path: Path, fault: tuple[str, str, str, int, str]) -> None:
    code, old, new, line, remedy = fault
    assert old in BRIEF
    (finding,) = [f for f in findings_of(tmp_path, BRIEF.replace(old, new)) if f.code == code]
    assert finding.mark is not None
    assert finding.mark.ligne == line
    assert remedy in finding.remede


@pytest.mark.parametrize(
    "texte",
    [
        "Disposer d’un diagnostic partagé avant le débat d’orientation budgétaire",
        "Comprendre comment un projet de territoire s’écrit",
        "Communiquer dans les règles avant les élections municipales",
        "Une campagne de communication sobre",
        "Rendre compte du mandat sans flatter",
        "Dans une salle de séminaire au calme",
        "Dresser la liste des priorités",
    ],
)
def test_what_can_be_learnt_is_no_consultancy_and_no_campaign(tmp_path: Path, texte: str) -> None:
    found = findings_of(tmp_path, BRIEF.replace("Savoir lire les chiffres", texte))
    assert [f.code for f in found if f.code in {"B145", "B146"}] == []


def test_the_client_s_words_stay_and_stop_nothing(tmp_path: Path) -> None:
    path = tmp_path / "x.yaml"
    path.write_text(BRIEF.replace("Savoir lire les chiffres", "Rédiger notre projet"), encoding="utf-8")
    loaded = load_brief(path, territoire=TERRITOIRE, organisme=ORGANISME)
    assert loaded.brief is not None
    assert loaded.brief.attendus[1].texte == "Rédiger notre projet"
    (told,) = [f for f in check_brief(loaded, catalogue=CATALOGUE, organisme=ORGANISME) if f.code == "B145"]
    assert told.gravite is Gravite.AVERTISSEMENT
    assert "« Rédiger notre projet »" in told.message


def test_attendus_may_name_what_answers_them_instead_of_themes(tmp_path: Path) -> None:
    named = BRIEF.replace(A2, "{id: A2, texte: Nos comptes, sequences: [zoom-finances], objectifs: [13-O2]}")
    assert [f for f in findings_of(tmp_path, named) if f.code.startswith("B14")] == []
    loaded = load_brief(tmp_path / "x.yaml", territoire=TERRITOIRE, organisme=ORGANISME)
    assert loaded.brief is not None
    programme, faults = build_programme(loaded.brief, CATALOGUE, ORGANISME)
    assert programme is not None, faults
    answered = programme.couverture[1]
    assert {(ligne.module.code, ligne.objectif.id) for ligne in answered.lignes if ligne.module.code == "13"} == {
        ("13", "O2")
    }
    assert "zoom-finances" in {travail.sequence.id for travail in answered.travaux}


WRITTEN = (
    "ajouter: [{id: sur-place, apres: %s, titre: Visite, duree: {min: 20, cible: 30, max: 40}, methodes: [atelier], "
    "contenu: [Un tour du bourg], evaluation: Carnet relu}]"
)


@pytest.mark.parametrize("apres", ["inconnue", "sur-place"])
def test_a_sequence_that_has_no_place_is_told(tmp_path: Path, apres: str) -> None:
    text = BRIEF.replace("ajouter: [zoom-finances]", WRITTEN % apres)
    (finding,) = [f for f in findings_of(tmp_path, text) if f.code == "B155"]
    assert finding.mark is not None
    assert finding.mark.ligne == 11


def test_an_adaptation_without_a_sequence_is_told_by_verifier_alone(tmp_path: Path) -> None:
    text = BRIEF.replace(A13, A13 + "\n    adaptation: Deux vallées\n    adaptations: [{texte: Ici}]")
    assert "B152" not in {f.code for f in findings_of(tmp_path, text)}
    loaded = load_brief(tmp_path / "x.yaml", territoire=TERRITOIRE, organisme=ORGANISME)
    today = dt.date(2026, 10, 6)
    told = check_brief(loaded, catalogue=CATALOGUE, organisme=ORGANISME, today=today)
    assert [f.mark.ligne for f in told if f.code == "B152" and f.mark] == [14, 15]
