"""Placeholder pictures: found by their alt text, replaced with proportions kept, or taken away."""

from __future__ import annotations

import hashlib
import posixpath
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from lxml import etree

from docgen.errors import FaultsFoundError
from docgen.findings import Finding
from docgen.word.names import CONTENT_TYPES, RELS, TYPES, WP, A, R, W
from docgen.word.relations import Role, relations_of, stories, targets

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from lxml.etree import _Element

PIC = "{http://schemas.openxmlformats.org/drawingml/2006/picture}"

_HOLDERS = (Role.CORPS, Role.EN_TETE, Role.PIED)
_MIME = {"png": "image/png", "jpg": "image/jpeg"}
MOST_PIXELS = 10_000  # of a side: what shows a picture makes room for all of them, whatever the file weighs
_IMAGE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"


@dataclass(frozen=True, slots=True)
class Shown:
    """The picture of that SHA-256 is a mere placeholder, to be taken away; another was put there on purpose."""

    empreinte: str


def replace_pictures(parts: dict[str, bytes], pictures: Mapping[str, Path | Shown | None]) -> None:
    """Replace the placeholder of each alt text by its file (PNG or JPEG), or take it away for None or as `Shown` says.

    Raises FaultsFoundError (M010) for a file that is no readable picture.
    """
    if not pictures:
        return
    for name in [name for name, role in stories(parts).items() if role in _HOLDERS]:
        data = parts[name]
        if b"docPr" not in data or not any(_may_hold(data, alt) for alt in pictures):
            continue
        root = etree.fromstring(data)
        for alt, path in pictures.items():
            for drawing in _placeholders(root, alt):
                if isinstance(path, Path):
                    _replace(parts, name, drawing, path)
                elif path is None or path.empreinte == _digest_of(parts, name, drawing):
                    _remove(drawing)
        parts[name] = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _may_hold(data: bytes, alt: str) -> bool:
    """Whether a part is worth building: a plain alt text stands in the file as it is, another may be written in XML."""
    return not alt.isascii() or any(map(alt.__contains__, "&<>\"'\n\t")) or alt.encode() in data


def _placeholders(root: _Element, alt: str) -> list[_Element]:
    return [
        drawing
        for drawing in root.iter(f"{W}drawing")
        if any(alt in {card.get("descr"), card.get("title"), card.get("name")} for card in _cards(drawing))
    ]


def _cards(drawing: _Element) -> Iterator[_Element]:
    """What a drawing says of itself, but not of a picture in its text box; docxtpl's replace_pic reads the second."""
    yield from drawing.iterfind(f"*/{WP}docPr")
    yield from drawing.iterfind(f"*/{A}graphic/{A}graphicData/{PIC}pic/{PIC}nvPicPr/{PIC}cNvPr")


def _digest_of(parts: Mapping[str, bytes], part: str, drawing: _Element) -> str:
    """The SHA-256 of the picture that a drawing shows; empty when it shows none of the package's."""
    ident = next((blip.get(f"{R}embed") for blip in drawing.iter(f"{A}blip")), None)
    media = targets(parts, part).get(ident or "", "")
    return hashlib.sha256(parts[media]).hexdigest() if media in parts else ""


def _replace(parts: dict[str, bytes], part: str, drawing: _Element, path: Path) -> None:
    measured = measure(path)
    if measured is None:
        message = f"l’image « {path} » ne peut pas être lue : il faut une image PNG ou JPEG."
        remede = "Enregistrez-la en PNG, et vérifiez la ligne « logo » d’organisme.yaml."
        raise FaultsFoundError([Finding("M010", message, remede, fichier=str(path))])
    kind, width, height, blob = measured
    blip = next(drawing.iter(f"{A}blip"), None)
    if blip is None:
        message = f"dans le modèle, l’emplacement de « {path.name} » n’est pas une image."
        remede = "Insérez une image dans le modèle, et donnez-lui ce texte de remplacement."
        raise FaultsFoundError([Finding("M010", message, remede, lieu=stories(parts)[part])])
    media = f"word/media/docgen-{hashlib.sha256(blob).hexdigest()[:16]}.{kind}"
    parts[media] = blob
    _declare_type(parts, kind)
    for extension in list(blip):  # an SVG of the placeholder, which Word would show instead
        blip.remove(extension)
    for crop in list(drawing.iter(f"{A}srcRect")):
        _remove(crop)
    blip.attrib.pop(f"{R}link", "")
    blip.set(f"{R}embed", _relate(parts, part, media))
    _resize(drawing, width, height)


def _remove(element: _Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def measure(path: Path) -> tuple[str, int, int, bytes] | None:
    """Kind, width and height in pixels, and bytes of a PNG or JPEG; None for what is none, or claims to be huge."""
    from docx.image.image import Image

    try:
        blob = path.read_bytes()
        image = Image.from_blob(blob)
        kind, width, height = str(image.ext), int(image.px_width), int(image.px_height)
    except Exception:  # noqa: BLE001 - python-docx trusts the file, and raises whatever that leads to: Exception itself
        return None
    sound = kind in _MIME and 0 < width <= MOST_PIXELS and 0 < height <= MOST_PIXELS
    return (kind, width, height, blob) if sound else None


def _declare_type(parts: dict[str, bytes], kind: str) -> None:
    root = etree.fromstring(parts[CONTENT_TYPES])
    if not any(default.get("Extension", "").lower() == kind for default in root.iter(f"{TYPES}Default")):
        root.insert(0, root.makeelement(f"{TYPES}Default", {"Extension": kind, "ContentType": _MIME[kind]}))
        parts[CONTENT_TYPES] = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _relate(parts: dict[str, bytes], part: str, media: str) -> str:
    """A relationship of the picture's own: Word gives two placeholders that look the same a single one."""
    rels = relations_of(part)
    root = etree.fromstring(parts[rels]) if rels in parts else etree.Element(f"{RELS}Relationships")
    target = posixpath.relpath(media, posixpath.dirname(part))
    known = {relation.get("Id", ""): relation.get("Target") for relation in root.iter(f"{RELS}Relationship")}
    ident = next((ident for ident, there in known.items() if there == target), f"docgen{len(known) + 1}")
    if ident not in known:
        attributes = {"Id": ident, "Type": _IMAGE, "Target": target}
        root.append(root.makeelement(f"{RELS}Relationship", attributes))
        parts[rels] = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return ident


def _resize(drawing: _Element, width: int, height: int) -> None:
    """The largest size with the picture's proportions inside the placeholder's box (EMU)."""
    box = next(drawing.iter(f"{WP}extent"))
    box_width, box_height = int(box.get("cx", "0")), int(box.get("cy", "0"))
    scale = min(box_width / width, box_height / height)
    for extent in (box, *drawing.iter(f"{A}ext")):
        if extent.get("cx") is not None:
            extent.set("cx", str(round(width * scale)))
            extent.set("cy", str(round(height * scale)))
