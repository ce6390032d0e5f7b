"""Documents read again: facts that changed are found where they did; all else is left to the person who wrote."""

from __future__ import annotations

import datetime as dt
import re
import shutil
import subprocess
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import docx
import pytest
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st
from retouches import cells, edited, paragraphs, replacing, spaced, text, without_row, write

from docgen.findings import Gravite
from docgen.production import Commande, check_only, open_atelier, produce, verify
from docgen.production.relecture import review
from docgen.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Callable

    from docx.document import Document

    from docgen.findings import Finding

    Edit = Callable[[Document], object]

ROOT = Path(__file__).parents[2]
BRIEFS = sorted((ROOT / "briefs").glob("*.yaml"))
NOW = dt.datetime(2026, 10, 20, 9, 0, tzinfo=dt.UTC)
ATELIER = open_atelier(Workspace(ROOT))

MANS, GAPS, COMPLETE = "LEM-2026-03", "HOM-2026-01", "MTJ-2026-01"
GAP_ONLY = {"D031"}  # what an example brief may leave out
PROPOSAL, AGENDA, SHEET = "programme-LEM-2026-03.docx", "agenda.docx", "emargement.docx"


def make(folder: Path, brief: Path, *, final: bool = False) -> str:
    """The reference whose documents were made."""
    made = produce(ATELIER, brief, commande=Commande(("programme", "kit"), sortie=folder, final=final), now=NOW)
    return made.reference


@pytest.fixture(scope="session")
def drafts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("brouillons")
    for brief in BRIEFS:
        make(folder, brief)
    return folder


@pytest.fixture(scope="session")
def finals(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("finals")
    for brief in BRIEFS:
        make(folder, brief, final=True)
    return folder


@pytest.fixture
def dossier(drafts: Path, tmp_path: Path) -> Path:
    """The documents of Le Mans, a proposal and the kit of one session, to do with as one likes."""
    return Path(shutil.copytree(drafts / MANS, tmp_path / MANS))


@cache
def gaps(brief: Path) -> frozenset[str]:
    """What a brief leaves out, as its documents say it: « À COMPLÉTER : prix de la journée »."""
    return frozenset(f.message.rstrip(".") for f in check_only(ATELIER, brief).findings if f.code in {"B090", "O090"})


def found_in(folder: Path) -> list[Finding]:
    """What is found in a dossier beside the gaps of the example briefs."""
    known = [spaced(gap) for brief in BRIEFS for gap in gaps(brief)]
    found = review(ATELIER, folder).findings
    return [f for f in found if f.code != "D031" or not any(gap in spaced(f.message) for gap in known)]


def after(folder: Path, name: str, *edits: Edit) -> list[Finding]:
    """What is found once a document was edited by hand."""
    for edit in edits:
        edited(next(folder.rglob(name)), edit)
    return found_in(folder)


def _section(document: Document, heading: str) -> list[object]:
    blocks = list(document.element.body)
    at = next(i for i, block in enumerate(blocks) if spaced("".join(block.itertext())).startswith(heading))
    return blocks[at : at + 3]


def _remove_section(document: Document, heading: str) -> None:
    for block in _section(document, heading):
        document.element.body.remove(block)


def _move_section(document: Document, heading: str, place: int) -> None:
    blocks = _section(document, heading)
    _remove_section(document, heading)
    for rank, block in enumerate(blocks):
        document.element.body.insert(place + rank, block)


def _rewrite_long_paragraphs(document: Document) -> None:
    for paragraph in paragraphs(document):
        if len(text(paragraph)) > 200:
            write(paragraph, "Ce passage a été repris avec vous lors de notre échange, pour rester au plus près.")


# --- What nobody touched, or touched without harm ---------------------------------------------------------------------


@pytest.mark.parametrize("brief", BRIEFS, ids=lambda path: path.stem)
def test_nothing_is_found_in_fresh_drafts_but_their_gaps(drafts: Path, brief: Path) -> None:
    loaded = verify(ATELIER, brief).loaded.brief
    assert loaded is not None
    relecture = review(ATELIER, drafts / loaded.reference)
    assert {finding.code for finding in relecture.findings} == ({"D031"} if gaps(brief) else set())
    assert found_in(drafts / loaded.reference) == []
    assert all(finding.gravite is Gravite.AVERTISSEMENT for finding in relecture.findings)
    assert relecture.lus == 1 + 6 * len(loaded.sessions)


def test_nothing_is_found_in_fresh_final_documents(finals: Path) -> None:
    made = list(finals.iterdir())
    assert len(made) == sum(not gaps(brief) for brief in BRIEFS)
    assert [review(ATELIER, folder).findings for folder in made] == [()] * len(made)


@pytest.mark.libreoffice
@pytest.mark.parametrize("kind", ["drafts", "finals"])
def test_saving_in_libreoffice_changes_no_fact(kind: str, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    folder = Path(shutil.copytree(request.getfixturevalue(kind), tmp_path / "out"))
    profile = f"-env:UserInstallation={(tmp_path / 'profil').as_uri()}"
    for place in {path.parent for path in folder.rglob("*.docx")}:
        saved = tmp_path / "saved"
        files = sorted(place.glob("*.docx"))
        command = ["soffice", "--headless", profile, "--convert-to", "docx:MS Word 2007 XML", "--outdir", str(saved)]
        subprocess.run([*command, *map(str, files)], check=True, capture_output=True, timeout=300)
        for file in files:
            (saved / file.name).replace(file)
    codes = {finding.code for each in folder.iterdir() for finding in found_in(each)}
    assert codes == set()


@pytest.mark.parametrize(
    ("name", "edit"),
    [
        (
            AGENDA,
            replacing(
                "Questionnaires avant et après la session", "Un questionnaire bien avant la session, un autre après"
            ),
        ),
        (AGENDA, replacing("Commune du Mans", "Ville du Mans")),
        (AGENDA, replacing("les 14, 19 et 26 janvier 2027", "14/01/2027, 19/01/2027 et 26/01/2027")),
        (AGENDA, replacing("9 h 20 – 9 h 55", "9h20-9h55")),
        (AGENDA, lambda d: d.add_paragraph("Rendez-vous le 14 janvier à 9 h 00, avec Karim Benali-Exemple.")),
        (PROPOSAL, replacing("conférences avec les directions", "réunions avec les directions")),
        (PROPOSAL, replacing("Date :", "Date\u00a0: 12/11/2026")),
        (PROPOSAL, lambda d: _move_section(d, "Prix et conditions", 10)),
        (PROPOSAL, lambda d: _remove_section(d, "Prix et conditions")),
        (PROPOSAL, _rewrite_long_paragraphs),
        (SHEET, replacing("Besnard-Exemple Catherine", "BESNARD-EXEMPLE CATHERINE")),
        (SHEET, replacing("Nombre", "11")),
    ],
)
def test_a_hand_edit_that_touches_no_fact_is_left_alone(dossier: Path, name: str, edit: Edit) -> None:
    assert after(dossier, name, edit) == []


def test_documents_kept_on_paper_or_elsewhere_are_not_looked_at(dossier: Path) -> None:
    (dossier / "session-1-2027-01-14" / "emargement-signe.pdf").write_bytes(b"%PDF-1.7")
    (dossier / "notes.docx").write_bytes(b"not a document")
    assert found_in(dossier) == []


# --- What is wrong: an example of each code ---------------------------------------------------------------------------


def _comment(document: Document) -> None:
    document.add_comment(next(p for p in document.paragraphs if p.runs).runs[0], text="À revoir", author="A")


def _track(document: Document) -> None:
    run = next(p for p in document.paragraphs if p.runs).runs[0]._r
    inserted = OxmlElement("w:ins")
    inserted.set(qn("w:id"), "900")
    inserted.set(qn("w:author"), "A")
    run.addprevious(inserted)
    inserted.append(run)


def _merge_field(document: Document) -> None:
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), " MERGEFIELD Nom_Client ")
    document.paragraphs[0]._p.append(field)


EXAMPLES: list[tuple[str, str, Edit, str, str]] = [
    # code, document, edit, words of the place, words of the message
    (
        "D010",
        SHEET,
        replacing("jeudi 14 janvier", "jeudi 15 janvier"),
        "dans le titre",
        "6 autres documents, c’est « jeudi 14 janvier 2027 »",
    ),
    (
        "D010",
        SHEET,
        replacing("12 h 30", "12 h 15"),
        "tableau 1, ligne 3, colonne 2",
        "« 12 h 15 » ; d’après le brief (ligne 84)",
    ),
    (
        "D010",
        SHEET,
        replacing("Karim Benali", "Karim Bénaly"),
        "tableau 1, ligne 4, colonne 2",
        "formateur : il est écrit « Karim Bénaly-Exemple »",
    ),
    ("D010", SHEET, replacing("Besnard", "Besnart"), "tableau 2, ligne 2, colonne 2", "« Besnart-Exemple Catherine »"),
    (
        "D010",
        SHEET,
        replacing("12 participants", "11 participants"),
        "tableau 1, ligne 4, colonne 4",
        "nombre de participants",
    ),
    (
        "D010",
        SHEET,
        replacing("Salle de formation, rez-de-chaussée", "Salle 2"),
        "tableau 1, ligne 3, colonne 4",
        "salle : il est écrit « Salle 2 »",
    ),
    (
        "D010",
        SHEET,
        replacing("LEM-2026-03", "LEM-2026-04"),
        "pied de page",
        "référence : il est écrit « LEM-2026-04 »",
    ),
    (
        "D010",
        AGENDA,
        replacing("Commune du Mans", "Commune de Tours"),
        "Agenda de la session",
        "client : il est écrit « de Tours »",
    ),
    (
        "D010",
        AGENDA,
        replacing("anticiper son bilan", "préparer son bilan"),
        "Agenda de la session",
        "intitulé de la formation",
    ),
    (
        "D010",
        AGENDA,
        replacing("Hôtel de ville", "Mairie"),
        "tableau 1, ligne 3, colonne 2",
        "lieu : il est écrit « Mairie »",
    ),
    ("D010", AGENDA, replacing("9 h 20", "9 h 25"), "tableau 2, ligne 3, colonne 1", "d’après le programme et"),
    ("D010", AGENDA, replacing("13 h", "12 h"), "tableau 1, ligne 2, colonne 2", "durée : il est écrit « 12 h »"),
    (
        "D010",
        PROPOSAL,
        replacing("1 600,00", "1 650,00"),
        "sous le titre « Prix et conditions »",
        "prix unitaire : il est écrit « 1 650,00 € »",
    ),
    (
        "D010",
        PROPOSAL,
        replacing("3 610,00", "3 160,00", everywhere=True),
        "La formation en bref",
        "(et à 1 autre endroit)",
    ),
    (
        "D010",
        PROPOSAL,
        replacing("01 99 00 12 34", "01 99 00 12 43"),
        "tableau 2, ligne 8, colonne 2",
        "d’après organisme.yaml",
    ),
    (
        "D012",
        SHEET,
        replacing("Salle de formation, rez-de-chaussée, ", ""),
        "tableau 1, ligne 3, colonne 4",
        "salle : ce n’est plus écrit",
    ),
    (
        "D013",
        AGENDA,
        lambda d: d.add_paragraph("Réunion de préparation le 7 janvier 2027."),
        "corps du document",
        "« 7 janvier 2027 »",
    ),
    ("D015", AGENDA, replacing("jeudi 14 janvier", "mardi 14 janvier"), "dans le titre", "ce jour est un jeudi"),
    (
        "D020",
        SHEET,
        lambda d: without_row(d, "Drouet"),
        "tableau 2, sous le titre",
        "« Drouet-Exemple Annie » n’est plus sur la feuille",
    ),
    (
        "D021",
        SHEET,
        replacing("Nom :", "Nom\u00a0: DUPONT Jean"),
        "tableau 2, ligne 14, colonne 2",
        "« DUPONT Jean » a été ajouté à la main",
    ),
    (
        "D030",
        AGENDA,
        replacing("Prérequis", "Prérequis {{ session.titre }}"),
        "tableau 5, ligne 3, colonne 1",
        "{{ session.titre }}",
    ),
    ("D031", AGENDA, replacing("Prérequis", "À COMPLÉTER"), "tableau 5, ligne 3, colonne 1", "À COMPLÉTER"),
    ("D032", AGENDA, replacing("Prérequis", "[à préciser]"), "tableau 5, ligne 3, colonne 1", "[à préciser]"),
    ("D032", AGENDA, _merge_field, "corps du document", "Nom_Client"),
    ("D033", AGENDA, _track, "corps du document", "suivi des modifications"),
    ("D034", AGENDA, _comment, "corps du document", "commentaires"),
    ("D040", AGENDA, replacing("Prérequis", "Prérequis :"), "tableau 5, ligne 3, colonne 1", "espace ordinaire"),
]


@pytest.mark.parametrize(("code", "name", "edit", "place", "message"), EXAMPLES)
def test_what_is_wrong_is_found_where_it_is(  # noqa: PLR0913, PLR0917 - an example in five words
    dossier: Path, code: str, name: str, edit: Edit, place: str, message: str
) -> None:
    findings = after(dossier, name, edit)
    assert [finding.code for finding in findings] == [code]
    assert place in findings[0].lieu
    assert spaced(message) in spaced(findings[0].message)
    assert findings[0].remede
    assert Path(findings[0].fichier).name == name


def test_a_document_that_does_not_open_is_one_finding(dossier: Path) -> None:
    next(dossier.rglob(AGENDA)).write_bytes(b"PK\x03\x04 cut short")
    [finding] = found_in(dossier)
    assert (finding.code, finding.exit_code, finding.lieu) == ("D001", 1, "Agenda de la session")


def test_missing_documents_are_named_once_a_folder(dossier: Path) -> None:
    next(dossier.rglob(AGENDA)).unlink()
    next(dossier.rglob(SHEET)).unlink()
    [finding] = found_in(dossier)
    assert (finding.code, finding.gravite) == ("D002", Gravite.AVIS)
    assert "Agenda de la session, Feuille d’émargement" in finding.message


def test_a_folder_whose_brief_is_gone_is_said_to_be_so(tmp_path: Path) -> None:
    (tmp_path / "XX-1").mkdir()
    [finding] = found_in(tmp_path / "XX-1")
    assert (finding.code, finding.exit_code) == ("D003", 1)


def test_what_a_person_completed_is_a_notice_to_write_it_in_the_brief(drafts: Path, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(drafts / GAPS, tmp_path / GAPS))
    edit = replacing("À COMPLÉTER : prix de la journée", "1 200,00 €", everywhere=True)
    completed = [finding for finding in after(folder, "programme-*.docx", edit) if finding.code == "D014"]
    assert [finding.gravite for finding in completed] == [Gravite.AVIS]
    assert "« 1 200,00 € »" in spaced(completed[0].message)


def test_a_gap_that_the_brief_fills_since_is_a_gap_and_no_contradiction(drafts: Path, tmp_path: Path) -> None:
    workspace = _workspace(tmp_path)
    shutil.copytree(drafts / GAPS, workspace / "out" / GAPS)
    prices = 'conditions:\n  validite_jours: 60\n  prix_jour: "900.00"\n'
    brief = workspace / "briefs" / "l-home-chamondot.yaml"
    brief.write_text(brief.read_text(encoding="utf-8") + prices, encoding="utf-8")
    findings = review(open_atelier(Workspace(workspace)), workspace / "out" / GAPS).findings
    assert {finding.code for finding in findings} == {"D031"}


def test_the_mark_of_a_draft_in_a_final_document_is_an_error(drafts: Path, finals: Path, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(finals / COMPLETE, tmp_path / COMPLETE))
    shutil.copy(next((drafts / COMPLETE).rglob(AGENDA)), next(folder.rglob(AGENDA)))
    [finding] = found_in(folder)
    assert (finding.code, finding.exit_code) == ("D035", 1)
    assert "BROUILLON" in finding.message
    assert "en-tête" in finding.lieu


def test_a_gap_left_in_a_final_document_is_an_error(finals: Path, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(finals / COMPLETE, tmp_path / COMPLETE))
    [finding] = after(folder, AGENDA, replacing("Prérequis", "À COMPLÉTER"))
    assert (finding.code, finding.exit_code) == ("D031", 1)


def test_every_code_has_its_example() -> None:
    sources = [*(ROOT / "docgen/coherence").glob("*.py"), ROOT / "docgen/production/relecture.py"]
    codes = set(re.findall(r'"(D\d{3})"', " ".join(path.read_text(encoding="utf-8") for path in sources)))
    tested = set(re.findall(r'"(D\d{3})"', Path(__file__).read_text(encoding="utf-8")))
    assert codes == tested


# --- Which side is alone ----------------------------------------------------------------------------------------------


def test_a_brief_that_changed_since_is_said_to_be_alone(tmp_path: Path) -> None:
    workspace = _workspace(tmp_path)
    brief = workspace / "briefs" / "le-mans.yaml"
    _change(brief, "2027-01-14", "2027-01-15")
    findings = list(review(open_atelier(Workspace(workspace)), workspace / "out" / MANS).findings)
    alone = [finding for finding in findings if finding.code == "D011"]
    assert [(f.mark.ligne if f.mark else 0, f.fichier) for f in alone] == [(83, str(brief))]
    assert "le brief dit « 15 janvier 2027 », et il est seul : 7 documents disent « 14 janvier 2027 »" in spaced(
        alone[0].message
    )
    assert {finding.code for finding in findings} - GAP_ONLY == {"D011"}


def test_the_hours_of_a_brief_that_changed_are_told_in_short(tmp_path: Path) -> None:
    workspace = _workspace(tmp_path)
    _change(workspace / "briefs" / "le-mans.yaml", '"9:00-12:30"', '"8:30-12:00"')
    findings = list(review(open_atelier(Workspace(workspace)), workspace / "out" / MANS).findings)
    assert 0 < len(findings) < 40
    assert any(finding.code == "D011" and "« 8 h 30 »" in spaced(finding.message) for finding in findings)


def test_a_session_that_left_the_brief_is_an_orphan_and_is_not_compared(tmp_path: Path) -> None:
    workspace = _workspace(tmp_path)
    brief = workspace / "briefs" / "le-mans.yaml"
    text_ = brief.read_text(encoding="utf-8")
    brief.write_text(text_[: text_.index("sessions:")], encoding="utf-8")
    codes = {f.code for f in review(open_atelier(Workspace(workspace)), workspace / "out" / MANS).findings}
    assert "E020" in codes


def test_a_template_that_changed_since_contradicts_nothing(tmp_path: Path) -> None:
    workspace = _workspace(tmp_path)
    shutil.copytree(ROOT / "templates", workspace / "templates")
    edited(workspace / "templates" / "agenda.docx", _other_words_in_another_order)
    findings = review(open_atelier(Workspace(workspace)), workspace / "out" / MANS).findings
    assert {finding.code for finding in findings} <= GAP_ONLY


def test_a_template_at_fault_stops_no_other(tmp_path: Path) -> None:
    workspace = _workspace(tmp_path)
    (workspace / "templates").mkdir()
    (workspace / "templates" / "agenda.docx").write_bytes(b"not a template")
    sheet = next((workspace / "out").rglob(SHEET))
    edited(sheet, replacing("Besnard", "Besnart"))
    codes = [f.code for f in review(open_atelier(Workspace(workspace)), workspace / "out" / MANS).findings]
    assert [code for code in codes if code not in GAP_ONLY] == ["M002", "D010"]


def _other_words_in_another_order(document: Document) -> None:
    table = document.tables[0]._tbl
    for row, label in zip(list(table.tr_lst)[:4], ("Quand", "Combien", "Où", "Qui"), strict=True):
        next(row.iter(qn("w:t"))).text = label
    table.append(table.tr_lst[0])


def _workspace(folder: Path) -> Path:
    """A workspace of one's own with the documents of Le Mans."""
    shutil.copy(ROOT / "organisme.yaml", folder)
    shutil.copytree(ROOT / "briefs", folder / "briefs")
    atelier = open_atelier(Workspace(folder))
    produce(atelier, folder / "briefs" / "le-mans.yaml", commande=Commande(("programme", "kit")), now=NOW)
    return folder


def _change(brief: Path, old: str, new: str) -> None:
    said = brief.read_text(encoding="utf-8")
    assert old in said
    brief.write_text(said.replace(old, new), encoding="utf-8")


# --- Properties: any fact, any sentence -------------------------------------------------------------------------------

MONTHS = "janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre"
CHANGES: dict[str, tuple[re.Pattern[str], Callable[[re.Match[str]], str]]] = {
    "date": (re.compile(rf"\b([1-9]|1\d|2[0-7])(?:er)?(?= (?:{MONTHS}) \d{{4}})"), lambda m: str(int(m[1]) + 1)),
    "year": (re.compile(rf"(?:{MONTHS}) (20\d\d)\b"), lambda m: f"{m[0][:-4]}{int(m[1]) + 1}"),
    "hour": (re.compile(r"(?<=\d h )([0-4]\d)\b"), lambda m: f"{int(m[1]) + 7:02}"),
    "amount": (re.compile(r"\d(?=,00 €)"), lambda m: str((int(m[0]) + 1) % 10)),
    "name": (re.compile(r"(?<=[a-zé])[a-zé](?=[a-zé]*-Exemple)"), lambda m: "x" if m[0] != "x" else "z"),
    "reference": (re.compile(r"(?<=20)2[67](?=-0\d)"), lambda _: "25"),
}


def _changeable(path: Path, kind: str) -> list[tuple[str, int]]:
    """Places of a document's tables that state a fact of that kind, with the rank of the paragraph."""
    pattern = CHANGES[kind][0]
    each = enumerate(cells(docx.Document(str(path))))
    return [(place, rank) for rank, (place, paragraph) in each if pattern.search(text(paragraph))]


@settings(max_examples=40)
@given(data=st.data())
def test_any_fact_changed_in_any_table_is_found_at_its_place(
    drafts: Path, tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    folder = Path(shutil.copytree(data.draw(_dossiers(drafts)), tmp_path_factory.mktemp("d") / "copy"))
    file = data.draw(st.sampled_from(sorted(folder.rglob("*.docx"))))
    kinds = [kind for kind in CHANGES if _changeable(file, kind)]
    if not kinds:
        return
    kind = data.draw(st.sampled_from(kinds))
    place, rank = data.draw(st.sampled_from(_changeable(file, kind)))
    pattern, change = CHANGES[kind]

    def edit(document: Document) -> None:
        paragraph = [each for _, each in cells(document)][rank]
        write(paragraph, pattern.sub(change, text(paragraph), count=1))

    edited(file, edit)
    wrong = [f for f in found_in(folder) if f.code in {"D010", "D015"} and f.fichier == str(file)]
    assert any(f", {place}" in f.lieu for f in wrong), (file, place, wrong)


@settings(max_examples=25)
@given(data=st.data())
def test_any_sentence_without_a_fact_may_be_edited(
    drafts: Path, tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    folder = Path(shutil.copytree(data.draw(_dossiers(drafts)), tmp_path_factory.mktemp("d") / "copy"))
    before = {finding.code for finding in found_in(folder)}
    file = data.draw(st.sampled_from(sorted(folder.rglob("*.docx"))))
    free = [rank for rank, p in enumerate(paragraphs(docx.Document(str(file)))) if _is_free(text(p))]
    if not free:
        return
    rank = data.draw(st.sampled_from(free))
    new = data.draw(
        st.sampled_from(["", "Autre chose, en peu de mots.", "{}, comme convenu ensemble", "Reformulé\u00a0: {}"])
    )

    def edit(document: Document) -> None:
        paragraph = list(paragraphs(document))[rank]
        write(paragraph, new.format("".join(each.text or "" for each in paragraph.iter(qn("w:t")))))

    edited(file, edit)
    assert {finding.code for finding in found_in(folder)} == before


def _dossiers(drafts: Path) -> st.SearchStrategy[Path]:
    return st.sampled_from(sorted(path for path in drafts.iterdir() if path.is_dir()))


def _is_free(said: str) -> bool:
    """Whether a paragraph is a sentence that names no fact: no digit, no proper name, no title of a training."""
    titles = [module.titre for module in ATELIER.catalogue.modules.values()]
    words = ("Exemple", "Institut", "Mairie", "Salle", "Lieu", "Patron", "Maison")
    return (
        len(said) > 60
        and not re.search(r"\d", said)
        and not any(word in said for word in (*words, *map(spaced, titles)))
        and "COMPLÉTER" not in said
    )
