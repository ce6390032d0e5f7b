"""YAML events to data and marks, in one loop: no recursion, so that depth cannot overflow anything."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeAlias

import yaml

from docgen.errors import FaultsFoundError
from docgen.findings import Finding, Mark
from docgen.source.faults import explain

if TYPE_CHECKING:
    from collections.abc import Iterator

Chemin: TypeAlias = tuple[str | int, ...]

MAX_DEPTH = 40

_Loader: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
_INTEGER = re.compile(r"-?(0|[1-9][0-9]{0,17})", re.ASCII)
_GLUED_KEY = re.compile(r"[\w-]+:(?=\S)")  # « version:1 », which YAML takes for a text
_NOTHING = frozenset({"", "~", "null", "Null", "NULL"})
_BOOLEANS = {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}
_ABSENT = object()


@dataclass(slots=True)
class Built:
    """Data, and the mark of each value and of each key by its path."""

    donnees: dict[str, Any] = field(default_factory=dict)
    marks: dict[Chemin, Mark] = field(default_factory=dict)
    key_marks: dict[Chemin, Mark] = field(default_factory=dict)


@dataclass(slots=True)
class _Open:
    """A mapping or list that is being filled; `key` is the mapping's key that waits for its value."""

    chemin: Chemin
    value: dict[str, Any] | list[Any]
    key: str | None = None


def build(text: str, famille: str, fichier: str) -> Built:
    """Read YAML text whose top is a mapping. Raises FaultsFoundError (004 to 009), all duplicates at once."""
    builder = _Builder(famille, fichier)
    try:
        for event in _events(text):
            builder.take(event)
    except yaml.MarkedYAMLError as error:
        fault = explain(error, text)
        builder.note("005", fault.message, fault.remede, fault.mark)
    except yaml.YAMLError as error:
        builder.note("005", f"le fichier n'est pas lisible ({error}).", "Repartez d'un exemple.", Mark(1, 1))
    if builder.findings:
        raise FaultsFoundError(builder.findings)
    return builder.built


def _events(text: str) -> Iterator[Any]:
    loader = _Loader(text)
    try:
        while loader.check_event():
            yield loader.get_event()
    finally:
        loader.dispose()


class _Builder:
    def __init__(self, famille: str, fichier: str) -> None:
        self.famille = famille
        self.fichier = fichier
        self.built = Built()
        self.findings: list[Finding] = []
        self.stack: list[_Open] = []
        self.documents = 0

    def note(self, number: str, message: str, remede: str, mark: Mark | None) -> None:
        self.findings.append(Finding(self.famille + number, message, remede, fichier=self.fichier, mark=mark))

    def refuse(self, number: str, message: str, remede: str, mark: Mark) -> None:
        """Note a fault after which nothing can be trusted, and stop."""
        self.note(number, message, remede, mark)
        raise FaultsFoundError(self.findings)

    def take(self, event: Any) -> None:
        if isinstance(event, yaml.ScalarEvent):
            self._check_node(event)
            self._scalar(event)
        elif isinstance(event, (yaml.MappingStartEvent, yaml.SequenceStartEvent)):
            self._check_node(event)
            self._open(event)
        elif isinstance(event, (yaml.MappingEndEvent, yaml.SequenceEndEvent)):
            self.stack.pop()
        elif isinstance(event, yaml.AliasEvent):
            self._refuse_alias(event)
        elif isinstance(event, yaml.DocumentStartEvent):
            self._count_document(event)

    def _count_document(self, event: Any) -> None:
        self.documents += 1
        if self.documents > 1:
            message = "le fichier contient plusieurs documents, séparés par « --- »."
            self.refuse("005", message, "Gardez-en un par fichier et enlevez « --- ».", _mark(event))

    def _check_node(self, event: Any) -> None:
        if event.anchor:
            self._refuse_alias(event)
        if event.tag is not None and event.tag != "!":
            message = f"« {_shown_tag(event.tag)} » est une étiquette YAML : docgen n'en accepte pas."
            remede = "Si c'est le début d'un texte, mettez tout le texte entre guillemets droits."
            self.refuse("007", message, remede, _mark(event))

    def _refuse_alias(self, event: Any) -> None:
        sign = "*" if isinstance(event, yaml.AliasEvent) else "&"
        message = f"« {sign}{event.anchor} » est un renvoi YAML : docgen n'en accepte pas."
        remede = "Si c'est le début d'un texte, mettez tout le texte entre guillemets droits ; sinon, recopiez-le."
        self.refuse("006", message, remede, _mark(event))

    def _open(self, event: Any) -> None:
        value: dict[str, Any] | list[Any] = {} if isinstance(event, yaml.MappingStartEvent) else []
        chemin = self._place(value, _mark(event), event)
        if len(chemin) > MAX_DEPTH:
            message = f"le texte est imbriqué sur plus de {MAX_DEPTH} niveaux."
            self.refuse("009", message, "Vérifiez les retraits et les crochets.", _mark(event))
        if not chemin:
            if isinstance(value, list):
                self._refuse_top(event)
            else:
                self.built.donnees = value
        self.stack.append(_Open(chemin, value))

    def _scalar(self, event: Any) -> None:
        top = self.stack[-1] if self.stack else None
        if top is None:
            self._refuse_top(event)
        elif isinstance(top.value, dict) and top.key is None:
            self._key(top, event)
        else:
            self._place(_read(event), _mark(event), event)

    def _key(self, top: _Open, event: Any) -> None:
        key, mark = event.value, _mark(event)
        chemin = (*top.chemin, key)
        if key == "<<" and not event.style:
            self.refuse("006", "« << » est un renvoi YAML : docgen n'en accepte pas.", "Recopiez les clés.", mark)
        first = self.built.key_marks.get(chemin)
        if first is not None:
            message = f"la clé « {key} » est déjà donnée à la ligne {first.ligne}."
            self.note("008", message, "Gardez l'une des deux, et réunissez ce qu'elles contiennent.", mark)
        else:
            self.built.key_marks[chemin] = mark
        top.key = key

    def _place(self, value: Any, mark: Mark, event: Any) -> Chemin:
        """Put a value where the reading stands; return its path."""
        if not self.stack:
            self.built.marks[()] = mark
            return ()
        top = self.stack[-1]
        if isinstance(top.value, list):
            chemin: Chemin = (*top.chemin, len(top.value))
            top.value.append("" if value is _ABSENT else value)
        else:
            if top.key is None:
                message = "une clé doit être un simple mot, suivi de « : »."
                self.refuse("005", message, "Vérifiez les crochets, les accolades et les « ? ».", _mark(event))
            chemin = (*top.chemin, str(top.key))
            if value is not _ABSENT:
                top.value[str(top.key)] = value
            top.key = None
        if value is not _ABSENT or isinstance(top.value, list):
            self.built.marks[chemin] = mark
        return chemin

    def _refuse_top(self, event: Any) -> None:
        glued = isinstance(event, yaml.ScalarEvent) and _GLUED_KEY.match(event.value)
        if glued:
            message = f"il manque une espace après « {glued.group()} »."
            self.refuse("005", message, f"Écrivez « {glued.group()} … », avec une espace.", _mark(event))
        what = "une liste" if isinstance(event, yaml.SequenceStartEvent) else "un simple texte"
        message = f"le fichier est {what} ; il devrait être fait de lignes « clé: valeur »."
        self.refuse("004", message, "Partez d'un exemple, et gardez ses premières lignes.", _mark(event))


def _read(event: Any) -> Any:
    """A scalar as typed: quoted and block texts are text, and so is nearly all else."""
    value: str = event.value
    if event.style:
        return value
    if value in _NOTHING:
        return _ABSENT
    if value in _BOOLEANS:
        return _BOOLEANS[value]
    return int(value) if _INTEGER.fullmatch(value) else value


def _mark(event: Any) -> Mark:
    return Mark(event.start_mark.line + 1, event.start_mark.column + 1)


def _shown_tag(tag: str) -> str:
    return tag.replace("tag:yaml.org,2002:", "!!")
