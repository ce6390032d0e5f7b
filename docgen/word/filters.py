"""The filters of templates, each declared once: what it gives, what it reads, what it does, with an example.

The sandbox runs those of the table, the lint judges by it, the palette shows it. To add one of Jinja's, add its row.
Not here: `random` (the same values always give the same document) and those that make HTML.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto
from typing import TYPE_CHECKING, Any

from jinja2.filters import FILTERS

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


class Gives(Enum):
    """What a filter gives, as far as that can be told without running it."""

    TEXT = auto()
    TEXT_OF_TEXT = auto()  # of anything else, one cannot tell
    NUMBER = auto()
    SAME = auto()  # the list that it is given, in another order or with fewer items
    ITEM = auto()
    UNKNOWN = auto()


@dataclass(frozen=True, slots=True)
class Filtre:
    """A filter: `exemple` is « tag → what it prints », a test renders it. Without `sens`, the palette leaves it out.

    `of_text`: a group or a list is no text. `attribute`: the rank of the argument that names a field of each item;
    `by_name`: an argument names that field, by its own name alone.
    """

    gives: Gives = Gives.TEXT_OF_TEXT
    sens: str = ""
    exemple: str = ""
    of_text: bool = False
    attribute: int | None = None
    by_name: bool = False

    @property
    def reads_a_field(self) -> bool:
        """Whether it may read a field of each item."""
        return self.by_name or self.attribute is not None


def _of_text(sens: str = "", exemple: str = "", gives: Gives = Gives.TEXT_OF_TEXT) -> Filtre:
    return Filtre(gives, sens, exemple, of_text=True)


_STRANGER = Filtre(Gives.UNKNOWN)  # the caller's own: what it takes and gives is theirs to know
_LENGTH = Filtre(Gives.NUMBER, "Le nombre d’éléments d’une liste, ou de lettres", "{{ [1, 2, 3]|length }} → 3")
_DEFAULT = Filtre(
    Gives.UNKNOWN,
    "Ce qui s’imprime quand la valeur manque (« true » : quand elle est vide aussi)",
    "{{ ''|default('à préciser', true) }} → à préciser",
)

ROWS: dict[str, Filtre] = {
    "abs": Filtre(Gives.NUMBER, "Un nombre sans son signe", "{{ (2 - 5)|abs }} → 3"),
    "attr": Filtre(),
    "batch": Filtre(),
    "capitalize": _of_text("La première lettre en capitale", "{{ 'salle des fêtes'|capitalize }} → Salle des fêtes"),
    "center": _of_text(),
    "count": _LENGTH,
    "d": _DEFAULT,
    "default": _DEFAULT,
    "dictsort": Filtre(Gives.SAME),
    "e": _of_text(),
    "escape": _of_text(),
    "filesizeformat": Filtre(),
    "first": Filtre(Gives.ITEM, "Le premier élément d’une liste", "{{ ['Anne', 'Luc']|first }} → Anne"),
    "float": Filtre(Gives.NUMBER),
    "forceescape": _of_text(),
    "format": _of_text("Un nombre dans une forme donnée", "{{ '%02d'|format(7) }} → 07"),
    "groupby": Filtre(attribute=0),
    "indent": _of_text(),
    "int": Filtre(Gives.NUMBER, "Un texte lu comme un nombre", "{{ '14'|int + 1 }} → 15"),
    "items": Filtre(),
    "join": Filtre(
        Gives.TEXT,
        "Les éléments d’une liste à la suite",
        "{{ ['Anne', 'Luc']|join(' et ') }} → Anne et Luc",
        attribute=1,
    ),
    "last": Filtre(Gives.ITEM, "Le dernier élément d’une liste", "{{ ['Anne', 'Luc']|last }} → Luc"),
    "length": _LENGTH,
    "list": Filtre(Gives.SAME),
    "lower": _of_text("Tout en minuscules", "{{ 'MAIRIE'|lower }} → mairie"),
    "map": Filtre(
        sens="Un filtre, ou un champ (attribute='nom'), sur chaque élément",
        exemple="{{ ['anne', 'luc']|map('capitalize')|join(', ') }} → Anne, Luc",
        by_name=True,
    ),
    "max": Filtre(Gives.ITEM, "Le plus grand élément", "{{ [9, 14]|max }} → 14", by_name=True),
    "min": Filtre(Gives.ITEM, "Le plus petit élément", "{{ [9, 14]|min }} → 9", by_name=True),
    "reject": Filtre(Gives.SAME),
    "rejectattr": Filtre(Gives.SAME, attribute=0),
    "replace": _of_text("Un bout de texte par un autre", "{{ '9:30'|replace(':', ' h ') }} → 9 h 30"),
    "reverse": Filtre(Gives.SAME, "La liste à l’envers", "{{ [1, 2, 3]|reverse|join(' ') }} → 3 2 1"),
    "round": Filtre(Gives.NUMBER, "Un nombre arrondi", "{{ 12.6|round|int }} → 13"),
    "safe": _of_text(),
    "select": Filtre(Gives.SAME),
    "selectattr": Filtre(
        Gives.SAME,
        "Les éléments dont un champ répond à un test",
        "{{ [{'nom': 'Anne', 'elu': true}, {'nom': 'Luc', 'elu': false}]|selectattr('elu')|map(attribute='nom')|join }}"
        " → Anne",
        attribute=0,
    ),
    "slice": Filtre(),
    "sort": Filtre(Gives.SAME, "La liste triée", "{{ ['Luc', 'Anne']|sort|join(', ') }} → Anne, Luc", attribute=2),
    "string": _of_text(),
    "striptags": _of_text(),
    "sum": Filtre(Gives.NUMBER, "La somme des éléments", "{{ [90, 45]|sum }} → 135", attribute=0),
    "title": _of_text("Chaque mot avec une capitale", "{{ 'anne martin'|title }} → Anne Martin"),
    "tojson": Filtre(),
    "trim": _of_text("Le texte sans les espaces autour", "{{ '  Bourg '|trim }} → Bourg"),
    "truncate": _of_text("Le début d’un texte", "{{ 'Une phrase bien trop longue'|truncate(15) }} → Une phrase..."),
    "unique": Filtre(Gives.SAME, "La liste sans ses doubles", "{{ [1, 2, 1]|unique|join(' ') }} → 1 2", by_name=True),
    "upper": _of_text("Tout en capitales", "{{ 'mairie'|upper }} → MAIRIE"),
    "urlencode": Filtre(),
    "wordcount": _of_text("Le nombre de mots", "{{ 'une belle commune'|wordcount }} → 3", Gives.NUMBER),
    "wordwrap": _of_text(),
}


def filters_of_templates(added: Mapping[str, Callable[..., Any]] | None = None) -> dict[str, Callable[..., Any]]:
    """Those of the table, which are Jinja's, and those that the caller adds or puts in their place."""
    return {**{name: FILTERS[name] for name in ROWS}, **(added or {})}


def row_of(name: str, function: Callable[..., Any] | None) -> Filtre:
    """The row of a filter that is there; of one that the caller put in the place of Jinja's, nothing is known."""
    return ROWS[name] if name in ROWS and function is FILTERS[name] else _STRANGER
