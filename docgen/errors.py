"""The exceptions of docgen. Each owns its exit code; `cli/` is the one place that reads it.

DocgenError
├── FaultsFoundError    what was given is at fault; carries the findings, which own the code
└── UsageFaultError     2: wrong use of the command, a file that does not exist
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from docgen.findings import gravest_exit_code

if TYPE_CHECKING:
    from collections.abc import Iterable

    from docgen.findings import Finding


class DocgenError(Exception):
    """Base of all that docgen raises on purpose; the message is French and meant for the user."""

    exit_code = 70


class FaultsFoundError(DocgenError):
    """The work stops here; the findings say why, all of them at once."""

    def __init__(self, findings: Iterable[Finding]) -> None:
        self.findings = tuple(findings)
        super().__init__("\n".join(f"[{f.code}] {f.message}" for f in self.findings))
        self.exit_code = gravest_exit_code(self.findings)


class UsageFaultError(DocgenError):
    """Wrong use of a command: a file or module that does not exist, options that exclude each other."""

    exit_code = 2
