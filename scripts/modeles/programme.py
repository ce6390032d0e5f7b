"""`programme.docx`: the proposal."""

from . import timetable
from .attendus import expectations
from .engagement import agreement, organisation, price, terms
from .page import Modele, title_block
from .styles import (
    DISCRET,
    ENCADRE,
    INTRODUCTION,
    LEGENDE,
    LIGNE,
    NORMAL,
    PUCE,
    PUCE_DE_CELLULE,
    TITRE_DE_LIGNE,
    TITRES,
)
from .tables import Fiche, Grid, texte
from .text import bullets, each, p, when

H1, H2, H3, _ = TITRES
FICHE, WHOLE = Fiche(), Fiche(whole=True)


def modele() -> Modele:
    """The proposal."""
    body = (
        title_block(),
        _in_short(),
        _context(),
        expectations("Ce que vous attendez de la formation"),
        _modules(),
        _calendar(),
        _days(),
        _coverage(),
        _trainers(),
        _assessment(),
        terms(),
        organisation(),
        price(),
        agreement(),
    )
    return Modele("Proposition de formation", "".join(body))


def _in_short() -> str:
    addressee = (
        texte("{{ destinataire.nom }}")
        + when("destinataire.fonction", texte("{{ destinataire.fonction }}"))
        + texte("{{ destinataire.adresse }}")
        + when("destinataire.courriel", texte("{{ destinataire.courriel }}"))
        + when("destinataire.telephone", texte("{{ destinataire.telephone }}"))
    )
    return (
        FICHE.table(
            "À qui la proposition est adressée",
            FICHE.ligne("À l’attention de", addressee),
            FICHE.ligne("SIRET", "{{ destinataire.siret }}"),
        )
        + p(H1, "La formation en bref")
        + FICHE.table(
            "La formation en bref",
            FICHE.ligne("Modules", each("module in modules", texte("{{ module.intitule }}"))),
            FICHE.ligne("Durée", "{{ duree }}"),
            FICHE.ligne("Modalité", "Formation {{ modalite }} ({{ distance }})"),
            FICHE.ligne("Public", "{{ public.profil }}"),
            FICHE.ligne_si("public.effectif", "Effectif par session"),
            FICHE.ligne("Prix", "{{ prix.total }}"),
            FICHE.ligne("Votre contact", "{{ organisme.contact.ligne }}"),
        )
    )


def _context() -> str:
    grid = Grid.parts(28, 36, 36)
    cells = (
        texte("**{{ repere.libelle }}**", LIGNE),
        texte("{{ repere.valeur }}", LIGNE),
        texte("{{ repere.source }}", LIGNE),
    )
    rows = grid.each("repere in contexte.reperes", grid.row(*cells))
    table = grid.table("Repères chiffrés de la collectivité", grid.head("Repère", "Valeur", "Source"), rows)
    return (
        p(H1, "Ce que nous avons compris de votre contexte")
        + each("paragraphe in contexte.situation", p(NORMAL, "{{ paragraphe }}"))
        + when("contexte.enjeux", p(H2, "Vos enjeux"), bullets("contexte.enjeux"))
        + when("contexte.reperes", p(H2, "Vos repères"), table)
    )


def _modules() -> str:
    return p(H1, "Ce que nous vous proposons") + each(
        "module in modules",
        p(H2, "{{ module.intitule }}"),
        p(NORMAL, "{{ module.pourquoi }}"),
        p(NORMAL, "{{ module.parce_que }}"),
        when("module.adaptation", p(ENCADRE, "**Adapté à votre collectivité.** {{ module.adaptation }}")),
        WHOLE.table(
            "Le module en bref",
            WHOLE.ligne("Durée", "{{ module.duree }}"),
            WHOLE.ligne("Public", "{{ module.public }}"),
            WHOLE.ligne("Prérequis", "{{ module.prerequis }}"),
            WHOLE.ligne_si("module.theme_repertoire", "Thème du répertoire"),
            FICHE.ligne("Modalités", "{{ module.modalites }}"),
        ),
        _objectives(),
        _tailoring(),
    )


def _objectives() -> str:
    grid = Grid.parts(12, 46, 42)
    cells = (
        texte("{{ objectif.repere }}", TITRE_DE_LIGNE),
        texte("{{ objectif.texte }}"),
        texte("{{ objectif.evaluation }}"),
    )
    titles = grid.head("Objectif", "Ce que chacun saura faire", "Comment nous le vérifions")
    rows = grid.each("objectif in module.objectifs", grid.row(*cells))
    table = grid.table("Objectifs du module et leur évaluation", titles, rows)
    return when("module.objectifs", p(H3, "À la fin du module"), table)


def _tailoring() -> str:
    return when(
        "module.ajouts or module.retirees or module.possibles or module.demi_journees_ajoutees",
        p(H3, "Ce que nous avons ajusté pour vous"),
        each("ajout in module.ajouts", p(PUCE, "Séquence ajoutée : « {{ ajout.titre }} », {{ ajout.raison }}.")),
        when("module.retirees", p(PUCE, "Retiré à votre demande : {{ module.retirees }}.")),
        when(
            "module.demi_journees_ajoutees",
            p(PUCE, "Au-delà du format habituel du module : {{ module.demi_journees_ajoutees }}."),
        ),
        when("module.possibles", p(PUCE, "Possible en plus, avec davantage de temps : {{ module.possibles }}.")),
    )


def _calendar() -> str:
    grid = Grid.parts(15, 24, 30, 20, 11)
    cells = (
        texte("{{ ligne.session }}", TITRE_DE_LIGNE),
        *(texte(f"{{{{ ligne.{name} }}}}") for name in ("dates", "lieu", "formateurs", "modules")),
    )
    titles = grid.head("Session", "Dates", "Lieu", "Formateurs", "Modules")
    table = grid.table("Sessions prévues", titles, grid.each("ligne in calendrier", grid.row(*cells)))
    return when("calendrier", p(H1, "Calendrier"), table)


def _days() -> str:
    return p(H1, "Le programme, jour par jour") + each(
        "deroulement in deroulements",
        each(
            "jour in deroulement.jours",
            p(H2, "{% if deroulement.titre %}{{ deroulement.titre }} – {% endif %}{{ jour.titre }}"),
            when("deroulement.note and jour.rang == 1", p(INTRODUCTION, "{{ deroulement.note }}")),
            each(
                "demi_journee in jour.demi_journees",
                p(H3, "{{ demi_journee.periode }}, {{ demi_journee.horaire }} ({{ demi_journee.duree }})"),
                p(LEGENDE, "{{ demi_journee.module.intitule }}"),
                timetable.half_day(objectives=False),
            ),
        ),
    )


def _coverage() -> str:
    grid = Grid.parts(11, 30, 25, 34)
    # An attendu may be long: it has a row of its own, on one page with what answers it.
    expectation = grid.row(
        texte("**{{ reponse.attendu.repere }}**", LIGNE), texte("**{{ reponse.attendu.texte }}**", LIGNE)
    )
    chain = grid.row(
        texte("{{ reponse.attendu.repere }}", DISCRET),
        texte("**{{ chaine.repere }}** {{ chaine.objectif }}"),
        bullets("chaine.sequences", style=PUCE_DE_CELLULE),
        texte("{{ chaine.evaluation }}"),
    )
    rows = grid.each("reponse in couverture", expectation, grid.each("chaine in reponse.chaines", chain))
    titles = grid.head("Attendu", "Objectif", "Séquences", "Évaluation")
    table = grid.table("De chaque attendu à son évaluation", titles, rows)
    return when("couverture", p(H1, "Comment le programme répond à vos attendus"), table)


def _trainers() -> str:
    grid = Grid.parts(30, 70)
    titles = when(
        "formateur.titres",
        bullets("formateur.titres", style=PUCE_DE_CELLULE),
        otherwise=(texte("Précisés avant la session"),),
    )
    rows = grid.each("formateur in formateurs", grid.row(texte("{{ formateur.nom }}", TITRE_DE_LIGNE), titles))
    table = grid.table("Formateurs et leurs titres", grid.head("Formateur", "Titres et expérience"), rows)
    return p(H1, "Les formateurs") + table


def _assessment() -> str:
    return p(H1, "Évaluation, suivi et sanction") + WHOLE.table(
        "Évaluation, suivi et sanction",
        WHOLE.ligne("Avant", "Un questionnaire de positionnement, objectif par objectif, pour adapter la session."),
        WHOLE.ligne("Pendant", "Des exercices et des productions, ceux du tableau des objectifs."),
        WHOLE.ligne("À la fin", "La même grille, pour mesurer les acquis, puis une enquête de satisfaction."),
        WHOLE.ligne("Plus tard", "Après quelques semaines, une évaluation à froid de ce qui a été mis en pratique."),
        WHOLE.ligne("Suivi", "Feuilles d’émargement signées par demi-journée ; bilan remis après la session."),
        FICHE.ligne("Sanction", "{{ modalites.sanction }}"),
    )
