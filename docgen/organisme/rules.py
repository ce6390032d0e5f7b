"""The rules of an organisme that no schema can say. Each looks at one thing and yields what is wrong with it.

O020 SIRET    O022 agrément's dates    O024 logo absent       O026 logo out of its folder
O021 NDA      O023 id given twice      O025 logo unreadable   O027 usual hours overlap   O028 colour too pale (warning)
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from docgen.findings import Finding, Gravite
from docgen.organisme.contraste import ENOUGH, contrast_on_white, nearest_passing
from docgen.organisme.siret import is_valid_siret
from docgen.source.values import items, text
from docgen.validation.places import place
from docgen.workspace import stays_in

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from docgen.organisme.model import Organisme
    from docgen.source import Path as Place
    from docgen.source import Source

SIRET = re.compile("[0-9]{14}")
NDA = re.compile("[0-9]{11}")
SIGNATURES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff")
LOGO_FAULTS = frozenset({"O024", "O025", "O026"})
LOGO_LIMIT = 10_000_000  # bytes: a picture that large would weigh on every document


def check_rules(organisme: Organisme, source: Source, folder: Path) -> list[Finding]:
    """All that is wrong with an organisme read from `source`, whose file stands in `folder`."""
    return [
        *_siret(organisme, source),
        *_nda(organisme, source),
        *_agrement(organisme, source),
        *_formateurs(source),
        *_logo(organisme, source, folder),
        *_hours(organisme, source),
        *_colours(organisme, source),
    ]


def _fault(
    code: str, source: Source, path: Place, words: tuple[str, str], gravite: Gravite = Gravite.ERREUR
) -> Finding:
    return place(source, path).finding(code, *words, gravite)


def _siret(organisme: Organisme, source: Source) -> Iterator[Finding]:
    if organisme.siret and SIRET.fullmatch(organisme.siret) and not is_valid_siret(organisme.siret):
        words = (
            f"le SIRET {organisme.siret} n’existe pas : sa clé de contrôle est fausse.",
            "Recopiez les quatorze chiffres depuis l’avis de situation de l’Insee.",
        )
        yield _fault("O020", source, ("siret",), words)


def _nda(organisme: Organisme, source: Source) -> Iterator[Finding]:
    # A warning: that the number has eleven digits is common knowledge, but in no text that was read.
    if organisme.nda and not NDA.fullmatch(organisme.nda):
        words = (
            f"le numéro de déclaration d’activité {organisme.nda} n’a pas onze chiffres.",
            "Recopiez-le depuis le récépissé de la préfecture de région.",
        )
        yield _fault("O021", source, ("nda",), words, Gravite.AVERTISSEMENT)


def _agrement(organisme: Organisme, source: Source) -> Iterator[Finding]:
    debut, fin = organisme.agrement.debut, organisme.agrement.fin
    if debut and fin and fin < debut:
        words = ("l’agrément finit avant de commencer.", "Vérifiez les deux dates de validité.")
        yield _fault("O022", source, ("agrement", "fin"), words)


def _formateurs(source: Source) -> Iterator[Finding]:
    """Read from the source, since only it knows the place of each trainer."""
    first: dict[str, int] = {}
    for rank, item in enumerate(items(source.donnees.get("formateurs"))):
        ident = text(item.get("id")) if isinstance(item, dict) else None
        if ident is None:
            continue
        if ident in first:
            mark = source.mark(("formateurs", first[ident], "id"))
            words = (
                f"l’identifiant « {ident} » est déjà celui d’un autre formateur"
                + (f" (ligne {mark.ligne})." if mark else "."),
                "Donnez à chaque formateur un identifiant à lui.",
            )
            yield _fault("O023", source, ("formateurs", rank, "id"), words)
        first.setdefault(ident, rank)


def _logo(organisme: Organisme, source: Source, folder: Path) -> Iterator[Finding]:
    if organisme.logo is None:
        return
    typed = str(source.donnees["logo"])
    words = _logo_out_of_folder(typed, folder)
    if words:
        yield _fault("O026", source, ("logo",), words)
        return
    if not organisme.logo.is_file():
        words = (f"le logo « {typed} » n’existe pas.", "Vérifiez son nom ; son chemin part du dossier de ce fichier.")
        yield _fault("O024", source, ("logo",), words)
    elif not _is_picture(organisme.logo):
        words = (
            f"le logo « {typed} » n’est pas une image PNG ou JPEG de moins de 10 Mo et de 10 000 pixels de côté.",
            "Enregistrez-le de nouveau en PNG ou en JPEG, plus petit s’il le faut.",
        )
        yield _fault("O025", source, ("logo",), words)


def _logo_out_of_folder(typed: str, folder: Path) -> tuple[str, str] | None:
    """A file sent by somebody else must not make docgen open, and print, what it likes on this disk."""
    if stays_in(typed, folder, folder):
        return None
    message = f"le chemin du logo « {typed} » sort du dossier de ce fichier."
    return message, "Copiez l’image à côté de ce fichier, et n’écrivez que son nom."


def _is_picture(path: Path) -> bool:
    try:
        if path.stat().st_size >= LOGO_LIMIT:
            return False
        with path.open("rb") as stream:
            if not stream.read(8).startswith(SIGNATURES):
                return False
    except OSError:
        return False
    from docgen.word.pictures import measure

    return measure(path) is not None


def _hours(organisme: Organisme, source: Source) -> Iterator[Finding]:
    if organisme.apres_midi.debut < organisme.matin.fin:
        path: Place = ("apres_midi",) if "apres_midi" in source.donnees else ("matin",)
        words = ("l’après-midi commence avant la fin du matin.", "Vérifiez les clés « matin » et « apres_midi ».")
        yield _fault("O027", source, path, words)


def _colours(organisme: Organisme, source: Source) -> Iterator[Finding]:
    """Titles are printed in these colours, on white: a pale one is lost on paper and for many eyes."""
    for key in ("couleur_principale", "couleur_secondaire"):
        colour = getattr(organisme.charte, key)
        if colour and contrast_on_white(colour) < ENOUGH:
            ratio = f"{contrast_on_white(colour):.1f}".replace(".", ",")
            words = (
                f"la couleur {colour} se lit mal sur du blanc : contraste de {ratio} pour 1, il en faut 4,5.",
                f'La nuance la plus proche qui convient est "{nearest_passing(colour)}".',
            )
            yield _fault("O028", source, ("charte", key), words, Gravite.AVERTISSEMENT)
