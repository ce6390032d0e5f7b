"""Faults of templates told before anything is filled: one faulty template per code, and none among the shipped ones."""

from __future__ import annotations

import io
import re
import zipfile
from typing import TYPE_CHECKING, Any

import docx
import pytest
from docx.oxml import OxmlElement
from hypothesis import given, settings
from hypothesis import strategies as st

from docgen.errors import FaultsFoundError
from docgen.findings import Finding, Gravite
from docgen.word.annotate import annotate
from docgen.word.fields import Champ, Champs, Kind, fields_of_data
from docgen.word.filters import ROWS
from docgen.word.lint import lint
from docgen.word.sandbox import environment
from docgen.word.template import Template

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

FIELDS: Champs = {
    **fields_of_data(
        {
            "titre": "Émargement",
            "client": {"nom": "Joué", "siret": "1"},
            "participants": [{"nom": "X", "prenom": "Y", "jours": ["a"]}],
            "brouillon": True,
        }
    ),
    "salle": Champ("salle", Kind.TEXTE, facultatif=True),
}


def saved(folder: Path, build: Callable[[Any], None]) -> Path:
    document = docx.Document()
    build(document)
    document.save(str(folder / "modele.docx"))
    return folder / "modele.docx"


def paragraphs(*texts: str) -> Callable[[Any], None]:
    def build(document: Any) -> None:
        for text in texts:
            document.add_paragraph(text)

    return build


def table(*rows: tuple[str, ...]) -> Callable[[Any], None]:
    def build(document: Any) -> None:
        made = document.add_table(rows=len(rows), cols=len(rows[0]))
        for row, texts in zip(made.rows, rows, strict=True):
            for cell, text in zip(row.cells, texts, strict=True):
                cell.text = text

    return build


def merge_field(document: Any) -> None:
    run = document.add_paragraph().add_run()
    code = OxmlElement("w:instrText")
    code.text = " MERGEFIELD Nom_Client "
    run._r.append(code)


def deleted(document: Any) -> None:
    deletion, run, text = OxmlElement("w:del"), OxmlElement("w:r"), OxmlElement("w:delText")
    text.text = "{{ titre }}"
    run.append(text)
    deletion.append(run)
    document.add_paragraph()._p.append(deletion)


CASES: list[tuple[str, Callable[[Any], None], str, str]] = [
    ("M020", paragraphs("Le {{ titre du jour"), "{{ titre", ""),
    ("M021", paragraphs("Le titre }} du jour"), "}}", "{{ champ }}"),
    ("M022", paragraphs("{ titre }"), "{ titre }", "{{ titre }}"),
    ("M022", paragraphs("{% p if brouillon %}", "x", "{%p endif %}"), "{% p if", "{%p if brouillon %}"),
    ("M023", paragraphs("{{ titre|replace(„a“, 'b') }}"), "titre", "Écrivez"),
    ("M024", paragraphs("{% if brouillon AND titre %}x{% endif %}"), "AND", "brouillon and titre"),
    ("M025", paragraphs("{{ titre|majuscules }}"), "majuscules", ""),
    ("M026", paragraphs("{%p if brouillon %}", "x"), "{%p if brouillon %}", "{%p endif %}"),
    ("M027", paragraphs("x", "{%p endif %}"), "{%p endif %}", "Supprimez-la"),
    ("M028", table(("{% for p in participants %}", "{{ p.nom }}{% endfor %}")), "{% endfor %}", "{%tr for … %}"),
    ("M029", paragraphs("Attention {%p if brouillon %}", "x", "{%p endif %}"), "{%p if", "seule dans un paragraphe"),
    ("M029", paragraphs("Attention {#p à revoir #}"), "« Attention »", "seule dans un paragraphe"),
    ("M029", paragraphs("{%tr for p in participants %}", "{%tr endfor %}"), "{%tr for", "{%p"),
    ("M030", paragraphs("{{ client.siren }}"), "client.siren", "client.siret"),
    ("M030", paragraphs("{%p for p in participants %}", "{{ p.prenon }}", "{%p endfor %}"), "prenon", "p.prenom"),
    ("M031", paragraphs("{{ participants.nom }}"), "participants.nom", "for participant in participants"),
    ("M031", paragraphs("{{ titre.nom }}"), "titre.nom", ""),
    ("M032", paragraphs("{{ salle }}"), "{{ salle }}", "{% if salle %}"),
    ("M034", paragraphs("{%p for c in client %}", "{%p endfor %}"), "for c in client", "participants"),
    ("M035", paragraphs("{{ client }}"), "{{ client }}", "client.nom"),
    ("M035", paragraphs("{{ participants }}"), "{{ participants }}", "for"),
    ("M036", paragraphs("{{r titre }}"), "{{r titre }}", "{{ titre }}"),
    ("M037", paragraphs("x", "{%-p if brouillon %}", "{%p endif %}"), "{%-p", "{%p if brouillon %}"),
    ("M038", deleted, "{{ titre }}", "Accepter"),
    ("M040", merge_field, "Nom_Client", "balise"),
    ("M041", paragraphs("À l’attention de [nom du maire]"), "[nom du maire]", "balise"),
    ("M042", paragraphs("{% pour p in participants %}{% endfor %}"), "pour", "{% for p in participants %}"),
    ("M003", paragraphs("{% for p in participants %}" * 25 + "{% endfor %}" * 25), "", "{% endfor %}"),
    ("M043", paragraphs("{% cellbg titre %}x"), "{% cellbg titre %}", "cellule"),
    ("M043", table(("{% vm %}x",)), "{% vm %}", "cellule"),
    ("M044", paragraphs("{% if titre > 3 %}x{% endif %}"), "un texte et un nombre", "liste|length"),
    ("M045", paragraphs("{{ brouillon }}"), "True", "{% if brouillon %}oui"),
    ("M046", paragraphs("{{ titre|safe }}"), "&", "Retirez"),
]


def only(findings: list[Finding]) -> Finding:
    return findings[0]


@pytest.mark.parametrize(("code", "build", "said", "remedy"), CASES, ids=[f"{c[0]}-{i}" for i, c in enumerate(CASES)])
def test_a_fault_is_told_with_its_tag_its_place_and_its_remedy(
    tmp_path: Path, code: str, build: Callable[[Any], None], said: str, remedy: str
) -> None:
    findings = lint(saved(tmp_path, build), FIELDS, titre="Émargement")
    found = next((finding for finding in findings if finding.code == code), None)
    assert found is not None, findings
    assert said in found.message
    assert remedy in found.remede
    assert found.lieu.startswith("Émargement, ")
    assert "'" not in re.sub("«[^»]*»", "", found.message)


def test_a_link_that_holds_half_of_a_block_is_told(tmp_path: Path) -> None:
    def build(document: Any) -> None:
        paragraph = document.add_paragraph()
        link = OxmlElement("w:hyperlink")
        link.append(paragraph.add_run("{% if brouillon %}")._r)
        paragraph._p.append(link)
        paragraph.add_run("x{% endif %}")

    assert "M033" in {finding.code for finding in lint(saved(tmp_path, build), FIELDS)}


def test_a_tag_in_a_comment_is_told(tmp_path: Path) -> None:
    path = saved(tmp_path, paragraphs("x"))
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("word/comments.xml", "<c><d>{{ titre }}</d></c>")
    assert "M039" in {finding.code for finding in lint(path, FIELDS)}


@pytest.mark.parametrize(
    ("kind", "said"), [("attachedTemplate", "modèle attaché"), ("image", "une image"), ("oleObject", "contenu lié")]
)
def test_what_word_would_fetch_from_elsewhere_is_told_and_a_link_is_not(tmp_path: Path, kind: str, said: str) -> None:
    def build(document: Any) -> None:
        office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
        document.part.relate_to("https://example.org", f"{office}/hyperlink", is_external=True)
        document.part.relate_to("http://ailleurs.example/x.dotm", f"{office}/{kind}", is_external=True)

    (found,) = lint(saved(tmp_path, build), FIELDS)
    assert (found.code, found.gravite) == ("M053", Gravite.AVERTISSEMENT)
    assert said in found.message
    assert "http://ailleurs.example/x.dotm" in found.message


def test_every_code_has_a_faulty_template() -> None:
    import docgen.word.lint as package

    table_of_codes = set(re.findall(r"M\d{3}", package.__doc__ or ""))
    elsewhere = {
        "M033",
        "M065",
        "M066",
        "M039",
        "M047",
        "M048",
        "M049",
        "M050",
        "M051",
        "M052",
        "M053",
    }  # below, and in test_lint_engine.py
    assert table_of_codes == {case[0] for case in CASES} | elsewhere


SOUND = [
    paragraphs("{{ titre }} {{ client.nom|upper }} {% if salle %}{{ salle }}{% endif %}"),
    paragraphs("{%p if brouillon and salle %}", "{{ salle }}", "{%p endif %}"),
    paragraphs(
        "{%p for p in participants %}", "{{ loop.index }}. {{ p.nom }}{{ p.jours|join(', ') }}", "{%p endfor %}"
    ),
    paragraphs("{% set n = participants|length %}{{ n }} {{ salle|default('sans salle') }}"),
    paragraphs("{% if not salle %}Sans salle{% else %}{{ salle }}{% endif %}"),
    paragraphs("L’article [12], 50 % de {chose} et « rien »"),
    paragraphs("{{ 'a' if brouillon else 'b' }}{# un mot pour soi #}"),
    table(
        ("Nom", "Prénom"),
        ("{%tr for p in participants %}", ""),
        ("{{ p.nom }}", "{{ p.prenom }}"),
        ("{%tr endfor %}", ""),
    ),
]


@pytest.mark.parametrize("build", SOUND, ids=range(len(SOUND)))
def test_a_sound_template_has_no_error(tmp_path: Path, build: Callable[[Any], None]) -> None:
    findings = lint(saved(tmp_path, build), FIELDS)
    assert [finding for finding in findings if finding.gravite is Gravite.ERREUR] == []


def test_a_filter_of_the_callers_own_is_no_fault_and_renders(tmp_path: Path) -> None:
    path = saved(tmp_path, paragraphs("{{ titre|majuscules }}", "{{ client.nom|upper('!') }}"))
    own = {"majuscules": str.upper, "upper": lambda text, sign: text + sign}
    assert lint(path, FIELDS, filters=own) == []
    filled = Template.open(path, filters=own).render({"titre": "Émargement", "client": {"nom": "Joué"}})
    assert [p.text for p in docx.Document(io.BytesIO(filled)).paragraphs] == ["ÉMARGEMENT", "Joué!"]
    assert [finding.code for finding in lint(path, FIELDS)] == ["M025", "M044"]


def test_the_mark_that_restarts_a_list_is_refused_as_a_filter_as_it_is_when_filled(tmp_path: Path) -> None:
    path = saved(tmp_path, paragraphs("{{ titre|recommencer }}"))
    assert [finding.code for finding in lint(path, FIELDS)] == ["M025"]
    with pytest.raises(FaultsFoundError):
        Template.open(path).render({"titre": "Émargement"})


@pytest.mark.parametrize("name", [name for name, row in ROWS.items() if row.exemple])
def test_a_filter_does_what_the_palette_says(tmp_path: Path, name: str) -> None:
    tag, printed = ROWS[name].exemple.split(" → ")
    path = saved(tmp_path, paragraphs(tag))
    assert lint(path, {}) == []
    (paragraph,) = docx.Document(io.BytesIO(Template.open(path).render({}))).paragraphs
    assert paragraph.text == printed


def test_a_filter_taken_from_the_table_is_lost_by_sandbox_and_lint(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = saved(tmp_path, paragraphs("{{ titre|upper }}"))
    assert lint(path, FIELDS) == []
    monkeypatch.delitem(ROWS, "upper")
    assert [finding.code for finding in lint(path, FIELDS)] == ["M025"]
    assert "upper" not in environment().filters


def test_without_fields_the_form_of_tags_alone_is_checked(tmp_path: Path) -> None:
    path = saved(tmp_path, paragraphs("{{ nimporte.quoi }} {{ x|majuscules }} {% if a %}"))
    assert {finding.code for finding in lint(path, None)} == {"M025", "M026"}


def test_a_tag_split_over_runs_is_one_tag_and_a_file_that_is_none_one_finding(tmp_path: Path) -> None:
    def build(document: Any) -> None:
        paragraph = document.add_paragraph("{{ cli")
        paragraph.add_run("ent.").bold = True
        paragraph.add_run("noms }}")

    (found,) = lint(saved(tmp_path, build), FIELDS)
    assert "« client.nom »" in found.remede
    (tmp_path / "x.docx").write_bytes(b"PK")
    assert [finding.code for finding in lint(tmp_path / "x.docx", FIELDS)] == ["M002"]


def test_comments_stand_on_the_faults_and_the_copy_says_the_same(tmp_path: Path) -> None:
    path = saved(tmp_path, paragraphs("Bonjour {{ client.noms }}", "{%p if brouillon %}", "[nom du maire]"))
    before = lint(path, FIELDS)
    copy = tmp_path / "annote.docx"
    copy.write_bytes(annotate(path, FIELDS))
    document = docx.Document(str(copy))
    told = [(comment.author, comment.text) for comment in document.comments]
    assert len(told) == len(before) == 3
    assert all(author == "docgen" for author, _ in told)
    assert "client.nom" in told[0][1]
    assert [(f.code, f.message) for f in lint(copy, FIELDS)] == [(f.code, f.message) for f in before]
    again = tmp_path / "encore.docx"
    again.write_bytes(annotate(copy, FIELDS))
    assert len(list(docx.Document(str(again)).comments)) == 6


WORDS = st.text(st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="{}[]…."), max_size=60)


@settings(max_examples=40)
@given(st.lists(WORDS, max_size=4))
def test_text_without_braces_has_no_fault(tmp_path_factory: pytest.TempPathFactory, texts: list[str]) -> None:
    kept = [text for text in texts if not re.search("(?i)x{3}|lorem", text)]
    assert lint(saved(tmp_path_factory.mktemp("lint"), paragraphs(*kept)), FIELDS) == []


PIECES = "{{ }} {% %} {%p {%tr endif endfor participants titre . | ' ( ) “ - else client {# #} é é.nom [0] raw"
WITH_SPACES = [" ", "\u00a0", '"', "if ", "for x in ", "set a="]
TAGS = st.lists(st.sampled_from(PIECES.split() + WITH_SPACES), max_size=14).map("".join)


@settings(max_examples=150)
@given(st.lists(TAGS, max_size=4))
def test_any_tags_are_checked_without_an_exception(tmp_path_factory: pytest.TempPathFactory, texts: list[str]) -> None:
    folder = tmp_path_factory.mktemp("lint")
    for build in (paragraphs(*texts), table(tuple(texts) or ("",))):
        path = saved(folder, build)
        for finding in lint(path, FIELDS):
            assert finding.message
            assert finding.remede
        docx.Document(io.BytesIO(annotate(path, FIELDS)))
