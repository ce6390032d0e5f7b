"""`agenda.docx`: what participants and the client read before the session; a half-day has a page, a day has two."""

from . import session
from .page import Modele, title_block
from .styles import DISCRET, PUCE_DE_CELLULE, TITRE_DE_LIGNE, TITRES
from .tables import Fiche, Grid, texte
from .text import each, p

H1 = TITRES[0]
FICHE, WHOLE = Fiche(label=session.LABEL), Fiche(label=session.LABEL, whole=True)


def modele() -> Modele:
    """The agenda."""
    place = session.card(FICHE.ligne_si("acces", "Accès"), trainers=_trainers())
    return Modele("Agenda de la session", title_block() + place + _days() + _before())


def _trainers() -> str:
    """Their titles too (CT, L6353-8)."""
    titles = "{% if formateur.titres %} : {{ formateur.titres|join(' ; ') }}{% endif %}"
    return each("formateur in session.formateurs", texte("**{{ formateur.nom }}**" + titles))


def _days() -> str:
    grid = Grid.parts(22, 78)
    opening = grid.row(
        texte("{{ demi_journee.periode }}", TITRE_DE_LIGNE),
        texte("{{ demi_journee.module.intitule }}", TITRE_DE_LIGNE),
    )
    pause = grid.row(texte("{{ moment.horaire }}", DISCRET), texte("{{ moment.titre }}", DISCRET))
    moment = grid.row(texte("{{ moment.horaire }}"), texte("{{ moment.titre }}"))
    moments = grid.each("moment in demi_journee.moments", grid.when("moment.pause", pause, otherwise=(moment,)))
    table = grid.table(
        "Emploi du temps du jour",
        grid.head("Horaire", "Séquence"),
        grid.each("demi_journee in jour.demi_journees", opening, moments),
    )
    return each("jour in session.jours", p(H1, "{{ jour.titre }}"), table)


def _before() -> str:
    """What the law wants known beforehand (CT, L6353-8)."""
    objectives = each(
        "module in session.modules",
        each("objectif in module.objectifs", p(PUCE_DE_CELLULE, "{{ objectif.texte }}")),
    )
    contacts = (
        texte("Chez vous : {{ contact_client.ligne }}")
        + texte("À l’organisme : {{ contact_organisme.ligne }}")
        + texte("Référent handicap : {{ referent_handicap.ligne }}")
    )
    card = WHOLE.table(
        "Avant de venir",
        WHOLE.ligne("Objectifs", objectives),
        WHOLE.ligne("Prérequis", each("point in prerequis", texte("{{ point }}"))),
        WHOLE.ligne("Évaluation", "{{ evaluation }}"),
        WHOLE.ligne("À l’issue", "{{ sanction }}"),
        WHOLE.ligne("Règlement", "{{ reglement_interieur }}"),
        WHOLE.ligne("Contacts", contacts),
        FICHE.ligne("Réclamations", "{{ reclamations }}"),
        value="À remettre à chaque participant avant son inscription définitive",
    )
    return p(H1, "Avant de venir") + card
