"""A half-day as a table: when, what, how, to what end. The proposal and the trainer's déroulé share it."""

from .styles import CELLULE, DISCRET, PUCE_DE_CELLULE, TITRE_DE_LIGNE
from .tables import Grid, texte
from .text import bullets, each, p, when


def half_day(*, objectives: bool) -> str:
    """The table of `demi_journee`: objectives in full for who teaches, by their marks for who reads."""
    grid = Grid.parts(12, 55, 33) if objectives else Grid.parts(12, 61, 27)
    hours = p(CELLULE, "{{ moment.horaire }}") + p(DISCRET, "{{ moment.duree }}")
    pause = grid.row(texte("{{ moment.horaire }}", DISCRET), texte("{{ moment.titre }} ({{ moment.duree }})", DISCRET))
    moment = grid.row(hours, _sequence(), _ways(objectives=objectives))
    rows = grid.each("moment in demi_journee.moments", grid.when("moment.pause", pause, otherwise=(moment,)))
    titles = grid.head("Horaire", "Séquence et contenu", "Méthodes et évaluation")
    return grid.table("Emploi du temps de la demi-journée", titles, rows)


def _sequence() -> str:
    return (
        p(TITRE_DE_LIGNE, "{{ moment.titre }}")
        + when("not moment.suite", bullets("moment.contenu", style=PUCE_DE_CELLULE))
        + when("moment.attendus", p(DISCRET, "Répond à {{ moment.attendus }}"))
    )


def _ways(*, objectives: bool) -> str:
    return (
        when("moment.methodes", texte("**Méthodes** : {{ moment.methodes }}"))
        + when(
            "moment.supports and not moment.suite",
            texte("**Supports** :"),
            bullets("moment.supports", style=PUCE_DE_CELLULE),
        )
        + (_in_full() if objectives else when("moment.reperes", texte("**Objectifs** : {{ moment.reperes }}")))
        + texte(
            "**Évaluation** : {% if moment.evaluation %}{{ moment.evaluation }}{% else %}avec la séquence{% endif %}"
        )
    )


def _in_full() -> str:
    return each("objectif in moment.objectifs", texte("**Objectif {{ objectif.repere }}** : {{ objectif.texte }}"))
