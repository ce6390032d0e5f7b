"""Notices that were told: a command that writes tells each once, until what it is about changes.

The manifest keeps their marks. Errors, gaps and what became of files are told at every run.
"""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING

from docgen.findings import may_be_silenced

if TYPE_CHECKING:
    from collections.abc import Iterable

    from docgen.findings import Finding

OF_INPUTS = frozenset("BPCOM")  # brief, lists, catalogue, organisme, templates
OF_ONE_COMMAND = ("M", "B09")  # the other commands do not meet these: their silence is no change


def is_told_once(finding: Finding) -> bool:
    """Whether a run may leave out what an earlier one has said."""
    return finding.code[0] in OF_INPUTS and may_be_silenced(finding)


def mark_of(finding: Finding) -> str:
    """What tells a notice from another: not its line, which moves with every line added above it."""
    from docgen.output.manifest import short_digest

    return f"{finding.code}:{short_digest(f'{PurePath(finding.fichier).name} {finding.message}')}"


def told_after(before: Iterable[str], passing: Iterable[Finding]) -> tuple[str, ...]:
    """The marks to keep: those of this run, and of others what this one could not meet."""
    kept = {mark for mark in before if mark.startswith(OF_ONE_COMMAND)}
    return tuple(sorted(kept | {mark_of(finding) for finding in passing}))
