"""What a new brief needs, from the options where they say it, else from the person at the terminal."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import click

from docgen.cli.questions import Proposition, among, ask
from docgen.cli.report import wrapped
from docgen.creation.brief import AttenduDit
from docgen.errors import UsageFaultError
from docgen.territory.presentation import described, meant

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from docgen.catalogue.model import Catalogue, Module
    from docgen.territory import Territoire
    from docgen.territory.model import Commune, Epci
    from docgen.workspace import Workspace

PROPOSED = 12  # names at a time


@dataclass(frozen=True, slots=True)
class Entretien:
    """The workspace's facts; `asking` when what the options leave out is asked."""

    workspace: Workspace
    territoire: Territoire
    catalogue: Catalogue
    asking: bool

    @classmethod
    def open(cls, workspace: Workspace, *, asking: bool) -> Entretien:
        """Read what the answers are held against."""
        from docgen.catalogue import load_catalogue
        from docgen.territory import Territoire

        return cls(workspace, Territoire.open(), load_catalogue(workspace.catalogue)[0], asking)

    def client(self, commune: str | None, epci: str | None) -> Commune | Epci:
        """Who asks for the training."""
        if epci is not None:
            return self._epci_of(epci)
        if commune is not None:
            return self._one_of(commune)
        return ask("Commune (ou SIREN d’une intercommunalité) ?", self._one_of, self.communes)

    def modules(self, codes: str | None) -> tuple[Module, ...]:
        """The modules, in the order given."""
        if codes is not None:
            return self._modules_of(codes)
        for module in self.catalogue.modules.values():
            click.echo(wrapped(f"{module.code}  {module.titre} ({module.format.en_mots})", "  ", under="      "))
        return ask("Modules (codes séparés par des virgules) ?", self._modules_of, self.codes)

    def attendus(self, textes: tuple[str, ...], modules: tuple[Module, ...]) -> tuple[AttenduDit, ...]:
        """What the client expects, with the themes that its words point to."""
        from docgen.catalogue.mots import answered_by, themes_of

        known = answered_by(modules)
        if textes or not self.asking:
            said = [texte for texte in map(_on_one_line, textes) if texte]
            return tuple(AttenduDit(texte, tuple(themes_of(texte, known))) for texte in said)
        return tuple(self._asked_attendus(known))

    def reference(self, typed: str | None, client: Commune | Epci, today: dt.date) -> str:
        """The brief's reference: the one given, else the next free one."""
        from docgen.brief.reference import propose, taken

        proposed = propose(client.nom.nom, today.year, taken(self.workspace))
        if typed is not None:
            return _usable(typed)
        return ask("Référence ?", _usable, defaut=proposed) if self.asking else proposed

    def _asked_attendus(self, known: tuple[str, ...]) -> Iterator[AttenduDit]:
        from docgen.catalogue.mots import themes_of

        click.echo(wrapped("Ce que le client attend, dans ses mots ; Entrée seule quand il n’y en a plus."))
        rank = 1
        while texte := ask(f"Attendu {rank} ?", _on_one_line):
            proposed = ", ".join(themes_of(texte, known))
            if not proposed:
                said = f"Aucun thème reconnu. Ceux de ces modules : {', '.join(known)}. Entrée seule : plus tard."
                click.echo(wrapped(said, "  "))
            yield AttenduDit(texte, ask("  Thèmes ?", _Themes(known).read, _Themes(known).propose, proposed))
            rank += 1

    def _one_of(self, texte: str) -> Commune | Epci:
        """The client of that name; homonyms are told apart by a question, or by hand."""
        found = meant(self.territoire, texte)
        if len(found) == 1:
            return found[0]
        if not found:
            raise UsageFaultError(_nobody(texte, self.territoire))
        if self.asking:
            return among("Lequel ?", [(described(one), one) for one in found])
        said = " ; ".join(f"{described(one)} : {self.territoire.designation(one)}" for one in found)  # type: ignore[arg-type]
        raise UsageFaultError(f"plusieurs communes s’appellent « {texte} ». Précisez : {said}.")

    def _epci_of(self, siren: str) -> Epci:
        if found := self.territoire.epci(siren.replace(" ", "")):
            return found
        near = ", ".join(f"{one.siren} ({one.nom})" for one in self.territoire.epci_nommes(siren, 3))
        hint = f" Vouliez-vous dire : {near} ?" if near else " Cherchez-le avec « docgen commune NOM »."
        raise UsageFaultError(f"aucune intercommunalité n’a le SIREN « {siren} ».{hint}")

    def communes(self, typed: str) -> Iterator[Proposition]:
        """The communes whose name begins so."""
        for commune in self.territoire.communes_commencant(typed, PROPOSED) if typed else ():
            yield Proposition(self.territoire.designation(commune), described(commune))

    def _modules_of(self, codes: str) -> tuple[Module, ...]:
        from docgen.cli.catalogue import module_named

        named = dict.fromkeys(re.findall(r"[^\s,;]+", codes))
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
