"""What has changed since a document was made, in words: what it is, and where it stands now."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from docgen.findings import SEPARATOR
from docgen.production.atelier import tool_version
from docgen.production.empreintes import CLIENT, FORMATEURS, places_of
from docgen.workspace import shipped

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from docgen.findings import Mark
    from docgen.output.changes import Change
    from docgen.production.verification import Verification
    from docgen.source import Path as Keys
    from docgen.workspace import Workspace

AT_MOST = 5  # of them in one message
MANY = 12  # keys of organisme.yaml: beyond, it was written anew


@dataclass(frozen=True, slots=True)
class Raison:
    """One thing that has changed. `fichier` and `mark` are empty for what stands in no file, or in none any more."""

    entree: str  # « brief », « catalogue », « modele », « organisme », « donnees », « docgen »
    texte: str
    fichier: str = ""
    mark: Mark | None = None

    def __str__(self) -> str:
        """« conditions › frais (briefs/x.yaml:84:3) »."""
        place = f"{self.fichier}:{self.mark.ligne}:{self.mark.colonne}" if self.mark else self.fichier
        return f"{self.texte} ({place})" if place else self.texte


@dataclass(frozen=True, slots=True)
class Explication:
    """Puts changes into words for the documents of one brief."""

    workspace: Workspace
    verification: Verification

    def phrase(self, found: Sequence[Change], nature: str) -> str:
        """The changes in one line, for a message."""
        said = [str(raison) for raison in self.raisons(found, nature)]
        more = [f"et {len(said) - AT_MOST} de plus"] if len(said) > AT_MOST else []
        return "\u00a0; ".join([*said[:AT_MOST], *more])

    def raisons(self, found: Sequence[Change], nature: str) -> tuple[Raison, ...]:
        """The changes one by one, by place."""
        by_input = {name: [change for change in found if change.entree == name] for name in _ORDER}
        said = [
            *self._of_brief(by_input["brief"]),
            *_of_catalogue(by_input["catalogue"]),
            *self._of_organisme(by_input["organisme"]),
            *(
                Raison("donnees", "les chiffres de l’Insee", str(self.workspace.comparateur))
                for _ in by_input["donnees"]
            ),
            *(self._of_template(nature) for _ in by_input["modele"]),
            *(
                Raison("docgen", f"docgen {change.partie}, maintenant {tool_version()}")
                for change in by_input["docgen"]
            ),
        ]
        return tuple(dict.fromkeys(said))

    def _of_brief(self, found: Sequence[Change]) -> list[Raison]:
        # Of trainers that the brief names, organisme.yaml tells.
        typed = [change for change in found if change.partie not in {CLIENT, FORMATEURS}]
        if not typed and _has(found, CLIENT):
            return [Raison("brief", "les données publiques du client, fournies avec docgen ou importées")]
        places = places_of(self.verification.loaded.source)
        return sorted((self._part(change, places) for change in typed), key=_by_line)

    def _part(self, change: Change, places: Mapping[str, Keys]) -> Raison:
        if not change.partie:
            return Raison("brief", "le brief", self.verification.loaded.source.fichier)
        name = change.partie
        while name and name not in places:  # taken out: the line of what it stood in
            name = name.rpartition(SEPARATOR)[0]
        place = self.verification.loaded.place(places.get(name, ()))
        return Raison("brief", f"{change.partie}{_genre(change)}", place.fichier, place.mark if name else None)

    def _of_organisme(self, found: Sequence[Change]) -> Iterable[Raison]:
        from docgen.organisme import places_in

        path = self.workspace.organisme
        if not found or not path.exists() or not all(change.partie for change in found):
            return [Raison("organisme", "l’organisme", str(path))] if found else []
        if len(found) > MANY:
            return [Raison("organisme", f"{len(found)} rubriques de l’organisme", str(path))]
        # What is left out has its usual value: « ajouté » or « retiré » would not be true of it.
        top, *places = places_in(path, [(), *((change.partie,) for change in found)])
        said = [
            Raison("organisme", change.partie, str(path), place.mark)
            for change, place in zip(found, places, strict=True)
        ]
        return sorted((replace(one, mark=None) if one.mark == top.mark else one for one in said), key=_by_line)

    def _of_template(self, nature: str) -> Raison:
        from docgen.documents.registre import tous

        document = tous().get(nature)
        path = self.workspace.template(document.modele) if document else shipped()
        if path.is_relative_to(shipped()) and not path.is_relative_to(self.workspace.dossier):
            return Raison("modele", f"le modèle {nature} livré avec docgen")
        return Raison("modele", f"le modèle {nature}", str(path))


_ORDER = ("brief", "catalogue", "organisme", "donnees", "modele", "docgen")


def _has(found: Sequence[Change], partie: str) -> bool:
    return any(change.partie == partie for change in found)


def _of_catalogue(found: Sequence[Change]) -> list[Raison]:
    """The modules that changed; one that came or went did so in the brief, which tells."""
    texts = [f"le module {change.partie} du catalogue" if change.partie else "le catalogue" for change in found]
    return [Raison("catalogue", text) for change, text in zip(found, texts, strict=True) if not _genre(change)]


def _genre(change: Change) -> str:
    from docgen.output.changes import Genre

    return "" if change.genre is Genre.MODIFIE else f", {change.genre}"


def _by_line(raison: Raison) -> tuple[int, int]:
    return (raison.mark.ligne, raison.mark.colonne) if raison.mark else (0, 0)
