"""Compile the French of click's own words: `python scripts/traductions.py`, after editing messages.po."""

from __future__ import annotations

from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

FOLDER = Path(__file__).parent.parent / "docgen" / "cli" / "locale" / "fr" / "LC_MESSAGES"


def main() -> None:
    """Write messages.mo from messages.po."""
    with (FOLDER / "messages.po").open("rb") as source, (FOLDER / "messages.mo").open("wb") as target:
        catalog = read_po(source, locale="fr")
        write_mo(target, catalog)
    print(f"{len(catalog)} messages")


if __name__ == "__main__":
    main()
