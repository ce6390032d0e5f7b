"""Where a text departs from the facts of the one expected in its place. Words that state no fact are free."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from enum import Enum, auto
from typing import TYPE_CHECKING

from docgen.coherence.alignement import ALIKE
from docgen.coherence.faits import apart
from docgen.coherence.valeurs import Nature, valeurs, vrai_jour
from docgen.nearest import fold, likeness

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docgen.coherence.faits import Fait, Faits
    from docgen.coherence.valeurs import Valeur

STRICT = 0.4  # a paragraph made of facts by that share states them (« Commune de Pau »); a sentence may do without


LACUNE = "À COMPLÉTER"

# « Date : », « Fait à Tours, le … »: what is written there by hand is nobody's business but the signer's.
_TO_FILL_IN = re.compile(r"(?::|\.{2,}|_|\ble) ?$")

# Who says what was expected.
BRIEF, ORGANISME, PROGRAMME = "le brief", "organisme.yaml", "le programme"


class Genre(Enum):
    """How a text departs from what was expected."""

    CONTREDIT = auto()  # it says something else
    PERDU = auto()  # it says no longer
    INCONNU = auto()  # it says what nothing else says
    COMPLETE = auto()  # it says what the brief leaves out
    AJOUTE = auto()  # it has somebody sign whom the brief does not enrol
    JOUR = auto()  # it gives a date a weekday that is not its own


@dataclass(frozen=True, slots=True)
class Ecart:
    """A fact that differs.

    `cle` is equal for two écarts about the same fact, `sens` for two that say the same instead. `source` is who says
    what was expected, `chemin` the keys of the brief that do.
    """

    genre: Genre
    nature: Nature
    libelle: str
    attendu: str
    dit: str
    cle: str = ""
    sens: str = ""
    source: str = BRIEF
    chemin: tuple[str | int, ...] = ()
    personne: bool = False


def ecarts(attendu: str, trouve: str, faits: Faits) -> list[Ecart]:
    """The facts of a plain text that the one found in its place changes, loses or adds.

    What was missing from the expected one, a person may have filled in by hand; what is missing from the other was
    left to fill in, which is no contradiction.
    """
    if LACUNE in trouve:
        return []
    lacune = LACUNE in attendu
    strict = part_of_facts(attendu, faits) >= STRICT
    of_values = list(_of_values(attendu, trouve, faits, strict=strict, lacune=lacune))
    told = {ecart.dit for ecart in of_values}
    days = [day for day in weekdays(trouve) if day.dit not in told]
    return [*of_values, *_of_words(attendu, trouve, faits, strict=strict), *days]


def part_of_facts(text: str, faits: Faits) -> float:
    """The share of a plain text's letters and digits that facts take up, from 0 to 1."""
    spans = [(valeur.debut, valeur.fin) for valeur in valeurs(text)]
    spans += [(debut, fin) for _, debut, fin in faits.occurrences(text)]
    inside = {at for debut, fin in spans for at in range(debut, fin)}
    letters = [at for at, letter in enumerate(text) if letter.isalnum()]
    return sum(at in inside for at in letters) / len(letters) if letters else 0.0


def added(trouve: str, faits: Faits) -> list[Ecart]:
    """What a text that was put in states, and no document of the dossier."""
    new = [_unknown(valeur, Genre.INCONNU) for valeur in valeurs(trouve) if not faits.connait(valeur)]
    return [*new, *weekdays(trouve)]


def weekdays(text: str) -> Iterator[Ecart]:
    """Dates that fall on another weekday than the text says."""
    for valeur in valeurs(text):
        if true := vrai_jour(valeur):
            yield Ecart(Genre.JOUR, Nature.DATE, "jour de la semaine", true, valeur.texte, valeur.sens)


def _of_values(attendu: str, trouve: str, faits: Faits, *, strict: bool, lacune: bool) -> Iterator[Ecart]:
    lost, gained = _apart(valeurs(attendu), valeurs(trouve))
    if not strict:
        lost = [valeur for valeur in lost if not valeur.en_minutes]
        gained = [valeur for valeur in gained if not valeur.en_minutes]
    for nature in (Nature.DATE, Nature.HEURE, Nature.MONTANT):
        old = [valeur for valeur in lost if valeur.nature is nature]
        new = [valeur for valeur in gained if valeur.nature is nature]
        for before, after in zip(old, new, strict=False):
            yield replace(about_value(before, Genre.CONTREDIT, after.texte, faits), sens=after.sens)
        if strict:
            yield from (about_value(before, Genre.PERDU, "", faits) for before in old[len(new) :])
        genre = Genre.COMPLETE if lacune else Genre.INCONNU
        if not _TO_FILL_IN.search(attendu):
            yield from (_unknown(after, genre) for after in new[len(old) :] if lacune or not faits.connait(after))


def _apart(old: list[Valeur], new: list[Valeur]) -> tuple[list[Valeur], list[Valeur]]:
    """What one text states and the other does not, each way."""
    lost, gained = [], list(new)
    for valeur in old:
        twin = next((other for other in gained if other.same(valeur)), None)
        if twin is None:
            lost.append(valeur)
        else:
            gained.remove(twin)
    return lost, gained


def about_value(valeur: Valeur, genre: Genre, dit: str, faits: Faits) -> Ecart:
    """A date, an hour or an amount that a text changes or loses."""
    known = faits.repere(valeur)
    ecart = Ecart(genre, valeur.nature, valeur.nature.value, valeur.texte, dit, valeur.sens, source=PROGRAMME)
    return replace(ecart, libelle=known.libelle, source=BRIEF, chemin=known.chemin) if known else ecart


def _unknown(valeur: Valeur, genre: Genre) -> Ecart:
    return Ecart(genre, valeur.nature, valeur.nature.value, "", valeur.texte, valeur.sens, valeur.sens)


def _of_words(attendu: str, trouve: str, faits: Faits, *, strict: bool) -> Iterator[Ecart]:
    by_fact: dict[Fait, list[tuple[int, int]]] = defaultdict(list)
    for fait, debut, fin in faits.occurrences(attendu):
        by_fact[fait].append((debut, fin))
    there = faits.found(trouve)
    for fait, spans in by_fact.items():
        if len(apart(each for each in there if each[0] is fait)) >= len(spans):
            continue
        for debut, fin in spans:
            said = counterpart(attendu, trouve, debut, fin)
            genre = _judged(attendu[debut:fin], said, strict=strict)
            if genre is not None:
                yield about_fact(fait, genre, said, attendu[debut:fin])


def about_fact(fait: Fait, genre: Genre, dit: str, attendu: str) -> Ecart:
    """A fact in words that a text changes or loses."""
    source = BRIEF if fait.chemin else ORGANISME
    cle, sens = fait.formes[0], dit.casefold()
    return Ecart(genre, Nature.TEXTE, fait.libelle, attendu, dit, cle, sens, source, fait.chemin, fait.personne)


def _judged(attendu: str, said: str, *, strict: bool) -> Genre | None:
    """What became of a fact in words; None for a sentence that says it otherwise or does without."""
    one, other = fold(attendu), fold(said)
    # Capitals often go without accents.
    if said.casefold() == attendu.casefold() or (one == other and said.isupper()):
        return None
    if not other:
        return Genre.PERDU if strict else None
    misspelt = likeness(one, other) >= ALIKE and (not any(map(str.isdigit, one)) or any(map(str.isdigit, other)))
    return Genre.CONTREDIT if strict or misspelt else None


_LONGEST = 10_000  # letters of a paragraph that are compared word by word
_TOKEN = re.compile(r"\w+|[^\w\s]")


def counterpart(attendu: str, trouve: str, debut: int, fin: int) -> str:
    """What `trouve` has in the place of `attendu[debut:fin]`, word by word; empty when nothing."""
    old, new = list(_TOKEN.finditer(attendu)), list(_TOKEN.finditer(trouve[:_LONGEST]))
    first = next((rank for rank, token in enumerate(old) if token.end() > debut), len(old))
    last = next((rank for rank, token in enumerate(old) if token.start() >= fin), len(old))
    matcher = SequenceMatcher(None, [t[0].casefold() for t in old], [t[0].casefold() for t in new], autojunk=False)
    ranks: list[int] = []
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        low, high = max(i1, first), min(i2, last)
        if tag == "equal" and low < high:
            ranks += range(j1 + low - i1, j1 + high - i1)
        elif (tag == "replace" and low < high) or (tag == "insert" and first < i1 < last):
            ranks += range(j1, j2)
    return trouve[new[ranks[0]].start() : new[ranks[-1]].end()] if ranks else ""
