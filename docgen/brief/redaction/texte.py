"""The text of a brief begun: what is known is written, what documents need is left empty, the rest is commented out."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING

from docgen.brief.redaction.completion import MARK, Completion, waiting
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
USUAL = ("date", "matin", "apres_midi")  # of a day that is not there yet
ASKED = frozenset({"lieu", "formateurs", "participants"})  # of a session that is dated
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
        """Each key of the top in the schema's order, under the rule of its part; keys of no part stand together."""
        own = {"attendus": self._attendus, "modules": self._modules, "sessions": self._sessions}
        parties = [(self.cles.declaration(name).dit.get("partie", ""), name) for name in self._names()]
        for partie, group in groupby(parties, key=itemgetter(0)):
            blocs = [own[name]() if name in own else self._key(name) for _, name in group]
            yield from ((rule(partie),), *blocs) if partie else [tuple(line for bloc in blocs for line in bloc)]

    def _names(self) -> list[str]:
        other = "commune" if "epci" in self.dit else "epci"  # exactly one of the two
        return [name for name in self.cles.names() if name != other]

    def _key(self, name: str) -> Bloc:
        if name in {"commune", "epci"}:
            return self.completion.group(name, self.dit, tuple(map(Note, self.ebauche.faits)))
        return self.completion.key(name, self.dit)

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
        keys = (name for name in self.cles.names("attendus") if explained or name in dit)
        lines = (
            line
            for name in keys
            for line in (_under(dit[name]) if name in dit else self.completion.key(f"attendus.{name}", {}))
        )
        return (*lines, *rest)

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
        told = {"ajouter": (Note(f"Séquences facultatives : {optional or 'aucune'}."),)}
        head = Note(f"{module.titre} ({module.format.en_mots}), que montre « docgen catalogue {module.code} ».")
        lines = [
            line
            for name in self.cles.names("modules")
            if name != "code"
            for line in (
                *((Note(self.cles.said(f"modules.{name}")),) if explained else ()),
                *told.get(name, ()),
                Cle(name, "[]" if self.cles.is_list(f"modules.{name}") else "", active=False),
            )
        ]
        return (head, Cle("code", quoted(module.code)), *lines)

    def _sessions(self) -> Bloc:
        notes, known = self.dit.get("sessions", ((), None))
        said = (Note(self.cles.said("sessions")), *notes)
        if known is None or not isinstance(known.valeur, Liste):
            return (*said, waiting(Cle("sessions", Liste((self._no_session(),)))))
        blocs = [one for one in known.valeur.elements if isinstance(one, tuple)]
        items = (_session(bloc, Completion(self.cles, brief=rank > 0)) for rank, bloc in enumerate(blocs))
        return (*said, Cle("sessions", Liste(tuple(items))))

    def _no_session(self) -> Bloc:
        examples: dict[str, str | Bloc | Liste] = {
            "jours": Liste((self._a_day(),)),
            "lieu": tuple(Cle(name) for name in self.cles.names("sessions.lieu")),
            "formateurs": "[f1]",
            "participants": f"participants/{self.ebauche.reference}.csv",
        }
        lines: list[Note | Cle] = []
        for name in self.cles.names("sessions"):
            path = f"sessions.{name}"
            if name not in examples:
                lines.append(Note(self._in_need(path)))
                continue
            said = () if name in {"jours", "lieu"} else (Note(self.cles.said(path)),)
            lines += (*said, Cle(name, examples[name]))
        return tuple(lines)

    def _a_day(self) -> Bloc:
        paths = {name: f"sessions.jours.{name}" for name in self.cles.names("sessions.jours")}
        others = [Note(self._in_need(path)) for name, path in paths.items() if name not in USUAL]
        usual = [Cle(name, "" if name == "date" else self.cles.example(paths[name])) for name in USUAL]
        return (HALF_DAYS, *others, *usual)

    def _in_need(self, chemin: str) -> str:
        """« Au besoin, soir: 18:00-21:30 … »: a key that would be wrong as it is in most briefs."""
        example = self.cles.example(chemin)
        return f"Au besoin, « {chemin.rpartition('.')[2]}: {example} ». {self.cles.said(chemin)}"


def _session(bloc: Bloc, completion: Completion) -> Bloc:
    dit, rest = apart(bloc)
    notes, jours = dit["jours"]
    keys = [name for name in completion.cles.names("sessions") if name != "jours" and (name in dit or name in ASKED)]
    return (*notes, jours, *(line for name in keys for line in completion.key(f"sessions.{name}", dit)), *rest)


def _under(said: tuple[tuple[Note, ...], Cle]) -> Bloc:
    notes, cle = said
    return (*notes, cle)


def _all_themes() -> str:
    return f"Thèmes : {', '.join(THEMES)}."
