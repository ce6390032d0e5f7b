"""Placeholder pictures: found by their alt text, replaced with proportions kept, or taken away."""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING

from lxml import etree

from docgen.errors import FaultsFoundError
from docgen.findings import Finding
from docgen.word.names import RELS, TYPES, WP, A, R, W

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from lxml.etree import _Element

_PARTS = re.compile(r"word/(document|header\d*|footer\d*)\.xml")
_MIME = {"png": "image/png", "jpg": "image/jpeg"}
_CONTENT_TYPES = "[Content_Types].xml"


def replace_pictures(parts: dict[str, bytes], pictures: Mapping[str, Path | None]) -> None:
    """Replace the placeholder of each alt text by its file (PNG or JPEG), or take it away for None.

    Raises FaultsFoundError (M010) for a file that is no readable picture.
    """
    if not pictures:
        return
    for name in [name for name in parts if _PARTS.fullmatch(name)]:
        data = parts[name]
        if b"docPr" not in data:
            continue
        root = etree.fromstring(data)
        for alt, path in pictures.items():
            for drawing in _placeholders(root, alt):
                if path is None:
                    _take_away(drawing)
                else:
                    _replace(parts, name, drawing, path)
        parts[name] = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _placeholders(root: _Element, alt: str) -> list[_Element]:
    return [
        drawing
        for drawing in root.iter(f"{W}drawing")
        for card in drawing.iter(f"{WP}docPr")
        if alt in {card.get("descr"), card.get("title"), card.get("name")}
    ]


def _take_away(drawing: _Element) -> None:
    run = drawing.getparent()
    if run is not None:
        run.remove(drawing)


def _replace(parts: dict[str, bytes], part: str, drawing: _Element, path: Path) -> None:
    kind, width, height, blob = _measure(path)
    blip = next(drawing.iter(f"{A}blip"))
    media = f"word/media/docgen-{path.stem[:40].encode('ascii', 'ignore').decode() or 'image'}.{kind}"
    parts[media] = blob
    _declare_type(parts, kind)
    _retarget(parts, part, blip.get(f"{R}embed", ""), media)
    _resize(drawing, width, height)


def _measure(path: Path) -> tuple[str, int, int, bytes]:
    from docx.image.exceptions import InvalidImageStreamError, UnexpectedEndOfFileError, UnrecognizedImageError
    from docx.image.image import Image

    try:
        blob = path.read_bytes()
        image = Image.from_blob(blob)
    except (OSError, InvalidImageStreamError, UnexpectedEndOfFileError, UnrecognizedImageError):
        image = None
    if image is None or image.ext not in _MIME:
        message = f"l'image « {path} » ne peut pas être lue : il faut une image PNG ou JPEG."
        remede = "Enregistrez-la en PNG, et vérifiez la ligne « logo » d'organisme.yaml."
        raise FaultsFoundError([Finding("M010", message, remede, fichier=str(path))])
    return str(image.ext), int(image.px_width), int(image.px_height), blob


def _declare_type(parts: dict[str, bytes], kind: str) -> None:
    root = etree.fromstring(parts[_CONTENT_TYPES])
    if not any(default.get("Extension", "").lower() == kind for default in root.iter(f"{TYPES}Default")):
        root.insert(0, root.makeelement(f"{TYPES}Default", {"Extension": kind, "ContentType": _MIME[kind]}))
        parts[_CONTENT_TYPES] = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _retarget(parts: dict[str, bytes], part: str, ident: str, media: str) -> None:
    folder, file = posixpath.split(part)
    rels = f"{folder}/_rels/{file}.rels"
    root = etree.fromstring(parts[rels])
    for relation in root.iter(f"{RELS}Relationship"):
        if relation.get("Id") == ident:
            relation.set("Target", posixpath.relpath(media, folder))
    parts[rels] = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _resize(drawing: _Element, width: int, height: int) -> None:
    """The largest size with the picture's proportions inside the placeholder's box (EMU)."""
    box = next(drawing.iter(f"{WP}extent"))
    box_width, box_height = int(box.get("cx", "0")), int(box.get("cy", "0"))
    scale = min(box_width / width, box_height / height)
    for extent in (box, *drawing.iter(f"{A}ext")):
        if extent.get("cx") is not None:
            extent.set("cx", str(round(width * scale)))
            extent.set("cy", str(round(height * scale)))
