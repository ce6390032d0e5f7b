"""Any text survives into Word, escaped once; what is missing never prints as nothing."""

from __future__ import annotations

import functools
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import docx
import pytest
from docx.enum.text import WD_COLOR_INDEX, WD_UNDERLINE
from docx.shared import Pt
from docxtpl import Listing, RichText
from hypothesis import example, given, settings
from hypothesis import strategies as st
from unfilled import check_unfilled
from word_files import cells, fault, highlighted, lines, opened, parts_of, read, saved, template, tree

from docgen.word.gaps import CLOSE, OPEN, Gap
from docgen.word.properties import Properties
from docgen.word.reading import text_of

if TYPE_CHECKING:
    from docgen.word.template import Template

PRIX = Gap("le prix d’une journée <HT> & TTC", "brief", ("conditions", "prix_jour"))
PRIX_SHOWN = "À COMPLÉTER\u00a0: le prix d’une journée <HT> & TTC"
AWKWARD = 'L’eau & l\'air < 5 bar > "4" « été » 😀 \u00a0–\u202f{{ x }} {% y %} ]]> &amp; </w:t> <!-- -->'


@dataclass(frozen=True)
class Client:
    nom: str
    epci: Any = None


@functools.cache
def everywhere() -> Template:
    return template(
        "Avant {{ texte }} après",
        header="{{ texte }}",
        footer="{{ texte }}",
        title="{{ texte }}",
        rows=[["{{ texte }}", "fixe"]],
    )


# Any text


LEGAL = st.characters(
    exclude_categories=["Cs"],
    exclude_characters=[*map(chr, range(32)), "\ufffe", "\uffff", OPEN, CLOSE],
)


@given(st.text(st.one_of(LEGAL, st.sampled_from("&<>\"'{}%#\n\t\r"))))
@settings(max_examples=60, deadline=None)
@example(AWKWARD)
@example("  deux espaces  \n\n\t fin ")
@example("\x85\u2028\u2029\ufeff\x7f\u200b")
def test_any_text_survives_into_word(texte: str) -> None:
    meant = texte.replace("\r\n", "\n").replace("\r", "\n")
    rendered = everywhere().render({"texte": texte})
    assert lines(rendered) == [f"Avant {meant} après"]
    assert cells(rendered) == [[meant, "fixe"]]
    section = read(rendered).sections[0]
    assert section.header.paragraphs[0].text == meant
    assert section.footer.paragraphs[0].text == meant
    assert f"Avant {meant} après" in text_of(rendered)
    flat = meant.replace("\n", " ").replace("\t", " ")
    assert (tree(rendered, "docProps/core.xml").findtext("{*}title") or "") == flat


@pytest.mark.parametrize(
    "character", ["\0", "\x01", "\x0b", "\x0c", "\x1b", "\x1f", "\ufffe", "\uffff", "\ud800", chr(0xDFFF)]
)
def test_a_character_that_word_cannot_hold_is_named_with_its_place(character: str) -> None:
    for made in (everywhere(), template("{{ texte|upper }}"), template("{{ texte|e }}")):
        found = fault(functools.partial(made.render, {"texte": f"a{character}b"}))
        assert found.code == "M006"
        assert f"U+{ord(character):04X}" in found.message
        assert found.lieu in {"corps du document", "en-tête", "pied de page", "propriétés du document"}


def test_the_title_that_is_given_is_checked_and_written_too() -> None:
    made = template("x")
    rendered = made.render({}, properties=Properties(title=AWKWARD, author="Léa & Cie"))
    assert read(rendered).core_properties.title == AWKWARD
    assert read(rendered).core_properties.author == "Léa & Cie"
    assert fault(lambda: made.render({}, properties=Properties(title="a\x0bb"))).code == "M006"


@pytest.mark.parametrize(
    ("tag", "shown"),
    [
        ("{{ 'a & b' }}", "a & b"),
        ("{{ 'a < b > c' }}", "a < b > c"),
        ("{{ “a & b” }}", "a & b"),
        ("{{ ['a', x]|join(' & ') }}", "a & R&D <\"'>"),
        ("{{ x|e }}", "R&D <\"'>"),
        ("{{ x|upper }}", "R&D <\"'>"),
        ("{{ x ~ ' & ' ~ x }}", "R&D <\"'> & R&D <\"'>"),
        ("{{ x|replace('&', ' & ') }}", "R & D <\"'>"),
        ("{% if x == 'R&D <\"\\'>' %}oui & non{% endif %}", "oui & non"),
        ("{% set y = x %}{{ y }}", "R&D <\"'>"),
        ("{% macro m(z) %}{{ z }}{% endmacro %}{{ m(x) }}", "R&D <\"'>"),
        ("{{ 'a\\nb' }}", "a\nb"),
        ("{{ n }} {{ d }} {{ 7 * 6 }} {{ 2 ** 10 }} {{ '-' * 3 }}", "12 1450.00 42 1024 ---"),
        ("{# rien #}texte", "texte"),
    ],
)
def test_text_is_escaped_exactly_once(tag: str, shown: str) -> None:
    values = {"x": "R&D <\"'>", "n": 12, "d": Decimal("1450.00")}
    rendered = template(tag, header=tag, footer=tag, rows=[[tag]]).render(values)
    assert lines(rendered) == [shown]
    assert cells(rendered) == [[shown]]
    assert read(rendered).sections[0].header.paragraphs[0].text == shown
    assert read(rendered).sections[0].footer.paragraphs[0].text == shown


def test_a_title_property_is_escaped_once_and_stays_on_one_line() -> None:
    rendered = template("x", title="{{ 'a & b' }} {{ x }}").render({"x": "R&D\n<été>"})
    assert read(rendered).core_properties.title == "a & b R&D <été>"


def test_the_rich_texts_of_docxtpl_print_as_word_xml() -> None:
    rich = RichText("gras & ", bold=True)
    rich.add("fin")
    rendered = template("{{r riche }}", "{{ liste }}").render({"riche": rich, "liste": Listing("un\ndeux & trois")})
    assert lines(rendered)[0] == "gras & fin"
    assert lines(rendered)[1].split() == ["un", "deux", "&", "trois"]


def test_a_tag_that_word_has_split_over_runs_is_one_tag() -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("Chère ")
    for piece in ("{", "{ cli", "ent.n", "om }", "}"):
        paragraph.add_run(piece).bold = True
    assert lines(opened(saved(document)).render({"client": Client("Tours")})) == ["Chère Tours"]


# What is not there


@pytest.mark.parametrize(
    ("tag", "near"),
    [
        ("{{ clinet.nom }}", "client"),
        ("{{ client.nomm }}", "nom"),
        ("{{ lieu.adrese }}", "adresse"),
        ("{% if clients %}x{% endif %}", "client"),
        ("{% for x in seqences %}x{% endfor %}", "sequences"),
        ("{% for s in sequences %}{{ s.debu }}{% endfor %}", "debut"),
        ("{{ client.epci.nom }}", None),
        ("{{ zzz }}", None),
        ("{{ zzz + 1 }}", None),
        ("{{ zzz|upper }}", None),
        ("{{ client.nom.zzz }}", None),
        ("{{ sequences[4] }}", None),
    ],
)
def test_a_field_that_does_not_exist_is_never_silent(tag: str, near: str | None) -> None:
    values = {"client": Client("Tours"), "lieu": {"adresse": "x"}, "sequences": [{"debut": "9:00"}]}
    for made in (template(tag), template(header=tag), template(footer=tag), template(rows=[[tag]])):
        found = fault(functools.partial(made.render, values))
        assert found.code == "M004"
        assert (f"« {near} »" in found.remede) if near else ("Vérifiez" in found.remede)


def test_the_place_of_a_missing_field_is_its_part_heading_and_tag() -> None:
    document = docx.Document()
    document.add_heading("Le contexte", 1)
    document.add_paragraph("{{ client }}")
    document.add_heading("Le prix", 1)
    document.add_paragraph("Prix : {{ prxi }} euros")
    found = fault(lambda: opened(saved(document)).render({"client": "x", "prix": 3}))
    assert found.lieu == "corps du document, sous le titre « Le prix »"
    assert "Prix : {{ prxi }} euros" in found.message
    assert "« prix »" in found.remede
    assert found.fichier.endswith("modele.docx")
    assert fault(lambda: template(header="{{ x }}").render({})).lieu == "en-tête"
    assert fault(lambda: template(title="{{ x }}").render({})).lieu == "propriétés du document"


@pytest.mark.parametrize("tag", ["{{ client.epci }}", "{{ none }}", "{{ client.epci or none }}"])
def test_an_empty_value_never_prints_as_none(tag: str) -> None:
    assert fault(lambda: template(tag).render({"client": Client("Tours")})).code == "M005"


def test_a_template_may_ask_whether_a_field_is_there() -> None:
    made = template("{% if client.epci %}{{ client.epci }}{% else %}sans{% endif %} {{ zzz|default('rien') }}")
    assert lines(made.render({"client": Client("Tours")})) == ["sans rien"]


# Gaps


def test_a_gap_stands_highlighted_wherever_it_prints() -> None:
    made = template("Prix : {{ prix }} par jour", header="{{ prix }}", footer="x {{ prix }}", rows=[["{{ prix }}"]])
    rendered = made.render({"prix": PRIX})
    assert lines(rendered) == [f"Prix : {PRIX_SHOWN} par jour"]
    for part in ("word/document.xml", "word/header1.xml", "word/footer1.xml"):
        assert set(highlighted(tree(rendered, part))) == {PRIX_SHOWN}
    assert len(highlighted(tree(rendered))) == 2
    assert check_unfilled(rendered) == []


@pytest.mark.parametrize(
    "tag", ["{{ prix ~ ' euros' }}", "{{ [prix, 'x']|join(', ') }}", "{{ prix|upper }}", "{{ prix|lower }}"]
)
def test_a_gap_stays_highlighted_through_filters(tag: str) -> None:
    rendered = template(tag).render({"prix": PRIX})
    (shown,) = highlighted(tree(rendered))
    assert shown.casefold() == PRIX_SHOWN.casefold()


def test_a_gap_cut_short_by_a_filter_leaves_no_mark() -> None:
    rendered = template("{{ prix|string|truncate(14, true, '…') }}").render({"prix": PRIX})
    assert OPEN not in text_of(rendered)
    assert CLOSE not in text_of(rendered)


def test_a_gap_in_a_loop_is_highlighted_at_each_pass_between_what_was_given() -> None:
    values = {"lignes": [("un", PRIX), ("deux\nlignes", PRIX), ("trois", "12")]}
    made = template(
        "{% for a, b in lignes %}{{ a }} : {{ b }}\n{% endfor %}",
        rows=[["{%tr for a, b in lignes %}", ""], ["{{ a }}", "{{ b }}"], ["{%tr endfor %}", ""]],
    )
    rendered = made.render(values)
    assert highlighted(tree(rendered)) == [PRIX_SHOWN] * 4
    assert cells(rendered) == [["un", PRIX_SHOWN], ["deux\nlignes", PRIX_SHOWN], ["trois", "12"]]
    assert lines(rendered)[0].split("\n")[:3] == [f"un : {PRIX_SHOWN}", "deux", f"lignes : {PRIX_SHOWN}"]


def test_a_highlighted_gap_keeps_the_look_of_its_run_in_schema_order() -> None:
    document = docx.Document()
    run = document.add_paragraph().add_run("{{ prix }}")
    run.bold, run.font.size, run.font.underline = True, Pt(9), WD_UNDERLINE.SINGLE
    run.font.highlight_color = WD_COLOR_INDEX.RED
    rendered = opened(saved(document)).render({"prix": PRIX})
    (shown,) = [run for run in read(rendered).paragraphs[0].runs if run.text]
    assert shown.bold
    assert shown.font.highlight_color == WD_COLOR_INDEX.YELLOW
    names = [child.tag.split("}")[1] for child in shown._r.get_or_add_rPr()]
    assert names == ["b", "sz", "highlight", "u"]


def test_a_gap_is_no_list_and_its_marks_typed_by_a_person_are_dropped() -> None:
    found = fault(lambda: template("{% for x in prix %}{{ x }}{% endfor %}").render({"prix": PRIX}))
    assert found.code == "M007"
    rendered = template("{{ texte }}", title="{{ prix }}").render({"texte": f"{OPEN}faux{CLOSE} {CLOSE}", "prix": PRIX})
    assert lines(rendered) == ["faux "]
    assert highlighted(tree(rendered)) == []
    assert read(rendered).core_properties.title == PRIX_SHOWN


# One template, many renders


def test_the_same_values_give_the_same_bytes_and_nothing_stays_from_one_render_to_the_next() -> None:
    made = everywhere()
    first = made.render({"texte": "un"})
    with pytest.raises(Exception, match="M006"):
        made.render({"texte": "\0"})
    assert made.render({"texte": "deux"}) != first
    assert made.render({"texte": "un"}) == first
    assert everywhere.__wrapped__().render({"texte": "un"}) == first


def test_a_template_may_be_rendered_from_threads() -> None:
    texts = [f"texte {number} & fils" for number in range(24)]
    with ThreadPoolExecutor(8) as pool:
        rendered = list(pool.map(lambda texte: everywhere().render({"texte": texte}), texts))
    assert [lines(one) for one in rendered] == [[f"Avant {texte} après"] for texte in texts]


def test_what_holds_no_tag_is_copied_as_it_is() -> None:
    made = template("{{ x }}")
    before, after = made.package.parts, parts_of(made.render({"x": 1}))
    assert list(before) == list(after)
    changed = {name for name in before if before[name] != after[name]}
    assert changed == {"word/document.xml", "docProps/core.xml"}
