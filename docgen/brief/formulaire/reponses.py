"""The answers of a form that came back: its fields by name, and all that stands where no answer is awaited.

B120 no form of docgen     B127 text outside of the fields (warning)    B129 fields read by their order (notice)
B128 field gone or doubled (warning)                                    B130 picture in a field (warning)
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from docgen.brief.formulaire.champs import (
    ATTENDUS,
    DECLAREES,
    JOURS,
    SIMPLES,
    Champ,
    champ_module,
    champs_attendu,
    champs_jour,
)
from docgen.errors import FaultsFoundError
from docgen.findings import Finding, Gravite
from docgen.source.decoding import UNPRINTABLE
from docgen.source.writing import Note
from docgen.validation.wording import quoted
from docgen.word.controls import Kind, strays

if TYPE_CHECKING:
    from collections.abc import Iterable

    from docgen.word.controls import Control, Form

_ROW = re.compile(r"(attendu|jour)-([0-9]{1,9})-(\w+)")
_MODULE = re.compile(r"module-(.+)")
SHOWN = 20  # passages outside of the fields that are told one by one
_ROWS = {"attendu": ATTENDUS, "jour": JOURS}


@dataclass(slots=True)
class Reponses:
    """What was answered, by the field's tag, each line on its own; `findings` gathers what is wrong with it.

    `autres` are notes of what no field of docgen holds.
    """

    fichier: str
    textes: dict[str, str] = field(default_factory=dict)
    cases: list[str] = field(default_factory=list)
    autres: list[Note] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)

    def texte(self, champ: Champ) -> str:
        """The answer on one line; empty when there is none."""
        return " ".join(self.textes.get(champ.repere, "").split())

    def lignes(self, champ: Champ) -> str:
        """The answer with its line ends."""
        return self.textes.get(champ.repere, "")

    def coches(self, champs: Iterable[Champ]) -> list[Champ]:
        """Which of these boxes are ticked."""
        return [champ for champ in champs if champ.repere in self.cases]

    def rangs(self, nom: str) -> list[int]:
        """The ranks of the rows of that name that hold something, those that somebody copied included."""
        rows = [row for tag in (*self.textes, *self.cases) if (row := _ROW.fullmatch(tag))]
        return sorted({int(row[2]) for row in rows if row[1] == nom})

    def modules(self) -> list[str]:
        """The codes of the modules that are ticked, in the order of the form."""
        return [found[1] for tag in self.cases if (found := _MODULE.fullmatch(tag))]

    def tell(self, lieu: str, code: str, message: str, remede: str, gravite: Gravite = Gravite.ERREUR) -> None:
        """Add a finding about a place of the form."""
        self.findings.append(Finding(code, message, remede, gravite, self.fichier, None, lieu))

    def illisible(self, champ: Champ, pourquoi: str, remede: str) -> Note:
        """Tell that an answer cannot be read; the note keeps it for the brief."""
        typed = self.texte(champ)
        self.tell(champ.lieu, "B122", f"{quoted(typed)} {pourquoi}.", remede)
        return Note(f"À REPRENDRE : {champ.libelle.lower()} : {typed}")


def read_answers(form: Form, blank: Form, fichier: str) -> Reponses:
    """The answers of a form. `blank` is the form as docgen makes it. Raises FaultsFoundError (B120)."""
    answers = Reponses(fichier)
    controls = _named(form, blank, answers)
    for control in _apart(controls):
        _take(control, answers)
    _tell_what_is_gone(controls, blank, answers)
    _tell_what_stands_outside(form, blank, answers)
    return answers


def _named(form: Form, blank: Form, answers: Reponses) -> tuple[Control, ...]:
    """The fields with their tags. LibreOffice before 7.5 drops them: the order then says which is which."""
    if any(_champ(control.tag) for control in form.controls):
        return form.controls
    if len(form.controls) == len(blank.controls) > 0:
        message = "les champs ont perdu leur nom (un ancien LibreOffice ?) : ils sont lus dans leur ordre."
        answers.tell("", "B129", message, "Relisez le brief en entier.", Gravite.AVIS)
        pairs = zip(form.controls, blank.controls, strict=True)
        return tuple(replace(one, tag=known.tag, alias=known.alias) for one, known in pairs)
    message = "ce document n’est pas un formulaire de docgen : aucun de ses champs n’est reconnu."
    remede = "Donnez le fichier Word rempli, fait par « docgen brief formulaire » ; une photo ou un scan ne se lit pas."
    raise FaultsFoundError([Finding("B120", message, remede, fichier=answers.fichier)])


def _apart(controls: Iterable[Control]) -> list[Control]:
    """The fields, those of a copied row under a rank of its own."""
    seen: dict[str, int] = {}
    copies: dict[tuple[str, int, int], int] = {}
    found: list[Control] = []
    for control in controls:
        seen[control.tag] = seen.get(control.tag, 0) + 1
        row = _ROW.fullmatch(control.tag)
        if row and seen[control.tag] > 1:
            name = row[1]
            above = _ROWS[name] + sum(key[0] == name for key in copies) + 1
            rank = copies.setdefault((name, int(row[2]), seen[control.tag]), above)
            found.append(replace(control, tag=f"{name}-{rank}-{row[3]}"))
        else:
            found.append(control)
    return found


def _take(control: Control, answers: Reponses) -> None:
    champ = _champ(control.tag)
    text = UNPRINTABLE.sub(" ", control.text).strip()
    if control.picture:
        message = "ce champ contient une image, que le brief ne peut pas garder."
        lieu = champ.lieu if champ else control.alias
        answers.tell(lieu, "B130", message, "Écrivez ce qu’elle dit, ou gardez le formulaire.", Gravite.AVERTISSEMENT)
    if champ is None:
        if text or control.checked:
            answers.autres.append(Note(f"{control.alias or 'Champ ajouté'} : {text or 'coché'}"))
    elif control.kind is Kind.CASE:
        answers.cases += [control.tag] if control.checked else []
    elif text and text != champ.invite:
        _put(control.tag, text, champ, answers)


def _put(tag: str, text: str, champ: Champ, answers: Reponses) -> None:
    known = answers.textes.setdefault(tag, text)
    if known != text:
        message = f"ce champ est deux fois dans le formulaire : « {known} » est gardé, et non {quoted(text)}."
        answers.tell(champ.lieu, "B128", message, "Gardez un seul des deux.", Gravite.AVERTISSEMENT)
        answers.autres.append(Note(f"{champ.libelle} (deuxième réponse) : {text}"))


def _champ(tag: str) -> Champ | None:
    """The field of that tag; None for one that docgen does not know."""
    if row := _ROW.fullmatch(tag):
        champs = champs_attendu(int(row[2])) if row[1] == "attendu" else champs_jour(int(row[2]))
        return champs.get(row[3])
    if found := _MODULE.fullmatch(tag):
        return champ_module(found[1])
    return SIMPLES.get(tag)


def _tell_what_is_gone(controls: Iterable[Control], blank: Form, answers: Reponses) -> None:
    there = {control.tag for control in controls}
    later = {champ.repere for champs in DECLAREES.values() for champ in champs}
    if not there & later:
        there |= later  # a form made before docgen asked for them
    gone = [champ.lieu for control in blank.controls if control.tag not in there and (champ := _champ(control.tag))]
    if gone:
        message = f"le formulaire n’a plus ces champs : {', '.join(dict.fromkeys(gone))}."
        remede = "S’ils ont été remplis à côté du champ, reportez leur réponse dans le brief."
        answers.tell("", "B128", message, remede, Gravite.AVERTISSEMENT)


def _tell_what_stands_outside(form: Form, blank: Form, answers: Reponses) -> None:
    remede = "Gardé en commentaire à la fin du brief : reportez-le sous la bonne clé."
    found = [UNPRINTABLE.sub(" ", text) for text in strays(form, blank)]
    for text in found[:SHOWN]:
        answers.tell("", "B127", f"{quoted(text)} est écrit hors des champs.", remede, Gravite.AVERTISSEMENT)
    if len(found) > SHOWN:
        message = f"{len(found) - SHOWN} autres passages sont écrits hors des champs."
        answers.tell("", "B127", message, remede, Gravite.AVERTISSEMENT)
    answers.autres += [Note(f"Hors des champs : {text}") for text in found]
