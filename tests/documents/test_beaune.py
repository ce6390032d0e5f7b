"""A request as it comes by mail: too short, under a ceiling, without a date; the proposal answers each sentence."""

from __future__ import annotations

import datetime as dt
import io
from pathlib import Path

import docx
import pytest

from docgen.findings import Gravite
from docgen.production import Commande, Verification, check, load, open_atelier, render
from docgen.workspace import Workspace

ROOT = Path(__file__).parents[2]
ATELIER = open_atelier(Workspace(ROOT))
BRIEF = Path(__file__).with_name("beaune.yaml")
FRIDAY = dt.date(2026, 12, 4)
FORMULES = ("demi-journee-de-plus", "condense", "un-module")
MODULE_12, MODULE_13 = "Conduire son diagnostic de territoire", "Élaborer son projet de territoire"
LEFT_OUT = "Trouver une donnée, la dater, la citer"
OURS = "Ce choix est le nôtre"

# What the mail says, and what the proposal answers, word for word.
SENTENCES = {
    "la commune de Beaune": ["Commune de Beaune"],
    "ses 12 élus, dont 9 nouveaux": ["12 participants, dont 9 dans leur premier mandat"],
    "sur deux jours en février 2027": ["Date à convenir (souhait : février 2027)", "Jour 2 : date à convenir"],
    "en soirée le premier jour (18 h-21 h 30)": ["Soirée, 18 h 00 – 21 h 30"],
    "puis un samedi": ["Jour 2 : date à convenir (souhait : un samedi)", "Après-midi, 14 h 00 – 17 h 30"],
    "sur le diagnostic": [f"Module 12 : {MODULE_12}", "Conduire notre diagnostic de territoire"],
    "et le projet de territoire": [f"Module 13 : {MODULE_13}", "Élaborer notre projet de territoire"],
    "un adjoint voudrait aussi un point sur les finances": ["Un point sur les finances", "Répond à A3"],
    "Budget 3 000 € tout compris": ["Frais de déplacement et d’hébergement", "Total net de taxe\n2 250,00 €"],
    "Deux personnes malentendantes": ["Vous nous avez signalé : Deux personnes malentendantes"],
    "un devis et un programme": ["Prix et conditions", "Le programme, jour par jour", "Bon pour accord"],
    "(ce qui ne tient pas)": [
        "Les demi-journées demandées ne suffisent pas pour les modules 12 et 13",
        "nous avons réduit",
        "nous avons laissé de côté",
        OURS,
    ],
}


def verified(formule: str = "", *changes: tuple[str, str]) -> Verification:
    text = BRIEF.read_text("utf-8")
    for old, new in (("    jours:\n", f"    formule: {formule}\n    jours:\n") if formule else ("", ""), *changes):
        assert old in text
        text = text.replace(old, new, 1) if old else text
    return check(ATELIER, load(ATELIER, BRIEF, text.encode()))


def proposal(verification: Verification, *commandes: str) -> str:
    """The plain text of the proposal, a line per paragraph or cell."""
    rendered = render(ATELIER, verification, Commande(commandes or ("programme",)))
    assert not [f for f in rendered.findings if f.gravite is Gravite.ERREUR]
    document = docx.Document(io.BytesIO(rendered.documents[0].contenu))
    lines: list[str] = []
    for block in document.iter_inner_content():
        cells = [cell for row in block.rows for cell in row.cells] if hasattr(block, "rows") else [block]
        lines += [cell.text for cell in cells]
    return "\n".join(lines).replace("\u00a0", " ").replace("\u202f", " ")


CONDENSED = proposal(verified("condense"))


@pytest.mark.parametrize("sentence", SENTENCES)
def test_the_proposal_answers_each_sentence_of_the_mail(sentence: str) -> None:
    for answer in SENTENCES[sentence]:
        assert answer in CONDENSED


def test_the_client_waits_for_an_answer_before_friday_and_the_manager_is_told() -> None:
    brief = verified("condense").loaded.brief
    assert brief is not None
    assert brief.date < FRIDAY == brief.reponse_avant
    told = check(ATELIER, load(ATELIER, BRIEF), today=dt.date(2026, 12, 2)).findings
    assert any("avant le 4 décembre 2026" in finding.message.replace("\u00a0", " ") for finding in told)


def test_what_is_private_is_printed_nowhere() -> None:
    for formule in FORMULES:
        assert "3 000" not in proposal(verified(formule))


def test_without_a_choice_there_is_no_document_and_three_priced_answers() -> None:
    found = verified().findings
    assert [f.code for f in found if f.gravite is Gravite.ERREUR] == ["B060"]
    said = [f.message.replace("\u00a0", " ").replace("\u202f", " ") for f in found if f.code == "B163"]
    # 1 400 a day, 700 a half-day, 150 of expenses
    assert [message.partition(" : ")[2] for message in said] == [
        "une demi-journée de plus (par exemple 18 h 00 – 21 h 30), à 2 950,00 €, sous le plafond de 3 000,00 €.",
        f"un cycle condensé, sans « {LEFT_OUT} » (module 12), à 2 250,00 €, sous le plafond de 3 000,00 €.",
        "le module 12 seul, à 2 250,00 €, sous le plafond de 3 000,00 €.",
        "le module 13 seul ; A1 reste sans réponse, à 2 250,00 €, sous le plafond de 3 000,00 €.",
    ]
    assert all("formule: " in f.remede for f in found if f.code == "B163")


def test_an_answer_above_the_ceiling_says_by_how_much() -> None:
    found = verified("", ('plafond: "3000.00"', 'plafond: "2900.00"')).findings
    (first, *_) = [f.message for f in found if f.code == "B163"]
    assert "50,00 € au-dessus du plafond" in first.replace("\u00a0", " ")


def test_a_half_day_more_is_said_as_ours_and_keeps_everything() -> None:
    said = proposal(verified("demi-journee-de-plus"))
    assert "nous en proposons une de plus" in said
    assert OURS in said
    assert "Jour 3 : date à convenir" in said
    assert "Total net de taxe\n2 950,00 €" in said
    assert LEFT_OUT in said


def test_one_module_alone_names_what_it_leaves_and_the_attendu_that_waits() -> None:
    verification = verified("un-module", ("[prospective-vision, priorisation]", "[pilotage-mandat]"))
    assert ["A2" in f.message for f in verification.findings if f.code == "B165"] == [True]
    said = proposal(verification)
    assert "nous avons réduit la formation au module 12" in said
    assert f"le module 13, « {MODULE_13} », pourra faire l’objet d’une autre session" in said
    assert OURS in said
    assert "Laissé de côté dans cette proposition" in said
    assert "13-O1" not in said


def test_what_was_reduced_is_never_said_to_be_asked_for() -> None:
    for formule in FORMULES:
        said = proposal(verified(formule))
        assert "à votre demande" not in said.lower()


def test_a_condensed_cycle_drops_what_the_clients_hours_cannot_hold() -> None:
    before, _, programme = CONDENSED.partition("Le programme, jour par jour")
    days, _, _ = programme.partition("Comment le programme répond")
    titles = [line for line in days.splitlines() if line == LEFT_OUT]
    assert titles == []
    assert "Rétrospective financière" in days or "finances" in days.lower()
    assert before


@pytest.mark.parametrize("formule", FORMULES[:2])
def test_a_choice_that_nothing_asked_for_is_an_error(formule: str) -> None:
    enough = ('soir: "18:00-21:30"', '{matin: "9:00-12:30", apres_midi: "14:00-17:30"}')
    assert [f.code for f in verified("", enough).findings if f.gravite is Gravite.ERREUR] == []
    found = [f for f in verified(formule, enough).findings if f.gravite is Gravite.ERREUR]
    assert [f.code for f in found] == ["B166"]
    assert found[0].mark is not None


def test_the_same_brief_makes_the_same_bytes() -> None:
    made = [render(ATELIER, verified("condense"), Commande(("programme", "kit"))).documents for _ in range(2)]
    assert made[0] == made[1]


def test_the_attendance_sheet_has_a_column_for_each_module_of_a_shared_half_day() -> None:
    rendered = render(ATELIER, verified("condense"), Commande(("kit",), documents=("emargement",)))
    document = docx.Document(io.BytesIO(rendered.documents[0].contenu))
    cells = [c.text.replace("\u00a0", " ") for t in document.tables for row in t.rows for c in row.cells]
    assert any("Matin, 9 h 00 – 11 h" in cell and "Module 12" in cell for cell in cells)
    assert any("Matin, 11 h" in cell and "12 h 30" in cell and "Module 13" in cell for cell in cells)
