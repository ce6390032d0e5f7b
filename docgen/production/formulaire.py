"""The form that asks for a brief, made and read again: where catalogue, organisation, Word and brief meet."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from docgen.errors import FaultsFoundError, UsageFaultError
from docgen.findings import Finding, Gravite, has_errors
from docgen.production.pieces import organisme_gaps
from docgen.production.verification import verify
from docgen.production.writing import pictures_of, theme_of

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from docgen.brief.formulaire import Recueil
    from docgen.documents.registre import Document
    from docgen.production.atelier import Atelier
    from docgen.word.controls import Form, Value


@dataclass(frozen=True, slots=True)
class Formulaire:
    """A form ready to be written, its file's name, and what it lacks."""

    contenu: bytes
    nom: str
    findings: tuple[Finding, ...]


def make_form(
    atelier: Atelier, *, brief: Path | None = None, commune: str | None = None, modules: Sequence[str] = ()
) -> Formulaire:
    """The form of an organisation, filled with what is known: a brief, a commune or EPCI, modules.

    Raises FaultsFoundError for a brief, an organisation or a template at fault, UsageFaultError for a commune or module
    unknown.
    """
    from docgen.brief.formulaire.champs import champ_module
    from docgen.catalogue.mots import modules_in
    from docgen.documents.champs import gaps_of

    if has_errors(finding for finding in atelier.findings if finding.code.startswith("O")):
        raise FaultsFoundError(atelier.findings)
    values, name, findings = _known(atelier, brief, commune)
    modules = [code for typed in modules for code in modules_in(typed, atelier.catalogue)]
    _check_modules(atelier, modules)
    values |= {champ_module(code).repere: True for code in modules}
    document = _document()
    view = document.build_blank(atelier.organisme, atelier.catalogue)
    findings += atelier.findings
    findings += organisme_gaps(atelier, gaps_of(view), Gravite.AVERTISSEMENT)
    suffix = f"-{name}" if name else ""
    return Formulaire(_filled(atelier, document, view, values), f"{document.cle}{suffix}.docx", tuple(findings))


def read_back(atelier: Atelier, chemin: Path, *, today: dt.date) -> Recueil:
    """The brief of a form that was filled. Raises FaultsFoundError (B120) for what is no form."""
    from docgen.brief.formulaire import read_answers, recueillir
    from docgen.brief.reference import taken

    reponses = read_answers(_form(chemin), _blank(atelier), str(chemin))
    prises = taken(atelier.workspace)
    return recueillir(reponses, catalogue=atelier.catalogue, territoire=atelier.territoire, prises=prises, today=today)


def _known(atelier: Atelier, brief: Path | None, commune: str | None) -> tuple[dict[str, Value], str, list[Finding]]:
    from docgen.brief.formulaire import remplir

    if brief is not None:
        loaded = verify(atelier, brief).loaded
        if loaded.brief is None:
            raise FaultsFoundError(loaded.findings)
        values, findings = remplir(loaded.brief, str(brief))
        return values, loaded.brief.reference, findings
    return (*_asked(atelier, commune), []) if commune else ({}, "", [])


def _asked(atelier: Atelier, typed: str) -> tuple[dict[str, Value], str]:
    """The commune or EPCI that a command names: by INSEE code, SIREN, or a name that is its alone."""
    from docgen.brief.reference import own_name, slug
    from docgen.territory.model import Commune
    from docgen.territory.presentation import described, meant, typed_for

    territoire = atelier.territoire
    clients = meant(territoire, typed)
    if len(clients) == 1:
        (found,) = clients
        if isinstance(found, Commune):
            postal = found.codes_postaux[0] if len(found.codes_postaux) == 1 else ""
            values: dict[str, Value] = {"nature-commune": True, "nom": found.nom.nom, "code": found.code}
            return values | {"code_postal": postal}, slug(found.nom.nom)
        return {"nature-epci": True, "nom": found.nom.nom, "code": found.siren}, slug(own_name(found.nom.nom))
    near = clients or territoire.proches(typed)
    shown = ", ".join(f"{typed_for(one, territoire)} ({described(one)})" for one in near[:5])
    what = "plusieurs communes répondent à" if clients else "aucune commune ni intercommunalité ne répond à"
    raise UsageFaultError(f"{what} « {typed} ».{f' Peut-être {shown} ?' if shown else ''}")


def _check_modules(atelier: Atelier, codes: Sequence[str]) -> None:
    from docgen.nearest import nearest

    for code in codes:
        if code not in atelier.catalogue.modules:
            near = nearest(code, [module.titre for module in atelier.catalogue.modules.values()])
            hint = f" Vouliez-vous dire « {near} » ?" if near else ""
            raise UsageFaultError(
                f"aucun module « {code} ». Les codes sont {', '.join(atelier.catalogue.modules)}.{hint}"
            )


def _document() -> Document:
    from docgen.documents.registre import documents_de

    return documents_de("brief")[0]


def _filled(atelier: Atelier, document: Document, view: object, values: Mapping[str, Value]) -> bytes:
    from docgen.documents.champs import mapping_of
    from docgen.word.properties import Properties

    organisme = atelier.organisme
    return atelier.modele(document).template.render(
        mapping_of(view),
        properties=Properties(
            title=f"{document.titre} – {organisme.raison_sociale or ''}".rstrip(" –"),
            author=organisme.raison_sociale or "",
        ),
        pictures=pictures_of(organisme),
        theme=theme_of(organisme),
        controls=values,
    )


def _form(chemin: Path) -> Form:
    from docgen.word.controls import read_form
    from docgen.word.package import read_package

    try:
        return read_form(read_package(chemin).parts)
    except FaultsFoundError as error:
        raise FaultsFoundError([_of_a_form(finding) for finding in error.findings]) from None


def _of_a_form(finding: Finding) -> Finding:
    """What keeps a file from being read, told of a form and not of a template: it is the client's to mend."""
    message = finding.message.replace("le modèle", "le formulaire").replace("ce modèle", "ce formulaire")
    remede = finding.remede.replace("Repartez du modèle fourni", "Repartez d’un formulaire neuf")
    return replace(finding, code="B120", message=message, remede=remede)


def _blank(atelier: Atelier) -> Form:
    from docgen.word.controls import read_form
    from docgen.word.package import package_of

    document = _document()
    view = document.build_blank(atelier.organisme, atelier.catalogue)
    return read_form(package_of(_filled(atelier, document, view, {})).parts)
