"""Fields in tags against the fields that there are: names, scopes of loops, kinds, and what may be absent."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, cast

from jinja2 import nodes

from docgen.nearest import nearest
from docgen.word.fields import Kind
from docgen.word.lint.guards import guards_of
from docgen.word.lint.operations import (
    attribute_of,
    binary_fault,
    filter_fault,
    never_equal,
    order_fault,
)
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
    Scope,
    Shape,
    of_constant,
)
from docgen.word.lint.spelling import (
    BARE,
    OUTSIDE,
    UNREADABLE,
    diagnose,
    instruction,
    is_instruction,
    parse,
    rest_after_instruction,
)
from docgen.word.lint.suggestions import suggest
from docgen.word.lint.tags import Tag, meant, nearly_prefixed

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

    def readable(self, tag: Tag) -> Tag | None:
        """The tag, or what it was meant to be when its instruction is none, which is told; None when nobody can say."""
        if tag.broken or tag.opening != "{%":
            return tag
        near = nearly_prefixed(tag)
        if near:
            return meant(tag, near[1], near[0])
        if is_instruction(tag):
            if tag.keyword in BARE and tag.body != tag.keyword:
                self._unreadable(tag)
                return meant(tag, tag.keyword, tag.prefix)
            return tag
        word, rest = instruction(tag), rest_after_instruction(tag)
        if tag.keyword in OUTSIDE:
            message, remede = "un modèle n’en appelle pas d’autre.", "Copiez ici ce que l’autre modèle contient."
        else:
            message = f"« {tag.keyword} » n’est pas une instruction." if tag.keyword else "la balise est vide."
            body = f"{word} {rest}".strip()
            remede = f"Écrivez « {tag.rewritten(body)} »." if word else "Instructions : for, if, set, et leurs fins."
        self._report.error("M042", spot_of(tag), message, remede)
        return meant(tag, f"{word} {rest}".strip(), tag.prefix) if word and tag.keyword not in OUTSIDE else None

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
            try:
                # Of a misspelt tag, only what it brings into scope is read: the fault itself is told already.
                self._trees[tag] = None if tag.broken and tag.opening == "{{" else parse(tag, self._environment)
            except UNREADABLE:
                if not tag.broken:
                    self._unreadable(tag)
        return self._trees[tag]

    def _unreadable(self, tag: Tag) -> None:
        code, message, remede = diagnose(tag, self._environment)
        self._report.error(code, spot_of(tag), message, remede)

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
        elif shape.kind is Kind.OUI_NON:
            remede = f"Écrivez {{% if {shape.said or tag.body} %}}oui{{% else %}}non{{% endif %}}, ou le texte voulu."
            self._report.error("M045", spot_of(tag), "elle imprimerait « True » ou « False ».", remede)
        else:
            self._present(shape, guards, tag)

    def _present(self, shape: Shape, guards: Guards, tag: Tag) -> None:
        """Tell a field that may be absent, where nothing says that it is there."""
        if self._known and shape.facultatif and shape.path not in guards.sure:
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
                inside = guards | guards_of(node.test, inner)
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
        else:
            self._present(shape, guards, tag)

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
                self._walk(items, scope, sure | guards_of(test, scope))
                refuted = refuted | guards_of(nodes.Not(test), scope)
            else:
                self._walk(items, scope, sure)

    def _test(self, tree: nodes.Template | None) -> nodes.Expr | None:
        node = tree.body[0] if tree and tree.body else None
        if not isinstance(node, nodes.If):
            return None
        found = node.elif_[0] if node.elif_ else node
        return cast("nodes.Expr", found.test)

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
            return base.item(f"{base.said}[{node.arg.value}]") if isinstance(node.arg, nodes.Const) else ANY
        if isinstance(node, nodes.Filter):
            return self._filter(node, scope, guards, tag)
        if isinstance(node, nodes.Test):
            self._shape(node.node, scope, guards, tag)
            self._exists("test", node.name, self._environment.tests, tag)
            return TRUTH
        if isinstance(node, nodes.Call):
            for each in (*node.args, *(pair.value for pair in node.kwargs)):
                self._shape(each, scope, guards, tag)
            return self._call(node, scope, guards, tag)
        if isinstance(node, nodes.And):
            self._shape(node.left, scope, guards, tag)
            return self._shape(node.right, scope, guards | guards_of(node.left, scope), tag)
        if isinstance(node, nodes.CondExpr):
            self._shape(node.test, scope, guards, tag)
            given = self._shape(node.expr1, scope, guards | guards_of(node.test, scope), tag)
            if node.expr2 is not None:
                self._shape(node.expr2, scope, guards, tag)
            elif self._known:
                message = "quand la condition est fausse, elle n’a rien à imprimer."
                self._report.error("M044", spot_of(tag), message, "Terminez-la par « else '' », ou un autre texte.")
            sure = given.path in guards_of(node.test, scope).sure
            return Shape(given.kind, given.fields, given.facultatif and not sure, given.path, given.said)
        if isinstance(node, nodes.Const):
            return of_constant(node.value)
        if isinstance(node, nodes.Or):
            self._shape(node.left, scope, guards, tag)
            return self._shape(node.right, scope, guards | guards_of(nodes.Not(node.left), scope), tag)
        if isinstance(node, nodes.Compare):
            return self._compared(node, scope, guards, tag)
        if isinstance(node, nodes.BinExpr):
            return self._calculated(node, scope, guards, tag)
        for child in node.iter_child_nodes():
            self._shape(child, scope, guards, tag)
        return TEXT if isinstance(node, nodes.Concat) else TRUTH if isinstance(node, nodes.Not) else ANY

    def _calculated(self, node: nodes.BinExpr, scope: Scope, guards: Guards, tag: Tag) -> Shape:
        left, right = (self._shape(side, scope, guards, tag) for side in (node.left, node.right))
        fault = binary_fault(node, left, right)
        if fault:
            self._report.error("M044", spot_of(tag), *fault)
        if Kind.TEXTE in {left.kind, right.kind}:
            return TEXT
        return NUMBER if left.kind is right.kind is Kind.NOMBRE else ANY

    def _compared(self, node: nodes.Compare, scope: Scope, guards: Guards, tag: Tag) -> Shape:
        left = self._shape(node.expr, scope, guards, tag)
        for operand in node.ops:
            right = self._shape(operand.expr, scope, guards, tag)
            fault = order_fault(operand.op, left, right)
            doubt = never_equal(operand.op, left, right)
            if fault:
                self._report.error("M044", spot_of(tag), *fault)
            elif doubt:
                self._report.warning("M044", spot_of(tag), *doubt)
            left = right
        return TRUTH

    def _call(self, node: nodes.Call, scope: Scope, guards: Guards, tag: Tag) -> Shape:
        if self._known and isinstance(node.node, nodes.Name) and scope.find(node.node.name) is None:
            message = f"la fonction « {node.node.name}() » n’existe pas dans un modèle."
            self._report.error("M030", spot_of(tag), message, "N’employez que les champs du document et les filtres.")
            return ANY
        shape = self._shape(node.node, scope, guards, tag)
        if self._known and shape.kind is not None and not shape.constant:
            message = f"« {shape.said} » est un champ : il ne prend pas de parenthèses."
            self._report.error("M044", spot_of(tag), message, f"Écrivez « {shape.said} », sans parenthèses.")
        return TEXT if shape.method else ANY

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
        if attr in _methods(base):
            self._present(base, guards, tag)
            return METHOD
        if base.kind is Kind.LISTE:
            message = f"« {base.said} » est une liste : « {attr} » est un champ de chacun de ses éléments."
            item = base.said.rsplit(".", 1)[-1].rstrip("s") or "element"
            remede = f"Parcourez-la : {{% for {item} in {base.said} %}}{{{{ {item}.{attr} }}}}{{% endfor %}}."
        else:
            message = f"« {base.said} » est {'un texte' if base.kind is Kind.TEXTE else 'une valeur'} :"
            message += f" il n’a pas de champ « {attr} »." if base.kind is Kind.TEXTE else f" sans champ « {attr} »."
            method = nearest(attr, _methods(base)) if base.kind is Kind.TEXTE else None
            remede = f"Écrivez « {base.said}.{method}() »." if method else f"Écrivez « {base.said} » seul."
        self._report.error("M031", spot_of(tag), message, remede)
        return ANY

    def _filter(self, node: nodes.Filter, scope: Scope, guards: Guards, tag: Tag) -> Shape:
        for each in (*node.args, *(pair.value for pair in node.kwargs)):
            self._shape(each, scope, guards, tag)
        if node.name in _DEFAULTS and isinstance(node.node, nodes.CondExpr):
            return ANY  # `('oui' if x)|default('non')`
        base = self._shape(node.node, scope, guards, tag) if node.node is not None else ANY
        self._exists("filtre", node.name, self._environment.filters, tag)
        if self._known:
            self._filtered(node, base, guards, tag)
        if node.name in _NUMBERS:
            return NUMBER
        if node.name in _SAME_LIST:
            return base
        if node.name in _ONE_ITEM:
            return base.item(f"({base.said}|{node.name})")
        if node.name == "join":
            return TEXT
        return TEXT if base.kind is Kind.TEXTE and node.name not in _DEFAULTS else ANY

    def _filtered(self, node: nodes.Filter, base: Shape, guards: Guards, tag: Tag) -> None:
        """What a filter is given, and the field of each item that it reads."""
        if node.name not in _DEFAULTS:
            self._present(base, guards, tag)
        elif base.facultatif and len(node.args) + len(node.kwargs) < 2 and base.path not in guards.sure:  # noqa: PLR2004
            message = f"« {base.said} » peut être vide, et « default » ne vaut alors que s’il finit par « true »."
            self._report.warning("M032", spot_of(tag), message, f"Écrivez « {base.said}|default('…', true) ».")
        fault = filter_fault(node, base)
        if fault:
            self._report.error(fault[0], spot_of(tag), *fault[1:])
        attribute = attribute_of(node).split(".")[0]
        if attribute and base.kind is Kind.LISTE and base.fields and attribute not in base.fields:
            message = f"les éléments de « {base.said} » n’ont pas de champ « {attribute} »."
            near = nearest(attribute, base.fields)
            remede = f"Écrivez « {near} »." if near else f"Champs : {', '.join(base.fields)}."
            self._report.error("M030", spot_of(tag), message, remede)
        if node.name == "safe":
            message = "« |safe » imprime la valeur telle quelle : un « & » ou un « < » abîmerait le document."
            self._report.warning("M046", spot_of(tag), message, "Retirez « |safe ».")

    def _exists(self, what: str, name: str, known: Iterable[str], tag: Tag) -> None:
        names = list(known)
        if name not in names:
            near = nearest(name, names)
            remede = f"Écrivez « {near} »." if near else f"Retirez-le, ou vérifiez le nom du {what}."
            self._report.error("M025", spot_of(tag), f"le {what} « {name} » n’existe pas.", remede)


def _methods(base: Shape) -> frozenset[str]:
    """What can be done with a value by a dot and parentheses: numbers and truths have nothing of the kind."""
    return {Kind.LISTE: _LIST_METHODS, Kind.TEXTE: _STR_METHODS}.get(base.kind or Kind.GROUPE, frozenset())
