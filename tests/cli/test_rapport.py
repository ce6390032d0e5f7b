"""A run over many briefs: what a person reads, what a program reads, and what is kept meanwhile."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING

from docgen import batch
from docgen.cli import run, travail
from docgen.cli.rapport import MANY, SHOWN, Affichage, Rapport
from docgen.findings import Finding, Gravite
from docgen.production import Ecrit, Production, produce

if TYPE_CHECKING:
    import pytest

    from docgen.production import Atelier, Commande

BRIEF = """reference: N-{n}
date: 2026-10-05
commune: {{code_insee: "37122"}}
attendus: [{{id: A1, texte: Avancer, themes: [diagnostic]}}]
modules: [{{code: "12"}}]
"""


def briefs(folder: Path, number: int, *, bad: int = 0) -> Path:
    """A folder of briefs; the last `bad` of them name no module of the catalogue."""
    (folder / "demandes").mkdir()
    for n in range(number):
        text = BRIEF.format(n=n).replace('code: "12"', 'code: "99"' if n >= number - bad else 'code: "12"')
        (folder / "demandes" / f"{n:04}.yaml").write_text(text, encoding="utf-8")
    return folder / "demandes"


def a_finding(n: int, code: str = "B020", gravite: Gravite = Gravite.ERREUR) -> Finding:
    return Finding(code, f"faute {n}.", "Corrigez.", gravite, f"briefs/{n}.yaml")


def test_one_bad_brief_stops_nothing_and_the_gravest_exit_code_wins(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    folder = briefs(tmp_path, 12, bad=2)
    assert run(["programme", str(folder), "-j", "2", "-o", "out"]) == 1
    assert len(list((tmp_path / "out").rglob("*.docx"))) == 10
    said = capsys.readouterr()
    assert len(re.findall(r"00\d\d\.yaml:5:18: erreur", said.err)) == 2
    assert "10 documents" in said.out.splitlines()[-2]


def test_one_missing_answer_is_said_in_the_singular(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    root = Path(__file__).parents[2]
    (tmp_path / "organisme.yaml").write_bytes((root / "organisme.yaml").read_bytes())
    said = (root / "briefs" / "exemple.yaml").read_text(encoding="utf-8")
    brief = tmp_path / "exemple.yaml"
    brief.write_text(re.sub(r"(?m)^  validite_jours: .*$", "  validite_jours:", said), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert run(["programme", str(brief), "-o", "out"]) == 0
    last = capsys.readouterr().out.splitlines()[-1]
    assert "Une réponse manque dans " in last
    assert last.endswith("un brouillon la surligne « À COMPLÉTER ».")


def test_the_last_line_says_where_answers_are_missing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    folder = briefs(tmp_path, 2)
    (tmp_path / "organisme.yaml").write_text("raison_sociale: Institut\n", encoding="utf-8")
    assert run(["programme", str(folder), "-o", "out"]) == 0
    *_, made, left = capsys.readouterr().out.splitlines()
    assert made.startswith("2 documents ; ")
    assert left.startswith("    → ")
    assert " dans organisme.yaml (" in left
    assert "0000.yaml (" in left
    assert left.endswith("un brouillon les surligne « À COMPLÉTER ».")
    assert run(["programme", "--final", str(folder / "0000.yaml"), "-o", "finals"]) == 3
    assert "un document final n’est écrit que quand" in capsys.readouterr().out.splitlines()[-1]


def test_nothing_more_is_said_where_nothing_is_missing(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(Path(__file__).parents[2])
    assert run(["programme", "briefs/exemple.yaml", "-o", str(tmp_path)]) == 0
    assert capsys.readouterr().out.splitlines()[-1] == "1 document ; aucun défaut."


def test_what_docgen_did_not_foresee_in_one_brief_stops_no_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def sometimes(atelier: Atelier, chemin: Path, **options: Commande) -> Production:
        if chemin.stem == "0001":
            message = "imprévu"
            raise KeyError(message)
        return produce(atelier, chemin, **options)  # type: ignore[arg-type]

    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(travail, "produce", sometimes)
    assert run(["programme", str(briefs(tmp_path, 3)), "-j", "1", "-o", "out"]) == 70
    assert len(list((tmp_path / "out").rglob("*.docx"))) == 2
    said = capsys.readouterr().err
    assert "[Z001]" in said
    assert "0001.yaml" in said


def test_over_many_briefs_only_what_matters_is_listed_and_all_is_counted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    folder = briefs(tmp_path, MANY + 20, bad=15)
    assert run(["programme", str(folder), "-j", "2", "-o", "out"]) == 1
    first = capsys.readouterr()
    counted, first_of_all = first.out.splitlines()
    assert counted.endswith(".")
    assert "0055.yaml, ligne 5 [B030]" in first_of_all
    assert f"{MANY + 20} briefs : {MANY + 5} documents ({MANY + 5} écrits)" in first.out
    assert "erreur [B030] : 15 fois" in first.err
    assert len(first.err.splitlines()) < 3 * 2 * SHOWN
    run(["programme", str(folder), "-j", "2", "-o", "out"])
    assert f"({MANY + 5} à jour)" in capsys.readouterr().out


def test_a_thousand_findings_are_a_page_for_a_person_and_all_there_for_a_program(
    capsys: pytest.CaptureFixture[str],
) -> None:
    for format_ in ("texte", "json"):
        rapport = Rapport(Affichage(format_=format_), 1000)
        for n in range(1000):
            rapport.production(
                Production(f"R-{n}", "Tours", findings=(a_finding(n), a_finding(n, "B090", Gravite.AVIS)))
            )
        assert rapport.conclude(rapport.documents()) == 1
    said = capsys.readouterr()
    assert len(said.err.splitlines()) == 2 * 2 * SHOWN + 3
    assert "erreur [B020] : 1000 fois" in said.err
    assert "1000 erreurs, 1000 avis" in said.out
    rows = json.loads(said.out[said.out.index("[\n") :])
    assert [row["message"] for row in rows[::2]] == [f"faute {n}." for n in range(1000)]


def test_what_briefs_share_is_said_once_and_nothing_of_a_brief_is_kept(capsys: pytest.CaptureFixture[str]) -> None:
    rapport = Rapport(Affichage(), 1000)
    shared = Finding("O090", "il manque le NDA.", gravite=Gravite.AVERTISSEMENT, fichier="organisme.yaml")
    for n in range(1000):
        documents = (Ecrit(Path(f"out/{n}.docx"), "écrit"),)
        rapport.production(Production(f"R-{n}", "Tours", documents, findings=(shared, a_finding(n))))
    assert capsys.readouterr().err.count("O090") == 1
    assert len(rapport._partages) == 1
    assert len(rapport.premiers) == 2
    assert rapport.exit_code == 1


def test_json_is_an_array_with_or_without_findings(capsys: pytest.CaptureFixture[str]) -> None:
    for findings in ([], [a_finding(1)], [a_finding(1), a_finding(2)]):
        rapport = Rapport(Affichage(format_="json"), 2)
        rapport.constats(findings)
        rapport.conclude("")
        said = capsys.readouterr().out
        assert json.loads(said) == [finding.to_json() for finding in findings]
        assert said.strip() == json.dumps([f.to_json() for f in findings], ensure_ascii=False, indent=2)


def test_quiet_says_errors_alone_even_over_many_briefs(capsys: pytest.CaptureFixture[str]) -> None:
    rapport = Rapport(Affichage(silencieux=True), 1000)
    rapport.constats([a_finding(n, "B090", Gravite.AVERTISSEMENT) for n in range(30)])
    assert rapport.conclude("30 documents ;") == 0
    assert capsys.readouterr() == ("", "")


def test_as_many_processes_as_processors_unless_told_otherwise(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(batch, "cores", lambda: 4)
    assert [batch._workers(n, None) for n in (1, 23, 48, 10_000)] == [1, 1, 2, 4]
    assert [batch._workers(3, asked) for asked in (1, 2, 8)] == [1, 2, 3]


def test_the_bar_tells_how_many_are_left_and_for_how_long(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("COLUMNS", "80")
    run(["programme", str(briefs(tmp_path, 3)), "-j", "1", "-o", "out"])
    said = capsys.readouterr().err
    assert "3/3" in said
    assert "briefs, encore" in said
