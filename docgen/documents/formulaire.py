"""The form that asks a client for their need, before any brief (RNQ, indicateur 4)."""

from docgen.catalogue.model import Catalogue
from docgen.documents.champs import champ, vue
from docgen.documents.identite import VueOrganisme, vue_organisme
from docgen.documents.kit import information
from docgen.francais import duree_jours
from docgen.organisme.model import Organisme
from docgen.word.gaps import Gap


@vue
class VueModuleAuChoix:
    """A module that the client may tick."""

    code: str = champ("Code du module ; il fait le repère de sa case", "12", brut=True)
    titre: str = champ("Titre du module", "Conduire son diagnostic de territoire")
    format: str = champ("Combien de temps il dure", "1 jour")


@vue
class VueFormulaire:
    """What the form prints; what the client will say of themselves stands in its fields."""

    organisme: VueOrganisme = champ("L’organisme de formation")
    modules: tuple[VueModuleAuChoix, ...] = champ("Les modules du catalogue, dans l’ordre de leurs codes")
    information: str | Gap = champ("Information sur les données personnelles", "Données personnelles. Finalité : …")


def construire(organisme: Organisme, catalogue: Catalogue) -> VueFormulaire:
    """The form of an organisation, with all that its catalogue offers."""
    modules = (
        VueModuleAuChoix(code=module.code, titre=module.titre, format=duree_jours(module.format.demi_journees))
        for module in catalogue.modules.values()
    )
    return VueFormulaire(organisme=vue_organisme(organisme), modules=tuple(modules), information=information(organisme))
