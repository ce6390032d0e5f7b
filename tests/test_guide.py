"""What docs/guide.md promises: its commands, files, pictures and findings are docgen's."""

from __future__ import annotations

import re
import shlex
import shutil
from pathlib import Path

import click
import pytest

from docgen.cli import cli, run
from docgen.cli.report import as_text
from docgen.documents.registre import tous
from docgen.findings import explications, lettres
from docgen.production import check_only, open_atelier
from docgen.workspace import Workspace

ROOT = Path(__file__).parents[1]
GUIDE = (ROOT / "docs" / "guide.md").read_text(encoding="utf-8")
PROSE = re.sub(r"^ *```.*?^ *```", "", GUIDE, flags=re.MULTILINE | re.DOTALL)
# What the reader makes, or docgen makes for them.
THEIRS = {
    "briefs/exempel.yaml",
    "briefs/saint-avertin.yaml",
    "briefs/SA-2026-01.yaml",
    "formulaire-saint-avertin.docx",
    "saint-avertin.yaml.txt",
    "18-mon-module.yaml",
    "logo.png",
    "palette.docx",
    "templates/agenda.annote.docx",
    "agenda.2026-11-24-062651.docx",
    "manifeste.json",
}
TYPED = [*re.findall(r"^> (docgen .*)$", GUIDE, re.MULTILINE), *re.findall(r"`(docgen [^`]*)`", PROSE)]
CONSTATS = re.findall(r"<!-- constat: (.+?) => (.+?) -->\n```text\n(.+?)\n```", GUIDE, re.DOTALL)


def is_there(name: str) -> bool:
    folders = (ROOT, ROOT / "briefs", ROOT / "catalogue", ROOT / "templates")
    return name in THEIRS or any((folder / name).exists() for folder in folders)


@pytest.mark.parametrize("typed", sorted(set(TYPED)))
def test_every_command_and_option_exists(typed: str) -> None:
    command: click.Command = cli
    words = iter(shlex.split(typed)[1:])
    for word in words:
        if isinstance(command, click.Group) and not word.startswith("-"):
            found = command.get_command(click.Context(command), word)
            assert found is not None, word
            command = found
        elif word.startswith("-"):
            known = {name: p for p in command.params for name in (*p.opts, *p.secondary_opts)}
            assert word == "--help" or word in known, word
            option = known.get(word)
            if isinstance(option, click.Option) and not option.is_flag and not option.is_eager:
                value = next(words)
                assert word != "--document" or value in tous()
        elif "." in word:
            assert is_there(word), word
        elif command.name in {"apercu", "champs", "copier"}:
            assert word in tous()


def test_every_option_that_is_named_alone_exists() -> None:
    def params(command: click.Command) -> set[str]:
        own = {name for p in command.params for name in (*p.opts, *p.secondary_opts)}
        return own.union(*(params(c) for c in command.commands.values())) if isinstance(command, click.Group) else own

    for options in re.findall(r"`(--[a-z][a-z -]*)`", PROSE):
        assert set(options.split()) <= params(cli), options


def test_every_file_and_folder_exists() -> None:
    named = re.findall(r"`([\w./-]+\.(?:yaml|docx|json|png|txt)|(?:briefs|catalogue|templates|schemas)[\w/]*)`", PROSE)
    assert len(named) > 20
    assert [name for name in named if not is_there(name)] == []


def test_every_picture_is_there_and_every_picture_is_shown() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    shown = {f"docs/{name}" for name in re.findall(r"\]\((images/[^)]+)\)", GUIDE)}
    shown |= set(re.findall(r"docs/images/[\w-]+\.png", readme))
    assert shown == {f"docs/images/{path.name}" for path in (ROOT / "docs" / "images").glob("*.png")}


def test_every_part_of_the_contents_is_there() -> None:
    def anchor(title: str) -> str:
        return re.sub(r"[^\w -]", "", title.lower()).replace(" ", "-")

    titles = {anchor(title) for title in re.findall(r"^## (.+)$", GUIDE, re.MULTILINE)}
    assert set(re.findall(r"\]\(#([^)]+)\)", GUIDE)) == titles


@pytest.mark.parametrize(("right", "wrong", "printed"), CONSTATS)
def test_the_findings_shown_are_what_docgen_prints(tmp_path: Path, right: str, wrong: str, printed: str) -> None:
    text = (ROOT / "briefs" / "exemple.yaml").read_text(encoding="utf-8")
    assert right in text
    brief = tmp_path / "saint-avertin.yaml"
    # The first time outside a comment.
    lines = text.splitlines(keepends=True)
    rank = next(i for i, line in enumerate(lines) if right in line and not line.lstrip().startswith("#"))
    lines[rank] = lines[rank].replace(right, wrong)
    brief.write_text("".join(lines), encoding="utf-8")
    findings = check_only(open_atelier(Workspace(ROOT)), brief).findings
    found = " ".join(as_text(finding) for finding in findings).replace(str(brief), "briefs/saint-avertin.yaml")
    assert click.unstyle(found).split() == printed.split()


SHOWN = re.findall(r"^```console\n> (docgen [^\n]*)\n(.*?)^```", GUIDE, re.MULTILINE | re.DOTALL)


def shown(command: str, rank: int = 0) -> str:
    """What the guide shows under a command, on one line."""
    return " ".join([said for typed, said in SHOWN if typed == command][rank].split())


def printed(capsys: pytest.CaptureFixture[str], *args: str) -> str:
    code = run(list(args))
    said = capsys.readouterr()
    assert code in {0, 3}, said
    return " ".join(f"{said.out}\n{said.err}".split())


def assert_holds(whole: str, guide: str) -> None:
    """Whether docgen prints what the guide shows, between its ellipses."""
    for piece in guide.split(" … "):
        assert piece in whole


def test_the_first_steps_are_as_shown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert_holds(printed(capsys, "init"), shown("docgen init"))
    talk = shown("docgen brief nouveau")
    texte = "Se faire connaître des familles"
    assert f"Attendu 1 ? {texte} Thèmes reconnus : attractivite, marketing. Attendu 2 ?" in talk
    asked = ("--commune", "saint-avertin", "--modules", "16", "--attendu", texte, "--reference", "SA-2026-01")
    said = printed(capsys, "brief", "nouveau", *asked)
    client, _, rest = said.partition(" écrit ")
    assert client in talk
    assert talk.endswith(f"écrit {rest}")
    written = (tmp_path / "briefs" / "SA-2026-01.yaml").read_text(encoding="utf-8").replace("\u00a0", " ")
    assert "themes: [attractivite, marketing]" in written
    for line in re.findall(r"```yaml\n(  # À REMPLIR.*?)```", GUIDE, re.DOTALL)[0].splitlines():
        assert line.strip("# ") in written
    draft = re.findall(r"```text\n(1 document ; .*?)```", GUIDE, re.DOTALL)[0]
    assert " ".join(draft.split()) in printed(capsys, "programme", "briefs/SA-2026-01.yaml")


def test_a_stale_document_is_shown_as_docgen_shows_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("organisme.yaml", "briefs/exemple.yaml", "briefs/participants"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy
        copy(ROOT / name, tmp_path / name)
    monkeypatch.chdir(tmp_path)
    brief = tmp_path / "briefs" / "exemple.yaml"
    assert_holds(printed(capsys, "programme", "briefs/exemple.yaml"), shown("docgen programme briefs/exemple.yaml"))
    assert_holds(printed(capsys, "kit", "briefs/exemple.yaml"), shown("docgen kit briefs/exemple.yaml"))
    brief.write_text(brief.read_text(encoding="utf-8").replace('"690.00"', '"700.00"'), encoding="utf-8")
    assert_holds(printed(capsys, "etat", "briefs/exemple.yaml"), shown("docgen etat briefs/exemple.yaml"))


def test_there_are_five_findings() -> None:
    assert len(CONSTATS) == 5


def test_the_chapter_on_findings_says_what_the_table_of_codes_says(capsys: pytest.CaptureFixture[str]) -> None:
    chapter = " ".join(GUIDE.split("\n## 5. ")[1].split("\n## 6. ")[0].split())
    assert " ; ".join(f"{letter} : {what}" for letter, what in lettres().items()) in chapter
    assert set(re.findall(r"\b[A-Z][0-9]{3}\b", GUIDE)) <= set(explications())
    assert printed(capsys, "constat", "B043") == shown("docgen constat B043")
