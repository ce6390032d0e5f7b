"""From a file to its text: size, encoding, control characters. Every refusal says how to repair the file."""

from __future__ import annotations

import re
import stat
from typing import TYPE_CHECKING

from docgen.findings import Mark
from docgen.source.notes import START

if TYPE_CHECKING:
    from pathlib import Path

    from docgen.source.notes import Notes

SIZE_LIMIT = 1_000_000  # bytes; a brief with 500 participants typed in weighs 60,000

LINE_END = re.compile(r"\r\n|\r|\n")
# What YAML 1.2 (clause 5.1) or XML 1.0 refuse, and the C1 controls: Word could not print any of it. Surrogates
# come from escapes alone ("\uD800").
UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
# Word and web pages leave these behind; YAML 1.1 would take them for line ends, and no editor shows them so.
INVISIBLE_LINE_ENDS = str.maketrans({"\u2028": " ", "\u2029": " "})

UTF16_BOMS = (b"\xff\xfe", b"\xfe\xff")
NOT_TEXT = {
    b"PK\x03\x04": "un document Word ou Excel, ou une archive zip",
    b"\xd0\xcf\x11\xe0": "un ancien document Office (.doc, .xls)",
    b"%PDF": "un PDF",
}
SAVE_AS_UTF8 = (
    "Enregistrez-le en UTF-8. Bloc-notes : Fichier › Enregistrer sous, Codage « UTF-8 ». "
    "Word : Enregistrer sous, type « Texte brut », puis Autre codage « Unicode (UTF-8) »."
)
NAMES = {"\x00": "caractère nul", "\x0b": "saut de ligne manuel de Word", "\x0c": "saut de page"}


def read_bytes(path: Path, notes: Notes) -> bytes:
    """The bytes of a regular file, never more than the limit. Raises FaultsFoundError (001, 002)."""
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            raise notes.stop(1, None, *_not_a_file(status.st_mode))
        if status.st_size > SIZE_LIMIT:
            raise notes.stop(2, None, *_too_large(status.st_size))
        with path.open("rb") as stream:
            content = stream.read(SIZE_LIMIT + 1)  # a byte more than allowed: the file may be growing
    except (OSError, ValueError) as fault:
        raise notes.stop(1, None, *_unreadable(fault)) from fault
    check_size(content, notes)
    return content


def check_size(content: bytes, notes: Notes) -> None:
    """Raise FaultsFoundError (002) for more bytes than the limit."""
    if len(content) > SIZE_LIMIT:
        raise notes.stop(2, None, *_too_large(len(content)))


def decode(content: bytes, notes: Notes) -> str:
    """The text of UTF-8 bytes, with or without a BOM. Raises FaultsFoundError (003)."""
    for signature, what in NOT_TEXT.items():
        if content.startswith(signature):
            raise notes.stop(3, START, f"ce fichier est {what}, et non un texte.", "Donnez le fichier .yaml.")
    if _looks_like_utf16(content):
        message = "le fichier est enregistré en UTF-16 (« Unicode » dans le Bloc-notes), et non en UTF-8."
        raise notes.stop(3, START, message, SAVE_AS_UTF8)
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        raise notes.stop(3, *_wrong_byte(content, fault.start)) from fault
    unprintable = UNPRINTABLE.search(text)
    if unprintable:
        mark = mark_at(text, unprintable.start())
        raise notes.stop(3, mark, *invisible_character(unprintable.group()))
    return text.translate(INVISIBLE_LINE_ENDS)


def mark_at(text: str, index: int) -> Mark:
    """The line and column of a character; CRLF, CR and LF end a line, as they do for YAML."""
    ends = list(LINE_END.finditer(text, 0, index))
    return Mark(len(ends) + 1, index - (ends[-1].end() if ends else 0) + 1)


def invisible_character(character: str) -> tuple[str, str]:
    """Message and remedy for a character that no document can print."""
    name = NAMES.get(character, "caractère de commande")
    message = f"il y a ici un caractère invisible qui ne peut pas s’imprimer ({name}, U+{ord(character):04X})."
    return message, "Effacez ce passage, puis retapez-le au clavier."


def _looks_like_utf16(content: bytes) -> bool:
    head = content[:200]
    every_other_is_nul = b"\x00" * (len(head) // 2) in {head[::2][: len(head) // 2], head[1::2]}
    return content.startswith(UTF16_BOMS) or (len(head) > 1 and every_other_is_nul and any(head))


def _wrong_byte(content: bytes, position: int) -> tuple[Mark, str, str]:
    before = content[:position].decode("utf-8-sig", errors="replace")
    mark = mark_at(before, len(before))
    guess = content[position : position + 1].decode("cp1252", errors="replace")
    likely = f", sans doute « {guess} »" if guess.isprintable() and guess != "\ufffd" else ""
    message = (
        f"le fichier n’est pas enregistré en UTF-8 : son premier caractère illisible est à la ligne "
        f"{mark.ligne}{likely}."
    )
    return mark, message, SAVE_AS_UTF8


def _not_a_file(mode: int) -> tuple[str, str]:
    what = "c’est un dossier, et non un fichier." if stat.S_ISDIR(mode) else "ce n’est pas un fichier ordinaire."
    return what, "Donnez le chemin d’un fichier .yaml."


def _too_large(size: int) -> tuple[str, str]:
    return (
        f"le fichier pèse {-(-size // 1000)} ko ; docgen en lit {SIZE_LIMIT // 1000} au plus.",
        "Vérifiez que c’est le bon fichier ; donnez les longues listes de participants en CSV ou en XLSX.",
    )


def _unreadable(fault: OSError | ValueError) -> tuple[str, str]:
    if isinstance(fault, (FileNotFoundError, NotADirectoryError)):
        return "le fichier n’existe pas.", "Vérifiez son nom et son dossier."
    if isinstance(fault, PermissionError):
        message = "l’accès au fichier est refusé."
        return message, "Fermez-le s’il est ouvert ailleurs, ou vérifiez vos droits sur le dossier."
    if isinstance(fault, OSError):
        message = f"le fichier ne peut pas être lu (le système répond : {fault.strerror})."
        return message, "Vérifiez son nom, son dossier et le disque."
    return "le chemin du fichier contient un caractère interdit.", "Vérifiez le nom du fichier."  # a NUL
