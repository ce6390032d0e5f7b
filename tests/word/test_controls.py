"""Content controls: read wherever Word puts them, filled as Word fills them."""

from __future__ import annotations

import datetime as dt

import pytest

from docgen.word.characters import ValueFaultError
from docgen.word.controls import Kind, fill_controls, read_form, strays
from docgen.word.names import RELS, W14, W

NAMESPACES = f'xmlns:w="{W.strip("{}")}" xmlns:w14="{W14.strip("{}")}"'
BOX = '<w14:checkbox><w14:checked w14:val="{}"/></w14:checkbox>'

ROOT = (
    f'<Relationships xmlns="{RELS.strip("{}")}">'
    '<Relationship Id="r" Type="x/officeDocument" Target="word/document.xml"/></Relationships>'
).encode()


def document(*blocks: str) -> dict[str, bytes]:
    body = f"<w:document {NAMESPACES}><w:body>{''.join(blocks)}</w:body></w:document>".encode()
    return {"_rels/.rels": ROOT, "word/document.xml": body}


def p(content: str) -> str:
    return f"<w:p>{content}</w:p>"


def r(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def sdt(tag: str, content: str, properties: str = "") -> str:
    named = f'<w:alias w:val="Le champ"/><w:tag w:val="{tag}"/>' if tag else ""
    return f"<w:sdt><w:sdtPr>{named}{properties}</w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>"


PLACEHOLDER = "<w:showingPlcHdr/>"


@pytest.mark.parametrize(
    "block",
    [
        p(r("Nom : ") + sdt("nom", r("Tours"))),
        sdt("nom", p(r("Tours"))),
        p(sdt("nom", r("To") + r("urs"), "<w:text/>")),
        p(
            sdt(
                "nom",
                f'<w:ins w:id="1">{r("Tours")}</w:ins><w:del w:id="2"><w:r><w:delText>X</w:delText></w:r></w:del>',
            )
        ),
        sdt("", sdt("nom", p(r("Tours"))), "<w:group/>"),
        "<w:tbl><w:tr>" + sdt("nom", "<w:tc>" + p(r("Tours")) + "</w:tc>") + "</w:tr></w:tbl>",
    ],
    ids=["in a line", "around a paragraph", "plain text", "tracked", "in a group", "around a cell"],
)
def test_a_field_is_read_wherever_it_stands(block: str) -> None:
    form = read_form(document(block))
    assert [(one.tag, one.alias, one.kind, one.text) for one in form.controls] == [
        ("nom", "Le champ", Kind.TEXTE, "Tours")
    ]


def test_lines_and_paragraphs_are_lines() -> None:
    lines = "<w:r><w:t>un</w:t><w:br/><w:t>deux</w:t></w:r>"
    form = read_form(document(p(sdt("a", lines)), sdt("b", p(r("un ")) + p(r(" deux")))))
    assert [one.text for one in form.controls] == ["un\ndeux", "un\ndeux"]


def test_a_placeholder_is_no_answer_and_boxes_lists_and_dates_have_their_kind() -> None:
    form = read_form(
        document(
            p(sdt("texte", r("Écrire ici"), PLACEHOLDER)),
            p(sdt("oui", r("☒"), BOX.format(1))),
            p(sdt("non", r("☐"), BOX.format("false"))),
            p(sdt("tapé", r("X"), BOX.format(0))),
            p(sdt("liste", r("Madame"), "<w:dropDownList/>")),
            p(sdt("date", r("03/12/2026"), "<w:date/>")),
        )
    )
    assert [(one.kind, one.text, one.checked) for one in form.controls] == [
        (Kind.TEXTE, "", False),
        (Kind.CASE, "", True),
        (Kind.CASE, "", False),
        (Kind.CASE, "", True),
        (Kind.LISTE, "Madame", False),
        (Kind.DATE, "03/12/2026", False),
    ]


def test_what_stands_outside_is_told_without_the_words_that_were_there() -> None:
    blank = read_form(document(p(r("Nom : ") + sdt("nom", r("…"), PLACEHOLDER)), p(r("Merci.")), p(r("Merci."))))
    form = read_form(
        document(p(r("Nom : ") + sdt("nom", r("Tours")) + r(" (37)")), p(r("Merci.")), p(r("Merci.")), p(r("Merci.")))
    )
    assert strays(blank, blank) == []
    assert strays(form, blank) == ["(37)", "Merci."]


def test_filling_does_what_word_does() -> None:
    parts = document(
        p(
            sdt(
                "nom", '<w:r><w:rPr><w:rStyle w:val="PlaceholderText"/></w:rPr><w:t>Écrire ici</w:t></w:r>', PLACEHOLDER
            )
        ),
        p(sdt("case", r("☐"), BOX.format(0))),
        p(sdt("date", r("jj/mm/aaaa"), f"{PLACEHOLDER}<w:date/>")),
        p(sdt("vide", r("Écrire ici"), PLACEHOLDER)),
    )
    fill_controls(parts, {"nom": "un\ndeux", "case": True, "date": dt.date(2026, 12, 3), "vide": "", "autre": "x"})
    nom, case, date, vide = read_form(parts).controls
    assert (nom.text, case.checked, date.text, vide.text) == ("un\ndeux", True, "03/12/2026", "")
    xml = parts["word/document.xml"].decode()
    assert "PlaceholderText" not in xml
    assert 'w:fullDate="2026-12-03T00:00:00Z"' in xml
    assert "☒" in xml


def test_a_character_that_word_cannot_hold_is_refused() -> None:
    with pytest.raises(ValueFaultError):
        fill_controls(document(p(sdt("nom", r("…"), PLACEHOLDER))), {"nom": "a\x00b"})
