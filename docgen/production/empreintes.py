"""What documents are made from, as digests: of what the files say, not how they say it.

A comment added to a brief makes nothing stale. All documents of a brief share its digest: whether a new participant
changes the proposal, making it again tells. The parts of each input have short digests, so that it can be said which
one has changed.
"""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from functools import cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from docgen.brief.model import Brief
    from docgen.catalogue.model import Module
    from docgen.documents.dossier import Dossier
    from docgen.documents.registre import Document
    from docgen.organisme.model import Organisme
    from docgen.source import Path as Keys
    from docgen.source import Source
    from docgen.territory.comparateur import Comparateur

DEPTH = 4  # « sessions › 1 › lieu › salle »; what is deeper counts with what it stands in
# What a brief holds and its file does not say: it comes from docgen's own data, and from organisme.yaml.
PRINTED = "contexte"  # the group of fields that holds the figures of a client
CLIENT, FORMATEURS = "(client)", "(formateurs)"


@dataclass(frozen=True, slots=True)
class Empreintes:
    """The digests of the inputs that all documents of a brief share, and of their parts."""

    entrees: Mapping[str, str]
    details: Mapping[str, Mapping[str, str]]


class Memoire:
    """The digests of what briefs share, each worked out once: found again by identity, since hashing takes as long."""

    def __init__(self) -> None:
        self._modules: dict[int, tuple[Module, str]] = {}
        self._organisme: tuple[Organisme, str, dict[str, str]] | None = None

    def of_module(self, module: Module) -> str:
        """The digest of a module."""
        from docgen.output.manifest import digest

        if id(module) not in self._modules:
            self._modules[id(module)] = module, digest(repr(module).encode())
        return self._modules[id(module)][1]

    def of_organisme(self, organisme: Organisme) -> tuple[str, dict[str, str]]:
        """The digest of the organisation, logo included, and the short ones of its parts."""
        from docgen.output.manifest import digest, short_digest

        if self._organisme is None or self._organisme[0] is not organisme:
            logo = organisme.logo.read_bytes() if organisme.logo else b""
            whole = digest(repr(replace(organisme, fichier="", logo=None, constats_acceptes=())).encode() + logo)
            parts = {name: short_digest(text) for name, text in _sections(organisme, digest(logo))}
            self._organisme = organisme, whole, parts
        return self._organisme[1:]


def digests_of(dossier: Dossier, source: Source, memoire: Memoire) -> Empreintes:
    """The digests for a brief that was read from `source`."""
    from docgen.output.manifest import SHORT, digest, short_digest

    brief = repr(dossier.brief) + _told_by_figures(dossier.brief)
    organisme, of_organisme = memoire.of_organisme(dossier.organisme)
    modules = {adapte.module.code: memoire.of_module(adapte.module) for adapte in dossier.programme.modules}
    entrees = {
        "brief": digest(brief.encode()),
        "catalogue": digest("".join(modules.values()).encode()),
        "organisme": organisme,
    }
    parts = {
        "brief": {name: short_digest(text) for name, text in _parts(source, dossier.brief).items()},
        "catalogue": {code: whole[:SHORT] for code, whole in modules.items()},
        "organisme": of_organisme,
    }
    return Empreintes(entrees, {entrees[name]: of_input for name, of_input in parts.items()})


def _told_by_figures(brief: Brief) -> str:
    """The words of `territoire` that imported figures tell: they choose what is taught, in every document."""
    portrait = brief.portrait
    return repr(portrait.traits.presents) if portrait and portrait.chiffres and not portrait.traits.du_brief else ""


def figures_of(dossier: Dossier, document: Document, comparateur: Comparateur | None) -> dict[str, str]:
    """The digest of INSEE's figures, for a document that may print some of this client's; none for another."""
    portrait = dossier.brief.portrait
    printed = any(each.name == PRINTED for each in fields(document.vue))
    return {"donnees": comparateur.empreinte} if comparateur and printed and portrait and portrait.chiffres else {}


def places_of(source: Source) -> dict[str, Keys]:
    """Where each part of a brief stands, and all that holds one, by the name that a person gives it."""
    from docgen.validation.places import spoken

    paths = [path[:depth] for path, _ in _leaves(source.donnees, ()) for depth in range(1, len(path) + 1)]
    return {spoken(source.donnees, path): path for path in reversed(paths)}  # the first of two namesakes


def _parts(source: Source, brief: Brief) -> dict[str, str]:
    """The parts of a brief by name, and what each says."""
    from docgen.validation.places import spoken

    found = {
        CLIENT: repr(brief.client) + _told_by_figures(brief),
        FORMATEURS: repr([session.formateurs for session in brief.sessions]),
    }
    hidden = private_keys()
    for path, value in _leaves(source.donnees, ()):
        named = tuple(step for step in path if isinstance(step, str))
        if named[:1] in hidden or named[:2] in hidden:
            continue
        name = spoken(source.donnees, path)
        found[name] = found.get(name, "") + _said(value, path, brief)
    return found


@cache
def private_keys() -> frozenset[tuple[str, ...]]:
    """The keys of a brief that no document prints, each by its names: they make nothing stale."""
    from docgen.brief.redaction.cles import Cles
    from docgen.workspace import schema

    declared = Cles.of(schema("brief")).declarations()
    return frozenset(tuple(cle.chemin.split(".")) for cle in declared if cle.dit.get("prive"))


def _leaves(data: Any, path: Keys) -> Iterator[tuple[Keys, Any]]:
    """Each value with its path; a list is one value unless its items have keys."""
    if len(path) < DEPTH and not _is_list_of_people(path):
        if isinstance(data, dict) and data:
            for key, value in data.items():
                yield from _leaves(value, (*path, key))
            return
        if isinstance(data, list) and any(isinstance(item, dict) for item in data):
            for rank, item in enumerate(data):
                yield from _leaves(item, (*path, rank))
            return
    yield path, data


def _is_list_of_people(path: Keys) -> bool:
    return path[::2] == ("sessions", "participants")


def _said(value: Any, path: Keys, brief: Brief) -> str:
    """The text of a value; of participants, what their list holds, which may be a file beside the brief."""
    if _is_list_of_people(path):
        return repr([session.participants for session in brief.sessions if session.rang - 1 == path[1]])
    return str(value)


def _sections(organisme: Organisme, logo: str) -> Iterator[tuple[str, str]]:
    """The keys of organisme.yaml that say something of their own, and what they say."""
    usual = type(organisme)()
    for name in (field.name for field in fields(organisme)):
        value = getattr(organisme, name)
        if name not in {"constats_acceptes", "fichier", "lecture"} and value != getattr(usual, name):
            yield name, logo if name == "logo" else repr(value)
