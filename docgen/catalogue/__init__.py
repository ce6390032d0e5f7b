"""The catalogue: reading the files of its modules, and the rules that they must follow.

catalogue/*.yaml --source, validation--> data --reading--> Module --rules--> findings C020 to C029, C050 to C065
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from docgen import workspace
from docgen.catalogue import kept
from docgen.catalogue.model import Catalogue
from docgen.catalogue.reading import read_module, read_situations
from docgen.catalogue.rules import check_rules, unknown_complements
from docgen.catalogue.situations import shipped_situations
from docgen.catalogue.themes import THEMES
from docgen.errors import FaultsFoundError
from docgen.findings import Finding, Mark, has_errors
from docgen.source import Source, load_source, parse_source, read_file
from docgen.source.decoding import SIZE_LIMIT
from docgen.validation.places import place

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from docgen.catalogue.conditions import Situations
    from docgen.catalogue.model import Module

__all__ = ["load_catalogue"]

Read = tuple["Module", Source]

_CODE = re.compile(rb"""^code:[ ]*["']?([A-Za-z0-9-]+)["']?[ ]*\r?$""", re.MULTILINE)
_IS_CODE = re.compile("[A-Za-z0-9][A-Za-z0-9-]{0,15}")  # as in the schema: another text hides which module was meant


def load_catalogue(folders: Iterable[Path], codes: Collection[str] | None = None) -> tuple[Catalogue, list[Finding]]:
    """The modules of these folders, and all findings about their files. Never raises for a bad file.

    With `codes`, only files that may hold one of them are read: most of a run's time is spared, and nothing is said of
    the others. A later folder's module replaces its namesake of an earlier one. A module with an error is left out, and
    its code is remembered in `ecartes`: its namesake must not take its place unnoticed.
    """
    modules: dict[str, Read] = {}
    rejected: dict[str, str] = {}
    folders = list(folders)
    findings = [_no_folder(folder) for folder in folders if not folder.is_dir()]
    unknown = [finding.fichier for finding in findings]
    for folder in folders:
        of_folder: dict[str, Read] = {}
        for path in workspace.yaml_files(folder):
            if codes is not None and not _may_hold(path, codes):
                continue
            found, of_file = _load(path)
            if found and (other := of_folder.get(found[0].code)):
                of_file.append(_twice(found, other))
            findings += of_file
            code = found[0].code if found else _code_in(path)
            if has_errors(of_file) and code and _IS_CODE.fullmatch(code):
                rejected[code] = str(path)
            elif has_errors(of_file):
                unknown.append(str(path))
            elif found:
                of_folder[found[0].code] = found
        modules.update(of_folder)
    if codes is None:
        findings += _unknown_complements(modules)
    sound = {code: modules[code][0] for code in sorted(modules, key=_by_number) if code not in rejected}
    return Catalogue(sound, tuple(THEMES), rejected, tuple(unknown)), findings


def _no_folder(folder: Path) -> Finding:
    message = "le catalogue doit être un dossier, avec un fichier par module."
    return Finding("C030", message, "Renommez ce fichier, ou déplacez-le.", fichier=str(folder))


def _may_hold(path: Path, codes: Collection[str]) -> bool:
    """Whether the file's `code:` is one of these; True when it is not where it can be seen at a glance."""
    code = _code_in(path)
    return code is None or code in codes


def _code_in(path: Path) -> str | None:
    """The code of a file that may not be read otherwise: it stands at the start of a line."""
    try:
        found = _CODE.search(path.read_bytes()) if path.is_file() and path.stat().st_size < SIZE_LIMIT else None
    except OSError:
        return None
    return found[1].decode("ascii") if found else None


def _load(path: Path) -> tuple[Read | None, list[Finding]]:
    """A module's file; of a sound one, what was kept of it is enough."""
    try:
        content = read_file(path, "C")
        data = kept.find(content)
        source = Source(str(path), data) if data else parse_source(content, "C", str(path))
    except FaultsFoundError as error:
        return None, list(error.findings)
    situations = {**shipped_situations(), **read_situations(source.donnees)}
    module = read_module(source.donnees, situations)
    findings = [] if data else _judged(module, source, situations)
    if module is None:
        return None, findings
    if not data and not findings:
        kept.keep(content, source.donnees)
    return (module, source), findings


def _judged(module: Module | None, source: Source, situations: Situations) -> list[Finding]:
    """All that is wrong with a file, by line."""
    from docgen.validation import check_schema

    findings = check_schema(source, workspace.schema("catalogue"), "C")
    if module is None:
        return findings
    findings += check_rules(module, source)
    if module.ecrit is not None:
        from docgen.catalogue.rules_variants import check_variants

        findings += check_variants(source, situations)
    return sorted(findings, key=_by_line)


def _unknown_complements(modules: dict[str, Read]) -> list[Finding]:
    wrong = [read for read in modules.values() if not modules.keys() >= set(read[0].complements)]
    return [one for module, source in wrong for one in unknown_complements(module, _with_marks(source), modules)]


def _with_marks(source: Source) -> Source:
    """The source with its lines, which are not kept."""
    if source.marks:
        return source
    try:
        return load_source(Path(source.fichier), "C")
    except FaultsFoundError:  # it has gone since: its name is all that can be said
        return source


def _twice(found: Read, other: Read) -> Finding:
    module, source = found
    return place(_with_marks(source), ("code",)).finding(
        "C020",
        f"le module {module.code} est déjà dans {other[1].fichier}.",
        "Donnez-lui un autre code, ou supprimez l’un des deux fichiers.",
    )


def _by_number(code: str) -> tuple[int, str]:
    return (int(code), code) if code.isascii() and code.isdigit() else (1_000_000, code)


def _by_line(finding: Finding) -> tuple[int, int]:
    mark = finding.mark or Mark(0, 0)
    return mark.ligne, mark.colonne
