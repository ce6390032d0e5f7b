"""Tags that Jinja cannot read: what is wrong, in a manager's words, and the tag as it should be."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from jinja2 import TemplateSyntaxError, nodes

from docgen.nearest import nearest

if TYPE_CHECKING:
    from collections.abc import Callable

    from jinja2 import Environment

    from docgen.word.lint.tags import Tag

# What Jinja and Python raise for a text that is no expression, whatever its length.
UNREADABLE = (TemplateSyntaxError, SyntaxError, ValueError, RecursionError, MemoryError, OverflowError)

# A statement is parsed within the smallest template that makes it whole.
_AROUND = {
    "if": "{% if §%}{% endif %}",
    "elif": "{% if x %}{% elif §%}{% endif %}",
    "for": "{% for §%}{% endfor %}",
    "with": "{% with §%}{% endwith %}",
    "filter": "{% filter §%}{% endfilter %}",
    "macro": "{% macro §%}{% endmacro %}",
    "call": "{% call §%}{% endcall %}",
    "autoescape": "{% autoescape §%}{% endautoescape %}",
    "block": "{% block §%}{% endblock %}",
    # docxtpl's own, each with an expression
    "cellbg": "{{ § }}",
    "colspan": "{{ § }}",
}
OPENERS = frozenset({"if", "for", "with", "filter", "macro", "call", "autoescape", "block", "raw"})
ENDINGS = {f"end{name}": name for name in (*OPENERS, "set")}
MIDDLES = frozenset({"else", "elif"})
OUTSIDE = frozenset({"include", "import", "from", "extends"})
BARE = frozenset({*ENDINGS, "else", "vm", "hm", "raw"})
IN_CELLS = frozenset({"vm", "hm", "cellbg", "colspan"})
KNOWN = frozenset({*_AROUND, *BARE, *MIDDLES, *OUTSIDE, "set"})

_FRENCH = {
    "si": "if",
    "sinon": "else",
    "sinonsi": "elif",
    "pour": "for",
    "fin": "endif",
    "finsi": "endif",
    "finpour": "endfor",
    "end": "endif",
    "elseif": "elif",
    "elsif": "elif",
    "foreach": "for",
    "boucle": "for",
}
_TWO_WORDS = re.compile(r"(end|fin)\s+(if|for|si|pour)\b|(else|sinon)\s+(if|si)\b", re.IGNORECASE)


def parse(tag: Tag, environment: Environment) -> nodes.Template | None:
    """The tag's tree, within what makes it whole; None when it has none of its own. Raises one of UNREADABLE."""
    return _parse(tag.opening, tag.keyword, tag.body, environment)


def _parse(opening: str, keyword: str, body: str, environment: Environment) -> nodes.Template | None:
    if opening == "{{":
        return environment.parse("{{ %s }}" % body)  # noqa: UP031 - braces
    rest = body[len(keyword) :].strip()
    if keyword in BARE:
        if rest:
            raise TemplateSyntaxError("nothing may follow", 1)
        return None
    if keyword == "set":
        whole = "{% set § %}" if "=" in rest else "{% set § %}{% endset %}"
        return environment.parse(whole.replace("§", rest))
    if keyword in _AROUND:
        return environment.parse(_AROUND[keyword].replace("§", f"{rest} "))
    return None


def is_instruction(tag: Tag) -> bool:
    """Whether a template knows the instruction of `{% … %}`."""
    return tag.keyword in KNOWN - OUTSIDE and not _TWO_WORDS.match(tag.body)


def instruction(tag: Tag) -> str:
    """The instruction that an unknown one was meant to be; empty when nobody can tell."""
    two = _TWO_WORDS.match(tag.body)
    if two:
        return "elif" if two[3] else "endfor" if (two[2] or "").lower() in {"for", "pour"} else "endif"
    word = tag.keyword.lower().strip(":;,.")
    return word if word in KNOWN else _FRENCH.get(word) or nearest(word, sorted(KNOWN)) or ""


def rest_after_instruction(tag: Tag) -> str:
    """What follows an unknown instruction."""
    two = _TWO_WORDS.match(tag.body)
    rest = tag.body[two.end() if two else len(tag.keyword) :].strip()
    return re.sub(r"\s+dans\s+", " in ", rest)


def diagnose(tag: Tag, environment: Environment) -> tuple[str, str, str]:
    """The code, the message and the remedy for a tag that Jinja cannot read."""
    if not tag.body.strip():
        return "M024", "la balise est vide.", "Écrivez un champ entre les accolades, ou supprimez la balise."
    typed = tag.stream.text[tag.start : tag.end]
    if _DIGIT.fullmatch(tag.body.strip()):
        name = f"n_{tag.body.strip()}"
        return "M024", "un nom de champ commence par une lettre.", renamed(tag, tag.body.strip(), name)
    body = tag.body
    told: tuple[str, str] | None = None
    for code, message, mend in _MENDS:
        mended = mend(body, tag)
        if mended == body:
            continue
        body, told = mended, told or (code, message)
        if _reads(tag, body, environment):
            return *told, f"Écrivez « {tag.rewritten(body)} »."
    if told:
        return *told, "Corrigez la balise ; en cas de doute, effacez-la et retapez-la entièrement."
    return "M024", f"docgen ne comprend pas cette écriture{_near(typed)}.", _ADVICE.get(tag.keyword, _ADVICE[""])


_DIGIT = re.compile(r"\d+[^\W\d]\w*")


def renamed(tag: Tag, typed: str, name: str) -> str:
    """The remedy for a name that no tag can have: another one, in the tag and in the data."""
    return f"Écrivez « {tag.rewritten(name)} » et, dans vos données, renommez « {typed} » en « {name} »."


_ADVICE = {
    "for": "Une boucle s’écrit {% for participant in participants %} … {% endfor %}.",
    "if": "Une condition s’écrit {% if champ %} … {% endif %}, ou {% if champ == 'valeur' %}.",
    "set": "Écrivez {% set nom = valeur %}.",
    "": "Écrivez {{ champ }} ou {{ groupe.champ }}, sans espace ni ponctuation dans le nom.",
}


def _near(typed: str) -> str:
    if typed.count("(") != typed.count(")"):
        return " : une parenthèse n’a pas son pendant"
    if typed.count("'") % 2 or typed.count('"') % 2:
        return " : un guillemet n’a pas son pendant"
    return ""


def _reads(tag: Tag, body: str, environment: Environment) -> bool:
    keyword = (body.split(maxsplit=1) or [""])[0] if tag.opening == "{%" else ""
    try:
        _parse(tag.opening, keyword, body, environment)
    except UNREADABLE:
        return False
    return True


def _plain_quotes(body: str, _tag: Tag) -> str:
    return re.sub(r"[„«»‟″]\s*|(?<=\S)\s*»", '"', re.sub(r"\s+»", "»", body)).replace("‚", "'").replace("‹", "'")


def _apostrophes(body: str, tag: Tag) -> str:
    """`'don’t'`: docxtpl makes the apostrophe straight, and it ends the text."""
    typed = tag.text.strip("{}%").removeprefix(tag.prefix).strip()
    if not re.search(r"\w[’'‘]\w", typed):
        return body
    quoted = r"(?<!\w)[‘’']((?:\w|\w[^“”\"]*?\w)[’'‘]\w[^“”\"‘’']*)[’'](?!\w)"
    return re.sub(quoted, r'"\1"', typed).translate(_STRAIGHT)


_STRAIGHT = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'"})


def _operators(body: str, tag: Tag) -> str:
    words = {"AND": "and", "OR": "or", "NOT": "not", "IN": "in", "ET": "and", "OU": "or", "et": "and", "ou": "or"}
    mended = re.sub(r"\b(AND|OR|NOT|IN|ET|OU|et|ou)\b", lambda word: words[word[0]], body)
    mended = mended.replace("&&", " and ").replace("||", " or ").replace("<>", "!=").replace("≠", "!=")
    mended = mended.replace("≤", "<=").replace("≥", ">=").replace("…", "")
    if tag.keyword in {"if", "elif"}:
        mended = re.sub(r"(?<![=!<>])=(?!=)", "==", mended)
        mended = re.sub(r"\s+(then|alors)\s*$", "", mended)
        mended = re.sub(r"!(?!=)\s*", "not ", mended)
    return mended


def _loop_words(body: str, tag: Tag) -> str:
    if tag.keyword != "for":
        return body
    return re.sub(r"^for\s+(?:each\s+|chaque\s+)?([\w.]+)\s+(?:of|dans|de|en|IN|In)\s+", r"for \1 in ", body)


def _joined_words(body: str, tag: Tag) -> str:
    """« premier nom »: a name of two words."""
    if tag.opening != "{{" or not re.fullmatch(r"[\w.]+(?:\s+[\w.]+)+", body):
        return body
    return re.sub(r"\s*\.\s*", ".", re.sub(r"(?<![.\s])\s+(?![.\s])", "_", body))


def _dotted(body: str, _tag: Tag) -> str:
    return re.sub(r"(\w)\s*[,/]\s*(?=\w)|(\w)\.{2,}(?=\w)", lambda m: f"{m[1] or m[2]}.", body)


_MENDS: tuple[tuple[str, str, Callable[[str, Tag], str]], ...] = (
    (
        "M023",
        "un caractère invisible s’est glissé dedans.",
        lambda body, _tag: re.sub("[\u00ad\u200b-\u200f\u2028-\u202e\u2060\ufeff]", "", body),
    ),
    ("M020", "il y a une accolade de trop.", lambda body, _tag: body.strip("{} ")),
    ("M023", "Word y a mis des guillemets typographiques ; il faut des guillemets droits.", _plain_quotes),
    ("M023", "l’apostrophe ferme le texte trop tôt.", _apostrophes),
    (
        "M023",
        "Word y a mis un tiret long à la place du signe moins.",
        lambda body, _tag: re.sub("[‐‑‒–—−]", "-", body),
    ),
    ("M024", "un opérateur n’est pas écrit comme docgen l’attend.", _operators),
    ("M024", "une boucle s’écrit « for … in … ».", _loop_words),
    ("M024", "un nom de champ n’a pas d’espace.", _joined_words),
    ("M024", "deux noms se séparent par un point.", _dotted),
    (
        "M024",
        "il y a un signe de trop à la fin.",
        lambda body, _tag: re.sub(r"[\s:;,.|!?=~+-]+$", "", body),
    ),
    (
        "M024",
        "rien ne suit cette instruction.",
        lambda body, tag: tag.keyword if tag.keyword in BARE else body,
    ),
)
