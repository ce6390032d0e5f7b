"""What a brief makes its client's own in a sequence: points said otherwise, « Chez vous », the place of its own."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from test_tailoring import CATALOGUE, CODES, DAY, brief, built, session

from docgen.brief.model import Adaptation, Attendu, Contexte, ModuleChoisi, Remplacement
from docgen.catalogue.model import Duree, Methode, Sequence
from docgen.production import Commande, open_atelier, produce
from docgen.programme import notices
from docgen.programme.home import begins
from docgen.programme.tailored import lines_to_copy
from docgen.word.reading import text_of
from docgen.workspace import Workspace

ROOT = Path(__file__).parents[2]
NOW = dt.datetime(2026, 10, 20, 9, 0, tzinfo=dt.UTC)


def points(wanted: ModuleChoisi, ident: str, **rest: Any) -> tuple[str, ...]:
    (adapte,) = built(brief(wanted.code, modules=(wanted,), **rest)).modules
    return next(c.sequence.contenu for c in adapte.choix if c.sequence.id == ident)


@pytest.mark.parametrize("code", CODES)
def test_every_line_to_copy_replaces_its_point_and_no_other(code: str) -> None:
    (adapte,) = built(brief(code)).modules
    copied = yaml.safe_load("\n".join(lines_to_copy(adapte, str)))["remplacer"]
    wanted = tuple(Remplacement(**{**line, "par": f"Chez nous {rang}"}) for rang, line in enumerate(copied))
    plain = brief(code, modules=(ModuleChoisi(code, remplacer=wanted),))
    programme = built(plain)
    (made,) = programme.modules
    assert [point for c in made.choix for point in c.sequence.contenu] == [f"Chez nous {i}" for i in range(len(copied))]
    assert [f.code for f in notices(programme, plain) if f.code in {"B153", "B154"}] == []


def test_a_point_that_is_no_longer_there_is_told_and_nothing_is_lost() -> None:
    sequence = CATALOGUE.modules["12"].sequences[1]
    lost = Remplacement(sequence.id, "Ces mots ne sont pas au catalogue", "…")
    wanted = brief("12", modules=(ModuleChoisi("12", remplacer=(lost,)),))
    (fault,) = [f for f in notices(built(wanted), wanted) if f.code == "B154"]
    assert fault.chemin == ("modules", 0, "remplacer", 0, "point")
    assert "Ces mots ne sont pas au catalogue" in fault.message
    assert points(wanted.modules[0], sequence.id) == points(ModuleChoisi("12"), sequence.id)


def test_an_enjeu_and_an_adaptation_are_said_in_their_sequence() -> None:
    ident = CATALOGUE.modules["12"].sequences[1].id
    choisi = ModuleChoisi("12", adaptations=(Adaptation("deux vallées de ski", ident), Adaptation("partout")))
    contexte = Contexte(enjeux=("Les vacants",), enjeux_travailles=(Adaptation("Les vacants", f"12-{ident}"),))
    before = points(ModuleChoisi("12"), ident)
    assert points(choisi, ident, contexte=contexte) == (
        *before, "Chez vous : Les vacants", "Chez vous : deux vallées de ski",
    )  # fmt: skip


def test_what_is_said_of_a_sequence_that_is_not_taught_is_told() -> None:
    optional = next(s.id for s in CATALOGUE.modules["12"].sequences if s.facultative)
    wanted = brief("12", modules=(ModuleChoisi("12", adaptations=(Adaptation("…", optional),)),))
    assert [(f.code, f.chemin) for f in notices(built(wanted), wanted)] == [("B153", ("modules", 0, "adaptations", 0))]


def test_a_sequence_of_the_brief_stands_where_it_says() -> None:
    first, second = (s.id for s in CATALOGUE.modules["12"].sequences[:2])
    own = [Sequence(i, i, Duree(10, 10, 15), (Methode.ATELIER,), ("…",), (), "…") for i in ("un", "deux", "trois")]
    choisi = ModuleChoisi("12", ajouter=tuple(own), apres=(("un", first), ("deux", first), ("trois", "un")))
    (adapte,) = built(brief("12", modules=(choisi,))).modules
    assert [c.sequence.id for c in adapte.choix][:5] == [first, "un", "trois", "deux", second]


@given(st.lists(st.sampled_from(["Lire", "{client.nom}", "le", "compte", "{a.b}", "d’élus"]), min_size=1, max_size=6))
def test_a_fact_takes_one_word_or_more(words: list[str]) -> None:
    printed = [{"{client.nom}": "Saint-Jean de Luz", "{a.b}": "12"}.get(word, word) for word in words]
    for count in range(1, len(words) + 1):
        assert begins(" ".join(words), " ".join(printed[:count]))
    plain = [word for word in words if not word.startswith("{")]
    assert not begins(" ".join(plain), " ".join([*plain, "encore"]))


def test_documents_of_a_session_say_chez_vous(tmp_path: Path) -> None:
    atelier = open_atelier(Workspace(ROOT))
    typed = yaml.safe_load((ROOT / "briefs" / "exemple.yaml").read_text(encoding="utf-8"))
    typed["contexte"]["enjeux"] = [{"texte": "rouvrir l’épicerie", "sequence": "reperes"}, "Se faire connaître"]
    adaptation = {"sequence": "idees-recues", "texte": "les affirmations sont celles du bulletin"}
    typed["modules"][0]["adaptations"] = [adaptation]
    path = tmp_path / "vallee.yaml"
    path.write_text(yaml.safe_dump(typed, allow_unicode=True), encoding="utf-8")
    for commande, cle in (("programme", "programme"), ("kit", "deroule")):
        asked = Commande((commande,), documents=(cle,), sortie=tmp_path, session=1 if commande == "kit" else None)
        (written,) = produce(atelier, path, commande=asked, now=NOW).documents
        said = re.sub(r"\s", " ", text_of(written.chemin))
        assert "Chez vous : rouvrir l’épicerie" in said
        assert "Chez vous : les affirmations sont celles du bulletin" in said


def test_questionnaires_ask_about_the_attendus_of_the_session_as_every_participant_may_read_them(
    tmp_path: Path,
) -> None:
    atelier = open_atelier(Workspace(ROOT))
    typed = yaml.safe_load((ROOT / "briefs" / "exemple.yaml").read_text(encoding="utf-8"))
    typed["attendus"][0]["texte"] = "Faire taire l’opposition sur le logo"
    typed["attendus"][0]["reformule"] = "Débattre du logo avec des arguments"
    del typed["attendus"][1]["reformule"]
    path = tmp_path / "bourg.yaml"
    path.write_text(yaml.safe_dump(typed, allow_unicode=True), encoding="utf-8")
    for cle in ("positionnement", "evaluation-a-chaud", "evaluation-a-froid"):
        asked = Commande(("kit",), documents=(cle,), sortie=tmp_path, session=1)
        made = produce(atelier, path, commande=asked, now=NOW)
        (written,) = made.documents
        said = text_of(written.chemin)
        assert "Débattre du logo avec des arguments" in said
        assert "Faire taire" not in said
        assert typed["attendus"][1]["texte"].replace("'", "’") in said


def test_the_client_s_words_are_shown_before_participants_read_them() -> None:
    attendus = (
        Attendu("A1", "Nos mots", themes=("donnees",)),
        Attendu("A2", "…", themes=("donnees",), reformule="Dits"),
    )
    dated = brief("12", attendus=attendus, sessions=(session("12", DAY),))
    (told,) = [f for f in notices(built(dated), dated) if f.code == "B156"]
    assert "A1 « Nos mots »" in told.message
    assert "A2" not in told.message
    undated = brief("12", attendus=attendus)
    assert [f for f in notices(built(undated), undated) if f.code == "B156"] == []
