"""What templates do every day is not hindered by the walls, and what they have no use for is refused."""

from __future__ import annotations

import pytest
from word_files import fault, lines, template


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
