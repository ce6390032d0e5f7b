"""Reading a list again takes the time of its people, not of their square: counted in calls, never in seconds."""

from __future__ import annotations

import copy
import io
import sys
from functools import partial
from typing import TYPE_CHECKING

import docx
import pytest

from docgen.brief.participants import read_list
from docgen.coherence.examen import Examen, Texte
from docgen.coherence.faits import Fait, Faits
from docgen.coherence.rapport import Compare, Rapport
from docgen.validation.places import Place
from docgen.word.contents import contents_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

WHERE = Place("brief.yaml", None, "participants")
FEW, MANY = 250, 1_000
LINEAR = 1.25 * MANY / FEW  # times the work: its square would be sixteen times


def calls(work: Callable[[], object]) -> int:
    """How many functions it calls, of Python's and of C's."""
    counted = 0

    def count(_frame: object, event: str, _arg: object) -> None:
        nonlocal counted
        counted += event in {"call", "c_call"}

    sys.setprofile(count)
    try:
        work()
    finally:
        sys.setprofile(None)
    return counted


def names(number: int, word: str = "Personne") -> list[str]:
    """People who all share a first word and a last one, as those of a list that was made up do."""
    return [f"{word} {rank:04} Exemple" for rank in range(number)]


def a_sheet(people: Sequence[str]) -> Texte:
    document = docx.Document()
    table = document.add_table(1, 2)
    table.cell(0, 1).text = "Signature"
    first = table.rows[0]._tr
    for name in people:
        row = copy.deepcopy(first)
        table._tbl.append(row)
        docx.table._Row(row, table).cells[0].text = name
    saved = io.BytesIO()
    document.save(saved)
    return Texte(contents_of(saved.getvalue()))


def facts(people: Sequence[str]) -> Faits:
    return Faits(tuple(Fait("participant", (name,), ("sessions", 0), personne=True) for name in people))


def compare(expected: Texte, found: Texte, people: Sequence[str]) -> list[str]:
    examen = Examen(expected, found, facts(people), ("Nom",))
    piece = Compare("Feuille", "feuille.docx", examen, examen.constats())
    return [
        finding.code for finding in Rapport([piece], lambda _: Place("brief.yaml", None, "participants")).findings()
    ]


def test_a_sheet_whose_first_line_alone_changed_is_compared_in_the_time_of_its_people() -> None:
    work: list[int] = []
    for number in (FEW, MANY):
        people = names(number)
        expected, found = a_sheet(people), a_sheet(["Autre Nom Ajouté", *people[1:]])
        work.append(calls(partial(compare, expected, found, people)))
        assert "D010" in compare(expected, found, people)
    assert work[1] < LINEAR * work[0]


@pytest.mark.parametrize("word", ["Pirsenno", "Habitante"])
def test_a_sheet_of_which_all_names_changed_is_compared_in_the_time_of_its_people(word: str) -> None:
    work: list[int] = []
    for number in (FEW, MANY):
        people = names(number)
        expected, found = a_sheet(people), a_sheet(names(number, word))
        work.append(calls(partial(compare, expected, found, people)))
    assert work[1] < LINEAR * work[0]


def test_a_list_is_read_in_the_time_of_its_people(tmp_path: Path) -> None:
    work: list[int] = []
    for number in (FEW, MANY):
        file = tmp_path / f"{number}.csv"
        file.write_text("\n".join(["nom;prenom", *(f"{name};Jean" for name in names(number))]), encoding="utf-8")
        work.append(calls(partial(read_list, file.name, WHERE, tmp_path, tmp_path)))
        assert len(read_list(file.name, WHERE, tmp_path, tmp_path)[0]) == number
    assert work[1] < LINEAR * work[0]
