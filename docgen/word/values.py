"""Values on their way into Word XML: escaped exactly once, never lost, never « None »."""

from __future__ import annotations

import re
from dataclasses import fields, is_dataclass
from typing import TYPE_CHECKING, Any, NoReturn

from jinja2 import StrictUndefined, pass_eval_context
from jinja2.exceptions import SecurityError
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.utils import missing
from markupsafe import Markup, escape

from docgen.word.gaps import Gap, without_stray_marks

if TYPE_CHECKING:
    from jinja2.nodes import EvalContext
    from jinja2.runtime import Context

# XML 1.0, production 2 (Char): what cannot stand in a document at all.
FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
BREAK = Markup('</w:t><w:br/><w:t xml:space="preserve">')
TAB = Markup('</w:t><w:tab/><w:t xml:space="preserve">')
_LARGEST = 100_000  # characters or items that a « * » may make, and bits that a « ** » may


class ValueFaultError(Exception):
    """A value that cannot be printed; the message and the remedy are French, the place is added later."""

    def __init__(self, code: str, message: str, remede: str) -> None:
        self.code, self.message, self.remede = code, message, remede
        super().__init__(message)


class UndefinedFieldError(Exception):
    """A tag names a field that does not exist; `known` are the fields that stand there, None at the top level."""

    def __init__(self, name: str, known: list[str] | None) -> None:
        self.name, self.known = name, known
        super().__init__(name)


class NamedUndefined(StrictUndefined):
    """Jinja's strict undefined, which says what was asked for and what there is."""

    __slots__ = ()

    def _fail_with_undefined_error(self, *_args: Any, **_kwargs: Any) -> NoReturn:
        known = None if self._undefined_obj is missing else names_in(self._undefined_obj)
        raise UndefinedFieldError(str(self._undefined_name), known)

    __iter__ = __str__ = __len__ = __contains__ = _fail_with_undefined_error
    __eq__ = __ne__ = __bool__ = __hash__ = _fail_with_undefined_error


def names_in(value: Any) -> list[str]:
    """The fields of a view, or the keys of a mapping."""
    if is_dataclass(value):
        return [field.name for field in fields(value)]
    return [str(key) for key in value] if isinstance(value, dict) else []


class Sandbox(ImmutableSandboxedEnvironment):
    """Jinja's sandbox, with the two operators bounded that fill the memory in one line (`9**9**9`, `'a' * 10**10`)."""

    intercepted_binops = frozenset({"*", "**"})

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """`left * right` or `left ** right`, within bounds."""
        if _size(operator, left, right) > _LARGEST:
            raise SecurityError(f"« {operator} » too large")
        return super().call_binop(context, operator, left, right)


def _size(operator: str, left: Any, right: Any) -> int:
    """About how large the result is: bits for a power, characters or items for a repetition."""
    if operator == "**":
        return left.bit_length() * abs(right) if isinstance(left, int) and isinstance(right, int) else 0
    for thing, times in ((left, right), (right, left)):
        if isinstance(times, int) and isinstance(thing, (str, bytes, list, tuple)):
            return len(thing) * times
    return 0


def environment() -> Sandbox:
    """The Jinja environment of templates: sandboxed, strict, escaping; no loader, so nothing to include."""
    made = Sandbox(autoescape=True, undefined=NamedUndefined, finalize=_finalize)
    made.globals.clear()  # lipsum, cycler and their like are of no use, and doors
    return made


@pass_eval_context  # Jinja then leaves constants for later too; it would escape them before they come here
def _finalize(_context: EvalContext, value: Any) -> Any:
    """What `{{ … }}` prints. A value that is not there never prints as nothing or as « None »."""
    if value is None:
        raise ValueFaultError(
            "M005",
            "ce champ est vide ici.",
            "Entourez-le de {% if champ %} … {% endif %}, ou donnez-lui une valeur.",
        )
    if isinstance(value, Gap):
        return escape(value)
    if hasattr(value, "__html__") and (not isinstance(value, Markup) or "<" in value):
        return value  # Word XML: RichText, Listing, `|safe`
    text = value.unescape() if isinstance(value, Markup) else str(value)
    check_characters(text)
    return _break_lines(escape(without_stray_marks(text)))


def check_characters(text: str) -> None:
    """Raise ValueFaultError (M006) for a character that cannot stand in a Word document."""
    forbidden = FORBIDDEN.search(text)
    if forbidden:
        raise ValueFaultError(
            "M006",
            f"la valeur contient un caractère interdit (U+{ord(forbidden.group()):04X}).",
            "Effacez-le dans le brief : supprimez puis retapez les quelques lettres à cet endroit.",
        )


def _break_lines(text: Markup) -> Markup:
    if "\n" not in text and "\t" not in text and "\r" not in text:
        return text
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\n", BREAK).replace("\t", TAB)
