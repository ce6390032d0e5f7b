"""When a render is text and when it needs a tree of elements, and what it owes the document then."""

from __future__ import annotations

import sys
import threading
import zipfile
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docxtpl import RichText
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from markupsafe import Markup
from word_files import cells, fault, lines, opened, parts_of, saved, template, tree, with_body, word

from docgen.errors import FaultsFoundError
from docgen.word import template as module
from docgen.word.gaps import Gap
from docgen.word.highlighting import highlight, highlighted
from docgen.word.names import WP, W
from docgen.word.package import read_package, write_package
from docgen.word.shape import ALWAYS, Needs
from docgen.word.template import Template

if TYPE_CHECKING:
    from docx.document import Document

ROOT = Path(__file__).parents[2]
NUMBERING, SETTINGS = "word/numbering.xml", "word/settings.xml"
TABLE = "<w:tbl><w:tblPr/><w:tblGrid><w:gridCol/><w:gridCol/></w:tblGrid>%s</w:tbl><w:p/>"
ROW = "<w:tr>%s</w:tr>"
CELL = "<w:tc><w:p><w:r><w:t>%s</w:t></w:r></w:p></w:tc>"
SHADED = (CELL % "{% cellbg x %}a").replace("<w:tc>", '<w:tc><w:tcPr><w:tcW w:w="9" w:type="dxa"/></w:tcPr>')
TWO = ROW % (CELL % "a" + CELL % "{{ x }}")


def needs(xml: str) -> Needs:
    (part,) = opened(with_body(xml)).compiled
    return part.needs


def run(text: str) -> str:
    return f"<w:r><w:t>{text}</w:t></w:r>"


def paragraph(*texts: str) -> str:
    return "<w:p>" + "".join(map(run, texts)) + "</w:p>"


@pytest.mark.parametrize(
    ("xml", "needed"),
    [
        (paragraph("{{ x }}"), Needs.NOTHING),
        (paragraph("{% if x %}", "a", "{% endif %}"), Needs.NOTHING),
        (paragraph("{%p for x in xs %}") + paragraph("{{ x }}") + paragraph("{%p endfor %}"), Needs.NOTHING),
        (paragraph("{% for x in xs %}") + paragraph("{{ x }}{% endfor %}"), Needs.NOTHING),
        (TABLE % TWO, Needs.NOTHING),
        (TABLE % (TWO + ROW % (CELL % "{%tr for x in xs %}") + TWO + ROW % (CELL % "{%tr endfor %}")), Needs.NOTHING),
        (TABLE % (ROW % (CELL % "{%tr for x in xs %}") + TWO + ROW % (CELL % "{%tr endfor %}")), Needs.ROWS),
        (TABLE % (ROW % (CELL % "{{ x }}")), Needs.NOTHING),
        (
            TABLE % (ROW % (CELL % "a" + CELL % "{%tc for x in xs %}" + CELL % "b" + CELL % "{%tc endfor %}")),
            Needs.GRID,
        ),
        (
            TABLE
            % (
                ROW
                % (
                    CELL % "{% if x %}a{% endif %}"
                    + "<w:tc>"
                    + paragraph("{%p if x %}")
                    + paragraph("b")
                    + paragraph("{%p endif %}")
                    + "</w:tc>"
                )
            ),
            Needs.CELLS,
        ),
        (TABLE % (ROW % (SHADED + CELL % "b")), Needs.STRAY | Needs.ORDER),
        (paragraph("{{r x }}"), Needs.STRAY | Needs.ORDER),
        ("{{ x }}" + paragraph("a"), Needs.STRAY | Needs.ORDER),
        (
            paragraph("{%p for x in xs %}")
            + '<w:p><w:bookmarkStart w:id="1" w:name="ici"/></w:p>'
            + paragraph("{%p endfor %}"),
            Needs.IDS,
        ),
        (
            paragraph("{{ x }}") + 2 * '<w:p><w:r><w:drawing><wp:docPr id="1" name="a"/></w:drawing></w:r></w:p>',
            Needs.IDS,
        ),
    ],
)
def test_what_a_part_needs_is_told_from_its_tags(xml: str, needed: Needs) -> None:
    assert needs(xml) == needed


@pytest.mark.parametrize("xml", [
    paragraph("{% if x %}") + TABLE % (ROW % (CELL % "{% endif %}")),
    TABLE % (ROW % (CELL % "{% if x %}" + CELL % "b{% endif %}")),
])  # fmt: skip
def test_what_cannot_be_followed_is_built_each_time(xml: str) -> None:
    assert needs(xml) & ALWAYS


def test_the_proposal_is_text(monkeypatch: pytest.MonkeyPatch) -> None:
    parts = Template.open(ROOT / "templates" / "programme.docx").compiled
    assert not any(part.needs & ALWAYS for part in parts)
    monkeypatch.setattr(module, "etree", None)
    assert lines(template("Bonjour {{ x }}").render({"x": "a & b\nc"})) == ["Bonjour a & b\nc"]


WML = W.strip("{}")
PRIX = str(Gap("le prix", "brief", ("prix",)))
RUN = "<w:r><w:rPr><w:b/><w:u/></w:rPr><w:t>%s</w:t></w:r>"
ODD_RUN = '<w:r w:rsidR="00"><w:tab/><w:t xml:space="preserve">%s</w:t><w:br/><w:t>%s</w:t></w:r>'
BOX = "<w:r><w:pict><w:txbxContent><w:p>%s</w:p></w:txbxContent></w:pict><w:t>%s</w:t></w:r>"
EMPTY_BOX = '<w:r><w:t>%s</w:t><w:pict><w:txbxContent><w:p w:rsidR="00"><w:pPr/></w:p></w:txbxContent></w:pict></w:r>'
TEXT = st.sampled_from(["", "a", "a &amp; b", PRIX, f"x {PRIX} y", f"{PRIX}{PRIX}"])
RUNS = st.one_of(
    st.builds(RUN.__mod__, TEXT),
    st.builds(ODD_RUN.__mod__, st.tuples(TEXT, TEXT)),
    st.builds(BOX.__mod__, st.tuples(st.builds(RUN.__mod__, TEXT), TEXT)),
    st.builds(EMPTY_BOX.__mod__, TEXT),
)


@given(st.lists(RUNS, max_size=6))
def test_gaps_highlighted_in_a_text_are_those_highlighted_in_its_tree(runs: list[str]) -> None:
    xml = f'<w:document xmlns:w="{WML}"><w:body><w:p>{"".join(runs)}</w:p></w:body></w:document>'
    tree = etree.fromstring(xml)
    highlight(tree)
    text = highlighted(xml)
    assert text is None or etree.canonicalize(text) == etree.canonicalize(etree.tostring(tree, encoding="unicode"))
    assert text is not None or "pict" in xml


def test_a_gap_that_is_in_no_run_of_the_root_is_left_to_the_tree() -> None:
    below = f'<w:p xmlns:a="a"><w:r a:b=""><w:t>{PRIX}</w:t></w:r></w:p>'
    for body in (f"<w:t>{PRIX}</w:t>", f"<w:r></w:r><w:t>{PRIX}</w:t>", below):
        assert highlighted(f'<w:document xmlns:w="{WML}">{body}</w:document>') is None, body
    assert highlighted("<x/>") is None


def test_a_gap_beside_what_only_looks_like_a_run_is_left_to_the_tree() -> None:
    for hidden in ("<!-- <w:r> -->", "<?x <w:r> ?>"):
        body = f"<w:p><w:r>{hidden}<w:t>{PRIX}</w:t></w:r></w:p>"
        assert highlighted(f'<?xml version="1.0"?><w:document xmlns:w="{WML}">{body}</w:document>') is None, hidden


def test_a_gap_and_word_xml_bring_the_tree_back() -> None:
    plain = template("{{ x }}")
    assert lines(plain.render({"x": Gap("le prix", "brief", ("prix",))})) == ["À COMPLÉTER\u00a0: le prix"]
    safe = template("{{ x|safe }}")
    assert lines(safe.render({"x": "a</w:t></w:r><w:r><w:b/><w:t>b"})) == ["ab"]
    for broken in ("</w:t>", "a<w:b>", "<w:p/>", "&nope; <b/>", "</w:t></w:r></w:p>x<w:p><w:r><w:t>"):
        assert fault(lambda: safe.render({"x": broken})).code == "M008"  # noqa: B023


def test_blocks_that_print_as_they_are_are_checked() -> None:
    made = template("{% filter replace('a', x) %}a{% endfilter %}")
    assert lines(made.render({"x": "<w:b>"})) == ["<w:b>"]
    assert fault(lambda: made.render({"x": Markup("<w:b>")})).code == "M008"
    called = template("{% macro m() %}{{ caller()|safe }}{% endmacro %}{% call m() %}{{ x|safe }}{% endcall %}")
    assert fault(lambda: called.render({"x": "</w:t>"})).code == "M008"
    assert lines(called.render({"x": "a &amp; b"})) == ["a & b"]
    assert fault(lambda: template("{% block b scoped %}{{ x }}{% endblock %}")).code == "M003"


def test_the_ids_of_paragraphs_that_a_loop_copies_go_and_others_stay() -> None:
    one = '<w:p w14:paraId="1A2B3C4D" w14:textId="77777777"><w:r><w:t>{{ x }}</w:t></w:r></w:p>'
    data = with_body(one + paragraph("{%p for x in xs %}") + one.replace("1A", "2A") + paragraph("{%p endfor %}"))
    made = opened(data)
    rendered = parts_of(made.render({"x": 1, "xs": [1, 2]}))["word/document.xml"]
    assert (rendered.count(b"1A2B3C4D"), rendered.count(b"2A2B3C4D")) == (1, 0)


# Lists that start again


def numbered(*texts: str) -> Document:
    document = docx.Document()
    for text in texts:
        document.add_paragraph(text, "List Number" if "{{" in text else None)
    return document


LISTS = (
    "{%p for m in modules %}",
    "Module",
    "{%p for e in m %}",
    "{{ e }}{# recommencer #}",
    "{%p endfor %}",
    "{%p endfor %}",
)


def numbers(rendered: bytes) -> list[str]:
    return [found.get(f"{W}val", "") for found in tree(rendered).iter(f"{W}numId")]


def test_a_marked_list_starts_again_at_each_run_of_its_loop() -> None:
    rendered = opened(saved(numbered(*LISTS))).render({"modules": [["a", "b"], ["c"], [], ["d", "e"]]})
    assert [line for line in lines(rendered) if line != "Module"] == ["a", "b", "c", "d", "e"]
    first, second, third = dict.fromkeys(numbers(rendered))
    assert numbers(rendered) == [first, first, second, third, third]
    root = tree(rendered, NUMBERING)
    made = [num for num in root.iter(f"{W}num") if num.get(f"{W}numId") in {first, second, third}]
    assert [num.find(f"{W}lvlOverride/{W}startOverride").get(f"{W}val") for num in made] == ["1"] * 3  # type: ignore[union-attr]
    assert len({num.find(f"{W}abstractNumId").get(f"{W}val") for num in made}) == 1  # type: ignore[union-attr]
    assert etree.QName(list(root)[-1]).localname == "num"
    same = opened(saved(numbered(*LISTS))).render({"modules": [["a", "b"], ["c"], [], ["d", "e"]]})
    assert same == rendered


def test_a_list_without_the_mark_counts_on_as_word_does() -> None:
    plain = [text.replace("{# recommencer #}", "") for text in LISTS]
    made = opened(saved(numbered(*plain)))
    rendered = made.render({"modules": [["a"], ["b"]]})
    assert numbers(rendered) == []
    assert parts_of(rendered)[NUMBERING] == made.package.parts[NUMBERING]


def test_a_mark_outside_of_a_loop_changes_nothing_and_one_outside_of_a_list_is_found() -> None:
    assert lines(opened(saved(numbered("{{ x }}{# recommencer #}"))).render({"x": "a"})) == ["a"]
    made = template("{%p for x in xs %}", "{{ x }}{# recommencer #}", "{%p endfor %}")
    found = fault(lambda: made.render({"xs": [1]}))
    assert found.code == "M008"
    assert "recommencer" in found.message


# Tables of contents


def test_a_table_of_contents_is_set_to_update_and_no_other_document_asks() -> None:
    document = word("{{ x }}")
    document.paragraphs[0]._p.append(parse_xml(f'<w:fldSimple {nsdecls("w")} w:instr=" TOC \\o "/>'))
    rendered = opened(saved(document)).render({"x": 1})
    names = [etree.QName(child).localname for child in tree(rendered, SETTINGS)]
    assert names.index("updateFields") < names.index("compat")
    assert tree(rendered, SETTINGS).find(f"{W}updateFields").get(f"{W}val") == "true"  # type: ignore[union-attr]
    assert b"updateFields" not in parts_of(template("{{ x }}").render({"x": 1}))[SETTINGS]


# The zip


def test_what_does_not_change_is_copied_compressed_as_it_came() -> None:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, part in parts_of(saved(word("{{ x }}"))).items():
            kind = zipfile.ZIP_STORED if name.endswith("styles.xml") else zipfile.ZIP_DEFLATED
            archive.writestr(zipfile.ZipInfo(name, (2024, 5, 5, 5, 5, 4)), part, kind)
        archive.writestr("word/média é.bin", b"x" * 1000)
    rendered = opened(out.getvalue()).render({"x": 1})
    with zipfile.ZipFile(out) as before, zipfile.ZipFile(BytesIO(rendered)) as after:
        assert after.testzip() is None
        assert after.namelist() == before.namelist()
        for info in after.infolist():
            assert info.date_time == (1980, 1, 1, 0, 0, 0)
            if info.filename not in {"word/document.xml", "docProps/core.xml"}:
                was = before.getinfo(info.filename)
                assert (info.compress_type, info.compress_size) == (was.compress_type, was.compress_size)


def test_a_file_written_is_a_file_read(tmp_path: Path) -> None:
    parts = parts_of(saved(word("x")))
    path = tmp_path / "x.docx"
    path.write_bytes(write_package(parts))
    assert read_package(path).parts == parts
    assert write_package(parts) == path.read_bytes()


# Threads


def test_eight_threads_share_a_template_and_a_failing_render_leaves_no_trace() -> None:
    made = template(
        "{% set y = x %}{{ y }} {{ riche }}",
        header="{{ x }}",
        rows=[["{%tr for i in xs %}"], ["{{ i }}"], ["{%tr endfor %}"]],
    )
    barrier = threading.Barrier(8)

    def render(number: int) -> list[list[str]]:
        if number < 8:
            barrier.wait()
        values = {"x": f"n{number}", "riche": "a", "xs": [f"{number}-{i}" for i in range(number % 7)]}
        if number % 5 == 0:
            with pytest.raises(FaultsFoundError):
                made.render({**values, "riche": RichText("x", bold=True)})
        rendered = made.render(values)
        return [[line] for line in lines(rendered)] + cells(rendered)

    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-5)
    try:
        with ThreadPoolExecutor(8) as pool:
            results = list(pool.map(render, range(80)))
    finally:
        sys.setswitchinterval(before)
    assert results == [[[f"n{n} a"], *([f"{n}-{i}"] for i in range(n % 7))] for n in range(80)]


def test_a_drawing_keeps_its_id() -> None:
    drawing = '<w:p><w:r><w:drawing><wp:docPr id="41" name="a"/></w:drawing></w:r></w:p>'
    rendered = opened(with_body(paragraph("{{ x }}") + drawing)).render({"x": 1})
    assert [card.get("id") for card in tree(rendered).iter(f"{WP}docPr")] == ["41"]
