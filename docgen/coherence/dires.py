"""What is said of a difference: code, gravity, message, remedy."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeVar

from docgen.coherence.ecarts import Genre
from docgen.findings import Gravite
from docgen.francais import typographie

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from docgen.coherence.ecarts import Ecart


T = TypeVar("T")

AT_MOST = 5  # findings of one code in one file


@dataclass(frozen=True, slots=True)
class Dire:
    """The words of a finding."""

    code: str
    gravite: Gravite
    message: str
    remede: str


@dataclass(frozen=True, slots=True)
class Temoins:
    """Who says what was expected: the brief at a line (none when it is worked out), and other documents."""

    ligne: int | None
    documents: int

    @property
    def au_brief(self) -> str:
        """« (ligne 108) », or nothing."""
        return f" (ligne {self.ligne})" if self.ligne else ""

    def selon(self, ecart: Ecart) -> str:
        """« d’après le brief (ligne 108) et 5 autres documents »."""
        others = f" et {_counted(self.documents, 'autre document')}" if self.documents else ""
        return f"d’après {ecart.source}{self.au_brief}{others}"


def dire(ecart: Ecart, temoins: Temoins, fois: int) -> Dire:
    """The words for an écart that a document shows at so many places."""
    said = _SAID[ecart.genre](ecart, temoins)
    return replace(said, message=elsewhere(said.message, fois))


def cite(text: str) -> str:
    """A fact between guillemets, typeset so that no line ends in the middle of « 9 h 30 »."""
    return f"« {typographie(text)} »"


def elsewhere(message: str, fois: int) -> str:
    """The message, with how many more places it is about."""
    if fois < 2:  # noqa: PLR2004 - once: the place says it
        return message
    return f"{message.removesuffix('.')} (et à {_counted(fois - 1, 'autre endroit')})."


def and_more(message: str, more: int) -> str:
    """The message, with how many more like it are left unsaid."""
    others = f"{more} autres" if more > 1 else "un autre"
    return f"{message} Et {others} du même genre." if more else message


def folded(found: Iterable[T], code: Callable[[T], str]) -> list[tuple[T, int]]:
    """The first few of each code, each with how many it stands for besides itself: a brief whose hours all moved."""
    by_code: dict[str, list[T]] = defaultdict(list)
    for one in found:
        by_code[code(one)].append(one)
    return [
        (one, max(0, len(same) - AT_MOST) if rank == AT_MOST - 1 else 0)
        for same in by_code.values()
        for rank, one in enumerate(same[:AT_MOST])
    ]


def _contredit(ecart: Ecart, temoins: Temoins) -> Dire:
    message = f"{ecart.libelle} : il est écrit {cite(ecart.dit)} ; {temoins.selon(ecart)}, c’est {cite(ecart.attendu)}."
    remede = "Corrigez-le ici ; si c’est lui qui a raison, corrigez le brief, puis refaites les documents."
    return Dire("D010", Gravite.ERREUR, message, remede)


def _perdu(ecart: Ecart, temoins: Temoins) -> Dire:
    if ecart.personne:
        message = f"{cite(ecart.attendu)} n’est plus sur la feuille, alors que le brief l’inscrit{temoins.au_brief}."
        remede = "Remettez sa ligne ; ou retirez cette personne de la liste du brief, puis refaites la feuille."
        return Dire("D020", Gravite.ERREUR, message, remede)
    message = f"{ecart.libelle} : ce n’est plus écrit ; {temoins.selon(ecart)}, c’est {cite(ecart.attendu)}."
    return Dire("D012", Gravite.AVERTISSEMENT, message, "Remettez-le, ou vérifiez que ce document peut s’en passer.")


def _inconnu(ecart: Ecart, _: Temoins) -> Dire:
    message = f"{cite(ecart.dit)} : rien dans le brief, ni dans ce que docgen en tire, ne le dit."
    return Dire("D013", Gravite.AVERTISSEMENT, message, "Vérifiez-le ; s’il est juste, écrivez-le aussi dans le brief.")


def _complete(ecart: Ecart, _: Temoins) -> Dire:
    message = f"{cite(ecart.dit)} a été écrit à la main là où le brief ne dit rien."
    return Dire("D014", Gravite.AVIS, message, "Écrivez-le dans le brief : les autres documents le diront aussi.")


def _jour(ecart: Ecart, _: Temoins) -> Dire:
    message = f"il est écrit {cite(ecart.dit)}, mais ce jour est un {ecart.attendu}."
    return Dire("D015", Gravite.ERREUR, message, "Corrigez le jour de la semaine, ou la date.")


def _ajoute(ecart: Ecart, _: Temoins) -> Dire:
    message = f"{cite(ecart.dit)} a été ajouté à la main ; le brief n’inscrit pas cette personne."
    return Dire("D021", Gravite.AVIS, message, "Si elle a suivi la formation, ajoutez-la à la liste du brief.")


_SAID: dict[Genre, Callable[[Ecart, Temoins], Dire]] = {
    Genre.CONTREDIT: _contredit,
    Genre.PERDU: _perdu,
    Genre.INCONNU: _inconnu,
    Genre.COMPLETE: _complete,
    Genre.JOUR: _jour,
    Genre.AJOUTE: _ajoute,
}


def _counted(number: int, word: str) -> str:
    return f"{number} {' '.join(part + 's' * (number > 1) for part in word.split())}"
