"""Renders side by side, warm, in one run: `python benchmarks/rendering.py [SECONDS]`.

Three templates: the proposal, the attendance sheet of 40 people, and a plain letter of three pages. Each engine gets
the same values and must print the same text, or has no figure. The floor is what any engine on Jinja must do: a bare
Jinja run, deflating what changed and copying the rest; and one parse and one serialise where the template needs a tree
of elements. The JavaScript engines have the same templates in their own tags, with every condition worked out for them.

Aims: 50 times docxtpl and 10 times the fastest other engine on the letter, within twice the floor on each, and opening
a template no slower than docxtpl's first render. rust-docxtpl, docxtemplater and easy-template-x are installed into
`out/rivals` when pip and npm can; otherwise they are left out, and the table says so.
"""

from __future__ import annotations

import io
import os
import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import jinja2
from docxtpl import DocxTemplate
from lxml import etree
from rivals.engines import Rival, install, prepared
from works import works

from docgen.word import archive
from docgen.word.reading import text_of
from docgen.word.shape import ALWAYS
from docgen.word.template import Template

if TYPE_CHECKING:
    from collections.abc import Callable

    from works import Work

# Long enough for tens of renders of the quick engines, short enough for a slow moment to fall on all of them.
SLICE = 0.2


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


def timed(render: Callable[[], bytes]) -> Callable[[float], list[float]]:
    """The same of an engine in this process as of a rival: milliseconds of each render, for so many seconds."""

    def run(seconds: float) -> list[float]:
        times: list[float] = []
        end = time.perf_counter() + seconds
        while not times or time.perf_counter() < end:
            start = time.perf_counter()
            render()
            times.append(1000 * (time.perf_counter() - start))
        return times

    return run


def alternating(contenders: dict[str, Callable[[float], list[float]]], seconds: float) -> dict[str, float]:
    """Median milliseconds of each; they alternate, so that a slow moment of the machine falls on all."""
    times: dict[str, list[float]] = {name: [] for name in contenders}
    for run in contenders.values():
        run(SLICE)
    end = time.perf_counter() + seconds * len(contenders)
    while time.perf_counter() < end:
        for name, run in contenders.items():
            times[name] += run(SLICE)
    return {name: statistics.median(values) for name, values in times.items()}


def words(document: bytes) -> str:
    """A document's text, whatever its blanks."""
    return " ".join(text_of(document).split())


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
    engines = {
        "docgen": lambda: template.render(work.values),
        "floor": floor(template, work.values),
        "docxtpl": with_docxtpl(work),
    }
    meant = words(engines["docgen"]())
    assert meant == words(engines["docxtpl"]())  # noqa: S101 - the same work
    rivals = prepared(work.template, work.values, folder, missing)
    running = {name: rival for name, rival in rivals.items() if isinstance(rival, Rival)}
    same = {name: rival for name, rival in running.items() if words(rival.output.read_bytes()) == meant}
    contenders = {name: timed(render) for name, render in engines.items()}
    medians = alternating(contenders | {name: rival.run for name, rival in same.items()}, seconds)
    print(f"\n{work.name}")
    for name, median in medians.items():
        print(f"  {name:16} {median:9.3f} ms   {median / medians['docgen']:7.2f} times docgen")
        if name in same and same[name].spared:
            print(f"  {'':16} {same[name].spared}")
    for name, rival in rivals.items():
        if name not in same:
            print(f"  {name:16} {'-':>9}      {rival if isinstance(rival, str) else 'prints another text'}")
    for process in running.values():
        process.close()
    ours, theirs = opening(work)
    print(f"  opening {ours:.0f} ms, docxtpl's first render {theirs:.0f} ms")


def main() -> None:
    """Measure all three templates."""
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else 3.0
    missing = install()
    with tempfile.TemporaryDirectory() as name:
        for work in works(Path(name)):
            report(work, Path(name), seconds, missing)


if __name__ == "__main__":
    main()
