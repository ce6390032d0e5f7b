"""The file of a new module, explained line by line, for a manager to fill in."""

from __future__ import annotations

from pathlib import Path

from docgen.output.atomic import write_new
from docgen.workspace import CATALOGUE, Workspace


def begin_module(workspace: Workspace, code: str) -> Path | None:
    """Write catalogue/CODE.yaml and return its path; None where a file is already. Raises FaultsFoundError (E001…)."""
    path = workspace.dossier / CATALOGUE / f"{code}.yaml"
    if path.exists() or path.is_symlink():
        return None
    text = Path(__file__).with_name("module.yaml").read_text(encoding="utf-8")
    write_new(path, text.replace("CODE", code).encode())
    return path
