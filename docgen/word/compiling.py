"""A part of a template, from Word XML with tags to compiled Jinja. docxtpl does the patching."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from jinja2 import Template, TemplateSyntaxError

from docgen.findings import Finding
from docgen.word import cache
from docgen.word.places import Place, place_of

if TYPE_CHECKING:
    from jinja2 import Environment

_TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}", re.DOTALL)
_PARAGRAPH = re.compile(r"<w:p(?=[ >])")
_BOUNDARY = re.compile(r"\n(?=<w:p[ >])")


@dataclass(frozen=True, slots=True)
class CompiledPart:
    """One part, ready to render. `source` has a line per paragraph, which is how a fault finds its place."""

    name: str
    source: str
    template: Template

    def render(self, values: dict[str, Any]) -> str:
        """The part's XML with the tags filled."""
        return _BOUNDARY.sub("", self.template.render(values))

    def place(self, line: int) -> Place:
        """Where in the document a line of `source` stands."""
        return place_of(self.name, self.source, line)


def has_tags(xml: str) -> bool:
    """Whether a part holds anything for Jinja, split or not."""
    return "{" in xml and ("{{" in _text_only(xml) or "{%" in _text_only(xml) or "{#" in _text_only(xml))


def _text_only(xml: str) -> str:
    return re.sub(r"<[^>]*>", "", xml)


def compile_part(name: str, xml: str, environment: Environment, fichier: str) -> CompiledPart | Finding:
    """Patch and compile one part, or find what an earlier run made of it; a fault of syntax is a finding (M003)."""
    key = cache.key_of(xml)
    compiled = cache.find(key)
    if compiled is not None:
        return _part(name, compiled, environment)
    source = _PARAGRAPH.sub("\n<w:p", _patch(xml))
    try:
        compiled = cache.Compiled(source, environment.compile(source))
    except (TemplateSyntaxError, SyntaxError, ValueError, RecursionError, MemoryError) as error:
        # All but the first are of Python, which compiles what Jinja makes: twenty loops in each other, a number
        # of five thousand digits, a thousand brackets.
        place = place_of(name, source, error.lineno if isinstance(error, TemplateSyntaxError) else 1)
        return Finding(
            "M003",
            f"une balise est mal écrite ou mal fermée près de « {place.snippet} ».",
            "Vérifiez que chaque {{ a son }}, chaque {% son %}, chaque {% for %} son {% endfor %} "
            "et chaque {% if %} son {% endif %}, écrits avec des guillemets droits.",
            fichier=fichier,
            lieu=place.lieu,
        )
    cache.keep(key, compiled)
    return _part(name, compiled, environment)


def _part(name: str, compiled: cache.Compiled, environment: Environment) -> CompiledPart:
    template = Template.from_code(environment, compiled.code, environment.make_globals(None))
    return CompiledPart(name, compiled.source, template)


def _patch(xml: str) -> str:
    """Word XML whose tags docxtpl has put together again."""
    from docxtpl import DocxTemplate

    # Its patching reads no state of the object; one made by its own constructor would open the file again.
    return _unescape_in_tags(object.__new__(DocxTemplate).patch_xml(xml))


def _unescape_in_tags(xml: str) -> str:
    """`{{ 'a & b' }}` is `&amp;` in the file; docxtpl gives back < and > alone, and the text is escaped on printing."""
    return _TAG.sub(lambda tag: tag.group().replace("&quot;", '"').replace("&apos;", "'").replace("&amp;", "&"), xml)
