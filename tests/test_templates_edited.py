"""The shipped templates as a manager edits them: each edit alone, all at once, and all saved by LibreOffice.

A title restyled, a column added to a table that loops, a section moved, a logo of one's own: `modeles verifier` finds
no fault, and the documents show the edit.
"""

from __future__ import annotations

import copy
import datetime as dt
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Pt, RGBColor
from unfilled import check_unfilled

from docgen.production import Commande, open_atelier, produce
from docgen.word.reading import text_of
from docgen.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Callable

    from docx.document import Document
    from lxml.etree import _Element

ROOT = Path(__file__).parents[1]
LOGO = (ROOT / "docs" / "images" / "emargement.png").read_bytes()  # any picture
NOW = dt.datetime(2026, 10, 20, 9, 0, tzinfo=dt.UTC)
GREEN = RGBColor(0x1B, 0x5E, 0x20)


@dataclass(frozen=True)
class Retouche:
    """What a manager does to one template.

    `cells` says what the new column holds in a row that holds the text; rows of statements, or without, are left empty.
    The section goes from the paragraph that starts with `moved` to before the one that starts with `until`, and goes
    before the one that starts with `before`; `printed` is what must come after it in the document.
    """

    table: str
    at: int
    cells: dict[str, str]
    filled: tuple[str, ...]
    moved: str
    until: str | None
    before: str
    printed: str


SCALE = {"Objectif": "Rappel", "objectif.repere": "n° {{ objectif.repere }}"}
EDITS = {
    "programme": Retouche(
        "De chaque attendu à son évaluation",
        4,
        {"Attendu": "Rappel", "chaine.": "module {{ chaine.module }}", "reponse.": "n° {{ reponse.attendu.repere }}"},
        ("Rappel", "module 16", "n° A1", "n° A3"),
        *("Les formateurs", "Évaluation, suivi", "Ce que nous avons compris", "Ce que nous avons compris"),
    ),
    "agenda": Retouche(
        "Emploi du temps du jour",
        2,
        {"Horaire": "Rappel", "moment.": "({{ moment.duree }})", "demi_journee.": "total {{ demi_journee.duree }}"},
        ("Rappel", "(20 min)", "total 3 h 30"),
        *("Avant de venir", None, "{%p for jour in", "Samedi 5 décembre 2026"),
    ),
    "deroule": Retouche(
        "Attendus de la collectivité",
        3,
        {"Repère": "Rappel", "attendu.": "n° {{ attendu.repere }}"},
        ("Rappel", "n° A1", "n° A3"),
        *("{%p if attendus", "{%p if materiel", "{%p if situation", "Le contexte du client"),
    ),
    "emargement": Retouche(
        "Signatures",
        3,
        {"Nom et prénom": "Rappel", "personne.": "n° {{ personne.numero }}", "Nombre": "Total"},
        ("Rappel", "n° 1", "n° 7", "n° F", "Total"),
        *("À remplir par le formateur", "{%p endfor", "Chaque personne présente", "Chaque personne présente"),
    ),
    "positionnement": Retouche(
        *("Niveau de départ par objectif", 1, SCALE, ("Rappel", "n° O1", "n° O4")),
        *("Vos besoins", "À rendre avant", "Vos attentes", "Vos attentes"),
    ),
    "evaluation-a-chaud": Retouche(
        *("Niveau atteint par objectif", 1, SCALE, ("Rappel", "n° O1", "n° O4")),
        *("Votre avis", "Avec vos mots", "Vos acquis", "Vos acquis"),
    ),
    "evaluation-a-froid": Retouche(
        *("Usage de chaque objectif", 1, SCALE, ("Rappel", "n° O1", "n° O4")),
        *("Avec vos mots", "Vos réponses nous servent", "Ce qui vous a servi", "Ce qui vous a servi"),
    ),
}


def restyle(document: Document, _edit: Retouche) -> None:
    """« Titre 1 » in the Styles pane: font, size, colour."""
    font = document.styles["Heading 1"].font
    font.name, font.size, font.color.rgb = "Georgia", Pt(21), GREEN
    fonts = font.element.rPr.find(qn("w:rFonts"))
    for name in [name for name in fonts.attrib if name.endswith("Theme")]:  # as Word does, python-docx not
        del fonts.attrib[name]


def add_column(document: Document, edit: Retouche) -> None:
    """A column, as Word inserts it: a cell more in every row, after those that span the columns before."""
    (table,) = (
        table
        for table in document.element.body.iter(qn("w:tbl"))
        if table.find(f"{qn('w:tblPr')}/{qn('w:tblCaption')}").get(qn("w:val")) == edit.table
    )
    grid = table.find(qn("w:tblGrid"))
    grid.append(copy.deepcopy(grid[-1]))
    for row in table.iter(qn("w:tr")):
        text = "".join(row.itertext())
        said = next((words for held, words in edit.cells.items() if held in text and "{%tr" not in text), "")
        cell_before(row, edit.at).addnext(a_cell(said, grid[-1].get(qn("w:w"))))


def cell_before(row: _Element, at: int) -> _Element:
    """The cell that ends where the column begins."""
    columns = 0
    for cell in row.findall(qn("w:tc")):
        span = cell.find(f"{qn('w:tcPr')}/{qn('w:gridSpan')}")
        columns += 1 if span is None else int(span.get(qn("w:val"), "1"))
        if columns >= at:
            break
    return cell


def a_cell(text: str, width: str) -> _Element:
    words = f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'
    look = f'<w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>'
    return parse_xml(f'<w:tc {nsdecls("w")}>{look}<w:p><w:pPr><w:pStyle w:val="Cellule"/></w:pPr>{words}</w:p></w:tc>')


def move_section(document: Document, edit: Retouche) -> None:
    """A heading and what stands under it, cut and pasted higher up."""
    blocks = [block for block in document.element.body if block.tag != qn("w:sectPr")]
    starts = ["".join(block.itertext()) if block.tag == qn("w:p") else "" for block in blocks]

    def rank(words: str) -> int:
        return next(number for number, start in enumerate(starts) if start.startswith(words))

    target = blocks[rank(edit.before)]
    for block in blocks[rank(edit.moved) : rank(edit.until) if edit.until else len(blocks)]:
        target.addprevious(block)


def change_logo(document: Document, _edit: Retouche) -> None:
    """« Modifier l’image »: its description stays, and organisme.yaml names no logo."""
    header = document.sections[0].header.part
    (picture,) = header.element.iter(qn("a:blip"))
    header.related_parts[picture.get(qn("r:embed"))]._blob = LOGO


RETOUCHES: dict[str, Callable[[Document, Retouche], None]] = {
    "titre": restyle,
    "colonne": add_column,
    "section": move_section,
    "logo": change_logo,
}


def saved_by_libreoffice(folder: Path, profile: Path) -> None:
    before = {path.name: path.read_bytes() for path in folder.glob("*.docx")}
    subprocess.run(
        [
            *("soffice", "--headless", f"-env:UserInstallation={profile.as_uri()}"),
            *("--convert-to", "docx:MS Word 2007 XML", "--outdir", str(folder / "lo")),
            *(str(folder / name) for name in before),
        ],
        check=True,
        capture_output=True,
        timeout=180,
    )
    for name, data in before.items():
        saved = folder / "lo" / name
        assert saved.read_bytes() != data
        shutil.move(saved, folder / name)


def workspace(folder: Path, retouches: tuple[str, ...]) -> Path:
    """A workspace whose templates are edited."""
    (folder / "briefs").mkdir()
    (folder / "templates").mkdir()
    shutil.copy(ROOT / "briefs" / "exemple.yaml", folder / "briefs")
    shutil.copy(ROOT / "organisme.yaml", folder)
    for name, edit in EDITS.items():
        document = docx.Document(str(ROOT / "templates" / f"{name}.docx"))
        for retouche in retouches:
            RETOUCHES[retouche](document, edit)
        document.save(str(folder / "templates" / f"{name}.docx"))
    return folder


def verified(folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "docgen", "modeles", "verifier"],
        cwd=folder,
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        timeout=120,
    )


def documents(folder: Path) -> dict[str, Path]:
    commande = Commande(("programme", "kit"), sortie=folder / "out")
    production = produce(
        open_atelier(Workspace(folder)), folder / "briefs" / "exemple.yaml", commande=commande, now=NOW
    )
    return {document.chemin.stem.removesuffix("-MTJ-2026-01"): document.chemin for document in production.documents}


def shows_style(path: Path, _edit: Retouche) -> bool:
    styles = docx.Document(str(path)).styles
    font = next(style for style in styles if style.style_id == "Heading1").font
    return bool((font.name, font.size, font.color.rgb) == ("Georgia", Pt(21), GREEN))


def shows_column(path: Path, edit: Retouche) -> bool:
    cells = [cell.strip() for line in plain(path).splitlines() for cell in line.split(" | ")]
    return set(edit.filled) <= set(cells)


def shows_section(path: Path, edit: Retouche) -> bool:
    moved = {"{%p if attendus": "Ce que le client attend"}.get(edit.moved, edit.moved)
    text = plain(path)
    return text.index(f"\n{moved}") < text.index(f"\n{edit.printed}")


def shows_logo(path: Path, _edit: Retouche) -> bool:
    header = docx.Document(str(path)).sections[0].header.part
    shown = [header.related_parts[each.get(qn("r:embed"))].blob for each in header.element.iter(qn("a:blip"))]
    return shown == [LOGO]


SHOWN = {"titre": shows_style, "colonne": shows_column, "section": shows_section, "logo": shows_logo}


def plain(path: Path) -> str:
    return text_of(path).replace("\u00a0", " ").replace("\u202f", " ")


def check_edited(folder: Path, retouches: tuple[str, ...]) -> None:
    told = verified(folder)
    assert (told.returncode, told.stderr) == (0, ""), told.stdout
    made = documents(folder)
    assert made.keys() == EDITS.keys()
    for name, path in made.items():
        assert check_unfilled(path) == []
        for retouche in retouches:
            assert SHOWN[retouche](path, EDITS[name]), (name, retouche)


@pytest.mark.parametrize("retouche", RETOUCHES)
def test_an_edit_alone_passes_the_check_and_is_in_the_documents(tmp_path: Path, retouche: str) -> None:
    check_edited(workspace(tmp_path, (retouche,)), (retouche,))


def test_the_checks_of_these_tests_see_templates_that_nobody_edited(tmp_path: Path) -> None:
    made = documents(workspace(tmp_path, ()))
    assert [(n, r) for n, path in made.items() for r in RETOUCHES if SHOWN[r](path, EDITS[n])] == []


def test_all_edits_at_once_too(tmp_path: Path) -> None:
    check_edited(workspace(tmp_path, tuple(RETOUCHES)), tuple(RETOUCHES))


@pytest.mark.libreoffice
def test_all_edits_at_once_saved_by_libreoffice_too(tmp_path: Path) -> None:
    folder = workspace(tmp_path, tuple(RETOUCHES))
    saved_by_libreoffice(folder / "templates", tmp_path / "profile")
    check_edited(folder, tuple(RETOUCHES))
