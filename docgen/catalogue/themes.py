"""The closed vocabulary of themes: what an attendu is about and what a sequence teaches. The schemas hold it too."""

from __future__ import annotations

THEMES = {
    "pilotage-mandat": "pilotage du mandat",
    "priorisation": "choix des priorités",
    "prospective-vision": "vision et prospective",
    "diagnostic": "diagnostic du territoire",
    "donnees": "données et statistiques",
    "indicateurs": "indicateurs et tableaux de bord",
    "evaluation": "évaluation",
    "bilan": "bilan et compte rendu",
    "finances-ppi": "finances et investissements",
    "financements": "cofinancements",
    "intercommunalite": "intercommunalité",
    "participation": "participation des habitants",
    "transition-ecologique": "transition écologique",
    "amenagement-habitat": "aménagement et habitat",
    "economie-tourisme": "économie et tourisme",
    "services-publics": "services publics",
    "cohesion-equipe": "cohésion de l’équipe",
    "elus-services": "élus et services",
    "ressources-humaines": "ressources humaines",
    "communication": "communication",
    "communication-interne": "communication interne",
    "cadre-electoral": "cadre électoral",
    "attractivite": "attractivité",
    "marketing": "marketing territorial",
    "identite-marque": "identité et marque",
    "partenariats": "partenariats",
}

# Themes that say how people work together, not on what: alone, they make nothing an answer to an attendu.
GENERIQUES = frozenset({"cohesion-equipe"})
