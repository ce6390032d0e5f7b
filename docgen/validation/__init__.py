"""JSON Schema 2020-12 to findings in French: every fault at once, where it stands, and what to write instead.

    jsonschema's errors --keywords (ours where its own lose the place)--> saying --> Finding

Codes 010 to 017 of the letter that `famille` gives, and S for a schema that is itself at fault:

    010 unknown key     012 missing or empty      014 wrong form          016 out of bounds
    011 wrong type      013 not one of a list     015 too short or long   017 twice in a list
    S001 schema unreadable    S002 schema is not JSON    S003 schema is not a JSON Schema
"""

from __future__ import annotations

from functools import lru_cache
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from docgen.errors import FaultsFoundError
from docgen.findings import Finding, Gravite, Mark
from docgen.validation.schemas import blame, inlined, read_schema
from docgen.validation.wording import lieu

if TYPE_CHECKING:
    from docgen.source import Source
    from docgen.validation.saying import Said

WRONG_TYPE, MISSING = 11, 12  # each makes every other fault of the same place a mere consequence
FINDINGS_LIMIT = 200  # of one file: beyond, it is not the work of a person
ERRORS_LIMIT = 5 * FINDINGS_LIMIT  # looked at, so that 50,000 unknown keys take no longer than a thousand

__all__ = ["check_schema"]


def check_schema(source: Source, schema: Path | dict[str, Any], famille: str) -> list[Finding]:
    """All faults of a YAML file against its schema, by line, with the reader's own warnings.

    A schema that cannot be used gives its own finding (S001 to S003) and nothing else.
    """
    nom = str(schema) if isinstance(schema, Path) else ""
    try:
        validator = _compiled(schema) if isinstance(schema, Path) else _compile(schema)
        said = _faults(validator, source)
    except FaultsFoundError as fault:
        return list(fault.findings)
    except Exception as fault:  # noqa: BLE001 - a broken schema breaks jsonschema in any way; blame() reraises the rest
        return [blame(fault, schema, nom)]
    findings = [_finding(one, source, famille) for one in said]
    return _at_most(FINDINGS_LIMIT, sorted([*source.avertissements, *findings], key=_by_place))


@lru_cache
def _compiled(path: Path) -> Any:
    schema = read_schema(path)
    return _compile(inlined(schema, schema))


def _compile(schema: dict[str, Any]) -> Any:
    from docgen.validation.formats import format_checker
    from docgen.validation.keywords import validator_class

    return validator_class()(schema, format_checker=format_checker())


def _faults(validator: Any, source: Source) -> list[Said]:
    """What is wrong, without what only follows from an empty value or a wrong type in the same place."""
    errors = list(islice(validator.iter_errors(source.donnees), ERRORS_LIMIT))
    if not errors and not source.vides:
        return []
    from docgen.validation.saying import say

    root = validator.schema
    said = [one for error in errors for one in say(error, source, root)]
    said += [_empty_item(path) for path in sorted(source.vides, key=str) if isinstance(path[-1], int)]
    gravest: dict[tuple[str | int, ...], int] = {}
    for one in said:
        if one.number in {MISSING, WRONG_TYPE}:
            gravest[one.path] = max(one.number, gravest.get(one.path, 0))
    return list(dict.fromkeys(one for one in said if gravest.get(one.path, one.number) == one.number))


def _empty_item(path: tuple[str | int, ...]) -> Said:
    from docgen.validation.saying import Said

    return Said(MISSING, path, "cet élément de la liste est vide.", "Complétez-le, ou effacez son tiret.")


def _finding(said: Said, source: Source, famille: str) -> Finding:
    mark = source.mark(said.path, key=said.at_key)
    return Finding(
        f"{famille}{said.number:03}",
        said.message,
        said.remede,
        fichier=source.fichier,
        mark=mark,
        lieu=lieu(said.path),
    )


def _by_place(finding: Finding) -> tuple[int, int, str]:
    mark = finding.mark or Mark(0, 0)
    return mark.ligne, mark.colonne, finding.code


def _at_most(limit: int, findings: list[Finding]) -> list[Finding]:
    if len(findings) <= limit:
        return findings
    last = findings[limit - 1]
    message = "le fichier contient bien d’autres fautes."
    rest = Finding(
        last.code, message, "Corrigez d’abord les premières.", Gravite.AVIS, last.fichier, last.mark, last.lieu
    )
    return [*findings[:limit], rest]
