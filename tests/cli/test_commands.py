"""The commands as a person types them: what is printed, where, and the exit code."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from docgen.documents.registre import documents_de

ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / "briefs" / "exemple.yaml"
COMMANDS = ("programme", "kit", "verifier", "etat", "catalogue", "commune")


def docgen(*args: object, cwd: Path, columns: int = 80) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "docgen", *map(str, args)],
        cwd=cwd,
        env={**os.environ, "COLUMNS": str(columns), "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        timeout=120,
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An empty folder that holds one brief and nothing else."""
    (tmp_path / "exemple.yaml").write_bytes(EXAMPLE.read_bytes())
    return tmp_path


@pytest.mark.parametrize("command", [(), *((name,) for name in COMMANDS)])
def test_help_is_french_and_fits_eighty_columns(tmp_path: Path, command: tuple[str, ...]) -> None:
    result = docgen(*command, "--help", cwd=tmp_path)
    assert result.returncode == 0
    assert "Utilisation" in result.stdout
    assert not re.search(
        r"\b(Usage|Options:|Show|help|default|required|Error|Commands)\b:?", result.stdout.replace("--help", "")
    )
    assert max(map(len, result.stdout.splitlines())) <= 80


@pytest.mark.parametrize(
    ("args", "code", "said"),
    [
        (("programe",), 2, "programme"),
        (("programme", "absent.yaml"), 2, "n’existe pas"),
        (("programme", "exemple.yml"), 2, "exemple.yaml"),
        (("programme", "--finale", "exemple.yaml"), 2, "--final"),
        (("kit", "--document", "emargemant", "exemple.yaml"), 2, "emargement"),
        (("kit", "--session", "0", "exemple.yaml"), 2, "session"),
        (("kit", "--session", "9", "exemple.yaml"), 1, "B091"),
        (("catalogue", "99"), 2, "99"),
        (("commune", "zzzzzzz"), 2, "zzzzzzz"),
        (("programme", "--final", "exemple.yaml"), 3, "À COMPLÉTER"),
    ],
)
def test_wrong_use_is_said_in_french_with_the_exit_code_of_who_must_act(
    folder: Path, args: tuple[str, ...], code: int, said: str
) -> None:
    result = docgen(*args, cwd=folder)
    assert result.returncode == code, result.stderr
    assert said in result.stderr
    assert "Traceback" not in result.stderr
    assert not re.search(r"\b(No such|Invalid|Error|Usage|Try)\b", result.stderr)


def test_from_a_folder_with_one_brief_come_a_proposal_and_a_kit(folder: Path) -> None:
    proposal = docgen("programme", "exemple.yaml", cwd=folder)
    kit = docgen("kit", "exemple.yaml", cwd=folder)
    assert (proposal.returncode, kit.returncode) == (0, 0)
    assert "programme-MTJ-2026-01.docx" in proposal.stdout
    assert "À COMPLÉTER" in proposal.stderr
    written = {path.name for path in (folder / "out").rglob("*.docx")}
    assert written == {"programme-MTJ-2026-01.docx", *(f"{document.cle}.docx" for document in documents_de("kit"))}


def test_a_broken_brief_gives_all_its_faults_at_once_and_exit_code_1(folder: Path) -> None:
    text = (folder / "exemple.yaml").read_text(encoding="utf-8")
    text = (
        text.replace("priorite: haute", "priorité: haute")
        .replace('"9:00-12:30"', '"9:00-8:30"')
        .replace("12153", "99999")
    )
    (folder / "exemple.yaml").write_text(text, encoding="utf-8")
    result = docgen("programme", "exemple.yaml", cwd=folder)
    assert result.returncode == 1
    heads = re.findall(r"^exemple\.yaml:(\d+):(\d+): erreur \[(B\d{3})\] .+$", result.stderr, re.MULTILINE)
    assert {"B010", "B014", "B021"} <= {code for _, _, code in heads}
    assert [int(line) for line, _, _ in heads] == sorted(int(line) for line, _, _ in heads)
    assert not (folder / "out").exists()


@pytest.mark.parametrize("command", ["programme", "kit", "verifier"])
def test_json_is_an_array_of_findings_and_nothing_else(folder: Path, command: str) -> None:
    result = docgen(command, "--format", "json", "exemple.yaml", cwd=folder)
    rows = json.loads(result.stdout)
    assert {"fichier", "ligne", "colonne", "lieu", "code", "gravite", "message", "remede"} == set(rows[0])
    assert result.returncode == 0


def test_quiet_prints_nothing_when_nothing_is_wrong(folder: Path) -> None:
    result = docgen("programme", "-q", "exemple.yaml", cwd=folder)
    assert (result.returncode, result.stdout, result.stderr) == (0, "", "")


def test_without_an_argument_all_briefs_are_taken(tmp_path: Path) -> None:
    (tmp_path / "briefs").mkdir()
    for name in ("a", "b"):
        text = EXAMPLE.read_text(encoding="utf-8").replace("MTJ-2026-01", f"MTJ-{name}")
        (tmp_path / "briefs" / f"{name}.yaml").write_text(text, encoding="utf-8")
    result = docgen("programme", cwd=tmp_path)
    assert result.returncode == 0
    assert len(list((tmp_path / "out").rglob("programme-*.docx"))) == 2


def test_two_briefs_of_one_reference_are_found(tmp_path: Path) -> None:
    (tmp_path / "briefs").mkdir()
    for name in ("a", "b"):
        (tmp_path / "briefs" / f"{name}.yaml").write_bytes(EXAMPLE.read_bytes())
    result = docgen("verifier", cwd=tmp_path)
    assert result.returncode == 1
    assert "B058" in result.stdout
    other = EXAMPLE.read_text(encoding="utf-8").replace("MTJ-2026-01", "AUTRE")
    (tmp_path / "briefs" / "c.yaml").write_text(other, encoding="utf-8")
    made = docgen("programme", cwd=tmp_path)
    assert made.returncode == 1
    assert made.stderr.count("B058") == 2
    # Neither may win by coming last; the others are made.
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["AUTRE"]


def test_one_bad_brief_stops_no_other_and_the_gravest_code_is_kept(tmp_path: Path) -> None:
    (tmp_path / "briefs").mkdir()
    (tmp_path / "briefs" / "a.yaml").write_text("reference: [\n", encoding="utf-8")
    (tmp_path / "briefs" / "b.yaml").write_bytes(EXAMPLE.read_bytes())
    result = docgen("programme", cwd=tmp_path)
    assert result.returncode == 1
    assert (tmp_path / "out" / "MTJ-2026-01" / "programme-MTJ-2026-01.docx").is_file()


def test_a_folder_that_cannot_be_written_is_said_and_nothing_is_half_done(folder: Path) -> None:
    (folder / "out").write_text("un fichier", encoding="utf-8")
    result = docgen("programme", "exemple.yaml", cwd=folder)
    assert result.returncode == 4
    assert "E005" in result.stderr
    assert (folder / "out").read_text(encoding="utf-8") == "un fichier"


def test_the_catalogue_lists_and_shows_a_module_added_by_a_file(folder: Path) -> None:
    (folder / "catalogue").mkdir()
    text = next((ROOT / "catalogue").glob("16-*")).read_text(encoding="utf-8").replace('code: "16"', "code: 18")
    (folder / "catalogue" / "18.yaml").write_text(text, encoding="utf-8")
    (folder / "organisme.yaml").write_text("ville: Tours\n", encoding="utf-8")
    listed = docgen("catalogue", cwd=folder)
    assert listed.returncode == 0
    assert [line.split()[0] for line in listed.stdout.splitlines()[1:] if line[:2].isdigit()] == [
        *map(str, range(11, 19))
    ]
    assert "zoom-" in docgen("catalogue", "18", cwd=folder).stdout


def test_homonyms_are_all_given_with_the_vintage(tmp_path: Path) -> None:
    result = docgen("commune", "saint denis", cwd=tmp_path)
    assert result.returncode == 0
    assert "Seine-Saint-Denis" in result.stdout
    assert "La Réunion" in result.stdout
    assert "2026" in result.stdout


@pytest.mark.libreoffice
def test_pdf_stand_beside_the_documents(folder: Path) -> None:
    result = docgen("programme", "--pdf", "exemple.yaml", cwd=folder)
    assert result.returncode == 0
    (pdf,) = (folder / "out").rglob("*.pdf")
    assert pdf.with_suffix(".docx").is_file()


def test_without_libreoffice_a_pdf_is_one_finding_and_the_documents_stay(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "/nonexistent")
    result = docgen("programme", "--pdf", "exemple.yaml", cwd=folder)
    if "F001" not in result.stderr:
        pytest.skip("LibreOffice stands at a usual place")
    assert result.returncode == 5
    assert list((folder / "out").rglob("*.docx"))


def test_a_commune_that_is_found_by_a_name_of_another_time_says_so(tmp_path: Path) -> None:
    first, second = docgen("commune", "beaune", cwd=tmp_path).stdout.split("\n\n")[:2]
    assert first.startswith("Beaune (Côte-d'Or")
    assert "Trouvée par" not in first
    assert second.startswith("Saint-Michel-de-Maurienne")
    assert "Trouvée par         Beaune, ancienne commune" in second


def test_a_module_at_fault_is_shown_by_its_faults(folder: Path) -> None:
    (folder / "catalogue").mkdir()
    (module,) = (ROOT / "catalogue").glob("16-*.yaml")
    text = module.read_text(encoding="utf-8").replace('code: "16"', 'code: "18"')
    (folder / "catalogue" / "18.yaml").write_text(text.replace("objectifs: [O1]", "objectifs: [O9]"), encoding="utf-8")
    (folder / "catalogue" / "19.yaml").write_text("titre: rien\n", encoding="utf-8")
    result = docgen("catalogue", "18", cwd=folder)
    assert result.returncode == 3
    assert "[C023]" in result.stderr
    assert "aucun module" not in result.stderr
    assert "19.yaml" not in result.stderr


def test_files_that_no_command_reads_are_named(folder: Path) -> None:
    for name in (
        "templates/emargment.docx",
        "templates/agenda.docx",
        "catalogue/18.yaml.txt.bak",
        "catalogue/LISEZ.md",
    ):
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_bytes((ROOT / "templates" / "agenda.docx").read_bytes())
    (folder / "briefs").mkdir()
    (folder / "exemple.yaml").rename(folder / "briefs" / "exemple.yaml")
    rows = json.loads(docgen("verifier", "--format", "json", cwd=folder).stdout)
    told = {row["fichier"]: row for row in rows if row["code"] in {"C041", "O031"}}
    assert {Path(name).name for name in told} == {"emargment.docx", "18.yaml.txt.bak"}
    (near,) = [row["remede"] for name, row in told.items() if name.endswith("emargment.docx")]
    assert near.startswith("Renommez-le « emargement.docx ».")


def on_a_terminal(*args: object, cwd: Path) -> str:
    """What a terminal of eighty columns is sent, output and errors together."""
    import pty

    ours, theirs = pty.openpty()
    environment = {**os.environ, "COLUMNS": "80", "TERM": "xterm", "PYTHONIOENCODING": "utf-8"}
    command = [sys.executable, "-m", "docgen", *map(str, args)]
    process = subprocess.Popen(command, cwd=cwd, env=environment, stdout=theirs, stderr=theirs)
    os.close(theirs)
    sent = b""
    while True:
        try:
            read = os.read(ours, 65_536)
        except OSError:  # how Linux says that the other end is closed
            break
        if not read:
            break
        sent += read
    process.wait(60)
    os.close(ours)
    return sent.decode()


@pytest.mark.skipif(sys.platform == "win32", reason="opens a pseudo-terminal")
def test_a_progress_bar_is_wiped_before_what_is_said_of_a_brief(folder: Path) -> None:
    text = (folder / "exemple.yaml").read_text(encoding="utf-8")
    (folder / "autre.yaml").write_text(text.replace("MTJ-2026-01", "MTJ-2026-02"), encoding="utf-8")
    sent = on_a_terminal("programme", ".", cwd=folder)
    for reference in ("MTJ-2026-01", "MTJ-2026-02"):
        (line,) = [line for line in sent.split("\n") if f"{reference} ·" in line]
        assert "━" not in line.rpartition("\x1b[2K")[2]


@pytest.mark.skipif(sys.platform == "win32", reason="opens a pseudo-terminal")
@pytest.mark.parametrize("args", [("commune", "beaune"), ("programme", "exemple.yaml", "--expliquer")])
def test_what_is_explained_fits_eighty_columns_between_words(folder: Path, args: tuple[str, ...]) -> None:
    sent = on_a_terminal(*args, cwd=folder)
    lines = [re.sub(r"\x1b\[[0-9;?]*[a-zA-Z]", "", line).rstrip("\r") for line in sent.split("\n")]
    assert max(map(len, lines)) <= 80
    assert len(lines) > 10
