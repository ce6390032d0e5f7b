"""Values on their way into Word XML: escaped exactly once, never lost, never « None »."""

from __future__ import annotations

import re
from dataclasses import fields, is_dataclass
from typing import Any, NoReturn

from jinja2 import StrictUndefined
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup, escape

from docgen.word.gaps import SENTINELS, Gap

# XML 1.0, production 2 (Char): what cannot stand in a document at all.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_BREAK = Markup('</w:t><w:br/><w:t xml:space="preserve">')
_TAB = Markup('</w:t><w:tab/><w:t xml:space="preserve">')


class ValueFaultError(Exception):
    """A value that cannot be printed; the message and the remedy are French, the place is added later."""

    def __init__(self, code: str, message: str, remede: str) -> None:
        self.code, self.message, self.remede = code, message, remede
        super().__init__(message)


class UndefinedFieldError(Exception):
    """A tag names a field that does not exist; `known` are the fields that stand there."""

    def __init__(self, name: str, known: list[str]) -> None:
        self.name, self.known = name, known
        super().__init__(name)


class NamedUndefined(StrictUndefined):
    """Jinja's strict undefined, which says what was asked for and what there is."""

    __slots__ = ()

    def _fail_with_undefined_error(self, *_args: Any, **_kwargs: Any) -> NoReturn:
        raise UndefinedFieldError(str(self._undefined_name), names_in(self._undefined_obj))

    __iter__ = __str__ = __len__ = __contains__ = _fail_with_undefined_error
    __eq__ = __ne__ = __bool__ = __hash__ = _fail_with_undefined_error


def names_in(value: Any) -> list[str]:
    """The fields of a view, or the keys of a mapping."""
    if is_dataclass(value):
        return [field.name for field in fields(value)]
    return [str(key) for key in value] if isinstance(value, dict) else []


def environment() -> ImmutableSandboxedEnvironment:
    """The Jinja environment of templates: sandboxed, strict, escaping; no loader, so nothing to include."""
    made = ImmutableSandboxedEnvironment(autoescape=True, undefined=NamedUndefined, finalize=_finalize)
    made.globals.clear()  # lipsum, cycler and their like are of no use, and doors
    return made


def _finalize(value: Any) -> Any:
    """What `{{ … }}` prints. A value that is not there never prints as nothing or as « None »."""
    if value is None:
        raise ValueFaultError(
            "M005",
            "ce champ est vide ici.",
            "Entourez-le de {% if champ %} … {% endif %}, ou donnez-lui une valeur.",
        )
    if isinstance(value, Gap):
        return Markup(str(value.__str__().replace("&", "&amp;").replace("<", "&lt;")))  # noqa: S704 - escaped here
    if isinstance(value, Markup) or not isinstance(value, str):
        return value
    forbidden = _FORBIDDEN.search(value)
    if forbidden:
        raise ValueFaultError(
            "M006",
            f"la valeur contient un caractère interdit (U+{ord(forbidden.group()):04X}).",
            "Effacez-le dans le brief : supprimez puis retapez les quelques lettres à cet endroit.",
        )
    # A text that holds the marks of a gap would be taken for one.
    return _break_lines(escape(SENTINELS.sub("", value)))


def _break_lines(text: Markup) -> Markup:
    if "\n" not in text and "\t" not in text and "\r" not in text:
        return text
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\n", _BREAK).replace("\t", _TAB)
