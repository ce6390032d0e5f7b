"""Content controls: the fields of a Word form, filled as Word fills them and read as people leave them.

A control is found by its tag (ECMA-376, part 1, 17.5.2.42), wherever it stands: in a line, around paragraphs or a cell.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from lxml import etree

from docgen.word.characters import check_characters
from docgen.word.names import W14, XML_SPACE, W
from docgen.word.relations import main_of

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Mapping

    from lxml.etree import _Element

    Value = str | bool | dt.date

_CHOICES = (f"{W}dropDownList", f"{W}comboBox")
_PICTURES = (f"{W}drawing", f"{W}pict", f"{W}object")
_BREAKS = {f"{W}br": "\n", f"{W}cr": "\n", f"{W}tab": " ", f"{W}noBreakHyphen": "-"}
_TICKED, _EMPTY = "☒", "☐"


class Kind(StrEnum):
    """What a control is filled with."""

    TEXTE = "texte"
    DATE = "date"
    LISTE = "liste"
    CASE = "case"


@dataclass(frozen=True, slots=True)
class Control:
    """A field as it was left. `text` has a line per line or paragraph; empty while the placeholder shows."""

    tag: str
    alias: str
    kind: Kind
    text: str = ""
    checked: bool = False
    picture: bool = False  # holds something that is no text


@dataclass(frozen=True, slots=True)
class Form:
    """The fields of a document in its order, and each paragraph's text outside of them."""

    controls: tuple[Control, ...]
    outside: tuple[str, ...]


def read_form(parts: Mapping[str, bytes]) -> Form:
    """The fields and the rest of a document's body."""
    root = etree.fromstring(parts[main_of(parts)], etree.XMLParser(resolve_entities=False, huge_tree=True))
    found = list(root.iter(f"{W}sdt"))
    fields = [sdt for sdt in found if not _holds_others(sdt)]
    outside = [" ".join(_outside(p, set(fields)).split()) for p in root.iter(f"{W}p")]
    return Form(tuple(map(_read, fields)), tuple(text for text in outside if text))


def strays(form: Form, blank: Form) -> list[str]:
    """What stands outside the fields of a form and not of the blank one, as often as it does."""
    known = Counter(blank.outside)
    found: list[str] = []
    for text in form.outside:
        if known[text]:
            known[text] -= 1
        else:
            found.append(text)
    left = sorted(known.elements(), key=len, reverse=True)
    return [said for text in found if (said := _without(text, left))]


def _without(text: str, known: list[str]) -> str:
    """What was added to a paragraph of the blank form: its own words are left out."""
    whole = next((own for own in known if own in text), None)
    if whole is None:
        return text
    known.remove(whole)
    return " … ".join(piece.strip() for piece in text.split(whole, 1) if piece.strip())


def fill_controls(parts: dict[str, bytes], values: Mapping[str, Value]) -> None:
    """Fill fields by their tags: a text, a date, or whether a box is ticked. Those without a value stay empty.

    Raises ValueFaultError (M006) for a character that no document can hold.
    """
    if not values:
        return
    main = main_of(parts)
    root = etree.fromstring(parts[main])
    for sdt in root.iter(f"{W}sdt"):
        value = values.get(_tag(sdt), "")
        if value not in {"", False}:
            _fill(sdt, value)
    parts[main] = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _holds_others(sdt: _Element) -> bool:
    """Whether it only gathers other fields (a group, a repeating section)."""
    return not _tag(sdt) and next(sdt.iterdescendants(f"{W}sdt"), None) is not None


def _properties(sdt: _Element) -> _Element:
    found = sdt.find(f"{W}sdtPr")
    return sdt.makeelement(f"{W}sdtPr", {}) if found is None else found


def _tag(sdt: _Element) -> str:
    return _named(_properties(sdt), "tag")


def _named(properties: _Element, name: str) -> str:
    found = properties.find(f"{W}{name}")
    return "" if found is None else found.get(f"{W}val", "").strip()


def _kind(properties: _Element) -> Kind:
    if properties.find(f"{W14}checkbox") is not None:
        return Kind.CASE
    if properties.find(f"{W}date") is not None:
        return Kind.DATE
    return Kind.LISTE if any(properties.find(name) is not None for name in _CHOICES) else Kind.TEXTE


def _read(sdt: _Element) -> Control:
    properties, content = _properties(sdt), sdt.find(f"{W}sdtContent")
    kind = _kind(properties)
    text = "" if content is None else _inside(content)
    if kind is Kind.CASE:
        return Control(_tag(sdt), _named(properties, "alias"), kind, checked=_is_ticked(properties, text))
    if properties.find(f"{W}showingPlcHdr") is not None:
        text = ""
    picture = next(sdt.iter(*_PICTURES), None) is not None
    return Control(_tag(sdt), _named(properties, "alias"), kind, text, picture=picture)


def _is_ticked(properties: _Element, text: str) -> bool:
    """Word's own mark (MS-DOCX, 2.5.2.3), else any sign that somebody typed in the place of the empty box."""
    mark = properties.find(f"{W14}checkbox/{W14}checked")
    ticked = mark is not None and mark.get(f"{W14}val", "1") in {"1", "true", "on"}
    return ticked or bool(text.strip(_EMPTY + " \n"))


def _inside(content: _Element) -> str:
    """The text of a control, a line per line or paragraph; what a tracked change took away is not there."""
    paragraphs = list(content.iter(f"{W}p"))
    lines = [_text(p) for p in paragraphs] if paragraphs else [_text(content)]
    return "\n".join(line.strip() for text in lines for line in text.split("\n")).strip()


def _text(holder: _Element) -> str:
    return "".join(_pieces(holder, frozenset()))


def _outside(paragraph: _Element, fields: set[_Element]) -> str:
    if any(ancestor in fields for ancestor in paragraph.iterancestors(f"{W}sdt")):
        return ""
    return "".join(_pieces(paragraph, fields))


def _pieces(holder: _Element, skipped: frozenset[_Element] | set[_Element]) -> Iterator[str]:
    for child in holder:
        if child in skipped or child.tag == f"{W}p":
            continue  # a paragraph of a text box is told by itself
        if child.tag == f"{W}t":
            yield child.text or ""
        elif child.tag in _BREAKS and holder.tag == f"{W}r":
            yield _BREAKS[str(child.tag)]
        elif isinstance(child.tag, str):
            yield from _pieces(child, skipped)


def _fill(sdt: _Element, value: Value) -> None:
    properties, content = _properties(sdt), sdt.find(f"{W}sdtContent")
    if content is None:
        return
    for mark in properties.findall(f"{W}showingPlcHdr"):
        properties.remove(mark)
    if isinstance(value, bool):
        _tick(properties, content)
    elif isinstance(value, str):
        _write(content, value)
    else:
        chosen = properties.find(f"{W}date")
        if chosen is not None:
            chosen.set(f"{W}fullDate", f"{value.isoformat()}T00:00:00Z")
        _write(content, f"{value.day:02}/{value.month:02}/{value.year}")


def _tick(properties: _Element, content: _Element) -> None:
    for mark in properties.iterfind(f"{W14}checkbox/{W14}checked"):
        mark.set(f"{W14}val", "1")
    for text in content.iter(f"{W}t"):
        text.text = _TICKED


def _write(content: _Element, value: str) -> None:
    """One run, in the look of the paragraph around: the placeholder's is its own."""
    check_characters(value)
    run = next(content.iter(f"{W}r"))
    run[:] = []
    for rank, line in enumerate(value.split("\n")):
        if rank:
            run.append(run.makeelement(f"{W}br", {}))
        text = run.makeelement(f"{W}t", {XML_SPACE: "preserve"})
        text.text = line
        run.append(text)
