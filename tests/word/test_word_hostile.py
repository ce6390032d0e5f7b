"""What templates do every day is not hindered by the walls, and what they have no use for is refused."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest
from word_files import fault, lines, opened, parts_of, png, read, saved, template, with_parts, with_pictures, word

from docgen.word.lint import lint
from docgen.word.template import Template

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("tag", "shown"),
    [
        ("{{ '%05.1f' % 3.14159 }}", "003.1"),
        ("{{ '%s, %s'|format('a', 'b') }}", "a, b"),
        ("{{ '{:,.2f} €'.format(1450) }}", "1,450.00 €"),
        ("{{ '{0:>4}'.format(7) }}", "   7"),
        ("{{ 'a'|center(5) }}.", "  a  ."),
        ("{{ 'a'.ljust(3) }}.", "a  ."),
        ("{{ 'a b c'|replace(' ', '-') }}", "a-b-c"),
        ("{{ 'a b c'.split()|join(' + ') }}", "a + b + c"),
        ("{{ ', '.join(['a', 'b']) }}", "a, b"),
        ("{{ [1, 2] + [3] }}", "[1, 2, 3]"),
        ("{{ 7 // 2 }} {{ 7 % 2 }} {{ 2.5 * 2 }} {{ 10 / 4 }}", "3 1 5.0 2.5"),
        ("{% for x in [1, 2, 3]|batch(2) %}{{ x|join('+') }};{% endfor %}", "1+2;3;"),
        ("{% for x in 'abc' %}{{ loop.index }}{{ x }}{{ ', ' if not loop.last }}{% endfor %}", "1a, 2b, 3c"),
        ("{% for x in [1, 2, 3]|select('odd') %}{{ loop.length }}:{{ x }} {% endfor %}", "2:1 2:3 "),
        ("{% for x in [[1, [[2, []]]]] recursive %}{{ x[0] }}{{ loop(x[1]) }}{% endfor %}", "12"),
        ("{% for k, v in {'a': 1}.items() %}{{ k }}={{ v }}{% endfor %}", "a=1"),
        ("{% macro m(a) %}<{{ a }}>{% endmacro %}{{ m('x & y') }}", "<x & y>"),
        ("{% filter upper %}a{% endfilter %}{% set t %}b{% endset %}{{ t }}", "Ab"),
        ("{% with a = 1 %}{{ a }}{% endwith %}", "1"),
        ("{{ jour.strftime('%d/%m/%Y') }}", "02/01/2026"),
        ("{{ 'Énoncé'|upper }} {{ 'a b'|title }} {{ [3, 1]|sort|first }} {{ 3.14159|round(2) }}", "ÉNONCÉ A B 1 3.14"),
    ],
)
def test_what_templates_do_every_day_is_not_hindered(tag: str, shown: str) -> None:
    import datetime as dt

    assert lines(template(tag).render({"jour": dt.date(2026, 1, 2)})) == [shown]


@pytest.mark.parametrize("name", ["random", "urlize", "xmlattr", "pprint"])
def test_filters_of_no_use_in_word_are_refused(name: str) -> None:
    found = fault(lambda: template(f"{{{{ x|{name} }}}}"))
    assert found.code == "M003"
    assert name in found.message


def test_ten_thousand_rows_are_no_hostile_template() -> None:
    rows = [["{%tr for a, b in xs %}", ""], ["{{ a }}", "{{ b }}"], ["{%tr endfor %}", ""]]
    rendered = template(rows=rows).render({"xs": [(number, "x" * 50) for number in range(10_000)]})
    assert len(rendered) > 10_000


@pytest.mark.parametrize(
    ("tag", "code", "said"),
    [
        ("{{ 1e999 }}", "M003", "trop grand"),
        ("{{ 5|default(1e999) }}", "M003", "trop grand"),
        ("{{ '1e999'|float }}", "M007", "n’est pas un nombre"),
        ("{{ 1e308 * 10 }}", "M007", "n’est pas un nombre"),
        ("{{ 5|recommencer }}", "M007", "« recommencer » n’est pas un filtre"),
        ("{{ [range] }}", "M007", "une opération"),
        ("{{ [range]|string }}", "M007", "une opération"),
        ("{{ range ~ '' }}", "M007", "une opération"),
        ("{{ '%s'|format(range) }}", "M007", "une opération"),
        ("{{ [1, 2]|reverse }}", "M007", "une opération"),
        ("{% for a in [1] %}{{ loop }}{% endfor %}", "M007", "une opération"),
        ("{{ 1 / 0 }}", "M007", "elle divise par zéro"),
        ("{{ 'a' + 1 }}", "M007", "ne vont pas ensemble"),
        ("{{ '%d' % 'a' }}", "M007", "ne vont pas ensemble"),
        ("{{ 10 ** 9999 }}", "M007", "n’a pas la forme attendue"),
        ("{{ range(1, 2, 0) }}", "M007", "n’a pas la forme attendue"),
        ("{{ {'a': 1}|dictsort(by='z') }}", "M007", "parenthèses"),
        ("{{ 1.5 ** 99999 }}", "M007", "trop grand"),
        ("{{ range(10 ** 9)|length }}", "M007", "trop grand"),
        ("{% block b scoped %}{% endblock %}", "M003", "scoped"),
        ("{% include 'x' %}", "M003", "« include » n’existe pas"),
    ],
)
def test_what_cannot_be_printed_is_told_in_french(tag: str, code: str, said: str) -> None:
    found = fault(lambda: template("avant", tag).render({}))
    assert (found.code, said in found.message) == (code, True), found
    assert found.fichier


def test_the_check_tells_a_number_that_is_too_large(tmp_path: Path) -> None:
    path = tmp_path / "lettre.docx"
    path.write_bytes(saved(word("{{ 1e999 }}")))
    assert [found.code for found in lint(path, None)] == ["M003"]


def test_a_list_restarts_by_the_filter_as_by_the_mark() -> None:
    found = fault(lambda: template("{% for a in [1] %}{{ loop|recommencer }}{{ a }}{% endfor %}").render({}))
    assert "sans numéro" in found.message


def test_a_title_takes_no_mark_of_a_numbered_list() -> None:
    rendered = template("x", title="{# recommencer #}Le titre").render({})
    assert read(rendered).core_properties.title == "Le titre"


@pytest.mark.parametrize("name", ["x" * 5_000, ".".join(["x" * 200] * 30)])
def test_no_finding_is_longer_than_a_person_would_read(name: str) -> None:
    found = fault(lambda: template(f"{{{{ {name} }}}}").render({"x" * 200: {"y" * 5_000: 1}}))
    assert len(f"{found.lieu}{found.message}{found.remede}") < 2_000


def test_a_placeholder_that_is_no_picture_names_the_template(tmp_path: Path) -> None:
    logo = tmp_path / "logo.png"
    logo.write_bytes(png(10, 10))
    data = saved(with_pictures("logo"))
    xml = parts_of(data)["word/document.xml"].replace(b"a:blip", b"a:blop")
    made = opened(with_parts(data, {"word/document.xml": xml}))
    found = fault(lambda: made.render({}, pictures={"logo": logo}))
    assert (found.code, found.fichier) == ("M010", made.fichier)


@pytest.mark.skipif(sys.platform == "win32", reason="devices of POSIX")
def test_a_template_linked_to_a_device_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "agenda.docx"
    path.symlink_to("/dev/zero")
    found = fault(lambda: Template.open(path))
    assert (found.code, found.fichier) == ("M001", str(path))
