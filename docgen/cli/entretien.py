"""What a new brief needs, from the options where they say it, else from the person at the terminal."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

import click

from docgen.cli.questions import Proposition, among, ask
from docgen.cli.report import wrapped
from docgen.creation.brief import AttenduDit
from docgen.errors import UsageFaultError
from docgen.territory.model import Epci
from docgen.territory.presentation import described, meant, typed_for

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterable, Iterator

    from docgen.brief.redaction.cles import Declaration
    from docgen.brief.redaction.saisie import Valeur
    from docgen.catalogue.model import Catalogue, Module
    from docgen.creation.brief import Reponses
    from docgen.territory import Territoire
    from docgen.territory.model import Commune
    from docgen.workspace import Workspace

PROPOSED = 12  # names at a time


@dataclass(frozen=True, slots=True)
class Entretien:
    """The workspace's facts; `asking` when what the options leave out is asked."""

    workspace: Workspace
    territoire: Territoire
    catalogue: Catalogue
    asking: bool
    complet: bool = False  # all questions, not only those of a first proposal

    @classmethod
    def open(cls, workspace: Workspace, *, asking: bool, complet: bool = False) -> Entretien:
        """Read what the answers are held against."""
        from docgen.catalogue import load_catalogue
        from docgen.territory import Territoire

        return cls(workspace, Territoire.open(), load_catalogue(workspace.catalogue)[0], asking, complet)

    def client(self, commune: str | None, epci: str | None) -> Commune | Epci | None:
        """Who asks for the training; whoever was taken is said by name."""
        found: Commune | Epci | None
        if epci is not None:
            found = self._epci_of(epci)
        elif commune is not None:
            found = self._one_of(commune)
        else:
            found = ask("Commune (ou intercommunalité) ?", self._one_of_or_none, self.communes)
        if found is not None:
            click.echo(wrapped(described(found), "  "))
        return found

    def questions(self, reponses: Reponses, modules: str | None, attendus: tuple[str, ...]) -> Iterator[Reponses]:
        """The answers after each question, so that an interruption loses none; Entrée is « je ne sais pas »."""
        reponses = replace(reponses, modules=self.modules(modules))
        yield reponses
        for attendu in self.attendus(attendus, reponses.modules):
            reponses = replace(reponses, attendus=(*reponses.attendus, attendu))
            yield reponses
        for cle in self._to_ask(reponses) if self.asking else ():
            if valeur := ask(cle.dit["question"], partial(_valeur, cle), _proposer(cle)):
                reponses = replace(reponses, autres=(*reponses.autres, (cle.chemin, valeur)))
                yield reponses

    def _to_ask(self, reponses: Reponses) -> Iterator[Declaration]:
        """The questions that the schema declares: those of a first proposal, or all of them."""
        from docgen.brief.redaction.cles import Cles
        from docgen.workspace import schema

        other = {"commune", "epci"} - {reponses.nature}
        for cle in Cles.of(schema("brief")).declarations():
            dit = cle.dit
            if (
                "question" in dit
                and (self.complet or dit.get("premiere"))
                and cle.chemin.partition(".")[0] not in other
            ):
                yield cle

    def modules(self, codes: str | None) -> tuple[Module, ...]:
        """The modules, in the order given."""
        if codes is not None:
            return self._modules_of(codes)
        for module in self.catalogue.modules.values():
            click.echo(wrapped(f"{module.code}  {module.titre} ({module.format.en_mots})", "  ", under="      "))
        return ask("Modules (codes ou titres, séparés par des virgules) ?", self._modules_or_none, self.codes)

    def attendus(self, textes: tuple[str, ...], modules: tuple[Module, ...]) -> Iterable[AttenduDit]:
        """What the client expects, with the themes that its words point to."""
        from docgen.catalogue.mots import answered_by, themes_of
        from docgen.catalogue.themes import THEMES

        known = answered_by(modules) or tuple(THEMES)
        if textes or not self.asking:
            said = [texte for texte in map(_on_one_line, textes) if texte]
            return tuple(AttenduDit(texte, tuple(themes_of(texte, known))) for texte in said)
        return self._asked_attendus(known)

    def reference(self, typed: str | None, client: Commune | Epci | None, today: dt.date) -> str:
        """The brief's reference: the one given, else the next free one."""
        from docgen.brief.reference import propose, taken

        if typed is not None:
            return _usable(typed)
        return propose(client.nom.nom if client else "", today.year, taken(self.workspace))

    def _asked_attendus(self, known: tuple[str, ...]) -> Iterator[AttenduDit]:
        from docgen.catalogue.mots import themes_of

        click.echo(wrapped("Ce que le client attend, dans ses mots ; Entrée seule quand il n’y en a plus."))
        rank = 1
        while texte := ask(f"Attendu {rank} ?", _on_one_line):
            themes = tuple(themes_of(texte, known))
            if themes:  # what its words point to needs no question: the file says it, and may be changed there
                click.echo(wrapped(f"Thèmes reconnus : {', '.join(themes)}.", "  "))
            else:
                said = f"Aucun thème reconnu. Ceux de ces modules : {', '.join(known)}. Entrée seule : plus tard."
                click.echo(wrapped(said, "  "))
                themes = ask("  Thèmes ?", _Themes(known).read, _Themes(known).propose)
            yield AttenduDit(texte, themes)
            rank += 1

    def _one_of_or_none(self, texte: str) -> Commune | Epci | None:
        return self._one_of(texte) if texte else None

    def _one_of(self, texte: str) -> Commune | Epci:
        """The client of that name; homonyms are told apart by a question, or by hand."""
        found = meant(self.territoire, texte)
        if len(found) == 1:
            return found[0]
        if not found:
            raise UsageFaultError(_nobody(texte, self.territoire))
        if self.asking:
            return among("Lequel ?", [(self._told_apart(one, texte), one) for one in found])
        said = " ; ".join(f"{described(one)} : {typed_for(one, self.territoire)}" for one in found)
        raise UsageFaultError(f"plusieurs communes répondent à « {texte} ». Précisez : {said}.")

    def _told_apart(self, one: Commune | Epci, texte: str) -> str:
        """Who that is, and what was typed where it is the name of another time."""
        ancien = None if isinstance(one, Epci) else self.territoire.ancien_nom(one, texte)
        return f"{described(one)} (pour {ancien}, ancienne commune ou commune déléguée)" if ancien else described(one)

    def _epci_of(self, siren: str) -> Epci:
        if found := self.territoire.epci(siren.replace(" ", "")):
            return found
        if len(named := self.territoire.epci_du_nom(siren)) == 1:
            return named[0]
        near = ", ".join(f"{one.siren} ({one.nom})" for one in self.territoire.epci_nommes(siren, 3))
        hint = f" Vouliez-vous dire : {near} ?" if near else " Cherchez-le avec « docgen commune NOM »."
        raise UsageFaultError(f"aucune intercommunalité n’a le SIREN ou le nom « {siren} ».{hint}")

    def communes(self, typed: str) -> Iterator[Proposition]:
        """The communes whose name begins so."""
        for commune in self.territoire.communes_commencant(typed, PROPOSED) if typed else ():
            yield Proposition(self.territoire.designation(commune), described(commune))

    def _modules_or_none(self, codes: str) -> tuple[Module, ...]:
        return self._modules_of(codes) if codes else ()

    def _modules_of(self, codes: str) -> tuple[Module, ...]:
        from docgen.catalogue.mots import modules_in
        from docgen.cli.catalogue import module_named

        named = dict.fromkeys(modules_in(codes, self.catalogue))
        if not named:
            raise UsageFaultError(f"nommez un module au moins. Les codes sont {', '.join(self.catalogue.modules)}.")
        return tuple(module_named(self.catalogue, code) for code in named)

    def codes(self, typed: str) -> Iterator[Proposition]:
        """The codes of modules that begin so."""
        for module in self.catalogue.modules.values():
            if module.code.startswith(typed):
                yield Proposition(module.code, module.titre)


@dataclass(frozen=True, slots=True)
class _Themes:
    """The themes that the chosen modules answer."""

    known: tuple[str, ...]

    def read(self, answer: str) -> tuple[str, ...]:
        """Those named; none, for later."""
        from docgen.nearest import nearest

        named = tuple(dict.fromkeys(re.findall(r"[^\s,;]+", answer)))
        unknown = next((name for name in named if name not in self.known), None)
        if unknown is None:
            return named
        near = nearest(unknown, self.known)
        hint = f"Vouliez-vous dire « {near} » ?" if near else f"Choisissez parmi {', '.join(self.known)}."
        raise UsageFaultError(f"« {unknown} » n’est pas un thème de ces modules. {hint}")

    def propose(self, typed: str) -> Iterator[Proposition]:
        """Those that begin so, with what they mean."""
        from docgen.catalogue.themes import THEMES

        for theme in self.known:
            if theme.startswith(typed):
                yield Proposition(theme, THEMES[theme])


def _valeur(cle: Declaration, answer: str) -> Valeur:
    """The value of a key as it was answered; empty for « je ne sais pas »."""
    from docgen.brief.redaction.saisie import valeur_saisie

    said = _on_one_line(answer)
    try:
        return valeur_saisie(cle, said) if said else ""
    except ValueError as error:
        raise UsageFaultError(f"« {said} » {error}. Entrée seule : je ne sais pas.") from None


def _proposer(cle: Declaration) -> Callable[[str], Iterator[Proposition]] | None:
    """The answers of a closed list, which are shown before they are asked for."""
    if not cle.choix or cle.nom == "avancement":
        return None
    for rank, label in enumerate(cle.choix.values(), start=1):
        click.echo(wrapped(f"{rank}. {label}", "  "))

    def propose(typed: str) -> Iterator[Proposition]:
        for value, label in cle.choix.items():
            if value.startswith(typed):
                yield Proposition(value, label)

    return propose


def _on_one_line(texte: str) -> str:
    from docgen.source.decoding import UNPRINTABLE

    return " ".join(UNPRINTABLE.sub(" ", texte).split())  # the brief would be written, and could not be read


def _usable(reference: str) -> str:
    from docgen.brief.reference import is_usable

    if is_usable(reference):
        return reference
    raise UsageFaultError(
        f"« {reference} » ne peut pas être une référence : lettres sans accent, chiffres, point et tirets, "
        "comme « JLT-2026-01 »."
    )


def _nobody(texte: str, territoire: Territoire) -> str:
    near = [f"{one.nom} ({one.departement.code})" for one in territoire.proches(texte)] if texte else []
    near += [f"{one.nom} ({one.siren})" for one in territoire.epci_nommes(texte, 2)] if texte and not near else []
    hint = f" Vouliez-vous dire : {', '.join(near)} ?" if near else " Donnez son nom ou son code INSEE."
    return f"aucune commune ne s’appelle « {texte} ».{hint}"
