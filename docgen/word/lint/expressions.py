"""Expressions in tags against the fields that there are: names, kinds, and what may be absent."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, cast

from jinja2 import nodes

from docgen.nearest import nearest
from docgen.word.fields import Kind
from docgen.word.filters import ROWS, Gives, row_of
from docgen.word.functions import FUNCTIONS
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
    LOOP_UNTYPED,
    METHOD,
    NUMBER,
    NUMBERS,
    TEXT,
    TRUTH,
    Guards,
    Scope,
    Shape,
    of_constant,
)
from docgen.word.lint.suggestions import of_each, suggest

if TYPE_CHECKING:
    from collections.abc import Iterable

    from jinja2 import Environment

    from docgen.word.lint.report import Report
    from docgen.word.lint.tags import Tag

_STR_METHODS = frozenset(name for name in dir(str) if not name.startswith("_"))
_LIST_METHODS = frozenset({"index", "count"})


@dataclass(frozen=True, slots=True)
class Here:
    """Where an expression is read: the names that can be used, the fields known to be there, the tag that holds it."""

    scope: Scope
    guards: Guards
    tag: Tag

    def where(self, test: nodes.Node) -> Here:
        """The same place where a test holds."""
        return replace(self, guards=self.guards | guards_of(test, self.scope))


class Expressions:
    """Reads expressions; faults in them are told. Without known fields, only filters and tests are checked."""

    def __init__(self, report: Report, environment: Environment, *, known: bool) -> None:
        self._report, self._environment, self._known = report, environment, known

    def shape(self, node: nodes.Node, here: Here) -> Shape:  # noqa: PLR0911, C901, PLR0912
        """What an expression gives; faults in it are told."""
        if isinstance(node, nodes.Name):
            return self._name(node, here)
        if isinstance(node, nodes.Getattr):
            return self._attribute(node.node, node.attr, here)
        if isinstance(node, nodes.Getitem):
            if isinstance(node.arg, nodes.Const) and isinstance(node.arg.value, str):
                return self._attribute(node.node, node.arg.value, here)
            base = self.shape(node.node, here)
            self.shape(node.arg, here)
            return base.item(f"{base.said}[{node.arg.value}]") if isinstance(node.arg, nodes.Const) else ANY
        if isinstance(node, nodes.Filter):
            return self.filter(node, here)
        if isinstance(node, nodes.Test):
            self.shape(node.node, here)
            self._exists("test", node.name, self._environment.tests, here)
            return TRUTH
        if isinstance(node, nodes.Call):
            for each in (*node.args, *(pair.value for pair in node.kwargs)):
                self.shape(each, here)
            return self._call(node, here)
        if isinstance(node, nodes.And):
            self.shape(node.left, here)
            return self.shape(node.right, here.where(node.left))
        if isinstance(node, nodes.CondExpr):
            self.shape(node.test, here)
            given = self.shape(node.expr1, here.where(node.test))
            if node.expr2 is not None:
                self.shape(node.expr2, here)
            elif self._known:
                message = "quand la condition est fausse, elle n’a rien à imprimer."
                self._report.error(
                    "M044", spot_of(here.tag), message, "Terminez-la par « else '' », ou un autre texte."
                )
            sure = given.path in guards_of(node.test, here.scope).sure
            return Shape(given.kind, given.fields, given.facultatif and not sure, given.path, given.said)
        if isinstance(node, nodes.Const):
            return of_constant(node.value)
        if isinstance(node, nodes.Or):
            self.shape(node.left, here)
            return self.shape(node.right, here.where(nodes.Not(node.left)))
        if isinstance(node, nodes.Compare):
            return self._compared(node, here)
        if isinstance(node, nodes.BinExpr):
            return self._calculated(node, here)
        for child in node.iter_child_nodes():
            self.shape(child, here)
        return TEXT if isinstance(node, nodes.Concat) else TRUTH if isinstance(node, nodes.Not) else ANY

    def _calculated(self, node: nodes.BinExpr, here: Here) -> Shape:
        left, right = (self.shape(side, here) for side in (node.left, node.right))
        fault = binary_fault(node, left, right)
        if fault:
            self._report.error("M044", spot_of(here.tag), *fault)
        if Kind.TEXTE in {left.kind, right.kind}:
            return TEXT
        return NUMBER if left.kind is right.kind is Kind.NOMBRE else ANY

    def _compared(self, node: nodes.Compare, here: Here) -> Shape:
        left = self.shape(node.expr, here)
        for operand in node.ops:
            right = self.shape(operand.expr, here)
            fault = order_fault(operand.op, left, right)
            doubt = never_equal(operand.op, left, right)
            if fault:
                self._report.error("M044", spot_of(here.tag), *fault)
            elif doubt:
                self._report.warning("M044", spot_of(here.tag), *doubt)
            left = right
        return TRUTH

    def _call(self, node: nodes.Call, here: Here) -> Shape:
        if self._known and isinstance(node.node, nodes.Name) and here.scope.find(node.node.name) is None:
            if node.node.name in FUNCTIONS:
                return NUMBERS if node.node.name == "range" else ANY
            message = f"la fonction « {node.node.name}() » n’existe pas dans un modèle."
            self._report.error(
                "M030", spot_of(here.tag), message, "N’employez que les champs du document et les filtres."
            )
            return ANY
        shape = self.shape(node.node, here)
        if self._known and shape.kind is not None and not shape.constant:
            message = f"« {shape.said} » est un champ : il ne prend pas de parenthèses."
            self._report.error("M044", spot_of(here.tag), message, f"Écrivez « {shape.said} », sans parenthèses.")
        return TEXT if shape.method else ANY

    def _name(self, node: nodes.Name, here: Here, attr: str = "") -> Shape:
        """What a name stands for; `attr` is the field that is read of it, for the remedy."""
        shape = here.scope.find(node.name)
        if shape is not None:
            return shape
        if node.name in FUNCTIONS:
            return METHOD
        if self._known:
            message = f"le champ « {node.name} » n’existe pas ici."
            self._report.error("M030", spot_of(here.tag), message, suggest(node.name, None, here.scope, attr))
        return ANY

    def _attribute(self, base_node: nodes.Node, attr: str, here: Here) -> Shape:
        named = isinstance(base_node, nodes.Name)
        base = self._name(cast("nodes.Name", base_node), here, attr) if named else self.shape(base_node, here)
        if not self._known or base.kind is None or base.constant:
            return ANY
        if base.kind is Kind.GROUPE:
            if base.facultatif and base.path not in here.guards.sure:
                self._absent(base, here)
            if attr in base.fields:
                return base.child(base.fields[attr])
            if base.said == "loop" and attr in LOOP_UNTYPED:
                return ANY
            self._report.error(
                "M030",
                spot_of(here.tag),
                f"« {base.said} » n’a pas de champ « {attr} ».",
                suggest(attr, base, here.scope),
            )
            return ANY
        if attr in _methods(base):
            self.present(base, here)
            return METHOD
        if base.kind is Kind.LISTE:
            message = f"« {base.said} » est une liste : « {attr} » est un champ de chacun de ses éléments."
            remede = of_each(base.said, attr, here.scope)
        else:
            message = f"« {base.said} » est {'un texte' if base.kind is Kind.TEXTE else 'une valeur'} :"
            message += f" il n’a pas de champ « {attr} »." if base.kind is Kind.TEXTE else f" sans champ « {attr} »."
            method = nearest(attr, _methods(base)) if base.kind is Kind.TEXTE else None
            remede = f"Écrivez « {base.said}.{method}() »." if method else f"Écrivez « {base.said} » seul."
        self._report.error("M031", spot_of(here.tag), message, remede)
        return ANY

    def filter(self, node: nodes.Filter, here: Here) -> Shape:
        """What a filter gives; faults in it, and in what it is given, are told."""
        for each in (*node.args, *(pair.value for pair in node.kwargs)):
            self.shape(each, here)
        function = self._environment.filters.get(node.name)
        row = row_of(node.name, function)
        if row is ROWS["default"] and isinstance(node.node, nodes.CondExpr):
            return ANY  # `('oui' if x)|default('non')`
        if row is ROWS["default"] and self._is_unknown(node.node, here):
            return self._defaulted(cast("nodes.Name", node.node).name, here)
        base = self.shape(node.node, here) if node.node is not None else ANY
        self._exists("filtre", node.name, self._environment.filters, here)
        if self._known:
            self._filtered(node, base, here)
        if row.gives is Gives.NUMBER:
            return NUMBER
        if row.gives is Gives.SAME:
            return base
        if row.gives is Gives.ITEM:
            return base.item(f"({base.said}|{node.name})")
        is_text = row.gives is Gives.TEXT or (row.gives is Gives.TEXT_OF_TEXT and base.kind is Kind.TEXTE)
        return TEXT if is_text else ANY

    def _is_unknown(self, node: nodes.Node | None, here: Here) -> bool:
        return isinstance(node, nodes.Name) and here.scope.find(node.name) is None and node.name not in FUNCTIONS

    def _defaulted(self, name: str, here: Here) -> Shape:
        """`{{ absent|default('…') }}` always prints its default: meant, unless the name is nearly that of a field."""
        near = nearest(name, here.scope.names()) if self._known else None
        if near:
            message = f"le champ « {name} » n’existe pas ici : « default » s’imprimerait toujours."
            self._report.warning("M030", spot_of(here.tag), message, f"Écrivez « {near} » ({name} → {near} ?).")
        return ANY

    def _filtered(self, node: nodes.Filter, base: Shape, here: Here) -> None:
        """What a filter is given, and the field of each item that it reads."""
        function = self._environment.filters.get(node.name)
        row = row_of(node.name, function)
        if row is not ROWS["default"]:
            self.present(base, here)
        elif base.facultatif and len(node.args) + len(node.kwargs) < 2 and base.path not in here.guards.sure:  # noqa: PLR2004
            message = f"« {base.said} » peut être vide, et « default » ne vaut alors que s’il finit par « true »."
            self._report.warning("M032", spot_of(here.tag), message, f"Écrivez « {base.said}|default('…', true) ».")
        fault = filter_fault(node, base, function)
        if fault:
            self._report.error(fault[0], spot_of(here.tag), *fault[1:])
        attribute = attribute_of(node, row).split(".")[0]
        if attribute and base.kind is Kind.LISTE and base.fields and attribute not in base.fields:
            message = f"les éléments de « {base.said} » n’ont pas de champ « {attribute} »."
            near = nearest(attribute, base.fields)
            remede = f"Écrivez « {near} »." if near else f"Champs : {', '.join(base.fields)}."
            self._report.error("M030", spot_of(here.tag), message, remede)
        if row is ROWS["safe"]:
            message = "« |safe » imprime la valeur telle quelle : un « & » ou un « < » abîmerait le document."
            self._report.warning("M046", spot_of(here.tag), message, "Retirez « |safe ».")

    def _exists(self, what: str, name: str, known: Iterable[str], here: Here) -> None:
        names = list(known)
        if name not in names:
            near = nearest(name, names)
            remede = f"Écrivez « {near} »." if near else f"Retirez-le, ou vérifiez le nom du {what}."
            self._report.error("M025", spot_of(here.tag), f"le {what} « {name} » n’existe pas.", remede)

    def present(self, shape: Shape, here: Here) -> None:
        """Tell a field that may be absent, where nothing says that it is there."""
        if self._known and shape.facultatif and shape.path not in here.guards.sure:
            self._absent(shape, here)

    def _absent(self, shape: Shape, here: Here) -> None:
        self._report.error(
            "M032",
            spot_of(here.tag),
            f"« {shape.said} » peut manquer, et le document ne se ferait pas.",
            f"Entourez-le : {{% if {shape.said} %}} … {{% endif %}} ; pour un paragraphe, {{%p if {shape.said} %}}.",
        )


def _methods(base: Shape) -> frozenset[str]:
    """What can be done with a value by a dot and parentheses: numbers and truths have nothing of the kind."""
    return {Kind.LISTE: _LIST_METHODS, Kind.TEXTE: _STR_METHODS}.get(base.kind or Kind.GROUPE, frozenset())
