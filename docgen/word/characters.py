"""What cannot be printed: characters that no Word document can hold."""

from __future__ import annotations

import re

# XML 1.0, production 2 (Char): what cannot stand in a document at all.
FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


class ValueFaultError(Exception):
    """A value that cannot be printed; the message and the remedy are French, the place is added later."""

    def __init__(self, code: str, message: str, remede: str) -> None:
        self.code, self.message, self.remede = code, message, remede
        super().__init__(message)


def check_characters(text: str) -> None:
    """Raise ValueFaultError (M006) for a character that cannot stand in a Word document."""
    forbidden = FORBIDDEN.search(text)
    if forbidden:
        raise ValueFaultError(
            "M006",
            f"la valeur contient un caractère interdit (U+{ord(forbidden.group()):04X}).",
            "Effacez-le dans le brief : supprimez puis retapez les quelques lettres à cet endroit.",
        )
