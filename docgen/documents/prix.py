"""What the training costs: counted from the programme's half-days, in decimal euros before tax."""

from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal

from docgen.brief.model import Brief
from docgen.brief.tarifs import arrondi, journees, tarifs
from docgen.documents.champs import champ, vue
from docgen.documents.dossier import Dossier
from docgen.francais import date_longue, majuscule_initiale, montant, nombre, pluriel, pourcentage
from docgen.word.gaps import Gap

# The wording that an invoice without VAT must cite (CGI, ann. II, art. 242 nonies A, 12°).
MENTIONS_TVA = {
    "exoneree": "Exonération de TVA, art. 261-4-4° a du CGI",
    "franchise": "TVA non applicable, art. 293 B du CGI",
}
BUDGET = "Budget de formation des élus de la collectivité (CGCT, art. {article})"
DIFE = "droit individuel à la formation des élus (DIFE), que chaque élu mobilise à sa seule initiative"
METROPOLE_DE_LYON = "200046977"  # a collectivité of its own kind (CGCT, L3611-1), with other articles
# Which article makes the rules of communes those of an EPCI.
ARTICLES = {
    "commune": "L2123-14",
    "communauté de communes": "L5214-8",
    "communauté urbaine": "L5215-16",
    "communauté d'agglomération": "L5216-4",
    "métropole": "L5217-7",
}


@vue
class VueLignePrix:
    """A line of the price table."""

    libelle: str = champ("Ce qui est facturé", "Journée de formation")
    detail: str | None = champ("Précision", "dont 1 demi-journée au-delà du format du module")
    quantite: str = champ("Quantité", "2")
    unitaire: str | Gap = champ("Prix unitaire hors taxes", "1 450,00 €")
    montant: str | Gap = champ("Montant hors taxes", "2 900,00 €")


@vue
class VueTotal:
    """A line under the price table."""

    libelle: str = champ("Nom du total", "Total HT")
    montant: str | Gap = champ("Montant", "2 900,00 €")


@vue
class VuePrix:
    """Prices and terms."""

    lignes: tuple[VueLignePrix, ...] = champ("Lignes du tableau des prix")
    totaux: tuple[VueTotal, ...] = champ("Total hors taxes, TVA, total à payer")
    total: str | Gap = champ("Ce que le client paie", "2 900,00 €")
    mention_tva: str | Gap | None = champ(
        "Mention d’exonération ; rien quand la TVA s’applique", MENTIONS_TVA["exoneree"]
    )
    validite: str | Gap = champ("Durée de validité de l’offre", "90 jours, jusqu’au 3 janvier 2027")
    financement: str | None = champ("Qui finance", BUDGET.format(article=ARTICLES["commune"]))


@dataclass(frozen=True, slots=True)
class Ligne:
    """A line before it is printed; `unitaire` is None while no price is known."""

    libelle: str
    quantite: int
    unitaire: Decimal | None
    detail: str | None = None

    @property
    def montant(self) -> Decimal | None:
        """Its amount."""
        return None if self.unitaire is None else self.unitaire * self.quantite


def vue_prix(dossier: Dossier) -> VuePrix:
    """The price table with its totals."""
    conditions = dossier.brief.conditions
    lines = lignes(dossier)
    missing = dossier.du_brief("prix de la journée", "conditions", "prix_jour")
    amounts = [line.montant for line in lines]
    total_ht = None if None in amounts else sum((a for a in amounts if a is not None), Decimal(0))
    tva = conditions.tva or dossier.organisme.tva
    totals = _totaux(total_ht, tva, missing)
    return VuePrix(
        lignes=tuple(_vue_ligne(line, missing) for line in lines),
        totaux=totals,
        total=totals[-1].montant,
        mention_tva=_mention_tva(dossier, tva),
        validite=_validite(dossier),
        financement=_financement(dossier.brief, conditions.financement),
    )


def _mention_tva(dossier: Dossier, tva: str | None) -> str | Gap | None:
    """Why no VAT is asked: in the organisation's own words where it gives some (the texts are being moved)."""
    if tva is None:
        return dossier.de_l_organisme("régime de TVA", "tva")
    return dossier.organisme.mention_tva or MENTIONS_TVA[tva] if tva in MENTIONS_TVA else None


def _financement(brief: Brief, financement: str | None) -> str | None:
    if financement is None:
        return None
    if financement == "dife":
        return majuscule_initiale(DIFE)
    client = brief.client
    article = None if client.code == METROPOLE_DE_LYON else ARTICLES.get(client.nature)
    budget = BUDGET.format(article=article) if article else BUDGET.removesuffix(" (CGCT, art. {article})")
    paid = budget if financement == "budget-collectivite" else f"{budget} et {DIFE}"
    agents = any(person.qualite == "agent" for session in brief.sessions for person in session.participants)
    return f"{paid} ; pour les agents, budget de formation du personnel" if agents else paid


def lignes(dossier: Dossier) -> list[Ligne]:
    """Days, lone half-days, expenses."""
    conditions = dossier.brief.conditions
    days, halves = journees(jour.tenues for d in dossier.programme.deroulements for jour in d.jours)
    day, half = tarifs(conditions)
    added = sum(a.demi_journees_ajoutees for d in dossier.programme.deroulements for a in d.modules)
    detail = f"dont {pluriel(added, 'demi-journée')} au-delà du format du module" if added else None
    lines = []
    if days:
        lines.append(Ligne("Journée de formation, pour le groupe", days, day, detail))
    if halves:
        lines.append(Ligne("Demi-journée de formation, pour le groupe", halves, half, None if days else detail))
    if conditions.frais is not None:
        lines.append(Ligne("Frais de déplacement et d’hébergement", 1, conditions.frais))
    return lines


def _vue_ligne(line: Ligne, missing: Gap) -> VueLignePrix:
    return VueLignePrix(
        libelle=line.libelle,
        detail=line.detail,
        quantite=nombre(line.quantite),
        unitaire=_euros(line.unitaire, missing),
        montant=_euros(line.montant, missing),
    )


def _totaux(total_ht: Decimal | None, tva: str | None, missing: Gap) -> tuple[VueTotal, ...]:
    if tva in MENTIONS_TVA:
        return (VueTotal(libelle="Total net de taxe", montant=_euros(total_ht, missing)),)
    total = VueTotal(libelle="Total HT", montant=_euros(total_ht, missing))
    if tva is None:
        return (total,)
    rate = Decimal(tva.replace(",", "."))
    tax = None if total_ht is None else arrondi(total_ht * rate / 100)
    due = None if total_ht is None or tax is None else total_ht + tax
    return (
        total,
        VueTotal(libelle=f"TVA {pourcentage(rate)}", montant=_euros(tax, missing)),
        VueTotal(libelle="Total TTC", montant=_euros(due, missing)),
    )


def _euros(amount: Decimal | None, missing: Gap) -> str | Gap:
    return missing if amount is None else montant(amount)


def _validite(dossier: Dossier) -> str | Gap:
    days = dossier.brief.conditions.validite_jours
    if days is None:
        return dossier.du_brief("durée de validité de l’offre", "conditions", "validite_jours")
    return f"{pluriel(days, 'jour')}, jusqu’au {date_longue(dossier.brief.date + timedelta(days=days))}"
