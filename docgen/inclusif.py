"""Inclusive writing: one source, « les élu·e·s », printed with its middle dots, as a doublet or in the masculine.

The forms are those that the typography of the middle dot makes (Haut Conseil à l'égalité, guide of 2022): the
masculine, then the ending of the feminine, then the plural, each after U+00B7. What a client wrote is never touched.
"""

from __future__ import annotations

import re
from enum import StrEnum


class Ecriture(StrEnum):
    """How documents name women and men."""

    POINT_MEDIAN = "point-median"
    DOUBLET = "doublet"
    MASCULIN = "masculin"


_FORM = re.compile(r"([^\W\d_]+)·([^\W\d_]+)(?:·(s|x))?")
# Endings of the feminine that take the place of an ending of the masculine.
_ENDINGS = {
    "ère": ("er",),
    "ière": ("ier",),
    "trice": ("teur",),
    "rice": ("eur",),
    "euse": ("eur", "eux"),
    "se": ("x", "s"),
    "ve": ("f",),
    "sse": (),
}
_WHOLE = {("tou", "te"): ("tous", "toutes"), ("ceux", "celles"): ("ceux", "celles")}


def ecrire(text: str, ecriture: Ecriture) -> str:
    """The text in that writing: « les élu·e·s », « les élues et élus », « les élus »."""
    if ecriture is Ecriture.POINT_MEDIAN or "·" not in text:
        return text
    return _FORM.sub(lambda form: _written(form, ecriture), text)


def _written(form: re.Match[str], ecriture: Ecriture) -> str:
    masculine, feminine = _both(form[1], form[2], form[3] or "")
    if ecriture is Ecriture.MASCULIN:
        return masculine
    # After a capital, the capital moves to the word that now comes first.
    return f"{feminine} {'et' if form[3] else 'ou'} {masculine[:1].lower()}{masculine[1:]}"


def _both(stem: str, ending: str, plural: str) -> tuple[str, str]:
    """The masculine and the feminine: (« élus », « élues »)."""
    whole = _WHOLE.get((stem.lower(), ending))
    if whole:
        return (whole[0].capitalize(), whole[1].capitalize()) if stem[0].isupper() else whole
    taken = next((cut for cut in _ENDINGS.get(ending, ()) if stem.endswith(cut)), "")
    feminine = stem.removesuffix(taken) + ending + ("s" if plural else "")
    masculine = stem if stem.endswith(("s", "x")) else stem + plural
    return masculine, feminine
