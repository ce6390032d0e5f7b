"""`formulaire.docx`: what the client is asked before a proposal, to be filled on a screen or with a pen."""

from itertools import pairwise

from docgen.brief.formulaire.champs import (
    ATTENDUS,
    ATTENTES,
    COLLECTIVITE,
    CONTEXTE,
    DECLAREES,
    JOURS,
    MODULES,
    ORGANISATION,
    PERIODES,
    PRIORITES,
    PUBLIC,
    SIMPLES,
    SUITE,
    Champ,
    champ_module,
    champs_attendu,
    champs_jour,
)

from .controles import controle
from .page import Modele
from .styles import (
    CELLULE,
    CHOIX,
    ENCADRE,
    GRILLE,
    INTRODUCTION,
    LEGENDE,
    NOTE,
    REFERENCE,
    TITRE,
    TITRE_DE_LIGNE,
    TITRES,
)
from .tables import PORTRAIT, Grid, cell, row, texte
from .text import p, paragraph, runs

H1 = TITRES[0]
TITLE = "Recueil de votre besoin de formation"
AIM = (
    "Un quart d’heure pour nous dire ce que vous attendez : votre proposition sera écrite à partir de vos réponses. "
    "Remplissez les champs à l’écran, dans Word, ou à la main une fois imprimés ; laissez vide ce que vous ne savez "
    "pas encore. Les champs marqués d’un astérisque (*) nous sont nécessaires. **À retourner, au format Word, à :** "
    "{{ organisme.contact.ligne }}."
)
REQUIRED = {"nom", "date"}
# Least heights of a row, in twentieths of a point: what a pen needs, under the question or without one.
ROW, SHORT, LONG = 440, 740, 2200


def modele() -> Modele:
    """The form."""
    body = (
        p(TITRE, TITLE),
        p(REFERENCE, "Formation des élus locaux et de leurs équipes"),
        p(ENCADRE, AIM),
        _client(),
        _context(),
        _people(),
        _expectations(),
        _modules(),
        _sessions(),
        _end(),
        p(NOTE, "{{ information }}"),
    )
    return Modele(TITLE, "".join(body), dossier=False)


def _client() -> str:
    return p(H1, COLLECTIVITE) + _lines(
        COLLECTIVITE,
        ((46, "nature-commune", "nature-epci"), (54, "nom")),
        ((24, "code_postal"), (38, "code"), (38, "siret")),
        ((100, "adresse"),),
        ((22, "civilite"), (38, "prenom"), (40, "nom_contact")),
        ((38, "fonction"), (36, "courriel"), (26, "telephone")),
        ((74, *_boxes("contexte.services")), (26, "agents")),
    )


def _context() -> str:
    return (
        p(H1, CONTEXTE)
        + _lines(CONTEXTE, ((55, "situation"), (45, "enjeux")), height=LONG)
        + p(LEGENDE, "Où vous en êtes")
        + _lines(
            "Où vous en êtes",
            ((36, *_boxes("contexte.equipe")), (64, "avancement")),
            ((100, *_boxes("contexte.territoire")),),
            ((50, "chiffres"), (50, "documents")),
        )
    )


def _people() -> str:
    return p(H1, PUBLIC) + _lines(
        PUBLIC,
        ((62, "profil"), (38, "effectif")),
        ((52, *_boxes("public.composition")), (24, "nouveaux"), (24, "deja_suivi")),
        ((50, "niveau"), (50, "amenagements")),
    )


def _expectations() -> str:
    grid = Grid.parts(5, 47, 9, 11, 9, 19, style=GRILLE)
    heads = grid.head("N°", "Ce que chacun devra savoir faire", *PRIORITES.values(), "Sujet")
    rows = (_expectation(grid, champs_attendu(rang), rang) for rang in range(1, ATTENDUS + 1))
    ask = "Au moins un *, dans vos mots. Cochez une priorité par ligne, et choisissez le sujet si vous le voyez."
    return (
        p(H1, ATTENTES)
        + p(INTRODUCTION, ask)
        + grid.table("Vos attendus", heads, *rows)
        + p(LEGENDE, "Et après")
        + _lines("Et après", ((100, "reussite"),))
    )


def _expectation(grid: Grid, champs: dict[str, Champ], rang: int) -> str:
    return grid.row(
        texte(str(rang), TITRE_DE_LIGNE),
        paragraph(CELLULE, controle(champs["texte"])),
        *(paragraph(CHOIX, controle(champs[cle])) for cle in PRIORITES),
        paragraph(CELLULE, controle(champs["themes"])),
        height=ROW,
    )


def _modules() -> str:
    grid = Grid.parts(8, 70, 22, style=GRILLE)
    cells = (
        paragraph(CHOIX, controle(champ_module("{{ module.code }}"))),
        texte("**{{ module.code }}** {{ module.titre }}"),
        texte("{{ module.format }}"),
    )
    table = grid.table(
        "Modules au choix",
        grid.head("Choix", "Module", "Format"),
        grid.each("module in modules", grid.row(*cells)),
    )
    return (
        p(H1, MODULES)
        + p(INTRODUCTION, "Au moins un *. Le programme de chacun est adapté à ce que vous attendez.")
        + table
        + p(LEGENDE, "Vous ne trouvez pas ?")
        + _lines("Un autre thème", ((100, "module_autre"),))
    )


def _sessions() -> str:
    grid = Grid.parts(12, 22, 22, 22, 22, style=GRILLE)
    columns = ("groupe", "date", *PERIODES)
    heads = grid.head("Groupe", "Date", *PERIODES.values())
    rows = (
        grid.row(*(paragraph(CELLULE, controle(champs_jour(rang)[name])) for name in columns), height=ROW)
        for rang in range(1, JOURS + 1)
    )
    ask = (
        "Un jour par ligne, avec l’heure de début et de fin de chaque demi-journée. "
        "Plusieurs groupes ? Numérotez-les : 1, 2, 3."
    )
    return (
        p(H1, ORGANISATION)
        + _lines(
            ORGANISATION,
            ((50, "presentiel", "distanciel", "mixte"), (50, "lieu_nom")),
            ((36, "lieu_adresse"), (24, "lieu_salle"), (40, "lieu_acces")),
        )
        + p(LEGENDE, "Les jours souhaités")
        + p(INTRODUCTION, ask)
        + grid.table("Jours souhaités", heads, *rows)
        + p(LEGENDE, "Contraintes et financement")
        + _lines(
            "Contraintes et financement",
            ((100, "contraintes"),),
            ((66, "paie-collectivite", "paie-dife", "paie-mixte"), (34, "plafond")),
        )
    )


def _end() -> str:
    return (
        p(H1, SUITE)
        + _lines("Remarques", ((100, "remarques"),))
        + p(LEGENDE, "La demande")
        + _lines(
            "La demande",
            ((64, "rempli_par"), (36, "date")),
            ((64, "reference"), (36, "limite")),
        )
    )


def _boxes(chemin: str) -> tuple[str, ...]:
    """The tags of the boxes of a closed list."""
    return tuple(champ.repere for champ in DECLAREES[chemin])


def _lines(title: str, *lines: tuple[tuple[int | str, ...], ...], height: int = SHORT) -> str:
    """A table whose rows are cut each in its own way: a share of the width, and the fields that stand there."""
    edges = sorted({edge for line in lines for edge in _edges(line)})
    grid = Grid(tuple(right - left for left, right in pairwise(edges)), GRILLE)
    return grid.table(title, *(_line(line, edges, height) for line in lines))


def _edges(line: tuple[tuple[int | str, ...], ...]) -> list[int]:
    shares = [int(part[0]) for part in line]
    return [round(PORTRAIT * sum(shares[:rank]) / 100) for rank in range(len(shares) + 1)]


def _line(line: tuple[tuple[int | str, ...], ...], edges: list[int], height: int) -> str:
    own = _edges(line)
    cells = [
        cell(_question([SIMPLES[str(name)] for name in part[1:]]), right - left, edges.index(right) - edges.index(left))
        for part, left, right in zip(line, own, own[1:], strict=False)
    ]
    return row(*cells, height=height)


def _question(champs: list[Champ]) -> str:
    """What is asked, and under it the field, or the boxes of a choice."""
    first = champs[0]
    asked = f"{first.libelle} *" if first.repere in REQUIRED else first.libelle
    separator = runs("\u2003")
    answer = separator.join(controle(champ) for champ in champs)
    return p(TITRE_DE_LIGNE, asked) + paragraph(CELLULE, answer)
