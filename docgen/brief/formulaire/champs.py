"""The fields of the form: what each is called in Word, how it is asked, and where it stands.

`repere` is the tag of the content control, by which a form that comes back is read. The template is made from this
table (scripts/modeles/formulaire.py), and the findings name fields by it.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from docgen.brief.redaction.cles import Cles
from docgen.catalogue.themes import THEMES
from docgen.workspace import schema

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docgen.brief.redaction.cles import Declaration

ATTENDUS = 8  # numbered rows of the form
JOURS = 6

COLLECTIVITE = "Votre collectivité"
CONTEXTE = "Votre contexte"
PUBLIC = "Les participants"
ATTENTES = "Ce que vous attendez"
MODULES = "Les thèmes souhaités"
ORGANISATION = "L’organisation"
SUITE = "Pour finir"


class Genre(StrEnum):
    """What a field is filled with."""

    TEXTE = "texte"
    LIGNES = "lignes"  # several lines or paragraphs
    DATE = "date"
    LISTE = "liste"  # one of `choix`
    SAISIE = "saisie"  # one of `choix`, or what is typed
    CASE = "case"


@dataclass(frozen=True, slots=True)
class Champ:
    """A field of the form. `invite` is the placeholder, or what a check box says; `choix` are those of a list."""

    repere: str
    rubrique: str
    libelle: str
    invite: str
    genre: Genre = Genre.TEXTE
    choix: tuple[str, ...] = ()

    @property
    def lieu(self) -> str:
        """« Votre collectivité › Code postal »."""
        return f"{self.rubrique} › {self.libelle}"


ECRIRE = "Écrire ici"
UNE_PAR_LIGNE = "Une idée par ligne"
DATE = "jj/mm/aaaa"
CIVILITES = ("Madame", "Monsieur")
SUJETS = tuple(label[:1].upper() + label[1:] for label in THEMES.values())

_SIMPLES = (
    Champ("nature-commune", COLLECTIVITE, "Vous êtes", "Une commune", Genre.CASE),
    Champ("nature-epci", COLLECTIVITE, "Vous êtes", "Une intercommunalité", Genre.CASE),
    Champ("nom", COLLECTIVITE, "Nom de la collectivité", "Par exemple : Joué-lès-Tours"),
    Champ("code_postal", COLLECTIVITE, "Code postal", "5 chiffres"),
    Champ("code", COLLECTIVITE, "Code INSEE ou SIREN", "Si vous le connaissez"),
    Champ("siret", COLLECTIVITE, "SIRET", "14 chiffres"),
    Champ("adresse", COLLECTIVITE, "Adresse", "Rue, code postal, ville"),
    Champ("civilite", COLLECTIVITE, "Civilité", "Choisir", Genre.LISTE, CIVILITES),
    Champ("prenom", COLLECTIVITE, "Prénom de votre contact", ECRIRE),
    Champ("nom_contact", COLLECTIVITE, "Nom de votre contact", ECRIRE),
    Champ("fonction", COLLECTIVITE, "Fonction", ECRIRE),
    Champ("courriel", COLLECTIVITE, "Courriel", ECRIRE),
    Champ("telephone", COLLECTIVITE, "Téléphone", ECRIRE),
    Champ("situation", CONTEXTE, "Votre situation", ECRIRE, Genre.LIGNES),
    Champ("enjeux", CONTEXTE, "Vos enjeux", UNE_PAR_LIGNE, Genre.LIGNES),
    Champ("profil", PUBLIC, "Qui seront les participants ?", "Par exemple : bureau municipal"),
    Champ("effectif", PUBLIC, "Nombre de participants par groupe", "Un nombre"),
    Champ("niveau", PUBLIC, "Expérience du sujet et prérequis", ECRIRE, Genre.LIGNES),
    Champ("amenagements", PUBLIC, "Aménagements utiles", "Sans nommer personne", Genre.LIGNES),
    Champ("reussite", ATTENTES, "À quoi verrez-vous que la formation a réussi ?", ECRIRE, Genre.LIGNES),
    Champ("module_autre", MODULES, "Un autre thème", ECRIRE, Genre.LIGNES),
    Champ("presentiel", ORGANISATION, "Format", "En présentiel", Genre.CASE),
    Champ("distanciel", ORGANISATION, "Format", "À distance", Genre.CASE),
    Champ("mixte", ORGANISATION, "Format", "Les deux", Genre.CASE),
    Champ("lieu_nom", ORGANISATION, "Lieu", "Par exemple : mairie annexe"),
    Champ("lieu_adresse", ORGANISATION, "Adresse du lieu", "Rue, code postal, ville"),
    Champ("lieu_salle", ORGANISATION, "Salle", "Salle et étage"),
    Champ("lieu_acces", ORGANISATION, "Accès", "Stationnement, entrée de plain-pied"),
    Champ("contraintes", ORGANISATION, "Dates à éviter et autres contraintes", ECRIRE, Genre.LIGNES),
    Champ("paie-collectivite", ORGANISATION, "Financement", "Budget de la collectivité", Genre.CASE),
    Champ("paie-dife", ORGANISATION, "Financement", "Droit individuel des élus (DIFE)", Genre.CASE),
    Champ("paie-mixte", ORGANISATION, "Financement", "Les deux", Genre.CASE),
    Champ("limite", SUITE, "Proposition attendue pour le", DATE, Genre.DATE),
    Champ("remarques", SUITE, "Ce que nous n’avons pas demandé", ECRIRE, Genre.LIGNES),
    Champ("rempli_par", SUITE, "Formulaire rempli par", "Prénom, nom et fonction"),
    Champ("date", SUITE, "Date de la demande", DATE, Genre.DATE),
    Champ("reference", SUITE, "Référence du dossier", "Réservé à l’organisme"),
)


def declarees(cles: Cles) -> dict[str, tuple[Champ, ...]]:
    """The fields of the keys that the schema asks the form for and that no field above answers, by the key's path.

    A closed list has a box for each of its values, so that a pen can answer too.
    """
    known = {champ.repere for champ in _SIMPLES}
    found: dict[str, tuple[Champ, ...]] = {}
    for cle in cles.declarations():
        dit = cle.dit
        own = {str(dit.get("repere", cle.nom)), *dit.get("reperes", {}).values()}
        if dit.get("formulaire") and not own & known:
            found[cle.chemin] = tuple(_declaree(cle))
    return found


def _declaree(cle: Declaration) -> Iterator[Champ]:
    rubrique = str(cle.dit["formulaire"])
    if cle.choix and "properties" not in cle.noeud:
        for value, label in cle.choix.items():
            yield Champ(f"{cle.nom}-{value}", rubrique, cle.libelle, label, Genre.CASE)
    else:
        genre = Genre.LIGNES if cle.noeud.get("type") in ("array", "object") else Genre.TEXTE
        yield Champ(cle.nom, rubrique, cle.libelle, str(cle.dit.get("invite", ECRIRE)), genre)


DECLAREES = declarees(Cles.of(schema("brief")))
SIMPLES = {champ.repere: champ for champ in (*_SIMPLES, *(one for found in DECLAREES.values() for one in found))}

PRIORITES = {"haute": "Haute", "normale": "Normale", "basse": "Basse"}
PERIODES = {"matin": "Matin", "apres_midi": "Après-midi", "soir": "Soir"}
HORAIRES = {"matin": "Ex. 9 h – 12 h 30", "apres_midi": "Ex. 14 h – 17 h 30", "soir": "Ex. 18 h – 21 h"}


def champs_attendu(rang: int) -> dict[str, Champ]:
    """The fields of a row of attendus, by what they say: `texte`, the three priorities, `themes`."""
    ligne = f"attendu {rang}"
    return {
        "texte": Champ(f"attendu-{rang}-texte", ATTENTES, ligne, "Être capable de…"),
        **{
            cle: Champ(f"attendu-{rang}-{cle}", ATTENTES, f"{ligne}, priorité {cle}", "", Genre.CASE)
            for cle in PRIORITES
        },
        "themes": Champ(f"attendu-{rang}-themes", ATTENTES, f"{ligne}, sujet", "Choisir", Genre.SAISIE, SUJETS),
    }


def champs_jour(rang: int) -> dict[str, Champ]:
    """The fields of a row of days, by what they say: `groupe`, `date` and the three half-days."""
    ligne = f"jour {rang}"
    return {
        "groupe": Champ(f"jour-{rang}-groupe", ORGANISATION, f"{ligne}, groupe", "N°"),
        "date": Champ(f"jour-{rang}-date", ORGANISATION, f"{ligne}, date", DATE, Genre.DATE),
        **{
            cle: Champ(f"jour-{rang}-{cle}", ORGANISATION, f"{ligne}, {libelle.lower()}", HORAIRES[cle])
            for cle, libelle in PERIODES.items()
        },
    }


def champ_module(code: str) -> Champ:
    """The check box of a module of the catalogue."""
    return Champ(f"module-{code}", MODULES, f"module {code}", "", Genre.CASE)
