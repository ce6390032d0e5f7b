"""What all documents share: the base of every view, and the shape of an entry of the registry."""

from dataclasses import fields
from typing import Any

from docgen.documents.champs import champ, vue
from docgen.documents.dossier import Dossier
from docgen.documents.identite import VueClient, VueDocument, VueOrganisme, vue_client, vue_document, vue_organisme


@vue
class VueCommune:
    """The fields that any template may print."""

    brouillon: bool = champ("Vrai pour un brouillon, faux pour un document définitif", exemple=True)
    intitule: str = champ(
        "Intitulé de la formation, identique dans tous les documents", "Conduire son diagnostic de territoire"
    )
    document: VueDocument = champ("Le document lui-même : nom, référence, version, date")
    client: VueClient = champ("La commune ou l’intercommunalité")
    organisme: VueOrganisme = champ("L’organisme de formation")


def communs(dossier: Dossier, titre: str) -> dict[str, Any]:
    """The fields of `VueCommune`, by name, for a document of that title."""
    base = VueCommune(
        brouillon=dossier.brouillon,
        intitule=dossier.intitule,
        document=vue_document(dossier, titre),
        client=vue_client(dossier.brief.client),
        organisme=vue_organisme(dossier.organisme),
    )
    return {each.name: getattr(base, each.name) for each in fields(base)}
