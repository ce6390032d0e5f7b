"""Lint against the engine and against Word: nothing that fails when filled is passed over, nor what Word adds."""

from __future__ import annotations

import io
import random
from pathlib import Path
from typing import TYPE_CHECKING, Any

import docx
import pytest
from docx.oxml import parse_xml
from hypothesis import given, settings
from hypothesis import strategies as st
from test_lint import FIELDS, paragraphs, saved, table
from word_files import parts_of, with_body, with_parts

from docgen.errors import FaultsFoundError
from docgen.findings import Gravite
from docgen.word.annotate import annotate
from docgen.word.lint import lint
from docgen.word.template import Template

if TYPE_CHECKING:
    from docgen.findings import Finding

DATA = {
    "titre": "Émargement",
    "client": {"nom": "Joué", "siret": "1"},
    "participants": [{"nom": "X", "prenom": "Y", "jours": ["a"]}],
    "brouillon": True,
    "salle": None,
}
TEMPLATES = Path(__file__).parents[2] / "templates"

# Each fails when it is opened or filled, unless nothing is said of it.
REFUSED = [
    "{{ participants|random }}",
    "{{ titre|urlize }}",
    "{%p if participants|length % 2 %}",
    "{%p set d = {'a': 1} %}",
    "{{ titre %}",
    "{{ titre }",
    "{{{ titre }}}",
    "{% if brouillon }}x{% endif %}",
    "{% if brouillon %}x{% fin %}",
    "{% if brouillon %}a{% else if titre %}b{% endif %}",
    "{% if brouillon %}a{% else %}b{% else %}c{% endif %}",
    "{% if brouillon %}a{% else %}b{% elif titre %}c{% endif %}",
    "{% si brouillon %}x{% finsi %}",
    "{% for p in participants %}{% if brouillon %}{% endfor %}{% endif %}",
    "{% for p of participants %}{% endfor %}",
    "{% for p in participants %}" * 25 + "{% endfor %}" * 25,
    "{% if titre > 3 %}x{% endif %}",
    "{{ titre + 1 }}",
    "{{ titre * 2.5 }}",
    "{{ titre() }}",
    "{{ range(3) }}",
    "{{ range }}",
    "{{ namespace }}",
    "{% for i in range(3) %}{{ i.nom }}{% endfor %}",
    "{{ lipsum() }}",
    "{% set ns = namespace(a=1) %}{% set ns.a = titre + 1 %}",
    "{{ titre.uper() }}",
    "{{ titre.__class__ }}",
    "{{ titre if not brouillon }}",
    "{{ titre|replace('a') }}",
    "{{ titre|replace('l’eau', 'x') }}",
    "{{ participants|length|length }}",
    "{{ participants|map(attribute='prenon')|join }}",
    "{{ participants[0].prenon }}",
    "{{ client['nm'] }}",
    "{{ client-nom }}",
    "{{ salle }}",
    "{{ salle or salle }}",
    "{{ salle|length }}",
    "{{ salle.upper() }}",
    "{% if salle is defined %}{{ salle }}{% endif %}",
    "{% if titre is absent %}x{% endif %}",
    "{{ loop.index }}",
    "{% cellbg titre %}x",
    "{% vm %}x",
    "{%tr for p in participants %}",
    "{%-p if brouillon %}",
    "{# jamais fermée",
    "{% %}",
    "{{ }}",
    "{{ (((titre) }}",
    "{{ 3x }}",
    "{{ ti\u200btre }}",
    "{{ participants|length – 1 }}",
    "{% if titre == « a » %}x{% endif %}",
    "{%p\u00a0if brouillon %}",
    "{% include 'x' %}",
    "{% break %}",
]


def errors(path: Path) -> list[Finding]:
    return [finding for finding in lint(path, FIELDS) if finding.gravite is Gravite.ERREUR]


@pytest.mark.parametrize("tag", REFUSED)
def test_what_the_engine_refuses_is_told_before(tmp_path: Path, tag: str) -> None:
    for build in (paragraphs("x", tag), table(("x", "y"), (tag, "z"))):
        path = saved(tmp_path, build)
        try:
            Template.open(path).render(DATA)
        except FaultsFoundError:
            assert errors(path)


@pytest.mark.parametrize(
    ("tag", "code", "remedy"),
    [
        ("{{ brouillon }}", "M045", "{% if brouillon %}"),
        ("{{ participants|join(', ') }}", "M035", "attribute='nom'"),
        ("{{ participants|upper }}", "M035", "boucle"),
        ("{{ participants|sort(attribute='agee')|length }}", "M030", "Champs"),
        ("{{ titre.uper() }}", "M031", "titre.upper()"),
        ("{{ titre.upper }}", "M035", ""),
        ("{{ 'a' }} { titre }}", "M022", "« {{ titre }} »"),
        ("{ { titre } }", "M022", "« {{ titre }} »"),
        ("{{{ titre }}}", "M020", "« {{ titre }} »"),
        ("{{ titre|replace('l’eau', 'x') }}", "M023", '"l\'eau"'),
        ("{% if brouillon %}a{% else if titre %}b{% endif %}", "M042", "{% elif titre %}"),
        ("{% if brouillon %}a{% end if %}", "M042", "{% endif %}"),
        ("{% if brouillon %}a{% endif brouillon %}", "M024", "{% endif %}"),
        ("{% if client.siret == 1 %}a{% endif %}", "M044", "guillemets"),
        ("{{ salle|default('x') }}", "M032", "true"),
        ("{{ prénom }}", "M030", "{{ x.prenom }}"),
        ("{{ siret }}", "M030", "« client.siret »"),
        ("{{ participant.nom }}", "M030", "participants"),
    ],
)
def test_one_fault_is_told_once_with_its_remedy(tmp_path: Path, tag: str, code: str, remedy: str) -> None:
    (found,) = lint(saved(tmp_path, paragraphs("x", tag)), FIELDS)
    assert found.code == code
    assert remedy in found.remede


SOUND = [
    "{{ salle|default('x', true) }}{{ salle or 'x' }}{{ salle if salle else '' }}",
    "{% if salle != none %}{{ salle }}{% endif %}{% if salle is not none %}{{ salle }}{% endif %}",
    "{% if salle is none %}x{% else %}{{ salle }}{% endif %}",
    "{% if not salle %}x{% elif salle == 'a' %}{{ salle }}{% endif %}",
    "{{ participants|map(attribute='nom')|join(', ') }}{{ participants|join(', ', attribute='nom') }}",
    "{{ (participants|first).nom }}{{ participants[0].nom }}{{ participants|length + 1 }}{{ 'a' ~ 1 }}",
    "{{ titre.upper() }}{{ titre|truncate(5) }}{{ titre|replace('a', 'b') }}{{ '%s !'|format(titre) }}",
    "{% set a = titre %}{{ a }}{% macro m(x) %}{{ x }}{% endmacro %}{{ m(titre) }}",
    "{% raw %}{{ x }}{% endraw %}{{ {'a': titre}['a'] }}{% if titre == “a” %}x{% endif %}{{\u00a0titre\u202f}}",
    "{% for p in participants if p.nom %}{{ loop.index }}{{ p.nom }}{% else %}{{ titre }}{% endfor %}",
    "{% for i in range(1, 4) %}{{ i + 1 }}{{ participants[i].nom if i < participants|length else '' }}{% endfor %}",
    "{% set ns = namespace(n=0) %}{% for p in participants %}{% set ns.n = ns.n + 1 %}{% endfor %}{{ ns.n }}",
    "{% for p in participants|sort(attribute='nom') %}{{ p.prenom }}{{ loop.cycle('a', 'b') }}{% endfor %}",
]


@pytest.mark.parametrize("tag", SOUND)
def test_what_can_be_filled_is_not_flagged(tmp_path: Path, tag: str) -> None:
    path = saved(tmp_path, paragraphs(tag))
    Template.open(path).render({**DATA, "salle": "A"})
    assert lint(path, FIELDS) == []


def test_the_words_that_a_dash_takes_away_are_told(tmp_path: Path) -> None:
    found, *others = lint(saved(tmp_path, paragraphs("{% if brouillon -%} perdu", "x{% endif %}")), FIELDS)
    assert (found.code, others) == ("M037", [])
    assert "« perdu »" in found.message


# What Word adds


def run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def in_word(folder: Path, xml: str) -> Path:
    path = folder / "modele.docx"
    path.write_bytes(with_body(xml))
    return path


CONTROL = "<w:sdt><w:sdtPr>{}</w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>"
WORD = [
    ("M047", f'<w:p><w:ins w:id="1" w:author="a">{run("{{ titre }}")}</w:ins></w:p>', "Accepter"),
    ("M048", f"<w:p>{CONTROL.format('<w:showingPlcHdr/>', run('{{ titre }}'))}</w:p>", "Supprimer le contrôle"),
    ("M048", f"<w:p>{CONTROL.format('<w:dataBinding/>', run('{{ titre }}'))}</w:p>", "Supprimer le contrôle"),
    ("M033", f"<w:p>{CONTROL.format('', run('{{ ti'))}{run('tre }}')}</w:p>", "retapez-la"),
    ("M049", f"<w:p>{run('{% if brouillon %}')}</w:p><w:p>{run('x{% endif %}')}</w:p>", "{%p if brouillon %}"),
    (
        "M051",
        "<w:tbl><w:tblPr/><w:tblGrid/>"
        + "".join(
            f"<w:tr><w:tc><w:tcPr>{merge}</w:tcPr><w:p>{run(text)}</w:p></w:tc></w:tr>"
            for merge, text in (
                ("", "{%tr for p in participants %}"),
                ('<w:vMerge w:val="restart"/>', "{{ p.nom }}"),
                ("", "{%tr endfor %}"),
                ("<w:vMerge/>", ""),
            )
        )
        + "</w:tbl>",
        "Fractionnez",
    ),
]


@pytest.mark.parametrize(("code", "xml", "remedy"), WORD, ids=[f"{each[0]}-{i}" for i, each in enumerate(WORD)])
def test_what_word_put_around_a_tag_is_told(tmp_path: Path, code: str, xml: str, remedy: str) -> None:
    (found,) = lint(in_word(tmp_path, xml), FIELDS)
    assert found.code == code
    assert remedy in found.remede


def test_what_word_puts_inside_a_tag_does_no_harm(tmp_path: Path) -> None:
    xml = (
        '<w:p w:rsidR="00A1"><w:r w:rsidRPr="00B2"><w:t>{{ cli</w:t></w:r><w:proofErr w:type="spellStart"/>'
        '<w:bookmarkStart w:id="1" w:name="a"/>'
        '<w:r><w:rPr><w:b/></w:rPr><w:t>ent.n</w:t></w:r><w:bookmarkEnd w:id="1"/>'
        '<w:proofErr w:type="spellEnd"/><w:commentRangeStart w:id="2"/>'
        "<w:r><w:t>om }</w:t></w:r><w:r><w:t>}</w:t></w:r></w:p>"
    )
    path = in_word(tmp_path, xml)
    assert lint(path, FIELDS) == []
    filled = Template.open(path).render(DATA)
    assert docx.Document(io.BytesIO(filled)).paragraphs[0].text == "Joué"


def test_a_header_that_may_end_empty_and_its_place_are_told(tmp_path: Path) -> None:
    def build(document: Any) -> None:
        section = document.sections[0]
        section.different_first_page_header_footer = True
        header = section.first_page_header
        header.paragraphs[0].text = "{%p if brouillon %}"
        for text in ("{{ titrre }}", "{%p endif %}"):
            header.add_paragraph(text)

    unknown, empty = sorted(lint(saved(tmp_path, build), FIELDS), key=lambda finding: finding.code)
    assert (unknown.code, empty.code) == ("M030", "M050")
    assert unknown.lieu == "en-tête de la première page"


def test_the_address_of_a_link_is_never_filled(tmp_path: Path) -> None:
    def build(document: Any) -> None:
        kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"
        ident = document.part.relate_to("https://x.fr/%7B%7B%20titre%20%7D%7D", kind, is_external=True)
        names = "".join(
            f' xmlns:{prefix}="http://schemas.openxmlformats.org/{path}/2006/{name}"'
            for prefix, path, name in (
                ("w", "wordprocessingml", "main"),
                ("r", "officeDocument", "relationships"),
            )
        )
        document.add_paragraph()._p.append(parse_xml(f'<w:hyperlink{names} r:id="{ident}">{run("ici")}</w:hyperlink>'))

    (found,) = lint(saved(tmp_path, build), FIELDS)
    assert found.code == "M039"
    assert "https://x.fr/{{ titre }}" in found.message


def test_the_strict_format_is_told_and_not_commented(tmp_path: Path) -> None:
    path = saved(tmp_path, paragraphs("{{ titre }}"))
    body = parts_of(path.read_bytes())["word/document.xml"]
    strict = body.replace(
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        b"http://purl.oclc.org/ooxml/wordprocessingml/main",
    )
    path.write_bytes(with_parts(path.read_bytes(), {"word/document.xml": strict}))
    assert [finding.code for finding in lint(path, FIELDS)] == ["M052"]
    with pytest.raises(FaultsFoundError):
        annotate(path, FIELDS)


def test_a_tag_cut_by_the_enter_key_is_one_fault(tmp_path: Path) -> None:
    (found,) = lint(saved(tmp_path, paragraphs("Titre : {{ titre", "}} du jour")), FIELDS)
    assert found.code == "M020"
    assert "retour à la ligne" in found.remede


def test_the_heading_above_is_named(tmp_path: Path) -> None:
    def build(document: Any) -> None:
        document.add_heading("Les participants", 1)
        made = document.add_table(2, 2)
        made.cell(1, 1).text = "{{ titrre }}"

    (found,) = lint(saved(tmp_path, build), FIELDS, titre="Émargement")
    assert found.lieu == "Émargement, tableau 1, ligne 2, colonne 2, sous le titre « Les participants »"


def test_a_text_box_is_commented_beside_it_and_a_bare_package_gets_its_relations(tmp_path: Path) -> None:
    box = f"<w:pict><w:txbxContent><w:p>{run('{{ titrre }}')}</w:p></w:txbxContent></w:pict>"
    path = in_word(tmp_path, f"<w:p><w:r>{box}</w:r></w:p>")
    (found,) = lint(path, FIELDS)
    assert "zone de texte" in found.lieu
    before, after = parts_of(annotate(path, FIELDS))["word/document.xml"].split(b"<w:txbxContent>")
    assert b"commentRangeStart" in before
    assert b"comment" not in after.split(b"</w:txbxContent>")[0]
    bare = {name: data for name, data in parts_of(path.read_bytes()).items() if "document.xml.rels" not in name}
    path.write_bytes(rezipped(bare))
    assert b"comments.xml" in parts_of(annotate(path, FIELDS))["word/_rels/document.xml.rels"]


def rezipped(parts: dict[str, bytes]) -> bytes:
    from docgen.word.package import write_package

    return write_package(parts)


# Whatever becomes of a shipped template


@settings(max_examples=60)
@given(st.integers(0, 2**32), st.sampled_from(sorted(TEMPLATES.glob("*.docx"))))
def test_a_damaged_template_is_checked_without_an_exception(
    tmp_path_factory: pytest.TempPathFactory, seed: int, path: Path
) -> None:
    chance = random.Random(seed)  # noqa: S311 - damage, not secrets
    parts = parts_of(path.read_bytes())
    part = chance.choice([name for name in parts if name.endswith((".xml", ".rels"))])
    damaged = tmp_path_factory.mktemp("abime") / path.name
    for mutate in (flipped, without_a_tag, with_a_piece_twice):
        damaged.write_bytes(with_parts(path.read_bytes(), {part: mutate(parts[part], chance)}))
        checked(damaged)
    whole = bytearray(path.read_bytes())
    whole[chance.randrange(len(whole))] ^= 1 << chance.randrange(8)
    damaged.write_bytes(whole)
    checked(damaged)


def flipped(data: bytes, chance: random.Random) -> bytes:
    changed = bytearray(data)
    for _ in range(chance.randint(1, 3)):
        changed[chance.randrange(len(changed))] = chance.choice(b"{}%<>/|'\" aw:0\xc3")
    return bytes(changed)


def without_a_tag(data: bytes, chance: random.Random) -> bytes:
    pieces = data.split(b"<")
    del pieces[chance.randrange(len(pieces))]
    return b"<".join(pieces)


def with_a_piece_twice(data: bytes, chance: random.Random) -> bytes:
    """The text of one run is written over another's: tags stand where they should not."""
    texts = data.split(b"</w:t>")
    if len(texts) > 2:
        at, to = chance.randrange(len(texts) - 1), chance.randrange(len(texts) - 1)
        texts[to] = texts[to].rpartition(b">")[0] + b">" + texts[at].rpartition(b">")[2]
    return b"</w:t>".join(texts)


def checked(path: Path) -> None:
    for finding in lint(path, FIELDS):
        assert finding.message.endswith((".", "»."))
        assert finding.remede
    try:
        annotate(path, FIELDS)
    except FaultsFoundError:
        assert lint(path, FIELDS)


@pytest.mark.parametrize(
    ("tag", "found"),
    [
        ("{% colspan client %}", [("M044", Gravite.ERREUR)]),
        ("{% colspan titre %}", [("M044", Gravite.AVERTISSEMENT)]),  # it may hold digits
        ("{% colspan 'deux' %}", [("M044", Gravite.ERREUR)]),
        ("{% colspan salle|length %}", [("M032", Gravite.ERREUR)]),
        ("{% colspan participants|length %}", []),
        ("{% cellbg participants %}", [("M044", Gravite.ERREUR)]),
        ("{% cellbg titre %}", []),
    ],
)
def test_a_cell_is_given_a_number_of_columns_or_a_colour(
    tmp_path: Path, tag: str, found: list[tuple[str, Gravite]]
) -> None:
    path = saved(tmp_path, table(("a",), (tag + "x",)))
    assert [(each.code, each.gravite) for each in lint(path, FIELDS)] == found
