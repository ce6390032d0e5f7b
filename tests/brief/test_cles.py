"""A key of a brief is declared once, in the schema: the model follows it, and what is private is never printed."""

from __future__ import annotations

import dataclasses
import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from docgen.brief import model
from docgen.brief.redaction.cles import Cles
from docgen.catalogue import model as catalogue
from docgen.documents.champs import mapping_of
from docgen.documents.dossier import Dossier
from docgen.documents.registre import des_briefs
from docgen.organisme import model as organisme
from docgen.production import Verification, open_atelier, verify
from docgen.production.empreintes import Memoire, digests_of, private_keys
from docgen.source import load_source
from docgen.workspace import Workspace, schema

ROOT = Path(__file__).parents[2]
ATELIER = open_atelier(Workspace(ROOT))
CLES = Cles.of(schema("brief"))

# A group of keys, the dataclass that holds it, and the keys that the model keeps elsewhere or under another name.
GROUPS: list[tuple[str, str, type, set[str], set[str]]] = [
    ("brief", "", model.Brief, {"commune", "epci", "constats_acceptes"}, {"client", "phase", "portrait"}),
    ("brief", "contexte", model.Contexte, {"phase_mandat"}, {"enjeux_travailles"}),
    ("brief", "contexte.avancement.projet", model.Avancement, set(), set()),
    ("brief", "contexte.chiffres", model.Chiffre, set(), set()),
    ("brief", "public", model.Public, set(), set()),
    ("brief", "attendus", model.Attendu, set(), set()),
    ("brief", "modules", model.ModuleChoisi, set(), {"apres"}),
    ("brief", "conditions", model.Conditions, set(), set()),
    ("brief", "budget", model.Budget, set(), set()),
    ("brief", "commune.interlocuteur", model.Interlocuteur, set(), set()),
    ("brief", "sessions", model.Session, set(), {"rang"}),
    ("brief", "sessions.jours", model.Jour, {"matin", "apres_midi", "soir"}, {"demi_journees"}),
    ("brief", "sessions.lieu", model.Lieu, set(), set()),
    ("brief", "sessions.participants", model.Participant, set(), set()),
    ("brief", "sessions.formateurs", organisme.Formateur, set(), set()),
    ("catalogue", "", catalogue.Module, {"situations", "indifferent"}, {"fichier", "ecrit"}),
    ("catalogue", "sequences", catalogue.Sequence, {"si", "sauf", "pourquoi"}, {"reperes"}),
    ("catalogue", "objectifs", catalogue.Objectif, set(), set()),
    ("catalogue", "sequences.duree", catalogue.Duree, set(), set()),
    ("organisme", "", organisme.Organisme, set(), {"fichier", "lecture"}),
    ("organisme", "formateurs", organisme.Formateur, set(), set()),
    ("organisme", "agrement", organisme.Agrement, set(), set()),
    ("organisme", "contact", organisme.Contact, set(), set()),
    ("organisme", "representant", organisme.Representant, set(), set()),
    ("organisme", "charte", organisme.Charte, set(), set()),
    ("organisme", "donnees_personnelles", organisme.DonneesPersonnelles, set(), set()),
]


@pytest.mark.parametrize("group", GROUPS, ids=lambda group: f"{group[0]}-{group[1]}")
def test_a_model_holds_the_keys_that_its_schema_declares(group: tuple[str, str, type, set[str], set[str]]) -> None:
    file, path, kind, elsewhere, added = group
    declared = set(Cles.of(schema(file))._node(path)["properties"])
    held = {field.name for field in dataclasses.fields(kind)} - {"chemin"}
    assert held - added == declared - elsewhere


def _filled(node: dict[str, Any], cles: Cles) -> Any:
    """A value for each private key, that no other key has."""
    kind = node.get("type")
    if kind == "object":
        return {name: _filled(cles._whole(one), cles) for name, one in node["properties"].items()}
    if kind == "array":
        return ["SECRET"]
    return {"date": "2026-11-03", "montant": "98765.43"}.get(node.get("format", ""), "SECRET")


SECRETS = (
    "SECRET",
    "98765",
    "98 765",
    "98\u202f765",
    "98\u00a0765",
    "3 novembre 2026",
    "3\u00a0novembre",
    "03/11/2026",
)


@pytest.mark.parametrize("name", ["exemple", "joue-les-tours", "clunisois"])
def test_a_private_key_reaches_no_document_and_makes_none_stale(tmp_path: Path, name: str) -> None:
    path = ROOT / "briefs" / f"{name}.yaml"
    data = load_source(path, "B").donnees
    for session in data.get("sessions", ()):
        if isinstance(session.get("participants"), str):
            shutil.copy(path.parent / session["participants"], tmp_path)
            session["participants"] = Path(session["participants"]).name
    plain = _verified(tmp_path / "sans.yaml", data)
    private = [cle for cle in CLES.declarations() if cle.dit.get("prive")]
    for cle in private:
        *above, last = cle.chemin.split(".")
        holders = [data]
        for step in above:
            holders = [one for holder in holders for one in holder[step]]
        for holder in holders:
            holder[last] = _filled(cle.noeud, CLES)
    told = _verified(tmp_path / "avec.yaml", data)
    assert told.programme is not None
    assert told.loaded.brief is not None
    assert told.loaded.brief.notes == ("SECRET",)
    dossier = Dossier(told.loaded.brief, told.programme, ATELIER.organisme)
    for document in des_briefs():
        for session in told.loaded.brief.sessions if document.par_session else (None,):
            view = repr(mapping_of(document.build(dossier, session)))
            assert not [secret for secret in SECRETS if secret in view], document.cle
    assert plain.programme is not None
    assert plain.loaded.brief is not None
    before = Dossier(plain.loaded.brief, plain.programme, ATELIER.organisme)
    assert digests_of(dossier, told.loaded.source, Memoire()) == digests_of(before, plain.loaded.source, Memoire())


def _verified(path: Path, data: dict[str, Any]) -> Verification:
    path.write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
    return verify(ATELIER, path)


def test_the_private_keys_are_those_of_the_contract() -> None:
    assert private_keys() == {("budget",), ("reponse_avant",), ("notes",), ("attendus", "de")}
