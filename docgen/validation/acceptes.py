"""`constats_acceptes`: notices and warnings that somebody has read and lives with.

B070 O029 accepted, and it no longer occurs (notice)    B071 O030 cannot be accepted (notice)
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docgen.findings import GAPS, Gravite
from docgen.source.values import items, text
from docgen.validation.places import place

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from docgen.findings import Finding
    from docgen.source import Source

KEY = "constats_acceptes"
# By the first letter of the file's own codes: which letters it may accept, « no longer there » and « never ».
_FILES = {"B": ("BP", "B070", "B071"), "O": ("BPCOM", "O029", "O030")}


def acceptes(donnees: dict[str, Any]) -> tuple[str, ...]:
    """The codes that a brief or an organisme.yaml accepts, in its order; "" where an item names none."""
    found = items(donnees.get(KEY))
    return tuple((text(item.get("code")) if isinstance(item, dict) else None) or "" for item in found)


def unused(
    source: Source, silenced: Collection[str], told: Iterable[Finding], letter: str, judged: str
) -> Iterator[Finding]:
    """A notice for each accepted code that silenced nothing: those of other letters than `judged` may yet."""
    allowed, gone, never = _FILES[letter]
    still = {finding.code for finding in told}
    for rank, code in enumerate(acceptes(source.donnees)):
        where = place(source, (KEY, rank))
        if not code or code in silenced:
            continue
        if code[0] not in allowed or code in still or code in GAPS:
            message = f"le constat {code} ne s’accepte pas ici : il reste dit."
            remede = "Seuls les avis et les avertissements s’acceptent, jamais une erreur ni ce qui manque."
            yield where.finding(never, message, f"{remede} Retirez cette ligne.", Gravite.AVIS)
        elif code[0] in judged:
            message = f"le constat {code}, accepté ici, n’apparaît plus."
            yield where.finding(gone, message, "Retirez cette ligne : s’il revenait, il serait tu.", Gravite.AVIS)
