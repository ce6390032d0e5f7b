"""Clients that are unlike each other, as briefs: what the tests of the catalogue's content are held to.

OPPOSES: pairs with the same attendus and hours, and nearly nothing else in common. JUMEAUX: pairs of the same facts,
whose names and figures alone differ. FAITS_SEULS: one fact changed, all others kept.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from docgen.brief.model import (
    Attendu,
    Avancement,
    Brief,
    Client,
    Contexte,
    Jour,
    ModuleChoisi,
    Periode,
    Public,
    Session,
)
from docgen.catalogue.model import Phase
from docgen.organisme.model import Horaire
from docgen.territory.model import Nom

DATE = dt.date(2026, 10, 5)
MATIN, APRES_MIDI = Horaire(540, 750), Horaire(840, 1050)
SOIR = Horaire(1080, 1290)  # 18:00-21:30


def _nom(nom: str, nature: str) -> Nom:
    """The name with its contractions, as the table of communes would give it."""
    if nature != "commune":
        return Nom(nom, f"de la {nom}".replace("de la a", "de l’a"), f"à la {nom}", f"la {nom}")
    if nom.startswith("Le "):
        return Nom(nom, f"du {nom[3:]}", f"au {nom[3:]}", nom)
    return Nom(nom, f"d’{nom}" if nom[0] in "AEIOUÉ" else f"de {nom}", f"à {nom}", nom)


def _client(nom: str, habitants: int | None, nature: str = "commune", communes: int | None = None) -> Brief:
    return Brief(
        reference="T-1",
        version=1,
        date=DATE,
        client=Client(
            nature,
            "37122",
            _nom(nom, nature),
            population=habitants,
            communes_membres=communes,
        ),
        attendus=(),
        modules=(),
        phase=Phase.DEBUT,
    )


def _with(base: Brief, contexte: Contexte, public: Public, phase: Phase = Phase.DEBUT, **rest: object) -> Brief:
    return replace(base, contexte=contexte, public=public, phase=phase, **rest)  # type: ignore[arg-type]


HAMEAU = _with(
    _client("Pradelle", 212),
    Contexte(services="secretaire-de-mairie", agents=2, equipe="nouvelle", territoire=("rural", "perd-des-habitants")),
    Public(effectif=7, nouveaux=5, composition="assemblee-entiere"),
)
VILLAGE = _with(
    _client("Orsanne", 1340),
    Contexte(
        services="equipe-reduite",
        agents=11,
        equipe="reconduite",
        territoire=("rural", "montagne", "touristique", "residences-secondaires"),
    ),
    Public(effectif=12, nouveaux=3, composition="assemblee-entiere"),
    Phase.MI_MANDAT,
)
PERIURBAIN = _with(
    _client("Vaucresson-le-Bas", 2950),
    Contexte(services="equipe-reduite", agents=24, equipe="mixte", territoire=("periurbain", "gagne-des-habitants")),
    Public(effectif=15, nouveaux=8, composition="assemblee-entiere"),
)
BOURG = _with(
    _client("Sauvigny", 6400),
    Contexte(
        services="dgs-et-services",
        agents=80,
        equipe="mixte",
        territoire=("petites-villes-de-demain", "perd-des-habitants"),
        avancement=(("diagnostic", Avancement("adopte", 2024)), ("projet", Avancement("en-cours"))),
    ),
    Public(effectif=10, nouveaux=4, composition="maire-adjoints"),
    Phase.MI_MANDAT,
)
STATION = _with(
    _client("Port-Blanc", 12_300),
    Contexte(services="dgs-et-services", agents=230, equipe="nouvelle", territoire=("littoral", "touristique")),
    Public(effectif=9, nouveaux=6, composition="delegues"),
)
VILLE = _with(
    _client("Montreval", 78_000),
    Contexte(
        services="directions",
        agents=1500,
        equipe="reconduite",
        territoire=("ville-centre", "gagne-des-habitants", "quartiers-prioritaires"),
        avancement=(("diagnostic", Avancement("adopte", 2025)), ("prospective-financiere", Avancement("adopte", 2026))),
    ),
    Public(effectif=20, nouveaux=3, composition="delegues"),
)
OUTRE_MER = _with(
    _client("Grand-Morne", 31_000),
    Contexte(services="directions", agents=900, equipe="mixte", territoire=("outre-mer", "littoral")),
    Public(effectif=16, nouveaux=7, composition="assemblee-entiere"),
    Phase.FIN,
)
CC = _with(
    _client("communauté de communes des Trois Vallées", 15_800, "communauté de communes", 41),
    Contexte(services="dgs-et-services", agents=65, equipe="mixte", territoire=("rural",)),
    Public(effectif=18, nouveaux=9, composition="delegues"),
)
AGGLO = _with(
    _client("communauté d’agglomération du Val", 112_000, "communauté d’agglomération", 34),
    Contexte(services="directions", agents=950, equipe="reconduite", territoire=("ville-centre",)),
    Public(effectif=22, nouveaux=4, composition="delegues"),
    Phase.MI_MANDAT,
)
METROPOLE = _with(
    _client("métropole de Rive", 460_000, "métropole", 24),
    Contexte(services="directions", agents=3200, equipe="mixte", territoire=("ville-centre", "gagne-des-habitants")),
    Public(effectif=14, nouveaux=5, composition="assemblee-entiere"),
    Phase.FIN,
)
DUO = _with(
    _client("Combe-Noire", 430),
    Contexte(services="secretaire-de-mairie", agents=1, equipe="reconduite", territoire=("rural",)),
    Public(effectif=2, nouveaux=0, composition="maire-adjoints"),
)
SEUL = _with(_client("Le Mas", 95), Contexte(services="secretaire-de-mairie"), Public(effectif=1, nouveaux=1))
A_DISTANCE = replace(PERIURBAIN, modalite="distanciel")
INCONNU = _client("Quelque-Part", None)

CONTEXTES = {
    "hameau": HAMEAU,
    "village": VILLAGE,
    "périurbain": PERIURBAIN,
    "bourg": BOURG,
    "station": STATION,
    "ville": VILLE,
    "outre-mer": OUTRE_MER,
    "communauté de communes": CC,
    "agglomération": AGGLO,
    "métropole": METROPOLE,
    "deux personnes": DUO,
    "une personne": SEUL,
    "à distance": A_DISTANCE,
    "inconnu": INCONNU,
}

OPPOSES = [
    ("hameau", "ville"),
    ("hameau", "agglomération"),
    ("hameau", "métropole"),
    ("village", "métropole"),
    ("village", "ville"),
    ("périurbain", "communauté de communes"),
    ("deux personnes", "ville"),
    ("deux personnes", "communauté de communes"),
    ("bourg", "communauté de communes"),
    ("station", "deux personnes"),
    ("communauté de communes", "ville"),
    ("hameau", "outre-mer"),
]

JUMEAUX = [
    (
        context,
        replace(
            context,
            client=replace(
                context.client,
                nom=Nom("Autre-Lieu", "d’Autre-Lieu", "à Autre-Lieu", "Autre-Lieu"),
                population=(context.client.population or 0) + 7 if context.client.population else None,
            ),
        ),
    )
    for context in (HAMEAU, VILLAGE, VILLE, CC)
]


MOTS = ("perd-des-habitants", "gagne-des-habitants", "touristique", "montagne", "littoral", "outre-mer")


def seul(fait: str) -> tuple[Brief, Brief]:
    """Two clients that one fact alone tells apart."""
    base = PERIURBAIN
    said, public = base.contexte, base.public
    others = {
        "services": (
            replace(base, contexte=replace(said, services="secretaire-de-mairie")),
            replace(base, contexte=replace(said, services="directions")),
        ),
        "equipe": (
            replace(base, contexte=replace(said, equipe="reconduite")),
            replace(base, contexte=replace(said, equipe="nouvelle")),
        ),
        "nouveaux": (
            replace(base, public=replace(public, nouveaux=1)),
            replace(base, public=replace(public, nouveaux=15)),
        ),
        "effectif": (replace(base, public=replace(public, effectif=3, nouveaux=2)), base),
        "modalite": (base, replace(base, modalite="distanciel")),
        "phase": (base, replace(base, phase=Phase.FIN)),
        "moment": (_in_the_evening(base, evening=False), _in_the_evening(base, evening=True)),
        **{
            f"territoire:{word}": (
                replace(base, contexte=replace(said, territoire=())),
                replace(base, contexte=replace(said, territoire=(word,))),
            )
            for word in (
                "perd-des-habitants",
                "gagne-des-habitants",
                "touristique",
                "montagne",
                "littoral",
                "outre-mer",
            )
        },
    }
    return others[fait]


FAITS_SEULS = ["services", "equipe", "nouveaux", "effectif", "modalite", "phase", "moment"]
FAITS_SEULS += [f"territoire:{word}" for word in MOTS]


def _in_the_evening(base: Brief, *, evening: bool) -> Brief:
    """Half-days of three hours and a half, one a day, by day or by night."""
    half_day = ((Periode.SOIR, SOIR),) if evening else ((Periode.MATIN, MATIN),)
    jours = tuple(Jour(dt.date(2026, 12, 1 + rang), half_day) for rang in range(4))
    return replace(base, sessions=(Session(1, (), jours),))


def pour(base: Brief, code: str, themes: tuple[str, ...], demi_journees: int) -> Brief:
    """This client, asking for that module."""
    sessions = tuple(
        replace(session, modules=(code,), jours=session.jours[:demi_journees]) for session in base.sessions
    )
    attendu = Attendu("A1", "Ce que le client attend", themes=themes)
    return replace(base, attendus=(attendu,), modules=(ModuleChoisi(code),), sessions=sessions)
