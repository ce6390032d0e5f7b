"""Renders side by side, warm, in one run: `python benchmarks/rendering.py [SECONDS]`.

Three templates: the proposal, the attendance sheet of 40 people, and a plain letter of three pages. Each engine gets
the same values and must print the same text. The floor is what any engine on Jinja must do: a bare Jinja run, deflating
what changed and copying the rest; and one parse and one serialise where the template needs a tree of elements.

Aims: 50 times docxtpl and 10 times the fastest other engine on the letter, within twice the floor on each, and opening
a template no slower than docxtpl's first render. rust-docxtpl, docxtemplater and easy-template-x are installed into
`out/rivals` when pip and npm can; otherwise they are left out, and the table says so.
"""

from __future__ import annotations

import io
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, is_dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import docx
import jinja2
from docx.shared import Cm
from docxtpl import DocxTemplate
from lxml import etree
from values import plain

from docgen.production import open_atelier, verify, view_of
from docgen.word import archive
from docgen.word.reading import text_of
from docgen.word.shape import ALWAYS
from docgen.word.template import Template
from docgen.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Callable

HERE = Path(__file__).parent
ROOT = HERE.parent
RIVALS = ROOT / "out" / "rivals"
RUST = RIVALS / "venv" / ("Scripts" if os.name == "nt" else "bin") / "python"
BRIEF = ROOT / "briefs" / "joue-les-tours.yaml"
PEOPLE = 40
JAVASCRIPT = ("docxtemplater", "easy-template-x")


@dataclass(frozen=True)
class Work:
    """A template and its values; `javascript` is the same template in the other engines' tags, where they have them."""

    name: str
    template: Path
    values: dict[str, Any]
    javascript: Path | None = None


def works(folder: Path) -> list[Work]:
    """The three templates with their values."""
    workspace = Workspace(ROOT)
    atelier = open_atelier(workspace)
    verified = verify(atelier, BRIEF)
    proposal = view_of(atelier, verified, "programme")
    sheet: Any = view_of(atelier, verified, "emargement")
    if is_dataclass(sheet) and not isinstance(sheet, type):
        sheet = {field: getattr(sheet, field) for field in sheet.__dataclass_fields__}
    sheet = dict(sheet)
    one = sheet["participants"][0] if sheet["participants"] else sheet["lignes_libres"][0]
    sheet["participants"] = [replace(one, nom=f"Prénom NOM-DE-FAMILLE {rank}") for rank in range(PEOPLE)]
    sheet["lignes_libres"] = []
    jinja, javascript = folder / "lettre.docx", folder / "lettre-js.docx"
    letter(jinja, javascript=False)
    letter(javascript, javascript=True)
    return [
        Work("proposal", workspace.template("programme"), plain(dict(proposal))),
        Work(f"attendance sheet, {PEOPLE} people", workspace.template("emargement"), plain(sheet)),
        Work("letter, three pages", jinja, LETTER, javascript),
    ]


LETTER: dict[str, Any] = {
    "nom": "Maëlle Le Goff-N’Diaye",
    "commune": "Saint-Étienne-du-Rouvray & environs",
    "reference": "SER-2026-014",
    "date": "mardi 24 novembre 2026",
    "signataire": "Jeanne Moreau",
    "presentiel": True,
    "points": [f"Point {rank} : ce que la commune attend de la séance numéro {rank}" for rank in range(1, 9)],
    "lignes": [
        {"jour": f"{rank} décembre 2026", "heure": "9 h – 12 h 30", "titre": f"Séance {rank}"} for rank in range(6)
    ],
}
_PROSE = (
    "Madame, Monsieur, vous avez bien voulu nous consulter pour la formation des élus de {commune}. Nous vous "
    "remercions de votre confiance et vous adressons notre réponse, établie sous la référence {reference}. Elle tient "
    "compte de ce que {nom} nous a dit de vos projets, de vos délais et de l’organisation de votre conseil municipal, "
    "et nous restons à votre disposition pour la reprendre avec vous."
)


def letter(path: Path, *, javascript: bool) -> None:
    """A letter in the tags of Jinja, or in those of the JavaScript engines."""
    made = docx.Document()
    made.sections[0].left_margin = Cm(2)

    def text(words: str) -> str:
        return words if javascript else words.replace("{", "{{ ").replace("}", " }}")

    def block(jinja: str, other: str) -> None:
        made.add_paragraph(other if javascript else jinja)

    made.sections[0].header.paragraphs[0].text = text("{commune}")
    made.sections[0].footer.paragraphs[0].text = text("{reference}")
    made.add_heading(text("Réponse à {nom}"), 1)
    made.add_paragraph(text("Le {date}"))
    for rank in range(14):
        made.add_heading(f"Article {rank + 1}", 2)
        made.add_paragraph(text(_PROSE))
    block("{%p for point in points %}", "{#points}")
    made.add_paragraph("{texte}" if javascript else "{{ point }}", "List Bullet")
    block("{%p endfor %}", "{/points}")
    block("{%p if presentiel %}", "{#presentiel}")
    made.add_paragraph(text("La séance se tient dans vos locaux, à {commune}."))
    block("{%p endif %}", "{/presentiel}")
    rows = [
        ["{%tr for l in lignes %}", "", ""],
        ["{{ l.jour }}", "{{ l.heure }}", "{{ l.titre }}"],
        ["{%tr endfor %}", "", ""],
    ]
    rows = [["{#lignes}{jour}", "{heure}", "{titre}{/lignes}"]] if javascript else rows
    table = made.add_table(1, 3)
    for cell, words in zip(table.rows[0].cells, ("Jour", "Heures", "Séance"), strict=True):
        cell.text = words
    for row in rows:
        for cell, words in zip(table.add_row().cells, row, strict=True):
            cell.text = words
    made.add_paragraph(text("{signataire}"))
    made.save(str(path))


def floor(template: Template, values: dict[str, Any]) -> Callable[[], bytes]:
    """What any engine on Jinja must do for this template."""
    jinja = jinja2.Environment(autoescape=True)
    parts = [(part.name, jinja.from_string(part.source), bool(part.needs & ALWAYS)) for part in template.compiled]

    def render() -> bytes:
        entries = dict(template.package.entries)
        for name, part, tree in parts:
            data = part.render(values).encode()
            if tree:
                data = etree.tostring(etree.fromstring(data), xml_declaration=True, encoding="UTF-8", standalone=True)
            entries[name] = archive.deflate(name, data)
        return archive.write(entries.values())

    return render


def with_docxtpl(work: Work) -> Callable[[], bytes]:
    """Docxtpl as its manual has it: a new object for each document."""

    def render() -> bytes:
        made = DocxTemplate(work.template)
        made.render(work.values, autoescape=True)
        out = io.BytesIO()
        made.save(out)
        return out.getvalue()

    return render


def alternating(contenders: dict[str, Callable[[], bytes]], seconds: float) -> dict[str, float]:
    """Median milliseconds of each; they alternate, so that a slow moment of the machine falls on all."""
    times: dict[str, list[float]] = {name: [] for name in contenders}
    for render in contenders.values():
        for _ in range(3):
            render()
    end = time.perf_counter() + seconds * len(contenders)
    while time.perf_counter() < end:
        for name, render in contenders.items():
            for _ in range(1 if name == "docxtpl" else 10):
                start = time.perf_counter()
                render()
                times[name].append(1000 * (time.perf_counter() - start))
    return {name: statistics.median(values) for name, values in times.items()}


def outside(command: list[str], output: Path, meant: str, environment: dict[str, str]) -> float | str:
    """The median that another process prints of itself, or what keeps it from doing so."""
    result = subprocess.run(command, check=False, capture_output=True, text=True, env={**os.environ, **environment})
    if result.returncode:
        return (result.stderr.strip().splitlines() or ["failed"])[-1][:80]
    if words(output.read_bytes()) != meant:
        return "prints another text"
    return float(result.stdout)


def words(document: bytes) -> str:
    """A document's text, whatever its blanks."""
    return " ".join(text_of(document).split())


def install() -> dict[str, str]:
    """Put the rivals into `out/rivals`; the reason of each that cannot be had."""
    missing: dict[str, str] = {}
    if not RUST.exists():  # it refuses to run beside docxtpl, whose name it takes
        subprocess.run([sys.executable, "-m", "venv", str(RIVALS / "venv")], check=False, capture_output=True)
        command = [str(RUST), "-m", "pip", "install", "-q", "rust-docxtpl==0.1.2"]
        if not RUST.exists() or subprocess.run(command, check=False, capture_output=True).returncode:
            missing["rust-docxtpl"] = "pip cannot install it here"
    if shutil.which("node") is None or shutil.which("npm") is None:
        return missing | dict.fromkeys(JAVASCRIPT, "needs node and npm")
    if not (RIVALS / "node_modules").exists():
        RIVALS.mkdir(parents=True, exist_ok=True)
        shutil.copy(HERE / "rivals" / "package.json", RIVALS)
        if subprocess.run(["npm", "install", "--silent"], check=False, capture_output=True, cwd=RIVALS).returncode:
            missing |= dict.fromkeys(JAVASCRIPT, "npm cannot install it here")
    return missing


def rivals(work: Work, folder: Path, seconds: float, missing: dict[str, str]) -> dict[str, float | str]:
    """The medians of the engines that run in processes of their own."""
    values, meant = folder / "values.json", words(Template.open(work.template).render(work.values))
    values.write_text(json.dumps(work.values), encoding="utf-8")
    script = str(HERE / "rivals" / "rust_docxtpl_loop.py")
    rest = [str(values), str(seconds), str(folder / "rival.docx")]
    commands = {"rust-docxtpl": [str(RUST), script, str(work.template), *rest]}
    if work.javascript is not None:
        dotted = {**work.values, "points": [{"texte": point} for point in work.values.get("points", [])]}
        (folder / "js.json").write_text(json.dumps(dotted), encoding="utf-8")
        rest = [str(folder / "js.json"), *rest[1:]]
        loop = str(HERE / "rivals" / "loop.mjs")
        commands |= {engine: ["node", loop, engine, str(work.javascript), *rest] for engine in JAVASCRIPT}
    environment = {"DOCGEN_RIVALS": str(RIVALS)}
    return {
        engine: missing.get(engine) or outside(command, folder / "rival.docx", meant, environment)
        for engine, command in commands.items()
    } | ({} if work.javascript else dict.fromkeys(JAVASCRIPT, "template not written in its own syntax"))


def opening(work: Work) -> tuple[float, float]:
    """Milliseconds of opening a template without any cache, and of docxtpl's first render: each the median of five."""
    ours, theirs = [], []
    os.environ["DOCGEN_CACHE"] = ""
    for _ in range(5):
        # Jinja keeps what it has lexed and compiled: a first render is one in a process that has seen nothing.
        jinja2.clear_caches()
        start = time.perf_counter()
        Template.open(work.template)
        middle = time.perf_counter()
        jinja2.clear_caches()
        again = time.perf_counter()
        with_docxtpl(work)()
        ours.append(1000 * (middle - start))
        theirs.append(1000 * (time.perf_counter() - again))
    return statistics.median(ours), statistics.median(theirs)


def report(work: Work, folder: Path, seconds: float, missing: dict[str, str]) -> None:
    """Measure one template and print its lines."""
    template = Template.open(work.template)
    contenders = {
        "docgen": lambda: template.render(work.values),
        "floor": floor(template, work.values),
        "docxtpl": with_docxtpl(work),
    }
    assert words(contenders["docgen"]()) == words(contenders["docxtpl"]())  # noqa: S101 - the same work
    medians: dict[str, float | str] = {**alternating(contenders, seconds)}
    medians |= rivals(work, folder, seconds, missing)
    ours = medians["docgen"]
    print(f"\n{work.name}")
    for engine, median in medians.items():
        if isinstance(median, str) or isinstance(ours, str):
            print(f"  {engine:16} {'-':>9}      {median}")
        else:
            print(f"  {engine:16} {median:9.3f} ms   {median / ours:7.2f} times docgen")
    ours_open, theirs = opening(work)
    print(f"  opening {ours_open:.0f} ms, docxtpl's first render {theirs:.0f} ms")


def main() -> None:
    """Measure all three templates."""
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else 3.0
    missing = install()
    with tempfile.TemporaryDirectory() as name:
        for work in works(Path(name)):
            report(work, Path(name), seconds, missing)


if __name__ == "__main__":
    main()
