"""What the catalogue teaches to clients that are unlike each other: all modules, over tests/contextes.py."""

from __future__ import annotations

import datetime as dt
import random
import re
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from contextes import CONTEXTES, FAITS_SEULS, JUMEAUX, OPPOSES, pour, seul

from docgen.brief.model import Periode
from docgen.catalogue import load_catalogue
from docgen.catalogue.conditions import Mots
from docgen.catalogue.criteres import CRITERES, Forme
from docgen.catalogue.ecrit import Cas, Point
from docgen.catalogue.facts import facts_in, fill
from docgen.catalogue.model import Sequence
from docgen.documents.dossier import Dossier
from docgen.documents.faits import Faits
from docgen.organisme.model import Organisme
from docgen.production import open_atelier, verify
from docgen.production.verification import dossier_of
from docgen.programme import build_programme, wording
from docgen.programme.difference import difference, difference_of_texts, mask, sentences, texts_of
from docgen.source import load_source
from docgen.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docgen.brief.model import Brief
    from docgen.programme.model import ModuleAdapte, Programme

CATALOGUE, _ = load_catalogue([Path(__file__).parents[2] / "catalogue"])
CODES = list(CATALOGUE.modules)
ECRITS = ["11", "12", "13", "14", "15", "16", "17"]  # the modules written with variants: held to the shares below
ORGANISME = Organisme()

LEAST, TWINS, FIRST_PAGES = 0.30, 0.10, 0.20


def programme_of(client: Brief, code: str) -> tuple[Brief, Programme]:
    module = CATALOGUE.modules[code]
    themes = next(s.themes for s in module.sequences if s.objectifs and not s.facultative)
    brief = pour(client, code, themes[:1], module.format.demi_journees)
    programme, faults = build_programme(brief, CATALOGUE, ORGANISME)
    assert faults == ()
    assert programme is not None
    return brief, programme


def taught(client: Brief, code: str) -> tuple[Sequence, ...]:
    (adapte,) = programme_of(client, code)[1].modules
    return tuple(choix.sequence for choix in adapte.choix)


def share(one: Brief, other: Brief, code: str) -> float:
    names = tuple(n for client in (one, other) for n in (client.client.nom.nom, client.client.nom.le_nom))
    return difference(taught(one, code), taught(other, code), names)


def texts_in(adapte: ModuleAdapte) -> list[str]:
    module = adapte.module
    own = [module.titre, module.pourquoi, module.parce_que, module.modalites, module.public, module.prerequis]
    own += [text for o in module.objectifs for text in (o.texte, o.evaluation)]
    own += [text for q in module.quiz for text in (q.question, *q.choix, q.reponse)]
    return [*own, *(text for choix in adapte.choix for text in texts_of(choix.sequence))]


@pytest.mark.parametrize("name", CONTEXTES)
@pytest.mark.parametrize("code", CODES)
def test_every_client_gets_whole_sentences_and_exact_hours(code: str, name: str) -> None:
    brief, programme = programme_of(CONTEXTES[name], code)
    faits = Faits.of(Dossier(brief, programme, ORGANISME))
    (deroulement,) = programme.deroulements
    (adapte,) = deroulement.modules
    for text in texts_in(adapte):
        filled = faits.fill(text)
        assert not facts_in(filled), filled
        assert "  " not in filled
        assert " de de " not in filled
    for half_day in deroulement.demi_journees:
        assert sum(moment.minutes for moment in half_day.moments) == half_day.minutes
    for choix in adapte.choix:
        sequence = choix.sequence
        assert sequence.titre
        assert sequence.contenu
        assert sequence.evaluation
        assert sequence.methodes
        if sequence.etapes:
            assert sum(etape.minutes for etape in sequence.etapes) == choix.minutes
            assert all(etape.minutes >= 5 and etape.consigne for etape in sequence.etapes)


def test_what_one_person_is_told_has_no_groups_and_no_neighbour() -> None:
    for code in CODES:
        brief, programme = programme_of(CONTEXTES["une personne"], code)
        faits = Faits.of(Dossier(brief, programme, ORGANISME))
        filled = [faits.fill(text) for text in texts_in(programme.modules[0]) if "{groupe" in text]
        assert not any("groupes" in text or "voisin" in text for text in filled)


@pytest.mark.parametrize("code", CODES)
def test_the_metropole_de_lyon_is_asked_for_no_pacte_de_gouvernance(code: str) -> None:
    epci = CONTEXTES["métropole"]
    lyon = replace(epci, client=replace(epci.client, code="200046977"))
    said = {
        who: any("pacte" in text for text in texts_in(programme_of(client, code)[1].modules[0]))
        for who, client in (("EPCI", epci), ("Lyon", lyon))
    }
    assert not said["Lyon"]
    assert said["EPCI"] == (code in {"11", "13"})


@pytest.mark.parametrize(("one", "other"), OPPOSES)
@pytest.mark.parametrize("code", ECRITS)
def test_opposite_clients_are_taught_something_else(code: str, one: str, other: str) -> None:
    assert share(CONTEXTES[one], CONTEXTES[other], code) >= LEAST


def read_by_the_mayor(client: Brief, code: str) -> list[str]:
    """What the first pages of the proposal say of content (documents/programme.py, and its template).

    « Ce que nous vous proposons »: why, what the module brings, for whom, how, and how each objective is checked; then
    the programme day by day: titles and points. The objectives themselves are promises, which never vary.
    """
    (adapte,) = programme_of(client, code)[1].modules
    module = adapte.module
    own = [module.pourquoi, module.parce_que, module.public, module.prerequis, module.modalites]
    days = [text for choix in adapte.choix for text in (choix.sequence.titre, *choix.sequence.contenu)]
    return [*own, *(objectif.evaluation for objectif in module.objectifs), *days]


@pytest.mark.parametrize(("one", "other"), OPPOSES)
@pytest.mark.parametrize("code", ECRITS)
def test_opposite_clients_read_something_else_on_the_first_pages(code: str, one: str, other: str) -> None:
    clients = CONTEXTES[one], CONTEXTES[other]
    names = tuple(n for client in clients for n in (client.client.nom.nom, client.client.nom.le_nom))
    first, second = (read_by_the_mayor(client, code) for client in clients)
    assert difference_of_texts(first, second, names) >= FIRST_PAGES


@pytest.mark.parametrize("pair", JUMEAUX, ids=[one.client.nom.nom for one, _ in JUMEAUX])
@pytest.mark.parametrize("code", CODES)
def test_twins_differ_by_names_and_figures_alone(code: str, pair: tuple[Brief, Brief]) -> None:
    assert share(*pair, code) <= TWINS


@pytest.mark.parametrize("fait", FAITS_SEULS)
@pytest.mark.parametrize("code", ECRITS)
def test_one_fact_alone_moves_the_teaching_or_the_module_says_why_not(code: str, fait: str) -> None:
    name, _, word = fait.partition(":")
    one, other = seul(fait)
    written = CATALOGUE.modules[code].ecrit
    assert written is not None
    said = [i for i in written.indifferent if i.fait == name and (not i.valeurs or word in i.valeurs)]
    first, second = (taught(client, code) for client in (one, other))
    moved = set(sentences(first)) != set(sentences(second))
    assert moved != bool(said), said[0].raison if said else "says nothing of it"


@pytest.mark.parametrize("code", ECRITS)
def test_every_case_is_taken_by_somebody(code: str) -> None:
    for place, cases in _cases_of(code):
        missing = set(range(len(cases)))
        clients = _clients()
        while missing and (client := next(clients, None)):
            missing.discard(next((rank for rank, case in enumerate(cases) if case.condition.tient(client)), -1))
        assert not missing, place


_DRAWN: list[dict[str, float | Mots]] = []


def _clients() -> Iterator[dict[str, float | Mots]]:
    """Many clients, always the same: those that some case called for are drawn once."""
    chance = random.Random(2026)  # noqa: S311 - a draw of clients, nothing secret
    if not _DRAWN:
        _DRAWN.extend(_anybody(chance) for _ in range(3_000))
    yield from _DRAWN


SIZES = (1, 2, 3, 5, 8, 14, 18, 30, 55, 90, 300, 800, 2500, 6000, 15_000, 30_000, 90_000, 200_000)


def _anybody(chance: random.Random) -> dict[str, float | Mots]:
    """A client of whom each fact may be unknown."""
    epci = chance.random() < 0.4
    kind = chance.choice(CRITERES["client"].mots[2:])
    found: dict[str, float | Mots] = {"client": Mots.of("epci", kind) if epci else Mots.of("commune")}
    for name, critere in CRITERES.items():
        if name == "client" or chance.random() < 0.3 or (name in {"communes", "part_de_la_plus_grande"} and not epci):
            continue
        if critere.forme is Forme.NOMBRE:
            found[name] = chance.choice(SIZES)
        elif critere.forme is Forme.SUJETS:
            found |= {f"{name}.{subject}": Mots.of(chance.choice(critere.mots)) for subject in critere.sujets}
        elif critere.forme is Forme.NOMS:
            found[name] = Mots.of(*chance.sample(_NAMES, 4))
        else:
            found[name] = Mots.of(*chance.sample(critere.mots, chance.choice((1, 1, 2)) if name == "territoire" else 1))
    return found


_NAMES = [*CODES, *dict.fromkeys(s.id for module in CATALOGUE.modules.values() for s in module.sequences)]


def _cases_of(code: str) -> list[tuple[str, tuple[Cas, ...]]]:
    written = CATALOGUE.modules[code].ecrit
    assert written is not None
    found: list[tuple[str, object]] = list(written.textes.items())
    found += [(o.id, text) for o in written.objectifs for text in (o.texte, o.evaluation)]
    for ident, sequence in written.sequences.items():
        points: tuple[Point, ...] = (
            *sequence.contenu,
            *sequence.supports,
            *(p for e in sequence.etapes for p in e.points),
        )
        found += [(ident, point.texte) for point in points]
        found += [(ident, (Cas(point.condition, point.texte),)) for point in points]
        found += [(ident, text) for text in (sequence.titre, sequence.evaluation, sequence.methodes)]
        found += [(ident, text) for e in sequence.etapes for text in (e.but, e.consigne)]
    return [(place, text) for place, text in found if isinstance(text, tuple) and text and isinstance(text[0], Cas)]


BRIEFS = sorted((Path(__file__).parents[2] / "briefs").glob("*.yaml"))
# Words that say a thing twice, contractions that were not made, and a reflexive verb, which is no fault.
STUMBLES = re.compile(
    r"\b(?!nous nous\b|vous vous\b)(\w+) \1\b|\b(?:de|à) les? |\bde d[e’]|\bà à |\b[dD]e l’?les? |\{| {2}|’ "
)


@cache
def _values() -> list[dict[str, str]]:
    """What the facts may read like: of clients of all kinds, of groups of all sizes, at all moments of a session."""
    periodes = (*Periode, None)
    moments = [wording.of_moment(now, before, days) for now in Periode for before in periodes for days in (0, 1, 9)]
    groups = [wording.of_group(people) for people in (None, *range(1, 31))]
    mandates = [wording.of_mandate(dt.date(year, 10, 5)) for year in (2026, 2029, 2031, 2040)]
    dossiers = [Dossier(*programme_of(client, CODES[0]), ORGANISME) for client in CONTEXTES.values()]
    atelier = open_atelier(Workspace(BRIEFS[0].parents[1]))
    dossiers += [found for path in BRIEFS if (found := dossier_of(atelier, verify(atelier, path)))]
    said = [dict(Faits.of(dossier).valeurs) for dossier in dossiers]
    return [
        {**said[i % len(said)], **groups[i % len(groups)], **moments[i % len(moments)], **mandates[i % len(mandates)]}
        for i in range(max(len(said), len(groups), len(moments)))
    ]


def _strings(data: object) -> Iterator[str]:
    if isinstance(data, str):
        yield from re.split(r"(?<=[.!?…;:])\s+", data)
    elif isinstance(data, (list, dict)):
        for one in data.values() if isinstance(data, dict) else data:
            yield from _strings(one)


@pytest.mark.parametrize("path", sorted((Path(__file__).parents[2] / "catalogue").glob("*.yaml")), ids=lambda p: p.stem)
def test_every_fact_reads_well_in_every_sentence(path: Path) -> None:
    values = _values()
    stumbles = []
    for sentence in dict.fromkeys(text for text in _strings(load_source(path, "C").donnees) if facts_in(text)):
        for filled, of in {fill(sentence, each): each for each in values}.items():
            again = [of[n] for n in facts_in(sentence) if len(of[n].split()) > 2 and filled.count(of[n]) > 1]
            if again or STUMBLES.search(filled.lower()):
                stumbles.append(filled)
                break
    assert not stumbles, "\n".join(stumbles)


SAME = [
    ("Chaque groupe compare trois taux avec ceux de Nolay.", "Chaque groupe compare cinq taux avec ceux de Chagny."),
    ("Dans une commune de 400 habitants, lire le budget ligne à ligne.", "Lire le budget ligne à ligne."),
    ("Lire ensemble le budget, ligne à ligne.", "Ligne à ligne, lire ensemble le budget."),
    ("Relire la loi n° 2019-1461 avant le débat.", "Relire la loi n° 2015-991 avant le débat."),
]
OTHER = [
    ("Chaque groupe compare trois taux avec ceux de Nolay.", "Chacun raconte une réunion publique qui a mal tourné."),
    ("Lire le budget ligne à ligne.", "Interroger la directrice des finances sur la dette."),
]


def saying(text: str) -> tuple[Sequence, ...]:
    from docgen.catalogue.model import Duree

    return (Sequence("s", "Titre commun", Duree(5, 10, 15), (), (text,), (), ""),)


@pytest.mark.parametrize(("one", "other"), SAME)
def test_names_numbers_order_and_padding_make_no_difference(one: str, other: str) -> None:
    assert difference(saying(one), saying(other)) == 0


@pytest.mark.parametrize(("one", "other"), OTHER)
def test_something_else_to_do_is_a_difference(one: str, other: str) -> None:
    assert difference(saying(one), saying(other)) == 0.5  # the title is the same


def test_a_sentence_left_out_is_no_difference() -> None:
    whole = "Lire le budget ligne à ligne. Interroger la directrice des finances."
    assert difference(saying(whole), saying("Lire le budget ligne à ligne.")) == 0


def test_what_is_masked_is_gone() -> None:
    masked = mask(
        "À Joué-lès-Tours, trois quarts des 14 023 habitants lisent le CGCT, art. L5211-11-2.", ("Joué-lès-Tours",)
    )
    assert "joue" not in masked
    assert not any(letter.isdigit() for letter in masked)
    assert "trois" not in masked
    assert "habitants lisent" in masked
