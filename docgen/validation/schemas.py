"""The schema files themselves: reading them, and saying what is wrong with one that cannot be used."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from docgen.errors import FaultsFoundError
from docgen.findings import SEPARATOR, Finding, Mark
from docgen.validation.tree import target_of

if TYPE_CHECKING:
    from pathlib import Path

REINSTALL = "Réinstallez docgen, ou rétablissez le fichier d’origine."


def read_schema(path: Path) -> dict[str, Any]:
    """The schema of a file. Raises FaultsFoundError (S001, S002)."""
    try:
        schema = json.loads(path.read_text(encoding="utf-8"))
    except json.JSONDecodeError as fault:
        mark = Mark(fault.lineno, fault.colno)
        raise _stop("S002", "le schéma n’est pas du JSON lisible.", str(path), mark) from fault
    except (OSError, ValueError) as fault:
        raise _stop("S001", "le schéma ne peut pas être lu.", str(path)) from fault
    except RecursionError as fault:
        raise _stop("S002", "le schéma est trop imbriqué.", str(path)) from fault
    if not isinstance(schema, dict):
        raise _stop("S003", "le schéma n’est pas un objet JSON.", str(path), Mark(1, 1))
    return schema


# What may stand beside a `$ref` without constraining anything.
_ANNOTATIONS = frozenset({"$ref", "$comment", "title", "description", "examples", "default", "x-docgen"})


def inlined(
    node: Any, root: dict[str, Any], seen: tuple[str, ...] = (), made: dict[str, dict[str, Any]] | None = None
) -> Any:
    """The schema with what its local references point to in their place: a third of the time of a check is spared.

    A reference that has constraints of its own beside it, leads nowhere or into itself, stays. What is referred to in
    many places is made once (`made`).
    """
    made = {} if made is None else made
    if isinstance(node, list):
        return [inlined(one, root, seen, made) for one in node]
    if not isinstance(node, dict):
        return node
    ref = node.get("$ref")
    if isinstance(ref, str) and ref not in seen and node.keys() <= _ANNOTATIONS:
        target = target_of(root, ref) if ref.startswith("#/") else None
        if isinstance(target, dict):
            if ref not in made:
                made[ref] = inlined(target, root, (*seen, ref), made)
            beside = {word: value for word, value in node.items() if word != "$ref"}
            return {**made[ref], **beside} if beside else made[ref]
    return {word: inlined(one, root, seen, made) for word, one in node.items()}


def blame(fault: Exception, schema: Any, fichier: str) -> Finding:
    """The finding for a schema that broke the validator; reraises a fault that is not the schema's.

    Checking a schema against its own takes 0.1 s, twice what reading a brief does: so only here.
    """
    from jsonschema import Draft202012Validator
    from jsonschema.exceptions import SchemaError
    from referencing.exceptions import Unresolvable

    if isinstance(fault, Unresolvable):
        return _finding("S003", f"le schéma renvoie à « {fault.ref} », qui n’existe pas.", fichier)
    if isinstance(fault, re.error):
        return _finding("S003", f"le schéma contient une expression régulière fausse : « {fault.pattern!s} ».", fichier)
    document = read_schema(schema) if hasattr(schema, "read_text") else schema
    try:
        Draft202012Validator.check_schema(document)
    except SchemaError as error:
        place = SEPARATOR.join(str(step) for step in error.absolute_path)
        return _finding("S003", "le schéma ne suit pas JSON Schema 2020-12.", fichier, lieu=place)
    raise fault


def _stop(code: str, message: str, fichier: str, mark: Mark | None = None) -> FaultsFoundError:
    return FaultsFoundError([_finding(code, message, fichier, mark)])


def _finding(code: str, message: str, fichier: str, mark: Mark | None = None, lieu: str = "") -> Finding:
    return Finding(code, message, REINSTALL, fichier=fichier, mark=mark, lieu=lieu)
