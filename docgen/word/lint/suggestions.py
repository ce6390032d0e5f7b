"""What a name that does not exist was meant to be."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docgen.nearest import fold, nearest
from docgen.word.fields import Champ, Kind

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from docgen.word.lint.shapes import Scope, Shape

_LISTED = 12
_DEPTH = 4


def suggest(name: str, group: Shape | None, scope: Scope) -> str:
    """The remedy for an unknown name: of a group, or, without one, among all that can be used here."""
    if group is not None:
        near = nearest(name, group.fields)
        if near:
            return f"Écrivez « {group.said}.{near} » ({group.said}.{name} → {group.said}.{near} ?)."
        return _elsewhere(name, scope) or f"Champs de « {group.said} » : {_listed(group.fields)}."
    names = scope.names()
    near = nearest(name, names)
    exact = _elsewhere(name, scope)
    if near and (not exact or fold(near) == fold(name)):
        return f"Écrivez « {near} » ({name} → {near} ?)."
    return exact or f"Champs possibles ici : {_listed(names)}."


def _elsewhere(name: str, scope: Scope) -> str:
    """The same name deeper in the tree: « siret » for « organisme.siret », the field of a list's items."""
    wanted = fold(name)
    in_lists = own = ""
    for path, holder, leaf in _leaves(scope.names()):
        if fold(leaf) != wanted:
            continue
        if not holder:
            return f"Écrivez « {path} »."
        in_lists, own = in_lists or holder, own or leaf
    if not in_lists:
        return ""
    return (
        f"Chaque élément de « {in_lists} » a ce champ : écrivez-le entre {{% for x in {in_lists} %}} et "
        f"{{% endfor %}}, sous la forme {{{{ x.{own} }}}}."
    )


def _leaves(names: Mapping[str, Shape]) -> Iterator[tuple[str, str, str]]:
    """Each field below the names: its path, the list that it is an item's field of (or empty), its own name."""
    queue: list[tuple[str, str, Mapping[str, Champ], int]] = []
    for name, shape in reversed(list(names.items())):  # the innermost first: what a loop names is nearest
        if shape.kind in {Kind.GROUPE, Kind.LISTE} and not shape.constant:
            queue.append((name, name if shape.kind is Kind.LISTE else "", shape.fields, 1))
    for prefix, holder, fields, depth in queue:
        for field in fields.values():
            path = f"{prefix}.{field.nom}"
            yield path, holder, field.nom
            if field.fields and depth < _DEPTH and not (holder and field.kind is Kind.LISTE):
                inner = holder or (path if field.kind is Kind.LISTE else "")
                queue.append((path, inner, field.fields, depth + 1))


def _listed(names: Mapping[str, object]) -> str:
    listed = list(names)
    return ", ".join(listed[:_LISTED]) + ("…" if len(listed) > _LISTED else "")
