"""Word files for tests, made with python-docx as a person would make them in Word."""

from __future__ import annotations

import io
import re
import struct
import tempfile
import zipfile
import zlib
from pathlib import Path
from typing import TYPE_CHECKING

import docx
import pytest
from docx.shared import Cm
from lxml import etree

from docgen.errors import FaultsFoundError
from docgen.word.names import WP, W
from docgen.word.template import Template

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from docx.document import Document

    from docgen.findings import Finding


def word(
    *paragraphs: str,
    header: str = "",
    footer: str = "",
    title: str = "",
    rows: Sequence[Sequence[str]] = (),
) -> Document:
    """A document of paragraphs, then a table; with a header, a footer and a title property."""
    made = docx.Document()
    for text in paragraphs:
        made.add_paragraph(text)
    if header:
        made.sections[0].header.paragraphs[0].text = header
    if footer:
        made.sections[0].footer.paragraphs[0].text = footer
    if title:
        made.core_properties.title = title
    if rows:
        table = made.add_table(0, len(rows[0]))
        for row in rows:
            for cell, text in zip(table.add_row().cells, row, strict=True):
                cell.text = text
    return made


def saved(document: Document) -> bytes:
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def opened(data: bytes, name: str = "modele.docx") -> Template:
    """What `Template.open` makes of a file with these bytes."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, name)
        path.write_bytes(data)
        return Template.open(path)


def template(
    *paragraphs: str,
    header: str = "",
    footer: str = "",
    title: str = "",
    rows: Sequence[Sequence[str]] = (),
) -> Template:
    return opened(saved(word(*paragraphs, header=header, footer=footer, title=title, rows=rows)))


def read(rendered: bytes) -> Document:
    return docx.Document(io.BytesIO(rendered))


def lines(rendered: bytes) -> list[str]:
    return [paragraph.text for paragraph in read(rendered).paragraphs]


def cells(rendered: bytes) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for table in read(rendered).tables for row in table.rows]


def parts_of(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def tree(rendered: bytes, part: str = "word/document.xml") -> etree._Element:
    return etree.fromstring(parts_of(rendered)[part])


def with_parts(data: bytes, changed: Mapping[str, bytes]) -> bytes:
    """The same package with some parts changed or added."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in {**parts_of(data), **changed}.items():
            archive.writestr(name, content)
    return out.getvalue()


RELATIONS = "word/_rels/document.xml.rels"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def with_story(data: bytes, kind: str, xml: str, name: str = "") -> bytes:
    """The same document with one more part (« footnotes », « header »), called as one likes and tied to the body.

    A header or footer takes the place of the one that there is.
    """
    name = name or f"word/{kind}.xml"
    relations = parts_of(data)[RELATIONS].decode()
    target = f'Type="{OFFICE}/{kind}" Target="/{name}"'
    taken = re.search(rf'Type="{OFFICE}/{kind}" Target="[^"]*"', relations)
    added = f'<Relationship Id="rId{kind}" {target}/></Relationships>'
    made = relations.replace(taken[0], target) if taken else relations.replace("</Relationships>", added)
    types = parts_of(data)["[Content_Types].xml"].decode()
    mime = f"application/vnd.openxmlformats-officedocument.wordprocessingml.{kind}+xml"
    types = types.replace("</Types>", f'<Override PartName="/{name}" ContentType="{mime}"/></Types>')
    return with_parts(data, {name: xml.encode(), RELATIONS: made.encode(), "[Content_Types].xml": types.encode()})


def with_body(xml: str) -> bytes:
    """A package whose body is this Word XML."""
    data = saved(docx.Document())
    body = parts_of(data)["word/document.xml"].decode()
    at, to = body.index("<w:body>") + len("<w:body>"), body.index("<w:sectPr")
    return with_parts(data, {"word/document.xml": (body[:at] + xml + body[to:]).encode()})


def png(width: int, height: int, grey: int = 128) -> bytes:
    """A plain grey picture."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    rows = (b"\0" + bytes([grey]) * width) * height
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def with_pictures(*alts: str, box: tuple[float, float] = (4, 2), in_header: bool = False) -> Document:
    """A document with one placeholder per alt text, all the same grey box (in cm); Word keeps one image for all."""
    made = docx.Document()
    for alt in alts:
        holder = made.sections[0].header.paragraphs[0] if in_header else made.add_paragraph()
        holder.add_run().add_picture(io.BytesIO(png(10, 10)), Cm(box[0]), Cm(box[1]))
        card = list(holder._p.iter(f"{WP}docPr"))[-1]
        card.set("descr", alt)
    return made


def faults(action: Callable[[], object]) -> list[Finding]:
    with pytest.raises(FaultsFoundError) as caught:
        action()
    for finding in caught.value.findings:
        assert finding.message.endswith((".", "…"))
        assert finding.remede
        assert finding.exit_code == 3
    return list(caught.value.findings)


def fault(action: Callable[[], object]) -> Finding:
    (found,) = faults(action)
    return found


def highlighted(root: etree._Element) -> list[str]:
    """The texts of the runs that stand in yellow."""
    return [
        "".join(text.text or "" for text in run.iter(f"{W}t"))
        for run in root.iter(f"{W}r")
        for mark in run.iterfind(f"{W}rPr/{W}highlight")
        if mark.get(f"{W}val") == "yellow"
    ]
