"""Every fault that the engine can tell has an example; nothing hostile gets through, and nothing takes long."""

from __future__ import annotations

import io
import os
import re
import sys
import tempfile
import time
import tracemalloc
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

import docx
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from word_files import fault, faults, opened, parts_of, png, saved, template, with_parts, with_pictures, word

from docgen.errors import FaultsFoundError
from docgen.findings import Gravite
from docgen.word import files, package, watch
from docgen.word.template import Template

if TYPE_CHECKING:
    from collections.abc import Callable

    from docgen.findings import Finding

ENGINE = Path(__file__).parents[2] / "docgen" / "word"
GOOD = saved(word("Bonjour {{ x }}", header="{{ x }}"))
PLACEHOLDER = saved(with_pictures("logo"))
ABSENT = Path("/nulle part/logo.png")


def without_a_child() -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(watch, "BOOT", "raise SystemExit(1) # {path}")
        patch.setattr(watch, "_WARDS", {})
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder, "lettre.docx")
            path.write_bytes(GOOD)
            watch.open_template(path, own=())


NEGATIVES: dict[str, Callable[[], object]] = {
    "M001": lambda: Template.open(Path("/nulle part/modele.docx")),
    "M002": lambda: opened(b"du texte"),
    "M003": lambda: template("{% for x in xs %}{{ x }}"),
    "M004": lambda: template("{{ absent }}").render({}),
    "M005": lambda: template("{{ vide }}").render({"vide": None}),
    "M006": lambda: template("{{ texte }}").render({"texte": "\x0b"}),
    "M007": lambda: template("{{ 1 / 0 }}").render({}),
    "M008": lambda: template("{% if x %}", rows=[["{% endif %}"]]).render({"x": False}),
    "M009": lambda: opened(zipped({f"word/{number}.xml": b"" for number in range(package.MAX_PARTS + 1)})),
    "M010": lambda: opened(PLACEHOLDER).render({}, pictures={"logo": ABSENT}),
    "M075": without_a_child,
    "M039": lambda: opened(with_parts(GOOD, {"word/charts/chart1.xml": b"<c>{{ x }}</c>"})),
    "M052": lambda: opened(with_parts(GOOD, {"word/document.xml": _strict(parts_of(GOOD)["word/document.xml"])})),
}


def _strict(body: bytes) -> bytes:
    """A body as « Document Open XML strict » has it (ISO/IEC 29500-1)."""
    transitional = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    return body.replace(transitional, b"http://purl.oclc.org/ooxml/wordprocessingml/main")


def codes(action: Callable[[], object]) -> list[str]:
    """The codes of what is found; none when all went well. Any other exception is a bug."""
    try:
        action()
    except FaultsFoundError as error:
        return [finding.code for finding in error.findings]
    return []


def zipped(parts: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


WARNED = {"M053": "word/_rels/settings.xml.rels"}  # of a template that opens
FETCHING = (
    b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" '
    b'TargetMode="&#69;xternal" Target="http://x.example/y.png" Type="http://schemas.openxmlformats.org/officeDocument/'
    b'2006/relationships/image"/></Relationships>'
)


def test_what_word_would_fetch_is_a_warning_of_a_template_that_opens() -> None:
    (found,) = opened(with_parts(GOOD, {WARNED["M053"]: FETCHING})).findings
    assert (found.code, found.gravite) == ("M053", Gravite.AVERTISSEMENT)
    assert "http://x.example/y.png" in found.message
    assert opened(GOOD).findings == ()


@pytest.mark.parametrize("code", NEGATIVES)
def test_each_fault_is_found_under_its_code(code: str) -> None:
    assert fault(NEGATIVES[code]).code == code


def test_every_code_that_the_engine_emits_has_an_example() -> None:
    emitted = {code for file in ENGINE.glob("*.py") for code in re.findall(r'"(M\d{3})"', file.read_text("utf-8"))}
    assert emitted == NEGATIVES.keys() | WARNED.keys()


# Files that are no template


@pytest.mark.parametrize(
    ("name", "content", "code", "said"),
    [
        ("vide.docx", b"", "M002", "pas un document Word"),
        ("texte.docx", b"du texte", "M002", "pas un document Word"),
        ("image.docx", png(4, 4), "M002", "pas un document Word"),
        ("vieux.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "M002", "ancien .doc"),
        ("vieux.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "M002", "mot de passe"),
        ("macros.docm", GOOD, "M002", "macros"),
        ("texte.docx", zipped({"mimetype": b"x", "content.xml": b"<x/>"}), "M002", "LibreOffice"),
        (
            "classeur.docx",
            zipped({"[Content_Types].xml": b"<Types/>", "xl/workbook.xml": b"<x/>"}),
            "M002",
            "autre type",
        ),
        ("coupe.docx", GOOD[: len(GOOD) // 2], "M002", "pas un document Word"),
        ("coupe.docx", GOOD[:-1], "M002", "pas un document Word"),
    ],
)
def test_a_file_that_is_no_template_is_refused(name: str, content: bytes, code: str, said: str) -> None:
    found = fault(lambda: opened(content, name))
    assert found.code == code
    assert said in found.message
    assert found.fichier.endswith(name)


def test_macros_are_seen_whatever_the_name() -> None:
    types = parts_of(GOOD)["[Content_Types].xml"].replace(
        b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
        b"application/vnd.ms-word.document.macroEnabled.main+xml",
    )
    found = fault(lambda: opened(with_parts(GOOD, {"[Content_Types].xml": types})))
    assert (found.code, "macros" in found.message) == ("M002", True)


def test_a_folder_is_no_template(tmp_path: Path) -> None:
    assert fault(lambda: Template.open(tmp_path)).code == "M001"


@pytest.mark.parametrize(
    "part",
    ["word/document.xml", "word/header1.xml", "docProps/core.xml", "[Content_Types].xml", "word/theme/theme1.xml"],
)
@pytest.mark.parametrize("content", [b"", b"<w:document>", b"\xff\xfe<\0", b"<a>\xe9</a>", b"<!DOCTYPE a><a/>"])
def test_a_part_that_is_no_sound_xml_is_refused(part: str, content: bytes) -> None:
    assert fault(lambda: opened(with_parts(GOOD, {part: content}))).code == "M002"


def without(name: str) -> bytes:
    return zipped({part: content for part, content in parts_of(GOOD).items() if part != name})


NO_LIST = b'<Relationships xmlns="http://autre"/>'
LOST = b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship '
LOST += b'Id="r1" Type="x" Target="%s"/></Relationships>'
TYPES_OF_GOOD = parts_of(GOOD)["[Content_Types].xml"]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (without("_rels/.rels"), "mène au texte"),
        (with_parts(GOOD, {"_rels/.rels": parts_of(GOOD)["_rels/.rels"].replace(b'officeDocument"', b'x"')}), "mène"),
        (without("word/styles.xml"), "il y manque word/styles.xml"),
        (with_parts(GOOD, {"word/_rels/footer1.xml.rels": NO_LIST}), "word/_rels/footer1.xml.rels"),
        (with_parts(GOOD, {"word/_rels/footer1.xml.rels": LOST % b"media/a.png"}), "il y manque word/media/a.png"),
        (with_parts(GOOD, {"word/document.xml": b"<x/>"}), "pas de texte"),
        (with_parts(GOOD, {"[Content_Types].xml": TYPES_OF_GOOD.replace(b"main+xml", b"x+xml")}), "annonce"),
        (with_parts(GOOD, {"docProps/app.xml": b"<?xml version='1.0'?><?xml version='1.0'?><x/>"}), "docProps/app.xml"),
        (with_parts(GOOD, {"word/styles.xml": b"<a><b></a>"}), "word/styles.xml"),
    ],
)
def test_a_package_that_word_would_not_open_is_refused(data: bytes, said: str) -> None:
    found = fault(lambda: opened(data))
    assert (found.code, said in found.message) == ("M002", True), found.message


def test_a_picture_that_word_has_lost_and_a_link_within_the_document_are_no_damage() -> None:
    lost = {"word/_rels/footer1.xml.rels": LOST % b"../NULL", "word/_rels/header9.xml.rels": LOST % b"#lieu"}
    opened(with_parts(GOOD, lost))


@pytest.mark.skipif(sys.platform == "win32", reason="pipes of POSIX")
def test_a_pipe_in_the_place_of_a_template_does_not_hang(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "agenda.docx")
    assert fault(lambda: Template.open(tmp_path / "agenda.docx")).code == "M001"


@given(st.integers(0, len(GOOD) - 1), st.binary(min_size=1, max_size=8))
@settings(max_examples=150, deadline=None)
@example(len(GOOD) // 2, b"\0\0\0\0")
def test_whatever_bytes_are_damaged_there_is_a_finding_or_a_template(at: int, damage: bytes) -> None:
    data = GOOD[:at] + damage + GOOD[at + len(damage) :]
    assert all(code.startswith("M") for code in codes(lambda: opened(data).render({"x": "a"})))


@given(st.integers(0, len(GOOD)))
@settings(max_examples=40, deadline=None)
def test_a_file_cut_short_anywhere_is_refused(length: int) -> None:
    if length < len(GOOD):
        assert fault(lambda: opened(GOOD[:length])).code == "M002"


@given(st.integers(0, len(png(6, 6)) - 1), st.binary(min_size=1, max_size=8))
@settings(max_examples=60, deadline=None)
def test_a_damaged_logo_is_a_finding_or_a_picture(at: int, damage: bytes) -> None:
    made = opened(PLACEHOLDER)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "logo.png")
        path.write_bytes(png(6, 6)[:at] + damage)
        assert codes(lambda: made.render({}, pictures={"logo": path})) in ([], ["M010"])


# Bombs


def test_a_zip_bomb_is_refused_before_it_is_inflated() -> None:
    bomb = with_parts(GOOD, {"word/media/zero.bin": bytes(files.MAX_BYTES + 1)})
    assert len(bomb) < 1_000_000
    found, seconds = timed(lambda: fault(lambda: opened(bomb)))
    assert found.code == "M009"
    assert seconds < 3


def test_an_entry_that_lies_about_its_size_is_refused_before_it_is_inflated() -> None:
    zeros = 50_000_000
    name = "word/media/zero.bin"
    bomb = bytearray(with_parts(GOOD, {name: bytes(zeros)}))
    size = zeros.to_bytes(4, "little")
    assert bomb.count(size) == 2  # the entry's own header, and the directory at the end
    lying = bytes(bomb).replace(size, (10).to_bytes(4, "little"))
    tracemalloc.start()
    try:
        assert fault(lambda: opened(lying)).code == "M002"
        assert tracemalloc.get_traced_memory()[1] < 5_000_000
    finally:
        tracemalloc.stop()


def test_entities_are_refused_unread() -> None:
    bomb = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">' + b"".join(
        b'<!ENTITY %c "%s">' % (98 + rank, b"&%c;" % (97 + rank) * 10) for rank in range(20)
    )
    found, seconds = timed(
        lambda: fault(lambda: opened(with_parts(GOOD, {"word/document.xml": bomb + b"]><x>&u;</x>"})))
    )
    assert found.code == "M002"
    assert seconds < 3


def timed(action: Callable[[], Finding]) -> tuple[Finding, float]:
    start = time.perf_counter()
    return action(), time.perf_counter() - start


@pytest.mark.parametrize(
    "tag",
    [
        "{{ ''.__class__.__mro__ }}",
        "{{ ''['__class__'] }}",
        "{{ ''|attr('__class__') }}",
        "{{ x.__init__.__globals__ }}",
        "{{ x.m.__func__.__globals__ }}",
        "{{ cycler.__init__.__globals__.os.getcwd() }}",
        "{{ self.__init__.__globals__ }}",
        "{{ '{0.__class__}'.format(x) }}",
        "{{ '{0.__class__}'.format_map(x) }}",
        "{{ x.liste.append(3) }}",
        "{{ x.liste.clear() }}",
        "{{ namespace(a=1) }}",
        "{{ namespace.__globals__ }}",
        "{{ namespace(a=1).__init__.__globals__ }}",
        "{{ range.__closure__ }}",
        "{{ range }}",
        "{{ x.m }}",
        "{{ config }}",
        "{{ ().__class__.__bases__[0].__subclasses__() }}",
        "{% include '/etc/passwd' %}",
        "{% import 'os' as os %}{{ os }}",
        "{% extends 'x' %}",
    ],
)
def test_a_template_reaches_nothing_but_its_fields(tag: str) -> None:
    class Vue:
        liste = (1, 2)

        def __init__(self) -> None:
            self.liste = [1, 2]  # type: ignore[assignment]

        def m(self) -> None: ...

    vue = Vue()
    found = fault(lambda: template(tag).render({"x": vue}))
    assert found.code in {"M003", "M004", "M007"}
    assert vue.liste == [1, 2]  # type: ignore[comparison-overlap]


# Tags that are badly written


@pytest.mark.parametrize(
    "tag",
    [
        "{{ x",
        "{{ x }",
        "{{ }}",
        "{{ premier nom }}",
        "{{ „x“ }}",
        "{{ 'l’eau' }}",
        "{% if x %}",
        "{% if x = 3 %}x{% endif %}",
        "{% if x AND y %}x{% endif %}",
        "{% endfor %}",
        "{% for x in xs %}{% endif %}",
        "{% for x %}{% endfor %}",
        "{%p for x in xs %}",
        "{%P for x in xs %}",
        "{% p if x %}",
        "{%tr for x in xs %}",
        "{{ x|nimporte }}",
        "{{ x|upper| }}",
        "{% bidule %}",
        "{{ 3x }}",
    ],
)
def test_a_badly_written_tag_is_found_where_it_stands(tag: str) -> None:
    document = docx.Document()
    document.add_heading("Le programme", 1)
    document.add_paragraph(tag)
    found = fault(lambda: opened(saved(document)))
    assert found.code == "M003"
    assert found.lieu == "corps du document, sous le titre « Le programme »"
    assert "«" in found.message
    assert fault(lambda: template("x", header=tag)).lieu == "en-tête"
    assert fault(lambda: template("x", footer=tag)).lieu == "pied de page"
    assert fault(lambda: template(rows=[[tag]])).lieu == "corps du document"


def test_the_faults_of_all_parts_are_told_at_once() -> None:
    found = faults(lambda: template("{% if %}", header="{{ a b }}", footer="{{ }}", title="{{ 'x }}"))
    assert {finding.code for finding in found} == {"M003"}
    places = {finding.lieu for finding in found}
    assert places == {"corps du document", "en-tête", "pied de page", "propriétés du document"}


@pytest.mark.parametrize(
    "tag",
    [
        "{{ x|dictsort(by='z') }}",
        "{% if x %}{{ x|nimporte }}{% endif %}",
        "{{ x + 1 }}",
        "{{ 'a' + 1 }}",
        "{{ x() }}",
        "{% for a, b in [1] %}{% endfor %}",
        "{{ '%d' % 'a' }}",
    ],
)
def test_a_tag_that_cannot_be_worked_out_is_named(tag: str) -> None:
    found = fault(lambda: template("avant", tag).render({"x": {"a": 1}}))
    assert found.code in {"M003", "M007"}
    assert found.lieu == "corps du document"


@pytest.mark.parametrize("tag", ["{{ brut|safe }}", "{% if x %}a{%p endif %}"])
def test_tags_that_break_the_document_are_found_after_filling(tag: str) -> None:
    found = fault(lambda: template(rows=[[tag]]).render({"x": False, "brut": "</w:t>"}))
    assert found.code in {"M003", "M008"}


def test_a_long_template_and_a_long_text_take_seconds_at_most() -> None:
    start = time.perf_counter()
    made = template(*[f"Paragraphe {number} : {{{{ x }}}} et {{{{ y }}}}" for number in range(1500)])
    made.render({"x": "a", "y": "b"})
    template("{{ x }}").render({"x": "l’eau & l’air\n" * 100_000})
    assert time.perf_counter() - start < 15
