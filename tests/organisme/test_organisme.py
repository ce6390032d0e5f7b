"""What organisme.yaml says is what the documents will say; what is wrong in it is found where it stands."""

from __future__ import annotations

import datetime as dt
import json
import struct
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from docgen import workspace
from docgen.organisme import load_organisme
from docgen.organisme.model import Formateur, Horaire, Organisme
from docgen.organisme.reading import read_organisme
from scripts.modeles.logo import logo

if TYPE_CHECKING:
    from docgen.findings import Finding

ROOT = Path(__file__).parents[2]
NEGATIVES = sorted((ROOT / "tests" / "negatifs").glob("O*"))
RULES = {f"O{number:03}" for number in (*range(1, 19), *range(20, 29))}
PNG = logo()


def load(tmp_path: Path, text: str) -> tuple[Organisme, list[Finding]]:
    path = tmp_path / "organisme.yaml"
    path.write_text(text, encoding="utf-8")
    return load_organisme(path)


def organisme(tmp_path: Path, text: str) -> Organisme:
    found, findings = load(tmp_path, text)
    assert findings == []
    return found


def codes(tmp_path: Path, text: str) -> list[str]:
    return [finding.code for finding in load(tmp_path, text)[1]]


def test_the_example_organisme_has_no_fault_and_no_gap_but_the_logo_and_fonts() -> None:
    found, findings = load_organisme(ROOT / "organisme.yaml")
    assert findings == []
    gaps = {name for name in Organisme.__slots__ if getattr(found, name) in (None, ())}
    assert gaps == {"logo", "mention_tva", "constats_acceptes"}
    assert len(found.formateurs) == 3
    assert all(formateur.titres for formateur in found.formateurs)


def test_the_example_explains_every_key_that_the_schema_knows() -> None:
    schema = json.loads(workspace.schema("organisme").read_text(encoding="utf-8"))
    example = (ROOT / "organisme.yaml").read_text(encoding="utf-8")
    assert [key for key in schema["properties"] if f"{key}:" not in example] == []


def test_every_key_of_the_schema_is_a_field_of_the_organisme() -> None:
    schema = json.loads(workspace.schema("organisme").read_text(encoding="utf-8"))
    assert set(schema["properties"]) | {"fichier", "lecture"} == set(Organisme.__slots__)


def test_without_a_file_everything_is_a_gap_and_nothing_is_at_fault(tmp_path: Path) -> None:
    assert load_organisme(None) == (Organisme(), [])
    assert load_organisme(tmp_path / "organisme.yaml") == (Organisme(), [])


def test_numbers_lose_the_spaces_between_their_groups(tmp_path: Path) -> None:
    found = organisme(tmp_path, "siret: 123 456 782 00010\nnda: 24\u00a037\u00a001234\u00a037\n")
    assert (found.siret, found.nda) == ("12345678200010", "24370123437")


def test_a_siret_typed_without_spaces_is_read_as_typed(tmp_path: Path) -> None:
    assert organisme(tmp_path, "siret: 12345678200010\n").siret == "12345678200010"


def test_the_post_office_has_its_own_siret_rule(tmp_path: Path) -> None:
    assert codes(tmp_path, "siret: 35600000049837\n") == []


def test_an_address_on_several_lines_is_printed_on_one(tmp_path: Path) -> None:
    text = "adresse: |\n  1 rue de l’Exemple\n  37000 Tours\n"
    assert organisme(tmp_path, text).adresse == "1 rue de l’Exemple, 37000 Tours"


@pytest.mark.parametrize(("typed", "meant"), [("oui", True), ("non", False), ("true", True), ("false", False)])
def test_yes_and_no_may_be_said_in_french(tmp_path: Path, typed: str, *, meant: bool) -> None:
    assert organisme(tmp_path, f"pauses_comprises: {typed}\n").pauses_comprises is meant


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("exoneree", "exoneree"), ("franchise", "franchise"), ("20", "20"), ("20 %", "20"), ("5,5 %", "5.5")],
)
def test_vat_is_a_regime_or_a_rate(tmp_path: Path, typed: str, meant: str) -> None:
    assert organisme(tmp_path, f"tva: {typed}\n").tva == meant


def test_dates_and_hours_are_read_in_both_writings(tmp_path: Path) -> None:
    found = organisme(
        tmp_path, "agrement: {debut: 01/07/2025, fin: 2029-06-30}\nmatin: 8h30-12h\napres_midi: 13:30-17:00\n"
    )
    assert (found.agrement.debut, found.agrement.fin) == (dt.date(2025, 7, 1), dt.date(2029, 6, 30))
    assert (found.matin, found.apres_midi) == (Horaire(510, 720), Horaire(810, 1020))


def test_trainers_are_read_with_their_titles(tmp_path: Path) -> None:
    text = "formateurs:\n  - {id: 1, prenom: Hélène, nom: Vasseur, titres: [Docteure, Agrégée]}\n"
    assert organisme(tmp_path, text).formateurs == (Formateur("1", "Hélène", "Vasseur", ("Docteure", "Agrégée")),)


def test_the_logo_is_found_beside_the_file_that_names_it(tmp_path: Path) -> None:
    (tmp_path / "images").mkdir()
    (tmp_path / "images" / "logo.png").write_bytes(PNG)
    assert organisme(tmp_path, "logo: images/logo.png\n").logo == tmp_path / "images" / "logo.png"


def test_a_logo_that_a_link_takes_out_of_the_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "dehors.png").write_bytes(PNG)
    inside = tmp_path / "dossier"
    inside.mkdir()
    (inside / "logo.png").symlink_to(tmp_path / "dehors.png")
    assert codes(inside, "logo: logo.png\n") == ["O026"]
    (inside / "boucle.png").symlink_to(inside / "boucle.png")
    assert codes(inside, "logo: boucle.png\n") in (["O026"], ["O024"])


def test_a_logo_may_be_called_from_another_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "logo.png").write_bytes(PNG)
    (tmp_path / "organisme.yaml").write_text("logo: logo.png\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    found, findings = load_organisme(Path("organisme.yaml"))
    assert (found.logo, findings) == (Path("logo.png"), [])


def test_what_is_wrong_is_left_out_and_the_rest_is_kept(tmp_path: Path) -> None:
    text = (
        "ville: Tours\npause: beaucoup\nmatin: tôt\nformateurs:\n"
        "  - {id: f1, prenom: Hélène, nom: Vasseur}\n  - {id: f2}\n"
    )
    found, findings = load(tmp_path, text)
    assert len(findings) == 4
    assert (found.ville, found.pause, found.matin) == ("Tours", 15, Organisme().matin)
    assert [formateur.id for formateur in found.formateurs] == ["f1"]


def negative_findings(folder: Path) -> list[str]:
    """« O012 organisme.yaml:3:5 » of each finding; no place when there is none."""
    _, findings = load_organisme(folder / "organisme.yaml")
    return [
        f"{finding.code} organisme.yaml" + (f":{finding.mark.ligne}:{finding.mark.colonne}" if finding.mark else "")
        for finding in findings
    ]


@pytest.mark.parametrize("folder", NEGATIVES, ids=lambda folder: folder.name)
def test_each_negative_example_has_its_findings_and_no_other(folder: Path) -> None:
    expected = (folder / "attendu.txt").read_text(encoding="utf-8").split("\n")[:-1]
    assert negative_findings(folder) == expected
    assert folder.name[:4] in {line[:4] for line in expected}


def test_every_code_has_a_negative_example() -> None:
    assert {folder.name[:4] for folder in NEGATIVES} == RULES


@pytest.mark.parametrize("folder", NEGATIVES, ids=lambda folder: folder.name)
def test_every_finding_says_what_to_do_in_french_typography(folder: Path) -> None:
    for finding in load_organisme(folder / "organisme.yaml")[1]:
        assert finding.remede
        assert finding.message.endswith(".")
        assert finding.message[0].islower() or finding.message[0] == "«"
        assert "'" not in finding.message.replace("'…'", "")


ANYTHING = st.recursive(
    st.one_of(st.booleans(), st.integers(), st.text(max_size=8), st.sampled_from(["2025-02-30", "9:00-12:30", "f1"])),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3), st.dictionaries(st.sampled_from(["id", "nom", "debut"]), inner)
    ),
    max_leaves=6,
)
FIELDS = sorted(set(Organisme.__slots__) - {"fichier", "lecture"})


@settings(deadline=None)
@given(st.dictionaries(st.sampled_from(FIELDS), ANYTHING))
def test_any_data_gives_an_organisme_without_raising(donnees: dict[str, Any]) -> None:
    found = read_organisme(donnees, Path("organisme.yaml"))
    assert found.pause is not None
    assert all(isinstance(formateur.nom, str) for formateur in found.formateurs)


def test_a_logo_that_claims_more_pixels_than_anybody_needs_is_refused(tmp_path: Path) -> None:
    (tmp_path / "logo.png").write_bytes(PNG[:16] + struct.pack(">II", 60_000, 60_000) + PNG[24:])
    _, (found,) = load(tmp_path, "logo: logo.png\n")
    assert found.code == "O025"
    assert "pixels" in found.message
