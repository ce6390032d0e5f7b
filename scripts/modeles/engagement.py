"""The end of the proposal, which binds: terms, price, who the organisation is, signatures."""

from .styles import A_REMPLIR, DISCRET, EN_HAUT, GRILLE, INTRODUCTION, LEGENDE, LIGNE, NOMBRE, NOTE, TITRES
from .tables import Fiche, Grid, texte
from .text import p, when

H1 = TITRES[0]
FICHE = Fiche()
CARD = Fiche(whole=True)


def terms() -> str:
    """Means, access, accessibility (RNQ, indicateur 1)."""
    return p(H1, "Moyens, accès et accessibilité") + CARD.table(
        "Moyens, accès et accessibilité",
        CARD.ligne("Moyens", "{{ modalites.moyens }}"),
        CARD.ligne("Modalités d’accès", "{{ modalites.acces }}"),
        CARD.ligne("Délai d’accès", "{{ modalites.delai }}"),
        CARD.ligne("Accessibilité", "{{ modalites.accessibilite }}"),
        FICHE.ligne("Référent handicap", "{{ modalites.referent_handicap.ligne }}"),
    )


def price() -> str:
    """The price table, never cut from its totals, and the conditions: on the page that is signed."""
    grid = Grid.parts(46, 12, 21, 21)
    label = texte("{{ ligne.libelle }}", LIGNE) + when("ligne.detail", texte("{{ ligne.detail }}", DISCRET))
    numbers = (texte(f"{{{{ ligne.{name} }}}}", NOMBRE) for name in ("quantite", "unitaire", "montant"))
    total = (texte(f"**{{{{ total.{name} }}}}**", NOMBRE) for name in ("libelle", "montant"))
    table = grid.table(
        "Prix de la formation",
        grid.head("Désignation", "Quantité", "Prix unitaire HT", "Montant HT", numbers=3),
        grid.each("ligne in prix.lignes", grid.row(label, *numbers)),
        grid.each("total in prix.totaux", grid.row(*total, first=3)),
    )
    # In one piece with the signatures, which would otherwise have a page to themselves under long conditions.
    conditions = CARD.table(
        "Conditions",
        CARD.ligne("Validité de l’offre", "{{ prix.validite }}"),
        CARD.ligne_si("prix.financement", "Financement"),
        CARD.ligne("Règlement", "{{ modalites.reglement }}"),
        CARD.ligne_si("modalites.annulation", "Report et annulation"),
    )
    mention = when("prix.mention_tva", p(NOTE, "{{ prix.mention_tva }}."))
    return p(EN_HAUT, "Prix et conditions") + table + mention + p(LEGENDE, "Conditions") + conditions


def organisation() -> str:
    """Identity and legal mentions."""
    identity = (
        texte("**{{ organisme.raison_sociale }}**")
        + when("organisme.forme", texte("{{ organisme.forme }}"))
        + when("organisme.rcs", texte("{{ organisme.rcs }}"))
        + texte("{{ organisme.adresse }}")
        + when("organisme.site", texte("{{ organisme.site }}"))
    )
    agrement = texte("{{ modalites.agrement }}") + texte("Formation des élus locaux, CGCT, art. L1221-3", DISCRET)
    return p(H1, "L’organisme de formation") + CARD.table(
        "L’organisme de formation",
        CARD.ligne("Organisme", identity),
        CARD.ligne("SIRET", "{{ organisme.siret }}"),
        CARD.ligne("Contact", "{{ organisme.contact.ligne }}"),
        CARD.ligne("Activité", "{{ organisme.mention_contrat }}"),
        CARD.ligne("Agrément", agrement),
        CARD.ligne_si("modalites.qualiopi", "Certification"),
        CARD.ligne_si("modalites.resultats", "Résultats"),
        FICHE.ligne("Réclamations", "{{ modalites.reclamations }}"),
    )


def agreement() -> str:
    """« Bon pour accord »: two cells on one page, with their heading and the reference that they sign."""
    grid = Grid.parts(1, 1, style=GRILLE)
    role = "{% if modalites.fonction_signataire %}, {{ modalites.fonction_signataire }}{% endif %}"
    client = (
        texte("Écrire « Bon pour accord » :", LIGNE)
        + texte("Nom et fonction :", LIGNE)
        + texte("Date :", LIGNE)
        + p(A_REMPLIR, "Signature et cachet")
    )
    provider = (
        texte("Représenté par {{ modalites.signataire }}" + role, LIGNE)
        + texte("Date :", LIGNE)
        + p(A_REMPLIR, "Signature et cachet")
    )
    titles = ("La collectivité : {{ client.designation }}", "L’organisme : {{ organisme.raison_sociale }}")
    return (
        p(H1, "Bon pour accord")
        + p(INTRODUCTION, "La signature de cette proposition vaut accord sur son programme et sur son prix.")
        + grid.table("Signatures", grid.head(*titles), grid.row(client, provider, height=2200))
        + p(NOTE, "{{ document.ligne }}.")
    )
