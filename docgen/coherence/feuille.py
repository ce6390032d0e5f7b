"""Who is on an attendance sheet: somebody enrolled who is no longer there, somebody who came without being enrolled."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docgen.coherence.ecarts import Ecart, Genre, about_fact
from docgen.coherence.valeurs import Nature, plain
from docgen.word.contents import Line

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from docgen.coherence.faits import Fait, Faits
    from docgen.word.contents import Block

Pair = tuple["Block | None", "Block | None"]


def people(pairs: Sequence[Pair], faits: Faits, libres: Collection[str]) -> Iterator[tuple[Ecart, Line | None]]:
    """Names taken out of the lists to sign, and put in; `libres`: what a line to fill in says in the place of one."""
    rows = [(before, after, fait, line) for before, after in pairs for fait, line in _enrolled(before, faits)]
    lists = {after.table for _, after, _, _ in rows if after is not None and after.table is not None}
    still = _still_there(pairs)
    for before, after, fait, _ in rows:
        if after is None:
            yield about_fact(fait, Genre.PERDU, "", fait.formes[0]), still.get(id(before.table) if before else 0)
    columns = {line.cell for _, _, _, line in rows}
    for before, after in pairs:
        if after is None or after.table not in lists or any(True for _ in _enrolled(after, faits)):
            continue
        for column in columns:
            name = _name_put_in(before, after, column, {plain(libre) for libre in libres})
            if name:
                yield _newcomer(name), next(line for line in after.lines if line.cell == column)


def _enrolled(block: Block | None, faits: Faits) -> Iterator[tuple[Fait, Line]]:
    for line in block.lines if block and block.table is not None else ():
        said = {id(fait): fait for fait, _, _ in faits.found(plain(line.text)) if fait.personne}
        yield from ((fait, line) for fait in said.values())


def _still_there(pairs: Sequence[Pair]) -> dict[int, Line]:
    """Each list of which a row is left, as the place of a line: somebody was taken out of it."""
    found: dict[int, Line] = {}
    for before, after in pairs:
        if before and after and after.table is not None:
            found.setdefault(id(before.table), Line("", after.lines[0].part, after.table))
    return found


def _name_put_in(before: Block | None, after: Block, column: int, libres: set[str]) -> str:
    """The name that a person wrote in a line to fill in, or in a row that they added."""
    if before is not None and plain(before.cell(column)) not in libres:
        return ""
    said = plain(after.cell(column))
    for libre in libres:
        said = said.removeprefix(libre).strip()
    return said if any(map(str.isalpha, said)) else ""


def _newcomer(name: str) -> Ecart:
    return Ecart(Genre.AJOUTE, Nature.TEXTE, "participant", "", name, f"ajout:{name.casefold()}", personne=True)
