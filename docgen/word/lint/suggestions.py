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


def suggest(name: str, group: Shape | None, scope: Scope, attr: str = "") -> str:
    """The remedy for an unknown name: of a group, or, without one, among all that can be used here.

    `attr` is the field that is read of the name: what is suggested has it.
    """
    if group is not None:
        near = nearest(name, group.fields)
        if near:
            return f"Écrivez « {group.said}.{near} » ({group.said}.{name} → {group.said}.{near} ?)."
        # What another group has under that name is another's: the organisation's address is nobody else's.
        return f"« {group.said} » n’a que ces champs : {_listed(group.fields)}."
    if attr and (meant := _with_field(name, attr, scope)):
        return meant
    names = scope.names()
    near = nearest(name, names)
    exact = _elsewhere(name, scope)
    if near and not attr and (not exact or fold(near) == fold(name)):
        return f"Écrivez « {near} » ({name} → {near} ?)."
    return exact or f"Champs possibles ici : {_listed(names)}."


def _with_field(name: str, attr: str, scope: Scope) -> str:
    """« participant.fonction » where the loop says « personne »: the item, the group or the list that was meant."""
    names = {each: shape for each, shape in scope.names().items() if attr in shape.fields}
    groups = {each: shape for each, shape in names.items() if shape.kind is Kind.GROUPE}
    lists = {each: shape for each, shape in names.items() if shape.kind is Kind.LISTE}
    items = {each: shape.items_of.rsplit(".", 1)[-1] for each, shape in groups.items() if shape.items_of}
    looped = nearest(name, items.values())
    item = next((each for each, origin in items.items() if origin == looped), None) or nearest(name, groups)
    if item:
        return f"Écrivez « {item}.{attr} » ({name} → {item} ?)."
    inner = next(reversed(items), None)  # the innermost loop has that field, whatever it is called
    if inner:
        return f"Dans cette boucle, écrivez « {inner}.{attr} »."
    near = nearest(name, lists) or next(iter(lists), "")
    others = ", ".join(each for each in lists if each != near)
    also = f" (autres listes : {others})" if others else ""
    return (
        f"« {name} » s’écrit entre {{%p for {name} in {near} %}} et {{%p endfor %}} ; dans un tableau, entre la ligne "
        f"{{%tr for {name} in {near} %}} et la ligne {{%tr endfor %}}{also}."
        if near
        else ""
    )


def of_each(name: str, attr: str, scope: Scope) -> str:
    """How a field of a list's items is written: by the loop's own name where one goes through it."""
    item = next((each for each, shape in scope.names().items() if shape.items_of == name), None)
    if item:
        return f"Dans cette boucle, écrivez « {item}.{attr} »."
    item = name.rsplit(".", 1)[-1].rstrip("s") or "element"
    return (
        f"Parcourez-la : {{% for {item} in {name} %}}{{{{ {item}.{attr} }}}}{{% endfor %}} ; dans un tableau, "
        f"{{{{ {item}.{attr} }}}} va dans la ligne entre {{%tr for {item} in {name} %}} et {{%tr endfor %}}."
    )


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
