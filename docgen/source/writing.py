"""A YAML file written as a person would: keys with comments, long texts folded, a rule above each part.

A `Bloc` is what stands at one level: notes (comments) and keys. A key's value is YAML as it is, a text, a list or a
block of its own. `scalar`, `quoted` and `flow` are text as YAML, which reads back as it was.
"""

from __future__ import annotations

import json
import re
import textwrap
from dataclasses import dataclass
from typing import TYPE_CHECKING

from docgen.francais import bound, unbound

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

WIDTH = 105
STEP = 2

# Letters first, and nothing in it that means something to YAML: « : », « # », brackets, quotes at an end.
_PLAIN = re.compile(r"[^\W\d_](?:[\w '’(),;.!?%€/+«»–…-]*[\w’().!?%€»…])?")
_SIMPLE = re.compile(r"[A-Za-z][A-Za-z0-9-]+")
_WORDS = frozenset({"true", "false", "null", "yes", "no", "on", "off", "y", "n"})  # of YAML 1.1, in other readers
# JSON leaves these as they are; a YAML file may not hold them, or would lose them.
_ESCAPED = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")


def scalar(text: str) -> str:
    """The text on one line: plain where nothing could read it otherwise, else in straight double quotes."""
    if _PLAIN.fullmatch(text) and text.casefold() not in _WORDS:
        return text
    return quoted(text)


def quoted(text: str) -> str:
    """The text in straight double quotes, as codes are written: « "01004" »."""
    return _ESCAPED.sub(lambda found: f"\\u{ord(found.group()):04x}", json.dumps(text, ensure_ascii=False))


def flow(texts: Sequence[str]) -> str:
    """A short list on one line: « [diagnostic, donnees] »."""
    return f"[{', '.join(scalar(text) if _SIMPLE.fullmatch(text) else quoted(text) for text in texts)}]"


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
    """A key and its value; a `str` is YAML already. One that is not `active` waits whole behind « # »."""

    nom: str
    valeur: str | Prose | Bloc | Liste = ""
    active: bool = True


@dataclass(frozen=True, slots=True)
class Liste:
    """A list, an item per line or per block; a `str` is YAML already. Notes that begin a block stand above its dash."""

    elements: tuple[str | Prose | Bloc, ...]


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
    folded = textwrap.wrap(
        bound(text), WIDTH, initial_indent=pad, subsequent_indent=pad, break_long_words=False, break_on_hyphens=False
    )
    return [unbound(line) for line in folded]


def _key(cle: Cle, indent: int) -> Iterator[str]:
    if not cle.active:
        yield from (f"{' ' * indent}#{line}" for line in _key(Cle(cle.nom, cle.valeur), 0))
        return
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


def _element(element: str | Prose | Bloc, indent: int) -> Iterator[str]:
    pad = " " * indent
    if isinstance(element, str):
        yield f"{pad}- {element}".rstrip()
        return
    if isinstance(element, Prose):
        yield from _prose(element, f"{pad}-", indent)
        return
    first = next(rank for rank, one in enumerate(element) if isinstance(one, Cle))
    yield from _lines(element[:first], indent)
    head, *rest = _lines(element[first:], indent + STEP)
    yield f"{pad}- {head[indent + STEP :]}"
    yield from rest
