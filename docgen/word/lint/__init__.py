"""Every fault of a template at once, without filling it: where it stands, in words, and what to write instead.

part --streams--> text as Jinja reads it --tags--> tags --blocks--> tree --expressions--> fields, scopes, guards
                                          layout: what a tag takes away with it, and places that are never filled

M020 braces never closed       M028 block across places       M036 plain text in {{r or {{p
M021 braces never opened       M029 text lost beside a tag    M037 dash that takes a paragraph away
M022 braces or prefix misspelt M030 unknown field             M038 tag in a tracked deletion or a field code
M023 typographic signs         M031 text taken for a group    M039 place that is never filled
M024 not readable              M032 field that may be absent  M040 merge field (warning)
M025 unknown filter or test    M033 link or content control   M041 placeholder left (warning)
M026 block never closed        M034 loop over no list         M042 unknown or outside instruction
M027 nothing to close          M035 group or list printed
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from jinja2.sandbox import ImmutableSandboxedEnvironment
from lxml import etree

from docgen.errors import FaultsFoundError
from docgen.word.lint import layout
from docgen.word.lint.blocks import blocks_of
from docgen.word.lint.expressions import Checker
from docgen.word.lint.report import Located, Report, spot_of
from docgen.word.lint.streams import Source, streams_of
from docgen.word.lint.tags import BraceFault, Tag, tags_of
from docgen.word.lint.whereabouts import Whereabouts
from docgen.word.package import Package, read_package

if TYPE_CHECKING:
    from pathlib import Path

    from docgen.findings import Finding
    from docgen.word.fields import Champs
    from docgen.word.lint.streams import Stream

__all__ = ["Located", "lint", "located"]

_BRACES = {
    "open": ("M020", "elle n’est jamais fermée."),
    "close": ("M021", "ces accolades ne ferment rien."),
    "single": ("M022", "ses accolades ne sont pas celles d’une balise : elle s’imprimerait telle quelle."),
}


def lint(path: Path, fields: Champs | None, *, titre: str = "") -> list[Finding]:
    """All faults of a template, in the order of the document; `fields` None checks the form of tags alone.

    Never raises for a bad template: one that cannot be opened has the finding of `read_package`.
    """
    return [each.finding for each in located(path, fields, titre=titre)]


def located(path: Path, fields: Champs | None, *, titre: str = "") -> list[Located]:
    """The same, each with the elements that it is about."""
    try:
        package = read_package(path)
    except FaultsFoundError as error:
        return [Located(finding) for finding in error.findings]
    return located_in(package, str(path), fields, titre=titre)


def located_in(
    package: Package,
    fichier: str,
    fields: Champs | None,
    *,
    titre: str = "",
    roots: dict[str, etree._Element] | None = None,
) -> list[Located]:
    """The same for a package already read; `roots` when its parts are already parsed."""
    roots = roots_of(package) if roots is None else roots
    report = Report(fichier, titre, Whereabouts(package.parts, roots))
    environment = ImmutableSandboxedEnvironment()
    for part, root in roots.items():
        streams = streams_of(part, root)
        tags = [tag for stream in streams for tag in _tags(stream, report)]
        checker = Checker(report, environment, fields)
        checker.check(blocks_of([tag for tag in tags if checker.is_readable(tag)], report))
        for tag in tags:
            layout.check_tag(tag, report)
        for stream in streams:
            layout.check_leftovers(stream, report)
    layout.check_other_parts(package.parts, set(roots), report)
    return report.in_order()


def roots_of(package: Package) -> dict[str, etree._Element]:
    """The tree of each part that is filled."""
    return {
        name: etree.fromstring(package.parts[name], etree.XMLParser(resolve_entities=False, huge_tree=True))
        for name in package.tagged()
    }


def _tags(stream: Stream, report: Report) -> list[Tag]:
    tags, faults = tags_of(stream)
    if stream.source is Source.PARAGRAPH:
        for fault in faults:
            _tell(fault, report)
    return tags


def _tell(fault: BraceFault, report: Report) -> None:
    code, message = _BRACES[fault.kind]
    remede = f"Écrivez « {fault.meant} »." if fault.meant else "Une balise s’écrit {{ champ }} ou {% instruction %}."
    tell = report.warning if fault.kind == "single" else report.error
    tell(code, spot_of(fault), message, remede)
