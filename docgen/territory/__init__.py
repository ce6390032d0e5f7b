"""Communes and EPCI of 2026, their names in a sentence, their council, their mandate."""

from docgen.territory.budget import debat_budgetaire
from docgen.territory.conseil import taille_conseil
from docgen.territory.mandat import Mandat, mandat_au
from docgen.territory.territoire import Territoire

__all__ = ["Mandat", "Territoire", "debat_budgetaire", "mandat_au", "taille_conseil"]
