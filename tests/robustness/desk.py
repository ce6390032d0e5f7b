"""A manager's workspace after a day's work, and what a command leaves of it."""

from __future__ import annotations

import contextlib
import io
import json
import re
import shutil
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import docx
from lxml import etree

from docgen.cli import run
from docgen.findings import EXIT_CODES
from docgen.output.atomic import NOTE, PREFIX
from docgen.output.manifest import NAME, read_manifest
from scripts.modeles.logo import logo

if TYPE_CHECKING:
    from collections.abc import Mapping

ROOT = Path(__file__).parents[2]
REFERENCE = "JLT-2026-01"
SESSION = f"out/{REFERENCE}/session-1-2026-11-26"
EDITED, FINAL = f"{SESSION}/agenda.docx", f"{SESSION}/positionnement.docx"
BRIEF, ORGANISME, MODULE = "briefs/brief.yaml", "organisme.yaml", "catalogue/12.yaml"
LIST, WORKBOOK, LOGO = "briefs/participants/joue-les-tours-groupe-1.csv", "briefs/participants/liste.xlsx", "logo.png"
MANIFEST = f"out/{REFERENCE}/{NAME}"
DOCUMENTED = {0, 1, 2, 3, 4, 5}
LONGEST = 2_000  # characters of a finding: whatever was given, what is said of it is read on a screen

Files = dict[str, bytes]


@dataclass(frozen=True)
class Told:
    """What a command answered."""

    args: tuple[str, ...]
    code: int
    findings: list[dict[str, Any]]
    printed: str


def files_of(folder: Path) -> Files:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.is_symlink()
    }


def put(folder: Path, wanted: Mapping[str, bytes]) -> None:
    """Make the folder hold these files and no others."""
    there = files_of(folder)
    for path in folder.rglob("*"):
        if path.is_symlink() or (path.is_file() and path.relative_to(folder).as_posix() not in wanted):
            path.unlink()
    for path in sorted(folder.rglob("*"), reverse=True):
        if path.is_dir() and not any(path.iterdir()):
            path.rmdir()
    for name, data in wanted.items():
        if there.get(name) != data:
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_bytes(data)


def one_session(text: str) -> str:
    """The example brief without its second session: half the documents, and so twice the tries."""
    return text[: text.rindex("  - modules:")]


def a_desk(folder: Path) -> Files:
    """A workspace with its documents made, one of them edited by hand and one final. `folder` is the workspace."""
    (folder / "briefs" / "participants").mkdir(parents=True)
    (folder / "catalogue").mkdir()
    (folder / BRIEF).write_text(one_session((ROOT / "briefs" / "joue-les-tours.yaml").read_text("utf-8")), "utf-8")
    shutil.copy(ROOT / "briefs" / "participants" / Path(LIST).name, folder / LIST)
    (folder / ORGANISME).write_text((ROOT / ORGANISME).read_text("utf-8") + f"\nlogo: {LOGO}\n", "utf-8")
    shutil.copy(next((ROOT / "catalogue").glob("12-*.yaml")), folder / MODULE)
    (folder / LOGO).write_bytes(logo())
    for args in (["programme"], ["kit"], ["kit", "--final", "--force", "--document", "positionnement"]):
        told = docgen(folder, *args)
        assert told.code == 0, told.printed
    edited = docx.Document(str(folder / EDITED))
    edited.add_paragraph("Ajouté à la main")
    edited.save(str(folder / EDITED))
    return files_of(folder)


def docgen(folder: Path, *args: str) -> Told:
    """Run a command in this process, as from this folder; what it prints is kept."""
    out, err = io.StringIO(), io.StringIO()
    with contextlib.chdir(folder), contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = run([*args, "--format", "json", "--debug"])
    printed = out.getvalue() + err.getvalue()
    findings = json.loads(out.getvalue()) if out.getvalue().startswith("[") else []
    return Told(args, code, findings, printed)


def check_answer(told: Told) -> None:
    """A documented exit code, and findings that name a file, or the command, and say what to do."""
    assert told.code in DOCUMENTED, told.printed
    assert "Traceback" not in told.printed, told.printed
    errors = [finding for finding in told.findings if finding["gravite"] == "erreur"]
    assert bool(errors) == (told.code != 0), told.printed
    assert told.code == max((EXIT_CODES[finding["code"][0]] for finding in errors), default=0)
    for finding in told.findings:
        assert finding["message"].endswith((".", "».", "?", "…", ")")), finding
        assert finding["fichier"] or finding["code"] == "U001", finding
        assert len(finding["message"]) < LONGEST, finding["message"][:LONGEST]
        assert len(finding["remede"]) < LONGEST, finding["remede"][:LONGEST]


def check_kept(before: Files, after: Files, told: Told) -> None:
    """Nothing lost, nothing half done, nothing written anywhere else."""
    for name in (EDITED, FINAL):
        assert before[name] in after.values(), name
    assert before.keys() <= after.keys()
    outside = {name for name in before | after if not name.startswith("out/")}
    assert [name for name in outside if before.get(name) != after.get(name)] == []
    families = {finding["code"][0] for finding in told.findings if finding["gravite"] == "erreur"}
    if families & set("BPOU") or ("C" in families and "--final" in told.args):
        assert after == before
    left = [name for name in after if Path(name).name.startswith(PREFIX)]
    # Where the manifest could not be written, the note says what it would have said.
    assert [name for name in left if NOTE not in name or told.code != EXIT_CODES["E"]] == []
    for name, data in after.items():
        if name.startswith("out/") and name.endswith(".docx") and before.get(name) != data:
            check_whole(data)


def check_whole(document: bytes) -> None:
    """A document that Word opens: a whole zip of well-formed parts."""
    with zipfile.ZipFile(io.BytesIO(document)) as archive:
        assert archive.testzip() is None
        names = archive.namelist()
        assert len(names) == len(set(names))
        for name in names:
            if re.search(r"\.(xml|rels)$", name):
                etree.fromstring(archive.read(name))
    docx.Document(io.BytesIO(document))


def check_manifest(folder: Path) -> None:
    """The manifest is readable and names every document that docgen made."""
    known = read_manifest(folder / "out" / REFERENCE)
    assert known is not None
    made = {path.relative_to(folder / "out" / REFERENCE).as_posix() for path in (folder / "out").rglob("*.docx")}
    assert {name for name in made if not re.search(r"\.\d{4}-\d{2}-\d{2}-\d{6}", name)} <= set(known.documents)
