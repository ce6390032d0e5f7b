"""A part of a template, from Word XML with tags to compiled Jinja. docxtpl does the patching."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

from jinja2 import Template, TemplateSyntaxError

from docgen.findings import Finding
from docgen.word import cache
from docgen.word.limits import collected
from docgen.word.numbering import with_marks
from docgen.word.places import Place, place_of
from docgen.word.shape import Needs, needs_of

if TYPE_CHECKING:
    from jinja2 import Environment

    from docgen.word.rendering import Rendering

_TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}", re.DOTALL)
_PARAGRAPH = re.compile(r"<w:p(?=[ >])")


@dataclass(frozen=True, slots=True)
class CompiledPart:
    """One part, ready to render. `source` has a line per paragraph, which is how a fault finds its place."""

    name: str
    source: str
    template: Template
    needs: Needs

    @property
    def in_word(self) -> bool:
        """Whether the part is Word XML: the properties are not."""
        return self.name.startswith("word/")

    def render(self, values: dict[str, Any]) -> tuple[str, Rendering]:
        """The part's XML with the tags filled, and what was printed that needs more work."""
        context = cast("Rendering", self.template.new_context(values))
        try:
            return collected(self.template.root_render_func(context)), context
        except Exception:  # noqa: BLE001 - raised again, whatever it is
            # Gives the frames of the traceback the lines of `source`.
            self.template.environment.handle_exception()

    def place(self, line: int) -> Place:
        """Where in the document a line of `source` stands."""
        return place_of(self.name, self.source, line)


def has_tags(xml: str) -> bool:
    """Whether a part holds anything for Jinja, split or not."""
    if "{" not in xml:
        return False
    if "{{" in xml or "{%" in xml:  # an alt text is an attribute: Jinja reads it all the same
        return True
    text = _text_only(xml)
    return any(map(text.__contains__, ("{{", "{%", "{#", "{_", "_}")))  # the last two: braces to be printed


def _text_only(xml: str) -> str:
    return re.sub(r"<[^>]*>", "", xml)


def compile_part(
    name: str, xml: str, environment: Environment, fichier: str, *, cached: bool = True
) -> CompiledPart | Finding:
    """Patch and compile one part, or find what an earlier run made of it; a fault of syntax is a finding (M003)."""
    key = cache.key_of(f"{name.startswith('word/')}{xml}") if cached else ""
    compiled = cache.find(key) if cached else None
    if compiled is not None:
        return _part(name, compiled, environment)
    refused = _refused(name, xml, fichier)
    if refused is not None:
        return refused
    patched = _PARAGRAPH.sub("\n<w:p", _patch(_DECLARATION.sub(_DECLARED, xml)))
    source = with_marks(patched)
    try:
        tree = environment.parse(source)
        needs = needs_of(tree, in_word=name.startswith("word/"), restarts=source != patched)
        compiled = cache.Compiled(source, environment.compile(tree), needs)
    except (TemplateSyntaxError, SyntaxError, ValueError, RecursionError, MemoryError) as error:
        # All but the first are of Python, which compiles what Jinja makes: twenty loops in each other, a number
        # of five thousand digits, a thousand brackets.
        place = place_of(name, source, error.lineno if isinstance(error, TemplateSyntaxError) else 1)
        return Finding(
            "M003",
            f"une balise est mal écrite ou mal fermée près de « {place.snippet} ».",
            _SYNTAX,
            fichier=fichier,
            lieu=place.lieu,
        )
    if cached:
        cache.keep(key, compiled)
    return _part(name, compiled, environment)


_SYNTAX = (
    "Vérifiez que chaque {{ a son }}, chaque {% son %}, chaque {% for %} son {% endfor %} "
    "et chaque {% if %} son {% endif %}, écrits avec des guillemets droits."
)


def _refused(name: str, xml: str, fichier: str) -> Finding | None:
    """What docxtpl would take for something else, in silence or without an end."""
    lines = _PARAGRAPH.sub("\n<w:p", xml).split("\n")
    depth = 0
    for number, line in enumerate(lines, start=1):
        text = _text_only(line)
        merged = _MERGED.search(text)
        if merged:
            tag = merged.group().strip()
            message = f"« {tag} » ferait disparaître le paragraphe d’avant : - et {merged[1]} ne vont pas ensemble."
            remede = f"Écrivez {{%{merged[1]} … %}}, sans le tiret."
            return Finding("M003", message, remede, fichier=fichier, lieu=place_of(name, "\n".join(lines), number).lieu)
        for mark in _MARK.findall(text):
            depth = depth + 1 if mark in _OPENING else max(0, depth - 1)
            if depth > _DEEPEST:  # docxtpl's regular expressions take the square of these
                lieu = place_of(name, "\n".join(lines), number).lieu
                message = "trop de balises sont ouvertes et jamais fermées."
                return Finding("M003", message, _SYNTAX, fichier=fichier, lieu=lieu)
    return None


_MERGED = re.compile(r"\{[{%]-\s*(p|tr|tc|r)\s")
_MARK = re.compile(r"\{[{%#]|[}%#]\}")
_OPENING = frozenset({"{{", "{%", "{#"})
_DEEPEST = 100
# lxml's own declaration: the file is written in UTF-8, whatever it was read in.
_DECLARATION = re.compile(r"^\ufeff?(?:<\?xml[^>]*\?>\s*)?")
_DECLARED = "<?xml version='1.0' encoding='UTF-8' standalone='yes'?>\n"


def _part(name: str, compiled: cache.Compiled, environment: Environment) -> CompiledPart:
    template = Template.from_code(environment, compiled.code, environment.make_globals(None))
    return CompiledPart(name, compiled.source, template, Needs(compiled.needs))


def _patch(xml: str) -> str:
    """Word XML whose tags docxtpl has put together again."""
    from docxtpl import DocxTemplate

    # Its patching reads no state of the object; one made by its own constructor would open the file again.
    return _unescape_in_tags(object.__new__(DocxTemplate).patch_xml(xml))


def _unescape_in_tags(xml: str) -> str:
    """`{{ 'a & b' }}` is `&amp;` in the file; docxtpl gives back < and > alone, and the text is escaped on printing."""
    return _TAG.sub(lambda tag: tag.group().replace("&quot;", '"').replace("&apos;", "'").replace("&amp;", "&"), xml)
