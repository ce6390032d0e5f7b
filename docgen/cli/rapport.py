"""What a run says as it goes and in the end: findings while they come, counts of what came of each brief.

A run over all communes of France says no more than a person can read, and keeps no brief in memory.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import click

from docgen.cli.report import INDENT, JsonArray, print_findings, summary_of, wrapped
from docgen.findings import GAPS, Gravite
from docgen.francais import liste

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from docgen.findings import Finding
    from docgen.production import Production

STATUT_WIDTH = 9  # « conservé » and its siblings, in a column
MANY = 50  # briefs: beyond, a line for each hides what matters
SHOWN = 10  # findings of one code, in a run over many briefs
# What every brief of a workspace shares: said once.
SHARED = frozenset("COMS")
INVARIABLE = frozenset({"à jour"})
UNREMARKABLE = frozenset({"écrit", "à jour", "final"})
NAMED = 3  # files with gaps


@dataclass(frozen=True, slots=True)
class Affichage:
    """How much is printed, and in which form."""

    silencieux: bool = False
    format_: str = "texte"
    tout: bool = False  # what an earlier run has told too

    def shows(self, finding: Finding) -> bool:
        """Whether it is worth printing: quiet keeps errors alone."""
        return not self.silencieux or finding.gravite is Gravite.ERREUR

    def shown(self, findings: Iterable[Finding]) -> list[Finding]:
        """Those that are."""
        return [finding for finding in findings if self.shows(finding)]

    def say(self, text: str) -> None:
        """A line of good news, for people only."""
        if not self.silencieux and self.format_ == "texte":
            click.echo(text)


@dataclass(slots=True)
class Rapport:
    """Says what a run finds, and counts it. `err`: findings go to standard error, since documents are the product."""

    affichage: Affichage
    briefs: int
    err: bool = True
    exit_code: int = 0
    statuts: Counter[str] = field(default_factory=Counter)
    gravites: Counter[Gravite] = field(default_factory=Counter)
    codes: Counter[str] = field(default_factory=Counter)
    premiers: dict[str, Finding] = field(default_factory=dict)  # of each code
    manques: Counter[str] = field(default_factory=Counter)  # gaps, by file
    tus: int = 0  # told by an earlier run, and not again
    premiere_erreur: Finding | None = None  # what to mend before all else
    _partages: set[Finding] = field(default_factory=set)
    _json: JsonArray = field(default_factory=JsonArray)

    @property
    def nombreux(self) -> bool:
        """Whether the run is about more briefs than a list can show."""
        return self.briefs > MANY

    def production(self, production: Production) -> None:
        """What came of a brief."""
        remarkable = [d for d in production.documents if not self.nombreux or d.statut not in UNREMARKABLE]
        if remarkable:
            titre = " · ".join(part for part in (production.reference, production.client) if part)
            self.affichage.say(click.style(titre, bold=True))
        for written in remarkable:
            self.affichage.say(f"  {written.statut:<{STATUT_WIDTH}} {written.chemin}")
        self.statuts.update(written.statut for written in production.documents)
        for line in production.explication:
            bare = line.lstrip()
            indent = " " * (len(line) - len(bare))
            self.affichage.say(wrapped(bare, indent, under=f"{indent}    "))
        self.constats(production.findings, production.deja_dits)

    def constats(self, findings: Iterable[Finding], deja_dits: Collection[Finding] = ()) -> None:
        """Count findings, and print those that a person can still read and has not read; a program gets them all."""
        for finding in dict.fromkeys(findings):
            if finding.code[0] in SHARED:
                if finding in self._partages:
                    continue
                self._partages.add(finding)
            self._count(finding)
            if not self.affichage.shows(finding):
                continue
            if self.affichage.format_ == "json":
                self._json.add(finding)
            elif finding in deja_dits and not self.affichage.tout:
                self.tus += 1
            elif not self.nombreux or self.codes[finding.code] <= SHOWN:
                print_findings([finding], "texte", err=self.err)

    def _count(self, finding: Finding) -> None:
        self.exit_code = max(self.exit_code, finding.exit_code)
        self.gravites[finding.gravite] += 1
        first = self.premiere_erreur
        if finding.exit_code and finding.code not in GAPS and (first is None or _rank(finding) < _rank(first)):
            self.premiere_erreur = finding
        self.codes[finding.code] += 1
        self.premiers.setdefault(finding.code, finding)
        if finding.code in GAPS and not self.nombreux:
            self.manques[finding.fichier] += 1

    def conclude(self, made: str) -> int:
        """The last line, and the exit code: the gravest."""
        if self.affichage.format_ == "json":
            self._json.close()
            return self.exit_code
        if self.nombreux:
            for line in self._withheld():
                click.echo(line, err=self.err)
        self.affichage.say(f"{made} {summary_of(self.gravites)}.")
        if self.tus:
            told = "1 constat déjà dit" if self.tus == 1 else f"{self.tus} constats déjà dits"
            self.affichage.say(wrapped(f"→ Sans répéter {told} : --tout redit tout.", INDENT))
        if self.premiere_erreur:
            self.affichage.say(wrapped(f"→ À faire d’abord : {_place_of(self.premiere_erreur)}.", INDENT))
        elif self.manques:
            self.affichage.say(wrapped(f"→ {self._what_is_left()}", INDENT))
        return self.exit_code

    def _what_is_left(self) -> str:
        """Where to answer, and what gaps do meanwhile: the last line is the one that a newcomer reads."""
        total = self.manques.total()
        files = [f"{name} ({number})" if number < total else name for name, number in self.manques.most_common()]
        where = liste(files) if len(files) <= NAMED else f"{len(files)} fichiers"
        answers = "Une réponse manque" if total == 1 else f"{total} réponses manquent"
        final = any(self.premiers[code].gravite is Gravite.ERREUR for code in GAPS & self.premiers.keys())
        effect = (
            "un document final n’est écrit que quand il n’en manque plus"
            if final
            else f"un brouillon {'la' if total == 1 else 'les'} surligne « À COMPLÉTER »"
        )
        return f"{answers} dans {where} : {effect}."

    def _withheld(self) -> list[str]:
        """A line for each code that has more findings than were printed, errors first."""
        rank = list(Gravite)
        hidden = [one for one in self.premiers.values() if self.codes[one.code] > SHOWN and self.affichage.shows(one)]
        hidden.sort(key=lambda one: (rank.index(one.gravite), -self.codes[one.code], one.code))
        lines = [
            f"  {one.gravite.value} [{one.code}] : {self.codes[one.code]} fois ; la première, {one.fichier or one.lieu}"
            for one in hidden
        ]
        head = f"Trop de constats pour les montrer tous ({SHOWN} par code) ; --format json les donne tous :"
        return [head, *lines] if lines else []

    def documents(self) -> str:
        """« 3 documents ; »; over many briefs, how many of each fate."""
        total = sum(self.statuts.values()) - self.statuts["refusé"]
        if not self.nombreux:
            return f"{count(total, 'document')} ;"
        fates = ", ".join(
            f"{n} {statut if n == 1 or statut in INVARIABLE else statut + 's'}" for statut, n in self.statuts.items()
        )
        return f"{self.briefs} briefs : {count(total, 'document')}{f' ({fates})' if fates else ''} ;"


# A file that cannot be read, or holds another form than asked, hides all that hangs on it.
_UNREAD = re.compile("[BCOPS]00|[BCO]01")


def _rank(finding: Finding) -> int:
    """What to mend first: what keeps other things from being known."""
    return 0 if _UNREAD.match(finding.code) else 1


def _place_of(finding: Finding) -> str:
    """« organisme.yaml, ligne 12 [O001] »: the file to open, and where."""
    line = f", ligne {finding.mark.ligne}" if finding.mark else ""
    return f"{finding.fichier or finding.lieu}{line} [{finding.code}]".lstrip()


def count(number: int, one: str, many: str | None = None) -> str:
    """« 0 document », « 1 document », « 2 documents »."""
    return f"{number} {one if number < 2 else many or one + 's'}"  # noqa: PLR2004 - French: 0 and 1 are singular
