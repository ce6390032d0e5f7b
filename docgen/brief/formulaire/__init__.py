"""The form that asks for a brief: what it is filled with, and the brief that comes of it.

Form (word) --reponses--> Reponses --collectivite, besoin, organisation--> blocks --recueil, redaction--> briefs/x.yaml
"""

from __future__ import annotations

from docgen.brief.formulaire.recueil import Recueil, recueillir
from docgen.brief.formulaire.remplissage import remplir
from docgen.brief.formulaire.reponses import read_answers

__all__ = ["Recueil", "read_answers", "recueillir", "remplir"]
