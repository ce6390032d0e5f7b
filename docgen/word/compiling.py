"""A part of a template, from Word XML with tags to compiled Jinja. docxtpl does the patching."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from docxtpl import DocxTemplate
from jinja2 import TemplateSyntaxError

from docgen.findings import Finding
from docgen.word.places import Place, place_of

if TYPE_CHECKING:
    from jinja2 import Environment, Template

_TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}", re.DOTALL)
_PARAGRAPH = re.compile(r"<w:p(?=[ >])")
_BOUNDARY = re.compile(r"\n(?=<w:p[ >])")
# docxtpl's patching reads no state of its object; an object made by its own constructor would open the file again.
_PATCHER = object.__new__(DocxTemplate)


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
    """Patch and compile one part; a syntax fault comes back as a finding (M003)."""
    patched = _unescape_in_tags(_PATCHER.patch_xml(xml))
    source = _PARAGRAPH.sub("\n<w:p", patched)
    try:
        return CompiledPart(name, source, environment.from_string(source))
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


def _unescape_in_tags(xml: str) -> str:
    """`{{ 'a & b' }}` is `&amp;` in the file; docxtpl gives back < and > alone, and the text is escaped on printing."""
    return _TAG.sub(lambda tag: tag.group().replace("&quot;", '"').replace("&apos;", "'").replace("&amp;", "&"), xml)
