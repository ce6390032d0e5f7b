"""What was left in a document that goes out: tags, gaps, tracked changes, comments, loose spaces, a draft's mark."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from docgen.coherence.dires import and_more, elsewhere, folded
from docgen.findings import Finding, Gravite
from docgen.word.traces import Reste, traces_in

if TYPE_CHECKING:
    from docgen.word.contents import Contents
    from docgen.word.traces import Trace

_WORD = re.compile(r"\w{3,}")
_SPACE = "Remplacez-la par une espace insécable (Ctrl+Maj+Espace), sinon le signe peut passer à la ligne."

# Code, what is said of the text left, and the remedy.
_SAID = {
    Reste.BALISE: ("D030", "une balise n’a pas été remplie : « {} ».", "Écrivez ce qui doit s’y lire."),
    Reste.LACUNE: ("D031", "il est resté « {} ».", "Complétez le brief ou organisme.yaml, puis refaites le document."),
    Reste.FUSION: ("D032", "il est resté un champ de fusion : « {} ».", "Remplacez-le par ce qui doit s’y lire."),
    Reste.CROCHETS: ("D032", "il est resté un texte à remplacer : « {} ».", "Remplacez-le, ou retirez les crochets."),
    Reste.INVITE: ("D032", "un champ à remplir est resté vide : « {} ».", "Remplissez-le, ou supprimez-le."),
    Reste.SUIVI: (
        "D033",
        "le suivi des modifications n’est pas soldé{}.",
        "Dans Word, « Révision », « Accepter toutes les modifications », puis arrêtez le suivi.",
    ),
    Reste.COMMENTAIRE: ("D034", "il est resté des commentaires{}.", "Dans Word, « Révision », supprimez-les tous."),
    Reste.ESPACE: ("D040", "une espace ordinaire touche un signe double ou un guillemet : « {} ».", _SPACE),
}
_COUNTED = {Reste.SUIVI, Reste.COMMENTAIRE}


def leftovers(trouve: Contents, attendu: Contents, fichier: str, titre: str, *, final: bool) -> list[Finding]:
    """All that was left; what the expected document holds too is the template's own, but for tags and gaps."""
    usual = {(trace.reste, trace.texte) for trace in traces_in(attendu)}
    kept = {Reste.BALISE, Reste.LACUNE}
    found: dict[tuple[Reste, str], list[Trace]] = defaultdict(list)
    for trace in traces_in(trouve):
        if trace.reste in kept or (trace.reste, trace.texte) not in usual:
            found[trace.reste, trace.texte].append(trace)
    many = folded(list(found.values()), lambda traces: _SAID[traces[0].reste][0])
    findings = (_finding(traces, more, trouve, final=final) for traces, more in many)
    return [replace(each, fichier=fichier, lieu=f"{titre}, {each.lieu}") for each in findings]


def _finding(traces: list[Trace], more: int, contents: Contents, *, final: bool) -> Finding:
    trace = traces[0]
    code, said, remede = _SAID[trace.reste]
    grave = trace.reste is Reste.BALISE or (trace.reste is Reste.LACUNE and final)
    shown = _counted(trace) if trace.reste in _COUNTED else trace.texte
    gravite = Gravite.ERREUR if grave else Gravite.AVERTISSEMENT
    message = and_more(elsewhere(said.format(shown), len(traces)), more)
    return Finding(code, message, remede, gravite, lieu=contents.where(trace.part, trace.element))


def _counted(trace: Trace) -> str:
    times = f"{trace.fois} modifications" if trace.reste is Reste.SUIVI else f"{trace.fois} commentaires"
    return f" ({times}, la première ici)" if trace.fois > 1 else ""


def draft_mark(trouve: Contents, brouillon: Contents, final: Contents, fichier: str, titre: str) -> list[Finding]:
    """The first word that only a draft bears, where a final document still has it."""
    marks = _words(brouillon) - _words(final)
    for line in trouve.lines:
        if said := sorted(marks & set(_WORD.findall(line.text))):
            message = f"« {said[0]} » est écrit dans un document que docgen a fait comme définitif."
            remede = "Refaites-le avec --final, ou retirez la mention."
            lieu = f"{titre}, {trouve.where(line.part, line.element)}"
            return [Finding("D035", message, remede, Gravite.ERREUR, fichier, lieu=lieu)]
    return []


def _words(contents: Contents) -> set[str]:
    return {word for line in contents.lines for word in _WORD.findall(line.text)}
