"""What the papers of a session share: its card, and the forms that participants fill in."""

from .styles import A_REMPLIR, CASE, CELLULE, CHOIX, ENTETE, GRILLE, TITRE_DE_LIGNE, TITRES
from .tables import PORTRAIT, Grid, cell, fiche, ligne, looped_cells, row, texte
from .text import box, each, p, paragraph

WRITING = 1500  # least height of a written answer, in twentieths of a point


def card(*more: str) -> str:
    """When, where and with whom."""
    return fiche(
        "La session",
        ligne("Dates", "{{ session.titre }}, {{ session.dates }}"),
        ligne("Durée", "{{ session.duree }}, {{ session.modalite }}"),
        ligne("Lieu", "{{ session.lieu.ligne }}"),
        ligne("Formateurs", "{{ session.noms_formateurs }}"),
        *more,
    )


def scale(title: str, first: str, loop: str, label: str, *, choices: str, count: int, share: int = 14) -> str:
    """A table to tick: an item per row, a choice per column. `loop` makes the rows, `choices` the columns."""
    wide = round(PORTRAIT * share / 100)
    left = PORTRAIT - count * wide
    heads = cell(p(ENTETE, first), left) + looped_cells(f"choix in {choices}", p(CHOIX, "**{{ choix }}**"), wide)
    cells = cell(texte(label), left) + looped_cells(f"choix in {choices}", paragraph(CHOIX, box()), wide)
    grid = Grid((left, wide, wide, wide), GRILLE)
    return grid.table(
        title, row(heads, properties="<w:tblHeader/>"), grid.each(loop, row(cells)), flexible=True
    )


def objectives(question: str, choices: str, count: int) -> str:
    """The objectives of each module on a scale."""
    return each(
        "module in session.modules",
        p(TITRES[1], "{{ module.intitule }}"),
        scale(
            question,
            "Objectif",
            "objectif in module.objectifs",
            "**{{ objectif.repere }}** {{ objectif.texte }}",
            choices=choices,
            count=count,
        ),
    )


def open_questions(height: int = WRITING) -> str:
    """The open questions, each with room for an answer."""
    grid = Grid((PORTRAIT,), GRILLE)
    answer = p(TITRE_DE_LIGNE, "{{ question.texte }}") + p(A_REMPLIR, "Votre réponse")
    return grid.table("Questions ouvertes", grid.each("question in questions", grid.row(answer, height=height)))


def names(*labels: str) -> str:
    """Cells to write one's name in."""
    grid = Grid.parts(*[1] * len(labels), style=GRILLE)
    return grid.table("Qui répond", grid.row(*[p(A_REMPLIR, label) for label in labels], height=700))


def tick(text: str) -> str:
    """A box and what it says."""
    from .text import run, runs

    return paragraph(CELLULE, box() + run(" ") + runs(text))


__all__ = ["CASE", "card", "names", "objectives", "open_questions", "scale", "tick"]
