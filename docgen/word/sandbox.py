"""The Jinja environment of templates: sandboxed, strict, escaping, within limits; no loader, so nothing to include."""

from __future__ import annotations

import re
from dataclasses import is_dataclass
from types import BuiltinMethodType, MethodType
from typing import TYPE_CHECKING, Any, cast

from jinja2 import nodes, pass_context
from jinja2.compiler import CodeGenerator
from jinja2.exceptions import SecurityError, TemplateSyntaxError
from jinja2.runtime import BlockReference, Context, LoopContext, Macro, markup_join
from jinja2.sandbox import ImmutableSandboxedEnvironment, SandboxedEscapeFormatter, SandboxedFormatter
from jinja2.visitor import NodeTransformer
from markupsafe import Markup

from docgen.word.filters import bounded_filters, check_call
from docgen.word.functions import FUNCTIONS
from docgen.word.limits import Budget, check_width, joined
from docgen.word.numbering import RESTART, mark
from docgen.word.rendering import Rendering
from docgen.word.values import NamedUndefined, finalize

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from jinja2.compiler import Frame

# Filters that no template can name: what the transformation below puts around loops, macros and literals.
_LOOP, _CHARGE, _JOINED, _LITERAL = " loop", " charge", " joined", " literal"
_PARAGRAPH_IDS = re.compile(r' w14:(?:paraId|textId)="[^"]*"')
# How docxtpl's manual has braces printed.
_BRACES = (("{_{", "{{"), ("}_}", "}}"), ("{_%", "{%"), ("%_}", "%}"))
_CALL = 10  # steps: what a call costs beside a tag
_PER_NODE = 100  # bytes of text that take as long to print as one tag


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


class _Counting(NodeTransformer):
    """Every loop, macro, `~` and list of a template goes through the budget of its render."""

    def __init__(self) -> None:
        self._loops = 0
        self._seen = 0  # tags; text counts by its length

    def visit(self, node: nodes.Node, *args: Any, **kwargs: Any) -> Any:
        self._seen += 1
        return super().visit(node, *args, **kwargs)

    def visit_For(self, node: nodes.For) -> nodes.For:  # noqa: N802 - Jinja's name
        weight = self._repeated(node)
        node.iter = _filter(_LOOP, cast("nodes.Expr", node.iter), nodes.Const(weight))
        if node.recursive:
            node.body = [_charged(weight, node.body)]
        return node

    def visit_Macro(self, node: nodes.Macro) -> nodes.Macro:  # noqa: N802
        weight = self._repeated(node)
        node.body = [_charged(weight, node.body)]
        return node

    def visit_CallBlock(self, node: nodes.CallBlock) -> nodes.CallBlock:  # noqa: N802
        weight = self._repeated(node)
        node.body = [_charged(weight, node.body)]
        return node

    def visit_Block(self, node: nodes.Block) -> nodes.Block:  # noqa: N802
        if node.scoped:  # it would render in a context, and on a budget, of its own
            raise TemplateSyntaxError("scoped blocks are not for Word templates", node.lineno)
        weight = self._repeated(node)
        node.body = [_charged(weight, node.body)]
        return node

    def visit_Include(self, node: nodes.Stmt) -> nodes.Stmt:  # noqa: N802
        """A template is one file: there is no other to include."""
        raise TemplateSyntaxError(f"{type(node).__name__} is not for Word templates", node.lineno)

    visit_Import = visit_FromImport = visit_Extends = visit_Include  # noqa: N815

    def visit_Concat(self, node: nodes.Concat) -> nodes.Expr:  # noqa: N802
        self.generic_visit(node)
        return _filter(_JOINED, nodes.List(node.nodes))

    def visit_List(self, node: nodes.List) -> nodes.Expr:  # noqa: N802
        self.generic_visit(node)
        return node if all(isinstance(item, nodes.Const) for item in node.items) else _filter(_LITERAL, node)

    def visit_Dict(self, node: nodes.Dict) -> nodes.Expr:  # noqa: N802
        self.generic_visit(node)
        return _filter(_LITERAL, node)

    def visit_Tuple(self, node: nodes.Tuple) -> nodes.Expr:  # noqa: N802
        self.generic_visit(node)
        if node.ctx != "load" or all(isinstance(item, nodes.Const) for item in node.items):
            return node
        return _filter(_LITERAL, node)

    def visit_TemplateData(self, node: nodes.TemplateData) -> nodes.TemplateData:  # noqa: N802
        # The newlines tell the lines of a fault; they are not the document's.
        self._seen += len(node.data) // _PER_NODE
        node.data = node.data.replace("\n<w:p>", "<w:p>").replace("\n<w:p ", "<w:p ")
        for typed, shown in _BRACES:
            node.data = node.data.replace(typed, shown)
        if self._loops:
            # w14:paraId and w14:textId are unique in the document (MS-DOCX, 2.2.4); Word makes those that lack.
            node.data = _PARAGRAPH_IDS.sub("", node.data)
        return node

    def _repeated(self, node: nodes.For | nodes.Macro | nodes.CallBlock | nodes.Block) -> int:
        """Visit what may print many times; the number of tags inside."""
        before = self._seen
        self._loops += 1
        self.generic_visit(node)
        self._loops -= 1
        return 1 + self._seen - before


def _filter(name: str, value: nodes.Expr, *args: nodes.Expr) -> nodes.Filter:
    made = nodes.Filter(value, name, list(args), [], None, None)
    made.set_lineno(value.lineno)
    return made


def _charged(weight: int, body: list[nodes.Node]) -> nodes.If:
    line = body[0].lineno if body else 1
    return nodes.If(_filter(_CHARGE, nodes.Const(weight, lineno=line)), body, [], [], lineno=line)


class Sandbox(ImmutableSandboxedEnvironment):
    """Jinja's sandbox, with what can fill the memory or the day counted (`9**9**9`, loops in loops, `x ~ x ~ x`)."""

    code_generator_class = _Generator
    context_class = Rendering
    concat = staticmethod(joined)  # of macros and blocks
    intercepted_binops = frozenset({"*", "**", "%", "+", "/", "//"})

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        made: nodes.Template = _Counting().visit(super()._parse(source, name, filename))
        return made

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """`left operator right`, within bounds."""
        context.budget.operate(operator, left, right)  # type: ignore[attr-defined]
        return super().call_binop(context, operator, left, right)

    def call(__self, __context: Context, __obj: Any, *args: Any, **kwargs: Any) -> Any:  # noqa: N805, PYI063 - Jinja's names
        """Call a macro, or a method that makes no more than its share."""
        budget: Budget = __context.budget  # type: ignore[attr-defined]
        budget.step(_CALL)
        if isinstance(__obj, LoopContext) and args:
            args = (budget.loop(args[0], 1), *args[1:])
        elif isinstance(__obj, (BuiltinMethodType, MethodType)):
            check_call(budget, __obj, args, kwargs)
        elif not isinstance(__obj, (Macro, BlockReference, LoopContext)) and isinstance(__obj, type):
            raise SecurityError("types are not called")
        result = super().call(__context, __obj, *args, **kwargs)
        if isinstance(result, (str, list, range)):
            budget.make(len(result))
        return result

    def getattr(self, obj: Any, attribute: str) -> Any:
        """`obj.attribute`. Views and mappings take a short way: what is theirs is safe."""
        if type(obj) in _VIEWS and not attribute.startswith("_"):
            try:
                return getattr(obj, attribute)
            except AttributeError:
                return self.undefined(obj=obj, name=attribute)
        if type(obj) is dict and attribute not in _OF_DICTS and attribute in obj:
            return obj[attribute]
        if is_dataclass(obj) and not isinstance(obj, (type, list, dict, set)):
            _remember(type(obj))
        return super().getattr(obj, attribute)

    def wrap_str_format(self, value: Any) -> Callable[..., str] | None:
        """`str.format`, whose fields pad to no more than a thousand characters."""
        owner = getattr(value, "__self__", None)
        name = getattr(value, "__name__", "")
        if not isinstance(owner, str) or name not in {"format", "format_map"}:
            return None
        formatter = _EscapingFormatter(self, escape=owner.escape) if isinstance(owner, Markup) else _Formatter(self)

        def wrapper(*args: Any, **kwargs: Any) -> str:
            values = (args, kwargs) if name == "format" else ((), args[0])
            return type(owner)(formatter.vformat(owner, *values))

        return wrapper


class _Formatter(SandboxedFormatter):
    made: Budget

    def format_field(self, value: Any, format_spec: str) -> Any:
        check_width(format_spec)
        self.made.measured(value)
        return super().format_field(value, format_spec)

    def vformat(self, format_string: str, args: Any, kwargs: Any) -> str:
        self.made = Budget()
        return super().vformat(format_string, args, kwargs)

    def convert_field(self, value: Any, conversion: Any) -> Any:
        self.made.measured(value)
        return super().convert_field(value, conversion)


class _EscapingFormatter(_Formatter, SandboxedEscapeFormatter):
    """The same, for a text that is escaped already."""


_VIEWS: set[type] = set()  # dataclasses seen: their fields need no look at what Python's own objects hide
_MOST_VIEWS = 1_000
_OF_DICTS = frozenset(dir(dict))


def _remember(view: type) -> None:
    if len(_VIEWS) < _MOST_VIEWS:
        _VIEWS.add(view)


@pass_context
def _loop(context: Rendering, items: Any, weight: int) -> Any:
    return context.budget.loop(items, weight)


@pass_context
def _charge(context: Rendering, weight: int) -> bool:
    context.budget.step(weight)
    return True


@pass_context
def _concatenated(context: Rendering, items: list[Any]) -> str:
    context.budget.measured(items)
    return markup_join(items)


@pass_context
def _literal(context: Rendering, value: Any) -> Any:
    return context.budget.measured(value)


def environment(filters: Mapping[str, Callable[..., Any]] | None = None) -> Sandbox:
    """The environment of a template; `filters` are added to Jinja's, or replace them."""
    made = Sandbox(autoescape=True, undefined=NamedUndefined, finalize=finalize)
    made.globals.clear()
    made.globals.update(FUNCTIONS)
    made.filters = bounded_filters(filters)
    own: dict[str, Callable[..., Any]] = {
        _LOOP: _loop,
        _CHARGE: _charge,
        _JOINED: _concatenated,
        _LITERAL: _literal,
        RESTART: mark,
    }
    made.filters.update(own)
    return made
