"""Where the municipal mandate stands at the brief's date. An EPCI's council follows the communes' (CGCT, L5211-6)."""

from docgen.documents.champs import champ, vue
from docgen.documents.dossier import Dossier
from docgen.francais import ordinal
from docgen.programme.wording import of_mandate
from docgen.territory.mandat import mandat_au


@vue
class VueMandat:
    """The mandate, as a sentence names it."""

    annee: str = champ("Année du mandat", "la première année du mandat")
    mois_restants: str = champ("Mois restants", "65 mois")
    resume: str = champ("Année et mois restants", "1re année, 65 mois restants")


def vue_mandat(dossier: Dossier) -> VueMandat | None:
    """The mandate at the brief's date; None outside the one that is known."""
    mandat = mandat_au(dossier.brief.date)
    if mandat is None:
        return None
    words = of_mandate(dossier.brief.date)
    months = words["mandat.mois_restants"]
    rest = "restant" if mandat.mois_restants == 1 else "restants"
    return VueMandat(
        annee=words["mandat.annee"],
        mois_restants=months,
        resume=f"{ordinal(mandat.annee, feminin=True)} année, {months} {rest}",
    )
