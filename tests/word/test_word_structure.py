"""After loops, conditions, pictures and a theme, the document is one that Word opens without a word."""

from __future__ import annotations

import functools
import hashlib
import io
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import docx
import docx_integrity
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from unfilled import check_unfilled
from word_files import (
    cells,
    fault,
    lines,
    opened,
    parts_of,
    png,
    read,
    saved,
    template,
    tree,
    with_body,
    with_pictures,
    with_story,
    word,
)

from docgen.word.names import W14, WP, A, R, W
from docgen.word.pictures import Shown
from docgen.word.reading import text_of
from docgen.word.theme import Theme

if TYPE_CHECKING:
    from lxml.etree import _Element

GRID = [["Nom", "Note"], ["{%tr for nom, note in lignes %}", ""], ["{{ nom }}", "{{ note }}"], ["{%tr endfor %}", ""]]
HEADLESS = GRID[1:]


# Loops and conditions


@pytest.mark.parametrize("count", [1, 2, 40])
def test_a_row_loop_makes_a_row_per_item(count: int) -> None:
    lignes = [(f"R&D {number}", number) for number in range(count)]
    rendered = template(rows=GRID).render({"lignes": lignes})
    assert cells(rendered) == [["Nom", "Note"], *([nom, str(note)] for nom, note in lignes)]
    sound(rendered)


def test_a_row_loop_over_nothing_leaves_the_heading_row_and_no_empty_table() -> None:
    rendered = template(rows=GRID).render({"lignes": []})
    assert cells(rendered) == [["Nom", "Note"]]
    sound(rendered)
    rendered = template("Avant", rows=HEADLESS).render({"lignes": []})
    assert read(rendered).tables == []
    assert lines(rendered) == ["Avant"]
    sound(rendered)


@pytest.mark.parametrize("count", [0, 1, 3, 7])
def test_a_column_loop_makes_a_cell_per_item_and_a_grid_that_fits(count: int) -> None:
    row = ["Nom", "{%tc for jour in jours %}", "{{ jour }}", "{%tc endfor %}"]
    jours = [f"jour {number}" for number in range(count)]
    rendered = template(rows=[row, row]).render({"jours": jours})
    assert cells(rendered) == [["Nom", *jours]] * 2
    (grid,) = tree(rendered).iter(f"{W}tblGrid")
    assert len(grid) == count + 1
    sound(rendered)


def test_a_row_of_nothing_but_an_empty_column_loop_goes() -> None:
    row = ["{%tc for jour in jours %}", "{{ jour }}", "{%tc endfor %}"]
    rendered = template(rows=[row]).render({"jours": []})
    assert read(rendered).tables == []
    sound(rendered)


@pytest.mark.parametrize(("items", "shown"), [([], []), (["a"], ["a"]), (["a", "b & c"], ["a", "b & c"])])
def test_a_paragraph_loop_makes_a_paragraph_per_item_and_leaves_no_blank_one(
    items: list[str], shown: list[str]
) -> None:
    made = template("Avant", "{%p for x in items %}", "{{ x }}", "{%p endfor %}", "Après")
    rendered = made.render({"items": items})
    assert lines(rendered) == ["Avant", *shown, "Après"]
    sound(rendered)


def test_loops_stand_in_each_other() -> None:
    made = template(
        "{%p for m in modules %}", "{{ m.t }}", "{%p for s in m.s %}", "{{ s }}", "{%p endfor %}", "{%p endfor %}"
    )
    modules = [{"t": "A", "s": ["1", "2"]}, {"t": "B", "s": []}]
    assert lines(made.render({"modules": modules})) == ["A", "1", "2", "B"]


@pytest.mark.parametrize("shown", [True, False])
def test_a_cell_whose_paragraphs_all_go_keeps_an_empty_one(shown: bool) -> None:  # noqa: FBT001
    document = word(rows=[["a", "b"]])
    cell = document.tables[0].cell(0, 1)
    cell.text = "{%p if shown %}"
    cell.add_paragraph("texte")
    cell.add_paragraph("{%p endif %}")
    rendered = opened(saved(document)).render({"shown": shown})
    assert cells(rendered) == [["a", "texte" if shown else ""]]
    sound(rendered)


def test_a_table_that_ends_a_cell_is_followed_by_a_paragraph() -> None:
    document = word(rows=[["a"]])
    cell = document.tables[0].cell(0, 0)
    cell.add_table(1, 1).cell(0, 0).text = "{{ x }}"
    cell.add_paragraph("{%p if non %}")
    cell.add_paragraph("fin")
    cell.add_paragraph("{%p endif %}")
    rendered = opened(saved(document)).render({"x": "dedans", "non": False})
    sound(rendered)
    assert "dedans" in text_of(rendered)


def test_merged_and_shaded_cells_follow_the_manual_of_docxtpl() -> None:
    made = template(rows=[["{% colspan n %}{{ x }}"], ["{% cellbg fond %}{{ x }}"]])
    rendered = made.render({"n": 3, "x": "a & b", "fond": "FF0000"})
    assert [span.get(f"{W}val") for span in tree(rendered).iter(f"{W}gridSpan")] == ["3"]
    assert [shade.get(f"{W}fill") for shade in tree(rendered).iter(f"{W}shd")] == ["FF0000"]
    merged = template(rows=[["{%tr for x in xs %}"], ["{% vm %}{{ x }}"], ["{%tr endfor %}"]])
    rendered = merged.render({"xs": ["a", "b"]})
    assert [merge.get(f"{W}val") for merge in tree(rendered).iter(f"{W}vMerge")] == ["restart", "continue"]


@pytest.mark.parametrize("columns", ["deux", "", "-1", 10**9])
def test_a_number_of_columns_that_is_none_is_found(columns: object) -> None:
    found = fault(lambda: template(rows=[["{% colspan n %}{{ x }}"]]).render({"n": columns, "x": "a"}))
    assert found.code == "M008"
    assert "colonnes" in found.message


def test_a_sound_table_is_left_as_it_was_drawn() -> None:
    skipping = (
        '<w:tbl><w:tblPr><w:tblW w:w="0" w:type="auto"/></w:tblPr>'
        '<w:tblGrid><w:gridCol w:w="100"/><w:gridCol w:w="200"/><w:gridCol w:w="300"/></w:tblGrid><w:tr><w:trPr>'
        '<w:gridBefore w:val="1"/><w:gridAfter w:val="1"/></w:trPr><w:tc><w:tcPr><w:tcW w:w="200" w:type="dxa"/>'
        "</w:tcPr><w:p><w:r><w:t>{{ x }}</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
    )
    rendered = opened(with_body(skipping)).render({"x": "a"})
    assert [column.get(f"{W}w") for column in tree(rendered).iter(f"{W}gridCol")] == ["100", "200", "300"]


@pytest.mark.parametrize("tag", ["{{p texte }}", "{{r texte }}"])
def test_a_plain_text_printed_as_word_xml_is_found_and_never_lost(tag: str) -> None:
    for made in (template(f"Avant {tag} après"), template("x", header=tag), template(rows=[[tag]])):
        found = fault(functools.partial(made.render, {"texte": "le texte perdu"}))
        assert found.code == "M008"
        assert "le texte perdu" in found.message


# Unique ids


def test_drawings_bookmarks_and_paragraphs_that_a_loop_copies_have_ids_of_their_own() -> None:
    document = with_pictures("dans la boucle")
    picture = document.paragraphs[0]
    picture.insert_paragraph_before("{%p for x in items %}")
    picture.add_run("{{ x }}")
    bookmark = f'<w:bookmarkStart {nsdecls("w")} w:id="7" w:name="ici"/>'
    picture._p.insert(0, parse_xml(bookmark))
    picture._p.append(parse_xml(f'<w:bookmarkEnd {nsdecls("w")} w:id="7"/>'))
    picture._p.set(f"{W14}paraId", "1A2B3C4D")
    document.add_paragraph("{%p endfor %}")
    header = document.sections[0].header.paragraphs[0]
    header.add_run("{{ items[0] }}").add_picture(io.BytesIO(png(10, 10)))
    first = next(picture._p.iter(f"{WP}docPr")).get("id", "")
    next(header._p.iter(f"{WP}docPr")).set("id", "2")
    rendered = opened(saved(document)).render({"items": ["a", "b", "c", "d"]})
    ids = [card.get("id", "") for part in ("word/document.xml", "word/header1.xml") for card in cards(rendered, part)]
    assert len(ids) == 5
    assert len(set(ids)) == 5
    assert ids[0] == first  # what is sound already is left as it is
    root = tree(rendered)
    starts = [start.get(f"{W}id") for start in root.iter(f"{W}bookmarkStart")]
    ends = [end.get(f"{W}id") for end in root.iter(f"{W}bookmarkEnd")]
    assert starts == ends == ["7"]
    # Word gives new ones to paragraphs without: those that a loop copies have none.
    assert [p.get(f"{W14}paraId") for p in root.iter(f"{W}p") if p.get(f"{W14}paraId")] == []
    sound(rendered)


# Pictures


@pytest.fixture
def wide(tmp_path: Path) -> Path:
    path = tmp_path / "logo à nous.png"
    path.write_bytes(png(400, 100))
    return path


@pytest.mark.parametrize(
    ("size", "box", "meant"),
    [
        ((400, 100), (4, 2), (4, 1)),
        ((100, 400), (4, 2), (0.5, 2)),
        ((200, 100), (4, 2), (4, 2)),
        ((1, 1), (4, 2), (2, 2)),
    ],
)
@pytest.mark.parametrize("in_header", [False, True])
def test_a_logo_replaces_its_placeholder_and_keeps_its_proportions(
    tmp_path: Path,
    size: tuple[int, int],
    box: tuple[float, float],
    meant: tuple[float, float],
    in_header: bool,  # noqa: FBT001
) -> None:
    path = tmp_path / "logo.png"
    path.write_bytes(png(*size))
    made = opened(saved(with_pictures("logo", box=box, in_header=in_header)))
    rendered = made.render({}, pictures={"logo": path})
    part = "word/header1.xml" if in_header else "word/document.xml"
    (extent,) = tree(rendered, part).iter(f"{WP}extent")
    centimetres = [int(extent.get(name, "0")) / 360_000 for name in ("cx", "cy")]
    assert centimetres == pytest.approx(meant, abs=0.001)
    assert shown_in(rendered, part) == [path.read_bytes()]
    sound(rendered)


@pytest.mark.parametrize("in_header", [False, True])
def test_only_the_picture_that_is_known_for_a_placeholder_goes(in_header: bool) -> None:  # noqa: FBT001
    made = opened(saved(with_pictures("logo", in_header=in_header)))
    part = "word/header1.xml" if in_header else "word/document.xml"
    (there,) = shown_in(made.render({}), part)
    known, another = Shown(hashlib.sha256(there).hexdigest()), Shown(hashlib.sha256(b"x").hexdigest())
    assert shown_in(made.render({}, pictures={"logo": known}), part) == []
    assert shown_in(made.render({}, pictures={"logo": another}), part) == [there]


def test_a_placeholder_goes_when_there_is_no_logo() -> None:
    made = opened(saved(with_pictures("logo", "autre")))
    rendered = made.render({}, pictures={"logo": None})
    assert [card.get("descr") for card in cards(rendered)] == ["autre"]
    sound(rendered)


def test_two_placeholders_that_look_the_same_get_each_their_own_picture(tmp_path: Path) -> None:
    paths = [tmp_path / name / "logo.png" for name in ("organisme", "commune")]
    for grey, path in enumerate(paths):
        path.parent.mkdir()
        path.write_bytes(png(20, 10, grey))
    made = opened(saved(with_pictures("logo", "logo du client", "illustration", "logo")))
    rendered = made.render({}, pictures={"logo": paths[0], "logo du client": paths[1]})
    first, second = (path.read_bytes() for path in paths)
    assert shown_in(rendered) == [first, second, png(10, 10), first]
    sound(rendered)
    assert made.render({}, pictures={"logo": paths[0], "logo du client": paths[1]}) == rendered


def test_a_logo_leaves_no_crop_and_no_other_format_of_the_placeholder(wide: Path) -> None:
    document = with_pictures("logo")
    (blip,) = document.element.body.iter(f"{A}blip")
    blip.append(
        parse_xml(f'<a:extLst {nsdecls("a")}><a:ext uri="{{96DAC541-7B7A-43D3-8B79-37D633B846F1}}"/></a:extLst>')
    )
    blip.addnext(parse_xml(f'<a:srcRect {nsdecls("a")} l="10000"/>'))
    rendered = opened(saved(document)).render({}, pictures={"logo": wide})
    assert list(tree(rendered).iter(f"{A}srcRect", f"{A}extLst")) == []


def test_a_picture_is_taken_away_without_the_text_box_that_holds_it() -> None:
    document = with_pictures("logo")
    (drawing,) = document.element.body.iter(f"{W}drawing")
    paragraph = drawing.getparent().getparent()
    box = parse_xml(
        f'<w:p {nsdecls("w", "wp", "a")}><w:r><w:drawing><wp:inline><wp:extent cx="9" cy="9"/><wp:docPr id="90" '
        'name="Zone"/><a:graphic><a:graphicData uri="x"><w:txbxContent/></a:graphicData></a:graphic></wp:inline>'
        "</w:drawing></w:r></w:p>"
    )
    paragraph.addnext(box)
    next(box.iter(f"{W}txbxContent")).append(paragraph)
    next(box.iter(f"{W}txbxContent")).append(parse_xml(f"<w:p {nsdecls('w')}><w:r><w:t>gardé</w:t></w:r></w:p>"))
    rendered = opened(saved(document)).render({}, pictures={"logo": None})
    assert "gardé" in text_of(rendered)
    assert [card.get("name") for card in cards(rendered)] == ["Zone"]


@pytest.mark.parametrize(
    "content",
    [b"", b"<svg/>", b"GIF89a", png(3, 3)[:20], png(3, 3)[:30], b"\xff\xd8\xff\xe0", b"\x89PNG\r\n\x1a\n", None],
)
def test_a_logo_that_is_no_readable_picture_is_named(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "logo.png"
    if content is not None:
        path.write_bytes(content)
    made = opened(saved(with_pictures("logo")))
    found = fault(lambda: made.render({}, pictures={"logo": path}))
    assert found.code == "M010"
    assert "logo.png" in found.message


def test_a_placeholder_that_is_no_picture_is_named(wide: Path) -> None:
    document = with_pictures("logo")
    (blip,) = document.element.body.iter(f"{A}blip")
    blip.getparent().remove(blip)
    found = fault(lambda: opened(saved(document)).render({}, pictures={"logo": wide}))
    assert (found.code, found.lieu) == ("M010", "corps du document")


# Theme


def test_the_theme_takes_the_colours_and_fonts_of_the_organisme() -> None:
    made = template("x")
    rendered = made.render({}, theme=Theme("1F3A5F", "C0504D", "Marianne", "Spectral"))
    (name,) = [name for name in parts_of(rendered) if name.startswith("word/theme/theme")]
    root = tree(rendered, name)
    assert [colour.get("val") for colour in root.iterfind(f".//{A}accent1/*")] == ["1F3A5F"]
    assert [colour.get("val") for colour in root.iterfind(f".//{A}accent2/*")] == ["C0504D"]
    assert [font.get("typeface") for font in root.iterfind(f".//{A}majorFont/{A}latin")] == ["Marianne"]
    assert [font.get("typeface") for font in root.iterfind(f".//{A}minorFont/{A}latin")] == ["Spectral"]
    sound(rendered)
    (heading,) = tree(rendered, "word/styles.xml").iterfind(f"{W}style[@{W}styleId='Heading1']/{W}rPr/{W}color")
    assert heading.get(f"{W}themeColor") == "accent1"
    assert heading.get(f"{W}val") == "172B47"  # LibreOffice prints this one; python-docx's heading has a shade of BF
    kept = parts_of(made.render({}, theme=Theme(accent1="1F3A5F")))[name]
    assert b"Marianne" not in kept
    assert parts_of(made.render({}, theme=Theme()))[name] == made.package.parts[name]


def test_notes_are_a_story_like_the_others() -> None:
    note = (
        '<?xml version="1.0" encoding="UTF-8"?><w:%s xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/'
        'main"><w:footnote w:id="1"><w:p><w:r><w:t>{{ x }}</w:t></w:r></w:p></w:footnote></w:%s>'
    )
    data = with_story(saved(docx.Document()), "footnotes", note % ("footnotes", "footnotes"))
    made = opened(with_story(data, "endnotes", note % ("endnotes", "endnotes")))
    text = text_of(made.render({"x": "a & b"}))
    assert "[footnotes]\na & b" in text
    assert "[endnotes]\na & b" in text


def test_what_is_left_of_a_tag_is_seen() -> None:
    assert check_unfilled(saved(word("{{ x }}", "sans", "{% fin %}"))) == ["{{ x }}", "{% fin %}"]


def cards(rendered: bytes, part: str = "word/document.xml") -> list[_Element]:
    return list(tree(rendered, part).iter(f"{WP}docPr"))


def shown_in(rendered: bytes, part: str = "word/document.xml") -> list[bytes]:
    """The files of the pictures that a part shows, in its order."""
    folder, name = part.rsplit("/", 1)
    relations: dict[Any, str] = {
        relation.get("Id"): relation.get("Target", "") for relation in tree(rendered, f"{folder}/_rels/{name}.rels")
    }
    targets = [relations[blip.get(f"{R}embed")] for blip in tree(rendered, part).iter(f"{A}blip")]
    return [parts_of(rendered)[f"{folder}/{target}"] for target in targets]


def sound(rendered: bytes) -> None:
    """python-docx opens it, docx-integrity finds nothing, and the rules that it lacks hold."""
    read(rendered)
    root = tree(rendered)
    for cell in root.iter(f"{W}tc"):
        assert cell[-1].tag == f"{W}p"
    for table in root.iter(f"{W}tbl"):
        rows = table.findall(f"{W}tr")
        assert rows
        for row in rows:
            assert len(row.findall(f"{W}tc")) >= 1
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "x.docx")
        path.write_bytes(rendered)
        assert [finding for finding in docx_integrity.check(path) if finding.severity == docx_integrity.ERROR] == []
