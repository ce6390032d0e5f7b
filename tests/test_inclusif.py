"""Inclusive writing: the three ways to print one source."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docgen.inclusif import Ecriture, ecrire


@pytest.mark.parametrize(
    ("source", "doublet", "masculin"),
    [
        ("les élu·e·s", "les élues et élus", "les élus"),
        ("chaque élu·e", "chaque élue ou élu", "chaque élu"),
        ("Élu·e·s et agents", "Élues et élus et agents", "Élus et agents"),
        ("des habitant·e·s", "des habitantes et habitants", "des habitants"),
        ("les conseiller·ère·s", "les conseillères et conseillers", "les conseillers"),
        ("les administrateur·trice·s", "les administratrices et administrateurs", "les administrateurs"),
        ("citoyen·ne·s", "citoyennes et citoyens", "citoyens"),
        ("les plus actif·ve·s", "les plus actives et actifs", "les plus actifs"),
        ("nombreux·se·s", "nombreuses et nombreux", "nombreux"),
        ("tou·te·s les élu·e·s", "toutes et tous les élues et élus", "tous les élus"),
        ("un texte sans rien", "un texte sans rien", "un texte sans rien"),
    ],
)
def test_a_form_is_printed_as_asked(source: str, doublet: str, masculin: str) -> None:
    assert ecrire(source, Ecriture.POINT_MEDIAN) == source
    assert ecrire(source, Ecriture.DOUBLET) == doublet
    assert ecrire(source, Ecriture.MASCULIN) == masculin


@given(st.text(alphabet="élus e,.É", max_size=60))
def test_a_text_without_a_middle_dot_is_left_as_it_is(text: str) -> None:
    assert {ecrire(text, ecriture) for ecriture in Ecriture} == {text}
