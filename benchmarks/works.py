"""What the engines render: the proposal, the attendance sheet of 40 people, and a plain letter of three pages."""

from __future__ import annotations

from dataclasses import dataclass, is_dataclass, replace
from pathlib import Path
from typing import Any

import docx
from docx.shared import Cm
from values import plain

from docgen.production import open_atelier, verify, view_of
from docgen.workspace import Workspace

ROOT = Path(__file__).parent.parent
BRIEF = ROOT / "briefs" / "joue-les-tours.yaml"
PEOPLE = 40


@dataclass(frozen=True)
class Work:
    """A template in Jinja's tags, and its values."""

    name: str
    template: Path
    values: dict[str, Any]


def works(folder: Path) -> list[Work]:
    """The three templates with their values."""
    workspace = Workspace(ROOT)
    atelier = open_atelier(workspace)
    verified = verify(atelier, BRIEF)
    proposal = view_of(atelier, verified, "programme")
    sheet: Any = view_of(atelier, verified, "emargement")
    if is_dataclass(sheet) and not isinstance(sheet, type):
        sheet = {field: getattr(sheet, field) for field in sheet.__dataclass_fields__}
    sheet = dict(sheet)
    one = sheet["participants"][0] if sheet["participants"] else sheet["lignes_libres"][0]
    sheet["participants"] = [replace(one, nom=f"Prénom NOM-DE-FAMILLE {rank}") for rank in range(PEOPLE)]
    sheet["lignes_libres"] = []
    letter(folder / "lettre.docx")
    return [
        Work("proposal", workspace.template("programme"), plain(dict(proposal))),
        Work(f"attendance sheet, {PEOPLE} people", workspace.template("emargement"), plain(sheet)),
        Work("letter, three pages", folder / "lettre.docx", LETTER),
    ]


LETTER: dict[str, Any] = {
    "nom": "Maëlle Le Goff-N’Diaye",
    "commune": "Saint-Étienne-du-Rouvray & environs",
    "reference": "SER-2026-014",
    "date": "mardi 24 novembre 2026",
    "signataire": "Jeanne Moreau",
    "presentiel": True,
    "points": [f"Point {rank} : ce que la commune attend de la séance numéro {rank}" for rank in range(1, 9)],
    "lignes": [
        {"jour": f"{rank} décembre 2026", "heure": "9 h – 12 h 30", "titre": f"Séance {rank}"} for rank in range(6)
    ],
}
_PROSE = (
    "Madame, Monsieur, vous avez bien voulu nous consulter pour la formation des élus de {commune}. Nous vous "
    "remercions de votre confiance et vous adressons notre réponse, établie sous la référence {reference}. Elle tient "
    "compte de ce que {nom} nous a dit de vos projets, de vos délais et de l’organisation de votre conseil municipal, "
    "et nous restons à votre disposition pour la reprendre avec vous."
)


def letter(path: Path) -> None:
    """A plain letter with a list, a condition and a table."""
    made = docx.Document()
    made.sections[0].left_margin = Cm(2)

    def text(words: str) -> str:
        return words.replace("{", "{{ ").replace("}", " }}")

    made.sections[0].header.paragraphs[0].text = text("{commune}")
    made.sections[0].footer.paragraphs[0].text = text("{reference}")
    made.add_heading(text("Réponse à {nom}"), 1)
    made.add_paragraph(text("Le {date}"))
    for rank in range(14):
        made.add_heading(f"Article {rank + 1}", 2)
        made.add_paragraph(text(_PROSE))
    made.add_paragraph("{%p for point in points %}")
    made.add_paragraph("{{ point }}", "List Bullet")
    made.add_paragraph("{%p endfor %}")
    made.add_paragraph("{%p if presentiel %}")
    made.add_paragraph(text("La séance se tient dans vos locaux, à {commune}."))
    made.add_paragraph("{%p endif %}")
    rows = [
        ["{%tr for l in lignes %}", "", ""],
        ["{{ l.jour }}", "{{ l.heure }}", "{{ l.titre }}"],
        ["{%tr endfor %}", "", ""],
    ]
    table = made.add_table(1, 3)
    for cell, words in zip(table.rows[0].cells, ("Jour", "Heures", "Séance"), strict=True):
        cell.text = words
    for row in rows:
        for cell, words in zip(table.add_row().cells, row, strict=True):
            cell.text = words
    made.add_paragraph(text("{signataire}"))
    made.save(str(path))
