"""What a check finds: a value, never an exception, so that all faults travel together."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable


class Gravite(StrEnum):
    """How bad a finding is; printed as it is written here."""

    ERREUR = "erreur"
    AVERTISSEMENT = "avertissement"
    AVIS = "avis"


# The first letter of a code names who has to act, and so the exit code (design: section 4).
EXIT_CODES = {
    "B": 1,  # brief
    "P": 1,  # participants
    "D": 1,  # documents of a dossier that contradict the brief or one another
    "C": 3,  # catalogue
    "O": 3,  # organisme
    "M": 3,  # modèle (template)
    "S": 3,  # schema
    "E": 4,  # écriture
    "F": 5,  # PDF
    "U": 2,  # use of the command
    "Z": 70,  # a bug of docgen, met by one brief of many
}


GAPS = frozenset({"B090", "O090"})  # what documents lack: told each time, and never accepted

LONGEST = 800  # characters of a message, a remedy or a place: a name of five thousand letters is told by its beginning
SEPARATOR = " › "  # in a place said in words, between what holds and what is held


@dataclass(frozen=True, slots=True)
class Mark:
    """A place in a text file; line and column count from 1."""

    ligne: int
    colonne: int


@dataclass(frozen=True, slots=True)
class Finding:
    """One fault or notice: what, where, and what to do about it.

    `fichier` is a path as the user would type it, `lieu` the place as a person would say it
    (« modules › 12 › ajouter », « tableau 2, ligne 3 »). Both may be empty, never absent.
    """

    code: str
    message: str
    remede: str = ""
    gravite: Gravite = Gravite.ERREUR
    fichier: str = ""
    mark: Mark | None = None
    lieu: str = ""

    def __post_init__(self) -> None:
        """Keep what a hostile file can make long to what a person can read."""
        for name in ("message", "remede", "lieu"):
            if len(text := getattr(self, name)) > LONGEST:
                object.__setattr__(self, name, f"{text[: LONGEST - 1]}…")

    @property
    def exit_code(self) -> int:
        """The exit code that this finding asks for; 0 unless it is an error."""
        return EXIT_CODES[self.code[0]] if self.gravite is Gravite.ERREUR else 0

    def to_json(self) -> dict[str, Any]:
        """`{fichier, ligne, colonne, lieu, code, gravite, message, remede}`; null without a mark."""
        return {
            "fichier": self.fichier,
            "ligne": self.mark.ligne if self.mark else None,
            "colonne": self.mark.colonne if self.mark else None,
            "lieu": self.lieu,
            "code": self.code,
            "gravite": self.gravite.value,
            "message": self.message,
            "remede": self.remede,
        }


def has_errors(findings: Iterable[Finding]) -> bool:
    """Whether one of them is an error."""
    return any(finding.gravite is Gravite.ERREUR for finding in findings)


def gravest_exit_code(findings: Iterable[Finding]) -> int:
    """The largest exit code asked for; 0 when there is no error."""
    return max((finding.exit_code for finding in findings), default=0)


def may_be_silenced(finding: Finding) -> bool:
    """Whether somebody may say « I know »: of a notice or a warning, never of an error or a gap."""
    return finding.gravite is not Gravite.ERREUR and finding.code not in GAPS


def without(findings: Iterable[Finding], acceptes: Iterable[str]) -> list[Finding]:
    """The findings less the notices and warnings whose codes were accepted."""
    codes = frozenset(acceptes)
    return [finding for finding in findings if finding.code not in codes or not may_be_silenced(finding)]


TABLE = Path(__file__).with_name("constats.toml")  # a row per code; read by none but who explains codes
OF_ANY_YAML = "BCO"  # the letters of the files whose codes 001 to 018 are the table's rows x001 to x018


@dataclass(frozen=True, slots=True)
class Explication:
    """What a code means, for whoever met it: a row of `constats.toml`."""

    titre: str
    sens: str
    exemple: str
    remede: str


@cache
def lettres() -> dict[str, str]:
    """What the first letter of a code is about, in the table's order."""
    return dict(_table()["lettres"])


@cache
def explications() -> dict[str, Explication]:
    """Every code that docgen may tell, explained; in the table's order, those of any YAML file first."""
    rows = {code: Explication(**row) for code, row in _table().items() if code != "lettres"}
    return {
        f"{letter}{code[1:]}": row
        for code, row in rows.items()
        for letter in (OF_ANY_YAML if code[0] == "x" else code[0])
    }


@cache
def _table() -> dict[str, dict[str, str]]:
    import tomllib

    return tomllib.loads(TABLE.read_text(encoding="utf-8"))
