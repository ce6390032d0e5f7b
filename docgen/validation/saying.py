"""What an error of jsonschema means to the person who typed the file."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, TypeAlias

from docgen.validation.tree import branches, homes, properties_of, subschema
from docgen.validation.wording import (
    STRAIGHT,
    alternatives,
    called,
    described,
    in_yaml,
    is_curly,
    keys_in_words,
    quoted,
    type_of,
    types_in_words,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from docgen.source import Source

Path: TypeAlias = tuple[str | int, ...]

_GLUED_KEY = re.compile(r"[A-Za-z_][\w-]*:\S")
_GLUED_DASH = re.compile(r"-[^\s-]")

FEW = 12  # values that a remedy lists even when it knows which one was meant


@dataclass(frozen=True, slots=True)
class Said:
    """A fault before it has a mark: the number of its code, the path of its place, the words."""

    number: int
    path: Path
    message: str
    remede: str
    at_key: bool = False


@dataclass(frozen=True, slots=True)
class _Case:
    """An error with all that its wording draws on."""

    error: Any
    path: Path
    source: Source
    root: dict[str, Any]

    @property
    def schema(self) -> Any:
        return self.error.schema

    @property
    def value(self) -> Any:
        return self.error.instance

    @property
    def limit(self) -> Any:
        return self.error.validator_value

    def said(self, number: int, message: str, remede: str = "", *, at_key: bool = False) -> Said:
        return Said(number, self.path, message, remede or described(self.schema) or "Corrigez la valeur.", at_key)


def say(error: Any, source: Source, root: dict[str, Any]) -> Iterator[Said]:
    """The faults behind one error; an error of `anyOf` may hide several."""
    case = _Case(error, tuple(error.absolute_path), source, root)
    if error.validator in {"anyOf", "oneOf"}:
        yield from _alternatives(case)
    elif error.validator == "unevaluatedProperties":
        yield from _unevaluated(case)
    else:
        yield _CASES.get(error.validator, _other)(case)


def _unevaluated(case: _Case) -> Iterator[Said]:
    """Jsonschema names these keys in its sentence alone."""
    known = properties_of(case.root, case.schema)
    unknown = [key for key in case.value if key not in known]
    yield from (_unknown_key(replace(case, path=(*case.path, key))) for key in unknown)
    if not unknown:
        yield case.said(10, f"une clé de {called(case.path)} ne va pas avec les autres.", keys_in_words(known))


def _unknown_key(case: _Case) -> Said:
    from docgen.nearest import nearest

    key, present = str(case.path[-1]), case.value
    known = properties_of(case.root, case.schema)
    free = [name for name in known if name not in present]
    meant = nearest(key, free)
    if meant:
        remede = f"Écrivez « {meant} »."
    elif key in known or nearest(key, known):
        remede = f"« {nearest(key, known)} » est déjà donné : réunissez les deux."
    elif places := homes(case.root, key):
        remede = f"Cette clé se place sous {alternatives(places)} : vérifiez le retrait de la ligne."
    else:
        remede = keys_in_words(known)
    return case.said(10, f"la clé {quoted(key)} n’existe pas ici.", remede, at_key=True)


def _type(case: _Case) -> Said:
    wanted, value = case.limit, case.value
    message = f"{called(case.path)} doit être {types_in_words(wanted)}, et non {type_of(value)}."
    return case.said(11, message, _type_remedy(wanted, value, case.schema))


def _type_remedy(wanted: str | list[str], value: Any, schema: Any) -> str:
    advice = _slip(wanted, value)
    if advice:
        return advice
    words = described(schema)
    if "integer" in wanted:
        return f"N’écrivez que des chiffres. {words}".strip()
    if "array" in wanted:
        return f"Passez à la ligne, et mettez un tiret et une espace devant chaque élément. {words}".strip()
    if "object" in wanted and isinstance(schema, dict) and schema.get("properties"):
        keys = keys_in_words(schema["properties"])
        return f"Passez à la ligne, et mettez chaque clé sur sa ligne, en retrait. {keys}"
    return words


def _slip(wanted: str | list[str], value: Any) -> str | None:
    """The remedy for what YAML reads otherwise than it was meant."""
    if isinstance(value, str) and "array" in wanted and _GLUED_DASH.match(value):
        return "Mettez une espace après chaque tiret."
    if isinstance(value, str) and "object" in wanted and _GLUED_KEY.match(value):
        return f"Mettez une espace après « {value.partition(':')[0]}: »."
    if "string" in wanted and isinstance(value, (bool, int)):
        return f'Mettez la valeur entre guillemets droits : "{str(value).lower()}".'
    if "string" in wanted and isinstance(value, (list, dict)):
        return "Écrivez un texte à la suite de la clé, entre guillemets droits s’il contient « : », « [ » ou « { »."
    return None


def _required(case: _Case) -> Said:
    key = str(case.path[-1])
    schema = subschema(case.root, case.schema, key)
    if case.path in case.source.vides:
        return case.said(12, f"« {key} » est vide.", f"Remplissez cette clé. {described(schema)}".strip(), at_key=True)
    parent = case.path[:-1]
    where = f" dans {called(parent)}" if parent else ""
    return case.said(12, f"il manque la clé « {key} »{where}.", f"Ajoutez « {key}: … ». {described(schema)}".strip())


def _enum(case: _Case) -> Said:
    from docgen.nearest import nearest

    allowed = case.limit if isinstance(case.limit, list) else [case.limit]
    # « oui » says enough beside true, and « d’Azur » beside the same with a straight apostrophe.
    words = [one for one in allowed if not isinstance(one, bool)] or allowed
    shown = dict.fromkeys(in_yaml(one).replace("'", "’") for one in words)
    meant = nearest(str(case.value), [str(one) for one in allowed])
    advice = f"Écrivez « {meant} ». " if meant else ""
    message = f"{quoted(case.value)} n’est pas une valeur possible de {called(case.path)}."
    if meant and len(shown) > FEW:
        return case.said(13, message, advice.strip())
    return case.said(13, message, f"{advice}Valeurs possibles : {', '.join(shown)}.")


def _pattern(case: _Case) -> Said:
    if is_curly(str(case.value)):
        return case.said(14, f"{quoted(case.value)} n’est pas entre guillemets droits.", STRAIGHT)
    return case.said(14, f"{quoted(case.value)} n’a pas la forme attendue pour {called(case.path)}.")


def _format(case: _Case) -> Said:
    if is_curly(str(case.value)):
        return _pattern(case)
    complaint = str(case.error.cause) if case.error.cause else "n’a pas la forme attendue"
    return case.said(14, f"{quoted(case.value)} {complaint}.")


def _length(case: _Case) -> Said:
    value, limit = str(case.value), case.limit
    if case.error.validator == "minLength" and not value.strip():
        return _empty(case)
    size, bound = len(value.strip()), "au moins" if case.error.validator == "minLength" else "au plus"
    message = f"{called(case.path)} compte {size} caractère{'s' if size > 1 else ''} ; il en faut {bound} {limit}."
    return case.said(15, message)


def _count(case: _Case) -> Said:
    if not case.value:
        return _empty(case)
    least = case.error.validator in {"minItems", "minProperties"}
    bound, size = "au moins" if least else "au plus", len(case.value)
    what = "clé" if isinstance(case.value, dict) else "élément"
    plural = "s" if size > 1 else ""
    return case.said(15, f"{called(case.path)} compte {size} {what}{plural} ; il en faut {bound} {case.limit}.")


def _empty(case: _Case) -> Said:
    return case.said(12, f"{called(case.path)} est vide.", f"Remplissez cette clé. {described(case.schema)}".strip())


def _bound(case: _Case) -> Said:
    words = {
        "minimum": "il faut au moins",
        "maximum": "il faut au plus",
        "exclusiveMinimum": "il faut plus que",
        "exclusiveMaximum": "il faut moins que",
        "multipleOf": "il faut un multiple de",
    }
    message = f"{called(case.path)} vaut {case.value} ; {words[case.error.validator]} {case.limit}."
    return case.said(16, message)


def _twice(case: _Case) -> Said:
    key = next((step for step in reversed(case.path) if isinstance(step, str)), "la liste")
    shown = f" ({quoted(case.value)})" if isinstance(case.value, (str, int)) else ""
    message = f"{called(case.path)} répète l’élément {case.limit + 1}{shown}."
    return case.said(17, message, f"Chaque élément de « {key} » ne se donne qu’une fois : effacez l’un des deux.")


def _dependent(case: _Case) -> Said:
    for key, needed in case.limit.items():
        missing = [name for name in needed if name not in case.value]
        if key in case.value and missing:
            message = f"« {key} » ne va pas sans {alternatives([quoted(name) for name in missing])}."
            return case.said(12, message, f"Ajoutez {alternatives([quoted(name) for name in missing])}.")
    return _other(case)


def _key_name(case: _Case) -> Said:
    return case.said(10, f"{quoted(case.value)} ne peut pas servir de clé ici.", at_key=True)


def _refused(case: _Case) -> Said:
    keys = case.limit.get("required", []) if isinstance(case.limit, dict) else []
    if keys:
        return case.said(13, f"{alternatives([quoted(key) for key in keys])} n’a pas sa place ici.", "Effacez-le.")
    return case.said(13, f"{called(case.path)} a une valeur qui n’est pas admise.")


def _other(case: _Case) -> Said:
    return case.said(14, f"{called(case.path)} n’a pas la forme attendue.")


def _alternatives(case: _Case) -> Iterator[Said]:
    """« soit commune, soit epci »; else the faults of the one branch that was plainly meant."""
    if case.error.validator == "oneOf" and not case.error.context:
        yield case.said(13, f"{called(case.path)} mélange des formes qui s’excluent.", _either(case))
        return
    groups = branches(case.error)
    meant = [group for group in groups if not any(e.validator == "type" and not e.relative_path for e in group)]
    only_missing = all(error.validator == "required" for group in groups for error in group)
    if len(meant) == 1 and not only_missing:
        for error in meant[0]:
            yield from say(error, case.source, case.root)
        return
    number = 12 if only_missing else 11
    yield case.said(number, f"{called(case.path)} n’a aucune des formes possibles.", _either(case))


def _either(case: _Case) -> str:
    words = [_branch_in_words(subschema(case.root, branch)) for branch in case.limit]
    return "Écrivez " + ", ".join(f"soit {word}" for word in words) + "."


def _branch_in_words(branch: Any) -> str:
    keys = " et ".join(quoted(key) for key in branch.get("required", []))
    if "type" in branch:
        return types_in_words(branch["type"]) + (f" avec {keys}" if keys else "")
    return keys or alternatives([in_yaml(value) for value in _values(branch)])


def _values(branch: Any) -> list[Any]:
    return list(branch.get("enum") or branch.get("examples") or [branch.get("const", "une autre forme")])


_CASES: dict[str, Callable[[_Case], Said]] = {
    "additionalProperties": _unknown_key,
    "propertyNames": _key_name,
    "required": _required,
    "type": _type,
    "enum": _enum,
    "const": _enum,
    "pattern": _pattern,
    "format": _format,
    "minLength": _length,
    "maxLength": _length,
    "minItems": _count,
    "maxItems": _count,
    "minProperties": _count,
    "maxProperties": _count,
    "minimum": _bound,
    "maximum": _bound,
    "exclusiveMinimum": _bound,
    "exclusiveMaximum": _bound,
    "multipleOf": _bound,
    "uniqueItems": _twice,
    "dependentRequired": _dependent,
    "not": _refused,
}
