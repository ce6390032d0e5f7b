"""The main job on every example brief: what reaches the disk, whole, true, and the same everywhere."""

from __future__ import annotations

import datetime as dt
import io
import re
import subprocess
from dataclasses import asdict
from functools import cache
from pathlib import Path
from typing import Any, cast

import docx
import pytest
from unfilled import check_unfilled

from docgen.documents.registre import documents_de
from docgen.findings import Gravite, has_errors
from docgen.francais import typographie
from docgen.production import Atelier, Commande, Production, Verification, open_atelier, produce, verify, view_of
from docgen.word.reading import text_of
from docgen.workspace import Workspace

ROOT = Path(__file__).parents[1]
BRIEFS = sorted((ROOT / "briefs").glob("*.yaml"))
NOW = dt.datetime(2026, 10, 20, 9, 0, tzinfo=dt.UTC)
ATELIER = open_atelier(Workspace(ROOT))

pytestmark = pytest.mark.filterwarnings("error")


@cache
def verified(brief: Path) -> Verification:
    return verify(ATELIER, brief)


def make(folder: Path, brief: Path, commande: str, *, atelier: Atelier = ATELIER, final: bool = False) -> Production:
    return produce(atelier, brief, commande=Commande((commande,), sortie=folder, final=final), now=NOW)


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> dict[Path, list[Path]]:
    """All documents of all example briefs, by brief."""
    folder = tmp_path_factory.mktemp("out")
    return {
        brief: [d.chemin for commande in ("programme", "kit") for d in make(folder, brief, commande).documents]
        for brief in BRIEFS
    }


def test_there_are_examples_for_every_module_and_kind_of_client() -> None:
    briefs = [verified(brief).loaded.brief for brief in BRIEFS]
    assert all(brief is not None for brief in briefs)
    known = [brief for brief in briefs if brief is not None]
    assert {module.code for brief in known for module in brief.modules} == set(ATELIER.catalogue.modules)
    assert any(brief.client.est_epci for brief in known)
    assert any(brief.client.population and brief.client.population < 500 for brief in known)
    assert any(not brief.sessions for brief in known)
    assert any(len(brief.sessions) > 1 for brief in known)


@pytest.mark.parametrize("brief", BRIEFS, ids=lambda path: path.stem)
def test_an_example_has_no_error_and_its_gaps_are_the_only_warnings(brief: Path) -> None:
    # a day gone by, priorities that hours cannot all honour, words to read again
    notices = {"B041", "B147", "B156", "P012"}
    assert {finding.code for finding in verified(brief).findings} <= notices


@pytest.mark.parametrize("brief", BRIEFS, ids=lambda path: path.stem)
def test_every_document_is_made_opens_and_holds_no_tag(made: dict[Path, list[Path]], brief: Path) -> None:
    loaded = verified(brief).loaded.brief
    assert loaded is not None
    kit = len(documents_de("kit")) * len(loaded.sessions)
    assert len(made[brief]) == 1 + kit
    for document in made[brief]:
        docx.Document(str(document))
        assert check_unfilled(document) == []
        text = text_of(document)
        assert typographie(loaded.client.nom.nom).casefold() in text.casefold()
        assert loaded.reference in text
        assert "BROUILLON" in text


@pytest.mark.parametrize("brief", BRIEFS, ids=lambda path: path.stem)
def test_documents_name_no_other_commune_than_their_own(made: dict[Path, list[Path]], brief: Path) -> None:
    clients = {path: verified(path).loaded.brief for path in BRIEFS}
    others = [typographie(b.client.nom.nom) for path, b in clients.items() if path != brief and b is not None]
    for document in made[brief]:
        text = text_of(document)
        assert [name for name in others if re.search(rf"\b{re.escape(name)}\b", text)] == []


@pytest.mark.libreoffice
def test_libreoffice_opens_every_document_and_numbers_its_pages(made: dict[Path, list[Path]], tmp_path: Path) -> None:
    files = []
    for brief in BRIEFS:
        for i, document in enumerate(made[brief]):
            copy = tmp_path / f"{brief.stem}-{i}-{document.stem}.docx"
            copy.write_bytes(document.read_bytes())
            files.append(copy)
    command = ["soffice", "--headless", f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"]
    subprocess.run(
        [*command, "--convert-to", "pdf", "--outdir", str(tmp_path), *map(str, files)],
        check=True,
        capture_output=True,
        timeout=300,
    )
    for file in files:
        text = subprocess.run(
            ["pdftotext", "-layout", str(file.with_suffix(".pdf")), "-"], check=True, capture_output=True, timeout=60
        ).stdout.decode()
        pages = text.split("\f")[:-1]
        assert pages
        assert re.search(rf"\b1\s*/\s*{len(pages)}\b", pages[0])
        assert "{{" not in text
        assert all(page.strip() for page in pages)


@pytest.mark.parametrize("brief", BRIEFS, ids=lambda path: path.stem)
def test_the_same_brief_gives_the_same_bytes(made: dict[Path, list[Path]], brief: Path, tmp_path: Path) -> None:
    fresh = open_atelier(Workspace(ROOT))
    again = [d.chemin for c in ("programme", "kit") for d in make(tmp_path, brief, c, atelier=fresh).documents]
    assert [path.read_bytes() for path in again] == [path.read_bytes() for path in made[brief]]


def test_a_second_run_finds_all_up_to_date(tmp_path: Path) -> None:
    brief = ROOT / "briefs" / "exemple.yaml"
    first = make(tmp_path, brief, "kit")
    stamps = {d.chemin: d.chemin.stat().st_mtime_ns for d in first.documents}
    second = make(tmp_path, brief, "kit")
    assert {d.statut for d in first.documents} == {"écrit"}
    assert {d.statut for d in second.documents} == {"à jour"}
    assert stamps == {d.chemin: d.chemin.stat().st_mtime_ns for d in second.documents}


def signatures(document: Path) -> int:
    """Cells to sign: those that hold the word « Signature » alone."""
    tables = docx.Document(str(document)).tables
    return sum(cell.text.strip() == "Signature" for table in tables for row in table.rows for cell in row.cells)


@pytest.mark.parametrize("brief", [b for b in BRIEFS if "l-home" not in b.stem], ids=lambda path: path.stem)
def test_there_is_one_signature_cell_per_person_and_half_day(made: dict[Path, list[Path]], brief: Path) -> None:
    loaded, programme = verified(brief).loaded.brief, verified(brief).programme
    assert loaded is not None
    assert programme is not None
    for session in loaded.sessions:
        sheet = next(d for d in made[brief] if d.stem == "emargement" and f"session-{session.rang}-" in str(d))
        spare = 3 if session.participants else loaded.public.effectif or 12
        people = len(session.participants) + len(session.formateurs) + spare
        half_days = len(programme.deroulement(session.rang).demi_journees)
        assert signatures(sheet) == people * half_days


@pytest.mark.parametrize("brief", BRIEFS, ids=lambda path: path.stem)
def test_minutes_and_breaks_are_the_announced_hours_in_every_document(
    made: dict[Path, list[Path]], brief: Path
) -> None:
    programme = verified(brief).programme
    assert programme is not None
    for deroulement in programme.deroulements:
        minutes = sum(half_day.minutes for half_day in deroulement.demi_journees)
        assert minutes == sum(m.minutes for d in deroulement.demi_journees for m in d.moments)
        if deroulement.session is None:
            continue
        hours = f"{minutes // 60}\u00a0h" + (f"\u00a0{minutes % 60:02}" if minutes % 60 else "")
        agenda = next(d for d in made[brief] if d.stem == "agenda" and f"session-{deroulement.session}-" in str(d))
        assert hours in text_of(agenda)


@pytest.mark.parametrize("brief", [b for b in BRIEFS if "l-home" not in b.stem], ids=lambda path: path.stem)
def test_titles_dates_hours_places_and_names_are_the_same_everywhere(made: dict[Path, list[Path]], brief: Path) -> None:
    for session in (verified(brief).loaded.brief or pytest.fail("no brief")).sessions:
        views = [view_of(ATELIER, verified(brief), d.cle, session.rang) for d in documents_de("kit")]
        proposal = view_of(ATELIER, verified(brief), "programme")
        assert len({str(view["intitule"]) for view in [*views, proposal]}) == 1
        assert len({repr(asdict(cast("Any", view["session"]))) for view in views}) == 1
        common = views[0]["session"]
        folder = f"session-{session.rang}-"
        agenda, deroule, sheet = (
            text_of(next(d for d in made[brief] if d.stem == stem and folder in str(d)))
            for stem in ("agenda", "deroule", "emargement")
        )
        of_proposal = text_of(made[brief][0])
        for jour in common.jours:  # type: ignore[attr-defined]
            for half_day in jour.demi_journees:
                assert half_day.horaire in sheet
                for moment in half_day.moments:
                    assert moment.horaire in agenda
                    assert moment.titre in agenda
                    assert moment.titre in deroule
                    assert moment.titre in of_proposal
            assert jour.titre in agenda
            assert jour.titre in sheet
        assert str(common.noms_formateurs) in sheet  # type: ignore[attr-defined]


@pytest.mark.parametrize("code", list(ATELIER.catalogue.modules))
def test_each_module_alone_gives_a_proposal_and_a_kit(tmp_path: Path, code: str) -> None:
    module = ATELIER.catalogue.modules[code]
    theme = next(s.themes[0] for s in module.sequences if s.objectifs and not s.facultative)
    half_days = module.format.demi_journees
    days = [
        f'      - {{date: 2026-12-{3 + i:02}, matin: "9:00-12:30"'
        + (', apres_midi: "14:00-17:30"}' if half_days > 1 else "}")
        for i in range((half_days + 1) // 2)
    ]
    brief = tmp_path / "brief.yaml"
    brief.write_text(
        f"reference: M-{code}\ndate: 2026-10-05\ncommune: {{code_insee: 37122}}\n"
        f"attendus: [{{id: A1, texte: Avancer, themes: [{theme}]}}]\nmodules: [{{code: {code}}}]\n"
        "sessions:\n  - formateurs: [{prenom: Ana, nom: Diaz}]\n    jours:\n" + "\n".join(days) + "\n",
        encoding="utf-8",
    )
    for commande in ("programme", "kit"):
        production = make(tmp_path / "out", brief, commande)
        assert not has_errors(production.findings)
        assert len(production.documents) == len(documents_de(commande))
        for document in production.documents:
            assert check_unfilled(document.chemin) == []
            assert typographie(module.titre) in text_of(document.chemin)


def alone(folder: Path) -> Path:
    """The example brief in a folder of its own."""
    brief = folder / "exemple.yaml"
    brief.write_bytes((ROOT / "briefs" / "exemple.yaml").read_bytes())
    return brief


def test_without_an_organisme_a_draft_shows_its_gaps_and_nobody_elses_numbers(tmp_path: Path) -> None:
    brief = alone(tmp_path)
    atelier = open_atelier(Workspace(tmp_path))
    production = make(tmp_path / "out", brief, "programme", atelier=atelier)
    (document,) = production.documents
    text = text_of(document.chemin)
    assert "À COMPLÉTER\u00a0: nom de l’organisme de formation" in text
    assert [finding.code for finding in production.findings] == ["O090"]
    assert production.findings[0].gravite is Gravite.AVERTISSEMENT
    for told in (ATELIER.organisme.raison_sociale, ATELIER.organisme.siret, ATELIER.organisme.nda):
        assert str(told) not in text
    highlighted = [
        run.text
        for table in docx.Document(io.BytesIO(document.chemin.read_bytes())).tables
        for row in table.rows
        for cell in row.cells
        for paragraph in cell.paragraphs
        for run in paragraph.runs
        if run.font.highlight_color is not None
    ]
    assert all(words.startswith("À COMPLÉTER") for words in highlighted)
    assert highlighted


def test_a_final_document_is_not_written_while_something_is_missing(tmp_path: Path) -> None:
    atelier = open_atelier(Workspace(tmp_path))
    production = make(tmp_path / "out", alone(tmp_path), "programme", atelier=atelier, final=True)
    assert production.documents == ()
    assert not (tmp_path / "out").exists()
    assert {finding.gravite for finding in production.findings} == {Gravite.ERREUR}


def test_a_final_document_of_a_whole_brief_says_nothing_of_a_draft(tmp_path: Path) -> None:
    brief = ROOT / "briefs" / "joue-les-tours.yaml"
    for commande in ("programme", "kit"):
        production = make(tmp_path, brief, commande, final=True)
        assert production.documents, production.findings
        for document in production.documents:
            assert "BROUILLON" not in text_of(document.chemin)
            assert "À COMPLÉTER" not in text_of(document.chemin)


@pytest.mark.parametrize(
    ("missing", "code", "line"), [("prix_jour", "B090", "conditions"), ("texte_inconnu", "B010", "texte_inconnu")]
)
def test_gaps_and_faults_of_a_brief_are_found_at_their_line(tmp_path: Path, missing: str, code: str, line: str) -> None:
    text = (ROOT / "briefs" / "exemple.yaml").read_text(encoding="utf-8")
    text = re.sub(r" *prix_[a-z_]+:.*\n", "", text) if missing == "prix_jour" else f"{missing}: x\n{text}"
    brief = tmp_path / "brief.yaml"
    brief.write_text(text, encoding="utf-8")
    found = [finding for finding in make(tmp_path / "out", brief, "programme").findings if finding.code == code]
    assert found
    assert found[0].mark is not None
    assert line in text.splitlines()[found[0].mark.ligne - 1]


def test_a_session_that_is_not_there_is_said(tmp_path: Path) -> None:
    brief = ROOT / "briefs" / "exemple.yaml"
    asked = Commande(("kit",), sortie=tmp_path, session=9)
    assert [f.code for f in produce(ATELIER, brief, commande=asked, now=NOW).findings] == ["B091"]
    no_session = ROOT / "briefs" / "l-home-chamondot.yaml"
    (notice,) = make(tmp_path, no_session, "kit").findings
    assert (notice.code, notice.gravite) == ("B092", Gravite.AVIS)


def test_a_session_that_moves_leaves_its_folder_and_says_so(tmp_path: Path) -> None:
    brief = tmp_path / "brief.yaml"
    text = (ROOT / "briefs" / "exemple.yaml").read_text(encoding="utf-8")
    brief.write_text(text, encoding="utf-8")
    make(tmp_path / "out", brief, "kit")
    brief.write_text(text.replace("2026-12-05", "2026-12-12"), encoding="utf-8")
    production = make(tmp_path / "out", brief, "kit")
    assert [finding.code for finding in production.findings] == ["E020"]
    assert len(list((tmp_path / "out" / "MTJ-2026-01").glob("session-1-*"))) == 2


def test_a_workspace_template_is_used_and_its_fault_stops_no_other_document(tmp_path: Path) -> None:
    (tmp_path / "templates").mkdir()
    template = docx.Document()
    template.add_paragraph("Chez {{ client.nome }}")
    template.save(str(tmp_path / "templates" / "agenda.docx"))
    production = make(tmp_path / "out", alone(tmp_path), "kit", atelier=open_atelier(Workspace(tmp_path)))
    faults = [finding for finding in production.findings if finding.gravite is Gravite.ERREUR]
    assert [finding.code for finding in faults] == ["M030"]
    assert "« client.nom »" in faults[0].remede
    assert {d.chemin.stem for d in production.documents} == {d.cle for d in documents_de("kit")} - {"agenda"}


def test_explaining_names_every_sequence(tmp_path: Path) -> None:
    brief = ROOT / "briefs" / "le-mans.yaml"
    lines = produce(
        ATELIER, brief, commande=Commande(("programme",), sortie=tmp_path, expliquer=True), now=NOW
    ).explication
    programme = verified(brief).programme
    assert programme is not None
    for adapte in programme.modules:
        for choix in adapte.choix:
            assert any(choix.sequence.titre in line for line in lines)


def with_own_module(folder: Path, text: str) -> Atelier:
    (folder / "catalogue").mkdir()
    (folder / "catalogue" / "mien.yaml").write_text(text, encoding="utf-8")
    (folder / "organisme.yaml").write_bytes((ROOT / "organisme.yaml").read_bytes())
    return open_atelier(Workspace(folder))


def test_a_module_that_cannot_be_read_is_not_replaced_by_its_namesake_unnoticed(tmp_path: Path) -> None:
    atelier = with_own_module(tmp_path, 'code: "16"\ntitre: [\n')
    production = make(tmp_path / "out", alone(tmp_path), "programme", atelier=atelier)
    assert production.documents == ()
    assert "B030" in {finding.code for finding in production.findings}


@pytest.mark.parametrize("final", [False, True])
@pytest.mark.parametrize("text", ["titre: [\n", "code: le douze, revu en septembre\ntitre: x\n"])
def test_a_file_of_no_known_module_stands_in_the_way_of_a_final_document_alone(
    tmp_path: Path,
    text: str,
    final: bool,  # noqa: FBT001
) -> None:
    atelier = with_own_module(tmp_path, text)
    (tmp_path / "briefs" / "participants").mkdir(parents=True)
    for name in ("joue-les-tours.yaml", *(f"participants/joue-les-tours-groupe-{i}.csv" for i in (1, 2))):
        (tmp_path / "briefs" / name).write_bytes((ROOT / "briefs" / name).read_bytes())
    brief = tmp_path / "briefs" / "joue-les-tours.yaml"
    production = make(tmp_path / "out", brief, "programme", atelier=atelier, final=final)
    assert bool(production.documents) is not final
