"""What is worth asking the client: the facts that nobody has said and that would change most of this programme.

An unknown fact is no gap and stops nothing: these are questions, never findings.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from docgen.brief.model import Brief
    from docgen.brief.redaction.cles import Cles, Declaration

MOST = 3


def a_demander(brief: Brief, cles: Cles, poids: Callable[[str], float] | None = None) -> tuple[str, ...]:
    """The questions to ask, at most three, ready to paste into a mail: those that weigh most first.

    `poids` says how much of the programme a fact changes, by the path of its key (« contexte.services »); what changes
    nothing is not asked. Without it, and between two that weigh the same, the schema's own order decides.
    """
    unknown = [cle for cle in cles.declarations() if cle.dit.get("a_demander") and not _is_known(brief, cle.chemin)]
    if poids is not None:
        weights = {cle.chemin: poids(cle.chemin) for cle in unknown}
        unknown = sorted((cle for cle in unknown if weights[cle.chemin] > 0), key=lambda cle: -weights[cle.chemin])
    return tuple(_polite(cle) for cle in unknown[:MOST])


def _is_known(brief: Brief, chemin: str) -> bool:
    """Whether somebody has said it; an empty list of traits is an answer, and a list of people says how many."""
    if chemin == "public.effectif" and any(session.participants for session in brief.sessions):
        return True
    value: object = brief
    for name in chemin.split("."):
        value = getattr(value, name)
    return value is not None and (value != () or chemin == "contexte.territoire")


def _polite(cle: Declaration) -> str:
    """As one writes it to a client."""
    return str(cle.dit["courriel"])
