"""The findings of one reading, in the order met."""

from __future__ import annotations

from docgen.errors import FaultsFoundError
from docgen.findings import Finding, Gravite, Mark

START = Mark(1, 1)
QUOTE = 'Mettez tout le texte entre guillemets droits : "…".'


class Notes:
    """Collects the findings of one file; `famille` is the letter of their codes."""

    def __init__(self, famille: str, fichier: str) -> None:
        self.famille = famille
        self.fichier = fichier
        self.findings: list[Finding] = []

    def error(self, number: int, mark: Mark | None, message: str, remede: str) -> None:
        """Note what keeps the file from being used."""
        self._note(number, mark, message, remede, Gravite.ERREUR)

    def warning(self, number: int, mark: Mark, message: str, remede: str) -> None:
        """Note what may not be what the person meant."""
        self._note(number, mark, message, remede, Gravite.AVERTISSEMENT)

    def stop(self, number: int, mark: Mark | None, message: str, remede: str) -> FaultsFoundError:
        """The exception to raise when nothing more can be read; it carries what was noted before."""
        self.error(number, mark, message, remede)
        return FaultsFoundError(self.findings)

    def _note(self, number: int, mark: Mark | None, message: str, remede: str, gravite: Gravite) -> None:
        code = f"{self.famille}{number:03}"
        self.findings.append(Finding(code, message, remede, gravite, self.fichier, mark))
