"""Filling a template harms nothing: grids, notes and marks stay those of their author but where tags change them."""

from __future__ import annotations

import re
import time
from typing import TYPE_CHECKING

import pytest
from word_files import cells, lines, opened, parts_of, tree, with_body, with_story

from docgen.word.names import OFFICE, VML, W
from docgen.word.reading import text_of

if TYPE_CHECKING:
    from lxml.etree import _Element

NAMES = " ".join(
    f'xmlns:{prefix}="{name}"'
    for prefix, name in (
        ("w", W.strip("{}")),
        ("v", VML.strip("{}")),
        ("o", OFFICE.strip("{}")),
        ("r", "http://schemas.openxmlformats.org/officeDocument/2006/relationships"),
    )
)


def p(text: str, more: str = "") -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r>{more}</w:p>"


def tc(content: str, width: str = "", span: int = 1) -> str:
    content = content if content.startswith("<") else p(content)
    merged = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    return f"<w:tc><w:tcPr>{width}{merged}</w:tcPr>{content}</w:tc>"


def tr(*each: str) -> str:
    return "<w:tr>" + "".join(each) + "</w:tr>"


def sdt(content: str, ident: int = 7) -> str:
    return f'<w:sdt><w:sdtPr><w:id w:val="{ident}"/></w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>'


def tbl(widths: list[int], *rows: str, change: str = "") -> str:
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths) + change
    return f"<w:tbl><w:tblPr/><w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl><w:p/>"


def tw(width: int, kind: str = "dxa") -> str:
    return f'<w:tcW w:w="{width}" w:type="{kind}"/>'


def grid_of(rendered: bytes, rank: int = 0) -> list[int]:
    table = list(tree(rendered).iter(f"{W}tbl"))[rank]
    assert not [name for name in table.attrib if not str(name).startswith("{")]
    return [int(column.get(f"{W}w", "0")) for column in table.findall(f"{W}tblGrid/{W}gridCol")]


def filled(xml: str, **values: object) -> bytes:
    return opened(with_body(xml)).render(values)


# Grids


@pytest.mark.parametrize(
    "rows",
    [
        tr(sdt(tc("☐")), tc("{{ x }}")) * 3,
        tr(tc("{{ x }}"), sdt(tc("Salle"))) * 3,
        tr(sdt(tc("a")), sdt(tc("{{ x }}"))),
        sdt(tr(tc("a"), tc("{{ x }}"))),
        f"<w:customXml>{tr(tc('a'), tc('{{ x }}'))}</w:customXml>",
        tr(tc("{{ x }}", span=2)) + tr(tc("a"), sdt(tc("b"))),
        tr(tc("un seul : {{ x }}")),  # what its author drew stays, sound or not
    ],
)
def test_a_grid_whose_columns_no_tag_touches_stays(rows: str) -> None:
    assert grid_of(filled(tbl([500, 8500], rows), x="Tours")) == [500, 8500]


def test_a_grid_stays_when_another_table_of_the_document_gains_columns() -> None:
    loop = tr(tc("a"), tc("{%tc for x in xs %}"), tc("{{ x }}"), tc("{%tc endfor %}"))
    rendered = filled(tbl([500, 8500], tr(sdt(tc("☐")))) + tbl([1000] * 4, loop), xs=[1])
    assert (grid_of(rendered), grid_of(rendered, 1)) == ([500, 8500], [2000, 2000])


CHANGE = '<w:tblGridChange w:id="0"><w:tblGrid><w:gridCol w:w="1"/></w:tblGrid></w:tblGridChange>'


def test_a_tracked_change_of_the_grid_is_no_column() -> None:
    rendered = filled(tbl([5000, 2000], tr(tc("a"), tc("{{ x }}")), change=CHANGE), x="b")
    assert grid_of(rendered) == [5000, 2000]
    assert parts_of(rendered)["word/document.xml"].count(b"tblGridChange") == 2
    was = '<w:tcPrChange w:id="1" w:author="a"><w:tcPr><w:gridSpan w:val="5"/></w:tcPr></w:tcPrChange>'
    changed = "<w:tc><w:tcPr>" + was + "</w:tcPr>" + p("{{ x }}") + "</w:tc>"
    loop = tr(tc("{%tc for x in xs %}"), tc("{{ x }}"), tc("{%tc endfor %}"))
    rendered = filled(tbl([3000] * 3, tr(changed, tc("a"), tc("b")), loop, change=CHANGE), x="b", xs=[1, 2, 3, 4])
    assert grid_of(rendered) == [2250] * 4
    assert b"tblGridChange" in parts_of(rendered)["word/document.xml"]


DAYS = tr(tc("Nom"), tc("{%tc for d in jours %}"), tc("{{ d }}"), tc("{%tc endfor %}"))


@pytest.mark.parametrize("width", ["", tw(0, "auto"), tw(1000, "pct"), '<w:tcW w:w="20%" w:type="pct"/>', tw(2250)])
@pytest.mark.parametrize("count", [1, 2, 4, 8])
def test_columns_made_by_a_loop_share_the_width_that_the_table_had(width: str, count: int) -> None:
    row = tr(*(tc(text, width) for text in ("Nom", "{%tc for d in jours %}", "{{ d }}", "{%tc endfor %}")))
    found = grid_of(filled(tbl([2250] * 4, row, row), jours=list(range(count))))
    assert len(found) == count + 1
    assert sum(found) == 9000
    assert max(found) - min(found) <= 1


def test_columns_keep_the_proportions_that_their_cells_ask_for() -> None:
    row = tr(
        tc("Nom", tw(4000)), tc("{%tc for d in jours %}"), tc("{{ d }}", tw(1000)), tc("{%tc endfor %}"),
        tc("Total", tw(2000)),
    )  # fmt: skip
    assert grid_of(filled(tbl([4000, 1000, 1000, 1000, 2000], row), jours=[1, 2])) == [4500, 1125, 1125, 2250]


def test_a_merged_cell_does_not_divide_the_columns_under_it() -> None:
    """As in docxtpl's less_cells_after_loop: six columns in the template, five once a loop is filled."""
    title = tr(tc("Titre", tw(9600), span=5))
    row = tr(tc("{{ x }}"), tc("{%tc for d in jours %}"), tc("{{ d }}", tw(1600), 2), tc("{%tc endfor %}"), tc("b"))
    found = grid_of(filled(tbl([1600] * 6, row, title), x="a", jours=[1]))
    assert found == [1920] * 5
    assert grid_of(filled(tbl([3200] * 3, tr(tc("a"), tc("{#tc rien #}"), tc("b")))), 0) == [4800, 4800]


@pytest.mark.parametrize("content", ["<w:tcPr/>", "", "<w:tcPr><w:noWrap/></w:tcPr>"])
def test_instructions_on_cells_do_not_need_cells_with_properties(content: str) -> None:
    def cell(text: str) -> str:
        return f"<w:tc>{content}{p(text)}</w:tc>"

    body = tr(cell("{%tr for a in l %}"), cell("")) + tr(cell("{% vm %}Total"), cell("{% cellbg 'FF0000' %}{{ a }}"))
    rendered = filled(tbl([1, 1], body, tr(cell("{%tr endfor %}"), cell(""))), l=["A", "B"])
    assert [merge.get(f"{W}val") for merge in tree(rendered).iter(f"{W}vMerge")] == ["restart", "continue"]
    assert [shade.get(f"{W}fill") for shade in tree(rendered).iter(f"{W}shd")] == ["FF0000", "FF0000"]
    assert all(properties.getparent().tag == f"{W}tc" for properties in tree(rendered).iter(f"{W}tcPr"))  # type: ignore[union-attr]


def test_the_cells_of_a_table_of_fixed_widths_follow_its_columns_but_for_merged_ones() -> None:
    row = tr(*(tc(text, tw(2250)) for text in ("Nom", "{%tc for d in jours %}", "{{ d }}", "{%tc endfor %}")))
    title = tr(tc("Semaine", tw(9000), span=4))
    fixed = tbl([2250] * 4, row, title).replace("<w:tblPr/>", '<w:tblPr><w:tblLayout w:type="fixed"/></w:tblPr>')
    rendered = filled(fixed, jours=list(range(8)))
    assert grid_of(rendered) == [1000] * 9
    assert [int(width.get(f"{W}w", "")) for width in tree(rendered).iter(f"{W}tcW")] == [1000] * 9 + [9000]


# Content controls


def test_a_control_whose_paragraphs_all_go_keeps_one() -> None:
    rendered = filled(sdt(p("{%p if oui %}") + p("texte") + p("{%p endif %}")) + p("{{ x }}"), oui=False, x="a")
    (content,) = tree(rendered).iter(f"{W}sdtContent")
    assert [child.tag for child in content] == [f"{W}p"]


def test_rows_and_cells_in_controls_repeat_and_vanish_whole() -> None:
    rows = tr(tc("{%tr for a in l %}")) + sdt(tr(tc("{{ a }}"))) + tr(tc("{%tr endfor %}"))
    rendered = filled(tbl([900], tr(tc("Titre")), rows), l=["A", "B"])
    assert re.findall("[A-Z]\n", text_of(rendered)) == ["A\n", "B\n"]
    assert len(list(tree(rendered).iterfind(f".//{W}sdtPr/{W}id"))) == 1
    inside = sdt(tr(tc("{%tr for a in l %}")) + tr(tc("{{ a }}")) + tr(tc("{%tr endfor %}")))
    rendered = filled(p("Avant") + tbl([900], inside), l=[])
    assert list(tree(rendered).iter(f"{W}tbl")) == []
    rendered = filled(tbl([900], tr(tc("Titre")), inside), l=[])
    assert cells(rendered) == [["Titre"]]
    assert list(tree(rendered).iter(f"{W}sdt")) == []


# Notes


def call(ident: int, kind: str = "footnote") -> str:
    return f'<w:r><w:{kind}Reference w:id="{ident}"/></w:r>'


def notes(kind: str, *texts: str) -> str:
    kinds = (("separator", -1), ("continuationSeparator", 0))
    special = "".join(f'<w:{kind} w:type="{each}" w:id="{ident}"><w:p/></w:{kind}>' for each, ident in kinds)
    each = "".join(f'<w:{kind} w:id="{rank}">{p(text)}</w:{kind}>' for rank, text in enumerate(texts, start=1))
    return f"<w:{kind}s {NAMES}>{special}{each}</w:{kind}s>"


def called(rendered: bytes, kind: str = "footnote") -> list[tuple[str, str]]:
    """The words of each paragraph that calls a note, with those of the note."""
    root = tree(rendered, f"word/{kind}s.xml")
    said = {note.get(f"{W}id"): _words(note) for note in root}
    calls = [
        (_words(paragraph), each)
        for paragraph in tree(rendered).iter(f"{W}p")
        for each in paragraph.iter(f"{W}{kind}Reference")
    ]
    return [(words, said[each.get(f"{W}id")]) for words, each in calls]


def in_order(rendered: bytes, kind: str = "footnote") -> bool:
    """Whether the notes stand in the order of their calls, without a gap: LibreOffice goes by it."""
    numbers = [each.get(f"{W}id") for each in tree(rendered).iter(f"{W}{kind}Reference")]
    listed = [note.get(f"{W}id") for note in tree(rendered, f"word/{kind}s.xml") if note.get(f"{W}type") is None]
    return numbers == listed == [str(rank) for rank in range(1, len(numbers) + 1)]


def _words(element: _Element) -> str:
    return "".join(text.text or "" for text in element.iter(f"{W}t"))


@pytest.mark.parametrize("kind", ["footnote", "endnote"])
def test_a_condition_that_drops_a_note_leaves_the_others_under_their_calls(kind: str) -> None:
    body = (
        p("un", call(1, kind)) + p("{%p if oui %}") + p("deux", call(2, kind)) + p("{%p endif %}")
        + p("trois", call(3, kind))
    )  # fmt: skip
    made = opened(with_story(with_body(body), f"{kind}s", notes(kind, "note un", "note deux", "note trois")))
    rendered = made.render({"oui": False})
    assert called(rendered, kind) == [("un", "note un"), ("trois", "note trois")]
    assert in_order(rendered, kind)
    assert "note deux" not in text_of(rendered)
    whole = made.render({"oui": True})
    assert parts_of(whole)[f"word/{kind}s.xml"] == made.package.parts[f"word/{kind}s.xml"]


@pytest.mark.parametrize("kind", ["footnote", "endnote"])
@pytest.mark.parametrize("count", [0, 1, 3])
def test_each_call_that_a_loop_makes_has_a_note_of_its_own(kind: str, count: int) -> None:
    body = (
        p("{%p for x in xs %}") + p("{{ x }}", call(1, kind)) + p("{%p endfor %}") + p("fin", call(2, kind))
    )  # fmt: skip
    made = opened(with_story(with_body(body), f"{kind}s", notes(kind, "pour {{ nom }}", "note de fin")))
    rendered = made.render({"xs": [f"x{rank}" for rank in range(count)], "nom": "Tours"})
    expected = [(f"x{rank}", "pour Tours") for rank in range(count)]
    assert called(rendered, kind) == [*expected, ("fin", "note de fin")]
    assert in_order(rendered, kind)
    special = [note.get(f"{W}id") for note in tree(rendered, f"word/{kind}s.xml")][:2]
    assert special == ["-1", "0"]


def test_a_note_whose_call_goes_with_the_paragraph_of_a_tag_goes_too() -> None:
    body = p("un", call(1)) + p("{%p if oui %}", call(2)) + p("deux") + p("{%p endif %}") + p("trois", call(3))
    made = opened(with_story(with_body(body), "footnotes", notes("footnote", "note un", "note deux", "note trois")))
    rendered = made.render({"oui": True})
    assert called(rendered) == [("un", "note un"), ("trois", "note trois")]
    assert in_order(rendered)


def test_a_comment_goes_with_the_text_that_it_is_about() -> None:
    def commented(ident: int) -> str:
        return f'<w:r><w:commentReference w:id="{ident}"/></w:r>'

    body = p("un", commented(4)) + p("{%p if oui %}") + p("deux", commented(5)) + p("{%p endif %}")
    comments = "".join(f'<w:comment w:id="{ident}" w:author="a">{p(f"avis {ident}")}</w:comment>' for ident in (4, 5))
    made = opened(with_story(with_body(body), "comments", f"<w:comments {NAMES}>{comments}</w:comments>"))
    assert _words(tree(made.render({"oui": False}), "word/comments.xml")) == "avis 4"
    assert parts_of(made.render({"oui": True}))["word/comments.xml"] == made.package.parts["word/comments.xml"]


# What is unique


def test_a_comment_and_a_bookmark_that_a_loop_repeats_keep_their_first_place() -> None:
    marked = (
        '<w:p><w:commentRangeStart w:id="4"/><w:bookmarkStart w:id="1" w:name="ici"/><w:r><w:t>{{ x }}</w:t></w:r>'
        '<w:bookmarkEnd w:id="1"/><w:commentRangeEnd w:id="4"/><w:r><w:commentReference w:id="4"/></w:r></w:p>'
    )
    rendered = filled(p("{%p for x in xs %}") + marked + p("{%p endfor %}"), xs=["a", "b", "c"])
    assert lines(rendered) == ["a", "b", "c"]
    for name in ("commentRangeStart", "commentRangeEnd", "commentReference", "bookmarkStart", "bookmarkEnd"):
        (mark,) = tree(rendered).iter(f"{W}{name}")
        assert _words(next(mark.iterancestors(f"{W}p"))) == "a"


def test_a_bookmark_that_ends_after_its_loop_keeps_its_end() -> None:
    start = '<w:bookmarkStart w:id="1" w:name="ici"/>'
    body = p("{%p for x in xs %}") + p("{{ x }}", start) + p("{%p endfor %}") + p("fin", '<w:bookmarkEnd w:id="1"/>')
    rendered = filled(body, xs=["a", "b"])
    marks = [(_words(mark.getparent()), mark.get(f"{W}id")) for mark in tree(rendered).iter(f"{W}bookmarkStart")]  # type: ignore[arg-type]
    assert marks == [("a", "1")]
    assert [_words(mark.getparent()) for mark in tree(rendered).iter(f"{W}bookmarkEnd")] == ["fin"]  # type: ignore[arg-type]


def test_shapes_that_a_loop_repeats_have_names_of_their_own() -> None:
    shape = f'<w:pict {NAMES}><v:shapetype id="t"/><v:shape id="Zone 1" o:spid="_x0000_s1026" type="#t"/></w:pict>'
    held = f'<w:object {NAMES}><v:shape id="_x0000_i1025"/><o:OLEObject ShapeID="_x0000_i1025" r:id="rId1"/></w:object>'
    loop = p("{%p for x in xs %}") + p("{{ x }}", f"<w:r>{shape}</w:r><w:r>{held}</w:r>") + p("{%p endfor %}")
    rendered = filled(loop, xs=["a", "b", "c"])
    names = [shape.get("id") for shape in tree(rendered).iter(f"{VML}shape")]
    assert len(set(names)) == len(names) == 6
    assert [each.get("ShapeID") for each in tree(rendered).iter(f"{OFFICE}OLEObject")] == names[1::2]
    assert {shape.get("type") for shape in tree(rendered).iter(f"{VML}shape")} == {"#t", None}


def test_bookmarks_in_a_loop_cost_what_lines_cost() -> None:
    marked = "".join(
        f'<w:p><w:bookmarkStart w:id="{rank}" w:name="_Ref{rank}"/><w:r><w:t>{{{{ x }}}}</w:t></w:r>'
        f'<w:bookmarkEnd w:id="{rank}"/></w:p>'
        for rank in range(10)
    )
    made = opened(with_body(p("{%p for x in xs %}") + marked + p("{%p endfor %}")))
    spent = []
    for count in (200, 800):
        start = time.process_time()
        rendered = made.render({"xs": list(range(count))})
        spent.append(time.process_time() - start)
    assert len(list(tree(rendered).iter(f"{W}bookmarkEnd"))) == 10
    assert spent[1] < 8 * spent[0] + 0.2  # four times the lines; their square would be sixteen times the time
