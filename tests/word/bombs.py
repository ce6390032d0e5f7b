"""Tags that ask for more time or memory than any document needs. Each stands alone in a paragraph.

`xs` has 1 000 items, `x` is 100 characters, `long` is 1 000 000, `jour` is a date, `r` is 100 000 numbers.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

VALUES: dict[str, Any] = {
    "x": "a" * 100,
    "xs": list(range(1000)),
    "long": "a" * 1_000_000,
    "jour": dt.date(2026, 1, 1),
    "r": list(range(100_000)),
}

DOUBLING = "{% set x = 'aaaaaaaaaa' %}" + "{% set x = x ~ x %}" * 40 + "{{ x }}"
NESTED = "{% set a = ['x', 'y'] %}{% set b = ['x', 'y'] %}" + "{% set a = [a, a] %}{% set b = [b, b] %}" * 40
LOOPS = "{% for i in xs %}" * 8 + "{{ i }}" + "{% endfor %}" * 8
KEPT = "{{% set ns = namespace(a=[]) %}}{{% for i in r %}}{{% set ns.a = [ns.a, {}] %}}{{% endfor %}}"
DEAR = "{{% for i in r %}}{{% if {} %}}{{% endif %}}{{% endfor %}}"

# What ends by itself within the limits on a quick machine is not here.
BOMBS = {
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
    "str.rjust": "{{ x.rjust(999999999) }}",
    "str.zfill": "{{ x.zfill(999999999) }}",
    "str.expandtabs": "{{ '\\t'.expandtabs(999999999) }}",
    "str.translate": "{{ (x * 9).translate({97: long}) }}",
    "str.join": "{{ long.join(long) }}",
    "int.to_bytes": "{{ (1).to_bytes(999999999, 'big') }}",
    "center through map": "{{ xs|map('center', 999999999)|list }}",
    "indent": "{{ x|indent(999999999, true) }}",
    "wordwrap": "{{ (long * 9)|wordwrap(1) }}",
    "wordwrap's string": "{{ (x * 9)|wordwrap(1, wrapstring=long) }}",
    "replace": "{{ long|replace('a', long) }}",
    "str.replace": "{{ long.replace('a', long) }}",
    "join": "{{ long|join(long) }}",
    "batch": "{{ xs|batch(999999999, 0)|list }}",
    "slice": "{{ xs|slice(999999999)|list }}",
    "sum of lists": "{{ (r|map('list')|list if false else [r] * 9999)|sum(start=[])|length }}",
    "tojson": "{{ {'a': 1}|tojson(indent=999999999) }}",
    "a power": "{{ 9 ** (9 ** 9) }}",
    "powers of powers": "{{ ((9 ** 9999) ** 9) ** 99 }}",
    "products": "{% set ns = namespace(n=9 ** 9999) %}{% for i in xs %}{% set ns.n = ns.n * ns.n %}{% endfor %}",
    "a repeated text": "{{ x * 999999999 }}",
    "a repeated list": "{{ [x] * 999999999 }}",
    "doubling": DOUBLING,
    "doubling with +": DOUBLING.replace("~", "+"),
    "doubling lists": DOUBLING.replace("'aaaaaaaaaa'", "[1, 2]").replace("~", "+"),
    "doubling with join": "{% set x = 'aaaaaaaaaa' %}" + "{% set x = [x, x]|join %}" * 40 + "{{ x }}",
    "doubling with set": "{% set x = 'aaaaaaaaaa' %}" + "{% set x %}{{ x }}{{ x }}{% endset %}" * 40 + "{{ x }}",
    "doubling with format": "{% set x = 'aaaaaaaaaa' %}" + "{% set x = '%s%s'|format(x, x) %}" * 40 + "{{ x }}",
    "doubling with a macro": "{% macro m(t) %}{{ t }}{{ t }}{% endmacro %}{% set x = long %}"
    + "{% set x = m(x) %}" * 40
    + "{{ x }}",
    "lists in lists, printed": NESTED + "{{ a }}",
    "lists in lists, compared": NESTED + "{{ a == b }}",
    "lists in lists, as JSON": NESTED + "{{ a|tojson }}",
    "lists in lists, as text": NESTED + "{{ a|string|length }}",
    "mappings in mappings": "{% set a = {'k': 1} %}" + "{% set a = {'k': a, 'l': a} %}" * 40 + "{{ a }}",
    "loops in loops": LOOPS,
    "silent loops in loops": LOOPS.replace("{{ i }}", "{% if i == 0 %}{% endif %}"),
    "a loop over characters": "{% for a in long %}{% for b in long %}{% endfor %}{% endfor %}",
    "a loop over what map gives": LOOPS.replace("in xs", "in r|map('string')"),
    "a loop that calls itself": "{% for i in xs recursive %}{{ loop(xs) }}{% endfor %}",
    "macros that call twice": "{% macro m(n) %}"
    + "{% if n %}{{ m(n - 1) }}{% endif %}" * 2
    + "{% endmacro %}{{ m(60) }}",
    "macros without an end": "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
    "a caller without an end": "{% macro m() %}{{ caller() }}{% endmacro %}"
    "{% macro n() %}{% call m() %}{{ n() }}{% endcall %}{% endmacro %}{{ n() }}",
    "blocks that call themselves": "{% block b %}{{ self.b() }}{{ self.b() }}{% endblock %}",
    "much output": "{% for i in xs %}{% for j in xs %}{{ x }}{% endfor %}{% endfor %}",
    "long texts": "{% for i in xs %}{{ long }}{% endfor %}",
    "a list of long texts": "{% for i in xs %}{{ [long, long, long] }}{% endfor %}",
    # A budget was rewound by the name of a filter that « no template can name ».
    "a filter that no template can name": "{{ [-99999999]|map(' charge')|list }}" + LOOPS,
    # Held, and once not counted.
    "slices kept": KEPT.format("long[:-1]"),
    "lower kept": KEPT.format("long|lower"),
    "upper kept": KEPT.format("long.upper()"),
    "escaped kept": KEPT.format("long|e"),
    "sorted kept": KEPT.format("long|sort"),
    "lists kept": KEPT.format("r|list"),
    "reversed kept": KEPT.format("long|reverse"),
    "capitalised kept": KEPT.format("long|capitalize"),
    "stripped kept": KEPT.format("(' ' ~ long)|trim"),
    "split kept": KEPT.format("long.split('b')"),
    "mappings kept": KEPT.format("{'a': long|list}"),
    "ranges kept": KEPT.format("range(100000)|list"),
    "unique kept": KEPT.format("r|unique|list"),
    "batches kept": KEPT.format("r|batch(2)|list"),
    "JSON kept": KEPT.format("long|tojson"),
    "addresses kept": KEPT.format("long|urlencode"),
    "encoded kept": KEPT.format("long.encode()"),
    # Counted as one, and dear.
    "sort": DEAR.format("r|sort|first"),
    "sort backwards": DEAR.format("r|sort(reverse=true)|last"),
    "sort of ten million": "{% set ns = namespace(a=r) %}{% set ns.a = ns.a * 100 %}{{ ns.a|sort|length }}" * 9,
    "in a list": DEAR.format("-1 in r"),
    "wordcount": DEAR.format("long|wordcount"),
    "count": DEAR.format("r.count(-1)"),
    "str.count": DEAR.format("long.count('ab')"),
    "find": DEAR.format("(long ~ 'b').find('ab', 5)"),
    "a power in a loop": DEAR.format("3**49000 == 1"),
    "a product in a loop": DEAR.format("3**49000 * 3**49000 == 1"),
    "a number as text": DEAR.format("(10**4000)|string == ''"),
    "index": DEAR.format("r.index(99999)"),
    "sum": DEAR.format("r|sum"),
    "max": DEAR.format("r|max == 0"),
    "groupby": DEAR.format("xs|map('string')|groupby('0')|length == 7"),
    "dictsort": DEAR.format("{'a': long|list}|dictsort|length == 7"),
    "selectattr": DEAR.format("r|select('gt', 5)|list == 7"),
    "equal texts": DEAR.format("long ~ 'a' == long ~ 'b'"),
    "equal lists": DEAR.format("r == r|list and false"),
    "title": DEAR.format("long|title == ''"),
    "strip": DEAR.format("long.strip(long) == 'b'"),
    "sort in map": "{{ ([r] * 10000)|map('sort')|map('length')|sum }}",
    "in a text": DEAR.format("('a' * 500 ~ 'b') in long"),
    # Of other kinds.
    "a power of what is given": "{{ xs[9]**(xs[9]**9) }}",
    "a number times a text": "{{ 10**10 * x|string }}",
    "a long range": "{% for i in range(10**9) %}{{ i }}{% endfor %}",
    "a range beyond all machines": "{{ range(10**30)|length }}",
    "ranges in ranges": "{% for i in range(10**5) %}{% for j in range(10**5) %}{% endfor %}{% endfor %}",
    "ranges listed in a range": "{% for i in range(10**5) %}{% set x = range(10**5)|list %}{% endfor %}",
    "a namespace in itself": "{% set n = namespace() %}{% set n.a = n %}{{ [n] }}{{ n }}",
    "loops too deep": "{% for a in xs %}" * 25 + "{% endfor %}" * 25,
    # Before a template is filled.
    "braces": "{" * 200_000,
    "open tags": "{{ a " * 50_000,
    "open blocks": "{% a " * 50_000,
    "many brackets": "{{ " + "(" * 5_000 + "1" + ")" * 5_000 + " }}",
    "many additions": "{{ 1" + " + 1" * 20_000 + " }}",
    "a long number": "{{ " + "9" * 100_000 + " }}",
}
