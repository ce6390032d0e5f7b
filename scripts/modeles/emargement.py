"""`emargement.docx`: the attendance sheet, a page per day and a signature per half-day."""

from .page import Modele
from .styles import A_REMPLIR, ENTETE, FICHE, GRILLE, JOUR, NOTE, SOUS_TITRE, TITRE, TITRE_DE_LIGNE, TITRES
from .tables import LANDSCAPE, Grid, cell, looped_cells, row, texte
from .text import each, p, when

H1, *_ = TITRES
ROW = 540  # 0.95 cm: room to sign
_NUMBER, _NAME, _ROLE, _SIGN = 600, 3500, 2470, 2667
_GRID = Grid((_NUMBER, _NAME, _ROLE, _SIGN, _SIGN, _SIGN), GRILLE)
_LOOP = "colonne in page.colonnes"


def modele() -> Modele:
    """The attendance sheet."""
    body = (
        p(TITRE, "{{ document.titre }}"),
        p(SOUS_TITRE, "{{ intitule }}"),
        each(
            "page in pages",
            when("page.premiere", p(H1, "{{ page.titre }}"), otherwise=(p(JOUR, "{{ page.titre }}"),)),
            _card(),
            p("Caption", "Chacun signe lui-même, à chaque demi-journée, au moment où elle commence."),
            _signatures(),
            p("Caption", "À remplir par le formateur en fin de journée"),
            _attestation(),
            p(NOTE, "{{ information }}"),
        ),
    )
    return Modele("Feuille d’émargement", "".join(body), landscape=True)


def _card() -> str:
    grid = Grid.parts(13, 37, 13, 37, width=LANDSCAPE, style=FICHE)

    def pair(first: str, one: str, second: str, two: str) -> str:
        return grid.row(texte(first, TITRE_DE_LIGNE), texte(one), texte(second, TITRE_DE_LIGNE), texte(two))

    return grid.table(
        "La formation et la journée",
        pair("Formation", "{{ intitule }}", "Collectivité", "{{ client.designation }}"),
        pair("Dates et horaires", "{{ page.titre }}, {{ page.horaires }} ({{ page.duree }})", "Lieu",
             "{{ session.lieu.ligne }}"),
        pair("Formateurs", "{{ session.noms_formateurs }}", "Participants", "{{ effectif }}"),
        pair("Organisme", "{{ organisme.raison_sociale }}, SIRET {{ organisme.siret }}", "Déclaration d’activité",
             "{{ organisme.mention_publicite }}"),
    )  # fmt: skip


def _signatures() -> str:
    half_day = (
        p(ENTETE, "{{ colonne.periode }}, {{ colonne.horaire }}")
        + p(A_REMPLIR, "{{ colonne.duree }} – {{ colonne.module }}")
    )
    head = (
        cell(p(ENTETE, "N°"), _NUMBER)
        + cell(p(ENTETE, "Nom et prénom"), _NAME)
        + cell(p(ENTETE, "Fonction"), _ROLE)
        + looped_cells(_LOOP, half_day, _SIGN)
    )
    count = cell(texte("**Nombre de présents**"), _NUMBER + _NAME + _ROLE, 3) + looped_cells(
        _LOOP, p(A_REMPLIR, "Nombre"), _SIGN
    )
    return _GRID.table(
        "Signatures",
        row(head, properties="<w:tblHeader/>"),
        _GRID.each("personne in participants", _person(TITRE_DE_LIGNE, "Cellule")),
        _GRID.each("personne in lignes_libres", _person(A_REMPLIR, A_REMPLIR)),
        row(count, height=ROW),
        _GRID.each("personne in formateurs", _person(TITRE_DE_LIGNE, "Cellule")),
        flexible=True,
    )


def _person(name: str, role: str) -> str:
    cells = (
        cell(texte("{{ personne.numero }}"), _NUMBER)
        + cell(p(name, "{{ personne.nom }}"), _NAME)
        + cell(p(role, "{{ personne.fonction }}"), _ROLE)
        + looped_cells(_LOOP, p(A_REMPLIR, "Signature"), _SIGN)
    )
    return row(cells, height=ROW)


def _attestation() -> str:
    grid = Grid.parts(1, 1, width=LANDSCAPE, style=GRILLE)
    return grid.table(
        "Attestation du formateur",
        grid.row(
            p(A_REMPLIR, "Absences, retards et départs anticipés : noms, demi-journées"),
            p(A_REMPLIR, "Le formateur certifie que les personnes qui ont signé étaient présentes. Date et signature"),
            height=1100,
        ),
    )
