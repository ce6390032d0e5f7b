"""A brief written as a person would: keys with comments, long texts folded, a rule above each part.

A `Bloc` is what stands at one level: notes (comments) and keys. A key's value is YAML as it is, a text, a list or a
block of its own.
"""

from __future__ import annotations

import textwrap
from dataclasses import dataclass
from typing import TYPE_CHECKING

from docgen.source.writing import scalar

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

WIDTH = 105
STEP = 2
SCHEMA = "yaml-language-server: $schema=../schemas/brief.schema.json"


@dataclass(frozen=True, slots=True)
class Note:
    """A comment; its line ends are kept."""

    texte: str


@dataclass(frozen=True, slots=True)
class Prose:
    """A text of one or several paragraphs, each on one line and without spaces around."""

    paragraphes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Cle:
    """A key and its value; a `str` is YAML already."""

    nom: str
    valeur: str | Prose | Bloc | Liste


@dataclass(frozen=True, slots=True)
class Liste:
    """A list, an item per line or per block."""

    elements: tuple[Prose | Bloc, ...]


Bloc = tuple[Note | Cle, ...]


def prose(text: str) -> Prose:
    """The text, a paragraph per line."""
    return Prose(tuple(line for typed in text.split("\n") if (line := " ".join(typed.split()))))


def written(blocs: Iterable[Bloc]) -> str:
    """The file: blocks apart from each other by a blank line."""
    return "\n\n".join("\n".join(_lines(bloc, 0)) for bloc in blocs if bloc) + "\n"


def rule(title: str) -> Note:
    """« --- Le client --------- »: the line above a part of the file."""
    return Note(f"--- {title} ".ljust(WIDTH - STEP, "-"))


def _lines(bloc: Bloc, indent: int) -> Iterator[str]:
    for one in bloc:
        yield from _note(one, indent) if isinstance(one, Note) else _key(one, indent)


def _note(note: Note, indent: int) -> Iterator[str]:
    pad = " " * indent
    for line in note.texte.split("\n"):
        yield from _wrapped(line, f"{pad}# ") or [f"{pad}#"]


def _wrapped(text: str, pad: str) -> list[str]:
    return textwrap.wrap(
        text, WIDTH, initial_indent=pad, subsequent_indent=pad, break_long_words=False, break_on_hyphens=False
    )


def _key(cle: Cle, indent: int) -> Iterator[str]:
    head = f"{' ' * indent}{cle.nom}:"
    match cle.valeur:
        case str():
            yield f"{head} {cle.valeur}".rstrip()
        case Prose():
            yield from _prose(cle.valeur, head, indent)
        case Liste():
            yield head
            for element in cle.valeur.elements:
                yield from _element(element, indent + STEP)
        case _:
            yield head
            yield from _lines(cle.valeur, indent + STEP)


def _prose(text: Prose, head: str, indent: int) -> Iterator[str]:
    """On the line of its key where it is short, else folded: YAML then joins the lines of a paragraph."""
    line = f"{head} {scalar(' '.join(text.paragraphes))}"
    if len(text.paragraphes) <= 1 and len(line) <= WIDTH:
        yield line
        return
    yield f"{head} >-"
    for rank, paragraph in enumerate(text.paragraphes):
        if rank:
            yield ""
        yield from _wrapped(paragraph, " " * (indent + STEP))


def _element(element: Prose | Bloc, indent: int) -> Iterator[str]:
    pad = " " * indent
    if isinstance(element, Prose):
        yield from _prose(element, f"{pad}-", indent)
        return
    lines = list(_lines(element, indent + STEP))
    first = next(rank for rank, line in enumerate(lines) if not line.lstrip().startswith("#"))
    lines[first] = f"{pad}- {lines[first][indent + STEP :]}"
    yield from lines
