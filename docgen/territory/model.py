"""Communes, EPCI and the divisions they belong to. Facts that the sources do not give are None."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Nom:
    """A proper name with the contractions that French makes of its article.

    Le Mans: `nom` « Le Mans », `de_nom` « du Mans », `a_nom` « au Mans », `le_nom` « Le Mans ». Sarthe: « Sarthe »,
    « de la Sarthe », « dans la Sarthe » (what answers « où ? »), « la Sarthe ».
    """

    nom: str
    de_nom: str
    a_nom: str
    le_nom: str

    def __str__(self) -> str:
        """The bare name."""
        return self.nom


@dataclass(frozen=True, slots=True)
class Division:
    """A département or a région, by its INSEE code (« 37 », « 2A »; « 24 »)."""

    code: str
    nom: Nom


@dataclass(frozen=True, slots=True)
class Commune:
    """A commune of 2026. `population` is the *population municipale* of INSEE, which `Territoire.millesime` dates."""

    code: str
    nom: Nom
    siren: str | None
    codes_postaux: tuple[str, ...]
    population: int | None
    departement: Division
    region: Division
    epci: str | None  # SIREN of the EPCI à fiscalité propre


@dataclass(frozen=True, slots=True)
class Epci:
    """An EPCI à fiscalité propre. `nom` carries its kind: « communauté de communes du Pays de Saverne ».

    `nature` is in words: « communauté de communes ». `population` is DGCL's, of another year than the communes' own.
    """

    siren: str
    nom: Nom
    nature: str
    population: int | None
    membres: tuple[str, ...]  # INSEE codes of its communes
