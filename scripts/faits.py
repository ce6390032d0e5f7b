"""Writes the facts of `si:` into schemas/catalogue.schema.json, from the table docgen/catalogue/criteres.py.

Run: python -m scripts.faits
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from docgen.catalogue.criteres import CRITERES, Critere, Forme

SCHEMA = Path(__file__).parents[1] / "schemas" / "catalogue.schema.json"
RANGE = "Trois écritures, bornes comprises : « moins de 500 », « 500 à 3499 », « 50000 et plus » ; un nombre seul."


def facts_schema() -> dict[str, Any]:
    """The facts that a condition may name, as the schema describes them."""
    return {
        "title": "Faits",
        "description": "Des faits du client, du groupe et de l’horaire : tous doivent être vrais.",
        "examples": [{"habitants": "moins de 3500", "client": "commune"}],
        "type": "object",
        "minProperties": 1,
        "additionalProperties": False,
        "properties": {name: _fact(name, critere) for name, critere in CRITERES.items()},
    }


def _fact(name: str, critere: Critere) -> dict[str, Any]:
    said = f"{critere.description}{'' if critere.avant else ' ; connu une fois l’horaire fait'}."
    described: dict[str, Any] = {"title": name, "description": said, "examples": [critere.exemple]}
    if critere.forme is Forme.SUJETS:
        words = _words({"title": "État", "description": "Où en est ce travail."}, critere.mots)
        subjects = {subject: {**words, "title": subject} for subject in critere.sujets}
        described |= {"examples": [{critere.sujets[0]: critere.mots[-1]}], "type": "object"}
        return described | {"minProperties": 1, "additionalProperties": False, "properties": subjects}
    if critere.forme is Forme.NOMBRE:
        return described | {"description": f"{said} {RANGE}", "type": ["string", "integer", "array"], "minItems": 1}
    if critere.forme is Forme.NOMS:
        return described | {"type": ["string", "integer", "array"], "minItems": 1}
    return _words(described, critere.mots)


def _words(described: dict[str, Any], words: tuple[str, ...]) -> dict[str, Any]:
    """One of the words, or a list of them: any."""
    one = {"type": "string", "enum": list(words)}
    item = {"title": described["title"], "description": "Un des mots possibles.", "examples": list(words[:1]), **one}
    described = {"examples": list(words[:1]), **described}
    return described | {"anyOf": [one, {"type": "array", "minItems": 1, "uniqueItems": True, "items": item}]}


def main() -> None:
    """Write them."""
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    schema["$defs"]["faits"] = facts_schema()
    SCHEMA.write_text(json.dumps(schema, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
