"""Names as people type them, folded so that they meet those of INSEE."""

from __future__ import annotations

import re

from docgen.nearest import fold

_SAINT = re.compile(r"\b(st|ste|sts|stes)\b")
_SAINTS = {"st": "saint", "ste": "sainte", "sts": "saints", "stes": "saintes"}
_ARTICLE = re.compile(r"^(le|la|les|l|aux|las|los) (?=.)")


def plier(nom: str) -> str:
    """« L'Haÿ-les-Roses », « l hay les roses » and « hay-les-roses » are one: without article, « st » spelled out."""
    folded = _SAINT.sub(lambda short: _SAINTS[short.group()], fold(nom))
    return _ARTICLE.sub("", folded)
