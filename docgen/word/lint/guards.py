"""What is known to be there where a test holds: `{% if champ %}` guards `champ`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jinja2 import nodes

from docgen.word.lint.shapes import NOTHING, Guards

if TYPE_CHECKING:
    from docgen.word.lint.shapes import Path, Scope


def guards_of(test: nodes.Node, scope: Scope) -> Guards:  # noqa: PLR0911 - one return per kind of test
    """What is known to be there when the test holds."""
    if isinstance(test, nodes.And):
        return guards_of(test.left, scope) | guards_of(test.right, scope)
    if isinstance(test, nodes.Or):
        return guards_of(test.left, scope) & guards_of(test.right, scope)
    if isinstance(test, nodes.Not):
        inner = test.node
        if isinstance(inner, nodes.Not):
            return guards_of(inner.node, scope)
        if isinstance(inner, nodes.Test) and inner.name == "none":
            return _sure(inner.node, scope)
        if isinstance(inner, nodes.Compare):
            return _compared(inner, scope, "ne")
        if isinstance(inner, nodes.Or):  # neither of them
            return guards_of(nodes.Not(inner.left), scope) | guards_of(nodes.Not(inner.right), scope)
        return NOTHING
    if isinstance(test, nodes.Compare):
        return _compared(test, scope, "eq")
    return _sure(test, scope)


def _compared(test: nodes.Compare, scope: Scope, equal: str) -> Guards:
    """`x == 'a'` and `x != none` guard x; under `not`, `equal` is the operator of the contrary."""
    operand = test.ops[0]
    if operand.op not in {"eq", "ne"} or not isinstance(operand.expr, nodes.Const):
        return NOTHING
    is_value = operand.expr.value is not None
    return _sure(test.expr, scope) if (operand.op == equal) == is_value else NOTHING


def _sure(node: nodes.Node, scope: Scope) -> Guards:
    path = _path(node, scope)
    # `session.lieu.salle` there means that `session.lieu` is there too.
    return Guards(frozenset(path[:length] for length in range(1, len(path) + 1))) if path else NOTHING


def _path(node: nodes.Node, scope: Scope) -> Path:
    if isinstance(node, nodes.Name):
        shape = scope.find(node.name)
        return shape.path if shape else ()
    if isinstance(node, nodes.Getattr):
        base = _path(node.node, scope)
        return (*base, node.attr) if base else ()
    if isinstance(node, nodes.Filter) and node.node is not None and node.name in {"length", "count", "trim"}:
        return _path(node.node, scope)
    return ()
