"""What the client can spend against what the proposal costs: told to the manager, printed nowhere."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from docgen.brief.tarifs import avec_taxe, cout, tarifs

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from decimal import Decimal

    from docgen.documents.dossier import Dossier
    from docgen.programme.model import DemiJournee, Deroulement


@dataclass(frozen=True, slots=True)
class Economie:
    """Something that may be dropped, and what that spares."""

    quoi: str
    montant: Decimal


@dataclass(frozen=True, slots=True)
class Depassement:
    """A price above the ceiling; both are what the client pays, tax included."""

    prix: Decimal
    plafond: Decimal
    economies: tuple[Economie, ...]

    @property
    def ecart(self) -> Decimal:
        """By how much."""
        return self.prix - self.plafond

    @property
    def suffisantes(self) -> tuple[Economie, ...]:
        """What brings the price back under the ceiling by itself; all there is where nothing does."""
        return tuple(one for one in self.economies if one.montant >= self.ecart) or self.economies


def depassement(dossier: Dossier) -> Depassement | None:
    """By how much the price is above the ceiling; None when it is not, or one of the two is not known."""
    plafond, prix = dossier.brief.budget.plafond, _cout(dossier)
    if plafond is None or prix is None or prix <= plafond:
        return None
    return Depassement(prix, plafond, tuple(_economies(dossier, prix)))


def _economies(dossier: Dossier, prix: Decimal) -> Iterator[Economie]:
    modules, deroulements = dossier.programme.modules, dossier.programme.deroulements
    for adapte in modules if len(modules) > 1 else ():
        code = adapte.module.code
        yield from _spared(f"sans le module {code}", prix, _cout(dossier, half=_not_of(code)))
    for one in deroulements if len(deroulements) > 1 else ():
        yield from _spared(f"sans la session {one.session}", prix, _cout(dossier, sauf=one))
    added = sum(adapte.demi_journees_ajoutees for one in deroulements for adapte in one.modules)
    _, half = tarifs(dossier.brief.conditions)
    if added and half:
        yield Economie("sans ce qu’ajoute « ajouter »", avec_taxe(half * added, _tva(dossier)))


def _not_of(code: str) -> Callable[[DemiJournee], bool]:
    return lambda half_day: half_day.module.code != code


def _spared(quoi: str, prix: Decimal, less: Decimal | None) -> Iterator[Economie]:
    if less is not None:
        yield Economie(quoi, prix - less)


def _cout(
    dossier: Dossier, *, half: Callable[[DemiJournee], bool] = lambda _: True, sauf: Deroulement | None = None
) -> Decimal | None:
    """What the client pays for those half-days, tax included; None while a price is missing."""
    taught = [jour for one in dossier.programme.deroulements if one is not sauf for jour in one.jours]
    held = [len({each.periode for each in jour.demi_journees if half(each)}) for jour in taught]
    return cout(dossier.brief.conditions, _tva(dossier), held)


def _tva(dossier: Dossier) -> str | None:
    return dossier.brief.conditions.tva or dossier.organisme.tva
