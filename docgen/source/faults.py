"""libyaml's complaints in words for somebody who does not know YAML, with the likely cause and the remedy."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from docgen.findings import Mark

if TYPE_CHECKING:
    from collections.abc import Callable

QUOTE = 'Mettez tout le texte entre guillemets droits : "…".'


@dataclass(frozen=True, slots=True)
class YamlFault:
    """What is wrong with the YAML of a file, where, and what to do."""

    message: str
    remede: str
    mark: Mark


@dataclass(frozen=True, slots=True)
class _Clue:
    """libyaml's two sentences and two places; lines and columns count from 1."""

    problem: str
    context: str
    problem_mark: Mark
    context_mark: Mark
    lines: list[str]

    def line(self, mark: Mark) -> str:
        return self.lines[mark.ligne - 1] if 0 < mark.ligne <= len(self.lines) else ""

    def character(self) -> str:
        return self.line(self.problem_mark)[self.problem_mark.colonne - 1 :][:1]


def explain(error: Any, text: str) -> YamlFault:
    """The fault behind a `yaml.MarkedYAMLError`."""
    problem_mark = _mark(error.problem_mark) or _mark(error.context_mark) or Mark(1, 1)
    clue = _Clue(
        error.problem or "",
        error.context or "",
        problem_mark,
        _mark(error.context_mark) or problem_mark,
        text.splitlines(),
    )
    for recognises, describe in _CASES:
        if recognises(clue):
            return describe(clue)
    message = "cette ligne n'est pas du YAML lisible."
    remede = "Comparez avec un exemple : retraits faits d'espaces, « clé: valeur », guillemets fermés."
    return YamlFault(message, remede, clue.problem_mark)


def _mark(mark: Any) -> Mark | None:
    return None if mark is None else Mark(mark.line + 1, mark.column + 1)


def _problem(*words: str) -> Callable[[_Clue], bool]:
    return lambda clue: any(word in clue.problem for word in words)


def _context(*words: str) -> Callable[[_Clue], bool]:
    return lambda clue: any(word in clue.context for word in words)


def _has_tab(clue: _Clue) -> bool:
    return "tab" in clue.problem or clue.character() == "\t" or _tab_line(clue) is not None


def _tab_line(clue: _Clue) -> Mark | None:
    """The first line at or just above the fault that a tab indents."""
    for ligne in (clue.context_mark.ligne, clue.problem_mark.ligne - 1, clue.problem_mark.ligne):
        if re.match(r"[ ]*\t", clue.line(Mark(ligne, 1))):
            return Mark(ligne, clue.line(Mark(ligne, 1)).index("\t") + 1)
    return None


def _tab(clue: _Clue) -> YamlFault:
    message = "une tabulation sert de retrait ; YAML n'accepte que des espaces."
    return YamlFault(message, "Remplacez-la par des espaces.", _tab_line(clue) or clue.problem_mark)


def _unclosed_quote(clue: _Clue) -> YamlFault:
    opened = clue.context_mark
    message = f"le guillemet ouvert ici ({clue.line(opened)[opened.colonne - 1 :][:1]}) n'est jamais refermé."
    return YamlFault(message, "Refermez-le à la fin du texte.", opened)


def _forbidden_start(clue: _Clue) -> YamlFault:
    message = f"un texte ne peut pas commencer par « {clue.character()} » sans guillemets."
    return YamlFault(message, QUOTE, clue.problem_mark)


def _anchor_start(clue: _Clue) -> YamlFault:
    at = clue.context_mark
    message = f"un texte ne peut pas commencer par « {clue.line(at)[at.colonne - 1 :][:1]} » sans guillemets."
    return YamlFault(message, QUOTE, at)


def _colon_in_text(clue: _Clue) -> YamlFault:
    before = clue.line(clue.problem_mark)[: clue.problem_mark.colonne - 1]
    if ":" not in before and not before.lstrip().startswith("-"):
        message = "cette ligne est en retrait d'une valeur : YAML la prend pour une clé de trop."
        remede = "Alignez-la avec les clés voisines, ou mettez le texte qui précède entre guillemets."
        return YamlFault(message, remede, clue.problem_mark)
    message = "le texte contient « : », que YAML prend pour une nouvelle clé."
    return YamlFault(message, QUOTE, clue.problem_mark)


def _no_colon(clue: _Clue) -> YamlFault:
    line = clue.line(clue.context_mark).strip()
    glued = re.match(r"([\w-]+):(?=\S)", line)
    if glued:
        message = f"il manque une espace après « {glued.group(1)}: »."
        return YamlFault(message, f"Écrivez « {glued.group(1)}: {line[glued.end() :]} ».", clue.context_mark)
    if re.match(r"-\S", line):
        message = "il manque une espace après le tiret."
        return YamlFault(message, f"Écrivez « - {line[1:]} ».", clue.context_mark)
    message = f"la ligne « {line[:40]} » n'a pas de « : » après sa clé."
    return YamlFault(message, "Écrivez « clé: valeur », avec une espace après les deux-points.", clue.context_mark)


def _bracket(clue: _Clue) -> YamlFault:
    opened = clue.context_mark
    sign = clue.line(opened)[opened.colonne - 1 :][:1]
    other = {"[": "]", "{": "}"}.get(sign, "]")
    message = f"« {sign} » ouvert ici n'est pas refermé, ou il manque une virgule entre deux éléments."
    remede = f"Séparez les éléments par des virgules et terminez par « {other} » ; "
    return YamlFault(message, remede + "pour un texte qui commence ainsi, mettez-le entre guillemets.", opened)


def _escape(clue: _Clue) -> YamlFault:
    message = "entre guillemets doubles, « \\ » a un sens spécial pour YAML."
    return YamlFault(message, "Doublez-le (\\\\), ou prenez des guillemets simples : '…'.", clue.problem_mark)


def _block_header(clue: _Clue) -> YamlFault:
    message = "après « > » ou « | », le texte doit commencer à la ligne suivante, en retrait."
    return YamlFault(message, "Passez à la ligne, ou mettez le texte entre guillemets.", clue.problem_mark)


def _indentation(clue: _Clue) -> YamlFault:
    line = clue.line(clue.problem_mark)
    after_quote = re.search(r"""["'][^"']*["']\s*\S""", line[: clue.problem_mark.colonne + 1])
    if after_quote and clue.problem_mark.colonne > 1:
        message = "il y a du texte après le guillemet fermant."
        remede = "Mettez tout le texte entre guillemets doubles ; l'apostrophe ferme un guillemet simple."
        return YamlFault(message, remede, clue.problem_mark)
    if clue.line(clue.problem_mark)[clue.problem_mark.colonne - 1 :].startswith("- "):
        message = "une liste ne peut pas commencer sur la même ligne que sa clé."
        remede = "Passez à la ligne avant le tiret, ou mettez le texte entre guillemets."
        return YamlFault(message, remede, clue.problem_mark)
    message = "le retrait de cette ligne ne correspond à aucune des lignes du dessus."
    remede = "Alignez-la avec les clés du même niveau, avec des espaces."
    return YamlFault(message, remede, clue.problem_mark)


# In this order: a tab hides behind many other complaints.
_CASES: tuple[tuple[Callable[[_Clue], bool], Callable[[_Clue], YamlFault]], ...] = (
    (lambda clue: "quoted scalar" in clue.context and "end of stream" in clue.problem, _unclosed_quote),
    (lambda clue: "quoted scalar" in clue.context and "document indicator" in clue.problem, _unclosed_quote),
    (_problem("escape character", "escape"), _escape),
    (_has_tab, _tab),
    (_problem("cannot start any token"), _forbidden_start),
    (_problem("expected node content"), _forbidden_start),
    (_context("scanning an anchor", "scanning an alias"), _anchor_start),
    (_context("directive"), _forbidden_start),
    (_context("scanning a tag"), _anchor_start),
    (_context("block scalar"), _block_header),
    (_problem("mapping values are not allowed"), _colon_in_text),
    (_problem("could not find expected ':'"), _no_colon),
    (_context("flow sequence", "flow mapping", "flow node"), _bracket),
    (_problem("did not find expected key", "expected '-' indicator", "block sequence entries"), _indentation),
)
