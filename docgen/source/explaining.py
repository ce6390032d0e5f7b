"""YAML's complaints in words for somebody who does not know YAML: the likely slip, its place, the remedy.

libyaml and PyYAML word the same complaint differently; a case reads the words that they share.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from docgen.findings import Mark
from docgen.source.notes import QUOTE

if TYPE_CHECKING:
    from collections.abc import Callable

LINES_ABOVE = 200  # looked at for the quote that was left open
LONGEST_LINE = 1000  # characters looked at: a hostile line must not keep an expression busy

GLUED_KEY = re.compile(r"(?:- +)*[A-Za-z_][\w-]*:(?=[^ \t\r\n])")  # « version:1 », which YAML takes for a text
_KEY = re.compile(r"\s*(?:- +)*[^\s:#\"'-][^:#\"']*?\s*:\s+")  # « titre : », and what a person took for its value
_BARE_KEY = re.compile(r"\s*(?:- +)*[A-Za-z_][A-Za-z0-9_-]*\s*$")  # one word: what stands before the « : » of a key
_TAB_INDENT = re.compile(r"[ ]*(?:- *)?\t")
_TEXT_AFTER_QUOTE = re.compile(r"""(?:"(?:[^"\\]|\\.)*"|'(?:[^']|'')*')\s*[^\s,\]}#:]""")


@dataclass(frozen=True, slots=True)
class YamlFault:
    """What is wrong with the YAML of a file, where, and what to do."""

    mark: Mark
    message: str
    remede: str


@dataclass(frozen=True, slots=True)
class _Clue:
    """The parser's two sentences and two places; lines and columns count from 1."""

    problem: str
    context: str
    at: Mark  # where the parser stopped
    opened: Mark  # where what it was reading had begun
    lines: list[str]

    def line(self, ligne: int) -> str:
        return self.lines[ligne - 1][:LONGEST_LINE] if 0 < ligne <= len(self.lines) else ""

    def before(self) -> str:
        return self.line(self.at.ligne)[: self.at.colonne - 1]

    def rest(self, mark: Mark) -> str:
        return self.line(mark.ligne)[mark.colonne - 1 :]

    def line_above(self) -> int:
        """The number of the nearest line above that says something; 0 when there is none."""
        numbers = range(self.at.ligne - 1, 0, -1)
        return next((n for n in numbers if self.line(n).strip() and not self.line(n).lstrip().startswith("#")), 0)


def explain(error: Any, lines: list[str]) -> YamlFault:
    """The slip behind a `yaml.MarkedYAMLError` in a text of these lines."""
    at = _mark(error.problem_mark) or _mark(error.context_mark) or Mark(1, 1)
    clue = _Clue(error.problem or "", error.context or "", at, _mark(error.context_mark) or at, lines)
    for case in _CASES:
        fault = case(clue)
        if fault:
            return fault
    message = "docgen ne comprend pas le fichier à partir d’ici."
    return YamlFault(
        at, message, "Vérifiez les retraits, les guillemets et les « : » de cette ligne et de celle d’avant."
    )


def _mark(mark: Any) -> Mark | None:
    return None if mark is None else Mark(mark.line + 1, mark.column + 1)


def _tab(clue: _Clue) -> YamlFault | None:
    if "character" not in clue.problem and "tab" not in clue.problem:
        return None
    for ligne in (clue.at.ligne, clue.at.ligne - 1):
        found = _TAB_INDENT.match(clue.line(ligne))
        if found:
            return YamlFault(Mark(ligne, found.end()), *_TAB_SAID)
    return YamlFault(clue.at, *_TAB_SAID) if clue.rest(clue.at).startswith("\t") else None


_TAB_SAID = ("il y a une tabulation ; YAML n’accepte que des espaces.", "Remplacez-la par des espaces.")


def _unclosed_quote(clue: _Clue) -> YamlFault | None:
    if "quoted scalar" not in clue.context or "escape" in clue.problem or "hex" in clue.problem:
        return None
    sign = clue.rest(clue.opened)[:1]
    return YamlFault(
        clue.opened,
        f"le guillemet ({sign}) ouvert ligne {clue.opened.ligne} n’est jamais refermé.",
        "Refermez-le à la fin du texte.",
    )


def _escape(clue: _Clue) -> YamlFault | None:
    if "quoted scalar" not in clue.context:
        return None
    message = "entre guillemets doubles, la barre « \\ » annonce un caractère spécial."
    return YamlFault(clue.at, message, "Écrivez-la deux fois, ou prenez des guillemets simples : '…'.")


def _text_after_quote(clue: _Clue) -> YamlFault | None:
    """A quote inside a text ('l'eau'), or one that was closed by the opening quote of a later line."""
    if "block" not in clue.context and "mapping values" not in clue.problem:
        return None
    found = _TEXT_AFTER_QUOTE.search(clue.line(clue.at.ligne))
    if found and found.end() <= clue.at.colonne:
        message = "du texte suit le guillemet fermant."
        return YamlFault(Mark(clue.at.ligne, found.end()), message, _QUOTE_INSIDE)
    opening = _opening_quote_above(clue)
    if opening and re.match(r"""[^"']*["']\s*[^\s,\]}#:]""", clue.line(clue.at.ligne)):
        message = f"le guillemet ouvert ligne {opening.ligne} n’est pas refermé au bout de son texte."
        return YamlFault(opening, message, "Refermez-le à la fin du texte.")
    return None


_QUOTE_INSIDE = (
    'Mettez tout le texte entre guillemets doubles "…" s’il contient une apostrophe, '
    "et remplacez les guillemets doubles du texte par « »."
)


def _opening_quote_above(clue: _Clue) -> Mark | None:
    """The quote of a line above, not too far, that opens a text without closing it."""
    for ligne in range(clue.at.ligne - 1, max(0, clue.at.ligne - LINES_ABOVE), -1):
        found = re.match(r"""[^"'#]*[:\-\[,{]\s+(["'])""", clue.line(ligne))
        if found:
            closed = clue.line(ligne).count(found.group(1)) > 1
            return None if closed else Mark(ligne, found.end())
    return None


def _forbidden_start(clue: _Clue) -> YamlFault | None:
    """`*`, `&`, `!`, `%`, `@`, a backquote… which YAML keeps for itself at the start of a text."""
    words = ("cannot start any token", "node content", "mapping keys are not allowed")
    contexts = ("an anchor", "an alias", "a tag", "a directive")
    if any(word in clue.problem for word in words):
        mark = clue.at
    elif any(word in clue.context for word in contexts):
        mark = clue.opened
    else:
        return None
    if not clue.rest(mark).strip():
        return None
    message = f"sans guillemets, un texte ne peut pas commencer par « {clue.rest(mark)[:1]} »."
    return YamlFault(mark, message, QUOTE)


def _block_scalar(clue: _Clue) -> YamlFault | None:
    if "block scalar" not in clue.context:
        return None
    sign = clue.rest(clue.opened)[:1]
    message = f"après « {sign} », le texte doit commencer à la ligne suivante, en retrait."
    return YamlFault(clue.opened, message, "Passez à la ligne, ou mettez tout le texte entre guillemets droits.")


def _glued(clue: _Clue) -> YamlFault | None:
    """« version:1 » or « -texte » on the line where the parser stopped, or on the one above."""
    if "mapping values" not in clue.problem and "could not find expected ':'" not in clue.problem:
        return None
    for ligne in (clue.opened.ligne, clue.line_above()):
        line = clue.line(ligne)
        indent = len(line) - len(line.lstrip())
        key, dash = GLUED_KEY.match(line, indent), re.match(r"-[^\s-]", line.lstrip())
        if key:
            message = f"il manque une espace (ordinaire) après « {key.group()} »."
            return YamlFault(Mark(ligne, key.end()), message, f"Écrivez « {key.group()} {line[key.end() :].strip()} ».")
        if dash:
            message = "il manque une espace après le tiret."
            return YamlFault(Mark(ligne, indent + 1), message, f"Écrivez « - {line.strip()[1:]} ».")
    return None


def _no_colon(clue: _Clue) -> YamlFault | None:
    if "could not find expected ':'" not in clue.problem:
        return None
    message = f"la ligne {clue.opened.ligne} n’a pas de clé suivie de « : »."
    remede = "Écrivez « clé: valeur » ; pour la suite d’un texte, alignez-la sous lui, plus à droite que sa clé."
    return YamlFault(clue.opened, message, remede)


def _colon(clue: _Clue) -> YamlFault | None:
    """A « : » too many: inside a text, or after a key that is out of line."""
    if "mapping values" not in clue.problem:
        return None
    before = clue.before()
    if _BARE_KEY.match(before) and not _KEY.match(before):
        message = "cette ligne est plus à droite que la précédente, qui a déjà une valeur."
        return YamlFault(Mark(clue.at.ligne, len(before) - len(before.lstrip()) + 1), message, _ALIGN)
    message = "ce texte contient « : », que YAML prend pour la fin d’une clé."
    return YamlFault(clue.at, message, QUOTE)


_ALIGN = "Alignez-la avec les clés du même niveau (avec des espaces)."


def _dash(clue: _Clue) -> YamlFault | None:
    if "sequence entries are not allowed" not in clue.problem:
        return None
    message = "une liste ne peut pas commencer sur la ligne de sa clé."
    remede = "Passez à la ligne avant le tiret ; si c’est un texte, mettez-le entre guillemets droits."
    return YamlFault(clue.at, message, remede)


def _bracket(clue: _Clue) -> YamlFault | None:
    """A flow list or mapping left open, or a text that starts like one: « {client.nom} est… »."""
    closing = clue.before().rstrip()[-1:]
    if "block" in clue.context and closing in {"}", "]"}:
        opening = {"}": "{", "]": "["}[closing]
        message = f"du texte suit « {closing} » : sans guillemets, un texte ne peut pas commencer par « {opening} »."
        return YamlFault(clue.at, message, QUOTE)
    if "flow" not in clue.context:
        return None
    sign = clue.rest(clue.opened)[:1]
    if sign not in {"[", "{"}:
        message = "un crochet ou une accolade ouvert plus haut n’est pas refermé."
        return YamlFault(clue.at, message, "Terminez la liste par « ] », le groupe par « } ».")
    closing = {"[": "]", "{": "}"}[sign]
    message = f"« {sign} », ouvert ligne {clue.opened.ligne}, n’est pas refermé, ou il manque une virgule."
    remede = f"Séparez les éléments par des virgules et terminez par « {closing} » ; un texte se met entre guillemets."
    return YamlFault(clue.opened, message, remede)


def _indentation(clue: _Clue) -> YamlFault | None:
    if "block" not in clue.context:
        return None
    rest = clue.rest(clue.at)
    if rest.startswith(":"):
        message = "il n’y a pas de clé avant « : »."
        return YamlFault(clue.at, message, "Écrivez la clé, ou mettez tout le texte entre guillemets droits.")
    if rest.startswith("-") and "mapping" in clue.context:
        message = "une ligne qui commence par un tiret se trouve parmi des clés."
        return YamlFault(clue.at, message, "Décalez-la sous la clé de sa liste, ou effacez le tiret.")
    message = "le début de cette ligne n’est aligné avec aucune des lignes du dessus."
    return YamlFault(clue.at, message, _ALIGN)


def _directive_in_text(clue: _Clue) -> YamlFault | None:
    if "document start" not in clue.problem:
        return None
    message = "le fichier ne se lit plus à partir d’ici."
    return YamlFault(clue.at, message, "Effacez ce qui précède « --- » ou suit « ... ».")


# In this order: what is told by signs of its own comes before what YAML says of many slips.
_CASES: tuple[Callable[[_Clue], YamlFault | None], ...] = (
    _tab,
    _unclosed_quote,
    _escape,
    _text_after_quote,
    _forbidden_start,
    _block_scalar,
    _glued,
    _no_colon,
    _colon,
    _dash,
    _bracket,
    _indentation,
    _directive_in_text,
)
