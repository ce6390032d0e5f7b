"""Boxes of which one alone is to be ticked (B124)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docgen.brief.formulaire.champs import SIMPLES
from docgen.francais import liste
from docgen.source.writing import Note

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from docgen.brief.formulaire.champs import Champ
    from docgen.brief.formulaire.reponses import Reponses


def choisi(reponses: Reponses, valeurs: Mapping[str, str]) -> str | None:
    """What is ticked among these fields, by the value that each stands for; None when nothing is, or too much."""
    ticked = reponses.coches(SIMPLES[tag] for tag in valeurs)
    said = [champ.invite for champ in ticked]
    if one_alone(reponses, ticked, said):
        return valeurs[ticked[0].repere]
    if said:
        reponses.autres.append(Note(f"À REPRENDRE : {ticked[0].libelle.lower()} : {liste(said)}"))
    return None


def one_alone(reponses: Reponses, ticked: Sequence[Champ], said: Sequence[str]) -> bool:
    """Whether one box is ticked; tells when several are, as they are `said`."""
    if len(ticked) > 1:
        message = f"plusieurs cases sont cochées, et il en faut une : {liste(f'« {one} »' for one in said)}."
        remede = "Aucune n’est reprise : écrivez la bonne dans le brief."
        reponses.tell(ticked[0].lieu.split(", priorité")[0], "B124", message, remede)
    return len(ticked) == 1
