"""What a lint says: findings, each with the elements of the XML that it is about."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from docgen.findings import Finding, Gravite

if TYPE_CHECKING:
    from lxml.etree import _Element

    from docgen.word.lint.streams import Stream
    from docgen.word.lint.tags import BraceFault, Tag
    from docgen.word.lint.whereabouts import Whereabouts

_SHOWN = 70


@dataclass(frozen=True, slots=True)
class Located:
    """A finding and the elements (`w:t` and their like) of `part` that it is about, none for the whole file."""

    finding: Finding
    part: str = ""
    elements: tuple[_Element, ...] = ()


@dataclass(frozen=True, slots=True)
class Spot:
    """A stretch of a part: its rank in the document, its elements, its text as typed."""

    part: str
    order: tuple[int, int]
    elements: tuple[_Element, ...]
    text: str = ""


class Report:
    """Collects the findings of a template."""

    def __init__(self, fichier: str, titre: str, whereabouts: Whereabouts) -> None:
        self._fichier, self._titre, self._whereabouts = fichier, titre, whereabouts
        self._found: list[tuple[tuple[bool, str, tuple[int, int]], Located]] = []

    def error(self, code: str, spot: Spot, message: str, remede: str) -> None:
        """A fault: the render would fail, or the document would be wrong."""
        self._add(code, spot, message, remede, Gravite.ERREUR)

    def warning(self, code: str, spot: Spot, message: str, remede: str) -> None:
        """What is probably not meant."""
        self._add(code, spot, message, remede, Gravite.AVERTISSEMENT)

    def about_file(self, code: str, part: str, message: str, remede: str, lieu: str) -> None:
        """A fault of a part that is not filled, and so has no place that one reads."""
        place = ", ".join(piece for piece in (self._titre, lieu) if piece)
        finding = Finding(code, message, remede, fichier=self._fichier, lieu=place)
        self._found.append(((True, part, (0, 0)), Located(finding, part)))

    def engine(self, finding: Finding, part: str) -> None:
        """What the engine found wrong with a part; its own words stay."""
        lieu = ", ".join(piece for piece in (self._titre, finding.lieu) if piece)
        self._found.append(((part != self._whereabouts.main, part, (0, 0)), Located(replace(finding, lieu=lieu), part)))

    def has_error(self, part: str) -> bool:
        """Whether a part has a fault."""
        return any(each.part == part and each.finding.gravite is Gravite.ERREUR for _, each in self._found)

    def in_order(self) -> list[Located]:
        """The findings as one meets them: the body, then the other parts; each once."""
        ordered = [located for _, located in sorted(self._found, key=lambda found: found[0])]
        return list({(each.finding, each.elements): each for each in ordered}.values())

    def _add(self, code: str, spot: Spot, message: str, remede: str, gravite: Gravite) -> None:
        lieu = self._whereabouts.of(spot.part, spot.elements[0])
        said = f"balise « {spot.text} » : {message}" if spot.text else message
        finding = Finding(
            code,
            said,
            remede,
            gravite,
            fichier=self._fichier,
            lieu=", ".join(piece for piece in (self._titre, lieu) if piece),
        )
        order = (spot.part != self._whereabouts.main, spot.part, spot.order)
        self._found.append((order, Located(finding, spot.part, spot.elements)))


def spot_of(tag: Tag | BraceFault) -> Spot:
    """Where a tag stands, with the tag as typed."""
    return stretch(tag.stream, tag.start, tag.end, named=True)


def stretch(stream: Stream, start: int, end: int, *, named: bool = False) -> Spot:
    """A stretch of a stream; `named` when the message is to begin with it."""
    text = " ".join(stream.text[start:end].split()) if named else ""
    shown = text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"
    return Spot(stream.part, (stream.piece_at(start).order, start), stream.elements(start, end), shown)
