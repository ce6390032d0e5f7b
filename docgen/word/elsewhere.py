"""What Word would fetch from elsewhere when it opens a document made of the template: pictures, a model, objects."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docgen.findings import Finding, Gravite
from docgen.word.relations import from_elsewhere

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_SHOWN = 60
_CAUSES = {
    "attachedTemplate": (
        "un modèle attaché",
        "Dans Word, Développeur › Modèle de document : effacez le nom du modèle attaché.",
    ),
    "image": ("une image", "Effacez l’image, et insérez-la de nouveau sans la lier au fichier."),
}
_OTHER = ("un contenu lié", "Fichier › Informations › Modifier les liens d’accès aux fichiers : rompez ce lien.")


def told(parts: Mapping[str, bytes], fichier: str) -> Iterator[tuple[str, Finding]]:
    """A warning (M053) for each address, with the .rels that names it."""
    for part, kind, target in dict.fromkeys(from_elsewhere(parts)):
        what, remede = _CAUSES.get(kind, _OTHER)
        shown = target if len(target) <= _SHOWN else f"{target[:_SHOWN]}…"
        message = f"chaque document irait chercher {what} ailleurs, en s’ouvrant\u00a0: « {shown} »."
        yield part, Finding("M053", message, remede, Gravite.AVERTISSEMENT, fichier)
