"""Whatever a template asks for, it is stopped within five seconds and 500 MB, and the place is told."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from word_files import fault, lines, saved, template, word

if TYPE_CHECKING:
    from pathlib import Path

DOUBLING = "{% set x = 'aaaaaaaaaa' %}" + "{% set x = x ~ x %}" * 40 + "{{ x }}"
NESTED = "{% set a = ['x', 'y'] %}{% set b = ['x', 'y'] %}" + "{% set a = [a, a] %}{% set b = [b, b] %}" * 40
LOOPS = "{% for i in xs %}" * 8 + "{{ i }}" + "{% endfor %}" * 8

# Each stands alone in a paragraph; xs has 1 000 items, x is 100 characters, long is 1 000 000.
HOSTILE = {
    "a wide format": "{{ '%0999999999d' % 1 }}",
    "a format's star": "{{ '%*d' % (999999999, 1) }}",
    "a precise format": "{{ '%.999999999f' % 1 }}",
    "the filter format": "{{ '%0999999999d'|format(1) }}",
    "str.format": "{{ '{:>999999999}'.format(1) }}",
    "str.format in itself": "{{ '{:{}}'.format(1, 999999999) }}",
    "str.format_map": "{{ '{a:>999999999}'.format_map({'a': 1}) }}",
    "str.format many times": "{{ ('{0}' * 9000).format(long) }}",
    "center": "{{ x|center(999999999) }}",
    "str.center": "{{ x.center(999999999) }}",
    "str.ljust": "{{ x.ljust(999999999) }}",
    "str.zfill": "{{ x.zfill(999999999) }}",
    "str.expandtabs": "{{ '\\t'.expandtabs(999999999) }}",
    "str.translate": "{{ x.translate({97: long}) }}",
    "str.join": "{{ long.join(long) }}",
    "int.to_bytes": "{{ (1).to_bytes(999999999, 'big') }}",
    "center through map": "{{ xs|map('center', 999999999)|list }}",
    "indent": "{{ x|indent(999999999, true) }}",
    "wordwrap": "{{ long|wordwrap(1) }}",
    "wordwrap's string": "{{ x|wordwrap(1, wrapstring=long) }}",
    "replace": "{{ long|replace('a', long) }}",
    "str.replace": "{{ long.replace('a', long) }}",
    "join": "{{ long|join(long) }}",
    "batch": "{{ xs|batch(999999999, 0)|list }}",
    "slice": "{{ xs|slice(999999999)|list }}",
    "round": "{{ 1.5|round(999999999, 'ceil') }}",
    "sum of lists": "{{ [[1]]|sum(start=[]) }}",
    "tojson": "{{ {'a': 1}|tojson(indent=999999999) }}",
    "a power": "{{ 9 ** (9 ** 9) }}",
    "powers of powers": "{{ ((9 ** 9999) ** 9) ** 99 }}",
    "products": "{% set n = 9 ** 9999 %}" + "{% set n = n * n %}" * 40 + "{{ n }}",
    "a repeated text": "{{ x * 999999999 }}",
    "a repeated list": "{{ [x] * 999999999 }}",
    "doubling": DOUBLING,
    "doubling with +": DOUBLING.replace("~", "+"),
    "doubling lists": DOUBLING.replace("'aaaaaaaaaa'", "[1, 2]").replace("~", "+"),
    "doubling with join": "{% set x = 'aaaaaaaaaa' %}" + "{% set x = [x, x]|join %}" * 40 + "{{ x }}",
    "doubling with set": "{% set x = 'aaaaaaaaaa' %}" + "{% set x %}{{ x }}{{ x }}{% endset %}" * 40 + "{{ x }}",
    "doubling with format": "{% set x = 'aaaaaaaaaa' %}" + "{% set x = '%s%s'|format(x, x) %}" * 40 + "{{ x }}",
    "lists in lists, printed": NESTED + "{{ a }}",
    "lists in lists, compared": NESTED + "{{ a == b }}",
    "mappings in mappings": "{% set a = {'k': 1} %}" + "{% set a = {'k': a, 'l': a} %}" * 40 + "{{ a }}",
    "loops in loops": LOOPS,
    "silent loops in loops": LOOPS.replace("{{ i }}", "{% if i == 0 %}{% endif %}"),
    "a loop over characters": "{% for a in long %}{% for b in long %}{% endfor %}{% endfor %}",
    "a loop that calls itself": "{% for i in xs recursive %}{{ loop(xs) }}{% endfor %}",
    "macros that call twice": "{% macro m(n) %}"
    + "{% if n %}{{ m(n - 1) }}{% endif %}" * 2
    + "{% endmacro %}{{ m(60) }}",
    "blocks that call themselves": "{% block b %}{{ self.b() }}{{ self.b() }}{% endblock %}",
    "much output": "{% for i in xs %}{% for j in xs %}{{ x }}{% endfor %}{% endfor %}",
    "long texts": "{% for i in xs %}{{ long }}{% endfor %}",
    "a list of long texts": "{% for i in xs %}{{ [long, long, long] }}{% endfor %}",
    "braces": "{" * 200_000,
    "open tags": "{{ a " * 50_000,
    "open blocks": "{% a " * 50_000,
    "a date as wide as the sky": "{{ jour.strftime('%0999999999d') }}",
}

SCRIPT = """
import datetime, json, resource, sys, time
from pathlib import Path
resource.setrlimit(resource.RLIMIT_AS, (1_500_000_000, 1_500_000_000))
from docgen.errors import FaultsFoundError
from docgen.word.template import Template
values = {"x": "a" * 100, "xs": list(range(1000)), "long": "a" * 1_000_000, "jour": datetime.date(2026, 1, 1)}
told = {}
for path in sorted(Path(sys.argv[1]).glob("*.docx"), key=lambda path: int(path.stem)):
    start = time.process_time()
    try:
        Template.open(path).render(values)
        code, place = "", ""
    except FaultsFoundError as error:
        code, place = error.findings[0].code, error.findings[0].lieu
    # Of this program alone: ru_maxrss begins at what the process that started it held (proc(5), getrusage(2)).
    peak = int(Path("/proc/self/status").read_text().split("VmHWM:")[1].split()[0]) / 1024
    told[path.stem] = [code, place, time.process_time() - start, peak]
print(json.dumps(told))
"""


@pytest.mark.skipif(sys.platform != "linux", reason="limits of Linux")
def test_no_template_takes_more_than_five_seconds_and_500_mb(tmp_path: Path) -> None:
    for number, tag in enumerate(HOSTILE.values()):
        (tmp_path / f"{number}.docx").write_bytes(saved(word("Avant", tag)))
    result = subprocess.run(
        [sys.executable, "-c", SCRIPT, str(tmp_path)], capture_output=True, text=True, check=False, timeout=240
    )
    assert result.returncode == 0, result.stderr[-2000:]
    for (name, (code, place, seconds, megabytes)), tag in zip(json.loads(result.stdout).items(), HOSTILE, strict=True):
        assert code in {"M003", "M007"}, (name, tag)
        assert place == "corps du document", tag
        assert seconds < 5, tag
        assert megabytes < 500, tag


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
