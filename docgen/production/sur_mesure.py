"""A module of the catalogue as one brief gets it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docgen.errors import UsageFaultError
from docgen.production.atelier import open_atelier
from docgen.production.verification import dossier_of, verify

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from docgen.findings import Finding
    from docgen.workspace import Workspace


def module_for(
    workspace: Workspace, chemin: Path, code: str, *, a_copier: bool = False
) -> tuple[Sequence[str], Sequence[Finding]]:
    """The lines that show it, and all findings; no line while the brief cannot be tailored.

    Raises UsageFaultError for a module that the brief has not.
    """
    from docgen.documents.faits import Faits
    from docgen.programme.tailored import lines_of, lines_to_copy

    atelier = open_atelier(workspace)
    verification = verify(atelier, chemin)
    findings = (*atelier.findings, *verification.findings)
    dossier = dossier_of(atelier, verification)
    if dossier is None:
        return (), findings
    modules = {adapte.module.code: adapte for adapte in dossier.programme.modules}
    if code not in modules:
        message = f"ce brief n’a pas de module « {code} ». Les siens sont {', '.join(modules)}."
        raise UsageFaultError(message)
    faits = Faits.of(dossier)
    made = lines_to_copy(modules[code], faits.fill) if a_copier else lines_of(modules[code], faits.fill)
    return tuple(made), findings
