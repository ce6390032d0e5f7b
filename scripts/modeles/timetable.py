"""A half-day as a table: when, what, how, to what end. The proposal and the trainer's déroulé share it."""

from .styles import CELLULE, NOTE, PAUSE, PUCE_DE_CELLULE, TITRE_DE_LIGNE
from .tables import Grid, texte
from .text import bullets, p, when

_GRID = Grid.parts(13, 40, 23, 24)


def half_day(*, objectives: bool) -> str:
    """The table of `demi_journee`. `objectives` prints them in full, else by their marks alone."""
    moment = _GRID.row(
        p(CELLULE, "{{ moment.horaire }}") + p(PAUSE, "{{ moment.duree }}"),
        _sequence(),
        _methods(),
        _aims(objectives=objectives),
    )
    pause = _GRID.row(texte("{{ moment.horaire }}", PAUSE), texte("{{ moment.titre }} ({{ moment.duree }})", PAUSE))
    return _GRID.table(
        "Emploi du temps de la demi-journée",
        _GRID.head("Horaire", "Séquence", "Méthodes et supports", "Objectifs et évaluation"),
        _GRID.each("moment in demi_journee.moments", _GRID.when("moment.pause", pause, otherwise=(moment,))),
    )


def _sequence() -> str:
    return (
        p(TITRE_DE_LIGNE, "{{ moment.titre }}")
        + when("not moment.suite", bullets("moment.contenu", style=PUCE_DE_CELLULE))
        + when("moment.attendus", p(PAUSE, "Répond à {{ moment.attendus }}"))
    )


def _methods() -> str:
    methods = when("moment.methodes", texte("{{ moment.methodes }}"), otherwise=(texte("Voir la séquence"),))
    return methods + when("not moment.suite", bullets("moment.supports", style=PUCE_DE_CELLULE))


def _aims(*, objectives: bool) -> str:
    each_one = "**{{ objectif.repere }}** {{ objectif.texte }}"
    shown = (
        _each_objective(each_one)
        if objectives
        else when("moment.reperes", texte("Objectif **{{ moment.reperes }}**"))
    )
    assessed = when(
        "moment.evaluation", texte("Évaluation : {{ moment.evaluation }}"), otherwise=(texte("Selon la séquence"),)
    )
    return shown + assessed


def _each_objective(text: str) -> str:
    from .text import each

    return each("objectif in moment.objectifs", texte(text))


__all__ = ["NOTE", "half_day"]
