"""`docgen etat`: the state of every document, why it is stale, and what to do; and nothing is written."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING, Any

import docx
import pytest
from workspaces import (
    AGENDA,
    PRICE,
    PROPOSAL,
    REF,
    ROOT,
    SESSION,
    SHEET,
    VERSION,
    a_copy,
    atelier_of,
    change,
    everything,
    make,
)

from docgen.cli import run
from docgen.documents.registre import documents_de
from docgen.output.manifest import NAME, digest
from docgen.production.atelier import tool_version
from docgen.production.etat import EtatDocument, state_of

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def espace(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A workspace that is all made, to spoil; the current folder."""
    monkeypatch.setenv("DOCGEN_CACHE", str(tmp_path_factory.getbasetemp() / "cache"))  # compiled once for all
    folder = a_copy(tmp_path / "espace")
    monkeypatch.chdir(folder)
    return folder


def documents(folder: Path) -> dict[str, EtatDocument]:
    """The documents by path in their dossier."""
    bilan = state_of(atelier_of(folder), folder / "briefs" / "exemple.yaml")
    return {document.chemin: document for document in bilan.documents}


def states(folder: Path) -> dict[str, str]:
    return {chemin: str(document.etat) for chemin, document in documents(folder).items()}


def reasons(folder: Path) -> list[str]:
    """Why documents are stale, the same for all that are; the workspace's own path left out."""
    told = {document.raisons for document in documents(folder).values() if document.raisons}
    return [str(raison).replace(f"{folder}/", "") for raisons in told for raison in raisons]


def line_of(file: Path, piece: str) -> int:
    return next(i for i, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1) if piece in line)


def all_but(chemin: str, etat: str, others: str = "à jour") -> dict[str, str]:
    names = [document.cle for document in documents_de("kit")]
    whole = dict.fromkeys([PROPOSAL, *(f"{SESSION}/{name}.docx" for name in names)], others)
    return {**whole, chemin: etat}


def test_what_was_just_made_is_up_to_date(espace: Path) -> None:
    assert states(espace) == all_but(PROPOSAL, "à jour")
    change(espace, "version: 1", "# une note\nversion:    1")
    assert states(espace) == all_but(PROPOSAL, "à jour")  # the file changed, and says the same


# what is replaced, by what, the reason, a piece of its line or the one before, documents that it reaches
BRIEF_CHANGES = [
    (PRICE, "conditions › frais", 'frais: "130', {PROPOSAL}),
    (("salle: Petite salle", "salle: Grande salle"), "sessions › 1 › lieu › salle", "Grande salle", {AGENDA, SHEET}),
    (("nom: Roux-Exemple", "nom: Rioux"), "sessions › 1 › participants", "participants:", {SHEET}),
    (("texte: Voir ce", "texte: Montrer ce"), "attendus › A2 › texte", "Montrer ce", {PROPOSAL}),
    (("- Ne pas dépenser avant", "- Réfléchir avant"), "contexte › enjeux", "enjeux:", {PROPOSAL}),
    (("  validite_jours: 90\n", ""), "conditions › validite_jours, retiré", "conditions:", {PROPOSAL}),
    (("modalite: presentiel", "modalite: mixte"), "modalite", "modalite: mixte", {PROPOSAL, AGENDA}),
    (VERSION, "version", "version: 2", {PROPOSAL, AGENDA, SHEET}),
]


@pytest.mark.parametrize(("replaced", "said", "line", "reached"), BRIEF_CHANGES)
def test_a_change_of_the_brief_is_named_with_its_line_and_makes_stale_what_it_reaches(
    espace: Path, replaced: tuple[str, str], said: str, line: str, reached: set[str]
) -> None:
    brief = espace / "briefs" / "exemple.yaml"
    change(espace, *replaced)
    stale = {chemin for chemin, etat in states(espace).items() if etat == "périmé"}
    assert reached <= stale
    (reason,) = reasons(espace)
    assert reason.startswith(f"{said} (briefs/exemple.yaml:")
    lines = brief.read_text(encoding="utf-8").splitlines()
    number = int(reason.split(":")[1])
    assert line in "\n".join(lines[number - 2 : number])
    assert make(espace).count("écrit") == len(stale)
    assert set(states(espace).values()) == {"à jour"}


def test_states_foretell_what_the_next_run_does(espace: Path) -> None:
    for chemin in (PROPOSAL, SHEET):
        (espace / "out" / REF / chemin).write_bytes(b"retouche")
    change(espace, "nom: Roux-Exemple", "nom: Rioux")
    foretold = {"à jour": "à jour", "périmé": "écrit", "modifié à la main": "conservé", "modifié et périmé": "refusé"}
    found = states(espace)
    assert (found[PROPOSAL], found[SHEET]) == ("modifié à la main", "modifié et périmé")
    assert make(espace) == [foretold[etat] for etat in found.values()]


def test_what_a_file_no_longer_says_is_named_without_a_line_when_nothing_held_it(espace: Path) -> None:
    change(espace, "version: 1\n", "version: 2\n")
    make(espace)
    change(espace, "version: 2\n", "")
    assert reasons(espace) == ["version, retiré (briefs/exemple.yaml)"]


def test_a_new_attendu_is_named_once(espace: Path) -> None:
    added = "attendus:\n  - id: A9\n    texte: Autre chose\n    themes: [identite-marque]\n    priorite: basse\n"
    change(espace, "attendus:\n", added)
    (reason,) = reasons(espace)
    assert reason.startswith("attendus › A9, ajouté (briefs/exemple.yaml:")


def test_a_change_of_a_list_of_participants_in_its_own_file_is_named(espace: Path) -> None:
    text = (espace / "briefs" / "exemple.yaml").read_text(encoding="utf-8")
    head = text[: text.index("    participants:\n")]
    (espace / "briefs" / "exemple.yaml").write_text(f"{head}    participants: gens.csv\n", encoding="utf-8")
    (espace / "briefs" / "gens.csv").write_text("nom;prenom\nAubry;Claire\n", encoding="utf-8")
    make(espace)
    (espace / "briefs" / "gens.csv").write_text("nom;prenom\nAubry;Clara\n", encoding="utf-8")
    (reason,) = reasons(espace)
    assert reason.startswith("sessions › 1 › participants (briefs/exemple.yaml:")


def test_a_template_makes_its_own_document_stale_alone(espace: Path) -> None:
    (espace / "templates").mkdir()
    (espace / "templates" / "agenda.docx").write_bytes((ROOT / "templates" / "deroule.docx").read_bytes())
    assert states(espace) == all_but(AGENDA, "périmé")
    assert reasons(espace) == ["le modèle agenda (templates/agenda.docx)"]


def test_a_template_that_cannot_be_filled_is_a_reason_like_another(
    espace: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (espace / "templates" / "emargement.docx").mkdir(parents=True)
    (espace / "templates" / "agenda.docx").write_bytes(b"pas un document Word")
    assert states(espace) == all_but(AGENDA, "périmé") | {SHEET: "périmé"}
    code, out, _ = typed(capsys)
    assert code == 0
    assert "    le modèle agenda (templates/agenda.docx)" in out.splitlines()
    assert "    le modèle emargement (templates/emargement.docx)" in out.splitlines()


def test_a_template_that_ships_with_docgen_is_called_so(espace: Path) -> None:
    (espace / "templates").mkdir()
    template = docx.Document()
    template.add_paragraph("Chez {{ client.nom }}")
    template.save(str(espace / "templates" / "agenda.docx"))
    assert make(espace).count("écrit") == 1
    shutil.rmtree(espace / "templates")
    assert reasons(espace) == ["le modèle agenda livré avec docgen"]


def test_a_module_of_the_catalogue_is_named(espace: Path) -> None:
    (espace / "catalogue").mkdir()
    (module,) = (ROOT / "catalogue").glob("16-*")
    shutil.copy(module, espace / "catalogue")
    assert set(states(espace).values()) == {"à jour"}  # the same words, from another folder
    change(espace, "titre: ", "titre: Nouveau ", f"catalogue/{module.name}")
    assert reasons(espace) == ["le module 16 du catalogue"]


def test_a_module_that_the_brief_took_up_is_not_said_to_have_changed(espace: Path) -> None:
    change(espace, "modules:\n", 'modules:\n  - code: "17"\n')
    change(espace, "  - jours:", '  - modules: ["16"]\n    jours:')
    assert not [reason for reason in reasons(espace) if "catalogue" in reason]
    assert any(reason.startswith("modules › 17, ajouté (briefs") for reason in reasons(espace))


def test_the_keys_of_the_organisme_are_named_with_their_line(espace: Path) -> None:
    organisme = "organisme.yaml"
    change(espace, "a_froid_jours: 60", "a_froid_jours: 45", organisme)
    line = line_of(espace / organisme, "a_froid_jours: 45")
    assert reasons(espace) == [f"a_froid_jours (organisme.yaml:{line}:16)"]
    change(espace, "a_froid_jours: 45", "", organisme)
    assert reasons(espace) == []  # its usual value
    change(espace, "raison_sociale:", "# raison_sociale:", organisme)
    line = line_of(espace / organisme, "# raison_sociale:")
    assert reasons(espace) == [f"raison_sociale (organisme.yaml:{line}:3)"]


def test_an_organisme_that_went_or_was_written_anew_is_one_reason(espace: Path) -> None:
    (espace / "organisme.yaml").rename(espace / "ailleurs")
    assert reasons(espace) == ["l’organisme (organisme.yaml)"]
    make(espace)
    (espace / "ailleurs").rename(espace / "organisme.yaml")
    (reason,) = reasons(espace)
    assert "rubriques de l’organisme (organisme.yaml)" in reason


def manifest_of(folder: Path) -> tuple[Path, dict[str, Any]]:
    path = folder / "out" / REF / NAME
    return path, json.loads(path.read_text(encoding="utf-8"))


def test_another_version_of_docgen_is_a_reason_where_it_prints_otherwise(espace: Path) -> None:
    path, data = manifest_of(espace)
    for document in data["documents"]:
        document["version"] = "0.0.9"
        if document["nature"] == "agenda":
            document["sortie"] = digest(b"comme avant")
    path.write_text(json.dumps(data), encoding="utf-8")
    (espace / "out" / REF / AGENDA).write_bytes(b"comme avant")
    assert states(espace) == all_but(AGENDA, "périmé")
    assert reasons(espace) == [f"docgen 0.0.9, maintenant {tool_version()}"]
    (espace / "out" / REF / AGENDA).write_bytes(b"retouche")
    assert states(espace) == all_but(AGENDA, "modifié à la main")
    assert sorted(make(espace)) == ["conservé", *["à jour"] * 6]


def test_the_manifest_of_an_earlier_docgen_names_less(espace: Path) -> None:
    path, data = manifest_of(espace)
    del data["details"]
    path.write_text(json.dumps(data), encoding="utf-8")
    change(espace, *VERSION)
    assert reasons(espace) == ["le brief (briefs/exemple.yaml)"]


def test_a_document_edited_by_hand_is_told_from_one_that_is_stale_too(espace: Path) -> None:
    (espace / "out" / REF / AGENDA).write_bytes(b"retouche")
    assert states(espace) == all_but(AGENDA, "modifié à la main")
    change(espace, *VERSION)
    assert states(espace) == all_but(AGENDA, "modifié et périmé", others="périmé")


def test_what_is_not_there_is_missing(espace: Path) -> None:
    (espace / "out" / REF / AGENDA).unlink()
    assert states(espace) == all_but(AGENDA, "manquant")
    shutil.rmtree(espace / "out")
    assert set(states(espace).values()) == {"manquant"}


def test_a_session_that_moved_leaves_an_orphan_and_so_does_a_document_that_nothing_asks_for(espace: Path) -> None:
    path, data = manifest_of(espace)
    data["documents"].append({**data["documents"][1], "chemin": f"{SESSION}/ancien.docx", "nature": "ancien"})
    path.write_text(json.dumps(data), encoding="utf-8")
    assert states(espace) == all_but(AGENDA, "à jour")  # it is not there
    (espace / "out" / REF / SESSION / "ancien.docx").write_bytes(b"x")
    assert states(espace) == {**all_but(AGENDA, "à jour"), f"{SESSION}/ancien.docx": "orphelin"}
    change(espace, "2026-12-05", "2026-12-12")
    found = states(espace)
    assert found.pop(f"{SESSION}/") == "orphelin"
    assert found == {
        chemin.replace(SESSION, "session-1-2026-12-12"): "périmé" if chemin == PROPOSAL else "manquant"
        for chemin in all_but(PROPOSAL, "")
    }


def test_a_final_is_told_from_a_draft(espace: Path) -> None:
    assert {document.final for document in documents(espace).values()} == {False}
    make(espace, "kit", final=True)
    assert documents(espace)[AGENDA].final is True
    assert documents(espace)[PROPOSAL].final is False


def test_a_strangers_file_is_told_from_a_run_that_did_not_end(espace: Path) -> None:
    (espace / "out" / REF / NAME).unlink()
    (espace / "out" / REF / AGENDA).write_bytes(b"le mien")
    bilan = state_of(atelier_of(espace), espace / "briefs" / "exemple.yaml")
    assert {d.chemin: str(d.etat) for d in bilan.documents} == all_but(AGENDA, "étranger", others="inachevé")
    assert [(finding.code, finding.exit_code) for finding in bilan.findings] == [("E021", 0)]
    assert sorted(make(espace)) == ["refusé", *["à jour"] * 6]
    assert states(espace) == all_but(AGENDA, "étranger")


def test_a_document_that_a_run_wrote_before_it_was_killed_is_not_said_to_be_edited(espace: Path) -> None:
    before = (espace / "out" / REF / NAME).read_bytes()
    change(espace, *VERSION)
    make(espace, "programme")
    (espace / "out" / REF / NAME).write_bytes(before)
    assert states(espace) == all_but(PROPOSAL, "inachevé", others="périmé")


def test_a_manifest_that_is_not_docgens_is_told_and_left(espace: Path) -> None:
    (espace / "out" / REF / NAME).write_text('{"name": "x"}', encoding="utf-8")
    bilan = state_of(atelier_of(espace), espace / "briefs" / "exemple.yaml")
    assert [finding.code for finding in bilan.findings] == ["E012"]
    assert {str(document.etat) for document in bilan.documents} == {"inachevé"}
    assert (espace / "out" / REF / NAME).read_text("utf-8") == '{"name": "x"}'


def test_the_folder_of_another_brief_is_told(espace: Path) -> None:
    (espace / "briefs" / "b.yaml").write_bytes((espace / "briefs" / "exemple.yaml").read_bytes())
    bilan = state_of(atelier_of(espace), espace / "briefs" / "b.yaml")
    assert [finding.code for finding in bilan.findings] == ["E011"]
    assert bilan.documents == ()


# The command


def typed(capsys: pytest.CaptureFixture[str], *args: str) -> tuple[int, str, str]:
    code = run(["etat", *args])
    printed = capsys.readouterr()
    return code, printed.out, printed.err


def test_the_command_says_all_in_eighty_columns_and_writes_nothing(
    espace: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    change(espace, *VERSION)
    (espace / "out" / REF / AGENDA).write_bytes(b"retouche")
    before = everything(espace)
    code, out, err = typed(capsys, "briefs/exemple.yaml")
    assert (code, err) == (0, "")
    assert everything(espace) == before
    lines = out.splitlines()
    assert lines[0] == f"{REF} · Montjaux · out/{REF}"
    assert "  modifié et périmé  brouillon  session-1-2026-12-05/agenda.docx" in lines
    assert any(line.startswith("    version (briefs/exemple.yaml:") for line in lines)
    summary = lines.index("7 documents : 6 périmés, 1 modifié et périmé.")
    assert lines[summary + 1 : summary + 3] == [
        "    → « docgen programme briefs/exemple.yaml » met à jour 1 document.",
        "    → « docgen kit briefs/exemple.yaml » met à jour 5 documents.",
    ]
    assert "--force" in lines[summary + 3]
    assert max(map(len, lines[: summary + 3])) <= 80


def test_when_all_is_well_there_is_nothing_to_do(espace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = typed(capsys)
    assert code == 0
    assert out.endswith("7 documents : 7 à jour.\n    → Rien à faire.\n")
    assert typed(capsys, "-q") == (0, "", "")
    assert espace.is_dir()


def test_each_state_has_its_advice(espace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    make(espace, "kit", final=True)
    change(espace, *VERSION)
    (espace / "out" / REF / SHEET).unlink()
    _, out, _ = typed(capsys, "-o", "out")
    assert "« docgen programme -o out » met à jour 1 document." in out
    assert "« docgen kit -o out » écrit 1 document." in out
    assert "5 documents finaux sont périmés" in out
    change(espace, "2026-12-05", "2026-12-12")
    (espace / "out" / REF / PROPOSAL).write_bytes(b"retouche")
    _, out, _ = typed(capsys)
    assert "final      session-1-2026-12-05/" in out
    assert "orphelin" in out.splitlines()[-1]
    (espace / "out" / REF / NAME).unlink()
    _, out, err = typed(capsys)
    assert "Un fichier que docgen n’a pas écrit" in out
    assert "E021" in err


def test_a_dossier_that_no_brief_names_any_more_is_orphan_where_all_briefs_are_looked_at(
    espace: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    change(espace, f"reference: {REF}", "reference: MTJ-2026-02")
    (espace / "out" / "mes notes").mkdir()
    code, out, _ = typed(capsys)
    assert code == 0
    assert f"{REF} · out/{REF} : orphelin, aucun brief ne le demande plus" in out.splitlines()
    assert "7 documents : 7 manquants ; 1 orphelin." in out
    assert "orphelin" not in typed(capsys, "briefs/exemple.yaml")[1]
    change(espace, "reference: MTJ-2026-02", "reference: [")
    code, out, _ = typed(capsys)
    assert (code, "orphelin" in out) == (1, False)  # it may be this brief's


def test_json_is_one_object_of_documents_and_findings(espace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    change(espace, *PRICE)
    code, out, err = typed(capsys, "--format", "json")
    assert (code, err) == (0, "")
    data = json.loads(out)
    assert data["constats"] == []
    first = data["documents"][0]
    assert {key: first[key] for key in ("brief", "reference", "document", "chemin", "etat", "final")} == {
        "brief": "briefs/exemple.yaml",
        "reference": REF,
        "document": "programme",
        "chemin": f"out/{REF}/{PROPOSAL}",
        "etat": "périmé",
        "final": False,
    }
    line = line_of(espace / "briefs" / "exemple.yaml", 'frais: "130')
    assert first["raisons"] == [
        {
            "entree": "brief",
            "texte": "conditions › frais",
            "fichier": "briefs/exemple.yaml",
            "ligne": line,
            "colonne": 10,
        }
    ]


def test_a_brief_with_errors_is_told_with_exit_code_1_and_stops_no_other(
    espace: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (espace / "briefs" / "a.yaml").write_text("reference: [\n", encoding="utf-8")
    for processus in ("1", "2"):
        code, out, err = typed(capsys, "-j", processus)
        assert code == 1
        assert f"{REF} · Montjaux · out/{REF} : 7 à jour" in out
        assert "7 documents : 7 à jour ; 1 erreur." in out
        assert "briefs/a.yaml:" in err


def test_two_briefs_of_one_reference_are_told_whatever_its_case(
    espace: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = (espace / "briefs" / "exemple.yaml").read_text(encoding="utf-8")
    (espace / "briefs" / "b.yaml").write_text(text.replace(REF, REF.lower()), encoding="utf-8")
    code, _, err = typed(capsys)
    assert code == 1
    assert "B058" in err


def test_a_file_that_does_not_exist_is_wrong_use(espace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert typed(capsys, str(espace / "absent.yaml"))[0] == 2
