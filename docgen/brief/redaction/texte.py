"""The text of a brief begun: what is known is written, what documents need is left empty, the rest is commented out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from docgen.brief.redaction.completion import GROUPES, MARK, Completion, waiting
from docgen.brief.redaction.ebauche import apart
from docgen.catalogue.mots import answered_by
from docgen.catalogue.themes import THEMES
from docgen.source.writing import Cle, Liste, Note, quoted, rule, scalar, written

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docgen.brief.redaction.cles import Cles
    from docgen.brief.redaction.ebauche import Dit, Ebauche
    from docgen.catalogue.model import Module
    from docgen.source.writing import Bloc

HOW_TO_FILL = (
    f"Répondez après les deux-points des lignes « {MARK} ». Les autres clés sont facultatives : pour vous servir "
    "d’une ligne « #clé: », effacez son « # » (et celui du nom de son groupe)."
)
RULES = """
Trois règles d’écriture :
  - « clé: valeur », avec une espace après les deux-points ;
  - les retraits se font avec des espaces, jamais avec la touche Tab ;
  - codes, horaires et montants entre guillemets droits : "01004", "9:00-12:30", "690.00".

Pour un long texte, écrivez « >- » après la clé, puis le texte en retrait sur les lignes du dessous."""
HALF_DAYS = Note("N’écrivez que les demi-journées de la session : matin, apres_midi, soir.")
A_DAY: Bloc = (HALF_DAYS, Cle("date"), Cle("matin", '"9:00-12:30"'), Cle("apres_midi", '"14:00-17:30"'))
NO_ATTENDU: Bloc = (Cle("id", "A1"), Cle("texte"), Cle("themes"))


def brief_text(ebauche: Ebauche, cles: Cles, *, schema: str, chemin: str) -> str:
    """The brief's file. `schema` is the way to its schema, `chemin` its own path, as they are to be printed."""
    dit, rest = apart(ebauche.connu)
    known = {key: ((), Cle(key, value)) for key, value in _head(ebauche).items()}
    parties = _Parties(ebauche, {**known, **dit}, cles, Completion(cles))
    return written((_opening(ebauche, schema, chemin), *parties.blocs(), *_more((*rest, *ebauche.suite))))


def _head(ebauche: Ebauche) -> dict[str, str]:
    return {"reference": scalar(ebauche.reference), "version": "1"}


def _opening(ebauche: Ebauche, schema: str, chemin: str) -> Bloc:
    taken = (
        f"\nBrief tiré du formulaire {ebauche.origine}, à relire en entier.\n"
        "Ce qui n’a pas pu être lu est marqué « À REPRENDRE »."
    )
    return (
        Note(f"yaml-language-server: $schema={schema}"),
        *((Note(taken),) if ebauche.origine else ()),
        Note(f"\n  docgen verifier {chemin}     dit ce qui reste à remplir"),
        Note(f"  docgen programme {chemin}    écrit la proposition\n"),
        Note(HOW_TO_FILL),
        Note(RULES),
    )


def _more(notes: tuple[Note, ...]) -> tuple[Bloc, ...]:
    return ((rule("Ce que le formulaire dit de plus"),), notes) if notes else ()


@dataclass(frozen=True, slots=True)
class _Parties:
    """The parts of a brief, in their order."""

    ebauche: Ebauche
    dit: Dit
    cles: Cles
    completion: Completion

    def blocs(self) -> Iterator[Bloc]:
        """Each part under its rule."""
        key = self.completion.key
        yield tuple(line for name in ("reference", "version", "date") for line in key(name, self.dit))
        yield (rule("Le client"),)
        yield self._client()
        yield (rule("La demande"),)
        yield from (key(name, self.dit) for name in ("contexte", "public"))
        yield from (self._attendus(), self._modules(), key("modalite", self.dit))
        yield (rule("Le prix"),)
        yield key("conditions", self.dit)
        yield (rule("Les sessions"),)
        yield self._sessions()

    def _client(self) -> Bloc:
        kind = "epci" if "epci" in self.dit else "commune"
        return self.completion.group(kind, self.dit, tuple(map(Note, self.ebauche.faits)))

    def _attendus(self) -> Bloc:
        themes = answered_by(self.ebauche.modules)
        which = f"Thèmes auxquels ces modules répondent : {', '.join(themes)}." if themes else _all_themes()
        head = (Note(self.cles.said("attendus")), Note(which))
        notes, known = self.dit.get("attendus", ((), None))
        if known is None or not isinstance(known.valeur, Liste):
            return (*head, *notes, Note(f"{MARK} : un attendu au moins."), Cle("attendus", Liste((NO_ATTENDU,))))
        blocs = [one for one in known.valeur.elements if isinstance(one, tuple)]
        items = tuple(self._attendu(bloc, explained=not rank) for rank, bloc in enumerate(blocs))
        return (*head, *notes, Cle("attendus", Liste(items)))

    def _attendu(self, bloc: Bloc, *, explained: bool) -> Bloc:
        dit, rest = apart(bloc)
        said = (Note(self.cles.said("attendus.priorite")),) if explained else ()
        notes, priorite = dit.get("priorite", ((), Cle("priorite")))
        if not priorite.valeur:
            dit["priorite"] = ((*said, *notes), Cle("priorite", "haute", active=False))
        notes, themes = dit["themes"]
        if not themes.valeur:
            dit["themes"] = ((*notes, Note(f"{MARK} : un thème au moins, pris dans la liste ci-dessus.")), themes)
        return (*(line for name in ("id", "texte", "priorite", "themes") for line in _under(dit[name])), *rest)

    def _modules(self) -> Bloc:
        notes, _ = self.dit.get("modules", ((), None))
        head = (Note(self.cles.said("modules")), *notes)
        if not self.ebauche.modules:
            which = Note(f"{MARK} : « docgen catalogue » liste les modules et leurs codes.")
            return (*head, which, Cle("modules", Liste(((Cle("code"),),))))
        items = (self._module(one, explained=not rank) for rank, one in enumerate(self.ebauche.modules))
        return (*head, Cle("modules", Liste(tuple(items))))

    def _module(self, module: Module, *, explained: bool) -> Bloc:
        """A module; what its keys are for is said once."""
        optional = ", ".join(sequence.id for sequence in module.sequences if sequence.facultative)
        names = ("ajouter", "retirer", "theme_repertoire")
        said = {name: (Note(self.cles.said(f"modules.{name}")),) if explained else () for name in names}
        adaptation = self.completion.key("modules.adaptation", {})
        return (
            Note(f"{module.titre} ({module.format.en_mots}), que montre « docgen catalogue {module.code} »."),
            Cle("code", quoted(module.code)),
            *said["ajouter"],
            Note(f"Séquences facultatives : {optional or 'aucune'}."),
            Cle("ajouter", "[]", active=False),
            *said["retirer"],
            Cle("retirer", "[]", active=False),
            *(adaptation if explained else adaptation[1:]),
            *said["theme_repertoire"],
            Cle("theme_repertoire", active=False),
        )

    def _sessions(self) -> Bloc:
        notes, known = self.dit.get("sessions", ((), None))
        said = (Note(self.cles.said("sessions")), *notes)
        if known is None or not isinstance(known.valeur, Liste):
            return (*said, waiting(Cle("sessions", Liste((self._no_session(),)))))
        blocs = [one for one in known.valeur.elements if isinstance(one, tuple)]
        items = (_session(bloc, Completion(self.cles, brief=rank > 0)) for rank, bloc in enumerate(blocs))
        return (*said, Cle("sessions", Liste(tuple(items))))

    def _no_session(self) -> Bloc:
        return (
            Cle("jours", Liste((A_DAY,))),
            Cle("lieu", tuple(Cle(name) for name in GROUPES["lieu"])),
            Note(self.cles.said("sessions.formateurs")),
            Cle("formateurs", "[f1]"),
            Note(self.cles.said("sessions.participants")),
            Cle("participants", f"participants/{self.ebauche.reference}.csv"),
        )


def _session(bloc: Bloc, completion: Completion) -> Bloc:
    dit, rest = apart(bloc)
    notes, jours = dit["jours"]
    keys = ("lieu", "formateurs", "participants")
    return (*notes, jours, *(line for name in keys for line in completion.key(f"sessions.{name}", dit)), *rest)


def _under(said: tuple[tuple[Note, ...], Cle]) -> Bloc:
    notes, cle = said
    return (*notes, cle)


def _all_themes() -> str:
    return f"Thèmes : {', '.join(THEMES)}."
