"""The form that a client fills: every answer reaches the brief, and what cannot is told by its place."""

from __future__ import annotations

import datetime as dt
import json
import re
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from forms import (
    ATELIER,
    COMPLETE,
    ROOT,
    as_word_fills,
    blank,
    control,
    edited,
    imported,
    text_of,
)
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from docgen.brief import LoadedBrief, load_brief
from docgen.brief.formulaire import remplir
from docgen.brief.formulaire.champs import (
    ATTENDUS,
    HORAIRES,
    JOURS,
    PRIORITES,
    SIMPLES,
    Genre,
    champs_attendu,
    champs_jour,
    declarees,
)
from docgen.brief.formulaire.saisies import date_saisie, horaire_saisi, nombre_saisi
from docgen.brief.model import Avancement, Chiffre, Priorite
from docgen.brief.redaction.cles import Cles
from docgen.catalogue.themes import THEMES
from docgen.creation.brief import AttenduDit, Reponses, begun
from docgen.errors import FaultsFoundError
from docgen.findings import Gravite, has_errors
from docgen.production import check_only
from docgen.production.formulaire import make_form, read_back
from docgen.word.names import W
from docgen.workspace import schema

if TYPE_CHECKING:
    from lxml.etree import _Element

    from docgen.brief.formulaire import Recueil
    from docgen.brief.model import Brief
    from docgen.findings import Finding


def loaded(folder: Path, recueil: Recueil) -> LoadedBrief:
    path = folder / "brief.yaml"
    path.write_text(text_of(recueil), encoding="utf-8")
    return load_brief(path, territoire=ATELIER.territoire, organisme=ATELIER.organisme)


def test_a_form_that_is_complete_becomes_a_brief_without_a_finding(tmp_path: Path) -> None:
    recueil = imported(tmp_path, as_word_fills(COMPLETE))
    assert recueil.findings == ()
    assert recueil.nom == "joue-les-tours"
    brief = loaded(tmp_path, recueil).brief
    assert brief is not None
    assert (brief.reference, brief.date) == ("JLT-2026-07", dt.date(2026, 10, 5))
    assert (brief.client.code, brief.client.siret) == ("37122", "21370122000013")
    person = brief.client.interlocuteur
    assert (person.civilite, person.prenom, person.nom) == ("Madame", "Maëlle", "Kervadec-Exemple")
    assert (person.courriel, person.telephone) == ("dgs@exemple.fr", "01 99 00 37 10")
    assert brief.contexte.situation == ("Une équipe aux deux tiers nouvelle.", "Deux groupes de travail.")
    assert brief.contexte.enjeux == ("Un même point de départ", "Des choix assumés")
    assert (brief.public.effectif, brief.public.amenagements) == (14, "Salle de plain-pied")
    assert [(a.id, a.priorite, a.themes) for a in brief.attendus] == [
        ("A1", Priorite.HAUTE, ("diagnostic", "donnees")),
        ("A2", Priorite.NORMALE, ("participation",)),
    ]
    assert [module.code for module in brief.modules] == ["12"]
    assert brief.conditions.financement == "budget-collectivite"
    first, second = brief.sessions
    assert [jour.date for jour in first.jours] == [dt.date(2026, 11, 26)]
    assert [(p.value, h.debut, h.fin) for p, h in first.jours[0].demi_journees] == [
        ("matin", 540, 750),
        ("apres_midi", 840, 1050),
    ]
    assert second.jours[0].date == dt.date(2026, 12, 3)
    assert (second.lieu.nom, second.lieu.salle) == ("Hôtel de ville", "Salle des commissions")
    assert not has_errors(check_only(ATELIER, tmp_path / "brief.yaml").findings)


TOLD: dict[str, str | bool] = {
    "services-equipe-reduite": True,
    "agents": "1 250 agents",
    "equipe-mixte": True,
    "avancement": "diagnostic adopté 2024, projet en cours",
    "territoire-touristique": True,
    "territoire-perd-des-habitants": True,
    "chiffres": "- Logements vacants : 14 % (2023, LOVAC)\nRésidences secondaires = 31 %",
    "documents": "PLUi arrêté\nCRTE",
    "nouveaux": "9 élus",
    "composition-maire-adjoints": True,
    "deja_suivi": "11",
    "plafond": "3 000 €",
}


def test_every_key_that_the_schema_asks_the_form_for_comes_back_from_it(tmp_path: Path) -> None:
    brief = loaded(tmp_path, imported(tmp_path, as_word_fills({**COMPLETE, **TOLD}))).brief
    assert brief is not None
    contexte, public = brief.contexte, brief.public
    assert (contexte.services, contexte.agents, contexte.equipe) == ("equipe-reduite", 1250, "mixte")
    assert contexte.avancement == (("diagnostic", Avancement("adopte", 2024)), ("projet", Avancement("en-cours")))
    assert contexte.territoire == ("touristique", "perd-des-habitants")
    assert contexte.chiffres == (
        Chiffre("Logements vacants", "14 %", 2023, "LOVAC"),
        Chiffre("Résidences secondaires", "31 %"),
    )
    assert contexte.documents == ("PLUi arrêté", "CRTE")
    assert (public.nouveaux, public.composition, public.deja_suivi) == (9, "maire-adjoints", ("11",))
    assert (brief.budget.plafond, brief.reponse_avant) == (Decimal(3000), dt.date(2026, 10, 30))
    filled, _ = remplir(brief, "x.yaml")
    form = tmp_path / "rempli.docx"
    form.write_bytes(make_form(ATELIER, brief=tmp_path / "brief.yaml").contenu)
    again = loaded(tmp_path, read_back(ATELIER, form, today=dt.date(2026, 10, 20))).brief
    assert again is not None
    assert (again.contexte, again.public, again.budget, again.reponse_avant) == (
        brief.contexte, brief.public, brief.budget, brief.reponse_avant,
    )  # fmt: skip
    asked = {cle.chemin: cle for cle in Cles.of(schema("brief")).declarations() if cle.dit.get("formulaire")}
    tags = {str(cle.dit.get("repere", cle.nom)) for cle in asked.values()}
    missing = {tag for tag in tags if not any(one == tag or one.startswith(f"{tag}-") for one in filled)}
    assert missing <= {"lieu_adresse", "lieu_acces", "lieu_nom", "lieu_salle", "modalite", "financement"}, (
        "boxes and place of several"
    )


def test_a_key_taken_from_the_schema_leaves_the_form() -> None:
    poorer = json.loads(schema("brief").read_text(encoding="utf-8"))
    del poorer["$defs"]["contexte"]["properties"]["services"], poorer["$defs"]["public"]["properties"]["nouveaux"]
    gone = set(declarees(Cles.of(schema("brief")))) - set(declarees(Cles(poorer)))
    assert gone == {"contexte.services", "public.nouveaux"}


def test_every_key_says_whether_the_form_asks_for_it() -> None:
    told = [cle for cle in Cles.of(schema("brief")).declarations() if "properties" not in cle.noeud]
    groups = {"contexte", "public", "conditions", "budget", ""}
    silent = {cle.chemin for cle in told if cle.chemin.rpartition(".")[0] in groups and "formulaire" not in cle.dit}
    assert silent == set()


@pytest.mark.parametrize(
    ("tag", "typed", "said"),
    [
        ("agents", "quelques", "ne se lit pas comme un nombre"),
        ("avancement", "on verra", "ne dit pas un sujet"),
        ("chiffres", "beaucoup de logements vides", "ne dit pas un chiffre"),
        ("deja_suivi", "une formation au budget", "ne dit aucun numéro"),
        ("plafond", "peu", "ne se lit pas comme un montant"),
    ],
)
def test_what_cannot_be_read_is_told_and_kept(tmp_path: Path, tag: str, typed: str, said: str) -> None:
    recueil = imported(tmp_path, as_word_fills({**COMPLETE, tag: typed}))
    (found,) = recueil.findings
    assert (found.code, said in found.message) == ("B122", True)
    assert typed in text_of(recueil)


def test_hours_without_any_date_are_a_session_to_date_and_words_are_what_the_client_wishes(tmp_path: Path) -> None:
    undated = {tag: typed for tag, typed in COMPLETE.items() if not re.fullmatch(r"jour-\d-date", tag)}
    recueil = imported(tmp_path, as_word_fills({**undated, "jour-1-date": "un samedi de février 2027"}))
    assert recueil.findings == ()
    brief = loaded(tmp_path, recueil).brief
    assert brief is not None
    days = [jour for session in brief.sessions for jour in session.jours]
    assert {jour.date for jour in days} == {None}
    assert [jour.souhait for jour in days] == ["un samedi de février 2027", *[None] * (len(days) - 1)]
    again = remplir(brief, "brief.yaml")
    assert again


@pytest.mark.parametrize("mistyped", ["32/12/2026", "le 31 février 2027", "3/12"])
def test_a_mistyped_date_is_no_wish(tmp_path: Path, mistyped: str) -> None:
    undated = {tag: typed for tag, typed in COMPLETE.items() if not re.fullmatch(r"jour-\d-date", tag)}
    (found, *_) = imported(tmp_path, as_word_fills({**undated, "jour-1-date": mistyped})).findings
    assert found.code == "B122"


def test_what_has_no_key_is_kept_word_for_word_in_comments(tmp_path: Path) -> None:
    texte = text_of(imported(tmp_path, as_word_fills(COMPLETE)))
    comments = "\n".join(line for line in texte.splitlines() if line.lstrip().startswith("#"))
    for tag in ("niveau", "reussite", "contraintes", "remarques", "rempli_par"):
        assert str(COMPLETE[tag]) in comments
    assert "reponse_avant: 2026-10-30" in texte


def test_what_is_marked_to_fill_is_what_documents_lack(tmp_path: Path) -> None:
    said = {key: value for key, value in COMPLETE.items() if not key.startswith("lieu_")}
    path = tmp_path / "b.yaml"
    path.write_text(text_of(imported(tmp_path, as_word_fills(said))), encoding="utf-8")
    lines = path.read_text(encoding="utf-8").splitlines()
    marked = {rank for rank, line in enumerate(lines) if line.lstrip().startswith("# À REMPLIR")}
    waiting = {next(n for n in range(rank, len(lines)) if lines[n].lstrip()[0] != "#") + 1 for rank in marked}
    gaps = [f for f in check_only(ATELIER, path).findings if f.code == "B090"]
    assert {gap.mark.ligne for gap in gaps if gap.mark} | {
        rank for rank, line in enumerate(lines, start=1) if line.strip() == "participants:"
    } == waiting, "a list of participants is no gap: the sheet has empty rows"


def test_a_form_and_questions_begin_the_same_brief(tmp_path: Path) -> None:
    answers: dict[str, str | bool] = {"nom": "Montjaux", "date": "24/11/2026", "attendu-1-texte": "Avancer"}
    read = imported(tmp_path, as_word_fills(answers | {"attendu-1-themes": "Bilan et compte rendu", "module-16": True}))
    client = ATELIER.territoire.commune("12153")
    assert client is not None
    expected = (AttenduDit("Avancer", ("bilan",)),)
    modules = (ATELIER.catalogue.modules["16"],)
    asked = Reponses("MON-2026-01", dt.date(2026, 11, 24), client, modules, expected)
    begun_brief = begun(asked, ATELIER.territoire)
    assert text_of(replace(read, ebauche=replace(read.ebauche, origine=""))) == text_of(
        replace(read, ebauche=begun_brief)
    )


# --- Faults -----------------------------------------------------------------------------------------------------------

# code, what is answered instead, where it is told, and what the message holds.
FAULTS: list[tuple[str, dict[str, str | bool], str, str]] = [
    ("B121", {"nom": "", "code_postal": ""}, "Nom de la collectivité", "quelle collectivité"),
    ("B121", {"date": ""}, "Date de la demande", "n’est pas dite"),
    ("B121", {"module-12": False}, "Les thèmes souhaités", "aucun module"),
    ("B122", {"date": "début octobre"}, "Date de la demande", "« début octobre » ne se lit pas comme une date"),
    ("B122", {"date": "31/02/2026"}, "Date de la demande", "n’existe pas dans le calendrier"),
    ("B122", {"limite": "vite"}, "Proposition attendue", "« vite »"),
    ("B122", {"siret": "213 701"}, "SIRET", "n’est pas un SIRET"),
    ("B122", {"courriel": "dgs chez exemple"}, "Courriel", "adresse électronique"),
    ("B122", {"telephone": "01 99 00 37 10 ou bien 01 99 00 37 11"}, "Téléphone", "trop long"),
    ("B122", {"effectif": "12 à 15"}, "Nombre de participants", "« 12 à 15 »"),
    ("B122", {"effectif": "0"}, "Nombre de participants", "n’est pas un effectif"),
    ("B122", {"reference": "JLT/7"}, "Référence", "n’est pas une référence"),
    ("B122", {"jour-1-date": "lundi 26 novembre 2026"}, "jour 1, date", "tombe un jeudi"),
    ("B122", {"jour-1-matin": "9h"}, "jour 1, matin", "n’a pas d’heure de fin"),
    ("B122", {"jour-1-matin": "12h30-9h"}, "jour 1, matin", "finit avant de commencer"),
    ("B122", {"jour-1-matin": "9h-25h"}, "jour 1, matin", "une heure qui n’existe pas"),
    ("B122", {"jour-1-matin": "le matin"}, "jour 1, matin", "ne se lit pas comme des horaires"),
    ("B122", {"jour-2-groupe": "rouge"}, "jour 2, groupe", "« rouge »"),
    ("B123", {"nom": "Joué-les-Tour", "code_postal": ""}, "Nom de la collectivité", "aucune commune"),
    ("B123", {"nom": "Saint-Denis", "code_postal": ""}, "Nom de la collectivité", "plusieurs communes"),
    ("B123", {"nom": "Tours"}, "Nom de la collectivité", "ne vont pas ensemble"),
    (
        "B123",
        {"nature-commune": False, "nature-epci": True, "nom": "Val de Loire", "code_postal": "", "siret": ""},
        "Nom de la collectivité",
        "aucune intercommunalité",
    ),
    ("B124", {"nature-epci": True}, "Vous êtes", "« Une commune » et « Une intercommunalité »"),
    ("B124", {"distanciel": True}, "Format", "« En présentiel » et « À distance »"),
    ("B124", {"paie-dife": True}, "Financement", "DIFE"),
    ("B124", {"attendu-1-basse": True}, "attendu 1", "« haute » et « basse »"),
    ("B125", {"module_autre": "Diagnostic de territoire"}, "Un autre thème", "n’est pas un module du catalogue"),
    ("B126", {"attendu-1-themes": "Diagnostics du territoire"}, "attendu 1, sujet", "n’est pas un sujet"),
    ("B126", {"attendu-1-themes": ""}, "attendu 1, sujet", "les mots de l’attendu"),
    ("B126", {"attendu-1-themes": "", "attendu-1-texte": "Zzz"}, "attendu 1, sujet", "ne le donnent pas"),
    ("B131", {"attendu-5-basse": True}, "attendu 5", "« priorité basse »".strip("« »")),
    ("B131", {"attendu-5-themes": "Bilan et compte rendu"}, "attendu 5", "Bilan et compte rendu"),
    ("B131", {"jour-4-matin": "9h-12h"}, "jour 4, date", "n’a pas de date"),
    ("B131", {"jour-4-date": "10/12/2026"}, "jour 4, date", "n’a pas d’horaires"),
]
SOFT = {"B125", "B127", "B128", "B129", "B130", "B132"}  # warnings or notices, whatever was typed


def told(folder: Path, answers: dict[str, str | bool]) -> tuple[Finding, ...]:
    return imported(folder, as_word_fills(COMPLETE | answers)).findings


@pytest.mark.parametrize(("code", "answers", "lieu", "said"), FAULTS, ids=[f"{f[0]}-{i}" for i, f in enumerate(FAULTS)])
def test_one_wrong_answer_gives_its_finding_in_its_place(
    tmp_path: Path, code: str, answers: dict[str, str | bool], lieu: str, said: str
) -> None:
    (found,) = told(tmp_path, answers)
    assert found.code == code
    assert lieu in found.lieu
    assert said in found.message
    assert found.fichier.endswith("recu.docx")
    assert found.message.endswith(".")
    assert found.remede
    assert "'" not in found.message + found.remede.replace("d'", "")


@pytest.mark.parametrize("fault", FAULTS, ids=[f"{f[0]}-{i}" for i, f in enumerate(FAULTS)])
def test_a_wrong_answer_is_kept_in_the_brief(
    tmp_path: Path, fault: tuple[str, dict[str, str | bool], str, str]
) -> None:
    _, answers, _, _ = fault
    texte = " ".join(re.sub(r"(?m)^ *#", "", text_of(imported(tmp_path, as_word_fills(COMPLETE | answers)))).split())
    for tag, typed in answers.items():
        if isinstance(typed, str) and typed and tag not in {"attendu-1-texte", "jour-4-date"}:
            assert typed in texte, tag


@pytest.mark.parametrize("fault", FAULTS, ids=[f"{f[0]}-{i}" for i, f in enumerate(FAULTS)])
def test_the_brief_of_a_wrong_form_is_yaml_whose_findings_say_what_is_left(
    tmp_path: Path, fault: tuple[str, dict[str, str | bool], str, str]
) -> None:
    brief = loaded(tmp_path, imported(tmp_path, as_word_fills(COMPLETE | fault[1])))
    assert brief.source.donnees["version"] == 1
    assert {finding.code for finding in brief.findings} <= {"B012", "B021"}


def test_no_attendu_at_all_is_told(tmp_path: Path) -> None:
    answers = {tag: "" if isinstance(value, str) else False for tag, value in COMPLETE.items() if "attendu-" in tag}
    (found,) = told(tmp_path, answers)
    assert (found.code, found.lieu) == ("B121", "Ce que vous attendez")


def test_an_empty_form_names_what_is_needed_and_nothing_else(tmp_path: Path) -> None:
    recueil = imported(tmp_path, blank())
    assert [finding.code for finding in recueil.findings] == ["B121"] * 4
    assert {finding.code for finding in loaded(tmp_path, recueil).findings} == {"B012"}


def test_what_is_no_form_is_told_and_gives_no_brief(tmp_path: Path) -> None:
    for content in (b"", b"PK", (ROOT / "templates" / "agenda.docx").read_bytes()):
        with pytest.raises(FaultsFoundError) as raised:
            imported(tmp_path, content)
        assert [finding.code for finding in raised.value.findings] == ["B120"]
        assert "modèle" not in str(raised.value)


def put_in_first_cell(root: _Element) -> None:
    cell = next(root.iter(f"{W}tc"))
    paragraph = etree.SubElement(cell, f"{W}p")
    etree.SubElement(etree.SubElement(paragraph, f"{W}r"), f"{W}t").text = "Appelez-nous le soir"


def put_beside_a_field(root: _Element) -> None:
    paragraph = next(control(root, "nom").iterancestors(f"{W}p"))
    etree.SubElement(etree.SubElement(paragraph, f"{W}r"), f"{W}t").text = " (Indre-et-Loire)"


def put_beside_a_label(root: _Element) -> None:
    (label,) = [t for t in root.iter(f"{W}t") if t.text == "Adresse"]
    label.text = "Adresse : 3 place du Marché"


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (put_in_first_cell, "« Appelez-nous le soir »"),
        (put_beside_a_field, "« (Indre-et-Loire) »"),
        (put_beside_a_label, "« : 3 place du Marché »"),
    ],
)
def test_words_outside_of_the_fields_are_told_and_kept(tmp_path: Path, change: object, said: str) -> None:
    assert callable(change)
    recueil = imported(tmp_path, edited(as_word_fills(COMPLETE), change))
    (found,) = recueil.findings
    assert (found.code, found.gravite) == ("B127", Gravite.AVERTISSEMENT)
    assert said in found.message
    assert said.strip("« »") in text_of(recueil)


def test_a_field_that_is_gone_is_named_with_what_was_typed_in_its_place(tmp_path: Path) -> None:
    def replace(root: _Element) -> None:
        sdt = control(root, "adresse")
        run = sdt.makeelement(f"{W}r", {})
        etree.SubElement(run, f"{W}t").text = "Hôtel de ville"
        sdt.addprevious(run)
        parent = sdt.getparent()
        assert parent is not None
        parent.remove(sdt)

    findings = imported(tmp_path, edited(as_word_fills(COMPLETE), replace)).findings
    assert [finding.code for finding in findings] == ["B128", "B127"]
    assert "Adresse" in findings[0].message


def copied_row(root: _Element) -> None:
    row = next(control(root, "attendu-3-texte").iterancestors(f"{W}tr"))
    row.addnext(etree.fromstring(etree.tostring(row)))


def test_a_row_that_was_copied_is_one_row_more(tmp_path: Path) -> None:
    recueil = imported(tmp_path, edited(as_word_fills(COMPLETE), copied_row))
    brief = loaded(tmp_path, recueil).brief
    assert brief is not None
    assert [attendu.texte for attendu in brief.attendus][1:] == ["Aller au-devant des habitants"] * 2
    assert [finding.code for finding in recueil.findings] == ["B127"]  # the number of the row


def test_a_hostile_form_is_read_at_once(tmp_path: Path) -> None:
    def far_away(root: _Element) -> None:
        tag = control(root, "attendu-3-texte").find(f"{W}sdtPr/{W}tag")
        assert tag is not None
        tag.set(f"{W}val", "attendu-999999999-texte")

    long = {"effectif": "9" * 5000, "date": "1" * 100_000, "attendu-1-themes": "a," * 10_000, "nom": "x" * 100_000}
    recueil = imported(tmp_path, edited(as_word_fills(COMPLETE | long), far_away))
    assert {finding.code for finding in recueil.findings} == {"B122", "B123", "B126", "B128", "B131"}
    assert len(recueil.findings) < 40


def test_a_field_that_is_there_twice_is_told_and_both_answers_are_kept(tmp_path: Path) -> None:
    def copy(root: _Element) -> None:
        sdt = control(root, "profil")
        twin = etree.fromstring(etree.tostring(sdt))
        next(twin.iter(f"{W}t")).text = "Tout le conseil"
        sdt.addnext(twin)

    recueil = imported(tmp_path, edited(as_word_fills(COMPLETE), copy))
    assert [finding.code for finding in recueil.findings] == ["B128"]
    assert "Tout le conseil" in text_of(recueil)


def test_a_picture_in_a_field_is_told(tmp_path: Path) -> None:
    def paste(root: _Element) -> None:
        etree.SubElement(next(control(root, "situation").iter(f"{W}r")), f"{W}drawing")

    findings = imported(tmp_path, edited(as_word_fills(COMPLETE), paste)).findings
    assert [(finding.code, finding.lieu) for finding in findings] == [("B130", "Votre contexte › Votre situation")]


def without_tags(root: _Element) -> None:
    for properties in root.iter(f"{W}sdtPr"):
        for name in ("tag", "alias"):
            for element in properties.findall(f"{W}{name}"):
                properties.remove(element)


def test_fields_without_their_names_are_read_in_their_order_or_not_at_all(tmp_path: Path) -> None:
    document = as_word_fills(COMPLETE)
    recueil = imported(tmp_path, edited(document, without_tags))
    assert [(finding.code, finding.gravite) for finding in recueil.findings] == [("B129", Gravite.AVIS)]
    assert text_of(recueil) == text_of(imported(tmp_path, document))

    def one_less(root: _Element) -> None:
        without_tags(root)
        first = next(root.iter(f"{W}sdt"))
        parent = first.getparent()
        assert parent is not None
        parent.remove(first)

    with pytest.raises(FaultsFoundError, match="B120"):
        imported(tmp_path, edited(document, one_less))


def test_a_field_of_the_managers_own_is_kept_in_a_comment(tmp_path: Path) -> None:
    def rename(root: _Element) -> None:
        sdt = control(root, "remarques")
        for name, value in (("tag", "surface"), ("alias", "Surface de la salle")):
            found = sdt.find(f"{W}sdtPr/{W}{name}")
            assert found is not None
            found.set(f"{W}val", value)

    assert "Surface de la salle : Merci de nous rappeler." in text_of(
        imported(tmp_path, edited(as_word_fills(COMPLETE), rename))
    )


def test_a_module_of_another_catalogue_is_told_as_an_error(tmp_path: Path) -> None:
    def rename(root: _Element) -> None:
        tag = control(root, "module-12").find(f"{W}sdtPr/{W}tag")
        assert tag is not None
        tag.set(f"{W}val", "module-99")

    findings = imported(tmp_path, edited(as_word_fills(COMPLETE | {"module-13": True}), rename)).findings
    assert [(f.code, f.gravite) for f in findings if f.code == "B125"] == [("B125", Gravite.ERREUR)]


@pytest.mark.parametrize(
    "typed", ["13", "module 13", "Élaborer son projet de territoire", "elaborer son projet de territoire"]
)
def test_a_module_that_is_written_instead_of_ticked_is_taken(tmp_path: Path, typed: str) -> None:
    recueil = imported(tmp_path, as_word_fills(COMPLETE | {"module_autre": typed}))
    brief = loaded(tmp_path, recueil).brief
    assert recueil.findings == ()
    assert brief is not None
    assert [module.code for module in brief.modules] == ["12", "13"]


def test_every_code_has_a_negative_example() -> None:
    sources = "".join(
        path.read_text(encoding="utf-8") for path in (ROOT / "docgen" / "brief" / "formulaire").glob("*.py")
    )
    tests = Path(__file__).read_text(encoding="utf-8")
    for code in set(re.findall(r'"(B1\d\d)"', sources)):
        assert code in {fault[0] for fault in FAULTS} or tests.count(f'"{code}"') > 1, code


# --- Who asks ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("answers", "code"),
    [
        ({"nom": "Joué-lès-Tours", "code_postal": ""}, "37122"),
        ({"nom": "", "code_postal": "", "code": "37122"}, "37122"),
        ({"nom": "Saint-Denis", "code_postal": "93200"}, "93066"),
        ({"nom": "Quimperlé", "code_postal": "", "code": "29300"}, "29233"),  # a postal code where INSEE's is asked for
        ({"nature-commune": False, "nom": "Montjaux", "code_postal": ""}, "12153"),
        ({"nature-commune": False, "nom": "Tours Métropole Val de Loire", "code_postal": ""}, "243700754"),
        ({"nature-commune": False, "nom": "", "code_postal": "", "code": "243 700 754"}, "243700754"),
        (
            {"nature-commune": False, "nature-epci": True, "nom": "CC du Clunisois", "code_postal": "", "siret": ""},
            "200040293",
        ),
    ],
)
def test_the_client_is_found_by_name_postal_code_or_number(
    tmp_path: Path, answers: dict[str, str | bool], code: str
) -> None:
    recueil = imported(tmp_path, as_word_fills(COMPLETE | {"siret": "", "adresse": ""} | answers))
    brief = loaded(tmp_path, recueil).brief
    assert recueil.findings == ()
    assert brief is not None
    assert brief.client.code == code


# --- What people type -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "typed",
    [
        *("03/12/2026", "3/12/2026", "03/12/26", "3.12.2026", "3-12-2026", "03 12 2026", "2026-12-03"),
        *("3 décembre 2026", "jeudi 3 décembre 2026", "le 3 décembre 2026", "3 déc. 2026", "3\u00a0Décembre\u202f2026"),
    ],
)
def test_dates_are_read_as_people_write_them(typed: str) -> None:
    assert date_saisie(typed) == dt.date(2026, 12, 3)


def test_the_first_of_a_month_is_read() -> None:
    assert date_saisie("1er mars 2027") == dt.date(2027, 3, 1)


@pytest.mark.parametrize("typed", ["", "3 décembre", "3 ju 2026", "32/12/2026", "décembre 2026", "3 décembre 20266"])
def test_what_is_no_date_is_none(typed: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        date_saisie(typed)


@pytest.mark.parametrize(
    "typed",
    [
        *("9h-12h30", "9h00-12h30", "9:00-12:30", "9 h 00 – 12 h 30", "9H - 12H30"),
        "9 h 00\u00a0–\u00a012\u00a0h\u00a030",
        *("9h à 12h30", "de 9h à 12h30", "De 9 heures à 12 heures 30", "9.00-12.30", "9h/12h30", "9h → 12h30"),
        *("9h00 a 12h30", "9h - 12h30mn", "entre 9h et 12h30", "9h jusqu’à 12h30", "9 h. - 12 h. 30"),
    ],
)  # fmt: skip
def test_hours_are_read_as_people_write_them(typed: str) -> None:
    assert horaire_saisi(typed) == (540, 750)


@pytest.mark.parametrize(
    ("typed", "hours"), [("9h-midi", (540, 720)), ("9 h 30 - 12 h", (570, 720)), ("9-12", (540, 720))]
)
def test_noon_and_round_hours_are_read(typed: str, hours: tuple[int, int]) -> None:
    assert horaire_saisi(typed) == hours


@pytest.mark.parametrize(
    "typed", ["9h", "9:00", "9 h 30 -", "à partir de 9h", "matin", "9h02-12h", "12h-9h", "9h-12h-14h"]
)
def test_what_is_no_half_day_is_none(typed: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        horaire_saisi(typed)


def test_a_number_is_the_one_that_stands_there() -> None:
    assert [nombre_saisi(typed) for typed in ("14", "environ 14", "14 élus")] == [14, 14, 14]
    for typed in ("douze", "10-12", ""):
        with pytest.raises(ValueError, match="nombre"):
            nombre_saisi(typed)


# --- Any answers ------------------------------------------------------------------------------------------------------

WORD = st.text(st.characters(exclude_categories=("Cc", "Cs", "Cn", "Co", "Zl", "Zp")), min_size=1, max_size=12)
INVITES = {champ.invite for champ in SIMPLES.values()} | {"Être capable de…", "Choisir", *HORAIRES.values()}
YAML_SIGNS = ("#", ":", "-", "oui", "12", "null", '"', "a: b", "{x}", "|", ">-")
LINE = (
    st.lists(st.one_of(WORD, st.sampled_from(YAML_SIGNS)), min_size=1, max_size=30)
    .map(lambda words: " ".join(" ".join(words).split()))
    .filter(lambda line: line != "" and line not in INVITES)
)  # fmt: skip
SENTENCE = LINE.map(lambda line: f"A{line}")
DAY = st.dates(dt.date(1980, 1, 1), dt.date(2099, 12, 31))
HALF_DAY = (
    st.tuples(st.integers(0, 287), st.integers(1, 288))
    .filter(lambda h: h[0] < h[1])
    .map(lambda h: (5 * h[0], 5 * h[1]))
)
FREE = ("adresse", "prenom", "nom_contact", "fonction", "profil", "amenagements")


@dataclass(frozen=True)
class Dit:
    """What a person means: answers of every kind."""

    textes: dict[str, str]
    situation: list[str]
    enjeux: list[str]
    effectif: int | None
    attendus: list[tuple[str, str | None, list[str]]]
    modules: list[str]
    jours: list[tuple[int, dt.date, dict[str, tuple[int, int]]]]
    date: dt.date


ATTENDU = st.tuples(
    SENTENCE,
    st.sampled_from([None, *PRIORITES]),
    st.lists(st.sampled_from(list(THEMES)), min_size=1, max_size=3, unique=True),
)
DITS = st.builds(
    Dit,
    textes=st.dictionaries(st.sampled_from(FREE), LINE),
    situation=st.lists(LINE, max_size=3),
    enjeux=st.lists(SENTENCE, max_size=4),
    effectif=st.none() | st.integers(1, 1000),
    attendus=st.lists(ATTENDU, min_size=1, max_size=ATTENDUS),
    modules=st.lists(st.sampled_from(list(ATELIER.catalogue.modules)), min_size=1, max_size=7, unique=True),
    jours=st.lists(
        st.tuples(st.integers(1, 3), DAY, st.dictionaries(st.sampled_from(list(HORAIRES)), HALF_DAY, min_size=1)),
        max_size=JOURS,
        unique_by=lambda jour: jour[:2],
    ),
    date=DAY,
)


def answers_of(dit: Dit) -> dict[str, str | bool]:
    """What stands in the fields."""
    values: dict[str, str | bool] = {"nom": "Montjaux", "date": f"{dit.date:%d/%m/%Y}", **dit.textes}
    values |= {"situation": "\n".join(dit.situation), "enjeux": "\n".join(dit.enjeux)}
    values |= {"effectif": str(dit.effectif or ""), **{f"module-{code}": True for code in dit.modules}}
    for rank, (texte, priorite, themes) in enumerate(dit.attendus, start=1):
        row = champs_attendu(rank)
        values |= {row["texte"].repere: texte, row["themes"].repere: ", ".join(THEMES[theme] for theme in themes)}
        values |= {row[priorite].repere: True} if priorite else {}
    for rank, (group, date, hours) in enumerate(dit.jours, start=1):
        row = champs_jour(rank)
        values |= {row["groupe"].repere: str(group), row["date"].repere: f"{date:%d/%m/%Y}"}
        for name, (start, end) in hours.items():
            values[row[name].repere] = f"{start // 60} h {start % 60:02} - {end // 60} h {end % 60:02}"
    return values


def meant(brief: Brief) -> Dit:
    """What a brief says, in the same words; « normale » is what no tick says too."""
    person, client = brief.client.interlocuteur, brief.client
    textes = {"adresse": client.adresse, "prenom": person.prenom, "nom_contact": person.nom}
    textes |= {"fonction": person.fonction, "profil": brief.public.profil, "amenagements": brief.public.amenagements}
    return Dit(
        textes={name: text for name, text in textes.items() if text},
        situation=list(brief.contexte.situation),
        enjeux=list(brief.contexte.enjeux),
        effectif=brief.public.effectif,
        attendus=[(a.texte, a.priorite.value, list(a.themes)) for a in brief.attendus],
        modules=[module.code for module in brief.modules],
        jours=[
            (rank, jour.date, {p.value: (h.debut, h.fin) for p, h in jour.demi_journees})
            for rank, session in enumerate(brief.sessions)
            for jour in session.jours
            if jour.date
        ],
        date=brief.date,
    )


def as_a_brief_has_it(dit: Dit) -> Dit:
    """Modules in the order of the form, days by group and date, groups by their rank."""
    groups = sorted({group for group, _, _ in dit.jours})
    days = sorted((groups.index(group), date, hours) for group, date, hours in dit.jours)
    attendus: list[tuple[str, str | None, list[str]]]
    attendus = [(texte, priorite or "normale", themes) for texte, priorite, themes in dit.attendus]
    return replace(dit, modules=sorted(dit.modules), jours=days, attendus=attendus)


@settings(max_examples=60)
@given(DITS)
def test_any_answers_come_back_as_they_were(tmp_path: Path, dit: Dit) -> None:
    recueil = imported(tmp_path, as_word_fills(answers_of(dit)))
    assert recueil.findings == ()
    read = loaded(tmp_path, recueil)
    assert read.brief is not None
    assert {finding.code for finding in read.findings} <= {"B026"}  # an address with another's postal code
    assert meant(read.brief) == as_a_brief_has_it(dit)


def test_the_table_of_fields_has_no_tag_twice_and_a_placeholder_wherever_something_is_written() -> None:
    rows = [champ for n in range(1, 10) for champ in (*champs_attendu(n).values(), *champs_jour(n).values())]
    champs = [*SIMPLES.values(), *rows]
    tags = sorted(champ.repere for champ in champs)
    assert all(one != other for one, other in pairwise(tags))
    assert all(champ.invite for champ in champs if champ.genre is not Genre.CASE)


# --- A brief put into a form ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["exemple", "joue-les-tours", "le-mans", "l-home-chamondot", "clunisois"])
def test_a_brief_put_into_a_form_comes_back(tmp_path: Path, name: str) -> None:
    path = ROOT / "briefs" / f"{name}.yaml"
    made = make_form(ATELIER, brief=path)
    assert {finding.code for finding in made.findings} <= {"B132"}
    recueil = imported(tmp_path, made.contenu)
    assert recueil.findings == ()
    brief = loaded(tmp_path, recueil).brief
    first = load_brief(path, territoire=ATELIER.territoire, organisme=ATELIER.organisme).brief
    assert brief is not None
    assert first is not None
    assert (brief.reference, brief.date, brief.client) == (first.reference, first.date, first.client)
    assert (brief.contexte, brief.public) == (first.contexte, first.public)
    assert brief.attendus == tuple(replace(one, reformule=None) for one in first.attendus), (
        "a form holds the client's words"
    )
    assert [module.code for module in brief.modules] == [module.code for module in first.modules]
    assert brief.conditions.financement == first.conditions.financement
    # The form does not ask which half-days are remote: the trainer and the client settle it later.
    jours = [[replace(jour, a_distance=()) for jour in session.jours] for session in first.sessions]
    assert [list(session.jours) for session in brief.sessions] == jours


def test_a_brief_with_more_than_the_form_has_rows_for_is_told(tmp_path: Path) -> None:
    text = (ROOT / "briefs" / "exemple.yaml").read_text(encoding="utf-8")
    more = "".join(f"  - {{id: B{n}, texte: Savoir, themes: [marketing]}}\n" for n in range(9))
    path = tmp_path / "long.yaml"
    path.write_text(text.replace("attendus:\n", f"attendus:\n{more}"), encoding="utf-8")
    codes = [(finding.code, finding.gravite) for finding in make_form(ATELIER, brief=path).findings]
    assert codes == [("B132", Gravite.AVERTISSEMENT)]


def test_a_word_of_everyday_names_its_subject_and_a_warning_asks_to_look(tmp_path: Path) -> None:
    recueil = imported(tmp_path, as_word_fills(COMPLETE | {"attendu-1-themes": "Finances"}))
    brief = loaded(tmp_path, recueil).brief
    assert brief is not None
    assert brief.attendus[0].themes == ("finances-ppi",)
    (found,) = [finding for finding in recueil.findings if finding.code == "B126"]
    assert "« finances et investissements »" in found.message
    assert found.gravite is Gravite.AVERTISSEMENT
