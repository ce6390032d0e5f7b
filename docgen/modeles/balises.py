"""The tags that a manager copies into a template: one per field, loops included."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from docgen.word.fields import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from docgen.word.fields import Champ
    from docgen.word.lint.loops import Boucle

FIN = "fin de liste"  # the kind of a tag that ends a loop


@dataclass(frozen=True, slots=True)
class Balise:
    """A tag ready to copy, and what it prints. `niveau` counts the loops around it."""

    texte: str
    kind: str
    description: str
    exemple: str
    facultatif: bool = False
    niveau: int = 0

    def to_json(self) -> dict[str, Any]:
        """`{texte, kind, description, exemple, facultatif, niveau}`."""
        return asdict(self)


def balises(
    fields: Mapping[str, Champ], loops: Mapping[str, Boucle] | None = None, prefix: str = "", niveau: int = 0
) -> Iterator[Balise]:
    """The tags of a tree of fields, in its order; what stands in a loop stands between its two tags.

    `loops` are those of the template in which the tags will be pasted, by the list that each goes through.
    """
    loops = loops or {}
    for champ in fields.values():
        path = f"{prefix}{champ.nom}"
        if champ.kind is Kind.GROUPE:
            yield from balises(champ.fields, loops, f"{path}.", niveau)
        elif champ.kind is Kind.LISTE:
            yield from _loop(champ, loops, path, niveau)
        else:
            yield _tag(champ, path, niveau)


def _tag(champ: Champ, path: str, niveau: int) -> Balise:
    if champ.kind is Kind.OUI_NON:
        text, example = f"{{% if {path} %}} … {{% endif %}}", "oui" if champ.exemple else "non"
    elif champ.facultatif:
        text, example = f"{{% if {path} %}}{{{{ {path} }}}}{{% endif %}}", _shown(champ.exemple)
    else:
        text, example = f"{{{{ {path} }}}}", _shown(champ.exemple)
    return Balise(text, str(champ.kind), champ.description, example, champ.facultatif, niveau)


def _loop(champ: Champ, loops: Mapping[str, Boucle], path: str, niveau: int) -> Iterator[Balise]:
    """A loop over rows for groups, over paragraphs for texts; its tags stand alone in their row or paragraph."""
    own = loops.get(path)
    item = own.item if own else singular(champ.nom)
    where = own.prefixe if own else "tr" if champ.fields else "p"
    yield Balise(
        f"{{%{where} for {item} in {path} %}}", str(champ.kind), champ.description, "", champ.facultatif, niveau
    )
    if champ.fields:
        yield from balises(champ.fields, loops, f"{item}.", niveau + 1)
    else:
        example = champ.exemple[0] if isinstance(champ.exemple, (tuple, list)) and champ.exemple else champ.exemple
        yield Balise(f"{{{{ {item} }}}}", str(Kind.TEXTE), champ.description, _shown(example), niveau=niveau + 1)
    yield Balise(f"{{%{where} endfor %}}", FIN, f"Fin de la liste « {champ.nom} »", "", niveau=niveau)


def singular(name: str) -> str:
    """« participants » → « participant », « lignes_libres » → « ligne_libre »; « element » where nothing gives way."""
    words = [
        word.removesuffix("s") if word not in {"acquis", "prerequis", "repas"} else word for word in name.split("_")
    ]
    found = "_".join(words)
    return found if found != name else "element"


def _shown(value: Any) -> str:
    return "" if value is None else str(value)
