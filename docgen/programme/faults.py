"""What keeps a brief from being tailored: values, with the path of the brief that each is about."""

from __future__ import annotations

from dataclasses import dataclass

from docgen.findings import Gravite

Chemin = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class ProgrammeFault:
    """A fault of the tailoring. `chemin` leads into the brief: ("attendus", 1), ("sessions", 0, "modules")."""

    code: str
    chemin: Chemin
    message: str
    remede: str
    gravite: Gravite = Gravite.ERREUR
