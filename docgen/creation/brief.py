"""The text of a new brief: what is known is written, what documents need is left empty, the rest is commented out.

Each key is explained by its schema's own words.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from docgen.creation.commentaires import comment, group, key, part
from docgen.source.writing import flow, quoted, scalar
from docgen.territory.model import Commune, Epci

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from docgen.catalogue.model import Module
    from docgen.creation.cles import Cles

INTERLOCUTEUR = ("civilite", "prenom", "nom", "fonction", "courriel", "telephone")
CONDITIONS = ("prix_jour", "prix_demi_journee", "frais", "tva", "validite_jours", "financement")
# Without them a document says « À COMPLÉTER »; a test holds this to what `docgen verifier` finds.
A_REMPLIR = frozenset({"siret", "adresse", "situation", "prix_jour", "validite_jours", *INTERLOCUTEUR})
HOW_TO_FILL = (
    "Répondez après les deux-points des lignes « À REMPLIR ». Les autres clés sont facultatives : pour vous servir "
    "d’une ligne « #clé: », effacez son « # » (et celui du nom de son groupe)."
)
RULES = """\
#
# Trois règles d’écriture :
#   - « clé: valeur », avec une espace après les deux-points ;
#   - les retraits se font avec des espaces, jamais avec la touche Tab ;
#   - codes, horaires et montants entre guillemets droits : "01004", "9:00-12:30", "690.00".
#
# Pour un long texte, écrivez « >- » après la clé, puis le texte en retrait sur les lignes du dessous.
"""
NO_ATTENDU = """\
# À REMPLIR : un attendu au moins.
attendus:
  - id: A1
    texte:
    themes:"""
SESSION = """\
#sessions:
#  - jours:
#      # N’écrivez que les demi-journées de la session : matin, apres_midi, soir.
#      - date:
#        matin: "9:00-12:30"
#        apres_midi: "14:00-17:30"
#    lieu:
#      nom:
#      adresse:
#      salle:
#      acces:"""


@dataclass(frozen=True, slots=True)
class AttenduDit:
    """What the client expects, and the themes chosen for it; maybe none yet."""

    texte: str
    themes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NouveauBrief:
    """All that is known of a brief; `schema` and `chemin` are added, as they are to be printed, once it has a place."""

    reference: str
    date: dt.date
    client: Commune | Epci
    faits: tuple[str, ...]  # what is known of the client, a line each
    modules: tuple[Module, ...]
    attendus: tuple[AttenduDit, ...]
    schema: str = ""
    chemin: str = ""


def answered_by(modules: tuple[Module, ...]) -> tuple[str, ...]:
    """The themes of the sequences that serve an objective: an attendu about another would get no answer."""
    serving = [s for module in modules for s in module.sequences if s.objectifs]
    core_first = sorted(serving, key=lambda sequence: sequence.facultative)
    return tuple(dict.fromkeys(theme for sequence in core_first for theme in sequence.themes))


def brief_text(brief: NouveauBrief, cles: Cles) -> str:
    """The brief's file."""
    parts = (_head, _client, _demande, _attendus, _modules, _prix, _sessions)
    return "\n".join(line for write in parts for line in write(brief, cles)) + "\n"


def _head(brief: NouveauBrief, cles: Cles) -> Iterator[str]:
    yield f"# yaml-language-server: $schema={brief.schema}"
    yield "#"
    yield f"#   docgen verifier {brief.chemin}     dit ce qui reste à remplir"
    yield f"#   docgen programme {brief.chemin}    écrit la proposition"
    yield "#"
    yield from comment(HOW_TO_FILL)
    yield from RULES.splitlines()
    yield ""
    yield from key(cles, "reference", scalar(brief.reference))
    yield from key(cles, "version", "1")
    yield from key(cles, "date", brief.date.isoformat())


def _client(brief: NouveauBrief, cles: Cles) -> Iterator[str]:
    yield from part("Le client")
    for fait in brief.faits:
        yield from comment(fait)
    if isinstance(brief.client, Commune):
        kind, ident = "commune", f"code_insee: {quoted(brief.client.code)}"
    else:
        kind, ident = "epci", f"siren: {quoted(brief.client.siren)}"
    yield f"{kind}:"
    yield f"  {ident}"
    yield from key(cles, f"{kind}.siret", margin="  ", wanted=True)
    yield from key(cles, f"{kind}.adresse", margin="  ", wanted=True)
    yield from group(cles, f"{kind}.interlocuteur", INTERLOCUTEUR, "  ", A_REMPLIR)


def _demande(brief: NouveauBrief, cles: Cles) -> Iterator[str]:
    yield from part("La demande")
    yield from group(cles, "contexte", ("situation", "enjeux", "phase_mandat"), wanted=A_REMPLIR)
    yield ""
    yield from group(cles, "public", ("profil", "effectif", "amenagements"))
    yield ""
    yield from comment(cles.said("attendus"))
    yield from comment(f"Thèmes auxquels ces modules répondent : {', '.join(answered_by(brief.modules))}.")


def _attendus(brief: NouveauBrief, cles: Cles) -> Iterator[str]:
    if not brief.attendus:
        yield from NO_ATTENDU.splitlines()
        return
    yield "attendus:"
    for rank, attendu in enumerate(brief.attendus, 1):
        yield f"  - id: A{rank}"
        yield f"    texte: {scalar(attendu.texte)}"
        yield from comment(cles.said("attendus.priorite"), "    # ") if rank == 1 else ()
        yield "    #priorite: haute"
        yield from _themes(attendu)


def _themes(attendu: AttenduDit) -> Iterator[str]:
    if attendu.themes:
        yield f"    themes: {flow(attendu.themes)}"
        return
    yield "    # À REMPLIR : un thème au moins, pris dans la liste ci-dessus."
    yield "    themes:"


def _modules(brief: NouveauBrief, cles: Cles) -> Iterator[str]:
    yield ""
    yield from comment(cles.said("modules"))
    yield "modules:"
    for rank, module in enumerate(brief.modules):
        yield from _module(module, cles, explained=not rank)
    yield ""
    yield from key(cles, "modalite")


def _module(module: Module, cles: Cles, *, explained: bool) -> Iterator[str]:
    """A module; what its keys are for is said once."""
    optional = [sequence.id for sequence in module.sequences if sequence.facultative]
    title = f"{module.titre} ({module.format.en_mots}), que montre « docgen catalogue {module.code} »."
    yield from comment(title, "  # ")
    yield f"  - code: {quoted(module.code)}"
    yield from comment(cles.said("modules.ajouter"), "    # ") if explained else ()
    yield from comment(f"Séquences facultatives : {', '.join(optional) or 'aucune'}.", "    # ")
    yield "    #ajouter: []"
    yield from comment(cles.said("modules.retirer"), "    # ") if explained else ()
    yield "    #retirer: []"
    yield from key(cles, "modules.adaptation", margin="    ") if explained else ("    #adaptation:",)


def _prix(_brief: NouveauBrief, cles: Cles) -> Iterator[str]:
    yield from part("Le prix")
    yield from group(cles, "conditions", CONDITIONS, wanted=A_REMPLIR)


def _sessions(brief: NouveauBrief, cles: Cles) -> Iterator[str]:
    yield from part("Les sessions")
    yield from comment(cles.said("sessions"))
    yield from SESSION.splitlines()
    yield from comment(cles.said("sessions.formateurs"), "#    # ")
    yield "#    formateurs: [f1]"
    yield from comment(cles.said("sessions.participants"), "#    # ")
    yield f"#    participants: participants/{brief.reference}.csv"
