"""What each document says, whole: the text of its Word file beside the one that was last read and found good.

After a wanted change: `python -m pytest tests/documents --golden`, then read the difference in git.
"""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from forms import COMPLETE, as_word_fills
from forms import text_of as text_of_brief

from docgen.documents.registre import documents_de
from docgen.production import Commande, open_atelier, produce
from docgen.production.formulaire import make_form, read_back
from docgen.word.reading import text_of
from docgen.workspace import Workspace

ROOT = Path(__file__).parents[2]
GOLDEN = ROOT / "tests" / "golden"
NOW = dt.datetime(2026, 10, 20, 9, 0, tzinfo=dt.UTC)
ATELIER = open_atelier(Workspace(ROOT))

# A village and one half-day; a town and two sessions of two days; an EPCI and three days.
PROPOSALS = ("exemple", "joue-les-tours", "clunisois", "le-mans", "l-home-chamondot")
KITS = ("exemple", "clunisois")
DOCUMENTS = [(name, "programme", "programme") for name in PROPOSALS] + [
    (name, "kit", document.cle) for name in KITS for document in documents_de("kit")
]


@pytest.mark.parametrize(("brief", "commande", "cle"), DOCUMENTS, ids=[f"{b}-{c}" for b, _, c in DOCUMENTS])
def test_the_document_says_what_it_said(tmp_path: Path, brief: str, commande: str, cle: str, *, golden: bool) -> None:
    asked = Commande((commande,), documents=(cle,), sortie=tmp_path, session=1 if commande == "kit" else None)
    (written,) = produce(ATELIER, ROOT / "briefs" / f"{brief}.yaml", commande=asked, now=NOW).documents
    text = text_of(written.chemin)
    reference = GOLDEN / f"{brief}-{cle}.txt"
    if golden:
        reference.write_text(text, encoding="utf-8")
    assert text == reference.read_text(encoding="utf-8")


@pytest.mark.parametrize("brief", [None, "joue-les-tours"])
def test_the_form_says_what_it_said(brief: str | None, *, golden: bool) -> None:
    text = text_of(make_form(ATELIER, brief=ROOT / "briefs" / f"{brief}.yaml" if brief else None).contenu)
    reference = GOLDEN / f"{brief or 'vierge'}-formulaire.txt"
    if golden:
        reference.write_text(text, encoding="utf-8")
    assert text == reference.read_text(encoding="utf-8")


def test_the_brief_of_a_form_says_what_it_said(tmp_path: Path, *, golden: bool) -> None:
    path = tmp_path / "recu.docx"
    path.write_bytes(as_word_fills(COMPLETE | {"jour-2-matin": "9h", "attendu-3-themes": "", "nature-epci": True}))
    text = text_of_brief(read_back(ATELIER, path, today=NOW.date()))
    reference = GOLDEN / "formulaire-brief.yaml"
    if golden:
        reference.write_text(text, encoding="utf-8")
    assert text == reference.read_text(encoding="utf-8")
