"""What the words of an attendu point to, against what its themes call: words of clients, composed by others."""

from __future__ import annotations

import subprocess
import sys

import pytest
from test_tailoring import CATALOGUE, brief

from docgen.brief.model import Attendu
from docgen.programme.likely import likely, stems

# Words of a client, the module, its own themes, and the sequence that somebody who knows the catalogue thinks of.
SAID = [
    ("Un tableau de bord simple, suivi par trois personnes", "11", ("indicateurs",), "tableau-de-bord"),
    ("On a des chiffres, personne ne sait les lire", "12", ("donnees",), "lire-et-se-mefier"),
    ("Revitaliser le centre-bourg", "13", ("amenagement-habitat",), "zoom-centre-bourg"),
    ("Lancer un budget participatif", "11", ("participation",), "zoom-participation"),
    ("Faut-il une marque, un logo ?", "15", ("identite-marque",), "marque-ou-pas"),
    ("Le tourisme rapporte mais fatigue les habitants", "15", ("economie-tourisme",), "zoom-tourisme"),
    ("Loger les jeunes sans étalement", "12", ("amenagement-habitat",), "zoom-foncier"),
]


@pytest.mark.parametrize(("texte", "code", "themes", "ident"), SAID)
def test_a_sequence_that_the_themes_miss_is_told_and_one_that_they_call_is_not(
    texte: str, code: str, themes: tuple[str, ...], ident: str
) -> None:
    (told,) = likely(brief(code, attendus=(Attendu("A1", texte, themes=("ressources-humaines",)),)), CATALOGUE)
    assert f"« {ident} »" in told.message
    assert f"{ident}" in told.remede
    assert likely(brief(code, attendus=(Attendu("A1", texte, themes=themes),)), CATALOGUE) == []
    named = Attendu("A1", texte, themes=("ressources-humaines",), sequences=(ident,))
    assert likely(brief(code, attendus=(named,)), CATALOGUE) == []


def test_words_that_no_sequence_holds_point_to_nothing() -> None:
    assert likely(brief("12", attendus=(Attendu("A1", "Xylophone ukulélé", themes=("donnees",)),)), CATALOGUE) == []
    assert likely(brief("12", attendus=(Attendu("A1", "…", themes=("donnees",)),)), CATALOGUE) == []


def test_words_of_one_family_have_one_stem() -> None:
    assert stems("Rouvrir des maisons vides") >= stems("maison vide")
    assert stems("avec nos") == set()


def test_only_verifier_pays_for_stems() -> None:
    code = "import sys, docgen.programme, docgen.production; print('snowballstemmer' in sys.modules)"
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert out.stdout.strip() == "False"
