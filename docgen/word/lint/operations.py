"""Operators, filters and calls that cannot work with what they are given, told without working them out."""

from __future__ import annotations

import inspect
from typing import TYPE_CHECKING, Any

from jinja2 import nodes
from jinja2.utils import _PassArg

from docgen.word.fields import Kind
from docgen.word.filters import ROWS, row_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from docgen.word.filters import Filtre
    from docgen.word.lint.shapes import Shape

_VALUES = frozenset({Kind.TEXTE, Kind.NOMBRE, Kind.OUI_NON})
_MANY = frozenset({Kind.GROUPE, Kind.LISTE})
_ORDERS = frozenset({"gt", "gteq", "lt", "lteq"})
_WHAT = {
    Kind.TEXTE: "un texte",
    Kind.NOMBRE: "un nombre",
    Kind.OUI_NON: "un « oui ou non »",
    Kind.GROUPE: "un groupe de champs",
    Kind.LISTE: "une liste",
}

Fault = tuple[str, str]  # message and remedy


def binary_fault(node: nodes.BinExpr, left: Shape, right: Shape) -> Fault | None:
    """What is wrong with `left + right`, `left * right` and their like."""
    if left.kind is None or right.kind is None or (isinstance(node, nodes.Mod) and left.kind is Kind.TEXTE):
        return None
    kinds = {left.kind, right.kind}
    if kinds & _MANY:
        fine = kinds == {Kind.LISTE} and isinstance(node, nodes.Add)
    elif isinstance(node, nodes.Add):
        fine = kinds == {Kind.TEXTE} or Kind.TEXTE not in kinds
    elif isinstance(node, nodes.Mul):
        fine = kinds != {Kind.TEXTE} and not (Kind.TEXTE in kinds and _is_fraction(node))
    else:
        fine = Kind.TEXTE not in kinds
    if fine:
        return None
    remede = "Calculez avec des nombres seulement ; pour accoler des textes, employez « ~ » : {{ a ~ ' ' ~ b }}."
    return f"on ne calcule pas « {node.operator} » entre {_WHAT[left.kind]} et {_WHAT[right.kind]}.", remede


def _is_fraction(node: nodes.BinExpr) -> bool:
    return any(isinstance(side, nodes.Const) and isinstance(side.value, float) for side in (node.left, node.right))


def order_fault(operator: str, left: Shape, right: Shape) -> Fault | None:
    """What is wrong with `left < right`."""
    if operator not in _ORDERS or left.kind is None or right.kind is None:
        return None
    texts = (left.kind is Kind.TEXTE) + (right.kind is Kind.TEXTE)
    if texts != 1 and not {left.kind, right.kind} & _MANY:
        return None
    message = f"on ne compare pas {_WHAT[left.kind]} et {_WHAT[right.kind]} par « plus grand » ou « plus petit »."
    return message, "Comparez deux nombres ; le nombre d’éléments d’une liste s’écrit « liste|length »."


def never_equal(operator: str, left: Shape, right: Shape) -> Fault | None:
    """An equality that can never hold: « effectif == 14 » where the field is a text."""
    if operator not in {"eq", "ne"} or not {left.kind, right.kind} <= _VALUES | _MANY or left.kind is right.kind:
        return None
    if {left.kind, right.kind} == {Kind.NOMBRE, Kind.OUI_NON} or left.kind is None or right.kind is None:
        return None
    message = f"{_WHAT[left.kind]} n’est jamais égal à {_WHAT[right.kind]} : la réponse est toujours la même."
    remede = "Entre guillemets droits, un nombre est un texte : « champ == '14' »."
    return message, remede


def filter_fault(node: nodes.Filter, base: Shape, function: Callable[..., Any] | None) -> tuple[str, str, str] | None:
    """The code, the message and the remedy when a filter, which calls `function`, cannot be given that."""
    row = row_of(node.name, function)
    if base.kind is not None and not base.constant:
        what = _WHAT[base.kind]
        if row is ROWS["length"] and base.kind not in {Kind.TEXTE, Kind.LISTE}:
            return "M044", f"« |{node.name} » compte des éléments, et c’est {what}.", "Comptez une liste ou un texte."
        if row.of_text and base.kind in _MANY:
            remede = "Appliquez-le à un champ, dans une boucle s’il s’agit d’une liste."
            return "M035", f"« |{node.name} » s’applique à un texte, et c’est {what}.", remede
        if row is ROWS["join"] and base.kind is Kind.LISTE and base.fields and not attribute_of(node, row):
            first = next(iter(base.fields))
            message = f"« {base.said} » est une liste de groupes, qui ne s’accolent pas tels quels."
            return "M035", message, f"Dites quel champ : {base.said}|join(', ', attribute='{first}')."
    return _arguments_fault(node, function)


def attribute_of(node: nodes.Filter, row: Filtre) -> str:
    """The field that a filter reads of each item; empty when it names none."""
    if not row.reads_a_field:
        return ""
    named = next((pair.value for pair in node.kwargs if pair.key == "attribute"), None)
    if named is None and row.attribute is not None and len(node.args) > row.attribute:
        named = node.args[row.attribute]
    return named.value if isinstance(named, nodes.Const) and isinstance(named.value, str) else ""


def _arguments_fault(node: nodes.Filter, function: Callable[..., Any] | None) -> tuple[str, str, str] | None:
    """Arguments that the filter does not take, or lacks."""
    if function is None or node.dyn_args is not None or node.dyn_kwargs is not None:
        return None
    try:
        signature = inspect.signature(function)
    except ValueError:  # built into Python
        return None
    # A signature is that of the function within, which may not be handed what Jinja hands to its wrapper.
    before = [None] if _PassArg.from_obj(inspect.unwrap(function)) is not None else []
    try:
        signature.bind(*before, None, *node.args, **{str(pair.key): pair.value for pair in node.kwargs})
    except TypeError:
        taken = list(signature.parameters)[len(before) + 1 :]
        remede = f"Entre parenthèses : {', '.join(taken)}." if taken else "Retirez les parenthèses."
        return "M044", f"le filtre « {node.name} » n’attend pas ces valeurs entre parenthèses.", remede
    return None
