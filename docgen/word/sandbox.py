"""The first wall: Jinja's sandbox, strict, escaping, with steps counted; no loader, so nothing to include.

What a step costs in time and memory is not its affair: `watch` stands behind it.
"""

from __future__ import annotations

import math
import re
from itertools import islice
from typing import TYPE_CHECKING, Any

from jinja2 import nodes
from jinja2.compiler import CodeGenerator
from jinja2.exceptions import SecurityError, TemplateSyntaxError
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.visitor import NodeTransformer

from docgen.word import rendering
from docgen.word.filters import filters_of_templates
from docgen.word.functions import FUNCTIONS
from docgen.word.groups import Group
from docgen.word.numbering import RESTART, mark
from docgen.word.rendering import Rendering
from docgen.word.values import NamedUndefined, finalize

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from jinja2.compiler import Frame

_PARAGRAPH_IDS = re.compile(r' w14:(?:paraId|textId)="[^"]*"')
# How docxtpl's manual has braces printed.
_BRACES = (("{_{", "{{"), ("}_}", "}}"), ("{_%", "{%"), ("%_}", "%}"))


class RefusedError(TemplateSyntaxError):
    """What Jinja would read and docgen does not; the message is French."""


class _Generator(CodeGenerator):
    """Jinja's compiler, which leaves all the escaping to `finalize`: once, and into a plain text."""

    def _output_child_pre(
        self,
        node: nodes.Expr,  # noqa: ARG002 - Jinja's signature
        frame: Frame,  # noqa: ARG002
        finalize: CodeGenerator._FinalizeInfo,
    ) -> None:
        self.write(finalize.src or "")

    def _output_child_post(
        self,
        node: nodes.Expr,  # noqa: ARG002
        frame: Frame,  # noqa: ARG002
        finalize: CodeGenerator._FinalizeInfo,  # noqa: ARG002
    ) -> None:
        self.write(")")


class _Prepared(NodeTransformer):
    """A template as it is compiled: its loops counted, its text as it is printed, without what Word has no use for."""

    def __init__(self) -> None:
        self._repeated = 0  # blocks around, that may print many times

    def visit_For(self, node: nodes.For) -> nodes.For:  # noqa: N802 - Jinja's name
        # By import, as extensions of Jinja call their own: no template can name it.
        counted = nodes.ImportedName(f"{__name__}.passes")
        node.iter = nodes.Call(counted, [nodes.ContextReference(), node.iter], [], None, None, lineno=node.lineno)
        return self.visit_Macro(node)  # type: ignore[no-any-return]

    def visit_Macro(self, node: Any) -> Any:  # noqa: N802
        self._repeated += 1
        self.generic_visit(node)
        self._repeated -= 1
        return node

    visit_CallBlock = visit_Macro  # noqa: N815

    def visit_Block(self, node: nodes.Block) -> nodes.Block:  # noqa: N802
        if node.scoped:  # it would render in a context of its own, with its own steps
            raise RefusedError("un bloc « scoped » ne sert à rien dans un modèle Word", node.lineno)
        return self.visit_Macro(node)  # type: ignore[no-any-return]

    def visit_Include(self, node: nodes.Stmt) -> nodes.Stmt:  # noqa: N802
        """A template is one file: there is no other to include."""
        name = type(node).__name__.lower()
        raise RefusedError(f"« {name} » n’existe pas dans un modèle Word, qui tient en un fichier", node.lineno)

    visit_Import = visit_FromImport = visit_Extends = visit_Include  # noqa: N815

    def visit_Const(self, node: nodes.Const) -> nodes.Const:  # noqa: N802
        if isinstance(node.value, float) and not math.isfinite(node.value):  # Jinja would write it as a name
            raise RefusedError("un nombre est trop grand pour être calculé", node.lineno)
        return node

    def visit_TemplateData(self, node: nodes.TemplateData) -> nodes.TemplateData:  # noqa: N802
        # The newlines tell the lines of a fault; they are not the document's.
        node.data = node.data.replace("\n<w:p>", "<w:p>").replace("\n<w:p ", "<w:p ")
        for typed, shown in _BRACES:
            node.data = node.data.replace(typed, shown)
        if self._repeated:
            # w14:paraId and w14:textId are unique in the document (MS-DOCX, 2.2.4); Word makes those that lack.
            node.data = _PARAGRAPH_IDS.sub("", node.data)
        return node


class Sandbox(ImmutableSandboxedEnvironment):
    """Jinja's sandbox, whose calls are counted and whose constants are worked out when the template is filled."""

    code_generator_class = _Generator
    context_class = Rendering

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        made: nodes.Template = _Prepared().visit(super()._parse(source, name, filename))
        return made

    def call(__self, __context: Rendering, __obj: Any, *args: Any, **kwargs: Any) -> Any:  # type: ignore[override]  # noqa: N805, PYI063 - Jinja's names
        """Call a macro, a method, `loop()`; never a type."""
        __context.step(1)
        if isinstance(__obj, type):
            raise SecurityError("types are not called")
        return super().call(__context, __obj, *args, **kwargs)

    def getattr(self, obj: Any, attribute: str) -> Any:
        """`obj.attribute`. Groups and mappings take a short way: what is theirs is safe."""
        kind = type(obj)
        if (kind is Group or hasattr(kind, "__dataclass_fields__")) and not attribute.startswith("_"):
            try:
                return getattr(obj, attribute)
            except AttributeError:
                return self.undefined(obj=obj, name=attribute)
        if kind is dict and attribute not in _OF_DICTS and attribute in obj:
            return obj[attribute]
        return super().getattr(obj, attribute)


_OF_DICTS = frozenset(dir(dict))


def passes(context: Rendering, items: Iterable[Any]) -> Iterable[Any]:
    """What a loop goes over, its passes counted."""
    listed: Any = items if hasattr(items, "__len__") else list(islice(items, rendering.STEPS + 1))
    context.step(len(listed))
    return listed  # type: ignore[no-any-return]


def environment(filters: Mapping[str, Callable[..., Any]] | None = None) -> Sandbox:
    """The environment of a template; `filters` are added to Jinja's, or replace them."""
    made = Sandbox(autoescape=True, undefined=NamedUndefined, finalize=finalize, optimized=False)
    made.globals.clear()
    made.globals.update(FUNCTIONS)
    made.filters = {**filters_of_templates(filters), RESTART: mark}
    return made
