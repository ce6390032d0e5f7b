"""Where things are: the manager's workspace first, then what ships with docgen."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path, PureWindowsPath
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

BRIEFS = "briefs"
CATALOGUE = "catalogue"
DONNEES = "donnees"
ORGANISME = "organisme.yaml"
SCHEMAS = "schemas"
SORTIE = "out"
TEMPLATES = "templates"
RESSOURCES = "ressources"  # of a wheel

_REFERENCE = re.compile(rb"""^reference[ ]*:[ ]*["']?([A-Za-z0-9][A-Za-z0-9._-]*)""", re.MULTILINE)
_SESSIONS = re.compile(rb"^sessions:", re.MULTILINE)
_LOOKED_AT = 100_000  # bytes of a brief
_HEAD = 5_000  # characters of a module's file, which begins with its code and its title
_LINE = re.compile(r"""^(code|titre):[ ]*(?:>-?[ ]*\n((?:[ ]+.*\n)+)|["']?(.*?)["']?[ ]*$)""", re.MULTILINE)


def shipped() -> Path:
    """The folder of what ships with docgen: inside the package in a wheel, the checkout when editable."""
    package = Path(__file__).parent
    bundled = package / RESSOURCES
    return bundled if bundled.is_dir() else package.parent


def schema(name: str) -> Path:
    """The shipped JSON Schema of that name: « brief », « organisme », « catalogue »."""
    return shipped() / SCHEMAS / f"{name}.schema.json"


@dataclass(frozen=True, slots=True)
class Workspace:
    """A manager's folder; any part may be absent, and what ships with docgen stands in for it."""

    dossier: Path

    @classmethod
    def find(cls, start: Path) -> Workspace:
        """The nearest folder at or above `start` with an organisme.yaml or a briefs/; else `start`."""
        spaces = (cls(folder) for folder in (start, *start.parents))
        return next((space for space in spaces if space.existe), cls(start))

    @property
    def existe(self) -> bool:
        """Whether somebody has made it one: without organisme.yaml and briefs/, a folder is just a folder."""
        return self.organisme.is_file() or (self.dossier / BRIEFS).is_dir()

    @property
    def organisme(self) -> Path:
        """Its organisme.yaml, which may not exist: docgen never lends its own."""
        return self.dossier / ORGANISME

    @property
    def catalogue(self) -> tuple[Path, ...]:
        """The catalogue folders, the shipped one first: a module of the workspace replaces its namesake."""
        own = self.dossier / CATALOGUE
        bundled = shipped() / CATALOGUE
        if own.exists() and own.samefile(bundled):
            return (bundled,)
        return (bundled, own) if _is_there(own) else (bundled,)

    @property
    def comparateur(self) -> Path:
        """INSEE's figures that somebody imported, to be shared with the briefs; there may be none."""
        return self.dossier / DONNEES / "comparateur.sqlite"

    @property
    def sortie(self) -> Path:
        """Where documents go unless told otherwise."""
        return self.dossier / SORTIE

    def template(self, stem: str) -> Path:
        """The workspace's template of that name, else the shipped one."""
        own = self.dossier / TEMPLATES / f"{stem}.docx"
        return own if _is_there(own) else shipped() / TEMPLATES / f"{stem}.docx"

    def briefs(self) -> tuple[Path, ...]:
        """All briefs of the workspace, by name."""
        return yaml_files(self.dossier / BRIEFS)


def _is_there(path: Path) -> bool:
    """Whether something bears that name, usable or not: what cannot be used must be said, never passed over."""
    return path.exists() or path.is_symlink()


def titles(catalogue: Iterable[Path]) -> dict[str, str]:
    """Code and title of each module of these folders, as their lines show them: enough to propose one."""
    found: dict[str, str] = {}
    for path in (path for folder in catalogue for path in yaml_files(folder)):
        text = head_of(path).decode(errors="replace")[:_HEAD]
        lines = {key: " ".join((folded or plain).split()) for key, folded, plain in _LINE.findall(text)}
        if "code" in lines:
            found[lines["code"]] = lines.get("titre", "")
    return dict(sorted(found.items()))


@dataclass(frozen=True, slots=True)
class Apercu:
    """A brief's file, its reference when it has one, and whether it has sessions."""

    chemin: Path
    reference: str | None
    sessions: bool


def glance(chemin: Path) -> Apercu:
    """What a brief shows without being read as YAML, quick enough for every prompt; nothing, for an unreadable file."""
    text = head_of(chemin)
    found = _REFERENCE.search(text)
    return Apercu(chemin, found[1].decode() if found else None, bool(_SESSIONS.search(text)))


def head_of(path: Path) -> bytes:
    """How a file begins; empty for one that cannot be read, and for a pipe, which would never end."""
    try:
        if not path.is_file():
            return b""
        with path.open("rb") as file:
            return file.read(_LOOKED_AT)
    except OSError:
        return b""


def stays_in(typed: str, folder: Path, root: Path) -> bool:
    """Whether a path that a file names, from its `folder`, ends up in `root`, links followed."""
    if Path(typed).is_absolute() or PureWindowsPath(typed).anchor:
        return False
    try:
        there = (folder / typed).resolve()
        # Where links go in a circle, Python 3.11 raises, and 3.13 stops at one of them.
        return there.is_relative_to(root.resolve()) and not there.is_symlink()
    except (OSError, RuntimeError, ValueError):  # a circle, a NUL
        return False


def as_typed(path: Path) -> str:
    """A path as it is typed in a terminal: in quotes where it needs them."""
    return f'"{path}"' if re.search(r"[^\w./\\:-]", str(path)) else str(path)


def yaml_files(folder: Path) -> tuple[Path, ...]:
    """The YAML files that stand directly in a folder, by name; editors' hidden files left out."""
    return tuple(
        sorted(
            path
            for path in folder.glob("*.y*ml")
            if path.suffix in {".yaml", ".yml"} and not path.name.startswith((".", "~"))
        )
    )
