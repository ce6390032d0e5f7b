"""Which assemblies hold a débat d'orientation budgétaire."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from docgen.territory.model import Commune, Epci
    from docgen.territory.territoire import Territoire

SEUIL = 3_500  # inhabitants; CGCT, common rules of the budget since 2026


def debat_budgetaire(client: Commune | Epci, territoire: Territoire) -> bool | None:
    """A commune of 3,500 inhabitants or more, and an EPCI that holds one, debate; None where it cannot be known."""
    from docgen.territory.model import Commune

    population = client.population if isinstance(client, Commune) else territoire.population_la_plus_forte(client)
    return None if population is None else population >= SEUIL
