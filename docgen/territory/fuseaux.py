"""The time zone of a place in France, overseas included: the postal code tells (IANA names, zone1970.tab)."""

from __future__ import annotations

import re

PARIS = "Europe/Paris"

_OUTRE_MER = {
    "971": "America/Guadeloupe",  # Saint-Barthélemy and Saint-Martin too: same offset, same postal codes
    "972": "America/Martinique",
    "973": "America/Cayenne",
    "974": "Indian/Reunion",
    "975": "America/Miquelon",
    "976": "Indian/Mayotte",
    "977": "America/Guadeloupe",
    "978": "America/Guadeloupe",
    "984": "Indian/Kerguelen",
    "986": "Pacific/Wallis",
    "987": "Pacific/Tahiti",
    "988": "Pacific/Noumea",
}
# Two archipelagos of Polynésie française keep hours of their own.
_ARCHIPELS = {
    **{str(code): "Pacific/Marquesas" for code in (*range(98740, 98750), 98796)},
    **{str(code): "Pacific/Gambier" for code in (98755, 98792, 98793)},
}
_POSTAL = re.compile(r"\b[0-9]{5}\b")


def fuseau(adresse: str | None, codes_postaux: tuple[str, ...] = (), departement: str | None = None) -> str:
    """The zone of an address; where it has no postal code, that of the client's postal codes or département."""
    written = _POSTAL.findall(adresse or "")
    for code in (*written[-1:], *codes_postaux[:1], departement or ""):
        if code:
            return _ARCHIPELS.get(code) or _OUTRE_MER.get(code[:3], PARIS)
    return PARIS
