"""The three questions to ask a client are those whose answers change most of its own programme."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from contextes import INCONNU, pour

from docgen.catalogue import load_catalogue
from docgen.organisme.model import Organisme
from docgen.production import check_only, open_atelier
from docgen.programme import build_programme
from docgen.programme.difference import texts_of
from docgen.programme.stakes import Stakes
from docgen.workspace import Workspace

if TYPE_CHECKING:
    from docgen.brief.model import Brief
    from docgen.programme.model import Programme

ROOT = Path(__file__).parents[2]
CATALOGUE, _ = load_catalogue([ROOT / "catalogue"])
ATELIER = open_atelier(Workspace(ROOT))
ANSWERS: dict[str, tuple[Any, ...]] = {
    "contexte.services": ("secretaire-de-mairie", "equipe-reduite", "dgs-et-services", "directions"),
    "contexte.agents": (1, 5, 20, 49, 50, 80, 250, 400, 5000),
    "contexte.equipe": ("reconduite", "nouvelle", "mixte"),
    "public.composition": ("maire-adjoints", "delegues", "assemblee-entiere", "agents"),
}


def programme_of(brief: Brief) -> Programme:
    programme, faults = build_programme(brief, CATALOGUE, Organisme())
    assert programme is not None, faults
    return programme


def asking(code: str) -> Brief:
    module = CATALOGUE.modules[code]
    themes = next(s.themes for s in module.sequences if s.objectifs and not s.facultative)
    return pour(INCONNU, code, themes[:1], module.format.demi_journees)


def answered(brief: Brief, chemin: str, value: Any) -> Brief:
    group, _, name = chemin.partition(".")
    held: Any = getattr(brief, group)
    return replace(brief, **{group: replace(held, **{name: value})})


def said(programme: Programme) -> list[object]:
    """All texts of a module, whether its sequences came in or not."""
    (adapte,) = programme.modules
    module = adapte.module
    own = [module.pourquoi, module.parce_que, module.modalites, module.public, module.prerequis, module.titre]
    return [own, module.objectifs, module.quiz, [(c.sequence.methodes, texts_of(c.sequence)) for c in adapte.choix]]


@pytest.mark.parametrize("chemin", ANSWERS)
@pytest.mark.parametrize("code", CATALOGUE.modules)
def test_what_weighs_nothing_changes_nothing_and_what_weighs_does(code: str, chemin: str) -> None:
    brief = asking(code)
    now = programme_of(brief)
    others = [said(programme_of(answered(brief, chemin, value))) for value in ANSWERS[chemin]]
    assert (Stakes(brief, now).weight(chemin) > 0) == any(other != said(now) for other in others)


def asked(tmp_path: Path, code: str, today: dt.date) -> tuple[str, ...]:
    theme = {"17": "communication-interne", "16": "marketing"}[code]
    (tmp_path / "b.yaml").write_text(
        f'reference: B-1\ndate: 2026-10-05\ncommune: {{code_insee: "21054"}}\nmodules: [{{code: "{code}"}}]\n'
        f"attendus: [{{id: A1, texte: Travailler ensemble, themes: [{theme}]}}]\n",
        encoding="utf-8",
    )
    return check_only(ATELIER, tmp_path / "b.yaml", today=today).demandes


def test_agents_are_asked_about_where_they_decide_and_nowhere_else(tmp_path: Path) -> None:
    today = dt.date(2026, 10, 20)
    with_17, with_16 = (asked(tmp_path, code, today) for code in ("17", "16"))
    assert len(with_17) == len(with_16) == 3
    assert any("d’agents" in question for question in with_17)
    assert not any("d’agents" in question for question in with_16)
    assert "qui travaille pour les élus" in with_17[0]
