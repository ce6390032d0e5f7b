"""Participant lists as spreadsheets write them, and as people break them."""

from __future__ import annotations

import io
import os
import re
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from docgen.brief.participants import read_list
from docgen.brief.rows import MAX_ROWS
from docgen.findings import Finding, Gravite, Mark
from docgen.validation.places import Place

if TYPE_CHECKING:
    from collections.abc import Callable

    from docgen.brief.model import Participant

ROOT = Path(__file__).parents[2]
WHERE = Place("brief.yaml", Mark(7, 3), "sessions › 1 › participants")
HEADER = "nom;prenom;fonction;qualite\n"


def read(folder: Path, data: bytes | str, name: str = "liste.csv") -> tuple[tuple[Participant, ...], list[Finding]]:
    (folder / name).write_bytes(data.encode() if isinstance(data, str) else data)
    return read_list(name, WHERE, folder, folder)


def names(people: tuple[Participant, ...]) -> list[str]:
    return [participant.nom_complet for participant in people]


def xlsx(*rows: tuple[object, ...], merge: str = "") -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(row)
    if merge:
        sheet.merge_cells(merge)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


PEOPLE = "nom{0}prenom{0}fonction\nKERVADEC{0}Maëlle{0}maire\nDE LA TOUR-D’AUVERGNE{0}Jean-Noël{0}adjoint\n"


@pytest.mark.parametrize("separator", [";", ",", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_any_csv_that_excel_writes_gives_the_same_people(tmp_path: Path, separator: str, encoding: str) -> None:
    people, findings = read(tmp_path, PEOPLE.format(separator).encode(encoding))
    assert names(people) == ["Maëlle KERVADEC", "Jean-Noël DE LA TOUR-D’AUVERGNE"]
    assert people[0].fonction == "maire"
    assert findings == []


def test_a_workbook_gives_the_same_people_and_its_numbers_as_typed(tmp_path: Path) -> None:
    data = xlsx(
        ("nom", "prenom", "fonction", "qualite"), ("KERVADEC", "Maëlle", "maire", "élue"), ("X12", 12, None, "Agent")
    )
    people, findings = read(tmp_path, data, "liste.xlsx")
    assert names(people) == ["Maëlle KERVADEC", "12 X12"]
    assert [participant.qualite for participant in people] == ["elu", "agent"]
    assert findings == []


def test_a_title_above_the_header_and_empty_rows_are_passed_over(tmp_path: Path) -> None:
    people, findings = read(tmp_path, "Groupe 1;;;\n\n" + HEADER + ";;;\nKERVADEC;Maëlle;;\n")
    assert names(people) == ["Maëlle KERVADEC"]
    assert findings == []


@pytest.mark.parametrize("header", ["Nom;Prénom", "NOM;PRENOM", "nom ; prénom", "Nom de famille;Prenoms"])
def test_near_names_of_columns_are_taken_and_said(tmp_path: Path, header: str) -> None:
    people, findings = read(tmp_path, f"{header}\nKERVADEC;Maëlle\n")
    assert names(people) == ["Maëlle KERVADEC"]
    assert all(finding.code == "P012" and finding.gravite is Gravite.AVIS for finding in findings)


def with_sheet(data: bytes, *changes: tuple[bytes, bytes]) -> bytes:
    """The workbook with its first sheet's XML changed."""
    source = zipfile.ZipFile(io.BytesIO(data))
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as target:
        for member in source.infolist():
            part = source.read(member)
            if member.filename == "xl/worksheets/sheet1.xml":
                for old, new in changes:
                    assert old in part
                    part = part.replace(old, new)
            target.writestr(member.filename, part)
    return stream.getvalue()


def test_a_formula_is_never_run_and_gives_the_value_that_was_saved(tmp_path: Path) -> None:
    data = xlsx(("nom", "prenom"), ("KERVADEC", '=HYPERLINK("http://x")'))
    saved = with_sheet(data, (b'<c r="B2">', b'<c r="B2" t="str">'), (b"<v></v>", "<v>Maëlle</v>".encode()))
    assert names(read(tmp_path, saved, "liste.xlsx")[0]) == ["Maëlle KERVADEC"]


@pytest.mark.parametrize("formula", ['=HYPERLINK("http://x")', "=1/0", "=A2"])
def test_a_formula_that_was_never_worked_out_is_found_with_its_cell(tmp_path: Path, formula: str) -> None:
    people, (found,) = read(tmp_path, xlsx(("nom", "prenom"), ("KERVADEC", "Maëlle"), (formula, "Jean")), "liste.xlsx")
    assert names(people) == ["Maëlle KERVADEC"]
    assert (found.code, found.mark) == ("P019", Mark(3, 1))
    assert "cellule A3" in found.message


def test_an_error_in_a_cell_is_found_and_an_empty_result_or_a_column_of_no_use_is_not(tmp_path: Path) -> None:
    data = xlsx(("nom", "prenom", "âge"), ("X", "=A2", "=A2"))
    error = with_sheet(data, (b'<c r="B2">', b'<c r="B2" t="e">'), (b"<v></v></c><c", b"<v>#REF!</v></c><c"))
    assert [f.code for f in read(tmp_path, error, "liste.xlsx")[1] if f.gravite is Gravite.ERREUR] == ["P019"]
    empty = with_sheet(data, (b'<c r="B2">', b'<c r="B2" t="str">'))
    assert [f.code for f in read(tmp_path, empty, "liste.xlsx")[1] if f.gravite is Gravite.ERREUR] == []


def huge_rectangle() -> bytes:
    """One cell at the far end of the sheet: 17 thousand million cells in the rectangle."""
    far = b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
    return with_sheet(xlsx(("nom",), ("X",)), (b"</sheetData>", far))


def bomb() -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b" " * 60_000_000)
    return stream.getvalue()


# code, name of the file, what it holds
CASES: list[tuple[str, str, Callable[[], bytes]]] = [
    ("P002", "liste.csv", lambda: b"nom\n" + b"x" * 11_000_000),
    ("P002", "liste.xlsx", huge_rectangle),
    ("P002", "liste.xlsx", bomb),
    ("P003", "liste.csv", lambda: b"nom\n\x00\x01\x02"),
    ("P004", "liste.ods", lambda: b"PK"),
    ("P005", "liste.xlsx", lambda: b"nom;prenom\n"),
    ("P005", "liste.xlsx", lambda: b"\xd0\xcf\x11\xe0" + b"0" * 100),
    ("P005", "liste.xlsx", lambda: xlsx(("nom",))[:-50]),
    ("P005", "liste.xlsx", lambda: xlsx(("nom",))[2_000:]),  # its directory points before its start
    ("P006", "liste.csv", "Kervadec;Maëlle\nDupont;Jean\n".encode),
    ("P007", "liste.csv", lambda: b'nom;prenom\n"KERVADEC;Jean\n'),
    ("P008", "liste.csv", lambda: b"nom" + b";a" * 100),
    ("P009", "liste.csv", (HEADER + ";Maëlle;maire;\n").encode),
    ("P011", "liste.csv", (HEADER + "X;Y;maire;bénévole\n").encode),
    ("P012", "liste.csv", lambda: b"nom;prenon\nX;Y\n"),
    ("P013", "liste.csv", lambda: b"nom;pointure\nX;42\n"),
    ("P014", "liste.xlsx", lambda: xlsx(("nom", "fonction"), ("A", "maire"), ("B", None), merge="B2:B3")),
    ("P015", "liste.csv", lambda: HEADER.encode() + b"X;Y;;\n" * (MAX_ROWS + 1)),
    ("P016", "liste.csv", lambda: b""),
    ("P016", "liste.csv", HEADER.encode),
    ("P005", "liste.csv", lambda: xlsx(("nom",), ("X",))),
    ("P008", "liste.csv", lambda: b"nom\n" + b"x" * 200_000),
    ("P018", "liste.csv", lambda: b"nom;prenom\nX;Y;Z\n"),
    ("P019", "liste.xlsx", lambda: xlsx(("nom", "prenom"), ("X", "=A2"))),
    ("P017", "liste.csv", lambda: HEADER.encode() + b"X\x07;Y;;\n"),
]


@pytest.mark.parametrize(("code", "name", "make"), CASES, ids=[f"{case[0]}-{i}" for i, case in enumerate(CASES)])
def test_a_broken_list_gets_one_finding_that_says_what_to_do(
    tmp_path: Path, code: str, name: str, make: Callable[[], bytes]
) -> None:
    _, findings = read(tmp_path, make(), name)
    assert [finding.code for finding in findings] == [code]
    assert findings[0].remede
    assert findings[0].message.endswith(".")
    assert findings[0].message[0].islower() or findings[0].message[0] == "«"
    assert findings[0].mark is not None or code in {"P003", "P005", "P002", "P015"}


def test_a_list_that_is_absent_gets_the_name_that_was_meant(tmp_path: Path) -> None:
    (tmp_path / "participants").mkdir()
    (tmp_path / "participants" / "joue.csv").write_text(HEADER)
    _, (found,) = read_list("participants/jouee.csv", WHERE, tmp_path, tmp_path)
    assert (found.code, found.mark) == ("P001", Mark(7, 3))
    assert "« participants/joue.csv »" in found.remede


def test_a_pipe_in_the_place_of_a_list_does_not_hang(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "liste.csv")
    _, (found,) = read_list("liste.csv", WHERE, tmp_path, tmp_path)
    assert found.code == "P001"


@pytest.mark.parametrize("typed", ["../secret.csv", "/etc/passwd", "C:\\x.csv", "a/../../b.csv", "x\0.csv", "lien.csv"])
def test_a_path_that_leaves_the_workspace_is_refused(tmp_path: Path, typed: str) -> None:
    (tmp_path / "secret.csv").write_text("nom\nX\n")
    inside = tmp_path / "dedans"
    inside.mkdir()
    (inside / "lien.csv").symlink_to(tmp_path / "secret.csv")
    _, (found,) = read_list(typed, WHERE, inside, inside)
    assert found.code == "P010"


TOLD_BELOW = {"P020", "P021", "P022"}  # each has a test of its own


def test_every_code_of_lists_has_a_negative_example() -> None:
    source = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "docgen" / "brief").glob("*.py"))
    assert set(re.findall(r'"(P\d{3})"', source)) == {case[0] for case in CASES} | {"P001", "P010"} | TOLD_BELOW


CELL = st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=20).map(str.strip).filter(bool)


@given(st.lists(st.tuples(CELL, CELL), min_size=1, max_size=8))
def test_any_name_survives_the_list(tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[str, str]]) -> None:
    quoted = "".join('"{}";"{}"\n'.format(*(cell.replace('"', '""') for cell in row)) for row in rows)
    people, findings = read(tmp_path_factory.mktemp("liste"), "nom;prenom\n" + quoted)
    assert findings == []
    assert [(p.nom, p.prenom) for p in people] == [tuple(" ".join(cell.split()) for cell in row) for row in rows]


@pytest.mark.parametrize(
    "row",
    [
        "Total : 2;;;;",
        "Total;2;;;",
        ";;Total;;2",
        "TOTAL GÉNÉRAL;;;;2",
        "2 participants;;;;",
        "Nombre d’inscrits : 2;;;;",
    ],
)
def test_a_row_that_counts_people_is_nobody_and_is_told(tmp_path: Path, row: str) -> None:
    lines = f"N°;nom;prenom;fonction;qualite\n1;KERVADEC;Maëlle;maire;elu\n2;NOMBRE;Jean;;\n{row}\n"
    people, findings = read(tmp_path, lines)
    assert names(people) == ["Maëlle KERVADEC", "Jean NOMBRE"]
    (told,) = [finding for finding in findings if finding.code == "P020"]
    assert (told.gravite, told.mark) == (Gravite.AVIS, Mark(4, 1))
    assert {finding.code for finding in findings} == {"P013", "P020"}


@pytest.mark.parametrize("row", ["TOTAL;Jean;;", "Nombre;;;", "Personne;Marie;;"])
def test_a_person_whose_name_is_a_word_of_a_count_is_kept(tmp_path: Path, row: str) -> None:
    people, findings = read(tmp_path, f"{HEADER}{row}\n")
    assert len(people) == 1
    assert findings == []


@pytest.mark.parametrize(
    ("lines", "civilite", "fonction", "code"),
    [
        ("TITRE;nom\nMme;KERVADEC\n", "Mme", None, "P012"),
        ("TITRE;nom\nMaire;KERVADEC\n", None, "Maire", "P012"),
        ("TITRE;nom;fonction\nDéléguée;KERVADEC;maire\n", None, "maire", "P013"),
        ("Civ.;nom\nMme;KERVADEC\n", "Mme", None, "P012"),
    ],
)
def test_a_title_is_what_stands_under_it(
    tmp_path: Path, lines: str, civilite: str | None, fonction: str | None, code: str
) -> None:
    (person,), findings = read(tmp_path, lines)
    assert (person.civilite, person.fonction) == (civilite, fonction)
    assert [finding.code for finding in findings] == [code]


def test_an_identity_is_a_name_unless_names_stand_beside_it(tmp_path: Path) -> None:
    (person,), findings = read(tmp_path, "Identité;fonction\nMaëlle KERVADEC;maire\n")
    assert person.nom_complet == "Maëlle KERVADEC"
    assert [finding.code for finding in findings] == ["P012"]
    (person,), findings = read(tmp_path, "Identité;nom;prenom\nK12;KERVADEC;Maëlle\n")
    assert person.nom_complet == "Maëlle KERVADEC"
    assert [finding.code for finding in findings] == ["P013"]


def sheets(**rows: list[tuple[str, ...]]) -> bytes:
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for title, lines in rows.items():
        sheet = book.create_sheet(title.removesuffix("_cachee"))
        sheet.sheet_state = "hidden" if title.endswith("_cachee") else "visible"
        for line in lines:
            sheet.append(line)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


LISTED = [("nom", "prenom"), ("KERVADEC", "Maëlle")]
OTHERS = [("nom", "prenom"), ("MARTIN", "Anne")]


@pytest.mark.parametrize(
    ("book", "others"),
    [
        ({"Liste": LISTED}, None),
        ({"Lisez_moi": [("Remplissez la liste",)], "Liste": LISTED}, "« Lisez_moi » n’est pas lue"),
        ({"Liste": LISTED, "Archives": OTHERS}, "« Archives » n’est pas lue"),
        ({"Archives_cachee": OTHERS, "Liste": LISTED}, "« Archives » n’est pas lue"),
        ({"Large": [("x",) * 80], "Liste": LISTED, "Vide": []}, "« Large » n’est pas lue"),
    ],
)
def test_the_sheet_that_has_the_list_is_read_and_the_others_are_named(
    tmp_path: Path, book: dict[str, list[tuple[str, ...]]], others: str | None
) -> None:
    people, findings = read(tmp_path, sheets(**book), "liste.xlsx")
    assert names(people) == ["Maëlle KERVADEC"]
    assert [finding.code for finding in findings] == (["P021"] if others else [])
    assert all("« Liste » est lue" in one.message and str(others) in one.message for one in findings)


def test_an_address_without_an_at_sign_is_told(tmp_path: Path) -> None:
    lines = "nom;courriel\nKERVADEC;m.kervadec@exemple.fr\nMARTIN;a.martin.exemple.fr\n"
    people, (told,) = read(tmp_path, lines)
    assert len(people) == 2
    assert (told.code, told.gravite, told.mark) == ("P022", Gravite.AVERTISSEMENT, Mark(3, 2))
