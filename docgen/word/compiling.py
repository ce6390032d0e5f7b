"""A part of a template, from Word XML with tags to compiled Jinja. docxtpl does the patching."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

from jinja2 import Template, TemplateSyntaxError

from docgen.findings import Finding
from docgen.word import cache
from docgen.word.numbering import RESTART, with_marks
from docgen.word.places import Place, place_of
from docgen.word.relations import Role
from docgen.word.sandbox import RefusedError
from docgen.word.shape import Needs, needs_of, with_cell_tags_marked

if TYPE_CHECKING:
    from jinja2 import Environment

    from docgen.word.rendering import Rendering

_TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}", re.DOTALL)
_PARAGRAPH = re.compile(r"<w:p(?=[ >])")


@dataclass(frozen=True, slots=True)
class CompiledPart:
    """One part, ready to render. `source` has a line per paragraph, which is how a fault finds its place."""

    name: str
    role: Role
    source: str
    template: Template
    needs: Needs

    @property
    def in_word(self) -> bool:
        """Whether the part is Word XML: the properties are not."""
        return self.role is not Role.PROPRIETES

    def render(self, values: dict[str, Any]) -> tuple[str, Rendering]:
        """The part's XML with the tags filled, and what was printed that needs more work."""
        context = cast("Rendering", self.template.new_context(values))
        try:
            return "".join(self.template.root_render_func(context)), context
        except Exception:  # noqa: BLE001 - raised again, whatever it is
            # Gives the frames of the traceback the lines of `source`.
            self.template.environment.handle_exception()

    def place(self, line: int) -> Place:
        """Where in the document a line of `source` stands."""
        return place_of(self.role, self.source, line)


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
    story: tuple[str, Role], xml: str, environment: Environment, fichier: str, *, cached: bool = True
) -> CompiledPart | Finding:
    """Patch and compile one part, or find what an earlier run made of it; a fault of syntax is a finding (M003)."""
    _, role = story
    in_word = role is not Role.PROPRIETES
    key = cache.key_of(f"{in_word}{xml}") if cached else ""
    compiled = cache.find(key) if cached else None
    if compiled is not None:
        return _part(story, compiled, environment)
    refused = _refused(role, xml, fichier)
    if refused is not None:
        return refused
    patched = _PARAGRAPH.sub("\n<w:p", _patch(with_cell_tags_marked(_DECLARATION.sub(_DECLARED, xml))))
    source = with_marks(patched) if in_word else patched
    try:
        tree = environment.parse(source)
        needs = needs_of(tree, in_word=in_word, restarts=RESTART in source)
        compiled = cache.Compiled(source, environment.compile(tree), needs)
    except (TemplateSyntaxError, SyntaxError, ValueError, RecursionError, MemoryError) as error:
        # All but the first are of Python, which compiles what Jinja makes: twenty loops in each other, a number
        # of five thousand digits, a thousand brackets.
        place = place_of(role, source, error.lineno if isinstance(error, TemplateSyntaxError) else 1)
        fault, remede = "une balise est mal écrite ou mal fermée", _SYNTAX
        if isinstance(error, RefusedError):
            fault, remede = str(error.message), "Retirez-le du modèle."
        return Finding("M003", f"{fault} près de « {place.snippet} ».", remede, fichier=fichier, lieu=place.lieu)
    if cached:
        cache.keep(key, compiled)
    return _part(story, compiled, environment)


_SYNTAX = (
    "Vérifiez que chaque {{ a son }}, chaque {% son %}, chaque {% for %} son {% endfor %} "
    "et chaque {% if %} son {% endif %}, écrits avec des guillemets droits."
)


def _refused(role: Role, xml: str, fichier: str) -> Finding | None:
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
            return Finding("M003", message, remede, fichier=fichier, lieu=place_of(role, "\n".join(lines), number).lieu)
        for mark in _MARK.findall(text):
            depth = depth + 1 if mark in _OPENING else max(0, depth - 1)
            if depth > _DEEPEST:  # docxtpl's regular expressions take the square of these
                lieu = place_of(role, "\n".join(lines), number).lieu
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


def _part(story: tuple[str, Role], compiled: cache.Compiled, environment: Environment) -> CompiledPart:
    template = Template.from_code(environment, compiled.code, environment.make_globals(None))
    return CompiledPart(*story, compiled.source, template, Needs(compiled.needs))


def _patch(xml: str) -> str:
    """Word XML whose tags docxtpl has put together again."""
    from docxtpl import DocxTemplate

    # Its patching reads no state of the object; one made by its own constructor would open the file again.
    return _unescape_in_tags(object.__new__(DocxTemplate).patch_xml(_with_properties(xml)))


def _with_properties(xml: str) -> str:
    """Cells of `{% vm %}` and the like with an element for their properties, which docxtpl takes for granted."""
    if not _IN_CELLS.search(xml):
        return xml
    return _NO_PROPERTIES.sub(r"\1<w:tcPr></w:tcPr>", xml.replace("<w:tcPr/>", "<w:tcPr></w:tcPr>"))


_IN_CELLS = re.compile(r"\b(?:vm|hm|colspan|cellbg)\b")
_NO_PROPERTIES = re.compile(r"(<w:tc(?: [^<>]*)?(?<!/)>)(?!<w:tcPr[ >])")


def _unescape_in_tags(xml: str) -> str:
    """`{{ 'a & b' }}` is `&amp;` in the file; docxtpl gives back < and > alone, and the text is escaped on printing."""
    return _TAG.sub(lambda tag: tag.group().replace("&quot;", '"').replace("&apos;", "'").replace("&amp;", "&"), xml)
