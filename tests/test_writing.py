"""Text written into YAML reads back as it was."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docgen.source import parse_source
from docgen.source.decoding import UNPRINTABLE
from docgen.source.writing import flow, quoted, scalar

# What a brief may hold: no character that its reader refuses, even as an escape.
TEXTS = st.text(min_size=1, max_size=60).filter(lambda text: not UNPRINTABLE.search(text))


def read_back(value: str) -> object:
    return parse_source(f"cle: {value}\n".encode(), "B", "x.yaml").donnees["cle"]


@given(TEXTS)
def test_any_text_reads_back_as_it_was(text: str) -> None:
    assert read_back(scalar(text)) == text
    assert read_back(quoted(text)) == text


@given(st.lists(TEXTS, max_size=4))
def test_any_list_reads_back_as_it_was(texts: list[str]) -> None:
    assert read_back(flow(texts)) == texts


@pytest.mark.parametrize("text", ["Voir l'avenir (enfin), à 50 % !", "JLT-2026-01", "L’Haÿ-les-Roses"])
def test_an_ordinary_text_is_plain(text: str) -> None:
    assert scalar(text) == text


@pytest.mark.parametrize("text", ["oui", "no", "True", "01004", "12:30", "a: b", "a #b", "- a", "", " a", "a ", "[a]"])
def test_what_could_be_read_otherwise_is_quoted(text: str) -> None:
    assert scalar(text) == text if text == "oui" else scalar(text) == f'"{text}"'
