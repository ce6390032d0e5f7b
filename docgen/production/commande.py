"""What is asked of a brief, and what comes of it: values that travel between processes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from docgen.findings import Finding


@dataclass(frozen=True, slots=True)
class Commande:
    """What to make of a brief."""

    commandes: tuple[str, ...]  # « programme », « kit », « calendrier », or several in one go
    documents: tuple[str, ...] = ()  # keys; all those of the command when empty
    session: int | None = None
    sortie: Path | None = None
    final: bool = False
    force: bool = False
    expliquer: bool = False


@dataclass(frozen=True, slots=True)
class Rempli:
    """A document that is ready to be written: where in the folder of its reference (with « / »), its key, its bytes."""

    chemin: str
    cle: str
    contenu: bytes


@dataclass(frozen=True, slots=True)
class Rendu:
    """The documents of a brief, written nowhere, and all findings about it."""

    documents: tuple[Rempli, ...]
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Ecrit:
    """A document on disk, and what became of it: « écrit », « à jour », « final », « conservé » or « refusé »."""

    chemin: Path
    statut: str
    refuse: bool = False  # left as it was, since writing it would lose somebody's work


@dataclass(frozen=True, slots=True)
class Production:
    """What came of one brief; small enough to travel between processes."""

    reference: str = ""
    client: str = ""
    documents: tuple[Ecrit, ...] = ()
    explication: tuple[str, ...] = ()
    demandes: tuple[str, ...] = ()  # what is worth asking the client
    findings: tuple[Finding, ...] = ()
    deja_dits: frozenset[Finding] = frozenset()  # of them and of the workspace's, what an earlier run has told
    acceptes: frozenset[str] = frozenset()  # codes of notices that were left out because somebody accepted them
