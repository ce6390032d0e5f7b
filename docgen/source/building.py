"""From the events of libyaml to data and marks, in one loop: depth can overflow nothing."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from docgen.errors import FaultsFoundError
from docgen.findings import Mark
from docgen.source.decoding import UNPRINTABLE, invisible_character
from docgen.source.model import Marks, Path, Source
from docgen.source.notes import QUOTE, START

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docgen.source.notes import Notes

MAX_DEPTH = 40
TOO_DEEP = (
    f"les textes sont imbriqués sur plus de {MAX_DEPTH} niveaux.",
    "Vérifiez les retraits, crochets et accolades.",
)
MAX_NODES = 50_000  # a catalogue module has about 300; a list of 1,000 participants, 12,000
MAX_DUPLICATES = 50  # beyond, the file is not the work of a person

# Plain scalars that are not text. No octal, no sexagesimal, no float, no date, no yes/no; and « Null » is
# a surname.
INTEGER = re.compile(r"0|-?[1-9][0-9]{0,17}")
BOOLEANS = {"true": True, "false": False}
NOTHING = frozenset({"", "~", "null"})
# « Salle #4 »: YAML takes « #4 » for a comment. A comment that is meant has a space after its sign.
SWALLOWED = re.compile(r"[ \t]+#(?=[^\s#])")

# « #ville: », which a person fills by removing the sign.
WAITING = re.compile(r"[ \t]*#[ \t]*(?:- )?([a-z_]+):(?=\s|$)")

LINES_SHOWN = 5  # of those that repeat a fault


@dataclass(slots=True)
class _Open:
    """A mapping or list being filled; `key` is the mapping's key that waits for its value."""

    path: Path
    value: dict[str, Any] | list[Any]
    key: str | None = None
    key_mark: Mark | None = None
    keys: dict[str, Mark] = field(default_factory=dict)


def build(text: str, notes: Notes, loader: Any = None) -> Source:
    """Read YAML text whose top is a mapping. Raises FaultsFoundError (003 to 009), with all that was noted.

    `loader` is a class of PyYAML; libyaml's unless told otherwise, and the pure one where libyaml is missing.
    """
    import yaml

    builder = _Builder(text, notes)
    try:
        for event in yaml.parse(text, Loader=loader or getattr(yaml, "CBaseLoader", yaml.BaseLoader)):
            builder.take(event)
    except yaml.MarkedYAMLError as error:
        from docgen.source.explaining import explain

        fault = explain(error, builder.lines)
        # libyaml, from 0.2.6, looks that far ahead of what it has told, and refuses.
        deep = "maximum nesting depth" in str(error.problem)
        notes.error(9 if deep else 5, fault.mark, *(TOO_DEEP if deep else (fault.message, fault.remede)))
    except yaml.YAMLError:  # the bytes were checked: nothing is known to end here
        notes.error(5, START, "le fichier n’est pas du YAML lisible.", "Repartez d’un exemple.")
    return builder.source()


class _Builder:
    """Takes the events one by one; `source` is what they made."""

    def __init__(self, text: str, notes: Notes) -> None:
        self.lines = re.split(r"\r\n|\r|\n", text)
        self.notes = notes
        self.donnees: dict[str, Any] | None = None
        self.marks: dict[Path, Marks] = {}
        self.vides: set[Path] = set()
        self.stack: list[_Open] = []
        self.documents = 0
        self.duplicates = 0
        self.swallowed: list[Mark] = []
        self.references: list[tuple[str, Mark]] = []
        self.tags: list[tuple[str, Mark]] = []

    def source(self) -> Source:
        """The data and its marks. Raises FaultsFoundError when anything was noted but warnings."""
        self._note_references()
        if self.donnees is None and not self.notes.findings:
            self.notes.error(4, START, *_nothing_in(self.lines))
        if self.notes.findings:
            raise FaultsFoundError(self.notes.findings)
        self._warn_of_swallowed_text()
        warnings = tuple(self.notes.findings)
        data, vides = self.donnees or {}, frozenset(self.vides)
        return Source(self.notes.fichier, data, self.marks, vides, warnings, tuple(_waiting(self.lines)))

    def take(self, event: Any) -> None:
        """One event of the parser; told by name, so that yaml is imported only where it parses."""
        match type(event).__name__:
            case "ScalarEvent":
                self._node(event)
                self._scalar(event)
            case "MappingStartEvent":
                self._node(event)
                self._open(event, {})
            case "SequenceStartEvent":
                self._node(event)
                self._open(event, [])
            case "MappingEndEvent" | "SequenceEndEvent":
                self.stack.pop()
            case "AliasEvent":
                self._alias(event)
            case "DocumentStartEvent":
                self._document(event)

    def _document(self, event: Any) -> None:
        self.documents += 1
        if self.documents > 1:
            message = "le fichier contient un second document après une ligne « --- »."
            raise self.notes.stop(5, _start(event), message, "Effacez la ligne « --- », ou faites deux fichiers.")

    def _node(self, event: Any) -> None:
        """What every node must be free of, and the limits that a node may break."""
        if event.anchor:
            self.references.append((f"&{event.anchor}", _start(event)))
        if event.tag:
            self.tags.append((event.tag.replace("tag:yaml.org,2002:", "!!"), _start(event)))
        if len(self.marks) > MAX_NODES:
            message = f"le fichier contient plus de {MAX_NODES} éléments."
            raise self.notes.stop(9, _start(event), message, "Vérifiez que c’est le bon fichier.")

    def _open(self, event: Any, value: dict[str, Any] | list[Any]) -> None:
        if len(self.stack) == MAX_DEPTH:
            raise self.notes.stop(9, _start(event), *TOO_DEEP)
        if self.stack:
            path = self._put(value, event, _start(event))
        elif isinstance(value, dict):
            path, self.donnees = (), value
            self.marks[()] = Marks(None, _start(event))
        else:
            message = "le fichier est une liste ; il devrait être fait de lignes « clé: valeur »."
            raise self.notes.stop(4, _start(event), message, "Retirez le tiret ou le crochet du début.")
        self.stack.append(_Open(path, value))

    def _scalar(self, event: Any) -> None:
        self._check_text(event)
        top = self.stack[-1] if self.stack else None
        if top is None:
            self._refuse_lone_text(event)
        elif isinstance(top.value, dict) and top.key is None:
            self._key(top, event)
        else:
            self._put(_read(event), event, _start(event))

    def _alias(self, event: Any) -> None:
        self.references.append((f"*{event.anchor}", _start(event)))
        top = self.stack[-1] if self.stack else None
        if top is not None and isinstance(top.value, dict) and top.key is None:
            top.key = f"*{event.anchor}"
        elif top is not None:
            self._put(None, event, _start(event))

    def _check_text(self, event: Any) -> None:
        unprintable = UNPRINTABLE.search(event.value)  # written as an escape: "\0"
        if unprintable:
            self.notes.error(3, _start(event), *invisible_character(unprintable.group()))
        if not event.style and SWALLOWED.match(self._after(event)):
            self.swallowed.append(_start(event))

    def _after(self, event: Any) -> str:
        """The rest of the line that a scalar ends on."""
        line = self.lines[event.end_mark.line] if event.end_mark.line < len(self.lines) else ""
        return line[event.end_mark.column :]

    def _refuse_lone_text(self, event: Any) -> None:
        if not event.value:
            return  # an empty document: said once, at the end
        from docgen.source.explaining import GLUED_KEY

        message = "le fichier n’est qu’un texte ; il devrait être fait de lignes « clé: valeur »."
        glued = GLUED_KEY.match(event.value)
        remede = f"Mettez une espace après « {glued.group()} »." if glued else "Repartez d’un exemple."
        raise self.notes.stop(4, _start(event), message, remede)

    def _key(self, top: _Open, event: Any) -> None:
        # Outer spaces are stripped: before « : », French typing leaves a non-breaking one.
        key, mark = event.value.strip(), _start(event)
        if not event.style and event.value[:1].isspace():
            message = "le retrait de cette ligne contient une espace insécable."
            self.notes.error(5, mark, message, "Remplacez-la par des espaces ordinaires.")
        if not key:
            message = "il n’y a pas de clé avant « : »."
            raise self.notes.stop(5, mark, message, "Écrivez la clé, ou mettez la ligne entre guillemets.")
        if key == "<<" and not event.style:
            self.references.append(("<<", mark))
        if key in top.keys:
            self._duplicate(key, mark, top.keys[key])
        top.keys.setdefault(key, mark)
        top.key, top.key_mark = key, mark

    def _duplicate(self, key: str, mark: Mark, first: Mark) -> None:
        message = f"la clé « {key} » est déjà à la ligne {first.ligne}."
        self.notes.error(8, mark, message, "Gardez l’une des deux, et réunissez ce qu’elles contiennent.")
        self.duplicates += 1
        if self.duplicates == MAX_DUPLICATES:
            raise FaultsFoundError(self.notes.findings)

    def _put(self, value: Any, event: Any, mark: Mark) -> Path:
        """Put a value where the reading stands; None is an empty one. Return its path."""
        top = self.stack[-1]
        if isinstance(top.value, list):
            path: Path = (*top.path, len(top.value))
            top.value.append("" if value is None else value)
            self.marks[path] = Marks(None, mark)
        elif top.key is None:
            message = "une clé ne peut être ni une liste ni un groupe entre accolades."
            raise self.notes.stop(5, _start(event), message, f"Pour un texte : {QUOTE[0].lower()}{QUOTE[1:]}")
        else:
            path = (*top.path, top.key)
            if value is not None:
                top.value.setdefault(top.key, value)
            self.marks[path] = Marks(top.key_mark, mark if value is not None else top.key_mark or mark)
            top.key = None
        if value is None:
            self.vides.add(path)
        return path

    def _note_references(self) -> None:
        """One finding for all anchors and aliases, one for all tags: a bomb holds thousands."""
        if self.references:
            sign, mark = self.references[0]
            message = f"« {sign} » est un renvoi YAML, que docgen n’accepte pas{_also(self.references)}."
            remede = f"Si c’est le début d’un texte, {QUOTE[0].lower()}{QUOTE[1:]} Sinon, recopiez le passage."
            self.notes.error(6, mark, message, remede)
        if self.tags:
            sign, mark = self.tags[0]
            message = f"« {sign} » est une étiquette YAML, que docgen n’accepte pas{_also(self.tags)}."
            remede = f"Si c’est le début d’un texte, {QUOTE[0].lower()}{QUOTE[1:]} Sinon, effacez-la."
            self.notes.error(7, mark, message, remede)

    def _warn_of_swallowed_text(self) -> None:
        for mark in self.swallowed[:MAX_DUPLICATES]:
            message = "le texte est coupé ici avant « # », que YAML prend pour le début d’un commentaire."
            remede = f"{QUOTE} Si c’est bien un commentaire, mettez une espace après « # »."
            self.notes.warning(18, mark, message, remede)


def _waiting(lines: list[str]) -> Iterator[tuple[str, Mark]]:
    """The keys that are commented out, each with its place."""
    for number, line in enumerate(lines, 1):
        if found := WAITING.match(line):
            yield found[1], Mark(number, found.start(1) + 1)


def _read(event: Any) -> str | int | bool | None:
    """A scalar as typed; quoted and block texts always are text. None when nothing was typed."""
    value: str = event.value
    if event.style:
        return value
    if value in NOTHING:
        return None
    if value in BOOLEANS:
        return BOOLEANS[value]
    return int(value) if INTEGER.fullmatch(value) else value


def _start(event: Any) -> Mark:
    return Mark(event.start_mark.line + 1, event.start_mark.column + 1)


def _also(met: list[tuple[str, Mark]]) -> str:
    lines = sorted({mark.ligne for _, mark in met[1:]} - {met[0][1].ligne})
    shown = ", ".join(str(line) for line in lines[:LINES_SHOWN]) + ("…" if len(lines) > LINES_SHOWN else "")
    return f" (aussi ligne{'s' if len(lines) > 1 else ''} {shown})" if lines else ""


def _nothing_in(lines: list[str]) -> tuple[str, str]:
    if any(line.strip() for line in lines):
        return "le fichier ne contient que des commentaires.", "Retirez le « # » des lignes à garder."
    return "le fichier est vide.", "Repartez d’un exemple, ou vérifiez que votre travail est enregistré."
