"""French as it is printed: typography, dates, hours, amounts. holidays lives here.

Nineteen names and the shape of a number are written out: babel, which knows those of every country (CLDR), takes as
long to import as all the rest of a proposal takes to make, and 30 MB. The tests hold this module to babel's word.

Typography follows the *Lexique des règles typographiques en usage à l'Imprimerie nationale*: U+00A0 before a colon and
inside guillemets, U+202F before `; ! ?`, no-break spaces before units.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import groupby
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Sequence
    from decimal import Decimal

NBSP = "\u00a0"  # no-break space
NNBSP = "\u202f"  # narrow no-break space
MOIS = (
    *("janvier", "février", "mars", "avril", "mai", "juin"),
    *("juillet", "août", "septembre", "octobre", "novembre", "décembre"),
)
JOURS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
_DECIMALS = 3  # of a number, at most: CLDR's pattern for French, « #,##0.### »
_SPACE = "[ \u00a0\u202f\u2009]"

# Spaces that French never ends a line at; what stands in for them while a text is folded.
_BOUND, _UNBROKEN = re.compile(r"(?<=«) | (?=[»:;?!])"), "\ue000"

# A web or mail address is left as it is: a character for private use stands in for it meanwhile.
_STAND_IN = "\ue002"
_STAND_IN_ALONE = re.compile(_STAND_IN)
_ADDRESS = re.compile(rf"(?:https?://|www\.)\S+|[^\s@]{{1,64}}@[^\s@]{{1,255}}\.[^\s@]+|{_STAND_IN}", re.IGNORECASE)

# Each rule, after the characters without one of which it changes nothing: most texts need few of them.
_RULES: tuple[tuple[str, re.Pattern[str], str], ...] = (
    ("'", re.compile(r"(?<=[^\W_])'(?=[^\W_])|(?<=[^\W_])'(?=[« (])"), "’"),
    (".", re.compile(r"(?<!\.)\.\.\.(?!\.)"), "…"),
    # Existing spaces before double punctuation become no-break ones.
    (":", re.compile(rf"(?<=\S){_SPACE}+(?=:(?:\s|$))"), NBSP),
    (";!?", re.compile(rf"(?<=\S){_SPACE}+(?=[;!?])"), NNBSP),
    # A missing one is put in after a word or a closing mark, where what follows shows that it ends a clause.
    (":", re.compile(r"(?<=[^\W\d_]|[»)\]%€])(?=:(?:\s|$))"), NBSP),
    (";!?", re.compile(r"(?<=[\w»)\]’%€])(?=[;!?]+(?:[\s»)\]]|$))"), NNBSP),
    ("«", re.compile(rf"«{_SPACE}*(?=\S)"), f"«{NBSP}"),
    ("»", re.compile(rf"(?<=\S){_SPACE}*»"), f"{NBSP}»"),
    ("%‰€", re.compile(rf"(?<=\d){_SPACE}*(?=[%‰€](?!\w))"), NBSP),
)
_RULES_OF_NUMBERS = (
    (re.compile(rf"(?<=\d){_SPACE}(?=(?:h|min|km|m²|ha|Mo|k€|M€)\b)"), NBSP),
    (re.compile(rf"(?<=\d\u00a0h){_SPACE}(?=\d)"), NBSP),
    (re.compile(r"\b(n°|art\.|p\.) (?=\d)", re.IGNORECASE), rf"\1{NBSP}"),
    # A postcode stays with its town.
    (re.compile(r"(?<![\w.,-])(\d{5}) (?=[^\W\d_a-zà-ÿ])"), rf"\1{NBSP}"),
)
_NUMBER = re.compile(r"\d")
_TELEPHONE = re.compile(r"(?<![\w,.])(?:0\d|\+\d{2,3} \d)(?: \d\d){4}(?! ?\d)")
_THOUSANDS = re.compile(r"(?<![\w,.])(?<!\d )\d{1,3}(?: \d{3})+(?! ?\d)")


@lru_cache(maxsize=8192)  # a catalogue has some 3,000 texts, and each stands in several documents
def bound(text: str) -> str:
    """A text about to be folded, which no line may end inside « … » or before a colon; `unbound` gives it back."""
    return _BOUND.sub(_UNBROKEN, text)


def unbound(folded: str) -> str:
    """The text that was folded, its spaces as they were."""
    return folded.replace(_UNBROKEN, " ")


def typographie(text: str) -> str:
    """The text as French typesets it; applying it twice changes nothing more."""
    if not ("@" in text or "/" in text or _STAND_IN in text or "www." in text.lower()):
        return _typeset(text)
    addresses = iter(_ADDRESS.findall(text))
    typeset = _typeset(_ADDRESS.sub(_STAND_IN, text))
    return _STAND_IN_ALONE.sub(lambda _: next(addresses), typeset)


def _typeset(text: str) -> str:
    for signs, pattern, replacement in _RULES:
        if any(sign in text for sign in signs):
            text = pattern.sub(replacement, text)
    if _NUMBER.search(text) is None:
        return text
    for pattern, replacement in _RULES_OF_NUMBERS:
        text = pattern.sub(replacement, text)
    text = _TELEPHONE.sub(lambda number: number.group().replace(" ", NBSP), text)
    return _THOUSANDS.sub(lambda number: number.group().replace(" ", NNBSP), text)


def majuscule_initiale(text: str) -> str:
    """The text with a capital first letter, its accent kept; the rest as it is."""
    return text[:1].upper() + text[1:]


def date_longue(date: dt.date) -> str:
    """« 1er mars 2027 », « 23 novembre 2026 »; no-break between day and month."""
    day = "1er" if date.day == 1 else str(date.day)
    return f"{day}{NBSP}{MOIS[date.month - 1]} {date.year}"


def date_courte(date: dt.date) -> str:
    """« 03/12/2026 »."""
    return f"{date.day:02}/{date.month:02}/{date.year}"


def jour_et_date(date: dt.date) -> str:
    """« jeudi 3 décembre 2026 »."""
    return f"{JOURS[date.weekday()]} {date_longue(date)}"


def plage_dates(dates: Sequence[dt.date]) -> str:
    """« le 3 décembre 2026 », « les 3 et 4 décembre 2026 », « le 3 décembre 2026 et les 14 et 15 janvier 2027 »."""
    months = [list(days) for _, days in groupby(sorted(set(dates)), key=lambda day: (day.year, day.month))]
    return liste(_jours_du_mois(days, last=months[-1]) for days in months)


def a_convenir(souhait: str | None = None) -> str:
    """« date à convenir », « date à convenir (souhait : février 2027) »: what stands where a date will."""
    return f"date à convenir (souhait : {souhait})" if souhait else "date à convenir"


def _jours_du_mois(days: list[dt.date], *, last: list[dt.date]) -> str:
    """« les 3 et 4 décembre 2026 »; the year that the last month will say is left to it."""
    *others, day = days
    said = date_longue(day)
    if days is not last and day.year == last[0].year:
        said = said.removesuffix(f" {day.year}")
    numbers = [date_longue(other).partition(NBSP)[0] for other in others]
    return f"{'les' if others else 'le'} {liste([*numbers, said])}"


def heure(minutes: int) -> str:
    """Minutes after midnight as « 9 h 00 », « 16 h 15 »."""
    return f"{minutes // 60}{NBSP}h{NBSP}{minutes % 60:02}"


def plage_horaire(debut: int, fin: int) -> str:
    """« 9 h 00 – 12 h 30 »."""
    return f"{heure(debut)} – {heure(fin)}"


def duree(minutes: int) -> str:
    """A length in minutes as « 3 h 30 », « 7 h », « 45 min »."""
    hours, rest = divmod(minutes, 60)
    if not hours:
        return f"{rest}{NBSP}min"
    return f"{hours}{NBSP}h{NBSP}{rest:02}" if rest else f"{hours}{NBSP}h"


def duree_jours(demi_journees: int) -> str:
    """Half-days as « une demi-journée », « 1 jour », « 1 jour et demi », « 2 jours »."""
    days, half = divmod(demi_journees, 2)
    if not days:
        return "une demi-journée" if half else "aucune demi-journée"
    return f"{pluriel(days, 'jour')}{' et demi' if half else ''}"


def montant(euros: Decimal) -> str:
    """« 1 250,00 € », always with its cents."""
    return f"{_french(f'{euros:,.2f}')}{NBSP}€"


@lru_cache(maxsize=1024)
def nombre(value: int | Decimal) -> str:
    """« 14 023 », « 12,5 »: with three decimals at most, and no zero that says nothing."""
    whole, _, decimals = f"{value:,.{_DECIMALS}f}".partition(".")
    return _french(".".join(filter(None, (whole, decimals.rstrip("0")))))


def _french(number: str) -> str:
    """A number as Python groups it, with the separators of French."""
    return number.replace(",", NNBSP).replace(".", ",")


def pourcentage(rate: Decimal) -> str:
    """A rate in percent: « 20 % », « 5,5 % »."""
    return f"{nombre(rate)}{NBSP}%"


def liste(items: Iterable[str]) -> str:
    """« a », « a et b », « a, b et c »."""
    words = list(items)
    return " et ".join([", ".join(words[:-1]), words[-1]]) if len(words) > 1 else "".join(words)


def ordinal(number: int, *, feminin: bool = False) -> str:
    """« 1er » or « 1re », « 2e »."""
    if number == 1:
        return "1re" if feminin else "1er"
    return f"{number}e"


def pluriel(number: int, singulier: str, pluriel_: str | None = None) -> str:
    """« 0 jour », « 1 jour », « 2 jours »: in French zero and one are singular."""
    word = singulier if abs(number) < 2 else (pluriel_ or f"{singulier}s")  # noqa: PLR2004 - the grammar's own number
    return f"{nombre(number)}{NBSP}{word}"


def est_dimanche(date: dt.date) -> bool:
    """Whether it is a Sunday."""
    return date.weekday() == 6  # noqa: PLR2004 - date.weekday's own number


def est_ferie(date: dt.date, departement: str | None = None) -> str | None:
    """The public holiday's name, or None. `departement` adds those of Alsace-Moselle and overseas."""
    if not _may_be_holiday(date):
        return None
    name = _holidays(date.year, _subdivision(departement)).get(date)
    return str(name) if name else None


# Importing `holidays` costs a quarter of a second. Fixed feasts, and the weekdays and months in which the
# moving ones fall; tests/test_francais.py holds this sieve to the library over twenty years.
_FIXED = frozenset(
    {(1, 1), (4, 27), (5, 1), (5, 8), (5, 22), (5, 27), (5, 28), (6, 10), (7, 14), (7, 21), (8, 15)}
    | {(10, 9), (11, 1), (11, 11), (12, 20), (12, 25), (12, 26)}
)
_MOVING_WEEKDAYS = frozenset({0, 3, 4})  # Easter and Whit Monday, Ascension Thursday, Good Friday
_MOVING_MONTHS = frozenset({3, 4, 5, 6})


def _may_be_holiday(date: dt.date) -> bool:
    moving = date.month in _MOVING_MONTHS and date.weekday() in _MOVING_WEEKDAYS
    return moving or (date.month, date.day) in _FIXED


_ALSACE_MOSELLE = {"57": "57", "67": "6AE", "68": "6AE"}


def _subdivision(departement: str | None) -> str | None:
    return _ALSACE_MOSELLE.get(departement or "", departement if (departement or "").startswith("97") else None)


@lru_cache(maxsize=64)
def _holidays(year: int, subdivision: str | None) -> dict[dt.date, str]:
    from holidays.countries.france import France

    known = subdivision if subdivision in France.subdivisions else None
    return dict(France(subdiv=known, years=year, language="fr"))  # type: ignore[no-untyped-call]


def panne(error: OSError) -> str:
    """What the system says of a file, in French and in a few words."""
    import errno

    known = {
        errno.ENOENT: "il n’existe pas",
        errno.ENOTDIR: "son chemin passe par un fichier",
        errno.EISDIR: "c’est un dossier",
        errno.EACCES: "vous n’y avez pas accès",
        errno.EPERM: "vous n’y avez pas accès",
        errno.ELOOP: "ses liens tournent en rond",
        errno.ENAMETOOLONG: "son nom est trop long",
        errno.ENOSPC: "le disque est plein",
    }
    return known.get(error.errno or 0, f"le système répond « {error.strerror or error} »")
