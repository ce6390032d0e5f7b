"""What the papers of a session share: its card, and the forms that participants fill in."""

from dataclasses import dataclass

from .styles import A_REMPLIR, CELLULE, CHOIX, ENTETE, GRILLE, INTRODUCTION, LEGENDE, NOTE, TITRE_DE_LIGNE, TITRES
from .tables import PORTRAIT, Fiche, Grid, cell, head, looped_cells, row, texte
from .text import box, each, p, paragraph, when

LABEL = 19  # percent of the width
WRITING = 1500  # least height of a written answer, in twentieths of a point


def card(*more: str, trainers: str = "{{ session.noms_formateurs }}") -> str:
    """When, where and with whom."""
    fiche = Fiche(label=LABEL)
    return fiche.table(
        "La session",
        fiche.ligne("Dates", "{{ session.titre }}, {{ session.dates }} : {{ session.duree }}, {{ session.modalite }}"),
        fiche.ligne("Lieu", "{{ session.lieu.ligne }}"),
        fiche.ligne("Formateurs", trainers),
        *more,
    )


def names() -> str:
    """Who answers."""
    grid = Grid.parts(1, 1, style=GRILLE)
    cells = [p(A_REMPLIR, "À remplir")] * 2
    return p(LEGENDE, "Qui répond") + grid.table(
        "Qui répond", grid.head("Nom et prénom", "Fonction"), grid.row(*cells, height=560)
    )


def names_or_nobody() -> str:
    """Who answers an evaluation, unless the organisation wants it anonymous."""
    nobody = p(LEGENDE, "Cette évaluation est anonyme : n’y écrivez pas votre nom.")
    return when("information", names(), otherwise=(nobody,))


def information() -> str:
    """What is done with the names that a form asks for."""
    return when("information", p(NOTE, "{{ information }}"))


@dataclass(frozen=True)
class Scale:
    """A table to tick: an item per row, a choice per column; `choices` names their list, of `count`."""

    title: str
    choices: str
    count: int

    def table(self, heading: str, loop: str, label: str, look: str = CELLULE) -> str:
        """The table: `loop` makes the rows, each with its `label` under the `heading`."""
        wide = min(4500 // self.count, 1270)  # « Non acquis » on a line
        left = PORTRAIT - self.count * wide
        loop_of_choices = f"choix in {self.choices}"
        heads = cell(p(ENTETE, heading), left) + looped_cells(loop_of_choices, p(CHOIX, "**{{ choix }}**"), wide)
        cells = cell(texte(label, look), left) + looped_cells(loop_of_choices, paragraph(CHOIX, box()), wide)
        grid = Grid((left, wide, wide, wide), GRILLE)
        return grid.table(self.title, head(heads), grid.each(loop, row(cells)), flexible=True)


def objectives(question: str, scale: Scale) -> str:
    """The objectives of each module on a scale."""
    return p(INTRODUCTION, question) + each(
        "module in session.modules",
        p(TITRES[1], "{{ module.intitule }}"),
        scale.table("Objectif", "objectif in module.objectifs", "**{{ objectif.repere }}** {{ objectif.texte }}"),
    )


def open_questions(height: int = WRITING) -> str:
    """The open questions, each with room for an answer."""
    grid = Grid((PORTRAIT,), GRILLE)
    answer = p(TITRE_DE_LIGNE, "{{ question.texte }}") + p(A_REMPLIR, "Votre réponse")
    rows = grid.each("question in questions", grid.row(answer, height=height))
    return grid.table("Questions ouvertes", grid.head("Questions et réponses"), rows)
