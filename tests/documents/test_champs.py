"""The fields of every document: one source, described and with an example, that reads as a tree."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from docgen.documents.champs import fields_of
from docgen.documents.registre import Document, tous
from docgen.word.fields import Champs, Kind, fields_of_data

if TYPE_CHECKING:
    from collections.abc import Iterator

DOCUMENTS = list(tous().values())


def all_fields(fields: Champs) -> Iterator[tuple[str, str, object]]:
    for field in fields.values():
        yield field.nom, field.description, field.exemple if not field.fields else "…"
        yield from all_fields(dict(field.fields))


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda document: document.cle)
def test_every_field_has_a_french_description_and_an_example(document: Document) -> None:
    for name, description, example in all_fields(fields_of(document.vue)):
        assert description, name
        assert example is not None, name


def test_the_tree_tells_groups_lists_and_what_may_be_absent() -> None:
    fields = fields_of(tous()["emargement"].vue)
    assert fields["client"].kind is Kind.GROUPE
    assert fields["participants"].kind is Kind.LISTE
    assert fields["participants"].fields["nom"].kind is Kind.TEXTE
    assert fields["session"].fields["lieu"].fields["salle"].facultatif
    assert fields["brouillon"].kind is Kind.OUI_NON


def test_sample_data_gives_the_same_kind_of_tree() -> None:
    fields = fields_of_data({"client": {"nom": "X"}, "lots": [{"prix": 3}, {"prix": 4, "note": "…"}], "fini": True})
    assert fields["client"].fields["nom"].kind is Kind.TEXTE
    assert fields["lots"].kind is Kind.LISTE
    assert fields["lots"].fields["prix"].kind is Kind.NOMBRE
    assert fields["lots"].fields["note"].facultatif
    assert fields["fini"].kind is Kind.OUI_NON
