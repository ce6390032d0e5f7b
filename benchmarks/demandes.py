"""A brief for each commune of France, varied and always the same: what `benchmarks/national.py` feeds to docgen."""

from __future__ import annotations

import random
import sqlite3
from dataclasses import dataclass
from typing import TYPE_CHECKING

from docgen.production import open_atelier
from docgen.territory.territoire import TABLE
from docgen.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from docgen.catalogue.model import Module

HOURS = {1: ('matin: "9:00-12:30"',), 2: ('matin: "9:00-12:30"', 'apres_midi: "14:00-17:30"')}
WISHES = (
    "Disposer d'un état des lieux partagé avant le débat d'orientation budgétaire",
    "Savoir par quoi commencer avec une petite équipe et peu de moyens",
    "Parler d'une même voix devant les habitants",
    "Comprendre ce que font des communes comparables, et ce qui leur réussit",
    "Repartir avec une méthode et un calendrier pour les six mois qui viennent",
    "Associer les agents et les associations sans alourdir les décisions",
)
STAKES = ("Tenir compte des hameaux", "Garder les commerces du bourg", "Préparer la rentrée", "Associer les jeunes")


@dataclass(frozen=True, slots=True)
class Demande:
    """A brief's file name and its text."""

    nom: str
    texte: str


def demandes(count: int | None = None) -> Iterator[Demande]:
    """The briefs of the first `count` communes, all by default; a fixed shuffle, so that a sample is like the whole."""
    codes = [(str(code), str(nom)) for code, nom in sqlite3.connect(TABLE).execute("SELECT code, nom FROM commune")]
    codes.sort()
    random.Random(2026).shuffle(codes)  # noqa: S311 - variety, not secrecy
    modules = list(open_atelier(Workspace(TABLE.parent)).catalogue.modules.values())
    for code, nom in codes[:count]:
        yield _demande(code, nom, modules)


def write(folder: Path, count: int | None = None) -> None:
    """Put the briefs into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for demande in demandes(count):
        (folder / demande.nom).write_text(demande.texte, encoding="utf-8")


def _demande(code: str, nom: str, modules: list[Module]) -> Demande:
    chance = random.Random(code)  # noqa: S311 - as above
    chosen = sorted(chance.sample(modules, chance.choices((1, 2, 3), (6, 3, 1))[0]), key=lambda module: module.code)
    days = [day for module in chosen for day in _days(module)]
    texte = f"""reference: N-{code}
version: {chance.randint(1, 3)}
date: 2026-{chance.randint(9, 12):02}-{chance.randint(1, 28):02}
commune: {{code_insee: "{code}", adresse: "Mairie, le Bourg"}}
contexte:
  situation: >-
    L'équipe municipale de {nom} a pris ses fonctions au printemps. Elle veut se donner un cadre commun avant de
    choisir ses premiers projets, et entendre ce qu'en pensent les habitants.
  enjeux: [{", ".join(chance.sample(STAKES, 2))}]
public: {{profil: Élus du conseil municipal, effectif: {chance.randint(6, 15)}}}
attendus:
{_wishes(chance, chosen)}
modules:
{_modules(chance, chosen)}
modalite: presentiel
conditions: {{prix_jour: "{chance.randint(11, 18)}50.00", frais: "{chance.randint(8, 20)}0.00", validite_jours: 90}}
{_sessions(chance, days)}"""
    return Demande(f"{code}.yaml", texte)


def _days(module: Module) -> list[tuple[str, ...]]:
    half_days = module.format.demi_journees
    return [HOURS[2]] * (half_days // 2) + [HOURS[1]] * (half_days % 2)


def _wishes(chance: random.Random, chosen: list[Module]) -> str:
    lines = []
    for rank, module in enumerate(chosen * 2, start=1):
        core = sorted({theme for s in module.sequences if not s.facultative and s.objectifs for theme in s.themes})
        themes = ", ".join(chance.sample(core, min(len(core), chance.randint(1, 2))))
        priorite = chance.choice(("haute", "normale", "basse"))
        lines.append(f'  - {{id: A{rank}, texte: "{chance.choice(WISHES)}", priorite: {priorite}, themes: [{themes}]}}')
    return "\n".join(lines)


def _modules(chance: random.Random, chosen: list[Module]) -> str:
    adapted = "Les exemples viennent de communes de même taille, et les exercices portent sur la commune."
    return "\n".join(
        f'  - {{code: "{module.code}"' + (f', adaptation: "{adapted}"' if chance.random() < 0.5 else "") + "}"  # noqa: PLR2004 - one in two
        for module in chosen
    )


def _sessions(chance: random.Random, days: list[tuple[str, ...]]) -> str:
    """One brief in four has no dates yet."""
    if chance.random() < 0.25:  # noqa: PLR2004 - see above
        return ""
    month, first = chance.choice(("2027-01", "2027-02", "2027-03")), chance.randint(4, 15)
    lines = [f"      - {{date: {month}-{first + rank:02}, {', '.join(hours)}}}" for rank, hours in enumerate(days)]
    people = "\n".join(f"      - {{prenom: Prénom{n}, nom: Nom{n}}}" for n in range(chance.randint(5, 12)))
    return (
        "sessions:\n  - jours:\n" + "\n".join(lines) + "\n    lieu: {nom: Salle du conseil, adresse: Mairie}\n"
        "    formateurs:\n      - {prenom: Agnès, nom: Marty, titres: [Diplômée en communication publique]}\n"
        f"    participants:\n{people}\n"
    )
