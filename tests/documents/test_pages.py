"""What stands on one page in LibreOffice: what a reader signs, and what makes sense only together."""

from __future__ import annotations

import datetime as dt
import shutil
import subprocess
from pathlib import Path

import pytest

from docgen.output.pdf import convert
from docgen.production import Commande, open_atelier, produce
from docgen.workspace import Workspace

ROOT = Path(__file__).parents[2]
NOW = dt.datetime(2026, 10, 20, 9, 0, tzinfo=dt.UTC)
BRIEFS = [path.stem for path in sorted((ROOT / "briefs").glob("*.yaml"))]
SENTENCE = "Report ou annulation sans frais jusqu'à dix jours ouvrés avant la session, puis frais engagés facturés. "
LONG = 18  # sentences of conditions with which the signatures no longer fit under the price

Pages = dict[tuple[str, str], list[str]]

pytestmark = pytest.mark.libreoffice


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Pages:
    """The pages of each document of each example, by brief and path in the output."""
    atelier, out = open_atelier(Workspace(ROOT)), tmp_path_factory.mktemp("out")
    commande = Commande(("programme", "kit"), sortie=out)
    made = {}
    for stem in BRIEFS:
        for document in produce(atelier, ROOT / "briefs" / f"{stem}.yaml", commande=commande, now=NOW).documents:
            made[stem, str(document.chemin.relative_to(out))] = document.chemin
    assert convert(list(made.values())).findings == ()
    return {key: pages_of(path.with_suffix(".pdf")) for key, path in made.items()}


def pages_of(pdf: Path) -> list[str]:
    text = subprocess.run(["pdftotext", "-layout", str(pdf), "-"], check=True, capture_output=True, text=True).stdout
    return text.split("\f")[:-1]


def together(pages: list[str], *words: str) -> bool:
    """Whether one page holds all the words."""
    return any(all(word in page for word in words) for page in pages)


def of(pages: Pages, document: str) -> list[list[str]]:
    found = [texts for (_, path), texts in pages.items() if Path(path).name.startswith(document)]
    assert found
    return found


def test_the_last_page_of_a_proposal_holds_its_price_and_its_signatures(
    pages: Pages,
) -> None:
    for texts in of(pages, "programme"):
        assert together(texts[-1:], "Prix et conditions", "Validité de l’offre", "Écrire « Bon pour accord »")
        assert "Prix et conditions" not in "".join(texts[:-1])


def test_signatures_take_the_conditions_with_them_when_the_page_is_full(tmp_path: Path) -> None:
    (tmp_path / "briefs").mkdir()
    shutil.copy(ROOT / "briefs" / "exemple.yaml", tmp_path / "briefs")
    organisme = (ROOT / "organisme.yaml").read_text(encoding="utf-8")
    assert organisme.count("\nannulation: >-\n") == 1
    longer = organisme.replace("\nannulation: >-\n", f"\nannulation: >-\n  {SENTENCE * LONG}\n")
    (tmp_path / "organisme.yaml").write_text(longer, encoding="utf-8")
    commande = Commande(("programme",), sortie=tmp_path / "out")
    brief = tmp_path / "briefs" / "exemple.yaml"
    (made,) = produce(open_atelier(Workspace(tmp_path)), brief, commande=commande, now=NOW).documents
    texts = pages_of(*convert([made.chemin]).pdfs)
    assert together(texts[-1:], "Validité de l’offre", "Report et annulation", "Écrire « Bon pour accord »")
    assert "Prix et conditions" in texts[-2]


@pytest.mark.parametrize(
    ("document", "words"),
    [
        ("programme", ("Évaluation, suivi et sanction", "Feuilles d’émargement", "Sanction  ")),
        ("programme", ("Moyens, accès et accessibilité", "Modalités d’accès", "Référent handicap")),
        ("programme", ("L’organisme de formation", "SIRET", "Réclamations")),
        ("agenda", ("Avant de venir", "Objectifs", "Contacts", "Réclamations")),
        ("evaluation-a-chaud", ("Les objectifs annoncés ont été atteints", "Je recommanderais cette formation")),
    ],
)
def test_what_belongs_together_is_on_one_page(pages: Pages, document: str, words: tuple[str, ...]) -> None:
    for texts in of(pages, document):
        assert together(texts, *words), texts


def test_what_to_bring_says_first_where_the_list_comes_from(pages: Pages) -> None:
    for texts in of(pages, "deroule"):
        words = " ".join(" ".join(texts).split())
        assert "À préparer et à apporter Liste tirée des séquences ci-dessous. •" in words
