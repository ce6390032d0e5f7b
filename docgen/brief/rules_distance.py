"""What is taught remotely: said where the training is mixed, of half-days that there are.

B059 half-day that the day has not   B064 key of a mixed training in another   B065 share that the days contradict (w.)
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from docgen.brief.distance import part_des_sessions
from docgen.findings import Gravite
from docgen.source.values import items
from docgen.validation.places import place

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docgen.brief.model import Brief
    from docgen.findings import Finding
    from docgen.source import Source

ABOUT = 1  # percent: a share is typed without decimals


def check_distance(source: Source, brief: Brief) -> Iterator[Finding]:
    """All that is odd about remote half-days."""
    for rank, session in enumerate(items(source.donnees.get("sessions"))):
        jours = items(session.get("jours")) if isinstance(session, dict) else []
        for number, jour in enumerate(jours):
            if isinstance(jour, dict) and jour.get("a_distance"):
                path = ("sessions", rank, "jours", number, "a_distance")
                yield from _not_mixed(source, brief, path)
                yield from _not_held(source, jour, path)
    if brief.part_a_distance is not None:
        yield from _not_mixed(source, brief, ("part_a_distance",))
        yield from _contradicted(source, brief)


def _not_mixed(source: Source, brief: Brief, path: tuple[str | int, ...]) -> Iterator[Finding]:
    if brief.modalite != "mixte":
        yield place(source, path).finding(
            "B064",
            f"cette clé va avec « modalite: mixte », et la modalité du brief est « {brief.modalite} ».",
            "Écrivez « modalite: mixte », ou effacez cette ligne.",
        )


def _not_held(source: Source, jour: dict[str, object], path: tuple[str | int, ...]) -> Iterator[Finding]:
    for rank, named in enumerate(items(jour["a_distance"])):
        if isinstance(named, str) and named not in jour:
            yield place(source, (*path, rank)).finding(
                "B059",
                f"ce jour n’a pas de demi-journée « {named} » à tenir à distance.",
                f"Donnez ses horaires à « {named} », ou retirez-la de « a_distance ».",
            )


def _contradicted(source: Source, brief: Brief) -> Iterator[Finding]:
    found = part_des_sessions(brief.sessions)
    if brief.modalite == "mixte" and found is not None and abs(found - (brief.part_a_distance or 0)) > ABOUT:
        yield place(source, ("part_a_distance",)).finding(
            "B065",
            f"les jours des sessions font {found} % à distance : c’est ce que la proposition dira.",
            "Effacez « part_a_distance », ou corrigez « a_distance » dans les jours.",
            Gravite.AVERTISSEMENT,
        )
