"""What docxtpl's manual promises works here: the same canonical XML as docxtpl's own, or a named difference and why."""

from __future__ import annotations

import io
import re
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import docx
import jinja2
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Cm
from docxtpl import DocxTemplate, InlineImage, Listing, RichText, RichTextParagraph
from lxml import etree
from word_files import (
    cells,
    fault,
    lines,
    opened,
    parts_of,
    png,
    saved,
    template,
    tree,
    with_body,
    with_parts,
    with_pictures,
    with_story,
    word,
)

from docgen.documents.registre import tous
from docgen.production import open_atelier, verify, view_of
from docgen.word.names import WP, A, R, W
from docgen.word.pictures import PIC
from docgen.word.template import Template
from docgen.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

ROOT = Path(__file__).parents[2]
ATELIER = open_atelier(Workspace(ROOT))
BRIEF = verify(ATELIER, ROOT / "briefs" / "joue-les-tours.yaml")


def with_docxtpl(data: bytes, values: Mapping[str, Any], filters: Mapping[str, Callable[..., Any]]) -> bytes:
    made = DocxTemplate(io.BytesIO(data))
    environment = jinja2.Environment(autoescape=True)
    environment.filters.update(filters)
    made.render(dict(values), environment)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def canonical(rendered: bytes, *, without: str = "") -> dict[str, str]:
    """Each story and style in canonical XML, but for the elements or attributes that `without` matches."""
    found: dict[str, str] = {}
    for name, part in parts_of(rendered).items():
        if name.startswith("word/") and name.endswith(".xml"):
            text = etree.canonicalize(part.decode("utf-8"))
            found[name] = re.sub(without, "", text, flags=re.DOTALL) if without else text
    return found


# The shipped templates

# docxtpl shrinks the grid to keep the table's width and leaves the cells theirs: two widths for one column. docgen's
# grid is that of the cells.
GRID = r"<w:tblGrid>.*?</w:tblGrid>"


@pytest.mark.parametrize("name", list(tous()))
def test_a_shipped_template_gives_what_docxtpl_gives(name: str) -> None:
    path = ROOT / "templates" / f"{name}.docx"
    view = view_of(ATELIER, BRIEF, name)
    theirs = canonical(with_docxtpl(path.read_bytes(), view, {}), without=GRID)
    assert canonical(Template.open(path).render(view), without=GRID) == theirs


# The manual, feature by feature


def body(*paragraphs: str) -> bytes:
    return saved(word(*paragraphs))


def table(*rows: list[str]) -> bytes:
    return saved(word("Avant", rows=list(rows)))


def runs(*texts: str) -> bytes:
    """One paragraph, cut into runs as Word cuts them."""
    document = docx.Document()
    paragraph = document.add_paragraph()
    for rank, text in enumerate(texts):
        paragraph.add_run(text).bold = rank % 2 == 0
    return saved(document)


def box(text: str) -> bytes:
    """A text box, with the older form that Word writes beside it."""
    inside = f"<w:txbxContent><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:txbxContent>"
    spaces = (
        'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:v="urn:schemas-microsoft-com:vml"'
    )
    return with_body(
        f'<w:p><w:r><mc:AlternateContent {spaces}><mc:Choice Requires="wps"><w:drawing>{inside}</w:drawing></mc:Choice>'
        f"<mc:Fallback><w:pict><v:textbox>{inside}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>"
    )


VALUES: dict[str, Any] = {
    "nom": "Anne & fils < 3",
    "oui": True,
    "non": False,
    "xs": ["un", "deux & trois", "quatre"],
    "vide": [],
    "n": 2,
    "fond": "FF0000",
    "lignes": [{"a": "1", "b": ["x", "y"]}, {"a": "2", "b": ["z", "t"]}],
}

SAME: dict[str, bytes] = {
    "a value": body("Bonjour {{ nom }}, {{ xs[1] }}"),
    "an expression": body("{{ n + 1 }} {{ nom|upper }} {{ xs|join(', ') }} {{ 'a' ~ nom }} {{ nom if oui else 'x' }}"),
    "a value on two lines": body("{{ 'a\\nb' }}"),
    "a tag over runs": runs("{", "{ no", "m }", "} fin {% if o", "ui %}gras{", "% endif %}"),
    "a condition in a paragraph": runs("avant {% if oui %}", "dedans", "{% else %}", "sinon", "{% endif %}"),
    "a loop in a paragraph": body(
        "{% for x in xs %}{{ loop.index }} {{ x }}{% if not loop.last %}, {% endif %}{% endfor %}"
    ),
    "a loop over paragraphs, {% for": body("{% for x in xs %}{{ x }}", "et{% endfor %}"),
    "{%p if": body(
        "{%p if oui %}",
        "dedans {{ nom }}",
        "{%p else %}",
        "autrement",
        "{%p endif %}",
        "{%p if non %}",
        "x",
        "{%p endif %}",
    ),
    "{%p for": body(
        "{%p for x in xs %}", "{{ x }}", "{%p endfor %}", "{%p for x in vide %}", "{{ x }}", "{%p endfor %}"
    ),
    "{%tr for": table(["a"], ["{%tr for x in xs %}"], ["{{ x }}"], ["{%tr endfor %}"]),
    "{%tr if": table(["a"], ["{%tr if non %}"], ["{{ x }}"], ["{%tr endif %}"]),
    "{%r if": runs("{%r if oui %}", "dedans", "{%r endif %}", " après"),
    "{%r if, false": runs("avant", "{%r if non %}", "dedans", "{%r endif %}", " après"),
    "{%- and -%}": body("Mes maisons : {% if oui -%}", "une", "{%- endif %} fin"),
    "{# … #}": body("avant{# rien de rien #}après {# {{ absent }} #}"),
    "{#p": body("avant", "{#p tout ce paragraphe #}", "après"),
    "{#tr": table(["a"], ["{#tr toute cette ligne #}"], ["b"]),
    "{_{": body("{_{ nom }_} {_% if %_}"),
    "{% set": body("{% set y = nom ~ '!' %}{{ y }}"),
    "{% macro": body("{% macro m(a) %}[{{ a }}]{% endmacro %}{{ m(nom) }}"),
    "{% vm %}": table(["{%tr for x in xs %}", ""], ["{% vm %}commun", "{{ x }}"], ["{%tr endfor %}", ""]),
    "{{r RichText }}, plain": body("avant {{r riche }} après"),
    "{{p RichTextParagraph }}": body("avant", "{{p alineas }}", "après"),
    "Listing": body("avant {{ liste }} après"),
    "Listing in a styled run": runs("avant", "{{ liste }}", " après"),
    "RichText with breaks": body("avant {{r brise }} après"),
    "a header and a footer": saved(word("{{ nom }}", header="{{ nom }}", footer="{% if oui %}{{ n }}{% endif %}")),
    "a text box": box("{{ nom }}{% for x in xs %}{{ x }}{% endfor %}"),
    "a table in a table": with_body(
        "<w:tbl><w:tblPr/><w:tblGrid><w:gridCol w:w='9'/></w:tblGrid><w:tr><w:tc><w:tbl><w:tblPr/><w:tblGrid>"
        "<w:gridCol w:w='9'/></w:tblGrid><w:tr><w:tc><w:p><w:r><w:t>{{ nom }}</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
        "<w:p/></w:tc></w:tr></w:tbl><w:p/>"
    ),
    "a filter of one's own": body("{{ nom|entoure('*') }}"),
}
FILTERS: dict[str, Callable[..., Any]] = {"entoure": lambda value, mark: f"{mark}{value}{mark}"}


def values() -> dict[str, Any]:
    alineas = RichTextParagraph("un", parastyle="ListBullet")
    alineas.add("deux & trois")
    listing = Listing("un & deux\ntrois\tquatre\acinq\fsix")
    plain = RichText("simple & ", bold=True)
    plain.add("souligné", underline="double")
    return {**VALUES, "riche": plain, "alineas": alineas, "liste": listing, "brise": RichText("a\nb\tc\ad\fe")}


@pytest.mark.parametrize("feature", SAME)
def test_what_the_manual_shows_gives_what_docxtpl_gives(feature: str) -> None:
    theirs = with_docxtpl(SAME[feature], values(), FILTERS)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "modele.docx")
        path.write_bytes(SAME[feature])
        ours = Template.open(path, filters=FILTERS).render(values())
    assert canonical(ours) == canonical(theirs)


# What differs, and why


def test_cells_merged_and_shaded_are_the_same_in_the_order_of_the_schema() -> None:
    # docxtpl puts w:gridSpan and w:shd first in w:tcPr: validators refuse it. The rest is the same but for the grid.
    rows = (["{% colspan n %}{{ nom }}"], ["{% cellbg fond %}{{ nom }}"])
    for data in (table(*rows), table(["{%tc for x in xs %}", "{% hm %}titre", "{%tc endfor %}"])):
        ours, theirs = opened(data).render(VALUES), with_docxtpl(data, VALUES, {})
        properties = [[child.tag for child in found] for found in tree(ours).iter(f"{W}tcPr")]
        assert [sorted(found) for found in properties] == [
            sorted(child.tag for child in found) for found in tree(theirs).iter(f"{W}tcPr")
        ]
        cell = r"<w:tcPr>.*?</w:tcPr>|" + GRID
        assert canonical(ours, without=cell) == canonical(theirs, without=cell)
    shaded = next(tree(opened(table(rows[1])).render(VALUES)).iter(f"{W}tcPr"))
    assert [child.tag for child in shaded] == [f"{W}tcW", f"{W}shd"]


def test_a_column_loop_is_the_same_but_for_the_grid() -> None:
    data = table(["Nom", "{%tc for x in xs %}", "{{ x }}", "{%tc endfor %}"], ["Prénom", "{#tc rien #}", "a", "b"])
    ours, theirs = opened(data).render(VALUES), with_docxtpl(data, VALUES, {})
    assert canonical(ours, without=GRID) == canonical(theirs, without=GRID)


def test_a_rich_text_is_the_same_in_the_order_of_the_schema_and_with_what_it_requires() -> None:
    rich = RichText("x", style="Strong", color="#FF0000", highlight="FFFF00", size=20, bold=True, italic=True)
    rich.add("y", underline=True, strike=True, font="Arial", superscript=True, rtl=True, lang="fr-FR")
    rendered = opened(body("{{r riche }}")).render({"riche": rich})
    names = [[child.tag.removeprefix(W) for child in found] for found in tree(rendered).iter(f"{W}rPr") if len(found)]
    assert names == [
        ["rStyle", "b", "i", "color", "sz", "szCs", "shd"],
        ["rFonts", "strike", "u", "vertAlign", "rtl", "lang"],
    ]
    assert next(tree(rendered).iter(f"{W}shd")).get(f"{W}val") == "clear"
    assert lines(rendered) == ["xy"]


def test_a_tab_in_a_plain_text_stays_in_its_run() -> None:
    # docxtpl cuts the run in three, all alike: the same on paper.
    assert lines(template("{{ x }}").render({"x": "a\tb"})) == ["a\tb"]


def test_pictures_are_numbered_only_where_two_would_have_one_number() -> None:
    # docxtpl numbers every drawing of the body from 1001, whatever it had.
    data = saved(with_pictures("a", "b"))
    number = r' id="\d+"'
    ours = opened(with_parts(data, {})).render(VALUES)
    assert canonical(ours, without=number) == canonical(with_docxtpl(data, VALUES, {}), without=number)


def test_braces_that_somebody_typed_in_a_value_are_printed_as_typed() -> None:
    # docxtpl unescapes the text of values too.
    assert lines(template("{{ x }}").render({"x": "{_{ a }_}"})) == ["{_{ a }_}"]


def test_a_bell_in_a_plain_text_is_a_slip_and_makes_no_paragraph() -> None:
    # docxtpl's manual has \a and \f for Listing and RichText; in a brief they are what a bad copy leaves.
    assert fault(lambda: template("{{ x }}").render({"x": "a\ab"})).code == "M006"


def test_endnotes_are_filled_where_docxtpl_leaves_the_tags() -> None:
    note = (
        '<w:endnotes xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:endnote w:id="1"><w:p>'
        "<w:r><w:t>{{ nom }}</w:t></w:r></w:p></w:endnote></w:endnotes>"
    )
    rendered = opened(with_story(body("x"), "endnotes", note)).render(VALUES)
    assert tree(rendered, "word/endnotes.xml").xpath("string()") == VALUES["nom"]


def test_core_properties_are_filled_and_escaped_once() -> None:
    document = word("x")
    for name in ("title", "author", "subject", "comments", "keywords", "category"):
        setattr(document.core_properties, name, "{{ nom }}")
    made = docx.Document(io.BytesIO(opened(saved(document)).render(VALUES))).core_properties
    found = (made.title, made.author, made.subject, made.comments, made.keywords, made.category)
    assert found == (VALUES["nom"],) * 6  # docxtpl leaves the last two


def test_a_picture_is_replaced_by_its_alt_text_as_replace_pic_does(tmp_path: Path) -> None:
    path = tmp_path / "logo.png"
    path.write_bytes(png(20, 10))
    document = with_pictures("autre", in_header=True)
    for card in document.sections[0].header._element.iter(f"{PIC}cNvPr"):
        card.set("descr", "logo")  # the one that docxtpl reads; Word writes both
    data = saved(document)
    made = DocxTemplate(io.BytesIO(data))
    made.render({})
    made.replace_pic("logo", io.BytesIO(path.read_bytes()))
    out = io.BytesIO()
    made.save(out)
    shown = []
    for rendered in (out.getvalue(), opened(data).render({}, pictures={"logo": path})):
        (blip,) = tree(rendered, "word/header1.xml").iter(f"{A}blip")
        targets = {one.get("Id"): one.get("Target", "") for one in tree(rendered, "word/_rels/header1.xml.rels")}
        shown.append(parts_of(rendered)[f"word/{targets[blip.get(f'{R}embed')]}"])
    assert shown == [path.read_bytes()] * 2
    # docxtpl stretches the picture to the placeholder's box; docgen keeps its proportions (test_word_structure.py).


@pytest.mark.parametrize(
    ("value", "name"),
    [
        (InlineImage(None, "logo.png", width=Cm(2)), "InlineImage"),
        (type("Subdoc", (), {"__html__": lambda _: "<w:p/>"})(), "Subdoc"),
        (RichText("lien", url_id="rId99"), "url_id"),
    ],
)
def test_what_needs_docxtpls_own_package_is_refused_by_name(value: object, name: str) -> None:
    found = fault(lambda: template("{{r x }}").render({"x": value}))
    assert found.code == "M007"
    assert name in found.message
    assert "{{r x }}" in found.message or "x" in found.message


@pytest.mark.parametrize(
    ("tag", "named"),
    [
        ("{%-p if oui %}", "{%-p"),
        ("{%-tr for x in xs %}", "{%-tr"),
        ("{% include 'x' %}", "include"),
        ("{% import 'x' as x %}", "import"),
        ("{% extends 'x' %}", "extends"),
        ("{{ x|random }}", "random"),
    ],
)
def test_what_docgen_does_not_do_is_refused_by_name_when_opened(tag: str, named: str) -> None:
    found = fault(lambda: template("avant", tag))
    assert found.code == "M003"
    assert named in found.message
    assert found.lieu == "corps du document"


def test_a_rich_text_without_its_r_is_found_and_never_half_printed() -> None:
    found = fault(lambda: template("avant {{ x }} après").render({"x": RichText("riche", bold=True)}))
    assert found.code == "M008"
    assert "{{r champ }}" in found.remede


def test_a_macro_that_prints_paragraphs_may_be_called_with_p() -> None:
    made = template("{%p macro alinea(x) %}", "— {{ x }}", "{%p endmacro %}", "{{p alinea('a & b') }}", "fin")
    assert lines(made.render({})) == ["— a & b", "fin"]


def test_a_cell_that_ends_up_empty_keeps_a_paragraph_where_docxtpl_leaves_none() -> None:
    document = word(rows=[["a", "{%p if non %}"]])
    cell = document.tables[0].cell(0, 1)
    cell.add_paragraph("x")
    cell.add_paragraph("{%p endif %}")
    assert cells(opened(saved(document)).render(VALUES)) == [["a", ""]]


def test_a_drawing_beside_a_tag_stays() -> None:
    document = with_pictures("a")
    paragraph = document.paragraphs[0]._p
    paragraph.append(parse_xml(f"<w:r {nsdecls('w')}><w:t>{{{{ nom }}}}</w:t></w:r>"))
    rendered = opened(saved(document)).render(VALUES)
    assert len(list(tree(rendered).iter(f"{WP}docPr"))) == 1
    assert lines(rendered) == [VALUES["nom"]]
