"""How findings and results are printed: text for people, JSON for programs."""

from __future__ import annotations

import json
import re
import shutil
import sys
import textwrap
from collections import Counter
from typing import TYPE_CHECKING

import click

from docgen.cli.systeme import is_terminal
from docgen.findings import Gravite
from docgen.francais import bound, unbound

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from docgen.findings import Finding

COLOURS = {Gravite.ERREUR: "red", Gravite.AVERTISSEMENT: "yellow", Gravite.AVIS: "cyan"}
INDENT = "    "
_COLOURED = "\ue001"  # stands in, meanwhile, for the letters of a word in colour, whose signs would count as letters
# What a file may hold and a terminal would obey: commands, and marks that turn the direction of writing.
OBEYED = re.compile("[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def print_findings(findings: Iterable[Finding], format_: str, *, err: bool = True) -> None:
    """Print them all; JSON goes to standard output whatever `err` says, as an array, even an empty one."""
    if format_ == "json":
        rows = [finding.to_json() for finding in findings]
        click.echo(json.dumps(rows, ensure_ascii=False, indent=2))
        return
    for finding in findings:
        click.echo(as_text(finding, width=_width(err=err)), err=err)


class JsonArray:
    """The same array written as findings come: a long run keeps none of them."""

    def __init__(self) -> None:
        self._begun = False

    def add(self, finding: Finding) -> None:
        """Print one more."""
        row = json.dumps(finding.to_json(), ensure_ascii=False, indent=2)
        click.echo(f"{',' if self._begun else '['}\n{textwrap.indent(row, '  ')}", nl=False)
        self._begun = True

    def close(self) -> None:
        """Print its end; nothing is printed after."""
        click.echo("\n]" if self._begun else "[]")


def as_text(finding: Finding, width: int | None = None) -> str:
    """« fichier:14:7: erreur [B012] message », then the remedy, indented; wrapped when a width is given."""
    word = finding.gravite.value
    head = f"{_harmless(_place(finding))}{_COLOURED * len(word)} [{finding.code}]"
    said = _wrap(f"{head} {_harmless(_with_place_said(finding))}", width, "")
    lines = [said.replace(_COLOURED * len(word), click.style(word, fg=COLOURS[finding.gravite], bold=True), 1)]
    if finding.remede:
        lines.append(_wrap(f"→ {_harmless(finding.remede)}", width, INDENT))
    return "\n".join(lines)


def _harmless(text: str) -> str:
    return OBEYED.sub("\ufffd", text)


def _place(finding: Finding) -> str:
    if not finding.fichier:
        return ""
    if finding.mark is None:
        return f"{finding.fichier}: "
    return f"{finding.fichier}:{finding.mark.ligne}:{finding.mark.colonne}: "


def _with_place_said(finding: Finding) -> str:
    # A line and a column say enough in a text file; a Word file has only the place in words.
    if finding.lieu and finding.mark is None:
        return f"{finding.lieu} : {finding.message}"
    return finding.message


def wrapped(text: str, indent: str = "", *, under: str = "", err: bool = False) -> str:
    """A sentence for people, folded under itself on a terminal, its next lines after `under`."""
    return _wrap(text, _width(err=err), indent, under)


def _wrap(text: str, width: int | None, indent: str, under: str = "") -> str:
    if width is None:
        return indent + text
    folded = textwrap.fill(
        bound(text),
        width,
        initial_indent=indent,
        subsequent_indent=under or indent or INDENT,
        break_long_words=False,
        break_on_hyphens=False,
    )
    return unbound(folded)


def _width(*, err: bool) -> int | None:
    """The terminal's width, or None in a pipe, where one finding stays on one line for grep."""
    stream = sys.stderr if err else sys.stdout
    return shutil.get_terminal_size().columns if is_terminal(stream) else None


def summary(findings: Iterable[Finding]) -> str:
    """« 2 erreurs, 1 avertissement », « aucun constat »."""
    return summary_of(Counter(finding.gravite for finding in findings))


def summary_of(counts: Mapping[Gravite, int]) -> str:
    """The same of findings that were counted."""
    plurals = {Gravite.ERREUR: "erreurs", Gravite.AVERTISSEMENT: "avertissements", Gravite.AVIS: "avis"}
    parts = [
        f"{count} {gravite.value if count == 1 else plurals[gravite]}"
        for gravite in Gravite
        if (count := counts.get(gravite, 0))
    ]
    return ", ".join(parts) or "aucun défaut"
