"""From the data of a brief to its parts: what has not the right form is left out, since the schema tells of it."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from docgen.brief.model import (
    Adaptation,
    Attendu,
    Avancement,
    Budget,
    Chiffre,
    Conditions,
    Contexte,
    Formule,
    Jour,
    Lieu,
    ModuleChoisi,
    Participant,
    Periode,
    Priorite,
    Public,
    Remplacement,
    Retrait,
)
from docgen.catalogue.model import Phase
from docgen.catalogue.reading import choices, read_sequence
from docgen.organisme.model import Formateur, Horaire
from docgen.organisme.reading import read_formateur, read_tva
from docgen.source.values import address, group, items, paragraphs, text, texts, texts_of, whole
from docgen.validation.formats import date_of, horaire_of, montant_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from docgen.catalogue.model import Sequence
    from docgen.source import Path

Data = dict[str, Any]


def read_phase(data: Data) -> Phase | None:
    """The phase of the mandate, where the brief says it."""
    return next(iter(choices(Phase, [group(data, "contexte").get("phase_mandat")])), None)


def read_contexte(data: Data) -> Contexte:
    """What the client said of its situation."""
    typed = group(data, "contexte")
    territoire = typed.get("territoire")
    return Contexte(
        situation=paragraphs(typed.get("situation")),
        enjeux=tuple(enjeu.texte for enjeu in _adaptations(typed.get("enjeux"))),
        enjeux_travailles=tuple(enjeu for enjeu in _adaptations(typed.get("enjeux")) if enjeu.sequence),
        agents=_count(typed.get("agents")),
        avancement=_avancement(group(typed, "avancement")),
        territoire=texts(territoire) if isinstance(territoire, list) else None,
        chiffres=tuple(found for _, item in groups(typed.get("chiffres")) if (found := _chiffre(item))),
        documents=texts(typed.get("documents")),
        chemin=("contexte",),
        **texts_of(typed, "services", "equipe"),
    )


def _adaptations(typed: Any) -> tuple[Adaptation, ...]:
    """Sentences, or groups that name the sequence where they are worked on."""
    read = ({"texte": one} if isinstance(one, (str, int, float)) else one for one in items(typed))
    return tuple(
        Adaptation(texte, text(one.get("sequence")))
        for one in read
        if isinstance(one, dict) and (texte := text(one.get("texte")))
    )


def _count(value: Any) -> int | None:
    """How many; 0 is said, None is not."""
    found = whole(value, -1)
    return found if found >= 0 else None


def _avancement(typed: Data) -> tuple[tuple[str, Avancement], ...]:
    return tuple(
        (sujet, Avancement(etat, whole(said.get("annee"), 0) or None))
        for sujet in typed
        if (etat := text((said := group(typed, sujet)).get("etat")))
    )


def _chiffre(item: Data) -> Chiffre | None:
    libelle, valeur = text(item.get("libelle")), item.get("valeur")
    shown = str(valeur).replace(".", ",") if isinstance(valeur, float) else text(valeur)
    if not (libelle and shown):
        return None
    return Chiffre(libelle, shown, whole(item.get("annee"), 0) or None, text(item.get("source")))


def read_public(data: Data) -> Public:
    """Who will be trained."""
    typed = group(data, "public")
    return Public(
        effectif=whole(typed.get("effectif"), 0) or None,
        nouveaux=_count(typed.get("nouveaux")),
        deja_suivi=texts(typed.get("deja_suivi")),
        chemin=("public",),
        **texts_of(typed, "profil", "amenagements", "composition"),
    )


def read_attendus(data: Data) -> tuple[Attendu, ...]:
    """What the client expects."""
    return tuple(
        found for chemin, item in groups(data.get("attendus"), "attendus") if (found := _attendu(item, chemin))
    )


def _attendu(item: Data, chemin: Path) -> Attendu | None:
    ident, texte = text(item.get("id")), text(item.get("texte"))
    if not (ident and texte):
        return None
    priorite = next(iter(choices(Priorite, [item.get("priorite")])), Priorite.NORMALE)
    return Attendu(
        ident,
        texte,
        priorite,
        texts(item.get("themes")),
        sequences=texts(item.get("sequences")),
        objectifs=texts(item.get("objectifs")),
        chemin=chemin,
        **texts_of(item, "reformule", "de"),
    )


def read_modules(data: Data) -> tuple[ModuleChoisi, ...]:
    """The modules that the brief chose."""
    return tuple(
        ModuleChoisi(
            code,
            _added(item),
            read_retraits(item),
            adaptations=_adaptations(item.get("adaptations")),
            remplacer=_remplacements(item),
            apres=_apres(item),
            chemin=chemin,
            **texts_of(item, "adaptation", "theme_repertoire"),
        )
        for chemin, item in groups(data.get("modules"), "modules")
        if (code := text(item.get("code")))
    )


def _added(item: Data) -> tuple[str | Sequence, ...]:
    read = (read_sequence(one) if isinstance(one, dict) else text(one) for one in items(item.get("ajouter")))
    return tuple(found for found in read if found)


def _remplacements(item: Data) -> tuple[Remplacement, ...]:
    read = (texts_of(one, "sequence", "point", "par") for _, one in groups(item.get("remplacer")))
    return tuple(Remplacement(**said) for said in read if all(said.values()))


def _apres(item: Data) -> tuple[tuple[str, str], ...]:
    written = ((text(one.get("id")), text(one.get("apres"))) for _, one in groups(item.get("ajouter")))
    return tuple((ident, place) for ident, place in written if ident and place)


def read_retraits(item: Data) -> tuple[Retrait, ...]:
    """The sequences that a module does without: ids, or groups that say why and at whose request."""
    typed = ({"id": one} if isinstance(one, str) else one for one in items(item.get("retirer")))
    return tuple(
        Retrait(ident, **texts_of(one, "raison", "demande"))
        for one in typed
        if isinstance(one, dict) and (ident := text(one.get("id")))
    )


def read_conditions(data: Data) -> Conditions:
    """Prices and terms."""
    typed = group(data, "conditions")
    return Conditions(
        prix_jour=montant_of(typed.get("prix_jour")),
        prix_demi_journee=montant_of(typed.get("prix_demi_journee")),
        frais=montant_of(typed.get("frais")),
        tva=read_tva(typed.get("tva")),
        validite_jours=whole(typed.get("validite_jours"), 0) or None,
        financement=text(typed.get("financement")),
        chemin=("conditions",),
    )


def read_budget(data: Data) -> Budget:
    """What the client can spend."""
    return Budget(montant_of(group(data, "budget").get("plafond")), chemin=("budget",))


def read_jours(session: Data, chemin: Path) -> tuple[Jour, ...]:
    """The days of a session, each with where it was typed: by date, those that have none in the order typed.

    Last, the half-day that `formule` adds.
    """
    read = (_jour(item, one) for one, item in groups(session.get("jours"), *chemin, "jours"))
    days = tuple(sorted((day for day in read if day), key=lambda day: day.date or dt.date.max))
    adds = read_formule(session) is Formule.DEMI_JOURNEE and days and not any(day.date for day in days)
    return (*days, one_more(days, (*chemin, "formule"))) if adds else days


def read_formule(session: Data) -> Formule | None:
    """How the organisation answers a request that was too short."""
    return next(iter(choices(Formule, [session.get("formule")])), None)


def one_more(days: tuple[Jour, ...], chemin: Path = ()) -> Jour:
    """One half-day more, at the hours of the first: those that the client is used to come at."""
    return Jour(None, days[0].demi_journees[:1], chemin=chemin)


def _jour(item: Data, chemin: Path) -> Jour | None:
    date = date_of(item.get("date"))
    hours = tuple((p, Horaire(*found)) for p in Periode if (found := horaire_of(item.get(p))))
    if not hours or (date is None and "date" in item):
        return None
    return Jour(date, hours, _a_distance(item.get("a_distance"), hours), text(item.get("souhait")), chemin)


def _a_distance(value: Any, hours: tuple[tuple[Periode, Horaire], ...]) -> tuple[Periode, ...]:
    named = choices(Periode, items(value))
    return tuple(periode for periode, _ in hours if periode in named)


def read_lieu(session: Data, chemin: Path) -> Lieu:
    """Where a session is held."""
    typed = group(session, "lieu")
    return Lieu(
        nom=text(typed.get("nom")),
        adresse=address(typed.get("adresse")),
        salle=text(typed.get("salle")),
        acces=text(typed.get("acces")),
        chemin=(*chemin, "lieu"),
    )


def read_formateurs(session: Data, known: Mapping[str, Formateur]) -> tuple[Formateur, ...]:
    """The trainers of a session: ids of organisme.yaml, or written in full; one who is unknown is left out."""
    read = (_formateur(item, known) for item in items(session.get("formateurs")))
    return tuple(found for found in read if found)


def _formateur(item: Any, known: Mapping[str, Formateur]) -> Formateur | None:
    if not isinstance(item, dict):
        return known.get(text(item) or "")
    name = " ".join(part for part in (text(item.get("prenom")), text(item.get("nom"))) if part)
    return read_formateur({"id": name, **item})  # written in full, a trainer needs no id


def read_participant(item: Data, chemin: Path = ()) -> Participant | None:
    """Somebody enrolled; None without a family name. `chemin` is empty for a line of a list beside the brief."""
    nom = text(item.get("nom"))
    if not nom:
        return None
    qualite = "agent" if text(item.get("qualite")) == "agent" else "elu"
    said = texts_of(item, "prenom", "civilite", "fonction", "courriel")
    return Participant(nom=nom, qualite=qualite, chemin=chemin, **said)


def groups(value: Any, *chemin: str | int) -> list[tuple[Path, Data]]:
    """The items of a list that are groups of keys, each with its place under that of the list."""
    return [((*chemin, rank), item) for rank, item in enumerate(items(value)) if isinstance(item, dict)]
