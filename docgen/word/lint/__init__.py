"""Every fault of a template at once, without filling it: where it stands, in words, and what to write instead.

part --streams--> text as Jinja reads it --tags--> tags --blocks--> tree --statements, expressions--> fields, scopes
                                          layout: what a tag takes away with it, and places that are never filled

M020 braces never closed       M028 block across places       M036 plain text in {{r or {{p
M021 braces never opened       M029 text lost beside a tag    M037 dash that takes a paragraph away
M022 braces or prefix misspelt M030 unknown field             M038 tag in a tracked deletion or a field code
M023 typographic signs         M031 text taken for a group    M039 place that is never filled
M024 not readable              M032 field that may be absent  M040 merge field (warning)
M025 unknown filter or test    M033 link or content control   M041 placeholder left (warning)
M026 block never closed        M034 loop over no list         M042 unknown or outside instruction
M027 nothing to close          M035 group or list printed     M043 {% vm %}, {% cellbg %} out of place

M044 operation that fails      M047 tracked insertion (warning)   M050 header that may end empty (warning)
M045 yes or no printed         M048 content control (warning)     M051 merged cells cut by a loop (warning)
M046 |safe (warning)           M049 blank line left (warning)     M052 « Strict » format
M053 content from elsewhere (warning)  M065 bullet that may end empty (warning)  M066 braces joined across paragraphs

A part without a fault of these is compiled, and has the finding of the engine (M003) if it does not compile.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from jinja2.sandbox import ImmutableSandboxedEnvironment
from lxml import etree

from docgen.errors import FaultsFoundError
from docgen.findings import Finding
from docgen.word.compiling import compile_part, has_tags
from docgen.word.elsewhere import told
from docgen.word.filters import filters_of_templates
from docgen.word.lint import layout
from docgen.word.lint.blocks import blocks_of
from docgen.word.lint.report import Located, Report, Spot, spot_of
from docgen.word.lint.statements import Checker
from docgen.word.lint.streams import Source, streams_of
from docgen.word.lint.surroundings import check_blank_line, check_bullets, check_joined, check_surroundings
from docgen.word.lint.tables import check_frames
from docgen.word.lint.tags import BraceFault, Tag, tags_of
from docgen.word.lint.whereabouts import Whereabouts
from docgen.word.package import Package, read_package
from docgen.word.relations import Role
from docgen.word.sandbox import environment
from docgen.word.unfilled import IS_STRICT, STRICT

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from docgen.word.fields import Champs
    from docgen.word.lint.streams import Stream

    Filters = Mapping[str, Callable[..., object]]

__all__ = ["Located", "lint", "located"]

_BRACES = {
    "open": ("M020", "elle n’est jamais fermée."),
    "close": ("M021", "ces accolades ne ferment rien."),
    "single": ("M022", "ses accolades ne sont pas celles d’une balise : elle s’imprimerait telle quelle."),
}


def lint(path: Path, fields: Champs | None, *, titre: str = "", filters: Filters | None = None) -> list[Finding]:
    """All faults of a template, in the order of the document; `fields` None checks the form of tags alone.

    `filters` are those that the template will be opened with.

    Never raises for a bad template: one that cannot be opened has the finding of `read_package`.
    """
    return [each.finding for each in located(path, fields, titre=titre, filters=filters)]


def located(path: Path, fields: Champs | None, *, titre: str = "", filters: Filters | None = None) -> list[Located]:
    """The same, each with the elements that it is about."""
    try:
        package = read_package(path)
    except FaultsFoundError as error:
        return [Located(finding) for finding in error.findings]
    return located_in(package, str(path), fields, titre=titre, filters=filters)


def located_in(  # noqa: PLR0913 - what a template is judged by
    package: Package,
    fichier: str,
    fields: Champs | None,
    *,
    titre: str = "",
    roots: dict[str, etree._Element] | None = None,
    filters: Filters | None = None,
) -> list[Located]:
    """The same for a package already read; `roots` when its parts are already parsed."""
    roots = roots_of(package) if roots is None else roots
    report = Report(fichier, titre, Whereabouts(package.parts, roots))
    jinja = _reader(filters)
    for part, root in roots.items():
        if package.stories[part] is Role.CORPS and STRICT in str(root.tag):
            report.error("M052", Spot(part, (0, 0), (root,)), *IS_STRICT)
        else:
            _check_part(part, root, Checker(report, jinja, fields), fields or {}, report)
        layout.check_links(part, root, package.parts, report)
        _compile(part, package, fichier, filters, report)
    layout.check_other_parts(package.parts, set(roots), report)
    for part, finding in told(package.parts, fichier):
        report.engine(finding, part)
    return report.in_order()


def _check_part(part: str, root: etree._Element, checker: Checker, fields: Champs, report: Report) -> None:
    streams = streams_of(part, root)
    tags = _tags(streams, set(fields), report)
    meant = [each for tag in tags if (each := checker.readable(tag)) is not None]
    tree = blocks_of(meant, report, fields)
    checker.check(tree)
    check_frames(tree, report)
    for tag in tags:
        layout.check_tag(tag, report)
        check_surroundings(tag, report)
        check_blank_line(tag, report)
    check_bullets(tree, report)
    layout.check_simple_fields(part, root, report)
    check_joined(streams, report)
    for stream in streams:
        layout.check_remarks(stream, report)
        layout.check_leftovers(stream, report)


def _reader(filters: Filters | None) -> ImmutableSandboxedEnvironment:
    """An environment that reads tags as they are typed, and knows the filters that they may name."""
    made = ImmutableSandboxedEnvironment()
    made.filters = filters_of_templates(filters)
    return made


def _compile(part: str, package: Package, fichier: str, filters: Filters | None, report: Report) -> None:
    """Let the engine have the last word: what it refuses is never passed over in silence."""
    xml = package.parts[part].decode("utf-8")
    if report.has_error(part) or not has_tags(xml):
        return
    compiled = compile_part((part, package.stories[part]), xml, environment(filters), fichier, cached=not filters)
    if isinstance(compiled, Finding):
        report.engine(compiled, part)


def roots_of(package: Package) -> dict[str, etree._Element]:
    """The tree of each part that is filled."""
    return {
        name: etree.fromstring(package.parts[name], etree.XMLParser(resolve_entities=False, huge_tree=True))
        for name in package.tagged()
    }


def _tags(streams: list[Stream], names: set[str], report: Report) -> list[Tag]:
    """The tags of a part; what is wrong with their braces is told. `names` are those of fields."""
    found: list[Tag] = []
    faults: list[BraceFault] = []
    for stream in streams:
        tags, wrong = tags_of(stream)
        found += tags
        if stream.source in {Source.PARAGRAPH, Source.OTHER}:
            faults += wrong
    # `{{ nom` in a paragraph and `}}` in the next: one tag, cut by the Enter key.
    cut = {id(second): first for first, second in pairwise(faults) if first.kind == "open" and _is_rest(first, second)}
    for fault in faults:
        if id(fault) not in cut:
            _tell(fault, report, names | _loop_names(found), is_cut=fault in cut.values())
    return found


def _loop_names(tags: list[Tag]) -> set[str]:
    return {tag.body.split()[1] for tag in tags if tag.keyword == "for" and len(tag.body.split()) > 1}


def _is_rest(first: BraceFault, second: BraceFault) -> bool:
    """Whether a closing without an opening ends the tag that the paragraph before left open."""
    holder, following = first.stream.holder, second.stream.holder
    return second.kind == "close" and first.end == len(first.stream.text) and holder.getnext() is following


def _tell(fault: BraceFault, report: Report, names: set[str], *, is_cut: bool) -> None:
    code, message = _BRACES[fault.kind]
    if is_cut:
        message = "elle est coupée en deux par un retour à la ligne."
    usual = f"Écrivez « {fault.meant} »." if fault.meant else "Une balise s’écrit {{ champ }} ou {% instruction %}."
    if fault.meant.startswith("{#"):  # « {#liste} … {/liste} », as other tools write a loop
        usual = "Une boucle s’écrit {%p for x in liste %} … {%p endfor %} ; une remarque, {# … #}."
    remede = "Effacez le retour à la ligne entre les accolades." if is_cut else usual
    spot = spot_of(fault)
    # « {chose} » may be meant as it is; a field's name, or braces of which two stand together, may not.
    doubtful = fault.kind == "single" and not _DOUBLE.search(spot.text) and _first_name(fault) not in names
    (report.warning if doubtful else report.error)(code, spot, message, remede)


_DOUBLE = re.compile(r"[{}]\s*[{}%]|%\s*\}")


def _first_name(fault: BraceFault) -> str:
    return re.split(r"\W", fault.meant.strip("{ "), maxsplit=1)[0]
