"""Forms for tests, filled the way Word leaves them: by its own means, none of docgen's."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from lxml import etree

from docgen.brief.redaction.cles import Cles
from docgen.brief.redaction.texte import brief_text
from docgen.production import open_atelier
from docgen.production.formulaire import make_form, read_back
from docgen.word.names import W14, W
from docgen.workspace import Workspace, schema

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from lxml.etree import _Element

    from docgen.brief.formulaire import Recueil

ROOT = Path(__file__).parents[1]
ATELIER = open_atelier(Workspace(ROOT))
TODAY = dt.date(2026, 10, 20)

COMPLETE: dict[str, str | bool] = {
    "nature-commune": True,
    "nom": "joue les tours",
    "code_postal": "37300",
    "siret": "213 701 220 00013",
    "adresse": "Hôtel de ville, 37300 Joué-lès-Tours",
    "civilite": "Madame",
    "prenom": "Maëlle",
    "nom_contact": "Kervadec-Exemple",
    "fonction": "directrice générale des services",
    "courriel": "dgs@exemple.fr",
    "telephone": "01 99 00 37 10",
    "situation": "Une équipe aux deux tiers nouvelle.\nDeux groupes de travail.",
    "enjeux": "- Un même point de départ\n• Des choix assumés",
    "profil": "Adjoints et conseillers délégués",
    "effectif": "14 personnes",
    "niveau": "Aucun n’a suivi de formation.",
    "amenagements": "Salle de plain-pied",
    "attendu-1-texte": "Savoir lire les études de la ville",
    "attendu-1-haute": True,
    "attendu-1-themes": "Diagnostic du territoire, Données et statistiques",
    "attendu-3-texte": "Aller au-devant des habitants",
    "attendu-3-themes": "Participation des habitants",
    "reussite": "Un diagnostic partagé avant l’été.",
    "module-12": True,
    "presentiel": True,
    "lieu_nom": "Hôtel de ville",
    "lieu_salle": "Salle des commissions",
    "jour-1-date": "26/11/2026",
    "jour-1-matin": "9h-12h30",
    "jour-1-apres_midi": "14 h 00 à 17 h 30",
    "jour-2-groupe": "2",
    "jour-2-date": "jeudi 3 décembre 2026",
    "jour-2-matin": "de 9.30 à 13h",
    "jour-2-soir": "18:00 – 21:30",
    "contraintes": "Pas le mercredi.",
    "paie-collectivite": True,
    "remarques": "Merci de nous rappeler.",
    "rempli_par": "Maëlle Kervadec-Exemple",
    "limite": "30/10/2026",
    "date": "05/10/2026",
    "reference": "JLT-2026-07",
}


@cache
def blank() -> bytes:
    return make_form(ATELIER).contenu


def edited(document: bytes, change: Callable[[_Element], None]) -> bytes:
    """The document with its body changed."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(document)) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            data = source.read(name)
            if name == "word/document.xml":
                root = etree.fromstring(data)
                change(root)
                data = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
            target.writestr(name, data)
    return out.getvalue()


def control(root: _Element, tag: str) -> _Element:
    (found,) = [
        sdt
        for sdt in root.iter(f"{W}sdt")
        if (t := sdt.find(f"{W}sdtPr/{W}tag")) is not None and t.get(f"{W}val") == tag
    ]
    return found


def as_word_fills(answers: Mapping[str, str | bool], document: bytes | None = None) -> bytes:
    """The form with these answers: no placeholder left, the text in one run, boxes ticked with their sign."""

    def fill(root: _Element) -> None:
        for tag, answer in answers.items():
            sdt = control(root, tag)
            if isinstance(answer, bool):
                tick(sdt, ticked=answer)
            elif answer:
                write(sdt, answer)

    return edited(document or blank(), fill)


def tick(sdt: _Element, *, ticked: bool) -> None:
    (checked,) = sdt.iter(f"{W14}checked")
    checked.set(f"{W14}val", "1" if ticked else "0")
    (sign,) = sdt.iter(f"{W}t")
    sign.text = "☒" if ticked else "☐"


def write(sdt: _Element, answer: str) -> None:
    properties, content = sdt.find(f"{W}sdtPr"), sdt.find(f"{W}sdtContent")
    assert properties is not None
    assert content is not None
    for mark in properties.findall(f"{W}showingPlcHdr"):
        properties.remove(mark)
    content[:] = []
    run = etree.SubElement(content, f"{W}r")
    for rank, line in enumerate(answer.split("\n")):
        if rank:
            etree.SubElement(run, f"{W}br")
        etree.SubElement(run, f"{W}t").text = line


def text_of(recueil: Recueil) -> str:
    """The brief's file."""
    cles = Cles.of(schema("brief"))
    return brief_text(recueil.ebauche, cles, schema="../schemas/brief.schema.json", chemin=f"briefs/{recueil.nom}.yaml")


def imported(folder: Path, document: bytes) -> Recueil:
    """The brief that a form becomes."""
    path = folder / "recu.docx"
    path.write_bytes(document)
    return read_back(ATELIER, path, today=TODAY)
