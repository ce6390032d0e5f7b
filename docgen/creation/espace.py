"""A new workspace: the files that a manager needs, each written only where none is."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

from docgen.creation.organisme import skeleton
from docgen.documents.registre import tous
from docgen.modeles.inventaire import copy, put
from docgen.workspace import BRIEFS, CATALOGUE, ORGANISME, SCHEMAS, shipped

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docgen.modeles.inventaire import Copie
    from docgen.workspace import Workspace

EXEMPLE = "exemple.yaml"
LISEZMOI = "LISEZMOI.md"
_GLOBS = {"brief": f"{BRIEFS}/*.yaml", "organisme": ORGANISME, "catalogue": f"{CATALOGUE}/*.yaml"}


def create(workspace: Workspace) -> Iterator[tuple[Path, Copie]]:
    """Make what the workspace lacks, and say what became of each file. Raises FaultsFoundError (E001…)."""
    for name, content in _files().items():
        target = workspace.dossier / name
        yield target, put(target, content)
    yield from copy(workspace, tous().values())


def _files() -> dict[str, bytes]:
    """What each file holds, by its path in the workspace."""
    example = (shipped() / ORGANISME).read_text(encoding="utf-8")
    return {
        LISEZMOI: (Path(__file__).parent / LISEZMOI).read_bytes(),
        ORGANISME: skeleton(example).encode(),
        f"{BRIEFS}/{EXEMPLE}": (shipped() / BRIEFS / EXEMPLE).read_bytes(),
        **{f"{SCHEMAS}/{path.name}": path.read_bytes() for path in sorted((shipped() / SCHEMAS).glob("*.json"))},
        ".vscode/settings.json": _as_json(_settings()),
        ".vscode/extensions.json": _as_json({"recommendations": ["redhat.vscode-yaml"]}),
    }


def _settings() -> dict[str, object]:
    """VS Code's, for its YAML extension: which schema explains which file, and no tab in any of them."""
    return {
        "yaml.schemas": {f"./{SCHEMAS}/{name}.schema.json": glob for name, glob in _GLOBS.items()},
        "files.encoding": "utf8",
        "[yaml]": {"editor.insertSpaces": True, "editor.tabSize": 2, "editor.wordWrap": "on"},
    }


def _as_json(value: object) -> bytes:
    return f"{json.dumps(value, ensure_ascii=False, indent=2)}\n".encode()
