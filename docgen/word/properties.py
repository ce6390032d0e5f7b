"""The document's own card: title, author, language, dates (ECMA-376, part 2, clause 11)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from lxml import etree

from docgen.errors import FaultsFoundError
from docgen.findings import Finding
from docgen.word.characters import ValueFaultError, check_characters
from docgen.word.relations import Role, related

if TYPE_CHECKING:
    import datetime as dt

_CP = "{http://schemas.openxmlformats.org/package/2006/metadata/core-properties}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_TERMS = "{http://purl.org/dc/terms/}"
_XSI_TYPE = "{http://www.w3.org/2001/XMLSchema-instance}type"


@dataclass(frozen=True, slots=True)
class Properties:
    """What the card says. `date` stands for created and modified: the brief's, so that bytes do not vary."""

    title: str = ""
    author: str = ""
    subject: str = ""
    date: dt.date | None = None
    language: str = "fr-FR"


def apply_properties(parts: dict[str, bytes], properties: Properties) -> None:
    """Write the card; a template without one is left without.

    Raises FaultsFoundError (M006) for a character that no document can hold.
    """
    for name in related(parts, "", "core-properties"):
        parts[name] = _written(parts[name], properties)


def _written(card: bytes, properties: Properties) -> bytes:
    root = etree.fromstring(card)
    for tag, value in (
        (f"{_DC}title", properties.title),
        (f"{_DC}creator", properties.author),
        (f"{_CP}lastModifiedBy", properties.author),
        (f"{_DC}subject", properties.subject),
        (f"{_DC}language", properties.language),
    ):
        if value:
            _set(root, tag, value)
    if properties.date is not None:
        for tag in (f"{_TERMS}created", f"{_TERMS}modified"):
            _set(root, tag, f"{properties.date.isoformat()}T00:00:00Z").set(_XSI_TYPE, "dcterms:W3CDTF")
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))


def _set(root: etree._Element, tag: str, value: str) -> etree._Element:
    try:
        check_characters(value)
    except ValueFaultError as fault:
        raise FaultsFoundError([Finding(fault.code, fault.message, fault.remede, lieu=Role.PROPRIETES)]) from None
    found = root.find(tag)
    element = etree.SubElement(root, tag) if found is None else found
    element.text = value
    return element
