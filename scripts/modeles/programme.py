"""`programme.docx`: the proposal."""

from . import timetable
from .page import Modele, title_block
from .styles import (
    ENCADRE, GRILLE, LEGENDE, NOMBRE, NORMAL, NOTE, PUCE, PUCE_DE_CELLULE, TITRE_DE_LIGNE, TITRES, A_REMPLIR, CELLULE,
)  # fmt: skip
from .tables import PORTRAIT, Grid, fiche, ligne, ligne_si, texte
from .text import bullets, each, p, when

H1, H2, H3, _ = TITRES


def modele() -> Modele:
    """The proposal."""
    body = (
        title_block(),
        _in_short(),
        _context(),
        _expectations(),
        _modules(),
        _calendar(),
        _days(),
        _coverage(),
        _trainers(),
        _assessment(),
        _terms(),
        _price(),
        _organisation(),
        _agreement(),
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
    mode = "Formation {{ modalite }}{% if distance %} ({{ distance }}){% endif %}"
    public = "{{ public.profil }}{% if public.effectif %}, {{ public.effectif }} par session{% endif %}"
    return (
        fiche("À qui la proposition est adressée", ligne("À l’attention de", addressee),
              ligne("SIRET", "{{ destinataire.siret }}"))
        + p(H1, "La formation en bref")
        + fiche(
            "La formation en bref",
            ligne("Modules", each("module in modules", texte("{{ module.intitule }}"))),
            ligne("Durée", "{{ duree }}"),
            ligne("Modalité", mode),
            ligne("Public", public),
            ligne("Prix", "{{ prix.total }}"),
            ligne("Votre contact", "{{ organisme.contact.ligne }}"),
        )
    )  # fmt: skip


def _context() -> str:
    facts = Grid.parts(28, 36, 36)
    source = when("repere.source", texte("{{ repere.source }}", "Pause"), otherwise=(texte("Donnée publique", "Pause"),))
    return (
        p(H1, "Ce que nous avons compris de votre contexte")
        + each("paragraphe in contexte.situation", p(NORMAL, "{{ paragraphe }}"))
        + when("contexte.enjeux", p(H2, "Vos enjeux"), bullets("contexte.enjeux"))
        + when(
            "contexte.reperes",
            p(H2, "Vos repères chiffrés"),
            facts.table(
                "Repères chiffrés de la collectivité",
                facts.head("Repère", "Valeur", "Source"),
                facts.each(
                    "repere in contexte.reperes",
                    facts.row(texte("{{ repere.libelle }}", TITRE_DE_LIGNE), texte("{{ repere.valeur }}"), source),
                ),
            ),
        )
    )


def _expectations() -> str:
    grid = Grid.parts(12, 70, 18)
    return when(
        "attendus",
        p(H1, "Ce que vous attendez de la formation"),
        grid.table(
            "Attendus de la collectivité",
            grid.head("Repère", "Attendu", "Priorité"),
            grid.each(
                "attendu in attendus",
                grid.row(
                    texte("{{ attendu.repere }}", TITRE_DE_LIGNE),
                    texte("{{ attendu.texte }}"),
                    texte("{{ attendu.priorite }}"),
                ),
            ),
        ),
    )


def _modules() -> str:
    return p(H1, "Ce que nous vous proposons") + each(
        "module in modules",
        p(H2, "{{ module.intitule }}"),
        p(NORMAL, "{{ module.pourquoi }}"),
        p(NORMAL, "{{ module.parce_que }}"),
        when("module.adaptation", p(ENCADRE, "**Adapté à votre collectivité.** {{ module.adaptation }}")),
        fiche(
            "Le module en bref",
            ligne("Durée", "{{ module.duree }}"),
            ligne("Public", "{{ module.public }}"),
            ligne("Prérequis", "{{ module.prerequis }}"),
            ligne("Modalités", "{{ module.modalites }}"),
            ligne_si("module.theme_repertoire", "Thème du répertoire"),
        ),
        _objectives(),
        _tailoring(),
    )


def _objectives() -> str:
    grid = Grid.parts(12, 46, 42)
    return when(
        "module.objectifs",
        p(H3, "À la fin du module, chaque participant saura"),
        grid.table(
            "Objectifs du module et leur évaluation",
            grid.head("Objectif", "Ce qu’il saura faire", "Comment nous le vérifions"),
            grid.each(
                "objectif in module.objectifs",
                grid.row(
                    texte("{{ objectif.repere }}", TITRE_DE_LIGNE),
                    texte("{{ objectif.texte }}"),
                    texte("{{ objectif.evaluation }}"),
                ),
            ),
        ),
    )


def _tailoring() -> str:
    added = "{{ ajout.titre }} : {{ ajout.raison }}"
    return when(
        "module.ajouts or module.retirees or module.possibles or module.demi_journees_ajoutees",
        p(H3, "Ce que nous avons ajusté pour vous"),
        when("module.ajouts", each("ajout in module.ajouts", p(PUCE, added))),
        when("module.retirees", p(PUCE, "Retiré à votre demande : {{ module.retirees }}")),
        when("module.demi_journees_ajoutees", p(PUCE, "Durée : {{ module.demi_journees_ajoutees }} de plus que le "
             "format habituel du module")),
        when("module.possibles", p(PUCE, "Possible en complément, avec plus de temps : {{ module.possibles }}")),
    )  # fmt: skip


def _calendar() -> str:
    grid = Grid.parts(17, 24, 27, 20, 12)
    return when(
        "calendrier",
        p(H1, "Calendrier"),
        grid.table(
            "Sessions prévues",
            grid.head("Session", "Dates", "Lieu", "Formateurs", "Modules"),
            grid.each(
                "ligne in calendrier",
                grid.row(
                    texte("{{ ligne.session }}", TITRE_DE_LIGNE),
                    texte("{{ ligne.dates }}"),
                    texte("{{ ligne.lieu }}"),
                    texte("{{ ligne.formateurs }}"),
                    texte("{{ ligne.modules }}"),
                ),
            ),
        ),
    )


def _days() -> str:
    return p(H1, "Le programme, jour par jour") + each(
        "deroulement in deroulements",
        each(
            "jour in deroulement.jours",
            p(H2, "{% if deroulement.titre %}{{ deroulement.titre }} – {% endif %}{{ jour.titre }}"),
            when("deroulement.note and jour.rang == 1", p(NORMAL, "{{ deroulement.note }}")),
            each(
                "demi_journee in jour.demi_journees",
                p(H3, "{{ demi_journee.periode }}, {{ demi_journee.horaire }} ({{ demi_journee.duree }})"),
                p(LEGENDE, "{{ demi_journee.module.intitule }}"),
                timetable.half_day(objectives=False),
            ),
        ),
    )


def _coverage() -> str:
    grid = Grid.parts(22, 28, 25, 25)
    expectation = (
        p(TITRE_DE_LIGNE, "{{ reponse.attendu.repere }}")
        + when("loop.first", texte("{{ reponse.attendu.texte }}"))
    )
    sequences = bullets("chaine.sequences", style=PUCE_DE_CELLULE)
    chain = grid.row(
        expectation,
        texte("**{{ chaine.repere }}** {{ chaine.objectif }}"),
        texte("Module {{ chaine.module }}") + sequences,
        texte("{{ chaine.evaluation }}"),
    )
    return when(
        "couverture",
        p(H1, "Comment le programme répond à vos attendus"),
        grid.table(
            "De chaque attendu à son évaluation",
            grid.head("Attendu", "Objectif", "Séquences", "Évaluation"),
            grid.each("reponse in couverture", grid.each("chaine in reponse.chaines", chain)),
        ),
    )


def _trainers() -> str:
    grid = Grid.parts(30, 70)
    titles = when(
        "formateur.titres",
        bullets("formateur.titres", style=PUCE_DE_CELLULE),
        otherwise=(texte("Précisés avant la session"),),
    )
    return p(H1, "Les formateurs") + grid.table(
        "Formateurs et leurs titres",
        grid.head("Formateur", "Titres et expérience"),
        grid.each("formateur in formateurs", grid.row(texte("{{ formateur.nom }}", TITRE_DE_LIGNE), titles)),
    )


def _assessment() -> str:
    return (
        p(H1, "Évaluation et sanction")
        + p(PUCE, "**Avant** : un questionnaire de positionnement, objectif par objectif, pour adapter la session.")
        + p(PUCE, "**Pendant** : des exercices et des productions, ceux du tableau des objectifs.")
        + p(PUCE, "**À la fin** : le même questionnaire, pour mesurer les acquis, puis une enquête de satisfaction.")
        + p(PUCE, "**Quelques semaines plus tard** : une évaluation à froid de ce qui a été mis en pratique.")
        + p(NORMAL, "**Sanction de la formation.** {{ modalites.sanction }}")
    )


def _terms() -> str:
    return p(H1, "Moyens, accès et accessibilité") + fiche(
        "Moyens, accès et accessibilité",
        ligne("Moyens", "{{ modalites.moyens }}"),
        ligne("Modalités d’accès", "{{ modalites.acces }}"),
        ligne("Délai d’accès", "{{ modalites.delai }}"),
        ligne("Accessibilité", "{{ modalites.accessibilite }}"),
        ligne("Référent handicap", "{{ modalites.referent_handicap.ligne }}"),
    )


def _price() -> str:
    grid = Grid.parts(46, 12, 21, 21)
    label = texte("{{ ligne.libelle }}") + when("ligne.detail", texte("{{ ligne.detail }}", "Pause"))
    line = grid.row(
        label, *(texte(f"{{{{ ligne.{name} }}}}", NOMBRE) for name in ("quantite", "unitaire", "montant"))
    )
    total = Grid((sum(grid.widths[:3]), grid.widths[3])).row(
        texte("**{{ total.libelle }}**", NOMBRE), texte("**{{ total.montant }}**", NOMBRE)
    )
    return (
        p(H1, "Prix et conditions")
        + grid.table(
            "Prix de la formation",
            grid.head("Désignation", "Quantité", "Prix unitaire HT", "Montant HT"),
            grid.each("ligne in prix.lignes", line),
            grid.each("total in prix.totaux", total.replace("</w:tcPr>", '<w:gridSpan w:val="3"/></w:tcPr>', 1)),
        )
        + when("prix.mention_tva", p(NOTE, "{{ prix.mention_tva }}"))
        + p(LEGENDE, "Conditions")
        + fiche(
            "Conditions",
            ligne("Validité de l’offre", "{{ prix.validite }}"),
            ligne_si("prix.financement", "Financement"),
            ligne("Règlement", "{{ modalites.reglement }}"),
            ligne_si("modalites.annulation", "Report et annulation"),
        )
    )


def _organisation() -> str:
    identity = (
        texte("**{{ organisme.raison_sociale }}**")
        + when("organisme.forme", texte("{{ organisme.forme }}"))
        + when("organisme.rcs", texte("{{ organisme.rcs }}"))
        + texte("{{ organisme.adresse }}")
        + when("organisme.site", texte("{{ organisme.site }}"))
    )
    return p(H1, "L’organisme de formation") + fiche(
        "L’organisme de formation",
        ligne("Organisme", identity),
        ligne("SIRET", "{{ organisme.siret }}"),
        ligne("Contact", "{{ organisme.contact.ligne }}"),
        ligne("Activité", "{{ organisme.mention_contrat }}"),
        ligne("Agrément élus", "{{ modalites.agrement }}"),
        ligne_si("modalites.qualiopi", "Certification"),
        ligne_si("modalites.resultats", "Résultats"),
        ligne("Réclamations", "{{ modalites.reclamations }}"),
    )


def _agreement() -> str:
    grid = Grid.parts(1, 1, style=GRILLE)
    signer = "{{ modalites.signataire }}{% if modalites.fonction_signataire %}, " \
        "{{ modalites.fonction_signataire }}{% endif %}"  # fmt: skip
    client = (
        p(TITRE_DE_LIGNE, "Pour {{ client.designation }}")
        + texte("Mention « Bon pour accord »")
        + texte("Nom et fonction :")
        + texte("Date :")
        + p(A_REMPLIR, "Signature et cachet")
    )
    provider = (
        p(TITRE_DE_LIGNE, "Pour {{ organisme.raison_sociale }}")
        + texte(signer)
        + texte("Date :")
        + p(A_REMPLIR, "Signature et cachet")
    )
    return (
        p(H1, "Bon pour accord")
        + p(NORMAL, "La signature de cette proposition vaut accord sur le programme et sur le prix.")
        + grid.table("Signatures", grid.row(client, provider, height=2600))
        + p(NOTE, "{{ document.ligne }}")
    )


__all__ = ["CELLULE", "PORTRAIT", "modele"]
