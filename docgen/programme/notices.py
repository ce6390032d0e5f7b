"""What is told of a programme that could be built: how attendus are answered, and where time could not follow them.

B144 answer by a generic theme alone     B147 under its target     B148 less time than a lesser attendu
B149 taken as the only answer, and what gave it its time
B153 said of a sequence that is not taught     B154 point to replace that is not there (warning)
B156 client's words that every participant will read
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from docgen.brief.model import Priorite
from docgen.catalogue.themes import GENERIQUES, THEMES
from docgen.findings import Gravite
from docgen.francais import duree, liste, pluriel
from docgen.programme.answering import chain_strength, forms, is_named
from docgen.programme.faults import ProgrammeFault

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docgen.brief.model import Brief
    from docgen.programme.faults import Chemin
    from docgen.programme.model import Choix, Entree, ModuleAdapte, Programme, Reponse

SHOWN = 4  # sequences in a list


def notices(programme: Programme, brief: Brief) -> list[ProgrammeFault]:
    """All of them."""
    told = (_generic(programme), _under(programme, brief), _lesser(programme), _entered(programme, brief),
            _not_taught(programme, brief), _lost(programme, brief), _read_by_all(brief))  # fmt: skip
    return [fault for some in told for fault in some]


def _notice(code: str, chemin: Chemin, message: str, remede: str) -> ProgrammeFault:
    return ProgrammeFault(code, chemin, message, remede, Gravite.AVIS)


def _generic(programme: Programme) -> Iterator[ProgrammeFault]:
    for rang, reponse in enumerate(programme.couverture):
        attendu = reponse.attendu
        shared = {theme for travail in reponse.travaux for theme in travail.sequence.themes} & set(attendu.themes)
        if shared and shared <= GENERIQUES and not _by_name(reponse):
            said = liste(f"« {THEMES[theme]} »" for theme in sorted(shared))
            message = f"seul le thème {said} relie l’attendu {attendu.id} aux séquences : il en touche beaucoup."
            remede = "Écrivez un thème plus précis, ou nommez la séquence qui y répond (sequences: […])."
            yield _notice("B144", ("attendus", rang), message, remede)


def _by_name(reponse: Reponse) -> bool:
    return any(
        is_named(chain_strength(reponse.attendu, ligne.module.code, ligne.objectif.id, sequence))
        for ligne in reponse.lignes
        for sequence in ligne.sequences
    )


def _under(programme: Programme, brief: Brief) -> Iterator[ProgrammeFault]:
    """Sequences of a `haute` attendu that do not keep their target: one notice for each module of a session."""
    hautes = {attendu.id for attendu in brief.attendus if attendu.priorite is Priorite.HAUTE}
    for session, adapte in _sessions(programme):
        short = [c for c in adapte.choix if hautes & set(c.attendus) and c.minutes < c.sequence.duree.cible]
        if not short:
            continue
        said = liste(f"« {c.sequence.id} » ({_missing(c)})" for c in short[:SHOWN])
        more = f" et {pluriel(len(short) - SHOWN, 'autre')}" if len(short) > SHOWN else ""
        several = len(short) > 1
        served = liste(ident for ident in _in_order(brief, short) if ident in hautes)
        message = (
            f"{_where(session, adapte)}, {said}{more} {'restent' if several else 'reste'} sous "
            f"{'leur' if several else 'sa'} durée habituelle, alors que {served}, de priorité haute, "
            f"{'les' if several else 'la'} demande : les autres séquences ne peuvent céder plus de temps, étant à leur "
            "minimum ou de priorité haute, sauf à couper une séquence par le repas ou la nuit."
        )
        remede = "Allongez les demi-journées, retirez une séquence, ou gardez « haute » à ce qui compte le plus."
        yield _notice("B147", _place(session, adapte, brief), message, remede)


def _missing(choix: Choix) -> str:
    return f"{duree(choix.sequence.duree.cible - choix.minutes)} de moins"


def _in_order(brief: Brief, choix: list[Choix]) -> list[str]:
    named = {ident for one in choix for ident in one.attendus}
    return [attendu.id for attendu in brief.attendus if attendu.id in named]


def _lesser(programme: Programme) -> Iterator[ProgrammeFault]:
    """For each `haute` attendu, the `basse` one that gets the most minutes above it."""
    basses = [r for r in programme.couverture if r.attendu.priorite is Priorite.BASSE]
    most = max(basses, key=lambda reponse: reponse.minutes, default=None)
    if most is None:
        return
    for rang, reponse in enumerate(programme.couverture):
        if reponse.attendu.priorite is Priorite.HAUTE and reponse.minutes < most.minutes:
            message = (
                f"l’attendu {reponse.attendu.id}, de priorité haute, a {duree(reponse.minutes)} et {most.attendu.id}, "
                f"de priorité basse, {duree(most.minutes)} : {_reason(reponse, most)}."
            )
            remede = "Nommez ce qui répond à l’un et à l’autre (sequences: […]), ou ajoutez une séquence au premier."
            yield _notice("B148", ("attendus", rang), message, remede)


def _reason(less: Reponse, more: Reponse) -> str:
    few, many = less.travaux, more.travaux
    if len(few) < len(many):
        return f"{pluriel(len(many), 'séquence')} répondent au second, {_count(len(few))} au premier"
    shared = {(t.module.code, t.sequence.id) for t in few} & {(t.module.code, t.sequence.id) for t in many}
    if all(travail.minutes >= travail.sequence.duree.max for travail in few):
        return "les séquences du premier sont à leur durée la plus longue"
    if shared:
        return "ils se partagent des séquences, et celles du second sont plus longues au catalogue"
    return "les séquences du second sont plus longues au catalogue, et ne descendent pas sous leur minimum"


def _count(number: int) -> str:
    return "une seule" if number == 1 else str(number)


def _entered(programme: Programme, brief: Brief) -> Iterator[ProgrammeFault]:
    for session, adapte in _sessions(programme):
        for entree in adapte.entrees:
            served = liste(entree.attendus)
            message = (
                f"{_where(session, adapte)}, « {entree.sequence} » est retenue parce que rien d’autre ne répond à "
                f"{served} ; {_shortened(entree)}."
            )
            remede = "Rien à faire si c’est voulu ; sinon, allongez les demi-journées, ou retirez-la (retirer: […])."
            yield _notice("B149", _place(session, adapte, brief), message, remede)


def _shortened(entree: Entree) -> str:
    lost = sorted(entree.raccourcies, key=lambda one: -one[1])
    if not lost:
        return "le reste garde son temps, sans être à son aise"
    said = liste(f"« {ident} » ({duree(minutes)} de moins)" for ident, minutes in lost[:SHOWN])
    more = f", et {pluriel(len(lost) - SHOWN, 'autre')}" if len(lost) > SHOWN else ""
    return f"{said}{more} en {'sont raccourcies' if len(lost) > 1 else 'est raccourcie'}"


def _sessions(programme: Programme) -> Iterator[tuple[int | None, ModuleAdapte]]:
    """Each module as each session teaches it; sessions that teach it alike are met once."""
    met: set[object] = set()
    for deroulement in programme.deroulements:
        for adapte in deroulement.modules:
            alike = (adapte.module.code, tuple((c.sequence.id, c.minutes) for c in adapte.choix), adapte.entrees)
            if alike not in met:
                met.add(alike)
                yield deroulement.session, adapte


def _where(session: int | None, adapte: ModuleAdapte) -> str:
    return f"module {adapte.module.code}, session {session}" if session else f"module {adapte.module.code}"


def _place(session: int | None, adapte: ModuleAdapte, brief: Brief) -> Chemin:
    """Where hours are set: the session's days, else the module."""
    if session is not None:
        return ("sessions", session - 1, "jours")
    return ("modules", [choisi.code for choisi in brief.modules].index(adapte.module.code))


def _not_taught(programme: Programme, brief: Brief) -> Iterator[ProgrammeFault]:
    """What a brief says of a sequence that its module has and that nobody is taught here."""
    taught: dict[str, set[str]] = {}
    for adapte in (adapte for deroulement in programme.deroulements for adapte in deroulement.modules):
        named = (form for choix in adapte.choix for form in forms(adapte.module.code, choix.sequence.id))
        taught.setdefault(adapte.module.code, set()).update(named)
    every = set().union(*taught.values())
    said: list[tuple[Chemin, str | None, set[str]]] = [
        (("contexte", "enjeux"), enjeu.sequence, every) for enjeu in brief.contexte.enjeux_travailles
    ]
    for rang, choisi in enumerate(brief.modules):
        own: dict[str, list[str | None]] = {
            "adaptations": [one.sequence for one in choisi.adaptations],
            "remplacer": [*(one.sequence for one in choisi.remplacer)],
        }
        for key, idents in own.items():
            said += [(("modules", rang, key, n), ident, taught[choisi.code]) for n, ident in enumerate(idents)]
    for chemin, ident, here in said:
        if ident is not None and ident not in here:
            message = f"la séquence « {ident} » n’est pas dans ce programme : ce que le brief en dit n’est pas imprimé."
            remede = "Nommez une séquence de ce programme, ou ajoutez celle-ci (ajouter: […])."
            yield _notice("B153", chemin, message, remede)


def _read_by_all(brief: Brief) -> Iterator[ProgrammeFault]:
    """The attendus that the questionnaires of a session print in the client's own words."""
    plain = [(rang, attendu) for rang, attendu in enumerate(brief.attendus) if not attendu.reformule]
    if not brief.sessions or not plain:
        return
    said = liste(f"{attendu.id} « {attendu.texte} »" for _, attendu in plain[:SHOWN])
    more = f" et {pluriel(len(plain) - SHOWN, 'autre')}" if len(plain) > SHOWN else ""
    message = f"tous les participants, opposition et agents compris, liront dans leurs questionnaires {said}{more}."
    remede = "Relisez-les, ou dites-les à votre façon : « reformule », sous l’attendu, prend leur place."
    yield _notice("B156", ("attendus", plain[0][0]), message, remede)


def _lost(programme: Programme, brief: Brief) -> Iterator[ProgrammeFault]:
    for rang, choisi in enumerate(brief.modules):
        lost = {
            one: adapte.module.code
            for deroulement in programme.deroulements
            for adapte in deroulement.modules
            if adapte.module.code == choisi.code
            for choix in adapte.choix
            for one in choix.perdus
        }
        for number, one in enumerate(choisi.remplacer):
            if one in lost:
                message = (
                    f"dans « {one.sequence} », aucun point, ou plus d’un, ne commence par « {one.point} » : rien "
                    "n’y est remplacé."
                )
                remede = (
                    f"« docgen catalogue {choisi.code} --pour BRIEF --a-copier » donne les points tels qu’imprimés."
                )
                chemin = ("modules", rang, "remplacer", number, "point")
                yield ProgrammeFault("B154", chemin, message, remede, Gravite.AVERTISSEMENT)
