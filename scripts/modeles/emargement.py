"""`emargement.docx`: the attendance sheet, a page per day and a signature per half-day."""

from .page import Modele
from .styles import (
    A_REMPLIR,
    A_REMPLIR_SOLIDAIRE,
    CELLULE,
    EN_HAUT,
    ENTETE,
    FICHE,
    GRILLE,
    LEGENDE,
    LIGNE,
    TITRE_DE_LIGNE,
)
from .tables import LANDSCAPE, Grid, cell, head, looped_cells, row, texte
from .text import each, p

ROW = 520  # 0.92 cm: room to sign
_NUMBER, _NAME, _ROLE, _SIGN = 540, 3000, 2430, 2866
_GRID = Grid((_NUMBER, _NAME, _ROLE, _SIGN, _SIGN, _SIGN), GRILLE)
_LOOP = "colonne in page.colonnes"


def modele() -> Modele:
    """The attendance sheet."""
    body = each(
        "page in pages",
        p(EN_HAUT, "{{ document.titre }} – {{ page.titre }}"),
        _card(),
        p(LEGENDE, "Chaque personne présente signe elle-même, à chaque demi-journée."),
        _signatures(),
        p(LEGENDE, "À remplir par le formateur en fin de journée"),
        _attestation(),
    )
    return Modele("Feuille d’émargement", body, landscape=True)


def _card() -> str:
    grid = Grid.parts(10, 42, 10, 38, width=LANDSCAPE, style=FICHE)
    lines = (
        ("Formation", "{{ intitule }}", "Collectivité", "{{ client.designation }}"),
        ("Horaires", "{{ page.horaires }} ({{ page.duree }})", "Lieu", "{{ page.lieu }}"),
        ("Formateurs", "{{ session.noms_formateurs }}", "Participants", "{{ effectif }}"),
        (
            "Organisme",
            "{{ organisme.raison_sociale }}, SIRET {{ organisme.siret }}",
            "Déclaration",
            "{{ organisme.mention_publicite }}",
        ),
    )
    rows = (
        grid.row(*(texte(text, CELLULE if rank % 2 else TITRE_DE_LIGNE) for rank, text in enumerate(line)))
        for line in lines
    )
    titles = grid.head("Rubrique", "Précisions", "Rubrique", "Précisions")
    return grid.table("La formation et la journée", titles, *rows)


def _signatures() -> str:
    half_day = p(ENTETE, "{{ colonne.periode }}, {{ colonne.horaire }}") + p(
        A_REMPLIR, "{{ colonne.duree }} – {{ colonne.module }}"
    )
    titles = (
        cell(p(ENTETE, "N°"), _NUMBER)
        + cell(p(ENTETE, "Nom et prénom"), _NAME)
        + cell(p(ENTETE, "Fonction"), _ROLE)
        + looped_cells(_LOOP, half_day, _SIGN)
    )
    count = cell(texte("**Nombre de participants présents**", LIGNE), _NUMBER + _NAME + _ROLE, 3) + looped_cells(
        _LOOP, p(A_REMPLIR, "Nombre"), _SIGN
    )
    return _GRID.table(
        "Signatures",
        head(titles),
        _GRID.each("personne in participants", _person(TITRE_DE_LIGNE, CELLULE)),
        _GRID.each("personne in lignes_libres", _person(A_REMPLIR, A_REMPLIR)),
        row(count, height=ROW),
        _GRID.each("personne in formateurs", _person(TITRE_DE_LIGNE, CELLULE, LIGNE)),
        flexible=True,
    )


def _person(name: str, role: str, number: str = CELLULE) -> str:
    """A row to sign. A first cell in `LIGNE` keeps it on one page with what follows."""
    cells = (
        cell(texte("{{ personne.numero }}", number), _NUMBER)
        + cell(p(name, "{{ personne.nom }}"), _NAME)
        + cell(p(role, "{{ personne.fonction }}"), _ROLE)
        + looped_cells(_LOOP, p(A_REMPLIR, "Signature"), _SIGN)
    )
    return row(cells, height=ROW)


def _attestation() -> str:
    grid = Grid.parts(1, 1, width=LANDSCAPE, style=GRILLE)
    absences = "Absences, retards et départs anticipés : noms et demi-journées"
    certified = "Le formateur certifie que les personnes qui ont signé étaient présentes"
    remote = "Demi-journées à distance : joindre à cette feuille le relevé des connexions."
    # The information on personal data stands in the table: a paragraph after it could be alone on the last page.
    return grid.table(
        "Attestation du formateur",
        grid.head(absences, certified),
        grid.row(p(A_REMPLIR_SOLIDAIRE, "À remplir"), p(A_REMPLIR_SOLIDAIRE, "Date et signature"), height=760),
        grid.when("page.a_distance", grid.row(texte(remote, LIGNE))),
        grid.row(texte("{{ information }}")),
    )
