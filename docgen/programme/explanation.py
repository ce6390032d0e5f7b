"""Why each sequence is there, and why it has its length: what `docgen programme --expliquer` prints."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING

from docgen.brief.model import Priorite
from docgen.francais import duree, liste, nombre, pluriel
from docgen.programme.model import Raison
from docgen.programme.tailored import reason

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docgen.brief.model import Brief
    from docgen.programme.model import Choix, Deroulement, ModuleAdapte, Programme, Retiree

_MOVES = {
    Priorite.HAUTE: "aux trois quarts du chemin vers son maximum",
    Priorite.NORMALE: "laissée à sa durée habituelle",
    Priorite.BASSE: "à mi-chemin de son minimum",
}


def explain(programme: Programme, brief: Brief) -> tuple[str, ...]:
    """The lines of the explanation, in French, session by session."""
    lines: list[str] = []
    told: dict[tuple[str, ...], str] = {}
    for deroulement in programme.deroulements:
        session = deroulement.session
        title = f"Session {session}" if session else "Sans date encore, aux horaires habituels"
        body = tuple(_session(deroulement, brief))
        lines += [f"{title} : comme {told[body]}"] if body in told else [title, *body]
        told.setdefault(body, f"la session {session}" if session else title)
    return tuple(lines)


def _session(deroulement: Deroulement, brief: Brief) -> Iterator[str]:
    for adapte in deroulement.modules:
        half_days = pluriel(adapte.demi_journees, "demi-journée")
        yield f"  Module {adapte.module.code} « {adapte.module.titre} », {half_days}"
        yield from (f"    ~ {reason(variante)}" for variante in adapte.variantes)
        for choix in adapte.choix:
            yield f"    {duree(choix.minutes):>9}  {choix.sequence.titre}"
            yield f"               {_why(choix)} ; {_length(choix, brief)}"
            yield from (f"               ~ {reason(variante)}" for variante in choix.variantes)
        yield from _others(adapte)


def _why(choix: Choix) -> str:
    served = f"sert {liste(choix.attendus)}" if choix.attendus else "ne sert aucun attendu en particulier"
    return {
        Raison.SOCLE: f"socle du module, {served}",
        Raison.ATTENDU: f"facultative, appelée par {liste(choix.attendus)}",
        Raison.DEMANDE: f"demandée dans le brief (« ajouter »), {served}",
        Raison.COMPLEMENT: f"facultative, complète la durée, {served}",
    }[choix.raison]


def _length(choix: Choix, brief: Brief) -> str:
    bounds = choix.sequence.duree
    priorities = {attendu.id: attendu.priorite for attendu in brief.attendus}
    gravest = priorities[choix.attendus[0]] if choix.attendus else Priorite.BASSE
    wished = nombre((Decimal(choix.cible_quarts) / 4).quantize(Decimal(1), ROUND_HALF_UP))
    moved = (
        f"au lieu de {bounds.cible}, {_MOVES[gravest]}"
        if choix.cible_quarts != 4 * bounds.cible
        else "sa durée habituelle"
    )
    gap = Decimal(choix.minutes) - Decimal(choix.cible_quarts) / 4
    filled = f", {'allongée' if gap > 0 else 'raccourcie'} pour remplir la demi-journée" if gap else ""
    return f"visée à {wished} min ({moved}) entre {bounds.min} et {bounds.max}{filled}"


def _withdrawn(retiree: Retiree) -> str:
    asker = {"client": "à la demande du client", "formateur": "par le formateur"}
    who = asker.get(retiree.retrait.demande or "", "par le brief (« retirer »)")
    return f"{who}, {retiree.retrait.raison}" if retiree.retrait.raison else who


def _others(adapte: ModuleAdapte) -> Iterator[str]:
    for sequence in adapte.possibles:
        yield f"    possible   {sequence.titre} : un attendu l’appelle, mais elle prendrait le temps d’autres"
    for retiree in adapte.retirees:
        yield f"    retirée    {retiree.sequence.titre} : {_withdrawn(retiree)}"
    if adapte.demi_journees_ajoutees:
        yield f"    ajout      {pluriel(adapte.demi_journees_ajoutees, 'demi-journée')} pour ce que le brief demande"
