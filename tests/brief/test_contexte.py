"""The facts of group and collectivité: what does not go together is told, what is unknown is asked, never guessed."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import docx
import pytest

from docgen.brief.demandes import a_demander
from docgen.brief.redaction.cles import Cles
from docgen.findings import Gravite
from docgen.production import Commande, check_only, open_atelier, produce, verify
from docgen.production.etat import state_of
from docgen.workspace import Workspace, schema

ROOT = Path(__file__).parents[2]
ATELIER = open_atelier(Workspace(ROOT))
TODAY = dt.date(2026, 10, 20)
NOW = dt.datetime(2026, 10, 20, 9, tzinfo=dt.UTC)
BRIEF = """\
reference: X-1
date: 2026-10-12
commune: {{code_insee: "21054"}}
contexte: {{{contexte}}}
public: {{{public}}}
attendus: [{{id: A1, texte: Lire nos chiffres, reformule: Lire des chiffres, themes: [diagnostic]}}]
modules: [{{code: "12"}}, {{code: "13"}}]
conditions: {{prix_jour: "1450.00"{conditions}}}
{rest}
"""
SESSION = """\
sessions:
  - jours:
      - {date: 2026-12-03, matin: "9:00-12:30", apres_midi: "14:00-17:30"}
      - {date: 2026-12-04, matin: "9:00-12:30", apres_midi: "14:00-17:30"}
"""


def a_brief(folder: Path, contexte: str = "", public: str = "", conditions: str = "", rest: str = "") -> Path:
    path = folder / "x.yaml"
    text = BRIEF.format(contexte=contexte, public=public, conditions=conditions, rest=rest)
    path.write_text(text, encoding="utf-8")
    return path


ODD: list[tuple[dict[str, str], str, int]] = [
    ({"public": "effectif: 8, nouveaux: 9"}, "B110", 5),
    ({"contexte": "services: secretaire-de-mairie, agents: 300"}, "B111", 4),
    ({"contexte": "services: directions, agents: 3"}, "B111", 4),
    ({"public": 'deja_suivi: ["12"]'}, "B112", 5),
    ({"public": 'deja_suivi: ["99"]'}, "B113", 5),
    ({"contexte": "equipe: nouvelle", "public": "effectif: 8, nouveaux: 0"}, "B114", 5),
    ({"contexte": "equipe: reconduite", "public": "effectif: 8, nouveaux: 8"}, "B114", 5),
    ({"contexte": "avancement: {projet: {etat: adopte, annee: 2030}}"}, "B115", 4),
    ({"contexte": "chiffres: [{libelle: Logements vacants, valeur: 14 %, annee: 2030}]"}, "B115", 4),
    ({"rest": "reponse_avant: 2026-10-01"}, "B116", 9),
    ({"rest": f"reponse_avant: 2026-12-03\n{SESSION}"}, "B117", 9),
    ({"contexte": "territoire: [gagne-des-habitants, perd-des-habitants]"}, "B118", 4),
    ({"public": "composition: agents, nouveaux: 3"}, "B119", 5),
]


@pytest.mark.parametrize(("said", "code", "line"), ODD)
def test_what_does_not_go_together_is_a_notice(tmp_path: Path, said: dict[str, str], code: str, line: int) -> None:
    found = [f for f in verify(ATELIER, a_brief(tmp_path, **said)).findings if f.gravite is Gravite.AVIS]
    assert [(f.code, f.mark and f.mark.ligne) for f in found] == [(code, line)]


def test_what_nobody_has_said_is_no_fault_and_no_gap(tmp_path: Path) -> None:
    made = check_only(ATELIER, a_brief(tmp_path), today=TODAY)
    assert not [f for f in made.findings if f.code.startswith(("B11", "B13"))]
    words = ("agents", "services", "nouveaux", "composition", "territoire")
    assert not [f for f in made.findings if f.code == "B090" and any(word in f.remede for word in words)]


def test_the_client_is_asked_three_things_at_most_in_whole_sentences(tmp_path: Path) -> None:
    asked = check_only(ATELIER, a_brief(tmp_path, contexte="services: equipe-reduite"), today=TODAY).demandes
    assert len(asked) == 3
    assert not [question for question in asked if "qui travaille" in question]
    assert all(question.endswith("?") and question[0].isupper() for question in asked)


def test_what_changes_most_is_asked_first_and_what_changes_nothing_is_not(tmp_path: Path) -> None:
    brief = verify(ATELIER, a_brief(tmp_path)).loaded.brief
    assert brief is not None
    weights = {"public.nouveaux": 12.0, "contexte.agents": 40.0}
    asked = a_demander(brief, Cles.of(schema("brief")), lambda chemin: weights.get(chemin, 0))
    assert [("agents" in one, "première fois" in one) for one in asked] == [(True, False), (False, True)]


def test_a_list_of_people_says_how_many_they_are(tmp_path: Path) -> None:
    brief = verify(ATELIER, a_brief(tmp_path, rest=f"{SESSION}    participants: [{{nom: Roux}}]\n")).loaded.brief
    assert brief is not None
    only = a_demander(brief, Cles.of(schema("brief")), lambda chemin: float(chemin == "public.effectif"))
    assert only == ()


@pytest.mark.parametrize(
    ("plafond", "tva", "said", "remedy"),
    [
        ("2000.00", "exoneree", "dépasse de 900,00 €", "Sans le module 12, 1 450,00 € de moins ; sans le module 13"),
        ("2900.00", "20", "dépasse de 580,00 €", "Sans le module 12, 1 740,00 € de moins"),
    ],
)
def test_a_price_above_the_ceiling_says_by_how_much_and_what_may_go(
    tmp_path: Path, plafond: str, tva: str, said: str, remedy: str
) -> None:
    path = a_brief(tmp_path, conditions=f', tva: "{tva}"', rest=f'budget: {{plafond: "{plafond}"}}')
    (found,) = [f for f in verify(ATELIER, path).findings if f.code == "B134"]
    plain = (found.message + found.remede).replace("\u202f", " ").replace("\u00a0", " ")
    assert said in plain
    assert remedy in plain
    assert (found.gravite, found.mark and found.mark.ligne) == (Gravite.AVERTISSEMENT, 9)


def test_a_price_under_the_ceiling_says_nothing(tmp_path: Path) -> None:
    path = a_brief(tmp_path, conditions=', tva: "exoneree"', rest='budget: {plafond: "2900.00"}')
    assert "B134" not in {f.code for f in verify(ATELIER, path).findings}


@pytest.mark.parametrize(
    ("today", "said", "gravite"),
    [
        (dt.date(2026, 11, 3), "il reste 2 jours", Gravite.AVIS),
        (dt.date(2026, 11, 5), "c’est aujourd’hui", Gravite.AVIS),
        (dt.date(2026, 11, 6), "il y a 1 jour", Gravite.AVERTISSEMENT),
    ],
)
def test_when_the_answer_is_due_is_told(tmp_path: Path, today: dt.date, said: str, gravite: Gravite) -> None:
    path = a_brief(tmp_path, rest="reponse_avant: 2026-11-05")
    (found,) = [f for f in check_only(ATELIER, path, today=today).findings if f.code == "B133"]
    assert said in found.message.replace("\u00a0", " ")
    assert found.gravite is gravite
    (in_etat,) = [f for f in state_of(ATELIER, path, sortie=tmp_path / "out").findings if f.code == "B133"]
    assert "5 novembre 2026" in in_etat.message.replace("\u00a0", " ")


def test_local_figures_and_papers_stand_where_a_reader_expects_them(tmp_path: Path) -> None:
    contexte = "chiffres: [{libelle: Logements vacants, valeur: 14 %, annee: 2023, source: fichier LOVAC}], "
    contexte += "documents: [PLUi arrêté]"
    path = a_brief(tmp_path, contexte=contexte, rest=SESSION)
    produce(ATELIER, path, commande=Commande(("programme", "kit"), sortie=tmp_path / "out"), now=NOW)
    proposal = said_by(tmp_path / "out" / "X-1" / "programme-X-1.docx")
    (line,) = [row for row in proposal if "Logements vacants" in row]
    assert "14 %" in line
    assert "fichier LOVAC, 2023" in line
    assert [row for row in said_by(next((tmp_path / "out").rglob("deroule.docx"))) if "PLUi arrêté" in row]


def said_by(path: Path) -> list[str]:
    """The paragraphs and the table rows of a Word file, with plain spaces."""
    document = docx.Document(str(path))
    rows = [" | ".join(cell.text for cell in row.cells) for table in document.tables for row in table.rows]
    texts = [paragraph.text for paragraph in document.paragraphs] + rows
    return [text.replace("\u00a0", " ").replace("\u202f", " ") for text in texts]
