"""A new brief says what was asked, whatever the commune and the modules."""

from __future__ import annotations

import datetime as dt
import json
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from docgen.brief import load_brief
from docgen.brief.redaction.cles import Cles
from docgen.brief.redaction.fichier import schema_from, write_brief
from docgen.brief.redaction.texte import brief_text
from docgen.catalogue import load_catalogue
from docgen.catalogue.model import Catalogue
from docgen.catalogue.mots import answered_by, modules_in
from docgen.creation.brief import AttenduDit, Reponses, begun
from docgen.creation.espace import create
from docgen.errors import FaultsFoundError
from docgen.findings import has_errors
from docgen.organisme.model import Organisme
from docgen.production import check_only, open_atelier
from docgen.source import parse_source
from docgen.source.decoding import UNPRINTABLE
from docgen.territory import Territoire
from docgen.territory.presentation import meant
from docgen.workspace import Workspace, schema

if TYPE_CHECKING:
    from docgen.brief.redaction.ebauche import Ebauche
    from docgen.catalogue.model import Module
    from docgen.territory.model import Commune, Epci

TERRITOIRE = Territoire.open()
MODULES = load_catalogue(Workspace(Path("/nonexistent")).catalogue)[0].modules
CLES = Cles.of(schema("brief"))
TODAY = dt.date(2026, 11, 24)
CODES = [code for (code,) in TERRITOIRE._connection.execute("SELECT code FROM commune ORDER BY code")]
SIRENS = [siren for (siren,) in TERRITOIRE._connection.execute("SELECT siren FROM epci ORDER BY siren")]
TEXTS = st.text(min_size=1, max_size=80).filter(lambda text: text.strip() and not UNPRINTABLE.search(text))


def a_brief(client: Commune | Epci, codes: list[str], *textes: str) -> Ebauche:
    modules: tuple[Module, ...] = tuple(MODULES[code] for code in codes)
    attendus = tuple(AttenduDit(texte, answered_by(modules)[:2]) for texte in textes)
    return begun(Reponses("X-2026-01", TODAY, client, modules, attendus), TERRITOIRE)


def written(ebauche: Ebauche) -> str:
    return brief_text(ebauche, CLES, schema="../schemas/x.json", chemin="briefs/x.yaml")


def filled(text: str) -> str:
    """As if a person had removed the sign before each key, and typed nothing."""
    return re.sub(r"^( *)#(?! \S)(?=(?: *(?:- )?[a-z_]+:| +-$))", r"\1", text, flags=re.MULTILINE)


@settings(max_examples=120)
@given(
    code=st.sampled_from(CODES),
    codes=st.lists(st.sampled_from(sorted(MODULES)), min_size=1, unique=True),
    texte=TEXTS,
)
def test_any_commune_and_modules_read_back_as_they_were_given(code: str, codes: list[str], texte: str) -> None:
    commune = TERRITOIRE.commune(code)
    assert commune is not None
    text = written(a_brief(commune, codes, " ".join(texte.split()), "Avancer"))
    data = parse_source(text.encode(), "B", "x.yaml").donnees
    assert data["commune"] == {"code_insee": code, "interlocuteur": {}}
    assert [module["code"] for module in data["modules"]] == codes
    assert [attendu["texte"] for attendu in data["attendus"]] == [" ".join(texte.split()), "Avancer"]
    assert (data["reference"], data["date"], data["version"]) == ("X-2026-01", "2026-11-24", 1)


@pytest.mark.parametrize("code", ["94038", "01004", "2A004", "97411", "80829", "72181", "37122"])
def test_it_is_a_sound_brief_of_that_commune(tmp_path: Path, code: str) -> None:
    workspace = Workspace(tmp_path)
    commune = TERRITOIRE.commune(code)
    assert commune is not None
    path = tmp_path / "x.yaml"
    write_brief(workspace, a_brief(commune, ["16"], "Avancer"), path)
    loaded = load_brief(path, territoire=TERRITOIRE, organisme=Organisme())
    assert loaded.brief is not None
    assert (loaded.brief.client.code, loaded.brief.client.nom) == (code, commune.nom)
    assert not has_errors(check_only(open_atelier(workspace), path).findings)


@pytest.mark.parametrize("siren", SIRENS[::60])
def test_an_intercommunalite_can_ask_too(tmp_path: Path, siren: str) -> None:
    (epci,) = meant(TERRITOIRE, siren)
    path = tmp_path / "x.yaml"
    write_brief(Workspace(tmp_path), a_brief(epci, ["12", "13"], "Avancer"), path)
    assert not has_errors(check_only(open_atelier(Workspace(tmp_path)), path).findings)


def test_every_key_that_waits_is_one_that_the_schema_knows(tmp_path: Path) -> None:
    (commune,) = meant(TERRITOIRE, "37122")
    path = tmp_path / "x.yaml"
    path.write_text(filled(written(a_brief(commune, ["16"], "Avancer"))), encoding="utf-8")
    codes = {f.code for f in load_brief(path, territoire=TERRITOIRE, organisme=Organisme()).findings}
    assert codes == {"B012", "P001"}, "empty values and a list that is not there, nothing else"
    waiting = {key for key, _ in parse_source(path.read_bytes(), "B", "x.yaml").attentes}
    assert waiting == set()


@pytest.mark.parametrize("attendus", [(), (AttenduDit("Rêver"),)])
def test_a_brief_without_attendus_or_themes_says_so_where_they_go(
    tmp_path: Path, attendus: tuple[AttenduDit, ...]
) -> None:
    (commune,) = meant(TERRITOIRE, "37122")
    path = tmp_path / "x.yaml"
    write_brief(
        Workspace(tmp_path), begun(Reponses("X-1", TODAY, commune, (MODULES["16"],), attendus), TERRITOIRE), path
    )
    lines = path.read_text(encoding="utf-8").splitlines()
    findings = check_only(open_atelier(Workspace(tmp_path)), path).findings
    errors = [finding for finding in findings if has_errors([finding])]
    assert sorted(error.code for error in errors) == (["B140"] if attendus else ["B012", "B140"])
    shown = [lines[error.mark.ligne - 1].strip() for error in errors if error.mark]
    assert shown == ["themes:"] if attendus else ["texte:", "themes:"]


def test_what_is_marked_to_fill_is_what_documents_lack(tmp_path: Path) -> None:
    (commune,) = meant(TERRITOIRE, "37122")
    path = tmp_path / "x.yaml"
    write_brief(Workspace(tmp_path), a_brief(commune, ["12"], "Avancer"), path)
    lines = path.read_text(encoding="utf-8").splitlines()
    gaps = [f for f in check_only(open_atelier(Workspace(tmp_path)), path).findings if f.code == "B090"]
    lacking = {re.sub(r".*?(\w+) ».", r"\1", gap.remede) for gap in gaps}
    assert lacking == {"siret", "adresse", "nom", "situation", "prix_jour", "validite_jours"}
    assert lacking <= {cle.nom for cle in CLES.declarations() if CLES.requis(cle.chemin)}
    assert {lines[gap.mark.ligne - 1].strip() for gap in gaps if gap.mark} == {f"{key}:" for key in lacking}


def test_every_key_of_the_schema_is_in_the_file_that_a_person_completes() -> None:
    text = written(a_brief(meant(TERRITOIRE, "37122")[0], ["12"], "Avancer"))
    declared = {cle.nom for cle in CLES.declarations() if cle.chemin.count(".") < 3} - {"epci", "siren"}
    missing = {name for name in declared if not re.search(rf"^[ #-]*(?:Au besoin, « )?{name}:", text, re.MULTILINE)}
    # a subject of « avancement », and what the groups of a list hold, stand in the example of their line
    lists = (
        "contexte.avancement",
        "contexte.chiffres",
        "constats_acceptes",
        "modules.adaptations",
        "modules.remplacer",
    )
    assert missing <= {name for one in lists for name in CLES.names(one)}


def test_a_key_taken_from_the_schema_leaves_the_file() -> None:
    poorer = json.loads(schema("brief").read_text(encoding="utf-8"))
    del poorer["$defs"]["contexte"]["properties"]["services"], poorer["properties"]["notes"]
    begun_brief = a_brief(meant(TERRITOIRE, "37122")[0], ["12"], "Avancer")
    text = brief_text(begun_brief, Cles(poorer), schema="../schemas/x.json", chemin="briefs/x.yaml")
    assert "services:" in written(begun_brief)
    assert "services:" not in text
    assert "notes:" not in text


def test_the_schema_is_named_from_where_the_brief_stands(tmp_path: Path) -> None:
    workspace = Workspace(tmp_path)
    list(create(workspace))
    assert schema_from(workspace, tmp_path / "briefs" / "x.yaml") == "../schemas/brief.schema.json"
    assert schema_from(workspace, tmp_path / "briefs" / "été 26" / "x.yaml") == "../../schemas/brief.schema.json"
    elsewhere = tmp_path / "a b" / "c"
    found = schema_from(Workspace(elsewhere), elsewhere / "x.yaml")
    assert (elsewhere / found).resolve() == schema("brief").resolve()


def test_a_brief_never_replaces_a_file(tmp_path: Path) -> None:
    (commune,) = meant(TERRITOIRE, "37122")
    path = tmp_path / "x.yaml"
    path.write_text("à moi", encoding="utf-8")
    with pytest.raises(FaultsFoundError) as raised:
        write_brief(Workspace(tmp_path), a_brief(commune, ["16"]), path)
    assert [(f.code, f.exit_code) for f in raised.value.findings] == [("E013", 4)]
    assert path.read_text(encoding="utf-8") == "à moi"


@pytest.mark.parametrize(
    ("typed", "codes"),
    [
        ("12 et 13", ["12", "13"]),
        ("modules 13, 12", ["13", "12"]),
        ("13 ; Conduire son diagnostic de territoire", ["13", "12"]),
        ("12 Conduire son diagnostic de territoire", ["12"]),
        (", ".join(module.titre for module in MODULES.values()), list(MODULES)),
        ("12 et 99", ["12", "99"]),
    ],
)
def test_modules_are_named_by_codes_or_by_the_titles_proposed(typed: str, codes: list[str]) -> None:
    assert list(dict.fromkeys(modules_in(typed, Catalogue(MODULES, ())))) == codes


@pytest.mark.parametrize(
    ("typed", "codes"),
    [
        ("Beaune (Côte-d'Or)", ["21054"]),
        ("Beaune (Côte-d’Or)", ["21054"]),
        ("Saint-Denis (Seine-Saint-Denis)", ["93066"]),
        ("couchey-21200", ["21200"]),
        ("37122", ["37122"]),
        ("communauté de communes du Pays de Saverne", ["200068112"]),
        ("La communauté de communes du Pays de Saverne", ["200068112"]),
        ("CC du Pays de Saverne", ["200068112"]),
    ],
)
def test_a_client_is_found_as_docgen_prints_it(typed: str, codes: list[str]) -> None:
    assert [getattr(one, "code", None) or one.siren for one in meant(TERRITOIRE, typed)] == codes


def test_a_postal_code_is_never_taken_for_the_insee_code_of_another_commune() -> None:
    found = [one.nom.nom for one in meant(TERRITOIRE, "21200")]
    assert found[:2] == ["Couchey", "Beaune"]


@settings(max_examples=200)
@given(code=st.sampled_from(CODES))
def test_what_is_proposed_for_a_commune_is_that_commune_s_alone(code: str) -> None:
    commune = TERRITOIRE.commune(code)
    assert commune is not None
    assert meant(TERRITOIRE, TERRITOIRE.designation(commune)) == [commune]
