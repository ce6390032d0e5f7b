"""Fields in tags against the fields that there are: names, scopes of loops, kinds, and what may be absent."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, cast

from jinja2 import nodes

from docgen.nearest import nearest
from docgen.word.fields import Kind
from docgen.word.lint.report import spot_of
from docgen.word.lint.shapes import (
    ANY,
    LOOP,
    LOOP_UNTYPED,
    METHOD,
    NOTHING,
    NUMBER,
    TEXT,
    TRUTH,
    Guards,
    Path,
    Scope,
    Shape,
)
from docgen.word.lint.spelling import (
    KNOWN,
    OUTSIDE,
    UNREADABLE,
    diagnose,
    instruction,
    parse,
    rest_after_instruction,
)
from docgen.word.lint.suggestions import suggest
from docgen.word.lint.tags import Tag, nearly_prefixed

if TYPE_CHECKING:
    from collections.abc import Iterable

    from jinja2 import Environment

    from docgen.word.fields import Champs
    from docgen.word.lint.blocks import Block
    from docgen.word.lint.report import Report

_SAME_LIST = frozenset(
    {"sort", "reverse", "list", "unique", "select", "reject", "selectattr", "rejectattr", "dictsort"}
)
_ONE_ITEM = frozenset({"first", "last", "random", "min", "max"})
_NUMBERS = frozenset({"length", "count", "int", "float", "abs", "round", "sum", "wordcount"})
_DEFAULTS = frozenset({"default", "d"})
_STR_METHODS = frozenset(name for name in dir(str) if not name.startswith("_"))
_LIST_METHODS = frozenset({"index", "count"})


class Checker:
    """Checks the tags of one part."""

    def __init__(self, report: Report, environment: Environment, fields: Champs | None) -> None:
        self._report, self._environment = report, environment
        self._known = fields is not None
        self._scope = Scope({name: Shape().child(champ) for name, champ in (fields or {}).items()})
        self._trees: dict[Tag, nodes.Template | None] = {}

    def is_readable(self, tag: Tag) -> bool:
        """Whether the tag's instruction is one; what is not is told, and left out of the blocks."""
        if tag.broken or tag.opening != "{%" or nearly_prefixed(tag):
            return True
        if tag.keyword in KNOWN - OUTSIDE:
            return True
        meant = instruction(tag)
        if tag.keyword in OUTSIDE:
            message, remede = "un modèle n’en appelle pas d’autre.", "Copiez ici ce que l’autre modèle contient."
        else:
            message = f"« {tag.keyword} » n’est pas une instruction." if tag.keyword else "la balise est vide."
            body = f"{meant} {rest_after_instruction(tag)}".strip()
            remede = f"Écrivez « {tag.rewritten(body)} »." if meant else "Instructions : for, if, set, et leurs fins."
        self._report.error("M042", spot_of(tag), message, remede)
        return False

    def check(self, items: Iterable[Tag | Block]) -> None:
        """Check a tree of tags."""
        self._walk(items, self._scope, NOTHING)

    def _walk(self, items: Iterable[Tag | Block], scope: Scope, guards: Guards) -> None:
        for item in items:
            if isinstance(item, Tag):
                self._tag(item, scope, guards)
            else:
                self._block(item, scope, guards)

    def _tree(self, tag: Tag) -> nodes.Template | None:
        """The tag as Jinja reads it; a fault is told once."""
        if tag not in self._trees:
            self._trees[tag] = None
            if not tag.broken and not nearly_prefixed(tag):
                try:
                    self._trees[tag] = parse(tag, self._environment)
                except UNREADABLE:
                    self._report.error(diagnose(tag, self._environment)[0], spot_of(tag), *self._said(tag))
        return self._trees[tag]

    def _said(self, tag: Tag) -> tuple[str, str]:
        _, message, remede = diagnose(tag, self._environment)
        return message, remede

    def _tag(self, tag: Tag, scope: Scope, guards: Guards) -> None:
        tree = self._tree(tag)
        if tree is None or not tree.body:
            return
        node = tree.body[0]
        if isinstance(node, nodes.Output):
            for printed in node.nodes:
                if isinstance(printed, nodes.Tuple):
                    self._comma(tag)
                elif not isinstance(printed, nodes.TemplateData):
                    shape = self._shape(printed, scope, guards, tag)
                    if tag.opening == "{{":
                        self._printed(shape, guards, tag)
        elif isinstance(node, nodes.Assign) and isinstance(node.target, nodes.Name):
            scope.bind(node.target.name, self._shape(node.node, scope, guards, tag))

    def _comma(self, tag: Tag) -> None:
        meant = tag.rewritten(re.sub(r"\s*,\s*", ".", tag.body))
        self._report.error("M024", spot_of(tag), "deux noms se séparent par un point.", f"Écrivez « {meant} ».")

    def _printed(self, shape: Shape, guards: Guards, tag: Tag) -> None:
        if not self._known or shape.constant:
            return
        if shape.kind in {Kind.GROUPE, Kind.LISTE} or shape.method:
            what = "un groupe de champs" if shape.kind is Kind.GROUPE else "une liste"
            what = "une opération à qui il manque ses parenthèses" if shape.method else what
            children = ", ".join(f"{shape.said}.{name}" for name in list(shape.fields)[:3])
            remede = (
                f"Écrivez l’un de ses champs : {children}…" if shape.kind is Kind.GROUPE else "Parcourez-la avec for."
            )
            self._report.error("M035", spot_of(tag), f"c’est {what}, qui ne s’imprime pas.", remede)
        elif tag.prefix in {"r", "p"} and shape.kind in {Kind.TEXTE, Kind.NOMBRE, Kind.OUI_NON}:
            message = (
                f"« {{{{{tag.prefix} » attend un texte mis en forme par un programme : ce texte simple se perdrait."
            )
            self._report.error("M036", spot_of(tag), message, f"Écrivez « {tag.rewritten(tag.body, '')} ».")
        elif shape.facultatif and shape.path not in guards.sure:
            self._absent(shape, tag)

    def _absent(self, shape: Shape, tag: Tag) -> None:
        self._report.error(
            "M032",
            spot_of(tag),
            f"« {shape.said} » peut manquer, et le document ne se ferait pas.",
            f"Entourez-le : {{% if {shape.said} %}} … {{% endif %}} ; pour un paragraphe, {{%p if {shape.said} %}}.",
        )

    def _block(self, block: Block, scope: Scope, guards: Guards) -> None:
        if block.kind == "for":
            self._loop(block, scope, guards)
        elif block.kind == "if":
            self._condition(block, scope, guards)
        else:
            inner = Scope({}, scope)
            tree = self._tree(block.opener)
            self._bind_others(tree, inner, guards, block.opener)
            for _, items in block.branches:
                self._walk(items, inner, guards)

    def _bind_others(self, tree: nodes.Template | None, scope: Scope, guards: Guards, tag: Tag) -> None:
        """Names that `with`, `macro`, `call` and block `set` bring in; what they hold is not followed."""
        for node in tree.body if tree else ():
            if isinstance(node, nodes.With):
                for target, value in zip(node.targets, node.values, strict=True):
                    shape = self._shape(value, scope, guards, tag)
                    if isinstance(target, nodes.Name):
                        scope.bind(target.name, shape)
            for name in node.find_all(nodes.Name):
                if name.ctx in {"param", "store"}:
                    scope.bind(name.name, ANY)
            if isinstance(node, nodes.Macro):
                self._scope.bind(node.name, ANY)
            elif isinstance(node, nodes.AssignBlock) and isinstance(node.target, nodes.Name):
                self._scope.bind(node.target.name, TEXT)
            elif isinstance(node, nodes.FilterBlock):
                self._filter(node.filter, scope, guards, tag)

    def _loop(self, block: Block, scope: Scope, guards: Guards) -> None:
        tree = self._tree(block.opener)
        inner = scope.inside({"loop": LOOP})
        inside = guards
        node = tree.body[0] if tree else None
        if isinstance(node, nodes.For):
            shape = self._shape(node.iter, scope, guards, block.opener)
            self._looped(shape, guards, block.opener)
            for name in node.target.find_all(nodes.Name) if not isinstance(node.target, nodes.Name) else ():
                inner.bind(name.name, ANY)
            if isinstance(node.target, nodes.Name):
                item = shape.item() if self._known else ANY
                inner.bind(node.target.name, item.named(node.target.name))
            if node.test is not None:
                self._shape(node.test, inner, guards, block.opener)
                inside = guards | self._guards(node.test, inner)
        else:
            words = block.opener.body.split()
            if len(words) > 1:
                inner.bind(words[1].strip(","), ANY)  # so that one fault is not told as many
        for rank, (_, items) in enumerate(block.branches):
            self._walk(items, inner if rank == 0 else scope, inside if rank == 0 else guards)

    def _looped(self, shape: Shape, guards: Guards, tag: Tag) -> None:
        if not self._known or shape.constant:
            return
        if shape.kind not in {None, Kind.LISTE}:
            lists = f" Listes de ce document : {', '.join(self._lists())}." if self._lists() else ""
            message = f"« {shape.said or tag.body} » n’est pas une liste."
            self._report.error("M034", spot_of(tag), message, f"Parcourez une liste.{lists}")
        elif shape.facultatif and shape.path not in guards.sure:
            self._absent(shape, tag)

    def _lists(self) -> list[str]:
        return [name for name, shape in self._scope.names().items() if shape.kind is Kind.LISTE][:6]

    def _condition(self, block: Block, scope: Scope, guards: Guards) -> None:
        refuted = NOTHING
        for opener, items in block.branches:
            tree = self._tree(opener) if opener.keyword != "else" else None
            test = self._test(tree)
            sure = guards | refuted
            if test is not None:
                self._shape(test, scope, sure, opener)
                self._walk(items, scope, sure | self._guards(test, scope))
                refuted = refuted | self._guards(nodes.Not(test), scope)
            else:
                self._walk(items, scope, sure)

    def _test(self, tree: nodes.Template | None) -> nodes.Expr | None:
        node = tree.body[0] if tree and tree.body else None
        if not isinstance(node, nodes.If):
            return None
        found = node.elif_[0] if node.elif_ else node
        return cast("nodes.Expr", found.test)

    def _guards(self, test: nodes.Node, scope: Scope) -> Guards:  # noqa: PLR0911 - one return per kind of test
        """What is known to be there when the test holds."""
        if isinstance(test, nodes.And):
            return self._guards(test.left, scope) | self._guards(test.right, scope)
        if isinstance(test, nodes.Or):
            return self._guards(test.left, scope) & self._guards(test.right, scope)
        if isinstance(test, nodes.Not):
            inner = test.node
            if isinstance(inner, nodes.Not):
                return self._guards(inner.node, scope)
            if isinstance(inner, nodes.Test) and inner.name == "none":
                return self._sure(inner.node, scope)
            if isinstance(inner, nodes.Or):  # neither of them
                return self._guards(nodes.Not(inner.left), scope) | self._guards(nodes.Not(inner.right), scope)
            return NOTHING
        if isinstance(test, nodes.Compare) and test.ops[0].op == "eq" and isinstance(test.ops[0].expr, nodes.Const):
            return self._sure(test.expr, scope) if test.ops[0].expr.value is not None else NOTHING
        return self._sure(test, scope)

    def _sure(self, node: nodes.Node, scope: Scope) -> Guards:
        path = self._path(node, scope)
        # `session.lieu.salle` there means that `session.lieu` is there too.
        return Guards(frozenset(path[:length] for length in range(1, len(path) + 1))) if path else NOTHING

    def _path(self, node: nodes.Node, scope: Scope) -> Path:
        if isinstance(node, nodes.Name):
            shape = scope.find(node.name)
            return shape.path if shape else ()
        if isinstance(node, nodes.Getattr):
            base = self._path(node.node, scope)
            return (*base, node.attr) if base else ()
        if isinstance(node, nodes.Filter) and node.node is not None and node.name in {"length", "count", "trim"}:
            return self._path(node.node, scope)
        return ()

    def _shape(self, node: nodes.Node, scope: Scope, guards: Guards, tag: Tag) -> Shape:  # noqa: PLR0911, C901, PLR0912
        """What an expression gives; faults in it are told."""
        if isinstance(node, nodes.Name):
            return self._name(node, scope, tag)
        if isinstance(node, nodes.Getattr):
            return self._attribute(node.node, node.attr, scope, guards, tag)
        if isinstance(node, nodes.Getitem):
            if isinstance(node.arg, nodes.Const) and isinstance(node.arg.value, str):
                return self._attribute(node.node, node.arg.value, scope, guards, tag)
            base = self._shape(node.node, scope, guards, tag)
            self._shape(node.arg, scope, guards, tag)
            return base.item() if base.kind is Kind.LISTE and isinstance(node.arg, nodes.Const) else ANY
        if isinstance(node, nodes.Filter):
            return self._filter(node, scope, guards, tag)
        if isinstance(node, nodes.Test):
            self._shape(node.node, scope, guards, tag)
            self._exists("test", node.name, self._environment.tests, tag)
            return TRUTH
        if isinstance(node, nodes.Call):
            shape = self._shape(node.node, scope, guards, tag)
            for each in node.args:
                self._shape(each, scope, guards, tag)
            return TEXT if shape.method else ANY
        if isinstance(node, nodes.And):
            self._shape(node.left, scope, guards, tag)
            return self._shape(node.right, scope, guards | self._guards(node.left, scope), tag)
        if isinstance(node, nodes.CondExpr):
            self._shape(node.test, scope, guards, tag)
            given = self._shape(node.expr1, scope, guards | self._guards(node.test, scope), tag)
            if node.expr2 is not None:
                self._shape(node.expr2, scope, guards, tag)
            sure = given.path in self._guards(node.test, scope).sure
            return Shape(given.kind, given.fields, given.facultatif and not sure, given.path, given.said)
        if isinstance(node, nodes.Const):
            return Shape(constant=True)
        for child in node.iter_child_nodes():
            self._shape(child, scope, guards, tag)
        if isinstance(node, (nodes.Compare, nodes.Not, nodes.Or)):
            return TRUTH if not isinstance(node, nodes.Or) else ANY
        return TEXT if isinstance(node, nodes.Concat) else ANY

    def _name(self, node: nodes.Name, scope: Scope, tag: Tag) -> Shape:
        shape = scope.find(node.name)
        if shape is not None:
            return shape
        if self._known:
            message = f"le champ « {node.name} » n’existe pas ici."
            self._report.error("M030", spot_of(tag), message, suggest(node.name, None, scope))
        return ANY

    def _attribute(self, base_node: nodes.Node, attr: str, scope: Scope, guards: Guards, tag: Tag) -> Shape:
        base = self._shape(base_node, scope, guards, tag)
        if not self._known or base.kind is None or base.constant:
            return ANY
        if base.kind is Kind.GROUPE:
            if base.facultatif and base.path not in guards.sure:
                self._absent(base, tag)
            if attr in base.fields:
                return base.child(base.fields[attr])
            if base.said == "loop" and attr in LOOP_UNTYPED:
                return ANY
            self._report.error(
                "M030", spot_of(tag), f"« {base.said} » n’a pas de champ « {attr} ».", suggest(attr, base, scope)
            )
            return ANY
        if attr in (_LIST_METHODS if base.kind is Kind.LISTE else _STR_METHODS):
            return METHOD
        if base.kind is Kind.LISTE:
            message = f"« {base.said} » est une liste : « {attr} » est un champ de chacun de ses éléments."
            item = base.said.rsplit(".", 1)[-1].rstrip("s") or "element"
            remede = f"Parcourez-la : {{% for {item} in {base.said} %}}{{{{ {item}.{attr} }}}}{{% endfor %}}."
        else:
            message = f"« {base.said} » est un texte : il n’a pas de champ « {attr} »."
            remede = suggest(attr, None, scope)
        self._report.error("M031", spot_of(tag), message, remede)
        return ANY

    def _filter(self, node: nodes.Filter, scope: Scope, guards: Guards, tag: Tag) -> Shape:
        for each in (*node.args, *(pair.value for pair in node.kwargs)):
            self._shape(each, scope, guards, tag)
        base = self._shape(node.node, scope, guards, tag) if node.node is not None else ANY
        self._exists("filtre", node.name, self._environment.filters, tag)
        if node.name in _NUMBERS:
            return NUMBER
        if node.name in _SAME_LIST:
            return base
        if node.name in _ONE_ITEM:
            return base.item()
        if node.name in _DEFAULTS:
            return ANY
        return Shape(Kind.TEXTE, {}, base.facultatif, base.path, base.said) if base.kind is Kind.TEXTE else ANY

    def _exists(self, what: str, name: str, known: Iterable[str], tag: Tag) -> None:
        names = list(known)
        if name not in names:
            near = nearest(name, names)
            remede = f"Écrivez « {near} »." if near else f"Retirez-le, ou vérifiez le nom du {what}."
            self._report.error("M025", spot_of(tag), f"le {what} « {name} » n’existe pas.", remede)
