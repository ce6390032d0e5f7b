"""The organisme.yaml of a new workspace: the shipped example without what the example says of itself.

No value of the example can reach somebody's proposal: each is dropped, and its key left empty where documents need it,
commented out where they do not.
"""

from __future__ import annotations

import re
import textwrap
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

# Habits, which say nothing of anybody: they are docgen's own defaults, and stay as they are.
HABITUDES = ("matin", "apres_midi", "pause", "pauses_comprises", "a_froid_jours", "evaluations", "ecriture")
# Keys that a document lacks when they are missing; a test holds this list to what `docgen verifier` finds.
A_REMPLIR = frozenset(
    {"raison_sociale", "siret", "nda", "nda_region", "adresse", "contact", "formateurs", "agrement", "tva"}
    | {"modalites_acces", "delai_acces", "moyens", "accessibilite", "referent_handicap", "reglement", "sanction"}
    | {"reglement_interieur", "reclamations", "representant", "donnees_personnelles"}
)
LISTE = "formateurs"  # an empty trainer is an error, not a gap: the whole list waits behind its signs
WIDTH = 105
EXPLAINED = """\
# yaml-language-server: $schema=schemas/organisme.schema.json
#
# Votre organisme de formation : ce que les documents disent de vous.
#
# Répondez après les deux-points des lignes « À REMPLIR » ; « docgen verifier » dit ce qui manque encore, et un
# brouillon le montre « À COMPLÉTER ». Une clé « #clé: » est facultative : pour vous en servir, effacez son
# « # » (et celui du nom de son groupe).
#
#   avant    #site:
#   après    site: www.institut.example
#
# Trois règles d'écriture :
#   - « clé: valeur », avec une espace après les deux-points ;
#   - les retraits se font avec des espaces, jamais avec la touche Tab ;
#   - un texte qui contient « : » ou qui commence par un signe se met entre guillemets droits : "…".

"""

_KEY = re.compile(r"(?P<indent> *(?:- )?)(?P<key>[a-z_]+):(?P<value>.*)")
_SAMPLE_KEY = re.compile(r"(?P<indent> *)# (?P<rest>[a-z_]+: .+)$")


def skeleton(example: str) -> str:
    """The example with its explanations and without its values."""
    body = example[example.index("# --- ") :]
    lines = [_without_sign(line) for line in body.splitlines()]
    return EXPLAINED + "\n".join(out for block in _blocks(lines) for out in _emptied(block)) + "\n"


def _without_sign(line: str) -> str:
    """A key that the example leaves commented out, as if it were not."""
    found = _SAMPLE_KEY.fullmatch(line)
    return found["indent"] + found["rest"] if found else line


def _blocks(lines: list[str]) -> Iterator[list[str]]:
    """Each top-level key with the lines under it; comments and blank lines one by one."""
    block: list[str] = []
    for line in lines:
        if block and line[:1] == " ":
            block.append(line)
            continue
        if block:
            yield block
        block = [line]
    yield block


def _emptied(block: list[str]) -> Iterator[str]:
    found = _KEY.fullmatch(block[0])
    if found is None or found["key"] in HABITUDES:
        yield from block
        return
    yield from _mark(found["key"], _value(found["value"], block[1:]))
    sign = "" if found["key"] in A_REMPLIR - {LISTE} else "#"
    yield f"{sign}{found['key']}:"
    if not _is_text(found["value"]):
        yield from (f"{sign}{line}" for line in _keys_of(block[1:]))


def _mark(key: str, example: str) -> list[str]:
    """« # À REMPLIR. Exemple : SARL au capital de 10 000 € »."""
    word = "À REMPLIR" if key in A_REMPLIR else "Facultatif"
    word += " (effacez les « # », et recopiez le groupe pour chaque personne)" if key == LISTE else ""
    said = f"{word}. Exemple : {example}" if example else f"{word}."
    return textwrap.wrap(said, WIDTH, initial_indent="# ", subsequent_indent="#   ", break_on_hyphens=False)


def _is_text(value: str) -> bool:
    return bool(value.strip())


def _value(value: str, under: list[str]) -> str:
    """The example on one line: a text, or the keys of a group; none for a list."""
    if not _is_text(value):
        keys = [line.strip() for line in under if not line.lstrip().startswith("#")]
        return "" if any(key.startswith("-") for key in keys) else " ; ".join(keys)
    return " ".join(line.strip() for line in under) if value.strip() in {">", ">-"} else value.strip()


def _keys_of(under: list[str]) -> Iterator[str]:
    """The keys of a group, empty; of a list, those of its first item, whose `id` stays: briefs name it."""
    seen: set[str] = set()
    for line in under:
        found = _KEY.fullmatch(line)
        if found and found["key"] not in seen:
            seen.add(found["key"])
            value = found["value"] if found["key"] == "id" else ""
            yield f"{found['indent']}{found['key']}:{value}"
            if found["key"] == "titres":
                yield f"{' ' * len(found['indent'])}  -"
