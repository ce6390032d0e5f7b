"""Every document of every example brief: sound for Word, and readable aloud once it is a PDF."""

from __future__ import annotations

import datetime as dt
import shutil
import subprocess
from pathlib import Path

import docx_integrity
import pytest
from openxml_audit import OpenXmlValidator
from outloud import check

from docgen.output.pdf import convert
from docgen.production import Commande, open_atelier, produce
from docgen.workspace import Workspace

ROOT = Path(__file__).parents[1]
NOW = dt.datetime(2026, 10, 20, 9, 0, tzinfo=dt.UTC)
# LibreOffice marks a header row that comes back on the next page as an artifact, as PDF/UA asks (ISO 14289-1, 7.1):
# outloud takes its words for prose that nobody would read.
NO_FAULT = {"TAG-002"}
# LibreOffice 7.4 forgets the header cells of a scale that begins on a later page; the .docx marks them.
MOVED = "Objectif;"


@pytest.fixture(scope="module")
def documents(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    atelier = open_atelier(Workspace(ROOT))
    commande = Commande(("programme", "kit"), sortie=tmp_path_factory.mktemp("out"))
    made = [produce(atelier, brief, commande=commande, now=NOW) for brief in sorted((ROOT / "briefs").glob("*.yaml"))]
    return [document.chemin for production in made for document in production.documents]


@pytest.fixture(scope="module")
def pdfs(documents: list[Path]) -> list[Path]:
    if shutil.which("soffice") is None:
        pytest.skip("LibreOffice is not installed")
    converted = convert(documents)
    assert converted.findings == ()
    return list(converted.pdfs)


def test_two_validators_find_no_fault(documents: list[Path]) -> None:
    assert len(documents) >= 35
    for path in documents:
        faults = [each for each in docx_integrity.check(str(path)) if each.severity == docx_integrity.ERROR]
        assert faults == [], path
        result = OpenXmlValidator().validate(str(path))
        assert result.is_valid, (path, list(result.errors)[:5])


def test_a_reader_of_pdf_meets_no_error(documents: list[Path], pdfs: list[Path]) -> None:
    assert len(pdfs) == len(documents)
    for path in pdfs:
        errors = [each for each in check(str(path)).findings if str(each.severity) == "error"]
        moved = [each for each in errors if each.rule == "TBL-001" and str(each.evidence).startswith(MOVED)]
        assert [each for each in errors if each.rule not in NO_FAULT and each not in moved] == [], path


def test_fonts_are_embedded(pdfs: list[Path]) -> None:
    for path in pdfs:
        listed = subprocess.run(["pdffonts", str(path)], check=True, capture_output=True, text=True).stdout
        rows = listed.splitlines()[2:]
        assert rows
        assert all(row.split()[-5] == "yes" for row in rows), listed
